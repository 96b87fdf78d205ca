//! Which rows of the review queue a typed filter asks for.

use super::view::{QueueFilter, RefundSearch};
use crate::domain::refusal::Ruling;
use crate::domain::text::fold;
use crate::service::core::filter_text::{Typing, Value, read};
use crate::service::core::filter_words::{self as words, Field};

impl QueueFilter {
    /// Reads a typed filter; refusals as of [`OrderFilter::parse`](crate::service::orders::view::OrderFilter::parse).
    pub fn parse(input: &str, typing: &Typing) -> Ruling<Self> {
        let mut filter = Self::default();
        let common = read(input, &words::OF_QUEUE, typing, |field, value| filter.set(field, value, typing))?;
        (filter.text, filter.amount, filter.reported) = (common.text, common.amount, common.days);
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

impl RefundSearch {
    /// Reads a typed filter of refunds; refusals as of [`OrderFilter::parse`](crate::service::orders::view::OrderFilter::parse).
    pub fn parse(input: &str, typing: &Typing) -> Ruling<Self> {
        let mut search = Self::default();
        let common = read(input, &words::OF_REFUNDS, typing, |field, value| search.set(field, value))?;
        (search.text, search.amount, search.asked) = (common.text, common.amount, common.days);
        Ok(search)
    }

    fn set(&mut self, field: Field, value: Value<'_>) -> Ruling<()> {
        match field {
            Field::Number => self.number = value.text(),
            Field::Customer => self.customer = value.text(),
            Field::Phone => self.phone = value.text(),
            Field::IdDoc => self.id_doc = value.text(),
            Field::Reference => self.reference = value.text(),
            _ => return Err(value.unknown()),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
