//! The work of a workshop, or of all of them: which of it is open, and how it is drawn.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::rows::{self, waiting_columns, work_columns};
use super::view::WORKS;
use super::{Context, WorkshopsPane};
use crate::domain::actor::Role;
use crate::domain::ids::{OrderId, WorkshopId};
use crate::domain::orders::status::AssignmentStatus;
use crate::locale::{Catalogue, t};
use crate::service::fulfilment::work_list::{AT_WORK, WorkRow, WorksFilter};
use crate::tui::core::canvas::Canvas;
use crate::tui::core::client::ask;
use crate::tui::core::layout::{below, inset};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::choices::Item;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::paged::{ListPane, PagedList, State, Words};
use crate::tui::pane::status;
use crate::tui::widgets::list::Row;
use crate::tui::widgets::table::{Column, Sort};

/// Which work is open.
#[derive(Debug, Default)]
pub struct Open {
    pub filter: WorksFilter,
    /// The workshop; none for all, or for one's own.
    pub name: Option<String>,
}

impl Open {
    pub fn of(workshop: Option<(WorkshopId, String)>) -> Self {
        let (workshop, name) = workshop.unzip();
        let filter = WorksFilter {
            workshop,
            ..WorksFilter::default()
        };
        Self { filter, name }
    }

    pub const fn is_filtered(&self) -> bool {
        self.filter.status.is_some() || self.filter.late
    }

    fn columns(&self, shell: &Shell) -> [Column; 7] {
        let own = shell.operator.role == Role::Workshop;
        work_columns(shell.catalogue, self.name.is_none() && !own)
    }

    /// Which of it is shown, in words.
    fn shown(&self, catalogue: &Catalogue) -> String {
        let mut said = named(catalogue, self.filter.status);
        if self.filter.late {
            said = format!("{said} · {}", t!(catalogue, "talleres-works-late"));
        }
        said
    }
}

fn named(catalogue: &Catalogue, status: Option<AssignmentStatus>) -> String {
    match status {
        Some(status) => status::production(catalogue, status),
        None => t!(catalogue, "talleres-works-all"),
    }
}

impl ListPane<ask::Works> for WorkshopsPane {
    type Shown = OrderId;

    fn paged(&mut self) -> &mut PagedList<ask::Works> {
        &mut self.works
    }

    fn wanted(&mut self, shell: &Shell) -> Option<ask::Works> {
        let filter = self.open.as_ref()?.filter.clone();
        Some(ask::Works {
            filter,
            after: None,
            rows: shell.rows_wanted(),
        })
    }

    fn cells(&self, shell: &Shell, from: usize) -> Vec<Row<OrderId>> {
        let pen = Self::pen(shell);
        self.works.rows().iter().skip(from).map(|row| pen.work(row)).collect()
    }

    fn arrange(&mut self, rows: &mut Vec<WorkRow>) {
        self.works.order(rows, rows::work_by);
    }

    fn listed(&mut self, cx: &mut Context<'_>, _anew: bool) {
        ListPane::<ask::Works>::want_more(self, cx);
    }
}

impl WorkshopsPane {
    /// Opens some work, or none.
    pub(crate) fn open(&mut self, cx: &mut Context<'_>, open: Option<Open>) {
        self.open = open;
        let sort = self.works.sort;
        self.works = PagedList::default();
        self.works.sort = sort;
        ListPane::<ask::Works>::reload_anew(self, cx);
    }

    /// Other work of the same workshop.
    pub(crate) fn narrow(&mut self, cx: &mut Context<'_>, change: impl FnOnce(&mut WorksFilter)) {
        if let Some(mut open) = self.open.take() {
            change(&mut open.filter);
            self.open(cx, Some(open));
        }
    }

    /// All of it, or by status.
    pub(crate) fn offer_statuses(&self, cx: &mut Context<'_>) {
        let Some(open) = &self.open else { return };
        let catalogue = cx.shell.catalogue;
        let statuses = std::iter::once(None).chain(AT_WORK.iter().copied().map(Some));
        let statuses = statuses.map(|status| (Item::new(named(catalogue, status)), status));
        let title = t!(catalogue, "talleres-works-status");
        cx.choose_other(title, &open.filter.status, statuses, |pane: &mut Self, cx, status| {
            pane.narrow(cx, |filter| filter.status = status);
        });
    }

    /// Any column of the list in front; the one it is sorted by turns round.
    pub(crate) fn offer_sorts(&self, cx: &mut Context<'_>) {
        let catalogue = cx.shell.catalogue;
        let (columns, sort) = match &self.open {
            Some(open) => (open.columns(cx.shell).to_vec(), self.works.sort),
            None => (waiting_columns(catalogue).to_vec(), self.waiting.sort),
        };
        let usual = (Item::new(t!(catalogue, "talleres-sort-usual")), None);
        let shown = columns.iter().enumerate().filter(|(_, column)| column.is_shown());
        let choices = shown.map(|(index, column)| (Item::new(column.title.as_str()), Some(index)));
        let now = sort.map(|sort| sort.column);
        let title = t!(catalogue, "talleres-sort-title");
        cx.choose_other(title, &now, std::iter::once(usual).chain(choices), Self::sort_by);
    }

    fn sort_by(&mut self, cx: &mut Context<'_>, column: Option<usize>) {
        if self.open.is_some() {
            self.works.sort = column.map(|column| Sort::by(self.works.sort, column));
            ListPane::<ask::Works>::reload(self, cx);
        } else {
            self.waiting.sort = column.map(|column| Sort::by(self.waiting.sort, column));
            ListPane::<ask::Waiting>::reload(self, cx);
        }
    }

    pub(crate) fn draw_works(&self, shell: &Shell, area: Rect, open: &Open, canvas: &mut Canvas<'_>) {
        let catalogue = shell.catalogue;
        let own = shell.operator.role == Role::Workshop;
        let whose = match &open.name {
            Some(name) => name.clone(),
            None if own => t!(catalogue, "talleres-works-own"),
            None => t!(catalogue, "talleres-works-everyones"),
        };
        let head = inset(area);
        let title = format!("{}{}", shell.path(), t!(catalogue, "talleres-works-title", whose = whose));
        let used = canvas.cut_at(head, 0, 0, &title, shell.theme.style(Tone::Strong));
        let shown = match self.works.state {
            State::Ready => format!("{} · {}", open.shown(catalogue), self.works.counted(shell, None)),
            _ => open.shown(catalogue),
        };
        let start = head.width.saturating_sub(u16::try_from(shown.width()).unwrap_or(u16::MAX));
        let tone = if open.is_filtered() { Tone::Accent } else { Tone::Past };
        canvas.cut_at(head, 0, start.max(used + 2), &shown, shell.theme.style(tone));
        let words = Words {
            loading: "talleres-works-loading",
            failed: "talleres-failed-help",
            empty: match open.is_filtered() {
                true => ("talleres-works-empty-filter", "talleres-works-empty-filter-help"),
                false => ("talleres-works-empty", ""),
            },
        };
        let columns = open.columns(shell);
        self.works.view(shell, below(area, 1), &words, &columns, (WORKS, true), canvas);
    }
}
