//! Days as banks print them. A pattern says the order; a day that two patterns of a profile read differently is refused.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// `DD/MM/YYYY`, `YYMMDD`: days, months and years in an order, with a mark between them or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatePattern {
    order: [Part; 3],
    long_year: bool,
    parted: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Day,
    Month,
    Year,
}

/// Statements of other years are none of ours: a year out of these is a number read as a day.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2099;

impl DatePattern {
    /// Nothing for what is no order of `DD`, `MM` and `YY` or `YYYY`.
    pub fn parse(text: &str) -> Option<Self> {
        let parted = text.contains('/');
        let squeezed = text.replace('/', "");
        let mut order = Vec::new();
        for (part, letter) in [(Part::Day, 'D'), (Part::Month, 'M'), (Part::Year, 'Y')] {
            order.push((squeezed.find(letter)?, part));
        }
        order.sort_by_key(|(at, _)| *at);
        let long_year = squeezed.contains("YYYY");
        let pattern = Self {
            order: [order[0].1, order[1].1, order[2].1],
            long_year,
            parted,
        };
        (pattern.to_string() == text).then_some(pattern)
    }

    const fn width(self, part: Part) -> usize {
        if matches!(part, Part::Year) && self.long_year { 4 } else { 2 }
    }

    /// The day, when the text is one by this pattern. A time behind it is not looked at.
    pub fn read(self, text: &str) -> Option<NaiveDate> {
        let text = without_time(text)?;
        let digits = if self.parted {
            self.parted_digits(text)?
        } else {
            self.joined_digits(text)?
        };
        let mut rest = digits.as_str();
        let (mut year, mut month, mut day) = (0, 0, 0);
        for part in self.order {
            let (value, after) = rest.split_at_checked(self.width(part))?;
            let value: u32 = value.parse().ok()?;
            rest = after;
            match part {
                Part::Day => day = value,
                Part::Month => month = value,
                Part::Year => year = i32::try_from(value).ok()?,
            }
        }
        let year = if self.long_year { year } else { 2000 + year };
        NaiveDate::from_ymd_opt(year, month, day).filter(|_| YEARS.contains(&year))
    }

    /// `1/2/2026` → `01022026`.
    fn parted_digits(self, text: &str) -> Option<String> {
        let mut parts = text.split(['/', '-', '.']);
        let mut digits = String::with_capacity(8);
        for part in self.order {
            let (given, width) = (parts.next()?, self.width(part));
            let fits = given.len() == width || (width == 2 && given.len() == 1);
            if !fits || !given.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            if given.len() < width {
                digits.push('0');
            }
            digits.push_str(given);
        }
        parts.next().is_none().then_some(digits)
    }

    /// A spreadsheet takes the leading zero of `01022026`; of a shorter one nobody knows what is missing.
    fn joined_digits(self, text: &str) -> Option<String> {
        if !text.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let width = if self.long_year { 8 } else { 6 };
        if text.len() == width {
            return Some(text.to_owned());
        }
        let lost = text.len() + 1 == width && self.order[0] == Part::Day && self.long_year;
        lost.then(|| format!("0{text}"))
    }
}

/// `22/11/2026 14:32:05`, `2026-11-22T14:32`: the day alone.
fn without_time(text: &str) -> Option<&str> {
    let Some(at) = text.find([' ', 'T']) else {
        return Some(text);
    };
    let time = text[at + 1..].trim();
    let known = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | ' ' | 'a' | 'p' | 'm' | 'A' | 'P' | 'M');
    (time.starts_with(|c: char| c.is_ascii_digit()) && time.contains(':') && time.chars().all(known)).then(|| &text[..at])
}

/// The day that the patterns agree on.
pub fn read(text: &str, patterns: &[DatePattern]) -> Option<NaiveDate> {
    let mut found = patterns.iter().filter_map(|pattern| pattern.read(text));
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

impl fmt::Display for DatePattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, part) in self.order.into_iter().enumerate() {
            if at > 0 && self.parted {
                f.write_str("/")?;
            }
            f.write_str(match part {
                Part::Day => "DD",
                Part::Month => "MM",
                Part::Year if self.long_year => "YYYY",
                Part::Year => "YY",
            })?;
        }
        Ok(())
    }
}

impl Serialize for DatePattern {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DatePattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom(format!("{text:?} is no order of DD, MM and YY or YYYY")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(text: &str) -> DatePattern {
        DatePattern::parse(text).unwrap()
    }

    #[test]
    fn days_by_their_pattern() {
        for (order, text, day) in [
            ("DD/MM/YYYY", "05/11/2026", "2026-11-05"),
            ("DD/MM/YYYY", "5-11-2026", "2026-11-05"),
            ("DD/MM/YYYY", "05/11/2026 14:32:05", "2026-11-05"),
            ("DD/MM/YYYY", "05/11/2026 02:32 p.m.", "2026-11-05"),
            ("MM/DD/YYYY", "11/05/2026", "2026-11-05"),
            ("YYYY/MM/DD", "2026-11-05T14:32:05", "2026-11-05"),
            ("DD/MM/YY", "05-11-26", "2026-11-05"),
            ("DDMMYYYY", "05112026", "2026-11-05"),
            ("DDMMYYYY", "5112026", "2026-11-05"),
            ("YYMMDD", "261105", "2026-11-05"),
        ] {
            assert_eq!(pattern(order).read(text).map(|day| day.to_string()).as_deref(), Some(day), "{text}");
        }
        for (order, text) in [
            ("DD/MM/YYYY", "31/02/2026"),
            ("DD/MM/YYYY", "05/11/26"),
            ("DD/MM/YYYY", "05/11/2026 algo"),
            ("DD/MM/YYYY", "005/11/2026"),
            ("DD/MM/YYYY", "05/11/1926"),
            ("DD/MM/YYYY", "05/11/2026/1"),
            ("DD/MM/YYYY", ""),
            ("DD/MM/YY", "05/11/2026"),
            ("DDMMYYYY", "112026"),
            ("YYMMDD", "61105"),
            ("MM/DD/YYYY", "25/11/2026"),
        ] {
            assert_eq!(pattern(order).read(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_that_reads_in_two_ways_is_none() {
        let both = [pattern("DD/MM/YYYY"), pattern("MM/DD/YYYY")];
        assert_eq!(read("05/11/2026", &both), None);
        assert!(read("25/11/2026", &both).is_some());
        assert!(read("05/05/2026", &both).is_some());
        for text in ["DD/MM", "D/M/Y", "DD-MM-YYYY", "DDMMYYYYDD", "", "MMDDYYY"] {
            assert!(DatePattern::parse(text).is_none(), "{text}");
        }
    }
}
