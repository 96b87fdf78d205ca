//! How numbers, dates and spans are written: one way, whatever the language, so that nobody at one
//! desk reads 1.234 as a thousand and the next as one and a bit (domain.md §9).

use chrono::{Datelike, NaiveDate, TimeDelta};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::domain::Time;
pub use crate::domain::dates::shown as date;
use crate::domain::dates::{Span, Zone};
use crate::domain::money::{Currency, Money};

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

/// `22/11`.
pub fn day_month(date: NaiveDate) -> String {
    format!("{:02}/{:02}", date.day(), date.month())
}

/// `22/11/2026 14:32`, Caracas time.
pub fn date_time(time: Time) -> String {
    Zone::default().long(time)
}

/// `22/11 14:32:05`, Caracas time: a moment of a timeline.
pub fn moment(time: Time) -> String {
    Zone::default().local(time).format("%d/%m %H:%M:%S").to_string()
}

/// `14:32`, Caracas time.
pub fn clock(time: Time) -> String {
    Zone::default().local(time).format("%H:%M").to_string()
}

/// `57 min`, `3 h 12`, `2 d 4 h`; under a minute in seconds, and a negative span counts as none.
pub fn span(span: TimeDelta) -> String {
    match span.num_seconds().max(0) {
        seconds @ 0..60 => format!("{seconds} s"),
        _ => Span::of(span).to_string(),
    }
}
