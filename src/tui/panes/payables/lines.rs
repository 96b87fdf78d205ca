//! What is owed, as far as it has been read: a row for each workshop and its lines below it.

use super::{Context, PayablesPane, View};
use crate::domain::ids::{PayableId, WorkshopId};
use crate::service::payables::view::{PayableRow, PayableSort};
use crate::tui::core::client::ask;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::paged::{ListPane, PagedList, Shown};
use crate::tui::widgets::list::Row;

/// A row of the list, by what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    Workshop(WorkshopId),
    Line(PayableId),
}

impl Shown<PayableId> for Key {
    fn key(self) -> Option<PayableId> {
        match self {
            Self::Line(id) => Some(id),
            Self::Workshop(_) => None,
        }
    }
}

pub type Lines = PagedList<ask::Payables, Key>;

impl Lines {
    /// Some line of the selected workshop.
    pub fn of_selected(&self) -> Option<&PayableRow> {
        match self.list.selected()? {
            Key::Line(id) => self.find(id),
            Key::Workshop(workshop) => self.of(workshop).next(),
        }
    }

    pub fn of(&self, workshop: WorkshopId) -> impl Iterator<Item = &PayableRow> {
        self.rows().iter().filter(move |row| row.workshop == workshop)
    }

    /// Whether all of a workshop's lines are here: the list goes on with another's, or is at its end.
    pub fn has_all_of(&self, workshop: WorkshopId) -> bool {
        self.is_whole() || self.rows().last().is_none_or(|row| row.workshop != workshop)
    }

    /// Whether the place of a line has been read: it would be here.
    pub fn is_past(&self, row: &PayableRow) -> bool {
        let back = self.question().is_some_and(|asked| asked.filter.sort == PayableSort::NewestFirst);
        let after = |one: &PayableRow| match back {
            true => (one.due_on, one.id) < (row.due_on, row.id),
            false => (one.due_on, one.id) > (row.due_on, row.id),
        };
        self.is_whole() || (self.of(row.workshop).next().is_some() && self.has_all_of(row.workshop)) || self.of(row.workshop).any(after)
    }
}

impl ListPane<ask::Payables> for PayablesPane {
    type Shown = Key;

    fn paged(&mut self) -> &mut Lines {
        &mut self.lines
    }

    fn wanted(&mut self, shell: &Shell) -> Option<ask::Payables> {
        let filter = self.search.read(shell);
        Some(ask::Payables {
            filter,
            after: None,
            rows: shell.rows_wanted(),
        })
    }

    fn cells(&self, shell: &Shell, from: usize) -> Vec<Row<Key>> {
        let (pen, rows) = (Self::pen(shell), self.lines.rows());
        let currency = pen.only_currency(rows);
        let of_workshop = |lines: &[PayableRow]| {
            let heading = lines
                .first()
                .map(|first| pen.workshop(first, lines, self.lines.has_all_of(first.workshop), currency));
            let lines: Vec<_> = lines.iter().map(|line| pen.line(line, currency)).collect();
            heading.into_iter().chain(lines)
        };
        rows[from..]
            .chunk_by(|one, other| one.workshop == other.workshop)
            .flat_map(of_workshop)
            .collect()
    }

    /// More lines of a workshop change its sums, another currency changes all amounts.
    fn append(&mut self, shell: &Shell, _from: usize) {
        ListPane::<ask::Payables>::rewrite(self, shell);
    }

    fn listed(&mut self, cx: &mut Context<'_>, anew: bool) {
        // The row of a workshop is only a heading: one starts on its first line.
        let on_heading = self.lines.list.at() == 0 && matches!(self.lines.list.selected(), Some(Key::Workshop(_)));
        if let Some(id) = self
            .lines
            .rows()
            .first()
            .filter(|_| anew || (on_heading && !self.seen))
            .map(|row| row.id)
        {
            self.lines.list.select(Key::Line(id));
        }
        self.seen = true;
        self.keep_marks();
        if let Some(question) = self.lines.question() {
            cx.ask(ask::PayableCounts(question.filter.clone()), |pane: &mut Self, _, counts| {
                pane.counts = counts.ok();
            });
        }
        if self.view == View::Lines {
            self.look(cx);
            ListPane::<ask::Payables>::want_more(self, cx);
        }
        self.mark_on(cx);
    }

    fn page_failed(&mut self) {
        self.marking = None;
    }

    fn read_on(&mut self, cx: &mut Context<'_>) {
        self.keep_marks();
        self.mark_on(cx);
    }
}

/// A payment can be made of it.
pub fn payable(row: &PayableRow) -> bool {
    row.status.takes_payments() && row.left.is_positive()
}
