//! The work of a workshop, or of all of them: which of it is open, and how it is drawn.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::rows::work_columns;
use super::view::WORKS;
use super::{Context, WorkshopsPane};
use crate::domain::actor::Role;
use crate::domain::ids::{OrderId, WorkshopId};
use crate::domain::orders::status::AssignmentStatus;
use crate::locale::{Catalogue, t};
use crate::service::fulfilment::work_list::{AT_WORK, WorksFilter};
use crate::tui::core::canvas::Canvas;
use crate::tui::core::client::ask;
use crate::tui::core::layout::{below, inset};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::choices::Item;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::paged::{ListPane, PagedList, State, Words};
use crate::tui::pane::status;
use crate::tui::widgets::list::Row;

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

    fn listed(&mut self, cx: &mut Context<'_>, _anew: bool) {
        ListPane::<ask::Works>::want_more(self, cx);
    }
}

impl WorkshopsPane {
    /// Opens some work, or none.
    pub(crate) fn open(&mut self, cx: &mut Context<'_>, open: Option<Open>) {
        self.open = open;
        self.works = PagedList::default();
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
        let columns = work_columns(catalogue, open.name.is_none() && !own);
        self.works.view(shell, below(area, 1), &words, &columns, (WORKS, true), canvas);
    }
}
