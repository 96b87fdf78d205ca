//! Filters as people type them: words and `field:value`, in Spanish or English (`banco:0102 estado:confirmado ref:4829
//! desde:01/11`). Pure; used by the filter line of the terminal and by `--filter`.

use chrono::{Days, NaiveDate, TimeDelta};

use super::filter_words::{self as words, Field};
use super::view::{HolderFilter, OrderFilter, QueueFilter};
use crate::domain::Time;
use crate::domain::bank::BankCode;
use crate::domain::dates::{self, Zone};
use crate::domain::geography::State;
use crate::domain::ids::OperatorId;
use crate::domain::payment::PaymentStatus;
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
    fn today(&self) -> NaiveDate {
        self.zone.day(self.now)
    }
}

impl OrderFilter {
    /// Reads a typed filter. Refused with `filter-field-unknown`, `filter-value-unknown`, or what is wrong with a date.
    pub fn parse(input: &str, typing: &Typing) -> Ruling<Self> {
        let mut filter = Self::default();
        filter.text = each(input, words::OF_ORDERS, |field, value| filter.set(field, value, typing))?;
        Ok(filter)
    }

    fn set(&mut self, field: Field, value: Value<'_>, typing: &Typing) -> Ruling<()> {
        match field {
            Field::Number => self.number = value.text(),
            Field::Customer => self.customer = value.text(),
            Field::Phone => self.phone = value.text(),
            Field::IdDoc => self.id_doc = value.text(),
            Field::Reference => self.reference = value.text(),
            Field::Bank => self.bank = Some(value.bank()?),
            Field::Status => return self.set_status(value),
            Field::Production => {
                for part in value.parts() {
                    self.production
                        .push(value.known(part, words::PRODUCTIONS, |status| status.as_str())?);
                }
            }
            Field::Workshop => self.workshop = value.text(),
            Field::City => self.city = value.text(),
            Field::Zone => self.zone = value.text(),
            Field::State => self.state = Some(State::parse(value.text)?.as_str().to_owned()),
            Field::Delivery => self.delivery = Some(value.known(value.text, words::DELIVERIES, |method| method.as_str())?),
            Field::From => self.placed_from = Some(typing.zone.start_of(value.date(typing)?)),
            Field::To => {
                let next = value.date(typing)?.checked_add_days(Days::new(1)).ok_or_else(|| value.unknown())?;
                self.placed_to = Some(typing.zone.start_of(next));
            }
            Field::Account | Field::Method | Field::Signals | Field::Holder | Field::Wait | Field::Policy | Field::Overdue => {
                return Err(value.unknown());
            }
        }
        Ok(())
    }

    /// `estado:` is a status of payment, else of production, else one of the 24 states.
    fn set_status(&mut self, value: Value<'_>) -> Ruling<()> {
        for part in value.parts() {
            let word = fold(part);
            if let Some(status) = words::value(&word, words::PAYMENTS, PaymentStatus::as_str) {
                self.payment.push(status);
            } else if let Some(status) = words::value(&word, words::PRODUCTIONS, |status| status.as_str()) {
                self.production.push(status);
            } else {
                self.state = Some(State::parse(part).map_err(|_| value.unknown())?.as_str().to_owned());
            }
        }
        Ok(())
    }
}

impl QueueFilter {
    /// Reads a typed filter; refusals as of [`OrderFilter::parse`].
    pub fn parse(input: &str, typing: &Typing) -> Ruling<Self> {
        let mut filter = Self::default();
        filter.text = each(input, words::OF_QUEUE, |field, value| filter.set(field, value, typing))?;
        Ok(filter)
    }

    fn set(&mut self, field: Field, value: Value<'_>, typing: &Typing) -> Ruling<()> {
        match field {
            Field::Number => self.number = value.text(),
            Field::Customer => self.customer = value.text(),
            Field::Phone => self.phone = value.text(),
            Field::IdDoc => self.id_doc = value.text(),
            Field::Reference => self.reference = value.text(),
            Field::Bank => self.bank = Some(value.bank()?),
            Field::Account => self.account = value.text(),
            Field::Method => self.method = Some(value.known(value.text, words::METHODS, |method| method.as_str())?),
            Field::Signals if words::YES.contains(&fold(value.text).as_str()) => self.with_signals = true,
            Field::Holder => self.holder = value.holder(typing)?,
            Field::Wait => self.older_than = Some(typing.now - value.span()?),
            _ => return Err(value.unknown()),
        }
        Ok(())
    }
}

/// What stands after `field:`.
#[derive(Clone, Copy)]
struct Value<'a> {
    field: &'a str,
    text: &'a str,
}

impl<'a> Value<'a> {
    fn text(self) -> Option<String> {
        Some(self.text.to_owned())
    }

    fn parts(self) -> impl Iterator<Item = &'a str> {
        self.text.split(',').map(str::trim).filter(|part| !part.is_empty())
    }

    fn unknown(self) -> Refusal {
        Refusal::new(Code::FilterValueUnknown)
            .with("field", excerpt(self.field))
            .with("input", excerpt(self.text))
    }

    fn known<T: Copy>(self, part: &str, names: &[(T, &[&str])], stored: impl Fn(T) -> &'static str) -> Ruling<T> {
        words::value(&fold(part), names, stored).ok_or_else(|| self.unknown())
    }

    fn bank(self) -> Ruling<String> {
        Ok(BankCode::parse(self.text)?.as_str().to_owned())
    }

    fn date(self, typing: &Typing) -> Ruling<NaiveDate> {
        dates::typed(self.text, typing.today())
    }

    fn holder(self, typing: &Typing) -> Ruling<HolderFilter> {
        let word = fold(self.text);
        match typing.me {
            _ if words::NOBODY.contains(&word.as_str()) => Ok(HolderFilter::Nobody),
            Some(me) if words::ME.contains(&word.as_str()) => Ok(HolderFilter::Operator(me)),
            _ => Err(self.unknown()),
        }
    }

    /// `90`, `90m`, `2h`, `1d`.
    fn span(self) -> Ruling<TimeDelta> {
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
fn each(input: &str, allowed: &[Field], mut set: impl FnMut(Field, Value<'_>) -> Ruling<()>) -> Ruling<Option<String>> {
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
        let unknown = |known| {
            Refusal::new(Code::FilterFieldUnknown)
                .with("field", excerpt(name))
                .with("known", known)
        };
        let field = words::field(&fold(name), allowed).map_err(unknown)?;
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

mod payables;
#[cfg(test)]
mod tests;
