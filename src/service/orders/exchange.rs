//! Money that leaves in another currency than it is counted in: a refund of bolívares paid in dollars, a workshop's dollars
//! paid in bolívares. The rate is kept with it.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::checkout;
use crate::domain::money::Currency;
use crate::domain::orders::rate::{self, Rate};
use crate::domain::refusal::{Code, Refusal};
use crate::service::core::error::Error;
use crate::service::core::unit_of_work::UnitOfWork;

/// A rate that somebody says, and whether they confirmed that it is far from the day's.
#[derive(Debug, Clone, Copy)]
pub(in crate::service) struct SaidRate {
    pub rate: Option<Decimal>,
    pub confirmed: bool,
}

/// The bolívares for a dollar between what leaves and what is counted: as said, else those of the day it leaves. None where
/// both are of one kind, which has no rate, or are two kinds of dollar, of which one does not stand for the other.
///
/// # Errors
/// `rate-unusual` where what is said is far from the day's, until it is confirmed.
pub(in crate::service) async fn rate_between(
    work: &mut UnitOfWork<'_>,
    (leaves, counted): (Currency, Currency),
    said: SaidRate,
    on: NaiveDate,
) -> Result<Option<Rate>, Error> {
    if leaves == counted {
        return match said.rate {
            None => Ok(None),
            Some(_) => Err(Refusal::new(Code::RefundRate).with("currency", counted.as_str()).into()),
        };
    }
    if ![leaves, counted].contains(&Currency::Ves) {
        return Ok(None);
    }
    let of_day = checkout::rate_of(work, on).await;
    let Some(said_rate) = said.rate else {
        return Ok(Some(of_day?));
    };
    let said_rate = Rate::new(said_rate)?;
    match of_day {
        Ok(of_day) if !said.confirmed => rate::require_near(said_rate, of_day, on)?,
        Ok(_) => {}
        // There is nothing to hold it against.
        Err(Error::Refused(refusal)) if refusal.code == Code::NoRate => {}
        Err(error) => return Err(error),
    }
    Ok(Some(said_rate))
}
