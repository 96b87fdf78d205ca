//! How one value of the configuration file is read, and written back. A reader says what it wants
//! when the value is something else; it never repeats the value, which may hold a password.

use std::path::PathBuf;

use chrono_tz::Tz;
use rust_decimal::Decimal;
use toml::de::DeValue;

use super::{DatabaseUrl, Wanted};
use crate::domain::messages::channel::Channel;
use crate::locale::Locale;

/// Reads a whole number within bounds, both included.
pub fn whole(min: u32, max: u32) -> impl Fn(&DeValue<'_>) -> Result<u32, Wanted> {
    move |value| {
        let wanted = Wanted::Whole { min, max };
        let DeValue::Integer(number) = value else { return Err(wanted) };
        let number = u32::from_str_radix(number.as_str(), number.radix()).map_err(|_| wanted.clone())?;
        if (min..=max).contains(&number) { Ok(number) } else { Err(wanted) }
    }
}

/// Reads one of a list of names.
pub fn choice<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str) -> impl Fn(&DeValue<'_>) -> Result<T, Wanted> {
    move |value| {
        let given = value.as_str();
        let wanted = || Wanted::OneOf(all.iter().map(|choice| name(*choice)).collect());
        all.iter().copied().find(|choice| given == Some(name(*choice))).ok_or_else(wanted)
    }
}

/// Reads a list of names, each once.
pub fn list<T: Copy + PartialEq>(all: &[T], name: impl Fn(T) -> &'static str) -> impl Fn(&DeValue<'_>) -> Result<Vec<T>, Wanted> {
    let read = choice(all, name);
    move |value| {
        let Some(given) = value.as_array() else {
            // What is wanted of each says what is wanted.
            return read(value).map(|one| vec![one]);
        };
        let mut read_all = Vec::new();
        for one in given.iter() {
            let one = read(one.get_ref())?;
            if !read_all.contains(&one) {
                read_all.push(one);
            }
        }
        Ok(read_all)
    }
}

/// Reads by what somebody outside is reached: an alert stands in a terminal of the shop's, and they have none.
pub fn outside(value: &DeValue<'_>) -> Result<Vec<Channel>, Wanted> {
    let alert = |value: &DeValue<'_>| value.as_str() == Some(Channel::Alert.setting());
    if alert(value) || value.as_array().is_some_and(|all| all.iter().any(|one| alert(one.get_ref()))) {
        return Err(Wanted::NoAlert);
    }
    list(&OUTSIDE, Channel::setting)(value)
}

const OUTSIDE: [Channel; 3] = [Channel::Email, Channel::Command, Channel::File];

/// Reads a list of texts.
pub fn words(value: &DeValue<'_>) -> Result<Vec<String>, Wanted> {
    let given = value.as_array().ok_or(Wanted::Text)?;
    given.iter().map(|one| text(one.get_ref())).collect()
}

/// Reads what may also be left unset.
pub fn optional<T>(read: impl Fn(&DeValue<'_>) -> Result<T, Wanted>) -> impl Fn(&DeValue<'_>) -> Result<Option<T>, Wanted> {
    move |value| read(value).map(Some)
}

/// An amount of money: a text, since a TOML number would not be exact. At most two decimals.
pub fn amount(value: &DeValue<'_>) -> Result<Decimal, Wanted> {
    value
        .as_str()
        .and_then(|text| Decimal::from_str_exact(text).ok())
        .filter(|amount| !amount.is_sign_negative() && amount.scale() <= 2)
        .ok_or(Wanted::Amount)
}

pub fn yes_or_no(value: &DeValue<'_>) -> Result<bool, Wanted> {
    value.as_bool().ok_or(Wanted::OneOf(vec!["true", "false"]))
}

pub fn text(value: &DeValue<'_>) -> Result<String, Wanted> {
    value
        .as_str()
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
        .ok_or(Wanted::Text)
}

pub fn path(value: &DeValue<'_>) -> Result<PathBuf, Wanted> {
    text(value).map(PathBuf::from)
}

pub fn time_zone(value: &DeValue<'_>) -> Result<Tz, Wanted> {
    value.as_str().and_then(|name| name.parse().ok()).ok_or(Wanted::TimeZone)
}

pub fn database_url(value: &DeValue<'_>) -> Result<DatabaseUrl, Wanted> {
    value.as_str().and_then(|url| url.parse().ok()).ok_or(Wanted::DatabaseUrl)
}

/// A value as TOML; `None` when it is unset.
pub trait Show {
    fn show(&self) -> Option<String>;
}

impl<T: Show> Show for Option<T> {
    fn show(&self) -> Option<String> {
        self.as_ref().and_then(T::show)
    }
}

macro_rules! show {
    ($($type:ty: |$value:ident| $toml:expr;)+) => {
        $(impl Show for $type {
            fn show(&self) -> Option<String> {
                let $value = self;
                Some(toml::Value::from($toml).to_string())
            }
        })+
    };
}

show! {
    u32: |number| i64::from(*number);
    bool: |choice| *choice;
    String: |text| text.as_str();
    PathBuf: |path| path.to_string_lossy().as_ref();
    Decimal: |amount| format!("{amount:.2}");
    Tz: |zone| zone.name();
    Locale: |locale| locale.as_str();
    DatabaseUrl: |url| url.to_string();
    super::Theme: |theme| theme.as_str();
    super::Color: |color| color.as_str();
    super::Display: |display| display.as_str();
    super::Pictures: |pictures| pictures.as_str();
    super::Level: |level| level.as_str();
    super::Security: |security| security.as_str();
    super::SpoolForm: |form| form.as_str();
    Vec<Channel>: |channels| channels.iter().map(|channel| channel.setting()).collect::<Vec<_>>();
    Vec<String>: |words| words.clone();
}
