//! The rows that were read: pages by key put together, read again as a whole without losing the selected one.

use std::mem;

use super::rows::Pen;
use crate::domain::ids::{OrderId, SubmissionId};
use crate::domain::orders::status::PaymentStatus;
use crate::service::core::page::{Cursor, Page};
use crate::service::orders::view::ClaimView;
use crate::service::payments::view::QueueRow;
use crate::tui::widgets::list::List;

/// Rows kept below the one in front when everything is read again.
const MARGIN: usize = 60;
/// The next page is asked for when fewer rows than this follow.
const NEAR: usize = 20;

#[derive(Debug, Default)]
pub struct Queue {
    rows: Vec<QueueRow>,
    pub list: List<SubmissionId>,
    next: Option<Cursor>,
    /// Where the page that is on its way begins.
    asked: Option<Cursor>,
    /// A reading of everything in hand that is under way.
    gathering: Option<Gathering>,
    pub loaded: bool,
    /// Rows in somebody's hands that a filter for unclaimed ones would take away from under them.
    kept: Vec<QueueRow>,
}

#[derive(Debug)]
struct Gathering {
    rows: Vec<QueueRow>,
    enough: usize,
    /// Something changed meanwhile: once more when it is done.
    again: bool,
}

/// What to do after a page came.
#[derive(Debug, PartialEq, Eq)]
pub enum NextRead {
    /// Read on from here.
    More(Cursor),
    /// The rows in hand are new ones.
    Shown,
    /// They are, and already old: read again.
    Again,
}

impl Queue {
    /// Whether to read from the start now. While that is under way it is only noted.
    pub fn begin(&mut self) -> bool {
        if let Some(gathering) = &mut self.gathering {
            gathering.again = true;
            return false;
        }
        self.restart();
        true
    }

    /// Reads from the start whatever is under way: another filter.
    pub fn restart(&mut self) {
        self.gathering = Some(Gathering {
            rows: Vec::new(),
            enough: if self.loaded { self.list.at() + MARGIN } else { 0 },
            again: false,
        });
    }

    /// The reading came to nothing.
    pub fn give_up(&mut self) {
        self.gathering = None;
    }

    /// A page of the reading under way.
    pub fn gather(&mut self, page: Page<QueueRow>, pen: &Pen<'_>) -> NextRead {
        let Some(mut gathering) = self.gathering.take() else {
            return NextRead::Shown;
        };
        gathering.rows.extend(page.rows);
        if let Some(cursor) = page.next.filter(|_| gathering.rows.len() < gathering.enough) {
            self.gathering = Some(gathering);
            return NextRead::More(cursor);
        }
        self.next = page.next;
        // What only time changed is no change: the old rows are written as of now before the new ones take their place.
        self.rewrite(pen);
        self.rows = gathering.rows;
        self.put_back();
        self.list.replace(self.rows.iter().map(|row| pen.row(row)).collect());
        self.loaded = true;
        if gathering.again { NextRead::Again } else { NextRead::Shown }
    }

    /// Changes to this order are one's own.
    pub fn known(&mut self, order: OrderId) {
        for row in self.rows.iter().filter(|row| row.order == order) {
            self.list.known(row.submission);
        }
    }

    /// The rows of an order that was just claimed stay, whatever the filter says, until they are let go.
    pub fn keep(&mut self, order: OrderId, claim: &ClaimView) {
        let rows: Vec<_> = self.rows.iter().filter(|row| row.order == order).cloned().collect();
        self.kept = if rows.is_empty() { mem::take(&mut self.kept) } else { rows };
        for row in &mut self.kept {
            row.claim = Some(claim.clone());
            row.payment = PaymentStatus::UnderReview;
        }
    }

    pub fn let_go(&mut self) {
        self.kept.clear();
    }

    pub fn keeps(&self, order: OrderId) -> bool {
        self.kept.iter().any(|row| row.order == order)
    }

    /// Kept rows that the filter left out, where they were in the order of the list.
    fn put_back(&mut self) {
        let ascends = match (self.rows.first(), self.rows.last()) {
            (Some(first), Some(last)) => first.reported_at <= last.reported_at,
            _ => true,
        };
        for row in &self.kept {
            if self.rows.iter().any(|other| other.submission == row.submission) {
                continue;
            }
            let before = |other: &QueueRow| (other.reported_at <= row.reported_at) == ascends;
            let at = self.rows.iter().take_while(|other| before(other)).count();
            self.rows.insert(at, row.clone());
        }
    }

    /// The same rows, as of now.
    pub fn rewrite(&mut self, pen: &Pen<'_>) {
        self.list.rewrite(self.rows.iter().map(|row| pen.row(row)).collect());
    }

    /// Where the next page begins, when the one in front is near the end and nothing is being read.
    pub fn wants_more(&mut self) -> Option<Cursor> {
        if self.gathering.is_some() || self.list.ahead() > NEAR {
            return None;
        }
        self.asked = self.next.take();
        self.asked
    }

    /// The next page.
    pub fn append(&mut self, page: Page<QueueRow>, pen: &Pen<'_>) {
        // A proof that moved between two pages is shown once.
        let known: std::collections::BTreeSet<_> = self.rows.iter().map(|row| row.submission).collect();
        let fresh: Vec<_> = page.rows.into_iter().filter(|row| !known.contains(&row.submission)).collect();
        self.list.append(fresh.iter().map(|row| pen.row(row)).collect());
        self.rows.extend(fresh);
        self.next = page.next;
    }

    /// The next page did not come: it may be asked for again.
    pub fn not_appended(&mut self) {
        self.next = self.asked.take();
    }

    /// The row in front.
    pub fn front(&self) -> Option<&QueueRow> {
        self.find(self.list.selected()?)
    }

    pub fn find(&self, id: SubmissionId) -> Option<&QueueRow> {
        self.rows.iter().find(|row| row.submission == id)
    }

    /// Marked rows, in the order of the list.
    pub fn marked(&self) -> Vec<&QueueRow> {
        self.rows.iter().filter(|row| self.list.is_marked(row.submission)).collect()
    }

    /// After a verdict on `order`: puts the next row in front that nobody looks at, from there on or else from the start.
    pub fn go_on_after(&mut self, order: OrderId, free: impl Fn(&QueueRow) -> bool) {
        let from = self.rows.iter().position(|row| row.order == order).unwrap_or(0);
        let (before, after) = self.rows.split_at(from);
        let next = after.iter().chain(before).find(|row| row.order != order && free(row));
        if let Some(id) = next.map(|row| row.submission) {
            self.list.select(id);
        }
    }
}
