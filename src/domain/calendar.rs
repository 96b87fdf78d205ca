//! Days of work and days of rest: holidays, business days, the cuts of payables (domain.md §3, §4). Used by capacity,
//! choosing and payables. A day is a calendar day in the configured time zone; the instant was turned into it before.

use std::collections::BTreeSet;
use std::ops::Bound::{Excluded, Included};

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// The days on which nobody works, beside weekends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Holidays(BTreeSet<NaiveDate>);

impl Holidays {
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.0.contains(&day)
    }

    /// In order.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> + '_ {
        self.0.iter().copied()
    }
}

impl FromIterator<NaiveDate> for Holidays {
    fn from_iter<I: IntoIterator<Item = NaiveDate>>(days: I) -> Self {
        Self(days.into_iter().collect())
    }
}

/// Monday to Friday and no holiday.
pub fn is_business_day(day: NaiveDate, holidays: &Holidays) -> bool {
    is_weekday(day) && !holidays.contains(day)
}

fn is_weekday(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The `count`-th business day after `day`; 0 is `day` itself, whatever day it is. Past the calendar's end, its last day.
pub fn business_days_after(day: NaiveDate, count: u32, holidays: &Holidays) -> NaiveDate {
    let (mut reached, mut left) = (day, count);
    while left > 0 {
        let passed = reached;
        reached = weekdays_after(passed, left);
        let days = holidays.0.range((Excluded(passed), Included(reached)));
        left = days.fold(0, |closed, day| closed + u32::from(is_weekday(*day)));
    }
    reached
}

/// How many business days come after `from` until `until`, that day included; none when it is not later.
pub fn business_days_between(from: NaiveDate, until: NaiveDate, holidays: &Holidays) -> u32 {
    let days = from.iter_days().skip(1).take_while(|day| *day <= until);
    u32::try_from(days.filter(|day| is_business_day(*day, holidays)).count()).unwrap_or(u32::MAX)
}

/// The `count`-th day from Monday to Friday after `day`, without a step for each.
fn weekdays_after(day: NaiveDate, count: u32) -> NaiveDate {
    let (weekday, count) = (u64::from(day.weekday().num_days_from_monday()), u64::from(count));
    let from = weekday.min(4);
    let over_weekend = if from + count % 5 > 4 { 2 } else { 0 };
    let days = (count / 5 * 7 + count % 5 + over_weekend).saturating_sub(weekday - from);
    day.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
}

/// Holidays of the same date every year: month, day, name.
const FIXED: [(u32, u32, &str); 10] = [
    (1, 1, "Año Nuevo"),
    (4, 19, "Declaración de la Independencia"),
    (5, 1, "Día del Trabajador"),
    (6, 24, "Batalla de Carabobo"),
    (7, 5, "Día de la Independencia"),
    (7, 24, "Natalicio del Libertador"),
    (10, 12, "Día de la Resistencia Indígena"),
    (12, 24, "Nochebuena"),
    (12, 25, "Navidad"),
    (12, 31, "Fin de Año"),
];

/// Holidays that move with Easter: days from Easter Sunday, name.
const MOVING: [(i64, &str); 4] = [
    (-48, "Lunes de Carnaval"),
    (-47, "Martes de Carnaval"),
    (-3, "Jueves Santo"),
    (-2, "Viernes Santo"),
];

/// Venezuela's national holidays of a year with their names, in order of date: what a new database is seeded with.
/// One for each date: when Good Friday is 19 April, as in 2030, the name is the fixed holiday's.
pub fn venezuelan(year: i32) -> Vec<(NaiveDate, &'static str)> {
    let fixed = FIXED
        .iter()
        .filter_map(|&(month, day, name)| Some((NaiveDate::from_ymd_opt(year, month, day)?, name)));
    let moving = easter(year).into_iter().flat_map(|sunday| {
        MOVING
            .iter()
            .filter_map(move |&(days, name)| Some((sunday.checked_add_signed(chrono::TimeDelta::days(days))?, name)))
    });
    let mut holidays: Vec<_> = fixed.chain(moving).collect();
    holidays.sort_by_key(|(day, _)| *day);
    holidays.dedup_by_key(|(day, _)| *day);
    holidays
}

/// Easter Sunday in the Gregorian calendar (the anonymous algorithm of 1876, as Meeus and Jones give it).
fn easter(year: i32) -> Option<NaiveDate> {
    let (golden, century, of_century) = (year % 19, year / 100, year % 100);
    let skipped = century / 4;
    let correction = (century + 8) / 25;
    let moon = (19 * golden + century - skipped - (century - correction + 1) / 3 + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - moon - of_century % 4) % 7;
    let late = (golden + 11 * moon + 22 * weekday) / 451;
    let from_march = u32::try_from(moon + weekday - 7 * late + 114).ok()?;
    NaiveDate::from_ymd_opt(year, from_march / 31, from_march % 31 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn days() -> impl Strategy<Value = NaiveDate> {
        (0u64..20_000).prop_map(|n| day("2000-01-01") + Days::new(n))
    }

    fn of_2026() -> Holidays {
        venezuelan(2026).into_iter().map(|(day, _)| day).collect()
    }

    #[test]
    fn easter_of_known_years() {
        for (year, sunday) in [
            (2000, "2000-04-23"),
            (2008, "2008-03-23"),
            (2024, "2024-03-31"),
            (2025, "2025-04-20"),
            (2026, "2026-04-05"),
            (2027, "2027-03-28"),
            (2030, "2030-04-21"),
            (2038, "2038-04-25"),
        ] {
            assert_eq!(easter(year), Some(day(sunday)));
        }
    }

    #[test]
    fn the_holidays_of_2026() {
        let shown: Vec<String> = venezuelan(2026).iter().map(|(day, name)| format!("{day} {name}")).collect();
        assert_eq!(
            shown,
            [
                "2026-01-01 Año Nuevo",
                "2026-02-16 Lunes de Carnaval",
                "2026-02-17 Martes de Carnaval",
                "2026-04-02 Jueves Santo",
                "2026-04-03 Viernes Santo",
                "2026-04-19 Declaración de la Independencia",
                "2026-05-01 Día del Trabajador",
                "2026-06-24 Batalla de Carabobo",
                "2026-07-05 Día de la Independencia",
                "2026-07-24 Natalicio del Libertador",
                "2026-10-12 Día de la Resistencia Indígena",
                "2026-12-24 Nochebuena",
                "2026-12-25 Navidad",
                "2026-12-31 Fin de Año",
            ]
        );
        assert_eq!(venezuelan(2030).len(), 13);
        assert!(venezuelan(0).len() >= 10 && venezuelan(i32::MAX).is_empty() && venezuelan(-1).len() >= 10);
    }

    #[test]
    fn business_days_skip_weekends_and_holidays() {
        for (from, count, reached) in [
            ("2026-11-22", 0, "2026-11-22"), // a Sunday stays a Sunday
            ("2026-11-22", 1, "2026-11-23"),
            ("2026-11-20", 1, "2026-11-23"),
            ("2026-12-23", 1, "2026-12-28"),
            ("2026-04-01", 2, "2026-04-07"),
            ("2026-12-30", 1, "2027-01-01"), // next year's holidays are not in the set
        ] {
            assert_eq!(business_days_after(day(from), count, &of_2026()), day(reached), "{from} + {count}");
        }
        for count in [9, 1_000_000_000, u32::MAX] {
            assert_eq!(business_days_after(NaiveDate::MAX, count, &of_2026()), NaiveDate::MAX);
        }
        assert_eq!(business_days_after(day("2026-11-22"), u32::MAX, &of_2026()), NaiveDate::MAX);
    }

    proptest! {
        #[test]
        fn a_business_day_is_never_a_day_of_rest(from in days(), count in 1u32..60, near in proptest::collection::btree_set(0u64..90, 0..60)) {
            let holidays: Holidays = near.into_iter().map(|n| from + Days::new(n)).collect();
            let reached = business_days_after(from, count, &holidays);
            prop_assert!(is_business_day(reached, &holidays));
            let between = from.iter_days().skip(1).take_while(|day| *day <= reached);
            prop_assert_eq!(between.filter(|day| is_business_day(*day, &holidays)).count(), count as usize);
        }

        #[test]
        fn easter_is_a_sunday_of_spring(year in 1600i32..9999) {
            let sunday = easter(year).unwrap();
            prop_assert_eq!(sunday.weekday(), Weekday::Sun);
            prop_assert!((22..=31 + 25).contains(&(sunday.ordinal() - NaiveDate::from_ymd_opt(year, 3, 1).unwrap().ordinal() + 1)));
        }
    }
}
