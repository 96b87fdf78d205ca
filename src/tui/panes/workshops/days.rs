//! Which days the board shows: the selected one, the first column, and the stretch that has been read around them.

use chrono::{Days as Count, NaiveDate};

/// Days read at once: two screens of the widest board.
pub const SPAN: u32 = 28;
/// Columns on the widest board.
pub const MOST_COLUMNS: u16 = 14;
/// Days before the first column that are read with it, so that a step back shows something.
const MARGIN: u64 = 7;

/// The columns of the board in a room of some width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grid {
    /// Columns of the terminal before the first day.
    pub name: u16,
    /// From one day to the next.
    pub pitch: u16,
    pub days: u16,
}

impl Grid {
    pub fn of(width: u16) -> Self {
        let (name, least) = match width {
            ..80 => (16, 9),
            80..100 => (20, 9),
            100..160 => (27, 11),
            _ => (32, 11),
        };
        let room = width.saturating_sub(name);
        let days = (room / least).clamp(1, MOST_COLUMNS);
        let pitch = (room / days).clamp(1, 13);
        Self {
            name: width.saturating_sub(pitch * days).min(40),
            pitch,
            days,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Days {
    today: NaiveDate,
    /// The first one shown.
    left: NaiveDate,
    /// The selected one.
    pub day: NaiveDate,
    /// The first one read.
    pub from: NaiveDate,
}

impl Days {
    /// A new day has come: who looked at today still does. True when other days are to be read.
    pub fn begin(&mut self, today: NaiveDate) -> bool {
        let before = std::mem::replace(&mut self.today, today);
        let follows = before == NaiveDate::default() || (self.left == before && before != today);
        follows && self.home()
    }

    /// Back to today. True when other days are to be read.
    pub fn home(&mut self) -> bool {
        (self.day, self.left) = (self.today, self.today);
        self.reach(1)
    }

    /// Days on, or back when negative, among `columns`. True when other days are to be read.
    pub fn go(&mut self, by: i64, columns: u16) -> bool {
        self.day = shifted(self.day, by);
        self.left = self.first(columns);
        self.reach(columns)
    }

    /// The same, the columns moving along.
    pub fn page(&mut self, by: i64, columns: u16) -> bool {
        self.left = shifted(self.first(columns), by);
        self.day = shifted(self.day, by);
        self.reach(columns)
    }

    pub const fn select(&mut self, day: NaiveDate) {
        self.day = day;
    }

    pub fn is_today(self, day: NaiveDate) -> bool {
        self.today == day
    }

    /// The selected day is always among the columns, however few they became.
    fn first(self, columns: u16) -> NaiveDate {
        let last = shifted(self.left, i64::from(columns.max(1)) - 1);
        if self.day < self.left {
            self.day
        } else if self.day > last {
            shifted(self.day, 1 - i64::from(columns.max(1)))
        } else {
            self.left
        }
    }

    pub fn shown(self, columns: u16) -> impl Iterator<Item = NaiveDate> {
        self.first(columns).iter_days().take(usize::from(columns))
    }

    fn reach(&mut self, columns: u16) -> bool {
        let end = shifted(self.from, i64::from(SPAN));
        if self.left >= self.from && shifted(self.left, i64::from(columns)) <= end {
            return false;
        }
        self.from = match self.left {
            left if left <= self.today => left,
            left => left.checked_sub_days(Count::new(MARGIN)).unwrap_or(left),
        };
        true
    }
}

fn shifted(day: NaiveDate, by: i64) -> NaiveDate {
    let count = Count::new(by.unsigned_abs());
    let there = if by < 0 {
        day.checked_sub_days(count)
    } else {
        day.checked_add_days(count)
    };
    there.unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_widths_that_matter_have_their_columns() {
        let days = |width| Grid::of(width).days;
        assert_eq!((days(60), days(80), days(120), days(200)), (4, 6, 8, 14));
        for width in 0..300 {
            let grid = Grid::of(width);
            assert!(grid.name <= width.max(40), "{width}: {grid:?}");
        }
    }

    #[test]
    fn one_walks_over_the_edge_and_reads_only_then() {
        let mut days = Days::default();
        assert!(days.begin(day("2026-11-22")));
        assert!(!days.go(1, 6));
        assert!(!days.go(20, 6));
        assert_eq!(days.shown(6).next(), Some(day("2026-12-08")));
        assert!(!days.page(6, 6));
        assert!(days.page(6, 6));
        assert_eq!(days.from, day("2026-12-13"));
        assert!(days.home());
        assert_eq!((days.day, days.from), (day("2026-11-22"), day("2026-11-22")));
    }

    #[test]
    fn midnight_takes_along_who_looks_at_today() {
        let mut days = Days::default();
        days.begin(day("2026-11-22"));
        assert!(!days.begin(day("2026-11-22")));
        days.begin(day("2026-11-23"));
        assert_eq!(days.day, day("2026-11-23"));
        days.page(7, 6);
        days.begin(day("2026-11-24"));
        assert_eq!(days.day, day("2026-11-30"));
    }

    #[test]
    fn fewer_columns_keep_the_day_in_front() {
        let mut days = Days::default();
        days.begin(day("2026-11-22"));
        days.go(9, 14);
        assert!(days.shown(4).any(|shown| shown == days.day));
    }
}
