//! How numbers, dates and spans are written: one way, whatever the language, so that nobody at one
//! desk reads 1.234 as a thousand and the next as one and a bit (domain.md §9).

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, TimeDelta, Timelike, Utc};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::domain::money::{Currency, Money};

/// Caracas: UTC−4, no daylight saving.
const CARACAS_SECONDS_WEST: i32 = 4 * 3600;

/// `1234567` → `1.234.567`; takes the digits of a whole number, with a minus sign or without.
pub fn grouped(digits: &str) -> String {
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", digits),
    };
    let mut out = String::with_capacity(digits.len() * 4 / 3 + 2);
    out.push_str(sign);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// `1.234,56`: two decimals, half-up.
pub fn amount(value: Decimal) -> String {
    let rounded = value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    let plain = format!("{rounded:.2}");
    let (whole, cents) = plain.split_once('.').unwrap_or((&plain, "00"));
    format!("{},{cents}", grouped(whole))
}

/// `Bs 1.234,56`, `USD 12,50`.
pub fn money(value: Money) -> String {
    let sign = match value.currency() {
        Currency::Ves => "Bs",
        other => other.as_str(),
    };
    format!("{sign} {}", amount(value.amount()))
}

/// `22/11/2026`.
pub fn date(date: NaiveDate) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// `22/11`.
pub fn day_month(date: NaiveDate) -> String {
    format!("{:02}/{:02}", date.day(), date.month())
}

fn local(time: DateTime<Utc>) -> chrono::NaiveDateTime {
    FixedOffset::west_opt(CARACAS_SECONDS_WEST).map_or_else(|| time.naive_utc(), |zone| time.with_timezone(&zone).naive_local())
}

/// `22/11/2026 14:32`, Caracas time.
pub fn date_time(time: DateTime<Utc>) -> String {
    format!("{} {}", date(local(time).date()), clock(time))
}

/// `22/11 14:32:05`, Caracas time: a moment of a timeline.
pub fn moment(time: DateTime<Utc>) -> String {
    let at = local(time);
    format!("{} {:02}:{:02}:{:02}", day_month(at.date()), at.hour(), at.minute(), at.second())
}

/// `14:32`, Caracas time.
pub fn clock(time: DateTime<Utc>) -> String {
    let at = local(time);
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// `45 s`, `57 min`, `3 h 12`, `1 d`, `2 d 4 h`; a negative span keeps its sign.
pub fn span(span: TimeDelta) -> String {
    let sign = if span < TimeDelta::zero() { "-" } else { "" };
    let seconds = span.num_seconds().unsigned_abs();
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60);
    match (days, hours, minutes) {
        (0, 0, 0) => format!("{sign}{seconds} s"),
        (0, 0, _) => format!("{sign}{minutes} min"),
        (0, _, 0) => format!("{sign}{hours} h"),
        (0, ..) => format!("{sign}{hours} h {minutes:02}"),
        (_, 0, _) => format!("{sign}{days} d"),
        _ => format!("{sign}{days} d {hours} h"),
    }
}
