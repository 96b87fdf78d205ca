//! The message catalogue: every word a person reads, in Spanish (default) and English.
//!
//! Faces ask for a message by key: `t!(catalogue, "label-READY")`. Each area of the
//! program has one pair of files, `locales/{es,en}/<area>.ftl`, whose keys all start with `<area>-`.

mod account;
pub mod cancellation_preview;
mod catalogue;
mod errors;
mod event;
mod format;
mod matching;
mod message;
mod notification;
pub mod sheet;
pub mod shop_words;
mod shortfall;
mod sources;
#[cfg(test)]
mod tests;
pub mod wrap;

use std::str::FromStr;

pub use crate::locale::catalogue::{Catalogue, Key, Value};
pub use crate::locale::format::{
    amount, clock, date, date_time, day_month, day_time, grouped, moment, money, show_times_in, span, time_of_day, zone,
};
pub use crate::t;

/// A language the program speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Locale {
    #[default]
    Es,
    En,
}

impl Locale {
    pub const ALL: [Self; 2] = [Self::Es, Self::En];

    /// The two-letter code used in settings and in `locales/`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Es => "es",
            Self::En => "en",
        }
    }
}

/// The language asked for is not one of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown language: es, en")]
pub struct UnknownLocale;

impl FromStr for Locale {
    type Err = UnknownLocale;

    /// Takes a code or a POSIX locale name: `es`, `es_VE.UTF-8`, `en-GB`.
    fn from_str(name: &str) -> Result<Self, UnknownLocale> {
        let code = name.split(['_', '-', '.']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|locale| code.eq_ignore_ascii_case(locale.as_str()))
            .ok_or(UnknownLocale)
    }
}

/// `t!(catalogue, "key", name = value, …)`: the message of that key as a `String`.
#[macro_export]
macro_rules! t {
    ($catalogue:expr, $key:expr $(, $name:ident = $value:expr)* $(,)?) => {
        $catalogue.text($key, &[$((stringify!($name), $crate::locale::Value::from($value))),*])
    };
}
