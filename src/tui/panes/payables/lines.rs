//! What is owed, as far as it has been read: a row for each workshop and its lines below it.

use super::paged::{NextRead, Paged};
use super::rows::Pen;
use crate::domain::ids::{PayableId, WorkshopId};
use crate::service::core::page::{Cursor, Page};
use crate::service::payables::view::{PayableFilter, PayableRow};
use crate::tui::widgets::list::{List, Row};

/// The next page is asked for when fewer rows than this follow.
const AHEAD: usize = 30;

/// A row of the list, by what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    Workshop(WorkshopId),
    Line(PayableId),
}

#[derive(Debug, Default)]
pub struct Lines {
    pub list: List<Key>,
    pub paged: Paged<PayableRow>,
    /// The filter these rows came by.
    pub filter: PayableFilter,
}

impl Lines {
    pub fn find(&self, id: PayableId) -> Option<&PayableRow> {
        self.paged.rows.iter().find(|row| row.id == id)
    }

    /// The line in front; none on the row of a workshop.
    pub fn front(&self) -> Option<&PayableRow> {
        match self.list.selected()? {
            Key::Line(id) => self.find(id),
            Key::Workshop(_) => None,
        }
    }

    /// Some line of the workshop in front.
    pub fn of_front(&self) -> Option<&PayableRow> {
        match self.list.selected()? {
            Key::Line(id) => self.find(id),
            Key::Workshop(workshop) => self.of(workshop).next(),
        }
    }

    pub fn of(&self, workshop: WorkshopId) -> impl Iterator<Item = &PayableRow> {
        self.paged.rows.iter().filter(move |row| row.workshop == workshop)
    }

    /// Whether all of a workshop's lines are here: the list goes on with another's, or is at its end.
    pub fn is_whole(&self, workshop: WorkshopId) -> bool {
        self.paged.is_whole() || self.paged.rows.last().is_none_or(|row| row.workshop != workshop)
    }

    /// In the order of the list.
    pub fn marked(&self) -> Vec<&PayableRow> {
        let is_marked = |row: &&PayableRow| self.list.is_marked(Key::Line(row.id));
        self.paged.rows.iter().filter(is_marked).collect()
    }

    /// A page of a reading from the start; answers where to read on.
    pub fn gather(&mut self, pen: &Pen<'_>, page: Page<PayableRow>, filter: &PayableFilter) -> Option<Cursor> {
        match self.paged.gather(page) {
            NextRead::More(next) => Some(next),
            NextRead::Shown { anew } => {
                filter.clone_into(&mut self.filter);
                let first = anew || self.list.is_empty();
                if anew {
                    self.list.clear();
                }
                self.list.replace(self.written(pen));
                // The row of a workshop is only a heading: one starts on its first line.
                if let Some(row) = self.paged.rows.first().filter(|_| first) {
                    self.list.select(Key::Line(row.id));
                }
                self.unmark_paid();
                None
            }
        }
    }

    pub fn append(&mut self, pen: &Pen<'_>, page: Page<PayableRow>) {
        self.paged.append(page, |one, other| one.id == other.id);
        self.list.rewrite(self.written(pen));
    }

    /// The same lines in other words: another day began.
    pub fn rewrite(&mut self, pen: &Pen<'_>) {
        self.list.rewrite(self.written(pen));
    }

    /// Where to read on, when the end comes near.
    pub fn wants_more(&self) -> Option<Cursor> {
        self.paged.next().filter(|_| self.list.ahead() < AHEAD)
    }

    /// A line that somebody paid meanwhile is not to be paid again: its mark goes.
    fn unmark_paid(&mut self) {
        let over: Vec<Key> = self.list.marks().iter().copied().filter(|key| !self.is_payable(*key)).collect();
        for key in over {
            self.list.unmark(key);
        }
    }

    fn is_payable(&self, key: Key) -> bool {
        match key {
            Key::Line(id) => self.find(id).is_some_and(payable),
            Key::Workshop(_) => false,
        }
    }

    fn written(&self, pen: &Pen<'_>) -> Vec<Row<Key>> {
        let currency = pen.only_currency(&self.paged.rows);
        let mut rows = Vec::with_capacity(self.paged.rows.len() + 8);
        for lines in self.paged.rows.chunk_by(|one, other| one.workshop == other.workshop) {
            let Some(first) = lines.first() else { continue };
            rows.push(pen.workshop(first, lines, self.is_whole(first.workshop), currency));
            rows.extend(lines.iter().map(|line| pen.line(line, currency)));
        }
        rows
    }
}

/// A payment can be made of it.
pub fn payable(row: &PayableRow) -> bool {
    row.status.takes_payments() && row.left.is_positive()
}
