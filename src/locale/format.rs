//! How numbers, dates and spans are written: one way, whatever the language, so that nobody at one
//! desk reads 1.234 as a thousand and the next as one and a bit (domain.md §9).

use std::sync::OnceLock;

use chrono::{Datelike, NaiveDate, TimeDelta};
use rust_decimal::Decimal;

use crate::domain::Time;
use crate::domain::dates::{Span, Zone};
use crate::domain::money::{Currency, Money};

pub use crate::domain::dates::shown as date;
pub use crate::domain::money::grouped;

/// Where the shop's clock hangs. One program serves one shop, so it is told once, when the settings are read.
static SHOP: OnceLock<Zone> = OnceLock::new();

/// Every time shown from now on is of this zone; the first one told counts.
pub fn show_times_in(zone: Zone) {
    let _ = SHOP.set(zone);
}

/// The shop's zone.
pub fn zone() -> Zone {
    SHOP.get().copied().unwrap_or_default()
}

/// `1.234,56`: two decimals, half-up.
pub fn amount(value: Decimal) -> String {
    Money::new(value, Currency::Ves).digits()
}

/// `Bs 1.234,56`, `USD 12,50`.
pub fn money(value: Money) -> String {
    value.to_string()
}

/// `22/11`.
pub fn day_month(date: NaiveDate) -> String {
    format!("{:02}/{:02}", date.day(), date.month())
}

/// `22/11/2026 14:32`.
pub fn date_time(time: Time) -> String {
    zone().long(time)
}

/// `22/11 14:32`.
pub fn day_time(time: Time) -> String {
    zone().short(time)
}

/// `22/11 14:32:05`: a moment of a timeline.
pub fn moment(time: Time) -> String {
    zone().local(time).format("%d/%m %H:%M:%S").to_string()
}

/// `14:32`.
pub fn clock(time: Time) -> String {
    zone().local(time).format("%H:%M").to_string()
}

/// `14:32:05`.
pub fn time_of_day(time: Time) -> String {
    zone().local(time).format("%H:%M:%S").to_string()
}

/// `57 min`, `3 h 12`, `2 d 4 h`; under a minute in seconds, and a negative span counts as none.
pub fn span(span: TimeDelta) -> String {
    Span::of(span).to_string()
}
