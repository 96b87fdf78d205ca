//! Bolívares for one dollar, by value date. A rate that was written is never rewritten: it is ended with a reason and kept,
//! and another takes its value date, for new quotes. Who was quoted with the old one is listed (domain.md §2, A rate).

use chrono::NaiveDate;
use serde::Serialize;

use super::Catalogue;
use super::bounded;
use super::commands::{AddRate, CorrectRate, RemoveRate};
use crate::db::catalogue::rates::{self, Quoted, QuotesOf};
use crate::domain::Time;
use crate::domain::actor::{Actor, Permission};
use crate::domain::dates::Zone;
use crate::domain::ids::ExchangeRateId;
use crate::domain::money::Money;
use crate::domain::orders::rate::{MOST_DAYS_AHEAD, NewRate, Rate, RateEnd, days_of};
use crate::domain::orders::status::PaymentStatus;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::service::core::error::Error;
use crate::service::core::krafta::new_id;
use crate::service::core::receipt::{Kept, Outcome};
use crate::service::core::transitions::required_reason;
use crate::service::core::unit_of_work::UnitOfWork;

pub use crate::db::catalogue::rates::RateRecord;

/// An order that was quoted with a rate which was corrected since.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AffectedOrder {
    pub order: String,
    pub customer: Safe,
    pub payment: PaymentStatus,
    pub quoted_at: Time,
    pub total: Money,
    /// As it was quoted, which stays.
    pub due: Money,
    pub rate: Rate,
    pub corrected_rate: Rate,
    /// At the corrected rate; none of a balance after a part payment.
    pub corrected_due: Option<Money>,
}

impl Catalogue<'_> {
    /// The newest first; with those that are in use no more, if asked.
    pub async fn rates(&self, actor: &Actor, limit: u32, all: bool) -> Result<Vec<RateRecord>, Error> {
        actor.may(Permission::ReadOrders)?;
        Ok(self.shop.db().rate_records(limit, all).await?)
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

    /// The orders that were quoted with a rate of this value date which was corrected since; at most `limit`.
    ///
    /// # Errors
    /// `rate-unknown` when the day never had a rate.
    pub async fn affected(&self, actor: &Actor, day: NaiveDate, limit: u32) -> Result<Vec<AffectedOrder>, Error> {
        actor.may(Permission::ReadOrders)?;
        let around = rates_around(&mut self.shop.db(), day).await?;
        let of_day: Vec<_> = around.iter().filter(|rate| rate.value_date == day).collect();
        if of_day.is_empty() {
            return Err(unknown(day).into());
        }
        let Some(now) = of_day.iter().find(|rate| rate.ended.is_none()) else {
            return Ok(Vec::new());
        };
        let mut corrected: Vec<Rate> = of_day.iter().map(|rate| rate.rate).filter(|rate| *rate != now.rate).collect();
        corrected.sort_unstable();
        corrected.dedup();
        let mut affected = Vec::new();
        for rate in corrected {
            let quotes = quotes_of(&around, day, rate, self.shop.zone());
            affected.extend(self.shop.db().quoted(quotes, limit).await?);
        }
        affected.sort_by(|a, b| (a.quoted_at, &a.order).cmp(&(b.quoted_at, &b.order)));
        affected.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(affected.into_iter().map(|quoted| at_rate(quoted, now.rate)).collect())
    }
}

fn at_rate(quoted: Quoted, corrected_rate: Rate) -> AffectedOrder {
    let corrected_due = (quoted.seq == 1).then(|| corrected_rate.to_ves(quoted.total).ok()).flatten();
    AffectedOrder {
        order: quoted.order,
        customer: quoted.customer,
        payment: quoted.payment,
        quoted_at: quoted.quoted_at,
        total: quoted.total,
        due: quoted.due,
        rate: quoted.rate,
        corrected_rate,
        corrected_due,
    }
}

/// The rates whose days may touch those of a value date.
async fn rates_around(reader: &mut impl crate::db::Reader, day: NaiveDate) -> Result<Vec<RateRecord>, Error> {
    Ok(rates::rates_of(reader, day - chrono::TimeDelta::days(MOST_DAYS_AHEAD), day).await?)
}

/// When quotes with this rate of this value date were made.
fn quotes_of(around: &[RateRecord], day: NaiveDate, rate: Rate, zone: Zone) -> QuotesOf {
    let same = around.iter().filter(|other| other.rate == rate && other.value_date < day);
    let same = same.filter(|other| other.ended != Some(RateEnd::Removed));
    let (first, last) = days_of(day, same.map(|other| other.value_date).max());
    QuotesOf {
        rate,
        from: zone.start_of(first),
        to: zone.start_of(last.succ_opt().unwrap_or(last)),
    }
}

/// Adds the rate of a value date. The same rate again is no error.
///
/// # Errors
/// `rate-exists` when that day has another rate; `rate-unusual` until it is confirmed.
pub(in crate::service) async fn add_rate(work: &mut UnitOfWork<'_>, data: &AddRate) -> Result<Outcome, Error> {
    let source = bounded(&data.source)?;
    let (day, rate) = (data.value_date, data.rate);
    work.tx.change_rates().await?;
    if let Some(found) = work.tx.rate_record(day).await? {
        return if found.rate == rate {
            Ok(Outcome::kept(Kept::Unchanged, found.id.uuid(), &day.to_string()))
        } else {
            Err(taken(day, &found.rate.to_string()))
        };
    }
    if !data.confirmed {
        new_rate(work, day, rate).await?.require_usual()?;
    }
    let id = insert(work, day, rate, &source).await?;
    Ok(Outcome::kept(Kept::Added, id.uuid(), &day.to_string()))
}

/// Ends the rate of a value date and puts another in its place, for new quotes.
///
/// # Errors
/// `rate-unknown`; `reason-required`; `rate-unusual` until it is confirmed.
pub(in crate::service) async fn correct_rate(work: &mut UnitOfWork<'_>, data: &CorrectRate) -> Result<Outcome, Error> {
    let reason = required_reason(&data.reason)?;
    let (day, rate) = (data.value_date, data.rate);
    work.tx.change_rates().await?;
    let found = work.tx.rate_record(day).await?.ok_or_else(|| unknown(day))?;
    if found.rate == rate {
        return Ok(Outcome::kept(Kept::Unchanged, found.id.uuid(), &day.to_string()));
    }
    let source = match &data.source {
        Some(source) => bounded(source)?,
        None => found.source.to_string(),
    };
    if !data.confirmed {
        new_rate(work, day, rate).await?.of_known_day().require_usual()?;
    }
    work.tx.end_rate(found.id, RateEnd::Corrected, &reason).await?;
    let id = insert(work, day, rate, &source).await?;
    Ok(Outcome::kept(Kept::Changed, id.uuid(), &day.to_string()))
}

/// Ends a rate that nobody was quoted with.
///
/// # Errors
/// `rate-unknown`; `reason-required`; `rate-used`.
pub(in crate::service) async fn remove_rate(work: &mut UnitOfWork<'_>, data: &RemoveRate) -> Result<Outcome, Error> {
    let reason = required_reason(&data.reason)?;
    let day = data.value_date;
    work.tx.change_rates().await?;
    let found = work.tx.rate_record(day).await?.ok_or_else(|| unknown(day))?;
    let around = rates_around(&mut work.tx, day).await?;
    let quotes = quotes_of(&around, day, found.rate, work.shop.zone());
    let count = work.tx.count_quotes(quotes).await?;
    if count > 0 {
        return Err(Refusal::new(Code::RateUsed)
            .with("day", day)
            .with("rate", found.rate.to_string())
            .with("count", count)
            .into());
    }
    work.tx.end_rate(found.id, RateEnd::Removed, &reason).await?;
    Ok(Outcome::kept(Kept::Changed, found.id.uuid(), &day.to_string()))
}

async fn insert(work: &mut UnitOfWork<'_>, day: NaiveDate, rate: Rate, source: &str) -> Result<ExchangeRateId, Error> {
    let id = ExchangeRateId::from_uuid(new_id());
    if work.tx.add_rate(id, day, rate, source).await? {
        return Ok(id);
    }
    Err(taken(day, "?"))
}

async fn new_rate(work: &mut UnitOfWork<'_>, value_date: NaiveDate, rate: Rate) -> Result<NewRate, Error> {
    let previous = work.tx.rate_beside(value_date).await?;
    Ok(NewRate {
        value_date,
        rate,
        today: work.shop.today(),
        previous: previous.map(|before| (before.value_date, before.rate)),
    })
}

fn taken(day: NaiveDate, rate: &str) -> Error {
    Refusal::new(Code::RateExists).with("day", day).with("rate", rate).into()
}

fn unknown(day: NaiveDate) -> Refusal {
    Refusal::new(Code::RateUnknown).with("day", day)
}
