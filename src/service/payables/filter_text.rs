//! `taller:orinoco estado:parcial,detenida política:semanal vencido:sí` over what is owed to workshops.

use super::view::{PayableFilter, SettlementFilter};
use crate::domain::refusal::Ruling;
use crate::domain::text::fold;
use crate::service::core::filter_text::{Typing, Value, read};
use crate::service::core::filter_words::{self as words, Field};

impl PayableFilter {
    /// Reads a typed filter; refusals as of [`OrderFilter::parse`](crate::service::orders::view::OrderFilter::parse). The words that
    /// are no field are an order's or a workshop's.
    pub fn parse(input: &str, typing: &Typing) -> Ruling<Self> {
        let mut filter = Self::default();
        let common = read(input, &words::OF_PAYABLES, typing, |field, value| filter.set(field, value))?;
        (filter.text, filter.amount, filter.due) = (common.text, common.amount, common.days);
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

impl SettlementFilter {
    /// Reads a typed filter of transfers. The words that are no field are a workshop's, or the ending of a reference.
    pub fn parse(input: &str, typing: &Typing) -> Ruling<Self> {
        let mut filter = Self::default();
        let common = read(input, &words::OF_SETTLEMENTS, typing, |field, value| filter.set(field, value))?;
        (filter.text, filter.amount, filter.paid) = (common.text, common.amount, common.days);
        Ok(filter)
    }

    fn set(&mut self, field: Field, value: Value<'_>) -> Ruling<()> {
        match field {
            Field::Workshop => self.workshop_name = value.text(),
            Field::Reference => self.reference = value.text(),
            Field::Method => self.method = Some(value.known(value.text, words::METHODS, |method| method.as_str())?),
            _ => return Err(value.unknown()),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::dates::Zone;

    fn parse(input: &str) -> Ruling<PayableFilter> {
        let typing = Typing {
            now: "2026-11-22T18:30:00Z".parse().unwrap(),
            zone: Zone::default(),
            me: None,
        };
        PayableFilter::parse(input, &typing)
    }
    use crate::domain::payables::line::PayableStatus;
    use crate::domain::payables::policy::PaymentPolicy;
    use crate::domain::refusal::Code;

    #[test]
    fn fields_and_words() {
        let filter = parse("taller:\"Costura Bello\" estado:parcial,detenida política:semanal 7Q2M4X").unwrap();
        assert_eq!(filter.workshop_name.as_deref(), Some("Costura Bello"));
        assert_eq!(filter.statuses, [PayableStatus::PartiallyPaid, PayableStatus::OnHold]);
        assert_eq!(filter.policies, [PaymentPolicy::WeeklyCut]);
        assert_eq!((filter.text.as_deref(), filter.overdue), (Some("7Q2M4X"), false));
    }

    #[test]
    fn overdue_is_a_word_or_a_field() {
        for typed in ["vencido", "Vencida", "overdue", "vencido:sí"] {
            let filter = parse(typed).unwrap();
            assert!(filter.overdue && filter.text.is_none(), "{typed}");
        }
    }

    #[test]
    fn what_is_no_field_and_no_value_is_refused() {
        assert_eq!(parse("banco:0102").unwrap_err().code, Code::FilterFieldUnknown);
        assert_eq!(parse("estado:listo").unwrap_err().code, Code::FilterValueUnknown);
    }
}
