//! The shop's two years: when orders come (more each month, by weekday and hour, most before Christmas), working days and
//! hours, and the exchange rate of each day. Caracas is four hours behind UTC all year.

use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta, Timelike, Weekday};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::random::{Dice, Ids, mix};
use super::rows::ExchangeRateRow;
use crate::domain::Time;
use crate::domain::calendar::{Holidays, business_days_after, is_business_day};
use crate::domain::orders::rate::{Rate, RateEnd};
use crate::domain::refusal::Ruling;

const OFFSET: TimeDelta = TimeDelta::hours(-4);
/// How long the shop has been open.
pub const DAYS: i64 = 730;
/// The last orders come closer together than the two years before would have it, so that something is always waiting.
pub const RUSH: TimeDelta = TimeDelta::hours(30);

/// How often orders come, by hour of the day.
const HOURS: [u32; 24] = [
    9, 5, 3, 2, 2, 4, 10, 22, 38, 52, 60, 58, 50, 48, 50, 54, 56, 54, 52, 58, 62, 52, 34, 18,
];

pub fn local(at: Time) -> chrono::NaiveDateTime {
    (at + OFFSET).naive_utc()
}

pub fn day(at: Time) -> NaiveDate {
    local(at).date()
}

pub fn at(day: NaiveDate, time: NaiveTime) -> Time {
    day.and_time(time).and_utc() - OFFSET
}

/// The last second of the day: when a quote expires, as the service has it by default.
pub fn end_of_day(at_time: Time) -> Time {
    let next = day(at_time) + TimeDelta::days(1);
    (at(next, NaiveTime::MIN) - TimeDelta::seconds(1)).max(at_time)
}

/// The same instant in working hours (8:00 to 19:30, not on Sundays), else a while after the next opening.
pub fn office(time: Time, dice: &mut Dice) -> Time {
    let here = local(time);
    let minutes = here.hour() * 60 + here.minute();
    let open = here.weekday() != Weekday::Sun && (480..1170).contains(&minutes);
    if open {
        return time;
    }
    let mut opening = if minutes < 480 {
        here.date()
    } else {
        here.date() + TimeDelta::days(1)
    };
    if opening.weekday() == Weekday::Sun {
        opening += TimeDelta::days(1);
    }
    at(opening, NaiveTime::MIN) + TimeDelta::hours(8) + TimeDelta::seconds(dice.between(20, 5400))
}

/// When the orders come. Two thirds of the shop's orders are of its second year.
pub struct Arrivals {
    /// The end of each hour, and how many thousandths of all orders came until then.
    hours: Vec<(Time, f64)>,
    start: Time,
    until: Time,
    orders: u64,
    rush: u64,
}

impl Arrivals {
    pub fn new(until: Time, orders: u64) -> Self {
        let start = until - TimeDelta::days(DAYS);
        let rush_from = until - RUSH;
        let mut hours = Vec::new();
        let (mut at, mut sum) = (start, 0.0);
        while at < rush_from {
            let end = (at + TimeDelta::hours(1)).min(rush_from);
            sum += weight(at, start);
            hours.push((end, sum));
            at = end;
        }
        for hour in &mut hours {
            hour.1 /= sum;
        }
        let rush = (90 + orders / 200).min(orders / 7);
        Self {
            hours,
            start,
            until,
            orders,
            rush,
        }
    }

    /// Which of the last orders it is, if it is one.
    pub const fn in_rush(&self, index: u64) -> Option<u64> {
        index.checked_sub(self.orders - self.rush)
    }

    /// When the order of this index comes: never before the one before it.
    #[expect(clippy::cast_precision_loss, reason = "a shop has fewer than 2^52 orders")]
    pub fn of(&self, index: u64, dice: &mut Dice) -> Time {
        if self.in_rush(index).is_some() {
            let left = (self.orders - index) as f64 - dice.unit();
            let age = (left / self.rush as f64).powf(1.6);
            return micros_before(self.until, age * RUSH.as_seconds_f64());
        }
        let quantile = (index as f64 + dice.unit()) / (self.orders - self.rush) as f64;
        let at = self.hours.partition_point(|(_, sum)| *sum < quantile).min(self.hours.len() - 1);
        let (from, below) = at.checked_sub(1).map_or((self.start, 0.0), |before| self.hours[before]);
        let (to, above) = self.hours[at];
        let within = ((quantile - below) / (above - below)).clamp(0.0, 0.999_999);
        micros_before(from, -within * (to - from).as_seconds_f64())
    }
}

#[expect(clippy::cast_possible_truncation, reason = "two years of microseconds")]
fn micros_before(time: Time, seconds: f64) -> Time {
    time - TimeDelta::microseconds((seconds * 1e6) as i64)
}

fn weight(hour: Time, start: Time) -> f64 {
    let here = local(hour);
    let grown = 1.0 + 1.6 * (hour - start).as_seconds_f64() / TimeDelta::days(DAYS).as_seconds_f64();
    let weekday = match here.weekday() {
        Weekday::Sun => 0.7,
        Weekday::Sat => 0.95,
        Weekday::Fri => 1.2,
        _ => 1.0,
    };
    let season = match here.month() {
        11 => 1.3,
        12 if here.day() < 24 => 1.8,
        1 => 0.7,
        9 => 1.15,
        _ => 1.0,
    };
    grown * weekday * season * f64::from(HOURS[here.hour() as usize])
}

/// The official rate: published on a business day with the next one's value date.
pub struct Rates {
    first: NaiveDate,
    /// For each calendar day from `first`.
    days: Vec<Rate>,
}

impl Rates {
    pub fn new(until: Time, seed: u64, holidays: &Holidays) -> Ruling<(Self, Vec<ExchangeRateRow>)> {
        let created = until - TimeDelta::days(DAYS + 3);
        let (first, last) = (day(created), business_days_after(day(until), 1, holidays));
        let mut dice = Dice::new(seed, 0xbc5);
        let mut ids = Ids::new(created, mix(seed ^ 0xbc5));
        let (mut level, mut rows) = (36.27_f64, Vec::new());
        for on in first
            .iter_days()
            .take_while(|on| *on <= last)
            .filter(|on| is_business_day(*on, holidays))
        {
            level *= 1.00187 + 0.0016 * (dice.unit() - 0.5) + if dice.permille(18) { 0.009 } else { 0.0 };
            let rate = Rate::new(Decimal::try_from(level).unwrap_or(Decimal::ONE_HUNDRED).round_dp(4))?;
            let published = at(business_day_before(on, holidays), NaiveTime::MIN) + TimeDelta::minutes(16 * 60 + 30);
            rows.push(row(ids.next(), on, rate, published));
        }
        let mistyped = mistyped(&rows, ids.next());
        let mut days = Vec::new();
        let mut dated = rows.iter().peekable();
        for on in first.iter_days().take_while(|on| *on <= last) {
            while dated.next_if(|row| row.value_date < on).is_some() {}
            days.extend(dated.peek().map(|row| row.rate));
        }
        rows.extend(mistyped);
        Ok((Self { first, days }, rows))
    }

    /// The rate for a day: the smallest value date not before it.
    pub fn on(&self, day: NaiveDate) -> Rate {
        let at = usize::try_from((day - self.first).num_days()).unwrap_or_default();
        self.days[at.min(self.days.len() - 1)]
    }
}

fn business_day_before(day: NaiveDate, holidays: &Holidays) -> NaiveDate {
    let mut at = day - TimeDelta::days(1);
    while !is_business_day(at, holidays) {
        at -= TimeDelta::days(1);
    }
    at
}

const fn row(id: Uuid, value_date: NaiveDate, rate: Rate, created_at: Time) -> ExchangeRateRow {
    ExchangeRateRow {
        id,
        value_date,
        rate,
        source: "BCV",
        ended: None,
        ended_reason: None,
        created_at,
    }
}

/// A few days ago somebody forgot the comma, and corrected it before anybody was quoted.
fn mistyped(rows: &[ExchangeRateRow], id: Uuid) -> Option<ExchangeRateRow> {
    let right = rows.iter().rev().nth(2)?;
    let rate = Rate::new(right.rate.value().checked_mul(Decimal::ONE_HUNDRED)?).ok()?;
    Some(ExchangeRateRow {
        ended: Some(RateEnd::Corrected.as_str()),
        ended_reason: Some("se escribió sin la coma"),
        ..row(id, right.value_date, rate, right.created_at - TimeDelta::minutes(4))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn until() -> Time {
        "2026-11-22T18:32:00Z".parse().unwrap()
    }

    #[test]
    fn orders_come_one_after_the_other() {
        for orders in [1, 6, 700, 5000] {
            let arrivals = Arrivals::new(until(), orders);
            let times: Vec<_> = (0..orders).map(|at| arrivals.of(at, &mut Dice::new(3, at))).collect();
            assert!(times.is_sorted(), "{orders}");
            assert!(*times.first().unwrap() >= until() - TimeDelta::days(DAYS));
            assert!(*times.last().unwrap() <= until());
        }
    }

    #[test]
    fn rates_rise_and_are_found_by_value_date() {
        let (rates, rows) = Rates::new(until(), 1, &Holidays::default()).unwrap();
        let corrected: Vec<_> = rows.iter().filter(|row| row.ended.is_some()).collect();
        assert_eq!(corrected.len(), 1);
        let dated = rows.iter().filter(|row| row.ended.is_none());
        let dated: Vec<_> = dated.map(|row| (row.value_date, row.rate)).collect();
        let mut on = day(until() - TimeDelta::days(DAYS));
        while on <= day(until()) {
            assert_eq!(rates.on(on), crate::domain::orders::rate::choose(&dated, on).unwrap().1, "{on}");
            on += TimeDelta::days(1);
        }
        let (first, last) = (rates.on(day(until() - TimeDelta::days(DAYS))), rates.on(day(until())));
        assert!(last.value() > first.value() * Decimal::TWO, "{first} {last}");
    }

    #[test]
    fn offices_open_at_eight() {
        let mut dice = Dice::new(1, 1);
        for hours in 0..24 * 14 {
            let at = office(until() + TimeDelta::hours(hours), &mut dice);
            let here = local(at);
            assert!(here.weekday() != Weekday::Sun && (8..20).contains(&here.hour()), "{here}");
            assert!(at >= until() + TimeDelta::hours(hours));
        }
    }
}
