//! Assignments in a list: pages by key put together, read again as a whole without losing the selected one. Holds the
//! orders that wait for a workshop, and the work of a workshop.

use crate::domain::ids::OrderId;
use crate::service::core::page::{Cursor, Page};
use crate::service::fulfilment::work_list::WorkRow;
use crate::tui::widgets::list::{List, Row};

/// Rows kept below the one in front when everything is read again.
const MARGIN: usize = 60;
/// The next page is asked for when fewer rows than this follow.
const NEAR: usize = 20;

#[derive(Debug, Default)]
pub struct WorkList {
    rows: Vec<WorkRow>,
    pub list: List<OrderId>,
    next: Option<Cursor>,
    /// Where the page that is on its way begins.
    asked: Option<Cursor>,
    /// What a reading of everything brought so far.
    gathered: Option<Vec<WorkRow>>,
    /// Something changed while everything was being read.
    again: bool,
    pub loaded: bool,
    /// Orders changed by a command of ours since everything was read.
    own: Vec<OrderId>,
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

impl WorkList {
    /// Whether to read from the start now. While that is under way it is only noted.
    pub fn begin(&mut self) -> bool {
        self.again = self.gathered.is_some();
        if !self.again {
            self.gathered = Some(Vec::new());
        }
        !self.again
    }

    /// The reading came to nothing.
    pub fn give_up(&mut self) {
        self.gathered = None;
    }

    pub fn gather(&mut self, page: Page<WorkRow>, cells: impl Fn(&WorkRow) -> Row<OrderId>) -> NextRead {
        let Some(mut gathered) = self.gathered.take() else {
            return NextRead::Shown;
        };
        gathered.extend(page.rows);
        let enough = if self.loaded { self.list.at() + MARGIN } else { 0 };
        if let Some(cursor) = page.next.filter(|_| gathered.len() < enough) {
            self.gathered = Some(gathered);
            return NextRead::More(cursor);
        }
        self.next = page.next;
        // What only time changed is no change.
        self.rewrite(&cells);
        self.rows = gathered;
        self.list.replace(self.rows.iter().map(&cells).collect());
        for order in std::mem::take(&mut self.own) {
            self.list.known(order);
        }
        self.loaded = true;
        if std::mem::take(&mut self.again) {
            NextRead::Again
        } else {
            NextRead::Shown
        }
    }

    /// A change to this order is one's own.
    pub fn own(&mut self, order: OrderId) {
        self.own.push(order);
    }

    /// The same rows, as of now.
    pub fn rewrite(&mut self, cells: impl Fn(&WorkRow) -> Row<OrderId>) {
        self.list.rewrite(self.rows.iter().map(cells).collect());
    }

    /// Where the next page begins, when the one in front is near the end and nothing is being read.
    pub fn wants_more(&mut self) -> Option<Cursor> {
        if self.gathered.is_some() || self.list.ahead() > NEAR {
            return None;
        }
        self.asked = self.next.take();
        self.asked
    }

    pub fn append(&mut self, page: Page<WorkRow>, cells: impl Fn(&WorkRow) -> Row<OrderId>) {
        let known: std::collections::BTreeSet<OrderId> = self.rows.iter().map(|row| row.order).collect();
        let fresh: Vec<WorkRow> = page.rows.into_iter().filter(|row| !known.contains(&row.order)).collect();
        self.list.append(fresh.iter().map(cells).collect());
        self.rows.extend(fresh);
        self.next = page.next;
    }

    /// The next page did not come: it may be asked for again.
    pub fn not_appended(&mut self) {
        self.next = self.asked.take();
    }

    pub fn front(&self) -> Option<&WorkRow> {
        let order = self.list.selected()?;
        self.rows.iter().find(|row| row.order == order)
    }
}
