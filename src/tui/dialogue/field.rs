//! One field of a form: what it asks, what has been typed, what is wrong with it.

use std::borrow::Cow;
use std::fmt::Display;
use std::marker::PhantomData;
use std::str::FromStr;

use chrono::NaiveDate;

use super::comparison::Line;
use super::options::Options;
use crate::domain::dates;
use crate::domain::money::{Currency, Money};
use crate::domain::refusal::Ruling;
use crate::locale::{Catalogue, t};
use crate::tui::widgets::text_input::Typing;

/// Names a field together with the type of what it holds.
#[derive(Clone, Debug)]
pub struct Handle<T> {
    name: Cow<'static, str>,
    of: PhantomData<fn() -> T>,
}

impl<T> Handle<T> {
    pub const fn new(name: &'static str) -> Self {
        Self {
            name: Cow::Borrowed(name),
            of: PhantomData,
        }
    }

    /// The same field of one of several things.
    #[must_use]
    pub fn nth(self, at: impl Display) -> Self {
        Self {
            name: Cow::Owned(format!("{}-{at}", self.name)),
            of: PhantomData,
        }
    }
}

impl<T> From<Handle<T>> for Cow<'static, str> {
    fn from(handle: Handle<T>) -> Self {
        handle.name
    }
}

impl<T> AsRef<str> for Handle<T> {
    fn as_ref(&self) -> &str {
        &self.name
    }
}

/// What a field can hold.
pub trait Value {
    type Of<'a>;

    /// None while it is empty or cannot be read.
    fn read(field: &Field) -> Option<Self::Of<'_>>;
}

/// Words, without the spaces around them.
#[derive(Clone, Copy, Debug)]
pub struct Words;

impl Value for Words {
    type Of<'a> = &'a str;

    fn read(field: &Field) -> Option<&str> {
        Some(field.value().trim()).filter(|text| !text.is_empty())
    }
}

impl Value for NaiveDate {
    type Of<'a> = Self;

    fn read(field: &Field) -> Option<Self> {
        field.as_date()
    }
}

impl Value for Money {
    type Of<'a> = Self;

    fn read(field: &Field) -> Option<Self> {
        field.as_money()
    }
}

/// One of some choices, each written as its value is.
#[derive(Clone, Copy, Debug)]
pub struct One<T>(PhantomData<fn() -> T>);

impl<T: FromStr> Value for One<T> {
    type Of<'a> = T;

    fn read(field: &Field) -> Option<T> {
        field.value().parse().ok()
    }
}

/// Yes or no.
impl Value for bool {
    type Of<'a> = Self;

    fn read(field: &Field) -> Option<Self> {
        Some(field.value() == "yes")
    }
}

/// One of a field's choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What the pane reads.
    pub value: String,
    /// What the person reads.
    pub label: String,
    /// Shown below while it is chosen: the message the customer will read.
    pub note: String,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            note: String::new(),
        }
    }

    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }
}

#[derive(Clone, Debug)]
pub enum Kind {
    Text(Typing),
    /// Several lines.
    Lines(Typing),
    /// `22/11`, `22/11/2026`, `2026-11-22`; without a year the one that makes it nearest to `today`.
    Date {
        typing: Typing,
        today: NaiveDate,
    },
    Amount {
        typing: Typing,
        currency: Currency,
    },
    Choice(Options),
}

#[derive(Clone, Debug)]
pub struct Field {
    pub name: Cow<'static, str>,
    pub label: String,
    pub kind: Kind,
    pub(crate) hint: String,
    /// What `=` puts in it, shown beside it: never typed for the person, who copies it on purpose.
    pub(crate) offer: Option<String>,
    required: bool,
    /// What stands in its place while it is empty, so that what the form would do can be rehearsed before all is typed.
    stand_in: &'static str,
    /// It is rehearsed as if that were in it, whatever is: consent that the person is still to give.
    granted: bool,
    /// It is being rehearsed.
    pub(crate) drafted: bool,
    check: Option<fn(&str) -> Ruling<()>>,
    pub(crate) error: Option<String>,
    /// Somebody typed or chose it.
    pub(crate) touched: bool,
    /// It is said of what was read, and not kept when that is read anew.
    pub(crate) of_reading: bool,
    /// It is the last column of this comparison.
    pub(crate) compared: Option<Line>,
}

impl Field {
    fn new(name: impl Into<Cow<'static, str>>, label: impl Into<String>, kind: Kind) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            kind,
            hint: String::new(),
            offer: None,
            required: false,
            stand_in: "",
            granted: false,
            drafted: false,
            check: None,
            error: None,
            touched: false,
            of_reading: false,
            compared: None,
        }
    }

    pub fn text(name: impl Into<Cow<'static, str>>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Text(Typing::default()))
    }

    /// A phone, a document, a reference, a number: what is pasted along with it is left out.
    pub fn identifier(name: impl Into<Cow<'static, str>>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Text(Typing::identifier()))
    }

    /// A password, which nobody sees.
    pub fn secret(name: impl Into<Cow<'static, str>>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Text(Typing::secret()))
    }

    /// A URL that may hold a password.
    pub fn url(name: impl Into<Cow<'static, str>>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Text(Typing::url()))
    }

    /// Several lines of at most `most` characters together.
    pub fn lines(name: impl Into<Cow<'static, str>>, label: impl Into<String>, most: usize) -> Self {
        Self::new(name, label, Kind::Lines(Typing::lines(most)))
    }

    pub fn date(name: impl Into<Cow<'static, str>>, label: impl Into<String>, today: NaiveDate) -> Self {
        Self::new(
            name,
            label,
            Kind::Date {
                typing: Typing::new(10),
                today,
            },
        )
    }

    pub fn amount(name: impl Into<Cow<'static, str>>, label: impl Into<String>, currency: Currency) -> Self {
        Self::new(
            name,
            label,
            Kind::Amount {
                typing: Typing::new(40),
                currency,
            },
        )
    }

    pub fn choice(name: impl Into<Cow<'static, str>>, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self::new(name, label, Kind::Choice(Options::new(choices)))
    }

    /// What it begins with: the text, or the value of a choice.
    #[must_use]
    pub fn with(mut self, value: &str) -> Self {
        self.set(value);
        self
    }

    pub(crate) fn set(&mut self, value: &str) {
        match &mut self.kind {
            Kind::Choice(options) => options.set(value),
            Kind::Text(typing) | Kind::Lines(typing) | Kind::Date { typing, .. } | Kind::Amount { typing, .. } => typing.set(value),
        }
    }

    /// A quiet sentence under it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// `=` copies this into it, if there is anything.
    #[must_use]
    pub fn offer(mut self, value: impl Into<Option<String>>) -> Self {
        self.offer = value.into();
        self
    }

    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// When what it is about is read anew, it begins as that has it.
    #[must_use]
    pub const fn of_reading(mut self) -> Self {
        self.of_reading = true;
        self
    }

    /// What is rehearsed with while it is empty. Words that are required have "…".
    #[must_use]
    pub const fn stand_in(mut self, value: &'static str) -> Self {
        self.stand_in = value;
        self
    }

    /// What is rehearsed in its place, whatever it holds: what a consent would lead to is seen before it is given.
    #[must_use]
    pub const fn granted(mut self, value: &'static str) -> Self {
        self.stand_in = value;
        self.granted = true;
        self
    }

    /// A rule of the domain for what is typed; not asked while it is empty.
    #[must_use]
    pub fn check(mut self, check: fn(&str) -> Ruling<()>) -> Self {
        self.check = Some(check);
        self
    }

    /// What was typed, or the value of the choice; while it is drafted, what stands in its place.
    pub fn value(&self) -> &str {
        let held = self.held();
        match &self.kind {
            _ if !self.drafted || (!self.granted && !held.trim().is_empty()) => held,
            Kind::Lines(_) if self.required && self.stand_in.is_empty() => "…",
            _ => self.stand_in,
        }
    }

    fn held(&self) -> &str {
        match &self.kind {
            Kind::Choice(options) => options.chosen().map_or("", |choice| choice.value.as_str()),
            Kind::Text(typing) | Kind::Lines(typing) | Kind::Date { typing, .. } | Kind::Amount { typing, .. } => typing.text(),
        }
    }

    pub(crate) const fn typing(&mut self) -> Option<&mut Typing> {
        match &mut self.kind {
            Kind::Text(typing) | Kind::Lines(typing) | Kind::Date { typing, .. } | Kind::Amount { typing, .. } => Some(typing),
            Kind::Choice(_) => None,
        }
    }

    /// Which of several things it is of: the same for all cells of a row.
    pub(crate) fn row(&self) -> Option<&str> {
        self.compared.as_ref()?;
        Some(self.name.split_once('-').map_or("", |(_, row)| row))
    }

    /// The sentence under it: what is wrong, else the note of its choice, else its hint.
    pub(crate) fn below(&self) -> &str {
        if let Some(error) = &self.error {
            return error;
        }
        match &self.kind {
            Kind::Choice(options) => options.chosen().map_or(&self.hint, |choice| &choice.note),
            _ => &self.hint,
        }
    }

    pub fn as_date(&self) -> Option<NaiveDate> {
        match &self.kind {
            Kind::Date { today, .. } => dates::typed(self.value(), *today).ok(),
            _ => None,
        }
    }

    pub fn as_money(&self) -> Option<Money> {
        match &self.kind {
            Kind::Amount { currency, .. } => Money::typed(self.value(), *currency).ok(),
            _ => None,
        }
    }

    /// Notes what is wrong with it; true when nothing is.
    pub(crate) fn validate(&mut self, catalogue: &Catalogue) -> bool {
        self.error = self.fault(catalogue);
        self.error.is_none()
    }

    pub(crate) fn fault(&self, catalogue: &Catalogue) -> Option<String> {
        let value = self.value().trim();
        if value.is_empty() {
            return self.required.then(|| t!(catalogue, "shell-field-required"));
        }
        match &self.kind {
            Kind::Date { today, .. } => {
                if let Err(refusal) = dates::typed(value, *today) {
                    return Some(catalogue.refusal(&refusal));
                }
            }
            Kind::Amount { currency, .. } => {
                if let Err(refusal) = Money::typed(value, *currency).and_then(Money::require_positive) {
                    return Some(catalogue.refusal(&refusal));
                }
            }
            _ => {}
        }
        let refusal = self.check?(value).err()?;
        Some(catalogue.refusal(&refusal))
    }
}
