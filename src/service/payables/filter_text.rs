//! `taller:orinoco estado:parcial,detenida política:semanal vencido:sí` over what is owed to workshops.

use super::view::PayableFilter;
use crate::domain::refusal::Ruling;
use crate::domain::text::fold;
use crate::service::core::filter_text::{Value, each};
use crate::service::core::filter_words::{self as words, Field};

impl PayableFilter {
    /// Reads a typed filter; refusals as of [`OrderFilter::parse`](crate::service::orders::view::OrderFilter::parse). The words that
    /// are no field are an order's or a workshop's.
    pub fn parse(input: &str) -> Ruling<Self> {
        let mut filter = Self::default();
        filter.text = each(input, words::OF_PAYABLES, |field, value| filter.set(field, value))?;
        // `vencido` alone is no part of a name.
        if filter
            .text
            .as_deref()
            .is_some_and(|text| ["vencido", "vencida", "overdue"].contains(&fold(text).as_str()))
        {
            filter.text = None;
            filter.overdue = true;
        }
        Ok(filter)
    }

    fn set(&mut self, field: Field, value: Value<'_>) -> Ruling<()> {
        match field {
            Field::Workshop => self.workshop_name = value.text(),
            Field::Status => {
                for part in value.parts() {
                    self.statuses.push(value.known(part, words::PAYABLES, |status| status.as_str())?);
                }
            }
            Field::Policy => {
                for part in value.parts() {
                    self.policies.push(value.known(part, words::POLICIES, |policy| policy.as_str())?);
                }
            }
            Field::Overdue if words::YES.contains(&fold(value.text).as_str()) => self.overdue = true,
            _ => return Err(value.unknown()),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::payables::line::PayableStatus;
    use crate::domain::payables::policy::PaymentPolicy;
    use crate::domain::refusal::Code;

    #[test]
    fn fields_and_words() {
        let filter = PayableFilter::parse("taller:\"Costura Bello\" estado:parcial,detenida política:semanal 7Q2M4X").unwrap();
        assert_eq!(filter.workshop_name.as_deref(), Some("Costura Bello"));
        assert_eq!(filter.statuses, [PayableStatus::PartiallyPaid, PayableStatus::OnHold]);
        assert_eq!(filter.policies, [PaymentPolicy::WeeklyCut]);
        assert_eq!((filter.text.as_deref(), filter.overdue), (Some("7Q2M4X"), false));
    }

    #[test]
    fn overdue_is_a_word_or_a_field() {
        for typed in ["vencido", "Vencida", "overdue", "vencido:sí"] {
            let filter = PayableFilter::parse(typed).unwrap();
            assert!(filter.overdue && filter.text.is_none(), "{typed}");
        }
    }

    #[test]
    fn what_is_no_field_and_no_value_is_refused() {
        assert_eq!(PayableFilter::parse("banco:0102").unwrap_err().code, Code::FilterFieldUnknown);
        assert_eq!(PayableFilter::parse("estado:listo").unwrap_err().code, Code::FilterValueUnknown);
    }
}
