//! Filters as people type them: words and `field:value`, in Spanish or English (`banco:0102 estado:confirmado ref:4829
//! desde:01/11`). Pure; used by the filter line of the terminal and by `--filter`.

use chrono::{NaiveDate, TimeDelta};

use super::filter_words::{self as words, Field, Filtered};
use crate::domain::Time;
use crate::domain::amount_range::AmountRange;
use crate::domain::bank::codes::BankCode;
use crate::domain::dates::{self, Zone};
use crate::domain::ids::OperatorId;
use crate::domain::refusal::{Arg, Code, Refusal, Ruling};
use crate::domain::text::{excerpt, fold};

/// Longer than any filter that somebody typed.
const LONGEST: usize = 500;

/// What typed dates and names are relative to.
#[derive(Debug, Clone, Copy)]
pub struct Typing {
    pub now: Time,
    pub zone: Zone,
    /// Who `revisa:yo` is.
    pub me: Option<OperatorId>,
}

impl Typing {
    pub fn today(&self) -> NaiveDate {
        self.zone.day(self.now)
    }
}

/// What stands after `field:`.
#[derive(Clone, Copy)]
pub(in crate::service) struct Value<'a> {
    pub field: &'a str,
    pub text: &'a str,
}

impl<'a> Value<'a> {
    pub fn text(self) -> Option<String> {
        Some(self.text.to_owned())
    }

    pub fn parts(self) -> impl Iterator<Item = &'a str> {
        self.text.split(',').map(str::trim).filter(|part| !part.is_empty())
    }

    pub fn unknown(self) -> Refusal {
        Refusal::new(Code::FilterValueUnknown)
            .with("field", excerpt(self.field))
            .with("input", excerpt(self.text))
    }

    pub fn known<T: Copy>(self, part: &str, names: &[(T, &[&str])], stored: impl Fn(T) -> &'static str) -> Ruling<T> {
        words::value(&fold(part), names, stored).ok_or_else(|| self.unknown())
    }

    pub fn bank(self) -> Ruling<String> {
        Ok(BankCode::parse(self.text)?.as_str().to_owned())
    }

    pub fn date(self, typing: &Typing) -> Ruling<NaiveDate> {
        dates::typed(self.text, typing.today())
    }

    /// `22/11`, `20/11..22/11`.
    pub fn days(self, typing: &Typing) -> Ruling<Days> {
        let day = |text: &str| dates::typed(text.trim(), typing.today()).map(Some);
        match self.text.split_once("..") {
            None => Ok(Days {
                from: day(self.text)?,
                to: day(self.text)?,
            }),
            Some((from, to)) => Ok(Days {
                from: day(from)?,
                to: day(to.trim_start_matches('.'))?,
            }),
        }
    }

    pub fn holder(self, typing: &Typing) -> Ruling<HolderFilter> {
        let word = fold(self.text);
        match typing.me {
            _ if words::NOBODY.contains(&word.as_str()) => Ok(HolderFilter::Nobody),
            Some(me) if words::ME.contains(&word.as_str()) => Ok(HolderFilter::Operator(me)),
            _ => Err(self.unknown()),
        }
    }

    /// `90`, `90m`, `2h`, `1d`.
    pub fn span(self) -> Ruling<TimeDelta> {
        let word = fold(self.text);
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == ' ');
        let number: i64 = digits.parse().map_err(|_| self.unknown())?;
        let minutes = match word[digits.len()..].trim() {
            "" | "m" | "min" => Some(1),
            "h" => Some(60),
            "d" => Some(1440),
            _ => None,
        };
        minutes
            .and_then(|minutes| number.checked_mul(minutes))
            .filter(|minutes| (0..1_000_000).contains(minutes))
            .map(TimeDelta::minutes)
            .ok_or_else(|| self.unknown())
    }
}

/// Gives every `field:value` to `set`, and answers the words that are none.
pub(in crate::service) fn each(
    input: &str,
    allowed: &[Field],
    mut set: impl FnMut(Field, Value<'_>) -> Ruling<()>,
) -> Ruling<Option<String>> {
    if input.chars().count() > LONGEST {
        return Err(Refusal::new(Code::TextTooLong)
            .with("field", Arg::Message("field-filter".into()))
            .with("input", excerpt(input))
            .with("limit", i64::try_from(LONGEST).unwrap_or_default()));
    }
    let mut free: Vec<String> = Vec::new();
    for token in tokens(input) {
        let Some((name, text)) = token.split_once(':').filter(|(name, _)| is_name(name)) else {
            free.push(token);
            continue;
        };
        let unknown = || {
            Refusal::new(Code::FilterFieldUnknown)
                .with("field", excerpt(name))
                .with("known", words::known(allowed))
        };
        let field = words::field(&fold(name), allowed).ok_or_else(unknown)?;
        // A value that is still being typed filters nothing.
        if !text.trim().is_empty() {
            set(
                field,
                Value {
                    field: name,
                    text: text.trim(),
                },
            )?;
        }
    }
    Ok(Some(free.join(" ")).filter(|text| !text.is_empty()))
}

/// What every list reads alike, and the words that are no field.
pub(in crate::service) struct Common {
    pub text: Option<String>,
    pub amount: Option<AmountRange>,
    pub days: Days,
}

/// Gives every `field:value` of a list to `set`, except amounts and days, which are answered with the words that are no field.
pub(in crate::service) fn read(
    input: &str,
    list: &Filtered,
    typing: &Typing,
    mut set: impl FnMut(Field, Value<'_>) -> Ruling<()>,
) -> Ruling<Common> {
    let (mut amount, mut days) = (None, Days::default());
    let text = each(input, list.fields, |field, value| {
        match field {
            Field::Amount => amount = Some(AmountRange::typed(value.text, value.field)?),
            Field::From => days.from = Some(value.date(typing)?),
            Field::To => days.to = Some(value.date(typing)?),
            Field::Date => days = value.days(typing)?,
            _ => return set(field, value),
        }
        days.in_order(value)
    })?;
    let (bare, text) = match (amount, text) {
        (None, Some(text)) => AmountRange::taken_from(&text),
        (_, text) => (None, text),
    };
    Ok(Common {
        text,
        amount: amount.or(bare),
        days,
    })
}

/// Days of the shop's calendar, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Days {
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

impl Days {
    /// The first instant, and the first one after them.
    pub fn instants(self, zone: Zone) -> (Option<Time>, Option<Time>) {
        let after = |day: NaiveDate| day.checked_add_days(chrono::Days::new(1)).map(|next| zone.start_of(next));
        (self.from.map(|day| zone.start_of(day)), self.to.and_then(after))
    }

    fn in_order(self, value: Value<'_>) -> Ruling<()> {
        let (Some(from), Some(to)) = (self.from, self.to) else {
            return Ok(());
        };
        if from <= to {
            return Ok(());
        }
        // In the language that it was typed in.
        let english = ["from", "since", "to", "until", "date", "day"].contains(&fold(value.field).as_str());
        let (first, last) = if english { ("from", "to") } else { ("desde", "hasta") };
        Err(Refusal::new(Code::FilterRangeBackwards)
            .with("field", excerpt(value.field))
            .with("input", excerpt(value.text))
            .with("example", format!("{first}:{} {last}:{}", dates::shown(to), dates::shown(from))))
    }
}

/// `14:32` and `:x` are no fields.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(char::is_alphabetic)
}

/// Parted by blanks, except within quotes, which are left out.
fn tokens(input: &str) -> Vec<String> {
    let (mut tokens, mut token, mut quoted) = (Vec::new(), String::new(), false);
    for c in input.chars() {
        match c {
            '"' | '“' | '”' | '«' | '»' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => tokens.push(std::mem::take(&mut token)),
            c => token.push(c),
        }
    }
    tokens.push(token);
    tokens.retain(|token| !token.is_empty());
    tokens
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HolderFilter {
    #[default]
    Anyone,
    Nobody,
    Operator(OperatorId),
}
