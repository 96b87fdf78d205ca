//! A workshop's statement: what was owed before a period, every movement in it, and what is owed after it.

use chrono::NaiveDate;

use super::Payables;
use super::access::{reach, require};
use super::view::{StatementAbout, StatementView};
use crate::db::catalogue::places;
use crate::db::payables::statement::{self as account, MovementRecord};
use crate::domain::actor::Actor;
use crate::domain::ids::WorkshopId;
use crate::domain::money::{Currency, Money};
use crate::domain::payables::statement::{Movement, statement};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::service::core::error::Error;

impl Payables<'_> {
    /// The account of a workshop from the start of a day to the end of another, one for each currency; in dollars when
    /// there never was anything. Refused: `workshop-unknown`, `period-backwards`.
    pub async fn statement(&self, actor: &Actor, workshop: WorkshopId, from: NaiveDate, until: NaiveDate) -> Result<StatementView, Error> {
        require(reach(actor)?, workshop, Code::WorkshopUnknown)?;
        if until < from {
            return Err(Refusal::new(Code::PeriodBackwards).into());
        }
        let unknown = || Refusal::new(Code::WorkshopUnknown);
        let name = places::workshop_name(self.shop.db(), workshop).await?.ok_or_else(unknown)?;
        let zone = self.shop.zone();
        let (begin, end) = (zone.start_of(from), zone.start_of(until.succ_opt().unwrap_or(until)));
        let (before, movements) = tokio::try_join!(
            account::balances(self.shop.db(), workshop, begin),
            account::between(self.shop.db(), workshop, begin, end)
        )?;
        let mut currencies: Vec<Currency> = before.iter().map(|(currency, _)| *currency).collect();
        currencies.extend(movements.iter().map(|one| one.change.currency()));
        if currencies.is_empty() {
            currencies.push(Currency::Usd);
        }
        currencies.sort_unstable();
        currencies.dedup();
        let mut accounts = Vec::with_capacity(currencies.len());
        for currency in currencies {
            let opening = before.iter().find(|(of, _)| *of == currency);
            let opening = opening.map_or(Money::zero(currency), |(_, money)| *money);
            let of_currency = movements.iter().filter(|one| one.change.currency() == currency);
            accounts.push(statement(opening, of_currency.map(movement))?);
        }
        Ok(StatementView {
            workshop,
            workshop_name: Safe::from(name),
            from,
            until,
            accounts,
        })
    }
}

fn movement(record: &MovementRecord) -> Movement<StatementAbout> {
    Movement {
        at: record.at,
        kind: record.entry,
        change: record.change,
        about: record.about.clone(),
    }
}
