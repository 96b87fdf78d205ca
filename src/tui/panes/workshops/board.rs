//! The board as far as it was read: pages by key, each read again by itself when it is looked at and something changed.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::ids::WorkshopId;
use crate::locale::{Catalogue, t};
use crate::service::core::page::{Cursor, Page};
use crate::service::workshops::board::{BoardDay, BoardRow, Load};
use crate::tui::core::global::Motion;
use crate::tui::pane::paged::State;
use crate::tui::widgets::list::{List, Row};
use crate::tui::widgets::table::Sort;

/// The next page is asked for when fewer rows than this follow.
const NEAR: usize = 20;

#[derive(Debug, Default)]
pub struct Board {
    /// The workshops, in the order of the pages.
    pub list: List<WorkshopId>,
    pages: Vec<Sheet>,
    /// The place of each row of the list: its page, and where it is there.
    order: Vec<(usize, usize)>,
    /// The page that is on its way.
    asked: usize,
    /// What others changed since the selected one moved.
    changed: BTreeSet<(WorkshopId, NaiveDate)>,
    pub state: State,
    /// Changes that come with the next answer are one's own.
    pub own: bool,
    /// By which of these, and the days it is about; by name without one. All of the board is read then.
    pub sort: Option<Sort>,
    days: Vec<NaiveDate>,
}

/// What the board can be sorted by, beside the name.
pub const LOAD: usize = 1;
pub const FREE: usize = 2;

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
    /// In the order of the list.
    pub fn rows(&self) -> impl Iterator<Item = &BoardRow> {
        let at = |(page, row): &(usize, usize)| self.pages.get(*page)?.rows.get(*row);
        self.order.iter().filter_map(at)
    }

    fn read(&self) -> impl Iterator<Item = &BoardRow> {
        self.pages.iter().flat_map(|sheet| &sheet.rows)
    }

    /// Another order, or other days that it is about.
    pub fn sort(&mut self, sort: Option<Sort>, days: Vec<NaiveDate>) {
        if self.sort.is_none() && sort.is_none() {
            return;
        }
        (self.sort, self.days) = (sort, days);
        self.arrange();
    }

    /// The most loaded first, and the most free; those alike by name.
    fn arrange(&mut self) {
        let places = self.pages.iter().enumerate();
        let places = places.flat_map(|(page, sheet)| (0..sheet.rows.len()).map(move |row| (page, row)));
        let mut rows: Vec<((usize, usize), Load)> = places.zip(self.read().map(|row| Load::of(&row.days, &self.days))).collect();
        if let Some(sort) = self.sort {
            let key = |load: &Load| if sort.column == FREE { load.free } else { load.permille() };
            rows.sort_by(|(_, one), (_, other)| sort.way(key(other).cmp(&key(one))));
        }
        self.order = rows.into_iter().map(|(place, _)| place).collect();
        let rows = self.rows().map(|row| Row {
            id: row.workshop,
            cells: Vec::new(),
        });
        let rows = rows.collect();
        self.list.rewrite(rows);
    }

    pub fn selected(&self) -> Option<&BoardRow> {
        self.find(self.list.selected()?)
    }

    fn find(&self, workshop: WorkshopId) -> Option<&BoardRow> {
        self.read().find(|row| row.workshop == workshop)
    }

    /// Which one is selected of how many, as far as they were read: `14 de 60`.
    pub fn place(&self, catalogue: &Catalogue) -> String {
        let more = self.pages.last().is_some_and(|sheet| sheet.next.is_some());
        let known = self.list.rows().len();
        let all = if more { format!("{known}+") } else { known.to_string() };
        t!(catalogue, "shell-of", some = self.list.at() + 1, all = all)
    }

    pub fn is_changed(&self, workshop: WorkshopId, day: NaiveDate) -> bool {
        self.changed.contains(&(workshop, day))
    }

    /// Another row or another day is selected: what changed has been seen.
    pub fn seen(&mut self) {
        self.changed.clear();
    }

    pub fn motion(&mut self, motion: Motion) {
        if self.list.motion(motion) {
            self.seen();
        }
    }

    /// Something changed: every page is read again when it is looked at.
    pub fn doubt(&mut self) {
        self.pages.iter_mut().for_each(|sheet| sheet.stale = true);
    }

    /// The next page to read, and where it begins: one looked at that may have changed, or the next one near the end. What changes
    /// from now on makes it stale again.
    pub fn next_page(&mut self) -> Option<Option<Cursor>> {
        let shown = self.list.shown().max(10);
        let (first, last) = (self.list.at().saturating_sub(shown), self.list.at() + shown);
        let mut start = 0;
        for (index, sheet) in self.pages.iter_mut().enumerate() {
            let end = start + sheet.rows.len();
            let shown = start <= last && (end > first || sheet.rows.is_empty());
            if sheet.stale && (shown || self.sort.is_some()) {
                sheet.stale = false;
                self.asked = index;
                return Some(sheet.after);
            }
            start = end;
        }
        let near = self.sort.is_some() || self.list.at() + NEAR.max(shown) >= start;
        let after = self.pages.last().map(|sheet| sheet.next.filter(|_| near));
        self.asked = self.pages.len();
        match after {
            None => Some(None),
            Some(next) => next.map(Some),
        }
    }

    /// The page that was asked for could not be read.
    pub fn failed(&mut self) {
        if let Some(sheet) = self.pages.get_mut(self.asked) {
            sheet.stale = true;
        }
    }

    /// The page that was asked for has come.
    pub fn put(&mut self, page: Page<BoardRow>) {
        self.state = State::Ready;
        let index = self.asked;
        let ids: BTreeSet<WorkshopId> = page.rows.iter().map(|row| row.workshop).collect();
        if std::mem::take(&mut self.own) {
            self.changed.retain(|(workshop, _)| !ids.contains(workshop));
        } else {
            let known = page.rows.iter().filter_map(|row| Some((row, self.find(row.workshop)?)));
            let moved: Vec<_> = known.flat_map(|(new, old)| differing(old, new)).collect();
            self.changed.extend(moved);
        }
        // A workshop that moved between two pages is shown once.
        for (_, sheet) in self.pages.iter_mut().enumerate().filter(|(at, _)| *at != index) {
            sheet.rows.retain(|row| !ids.contains(&row.workshop));
        }
        match self.pages.get_mut(index) {
            Some(sheet) => {
                (sheet.rows, sheet.next) = (page.rows, page.next);
                self.follow(index, page.next);
            }
            None => self.pages.push(Sheet {
                after: self.pages.last().and_then(|sheet| sheet.next),
                rows: page.rows,
                next: page.next,
                stale: false,
            }),
        }
        self.arrange();
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
