//! Days and hours as people at the shop read and type them (domain.md §3, §9). Stored times are UTC; a calendar day is one
//! in the shop's zone, America/Caracas unless configured.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Months, NaiveDate, NaiveDateTime, TimeDelta, TimeZone};
use chrono_tz::Tz;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::refusal::{Arg, Code, Refusal, Ruling};
use super::text::excerpt;

/// An instant, always UTC, to the microsecond (what both databases keep).
pub type Time = chrono::DateTime<chrono::Utc>;

/// The time zone of the shop's calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(Tz);

impl From<Tz> for Zone {
    fn from(zone: Tz) -> Self {
        Self(zone)
    }
}

impl Default for Zone {
    fn default() -> Self {
        Self(Tz::America__Caracas)
    }
}

impl Zone {
    /// The zone's own name: `America/Caracas`.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    pub fn local(self, at: Time) -> NaiveDateTime {
        at.with_timezone(&self.0).naive_local()
    }

    /// The calendar day of an instant.
    pub fn day(self, at: Time) -> NaiveDate {
        self.local(at).date()
    }

    /// The first instant of a day; where a clock change skips midnight, the first one that exists.
    pub fn start_of(self, day: NaiveDate) -> Time {
        self.instant(day.and_time(chrono::NaiveTime::MIN))
    }

    /// The instant at which the zone's clocks show this; where a clock change skips it, the first one that exists.
    pub fn instant(self, local: NaiveDateTime) -> Time {
        let first = (0..24).find_map(|hours| self.0.from_local_datetime(&(local + TimeDelta::hours(hours))).earliest());
        first.map_or_else(|| local.and_utc(), |at| at.to_utc())
    }

    /// `2026-11-22T14:32:05-04:00`: the offset says which clock it is.
    pub fn exact(self, at: Time) -> String {
        at.with_timezone(&self.0).to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
    }

    /// `22/11/2026 14:32`.
    pub fn long(self, at: Time) -> String {
        self.local(at).format("%d/%m/%Y %H:%M").to_string()
    }

    /// `22/11 14:32`.
    pub fn short(self, at: Time) -> String {
        self.local(at).format("%d/%m %H:%M").to_string()
    }
}

impl FromStr for Zone {
    type Err = Refusal;

    fn from_str(text: &str) -> Ruling<Self> {
        let zone = text.trim().parse().map(Self);
        zone.map_err(|_| Refusal::new(Code::ZoneUnknown).with("input", excerpt(text)))
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|refusal: Refusal| de::Error::custom(refusal.code.as_str()))
    }
}

/// `22/11/2026`.
pub fn shown(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// Reads `22/11/2026`, `22-11-26`, `22.11.2026`, `2026-11-22`, `22/11` as the one nearest to `today`, and the words for
/// the days around it.
pub fn typed(input: &str, today: NaiveDate) -> Ruling<NaiveDate> {
    let malformed = || Refusal::new(Code::DateMalformed).with("input", excerpt(input));
    let text = input.trim();
    match text {
        "hoy" | "today" => return Ok(today),
        "ayer" | "yesterday" => return today.pred_opt().ok_or_else(malformed),
        "mañana" | "tomorrow" => return today.succ_opt().ok_or_else(malformed),
        _ => {}
    }
    if text.len() > 10 || !text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'/' | b'-' | b'.')) {
        return Err(malformed());
    }
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    let number = |part: &str| part.parse::<u32>().map_err(|_| malformed());
    match parts[..] {
        [year, month, day] if year.len() == 4 => on(number(year)?, number(month)?, number(day)?, malformed),
        [day, month, year] if year.len() == 4 => on(number(year)?, number(month)?, number(day)?, malformed),
        [day, month, year] if year.len() == 2 => on(2000 + number(year)?, number(month)?, number(day)?, malformed),
        [day, month] => nearest(number(month)?, number(day)?, today, malformed),
        _ => Err(malformed()),
    }
}

fn on(year: u32, month: u32, day: u32, malformed: impl Fn() -> Refusal) -> Ruling<NaiveDate> {
    let year = i32::try_from(year).map_err(|_| malformed())?;
    if let Some(date) = NaiveDate::from_ymd_opt(year, month, day) {
        return Ok(date);
    }
    // A month that exists but has no such day is named; anything else is no date.
    let first = NaiveDate::from_ymd_opt(year, month, 1).ok_or_else(&malformed)?;
    let last = first
        .checked_add_months(Months::new(1))
        .and_then(|next| next.pred_opt())
        .ok_or_else(&malformed)?;
    Err(Refusal::new(Code::DateImpossible)
        .with("day", day)
        .with("month", Arg::Message(format!("month-{month}")))
        .with("year", year.to_string())
        .with("last", last.day()))
}

fn nearest(month: u32, day: u32, today: NaiveDate, malformed: impl Fn() -> Refusal) -> Ruling<NaiveDate> {
    let around = (today.year() - 1..=today.year() + 1).filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
    match around.min_by_key(|date| (*date - today).num_days().abs()) {
        Some(date) => Ok(date),
        None => on(today.year().unsigned_abs(), month, day, malformed),
    }
}

/// An advance may have left so long before the line that it pays was written down.
const MOST_DAYS_BEFORE: u64 = 7;

/// A payment's day is not after today nor before the order's day.
pub fn check_paid_on(paid_on: NaiveDate, today: NaiveDate, ordered_on: NaiveDate) -> Ruling<NaiveDate> {
    if paid_on > today {
        return Err(Refusal::new(Code::DateFuture).with("date", paid_on).with("today", today));
    }
    if paid_on < ordered_on {
        return Err(Refusal::new(Code::DateBeforeOrder)
            .with("date", paid_on)
            .with("ordered", ordered_on));
    }
    Ok(paid_on)
}

/// A transfer's day is not after today, nor long before what it pays was there.
pub fn check_sent_on(sent_on: NaiveDate, today: NaiveDate, made_on: NaiveDate) -> Ruling<NaiveDate> {
    let earliest = made_on.checked_sub_days(chrono::Days::new(MOST_DAYS_BEFORE)).unwrap_or(made_on);
    if sent_on < earliest {
        return Err(Refusal::new(Code::SentBeforeLine).with("date", sent_on).with("made", made_on));
    }
    check_paid_on(sent_on, today, earliest)
}

/// A duration as people say it, in at most two units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Span {
    Seconds(u32),
    Minutes(u32),
    Hours { hours: u32, minutes: u32 },
    Days { days: u32, hours: u32 },
}

impl Span {
    /// Rounded down; nothing below zero.
    pub fn of(duration: TimeDelta) -> Self {
        let minutes = u32::try_from(duration.num_minutes().max(0)).unwrap_or(u32::MAX);
        match minutes {
            0 => Self::Seconds(u32::try_from(duration.num_seconds().max(0)).unwrap_or_default()),
            1..60 => Self::Minutes(minutes),
            60..1440 => Self::Hours {
                hours: minutes / 60,
                minutes: minutes % 60,
            },
            _ => Self::Days {
                days: minutes / 1440,
                hours: minutes % 1440 / 60,
            },
        }
    }

    /// From one instant to a later one.
    pub fn between(from: Time, to: Time) -> Self {
        Self::of(to - from)
    }
}

/// `45 s`, `57 min`, `3 h 18`, `1 d 4 h`.
impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match *self {
            Self::Seconds(seconds) => format!("{seconds} s"),
            Self::Minutes(minutes) => format!("{minutes} min"),
            Self::Hours { hours, minutes: 0 } => format!("{hours} h"),
            Self::Hours { hours, minutes } => format!("{hours} h {minutes:02}"),
            Self::Days { days, hours: 0 } => format!("{days} d"),
            Self::Days { days, hours } => format!("{days} d {hours} h"),
        };
        f.pad(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn the_calendar_is_of_caracas() {
        let at: Time = "2026-11-23T02:30:00Z".parse().unwrap();
        let zone = Zone::default();
        assert_eq!(zone.day(at), day(2026, 11, 22));
        assert_eq!(
            (zone.long(at).as_str(), zone.short(at).as_str()),
            ("22/11/2026 22:30", "22/11 22:30")
        );
        assert_eq!(zone.start_of(day(2026, 11, 22)).to_rfc3339(), "2026-11-22T04:00:00+00:00");
        assert_eq!("America/Caracas".parse::<Zone>().unwrap(), zone);
        assert_eq!("Caracas".parse::<Zone>().unwrap_err().code, Code::ZoneUnknown);
        let skipped: Zone = "America/Santiago".parse().unwrap();
        assert_eq!(skipped.day(skipped.start_of(day(2024, 9, 8))), day(2024, 9, 8));
    }

    #[test]
    fn dates_as_people_type_them() {
        let today = day(2026, 11, 22);
        for input in [
            "22/11/2026",
            "22-11-2026",
            "22.11.26",
            "2026-11-22",
            "22/11",
            " 22/11/2026 ",
            "hoy",
            " today ",
        ] {
            assert_eq!(typed(input, today).unwrap(), today, "{input}");
        }
        assert_eq!(typed("ayer", today).unwrap(), day(2026, 11, 21));
        assert_eq!(typed("mañana", today).unwrap(), day(2026, 11, 23));
        assert_eq!(typed("28/12", day(2027, 1, 2)).unwrap(), day(2026, 12, 28));
        assert_eq!(typed("2/1", day(2026, 12, 30)).unwrap(), day(2027, 1, 2));
        assert_eq!(typed("29/2", day(2027, 6, 1)).unwrap(), day(2028, 2, 29));
    }

    #[test]
    fn impossible_days_are_named() {
        let today = day(2026, 11, 22);
        for input in ["31/02/2026", "31/02", "2026-02-31", "30/2/26", "31/11", "0/11/2026"] {
            assert_eq!(typed(input, today).unwrap_err().code, Code::DateImpossible, "{input}");
        }
        for input in [
            "",
            "22",
            "22/13/2026",
            "22/11/026",
            "anteayer",
            "22/11/2026/1",
            "//",
            "22 de noviembre",
            "999999999/1",
            "22/11/2026\u{200b}",
        ] {
            assert_eq!(typed(input, today).unwrap_err().code, Code::DateMalformed, "{input}");
        }
        let refusal = typed("31/02", today).unwrap_err();
        assert!(refusal.args.contains(&("last", Arg::Count(28))));
    }

    #[test]
    fn a_payment_is_between_the_order_and_today() {
        let (ordered, today) = (day(2026, 11, 20), day(2026, 11, 22));
        assert!(check_paid_on(ordered, today, ordered).is_ok());
        assert!(check_paid_on(today, today, ordered).is_ok());
        assert_eq!(check_paid_on(day(2026, 11, 23), today, ordered).unwrap_err().code, Code::DateFuture);
        assert_eq!(
            check_paid_on(day(2026, 11, 19), today, ordered).unwrap_err().code,
            Code::DateBeforeOrder
        );
    }

    #[test]
    fn spans_are_short() {
        for (minutes, text) in [
            (0, "0 s"),
            (57, "57 min"),
            (60, "1 h"),
            (198, "3 h 18"),
            (185, "3 h 05"),
            (1440, "1 d"),
            (1680, "1 d 4 h"),
            (-5, "0 s"),
        ] {
            assert_eq!(Span::of(TimeDelta::minutes(minutes)).to_string(), text);
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_typed(days in 0i64..80_000) {
            let date = day(1970, 1, 1) + TimeDelta::days(days);
            prop_assert_eq!(typed(&shown(date), day(2026, 11, 22)), Ok(date));
            prop_assert_eq!(typed(&date.to_string(), day(2026, 11, 22)), Ok(date));
        }

        #[test]
        fn a_day_starts_within_itself(days in 0i64..40_000) {
            let date = day(1970, 1, 1) + TimeDelta::days(days);
            let start = Zone::default().start_of(date);
            prop_assert_eq!(Zone::default().day(start), date);
            prop_assert_eq!(Zone::default().day(start - TimeDelta::seconds(1)), date - TimeDelta::days(1));
        }

        #[test]
        fn reading_never_panics(input in "[0-9/.-]{0,12}|.{0,40}") {
            let _ = typed(&input, day(2026, 11, 22));
        }
    }
}
