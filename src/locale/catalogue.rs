//! One language, parsed on first use, and the values that its messages take.

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_decimal::Decimal;
use unic_langid::LanguageIdentifier;

use super::{Locale, format, sources};
use crate::domain::money::Money;
use crate::domain::refusal::{Arg, Refusal};
use crate::domain::text::Safe;

/// The name of a message, or `message.attribute`.
pub type Key = &'static str;

/// The messages of one language.
pub struct Catalogue {
    locale: Locale,
    bundle: Arc<FluentBundle<FluentResource>>,
    /// Read in a pane: what helps is a key or a pane, and no command.
    in_panes: bool,
}

impl fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Catalogue").field(&self.locale).finish()
    }
}

impl Catalogue {
    /// The catalogue of a language; only that language is parsed, once.
    pub fn of(locale: Locale) -> &'static Self {
        static ES: OnceLock<Catalogue> = OnceLock::new();
        static EN: OnceLock<Catalogue> = OnceLock::new();
        match locale {
            Locale::Es => ES.get_or_init(|| Self::parse(locale, None)),
            Locale::En => EN.get_or_init(|| Self::parse(locale, None)),
        }
    }

    /// The same for the terminal's panes: a refusal that tells of a command has another form there, `.pane`.
    pub fn of_panes(locale: Locale) -> &'static Self {
        static ES: OnceLock<Catalogue> = OnceLock::new();
        static EN: OnceLock<Catalogue> = OnceLock::new();
        let of_panes = || Self {
            bundle: Arc::clone(&Self::of(locale).bundle),
            in_panes: true,
            locale,
        };
        match locale {
            Locale::Es => ES.get_or_init(of_panes),
            Locale::En => EN.get_or_init(of_panes),
        }
    }

    /// With messages of one's own in place of some.
    fn parse(locale: Locale, own: Option<FluentResource>) -> Self {
        let language = match locale {
            Locale::Es => "es-VE",
            Locale::En => "en-US",
        };
        let language: LanguageIdentifier = language.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(number) if number.value.fract() == 0.0 => Some(format::grouped(&format!("{:.0}", number.value))),
            _ => None,
        }));
        for source in sources::of(locale) {
            // A test keeps every file free of errors; what does parse is still worth showing.
            let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        if let Some(own) = own {
            bundle.add_resource_overriding(own);
        }
        Self {
            bundle: Arc::new(bundle),
            in_panes: false,
            locale,
        }
    }

    /// The messages of a language, with others in place of some.
    pub(super) fn with(locale: Locale, own: FluentResource) -> Self {
        Self::parse(locale, Some(own))
    }

    pub const fn locale(&self) -> Locale {
        self.locale
    }

    pub fn has(&self, key: &str) -> bool {
        self.find(key, None).is_some()
    }

    /// The message of `key` with its arguments in place; the key itself when there is none.
    pub fn text(&self, key: &str, args: &[(&str, Value<'_>)]) -> String {
        let mut given = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            given.set(*name, value.to_fluent());
        }
        self.find(key, Some(&given)).unwrap_or_else(|| Safe::new(key).into_string())
    }

    /// The name of a status as people read it: `PENDING` → "Esperando pago".
    pub fn label(&self, status: &str) -> String {
        self.text(&format!("label-{status}"), &[])
    }

    /// How money was moved: `PAGO_MOVIL` → "pago móvil".
    pub fn method(&self, method: impl fmt::Display) -> String {
        self.text(&format!("method-{method}"), &[])
    }

    /// How a proof pays: by its method, or with the surplus of another order.
    pub fn paid_by(&self, method: impl fmt::Display, surplus_of: Option<&str>) -> String {
        match surplus_of {
            Some(order) => self.text("method-surplus", &[("order", order.into())]),
            None => self.method(method),
        }
    }

    /// The sentence under the customer's label.
    pub fn label_description(&self, status: &str) -> String {
        self.text(&format!("label-{status}.description"), &[])
    }

    /// The sentence of a refusal: what was refused, why, and what to do next.
    pub fn refusal(&self, refusal: &Refusal) -> String {
        self.with_facts(&format!("refusal-{}", refusal.code.as_str()), &refusal.args)
    }

    /// The message of `key` with facts that the rules or the database named. The database tells no facts but its own
    /// words (`detail`), so a sentence that shows others has another form, `.database`.
    pub fn with_facts(&self, key: &str, facts: &[(&'static str, Arg)]) -> String {
        let told = facts.iter().any(|(name, _)| *name == "detail");
        let form = match told {
            true => Some(format!("{key}.database")),
            false => self.in_panes.then(|| format!("{key}.pane")),
        };
        let form = form.filter(|form| self.has(form));
        let key = form.as_deref().unwrap_or(key);
        let args: Vec<_> = facts.iter().map(|(name, fact)| (*name, self.fact(fact))).collect();
        self.text(key, &args)
    }

    fn fact<'a>(&self, arg: &'a Arg) -> Value<'a> {
        match arg {
            Arg::Text(text) => text.into(),
            Arg::Count(count) => (*count).into(),
            Arg::Money(money) => (*money).into(),
            Arg::Time(time) => (*time).into(),
            Arg::Date(date) => (*date).into(),
            Arg::Message(key) => self.text(key, &[]).into(),
            Arg::Messages(keys) => keys.iter().map(|key| self.text(key, &[])).collect::<Vec<_>>().join(", ").into(),
        }
    }

    fn find(&self, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let (id, attribute) = match key.split_once('.') {
            Some((id, attribute)) => (id, Some(attribute)),
            None => (key, None),
        };
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        let mut errors = Vec::new();
        Some(self.bundle.format_pattern(pattern, args, &mut errors).into_owned())
    }
}

/// What a message can be given. Money, dates and spans are written one way in both languages.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    Text(Cow<'a, str>),
    Number(i64),
    Amount(Decimal),
    Money(Money),
    Date(NaiveDate),
    Time(DateTime<Utc>),
    Span(TimeDelta),
}

impl<'a> Value<'a> {
    fn to_fluent(&self) -> FluentValue<'_> {
        match self {
            Self::Text(text) => FluentValue::String(Cow::Borrowed(text)),
            Self::Number(number) => FluentValue::from(*number),
            Self::Amount(amount) => format::amount(*amount).into(),
            Self::Money(money) => money.to_string().into(),
            Self::Date(date) => format::date(*date).into(),
            Self::Time(time) => format::date_time(*time).into(),
            Self::Span(span) => format::span(*span).into(),
        }
    }
}

macro_rules! values {
    ($($from:ty => |$value:ident| $into:expr;)*) => {
        $(impl<'a> From<$from> for Value<'a> {
            fn from($value: $from) -> Self { $into }
        })*
    };
}

values! {
    &'a str => |value| Value::Text(Cow::Borrowed(value));
    &'a String => |value| Value::Text(Cow::Borrowed(value));
    String => |value| Value::Text(Cow::Owned(value));
    i64 => |value| Value::Number(value);
    i32 => |value| Value::Number(value.into());
    u8 => |value| Value::Number(value.into());
    u16 => |value| Value::Number(value.into());
    u32 => |value| Value::Number(value.into());
    u64 => |value| Value::Number(i64::try_from(value).unwrap_or(i64::MAX));
    usize => |value| Value::Number(i64::try_from(value).unwrap_or(i64::MAX));
    Decimal => |value| Value::Amount(value);
    Money => |value| Value::Money(value);
    NaiveDate => |value| Value::Date(value);
    DateTime<Utc> => |value| Value::Time(value);
    TimeDelta => |value| Value::Span(value);
}
