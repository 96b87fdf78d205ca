//! Bolívares for one dollar, by value date. A rate that was written is never rewritten: orders were quoted with it.

use chrono::NaiveDate;

use super::Catalogue;
use super::bounded;
use super::commands::AddRate;
use crate::domain::actor::{Actor, Permission};
use crate::domain::ids::ExchangeRateId;
use crate::domain::refusal::{Code, Refusal};
use crate::service::core::error::Error;
use crate::service::core::krafta::new_id;
use crate::service::core::receipt::{Kept, Outcome};
use crate::service::core::unit_of_work::UnitOfWork;

pub use crate::db::catalogue::master_data::RateRecord;

impl Catalogue<'_> {
    /// The newest first.
    pub async fn rates(&self, actor: &Actor, limit: u32) -> Result<Vec<RateRecord>, Error> {
        actor.may(Permission::ReadOrders)?;
        Ok(self.shop.db().rate_records(limit).await?)
    }

    /// One rate.
    pub async fn rate(&self, actor: &Actor, id: ExchangeRateId) -> Result<RateRecord, Error> {
        actor.may(Permission::ReadOrders)?;
        self.shop
            .db()
            .rate_by_id(id)
            .await?
            .ok_or_else(|| Error::Internal(format!("no rate {id}")))
    }
}

/// Adds the rate of a value date. The same rate again is no error.
///
/// # Errors
/// `rate-exists` when that day has another rate.
pub(in crate::service) async fn add_rate(work: &mut UnitOfWork<'_>, data: &AddRate) -> Result<Outcome, Error> {
    let source = bounded(&data.source)?;
    let (day, rate) = (data.value_date, data.rate);
    if let Some(found) = work.tx.rate_record(day).await? {
        return if found.rate == rate {
            Ok(Outcome::kept(Kept::Unchanged, found.id.uuid(), &day.to_string()))
        } else {
            Err(taken(day, &found.rate.to_string()))
        };
    }
    let id = ExchangeRateId::from_uuid(new_id());
    if !work.tx.add_rate(id, day, rate, &source).await? {
        return Err(taken(day, "?"));
    }
    Ok(Outcome::kept(Kept::Added, id.uuid(), &day.to_string()))
}

fn taken(day: NaiveDate, rate: &str) -> Error {
    Refusal::new(Code::RateExists).with("day", day).with("rate", rate).into()
}
