//! Rows in hand: pages by key put together, read again as a whole and then replaced at once.

use std::mem;

use crate::service::core::page::{Cursor, Page};

/// Rows kept fresh by a refresh; what lies beyond is read again when one gets there.
const MOST_REFRESHED: usize = 1_000;

/// What is known about the list as a whole.
#[derive(Debug, Default, PartialEq, Eq)]
pub enum State {
    #[default]
    Loading,
    Ready,
    Failed(String),
}

/// What to do after a page came.
#[derive(Debug, PartialEq, Eq)]
pub enum NextRead {
    /// Read on from here.
    More(Cursor),
    /// The rows are new; whether they are those of another filter.
    Shown { anew: bool },
}

#[derive(Debug)]
pub struct Paged<R> {
    pub rows: Vec<R>,
    next: Option<Cursor>,
    pub state: State,
    /// A refresh on its way: what came so far.
    gathered: Vec<R>,
    /// The filter is another one: the answer begins at its first row.
    anew: bool,
}

impl<R> Default for Paged<R> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            next: None,
            state: State::default(),
            gathered: Vec::new(),
            anew: false,
        }
    }
}

impl<R> Paged<R> {
    /// Where the rows that follow begin.
    pub const fn next(&self) -> Option<Cursor> {
        self.next
    }

    pub const fn is_whole(&self) -> bool {
        self.next.is_none()
    }

    pub fn begin(&mut self, anew: bool) {
        self.gathered.clear();
        self.anew |= anew;
    }

    /// A page of a reading from the start, which goes on while fewer rows came than are shown.
    pub fn gather(&mut self, page: Page<R>) -> NextRead {
        self.gathered.extend(page.rows);
        let wanted = if self.anew { 0 } else { self.rows.len().min(MOST_REFRESHED) };
        if let Some(next) = page.next.filter(|_| self.gathered.len() < wanted) {
            return NextRead::More(next);
        }
        self.rows = mem::take(&mut self.gathered);
        self.next = page.next;
        self.state = State::Ready;
        NextRead::Shown {
            anew: mem::take(&mut self.anew),
        }
    }

    /// The next page; rows that are there already stay where they are.
    pub fn append(&mut self, page: Page<R>, same: impl Fn(&R, &R) -> bool) {
        let new: Vec<R> = page
            .rows
            .into_iter()
            .filter(|row| !self.rows.iter().any(|old| same(old, row)))
            .collect();
        self.rows.extend(new);
        self.next = page.next;
    }

    /// True when the rows are gone too: they were of another filter, or there were none.
    pub fn fail(&mut self, why: String) -> bool {
        self.gathered.clear();
        let gone = self.rows.is_empty() || mem::take(&mut self.anew);
        if gone {
            self.rows.clear();
            self.next = None;
            self.state = State::Failed(why);
        }
        gone
    }
}
