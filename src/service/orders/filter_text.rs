//! Which orders a typed filter asks for.

use super::view::OrderFilter;
use crate::domain::orders::geography::State;
use crate::domain::orders::status::PaymentStatus;
use crate::domain::refusal::Ruling;
use crate::domain::text::fold;
use crate::service::core::filter_text::{Typing, Value, read};
use crate::service::core::filter_words::{self as words, Field};

impl OrderFilter {
    /// Reads a typed filter. Refused with `filter-field-unknown`, `filter-value-unknown`,
    /// `filter-amount-malformed`, `filter-range-backwards`, or what is wrong with a date.
    pub fn parse(input: &str, typing: &Typing) -> Ruling<Self> {
        let mut filter = Self::default();
        let common = read(input, &words::OF_ORDERS, typing, |field, value| filter.set(field, value))?;
        (filter.text, filter.amount) = (common.text, common.amount);
        (filter.placed_from, filter.placed_to) = common.days.instants(typing.zone);
        Ok(filter)
    }

    fn set(&mut self, field: Field, value: Value<'_>) -> Ruling<()> {
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
            _ => return Err(value.unknown()),
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
