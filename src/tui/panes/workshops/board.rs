//! The rows of the board that were read: pages by key, each read again by itself when it is looked at and something changed. The
//! selected workshop is an id.

use std::cell::Cell;
use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::ids::WorkshopId;
use crate::service::core::page::{Cursor, Page};
use crate::service::workshops::board::{BoardDay, BoardRow};
use crate::tui::core::global::Motion;
use crate::tui::widgets::list::scrolled;

/// The next page is asked for when fewer rows than this follow.
const NEAR: usize = 20;

#[derive(Debug, Default)]
pub struct Board {
    pages: Vec<Sheet>,
    selected: Option<WorkshopId>,
    at: usize,
    /// What others changed since the one in front moved.
    changed: BTreeSet<(WorkshopId, NaiveDate)>,
    /// First row and rows as last drawn.
    drawn: Cell<(usize, usize)>,
    pub loaded: bool,
    /// Changes that come with the next answer are one's own.
    pub own: bool,
}

/// One page.
#[derive(Debug)]
struct Sheet {
    after: Option<Cursor>,
    rows: Vec<BoardRow>,
    next: Option<Cursor>,
    /// What it shows may have changed.
    stale: bool,
}

impl Board {
    pub fn len(&self) -> usize {
        self.pages.iter().map(|sheet| sheet.rows.len()).sum()
    }

    pub const fn pages(&self) -> usize {
        self.pages.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub const fn at(&self) -> usize {
        self.at
    }

    pub fn rows(&self) -> impl Iterator<Item = &BoardRow> {
        self.pages.iter().flat_map(|sheet| &sheet.rows)
    }

    pub fn front(&self) -> Option<&BoardRow> {
        let selected = self.selected?;
        self.rows().nth(self.at).filter(|row| row.workshop == selected)
    }

    pub fn find(&self, workshop: WorkshopId) -> Option<&BoardRow> {
        self.rows().find(|row| row.workshop == workshop)
    }

    pub fn is_changed(&self, workshop: WorkshopId, day: NaiveDate) -> bool {
        self.changed.contains(&(workshop, day))
    }

    /// Something changed: every page is read again when it is looked at.
    pub fn doubt(&mut self) {
        self.pages.iter_mut().for_each(|sheet| sheet.stale = true);
    }

    /// Another filter.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Which pages to read, and where each begins: those looked at that may have changed, and the next one near the end.
    pub fn wanted(&self) -> Vec<(usize, Option<Cursor>)> {
        if self.pages.is_empty() {
            return vec![(0, None)];
        }
        let rows = self.drawn.get().1.max(10);
        let (first, last) = (self.at.saturating_sub(rows), self.at + rows);
        let mut start = 0;
        let mut wanted = Vec::new();
        for (index, sheet) in self.pages.iter().enumerate() {
            let end = start + sheet.rows.len();
            if sheet.stale && start <= last && (end > first || sheet.rows.is_empty()) {
                wanted.push((index, sheet.after));
            }
            start = end;
        }
        if self.at + NEAR.max(rows) >= start
            && let Some(next) = self.pages.last().and_then(|sheet| sheet.next)
        {
            wanted.push((self.pages.len(), Some(next)));
        }
        wanted
    }

    /// A page is on its way; what changes from now on makes it stale again.
    pub fn asked(&mut self, index: usize) {
        if let Some(sheet) = self.pages.get_mut(index) {
            sheet.stale = false;
        }
    }

    pub fn put(&mut self, index: usize, page: Page<BoardRow>) {
        self.loaded = true;
        if index > self.pages.len() {
            return;
        }
        let ids: BTreeSet<WorkshopId> = page.rows.iter().map(|row| row.workshop).collect();
        if std::mem::take(&mut self.own) {
            self.changed.retain(|(workshop, _)| !ids.contains(workshop));
        } else {
            let moved: Vec<_> = page
                .rows
                .iter()
                .filter_map(|row| Some((row, self.find(row.workshop)?)))
                .flat_map(|(new, old)| differing(old, new))
                .collect();
            self.changed.extend(moved);
        }
        // A workshop that moved between two pages is shown once.
        for (_, sheet) in self.pages.iter_mut().enumerate().filter(|(at, _)| *at != index) {
            sheet.rows.retain(|row| !ids.contains(&row.workshop));
        }
        match self.pages.get_mut(index) {
            Some(sheet) => {
                sheet.rows = page.rows;
                sheet.next = page.next;
                self.follow(index, page.next);
            }
            None => self.pages.push(Sheet {
                after: self.pages.last().and_then(|sheet| sheet.next),
                rows: page.rows,
                next: page.next,
                stale: false,
            }),
        }
        let place = self.selected.and_then(|id| self.rows().position(|row| row.workshop == id));
        self.go(place.unwrap_or(self.at));
    }

    /// The page after this one begins where it ends now.
    fn follow(&mut self, index: usize, next: Option<Cursor>) {
        match (next, self.pages.get_mut(index + 1)) {
            (None, _) => self.pages.truncate(index + 1),
            (_, Some(following)) if following.after != next => {
                following.after = next;
                following.stale = true;
            }
            _ => {}
        }
    }

    fn go(&mut self, at: usize) {
        self.at = at.min(self.len().saturating_sub(1));
        let found = self.rows().nth(self.at).map(|row| row.workshop);
        self.selected = found;
    }

    pub fn click(&mut self, index: usize) {
        if index < self.len() {
            self.seen();
            self.go(index);
        }
    }

    /// Another row or another day came to the front: what changed has been seen.
    pub fn seen(&mut self) {
        self.changed.clear();
    }

    pub fn motion(&mut self, motion: Motion) {
        let page = self.drawn.get().1.max(2);
        let at = match motion {
            Motion::Down => self.at + 1,
            Motion::Up => self.at.saturating_sub(1),
            Motion::HalfDown => self.at + page / 2,
            Motion::HalfUp => self.at.saturating_sub(page / 2),
            Motion::PageDown => self.at + page - 1,
            Motion::PageUp => self.at.saturating_sub(page - 1),
            Motion::First => 0,
            Motion::Last => usize::MAX,
        };
        let before = self.selected;
        self.go(at);
        if self.selected != before {
            self.seen();
        }
    }

    /// The first row to draw in a room of `rows`.
    pub fn top(&self, rows: usize) -> usize {
        let most = self.len().saturating_sub(rows);
        let top = scrolled(self.drawn.get().0, self.at, rows).min(most.max(self.at.min(most)));
        self.drawn.set((top, rows));
        top
    }
}

/// The day of a row, when it has been read.
pub fn day_of(row: &BoardRow, day: NaiveDate) -> Option<&BoardDay> {
    let first = row.days.first()?.day;
    let index = usize::try_from((day - first).num_days()).ok()?;
    row.days.get(index)
}

fn differing(old: &BoardRow, new: &BoardRow) -> Vec<(WorkshopId, NaiveDate)> {
    let differs = |day: &&BoardDay| day_of(old, day.day).is_some_and(|before| before != *day);
    new.days.iter().filter(differs).map(|day| (new.workshop, day.day)).collect()
}
