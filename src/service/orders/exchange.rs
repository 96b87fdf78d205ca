//! Money that leaves in another currency than it is counted in: a refund of bolívares paid in dollars, a workshop's dollars
//! paid in bolívares. The rate is kept with it.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::checkout;
use crate::domain::money::Currency;
use crate::domain::orders::rate::Rate;
use crate::domain::refusal::{Code, Refusal};
use crate::service::core::error::Error;
use crate::service::core::unit_of_work::UnitOfWork;

/// The bolívares for a dollar between what leaves and what is counted: as said, else those of the day it leaves. None where
/// both are of one kind, which has no rate, or are two kinds of dollar, of which one does not stand for the other.
pub(in crate::service) async fn rate_between(
    work: &mut UnitOfWork<'_>,
    (leaves, counted): (Currency, Currency),
    said: Option<Decimal>,
    on: NaiveDate,
) -> Result<Option<Rate>, Error> {
    if leaves == counted {
        return match said {
            None => Ok(None),
            Some(_) => Err(Refusal::new(Code::RefundRate).with("currency", counted.as_str()).into()),
        };
    }
    if ![leaves, counted].contains(&Currency::Ves) {
        return Ok(None);
    }
    Ok(Some(match said {
        Some(rate) => Rate::new(rate)?,
        None => checkout::rate_of(work, on).await?,
    }))
}
