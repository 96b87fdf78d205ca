//! The alerts of whoever looks: seen once their list was opened. Each leads to its order.

use super::sections::Section;
use super::{Context, ShopPane};
use crate::locale::{Catalogue, Key, day_time};
use crate::service::messages::commands::ReadAlerts;
use crate::tui::core::client::{AlertView, Command, LinkState, ask};
use crate::tui::core::pane_request::PaneRequest;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::paged::{ListPane, PagedList};
use crate::tui::widgets::list::{Cell, Row};
use crate::tui::widgets::table::Column;

pub fn columns(catalogue: &Catalogue) -> Vec<Column> {
    let column = |key: Key, width, priority| Column::new(catalogue.text(key, &[]), width, priority);
    vec![
        column("tienda-head-when", 11, 0),
        column("mensajes-head-order", 11, 0),
        column("tienda-head-what", 20, 0).shares(4),
    ]
}

fn cells(catalogue: &Catalogue, row: &AlertView, new: bool) -> Vec<Cell> {
    let tone = if new { Tone::Strong } else { Tone::Plain };
    let said = catalogue.message(&row.template, &row.data);
    vec![
        Cell::toned(Tone::Past, day_time(row.created_at)),
        Cell::toned(tone, row.number.as_str()),
        Cell::toned(tone, said.lines().collect::<Vec<_>>().join(" ")),
    ]
}

impl ListPane<ask::Alerts> for ShopPane {
    type Shown = crate::domain::ids::NotificationId;

    fn paged(&mut self) -> &mut PagedList<ask::Alerts> {
        &mut self.alerts
    }

    fn wanted(&mut self, shell: &Shell) -> Option<ask::Alerts> {
        Some(ask::Alerts {
            after: None,
            rows: shell.rows_wanted(),
        })
    }

    fn heads(&self, shell: &Shell) -> Vec<Column> {
        Section::Alerts.columns(shell.catalogue)
    }

    fn cells(&self, shell: &Shell, from: usize) -> Vec<Row<Self::Shown>> {
        let rows = self.alerts.rows().iter().skip(from);
        rows.map(|row| Row {
            id: row.id,
            cells: cells(shell.catalogue, row, !row.read || self.news.contains(&row.id)),
        })
        .collect()
    }

    /// They are in sight now: from here on they were seen.
    fn listed(&mut self, cx: &mut Context<'_>, _anew: bool) {
        let unread = self.alerts.rows().iter().filter(|row| !row.read).map(|row| row.id);
        let newest = unread.clone().max();
        self.news.extend(unread);
        let shown = cx.is_shown() && self.section == Section::Alerts;
        let writes = !cx.shell.read_only && cx.shell.link == LinkState::Up;
        if let Some(newest) = newest.filter(|_| shown && writes) {
            cx.run(Command::ReadAlerts(ReadAlerts { newest }), |_, cx, done| match done {
                Ok(_) => cx.shell.alerts = 0,
                Err(error) => cx.say_failure(&error),
            });
        }
    }
}

impl ShopPane {
    /// As far as it is still the workshop's own.
    pub(crate) fn open_sheet(&self, cx: &mut Context<'_>) {
        let Some(row) = self.alerts.selected() else { return };
        let (order, number) = (row.order, row.number.to_string());
        cx.ask(ask::WorkSheet(order), move |_: &mut Self, cx, sheet| match sheet {
            Ok(_) => cx.visit(PaneRequest::WorkSheet(order, number)),
            Err(error) => cx.say_failure(&error),
        });
    }

    pub(crate) fn open_alert(&self, cx: &mut Context<'_>) {
        if let Some(row) = self.alerts.selected() {
            cx.visit(PaneRequest::Order(row.number.to_string()));
        }
    }
}
