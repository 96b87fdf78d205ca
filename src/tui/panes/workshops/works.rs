//! The work of a workshop, or of all of them: which of it is open, how it is narrowed and in which order.

use super::rows::{self, waiting_columns, work_columns};
use super::{Context, Focus, WorkshopsPane, board};
use crate::domain::fulfilment::due::Due;
use crate::domain::fulfilment::work_section::WorkSection;
use crate::domain::ids::{OrderId, WorkshopId};
use crate::domain::orders::status::AssignmentStatus;
use crate::locale::{Catalogue, t, zone};
use crate::service::core::filter_text::Typing;
use crate::service::fulfilment::work_list::{AT_WORK, WorkRow, WorksFilter};
use crate::tui::core::client::ask;
use crate::tui::dialogue::choices::Item;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::paged::{ListPane, PagedList};
use crate::tui::pane::sorting::any_of;
use crate::tui::pane::status;
use crate::tui::pane::views::Look;
use crate::tui::widgets::filter_line::FilterLine;
use crate::tui::widgets::list::Row;
use crate::tui::widgets::table::Column;

/// Which work is open.
#[derive(Debug, Default)]
pub struct Open {
    pub workshop: Option<WorkshopId>,
    /// The workshop; none for all, or for one's own.
    pub name: Option<String>,
    pub status: Option<AssignmentStatus>,
    pub due: Option<Due>,
    /// Of one's own work, one of its lists.
    pub section: Option<WorkSection>,
    /// Words that narrow it.
    pub line: FilterLine,
}

impl Open {
    pub fn of(workshop: Option<(WorkshopId, String)>) -> Self {
        let (workshop, name) = workshop.unzip();
        Self {
            workshop,
            name,
            ..Self::default()
        }
    }

    pub fn is_filtered(&self) -> bool {
        self.status.is_some() || self.due.is_some() || !self.line.text().is_empty()
    }

    /// Which of it is shown, as a saved view keeps it.
    pub fn look(&self) -> Look {
        let status = self.status.map(AssignmentStatus::as_str);
        let shown: Vec<&str> = status.into_iter().chain(self.due.map(Due::as_str)).collect();
        Look {
            words: self.line.text().to_owned(),
            preset: shown.join(" "),
            ..Look::default()
        }
    }

    pub fn look_as(&mut self, look: &Look) {
        self.line.set(&look.words);
        let shown = || look.preset.split_whitespace();
        self.status = shown().find_map(|word| word.parse().ok());
        self.due = shown().find_map(|word| word.parse().ok());
    }

    /// All of it again.
    pub fn clear(&mut self) {
        (self.status, self.due) = (None, None);
        self.line.clear();
    }

    /// None while what is typed cannot be read: the line says why.
    fn filter(&mut self, shell: &Shell) -> Option<WorksFilter> {
        let typing = Typing {
            now: shell.now,
            zone: zone(),
            me: shell.operator.id,
        };
        let read = WorksFilter::parse(self.line.text(), &typing);
        let typed = self.line.understood(shell.catalogue, read)?;
        Some(WorksFilter {
            workshop: self.workshop,
            status: self.status,
            due: self.due,
            section: self.section,
            ..typed
        })
    }

    pub fn columns(&self, shell: &Shell) -> [Column; 10] {
        work_columns(shell.catalogue, self.name.is_none() && self.section.is_none())
    }
}

pub fn named(catalogue: &Catalogue, status: Option<AssignmentStatus>) -> String {
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
        let filter = self.open.as_mut()?.filter(shell)?;
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

    fn heads(&self, shell: &Shell) -> Vec<Column> {
        self.open.as_ref().map(|open| open.columns(shell).to_vec()).unwrap_or_default()
    }

    fn arrange(&mut self, rows: &mut Vec<WorkRow>) {
        self.works.order(rows, rows::work_by);
    }

    fn listed(&mut self, cx: &mut Context<'_>, _anew: bool) {
        let due = |question: &&ask::Works| question.filter.section != Some(WorkSection::Done);
        if let Some(question) = self.works.question().filter(due) {
            cx.ask(ask::WorkCounts(question.filter.clone()), |pane: &mut Self, _, counts| {
                pane.work_counts = counts.ok();
            });
        }
        self.read_own(cx);
        ListPane::<ask::Works>::want_more(self, cx);
    }
}

impl WorkshopsPane {
    /// Opens some work, or none.
    pub(crate) fn open(&mut self, cx: &mut Context<'_>, open: Option<Open>) {
        self.open = open;
        let (sort, left_out) = (self.works.sort, self.works.left_out);
        self.works = PagedList::default();
        (self.works.sort, self.works.left_out) = (sort, left_out);
        self.work_counts = None;
        ListPane::<ask::Works>::reload_anew(self, cx);
    }

    /// Other work of the same workshop.
    pub(crate) fn narrow(&mut self, cx: &mut Context<'_>, change: impl FnOnce(&mut Open)) {
        if let Some(open) = &mut self.open {
            change(open);
            ListPane::<ask::Works>::reload_anew(self, cx);
        }
    }

    /// All of it, or by status.
    pub(crate) fn offer_statuses(&self, cx: &mut Context<'_>) {
        let Some(open) = &self.open else { return };
        let catalogue = cx.shell.catalogue;
        let statuses = std::iter::once(None).chain(AT_WORK.iter().copied().map(Some));
        let statuses = statuses.map(|status| (Item::new(named(catalogue, status)), status));
        let title = t!(catalogue, "talleres-works-status");
        cx.choose_other(title, &open.status, statuses, |pane: &mut Self, cx, status| {
            pane.narrow(cx, |open| open.status = status);
        });
    }

    /// The next of what is due sooner or later, or the one before; from all of it and back to it at the ends.
    pub(crate) fn shift_due(&mut self, cx: &mut Context<'_>, back: bool) {
        self.narrow(cx, |open| {
            let all: Vec<Option<Due>> = std::iter::once(None).chain(Due::ALL.iter().copied().map(Some)).collect();
            let at = all.iter().position(|due| *due == open.due).unwrap_or_default();
            let step = if back { all.len() - 1 } else { 1 };
            open.due = all.get((at + step) % all.len()).copied().flatten();
        });
    }

    /// Any column of the list in front; the one it is sorted by turns round.
    pub(crate) fn offer_sorts(&self, cx: &mut Context<'_>) {
        let catalogue = cx.shell.catalogue;
        match (&self.open, self.focus) {
            (Some(open), _) => {
                let columns = any_of(&open.columns(cx.shell));
                cx.offer_sorts(
                    "talleres-works-sort-usual",
                    columns,
                    self.works.sort,
                    |pane: &mut Self, cx, sort| {
                        pane.works.sort = sort;
                        ListPane::<ask::Works>::reload(pane, cx);
                    },
                );
            }
            (None, Focus::Board) => {
                let columns = [("talleres-sort-load", board::LOAD), ("talleres-sort-free", board::FREE)];
                let columns = columns.map(|(key, column)| (catalogue.text(key, &[]), column));
                cx.offer_sorts("talleres-sort-name", columns, self.board.sort, |pane: &mut Self, cx, sort| {
                    pane.board.sort(sort, pane.days_shown(cx.shell));
                    pane.read_board(cx);
                });
            }
            (None, _) => {
                let columns = any_of(&waiting_columns(catalogue));
                cx.offer_sorts("talleres-sort-usual", columns, self.waiting.sort, |pane: &mut Self, cx, sort| {
                    pane.waiting.sort = sort;
                    ListPane::<ask::Waiting>::reload(pane, cx);
                });
            }
        }
    }
}
