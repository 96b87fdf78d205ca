//! Bolívares for one dollar, by value date. A rate that was written is never rewritten: orders were quoted with it.

use chrono::NaiveDate;
use serde::Serialize;

use super::bounded;
use crate::db::catalogue::master_data::RateRecord;
use crate::domain::Time;
use crate::domain::actor::{Actor, Permission};
use crate::domain::ids::ExchangeRateId;
use crate::domain::orders::rate::Rate;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::service::core::error::Error;
use crate::service::core::krafta::{Krafta, new_id};

/// A rate, to show.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RateView {
    pub value_date: NaiveDate,
    pub rate: Rate,
    pub source: Safe,
    pub created_at: Time,
}

impl Krafta {
    /// The newest first.
    pub async fn rates(&self, actor: &Actor, limit: u32) -> Result<Vec<RateView>, Error> {
        actor.may(Permission::ReadOrders)?;
        Ok(self.db().rate_records(limit).await?.iter().map(view).collect())
    }

    /// Adds the rate of a value date. The same rate again is no error; it answers the one there is.
    ///
    /// # Errors
    /// `rate-exists` when that day has another rate.
    pub async fn add_rate(&self, actor: &Actor, day: NaiveDate, rate: Rate, source: &str) -> Result<RateView, Error> {
        actor.may(Permission::KeepReference)?;
        let source = bounded(source)?;
        let mut tx = self.db().begin().await?;
        if let Some(found) = tx.rate_record(day).await? {
            return if found.rate == rate {
                Ok(view(&found))
            } else {
                Err(taken(day, &found.rate.to_string()))
            };
        }
        if !tx.add_rate(ExchangeRateId::from_uuid(new_id()), day, rate, &source).await? {
            return Err(taken(day, "?"));
        }
        tx.commit().await?;
        tracing::info!(by = ?actor.id, %day, "rate added");
        Ok(RateView {
            value_date: day,
            rate,
            source: Safe::new(&source),
            created_at: self.now(),
        })
    }
}

fn taken(day: NaiveDate, rate: &str) -> Error {
    Refusal::new(Code::RateExists).with("day", day).with("rate", rate).into()
}

fn view(rate: &RateRecord) -> RateView {
    RateView {
        value_date: rate.value_date,
        rate: rate.rate,
        source: Safe::new(&rate.source),
        created_at: rate.created_at,
    }
}
