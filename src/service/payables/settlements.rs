//! Transfers that were made, newest first, and what each of them paid.

use super::Payables;
use super::access::{reach, require};
use super::lists::within;
use super::view::{SettledLine, SettlementFilter, SettlementRow, SettlementView};
use crate::db::Tx;
use crate::db::catalogue::places;
use crate::db::engine::answer::Readable;
use crate::db::payables::settlement_list::{self, SettlementQuery};
use crate::domain::actor::Actor;
use crate::domain::amount_range::AmountRange;
use crate::domain::ids::{SettlementId, WorkshopId};
use crate::domain::refusal::{Code, Refusal};
use crate::service::core::error::Error;
use crate::service::core::page::{Cursor, Page, page, reading};
use crate::service::core::receipt::{Outcome, Receipt};

impl Payables<'_> {
    /// A page of the transfers, newest first; a workshop sees its own.
    pub async fn settlements(
        &self,
        actor: &Actor,
        filter: impl Into<SettlementFilter>,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<Page<SettlementRow>, Error> {
        let (own, filter) = (reach(actor)?, filter.into());
        let after = after.map(Into::into);
        // Another's: nothing, as if there were none.
        let rows = if own.is_some() && filter.workshop.is_some() && own != filter.workshop {
            Readable::default()
        } else {
            let wanted = self.settlement_query(own, &filter).await?;
            settlement_list::page(self.shop.db(), &wanted, after, reading(limit)).await?
        };
        Ok(page(rows, limit, SettlementRow::key, |row| row))
    }

    async fn settlement_query(&self, own: Option<WorkshopId>, filter: &SettlementFilter) -> Result<SettlementQuery, Error> {
        let db = self.shop.db();
        let (mut workshops, mut reference, mut amount) = (None, filter.reference.clone(), filter.amount);
        if let Some(name) = &filter.workshop_name {
            workshops = Some(places::workshops(db, name).await?);
        }
        if let Some(text) = filter.text.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
            let named = places::workshops(db, text).await?;
            if !named.is_empty() {
                workshops = Some(within(workshops, named));
            } else if reference.is_none() && self.is_a_reference(text).await? {
                reference = Some(text.to_owned());
            } else if let Some(range) = AmountRange::perhaps(text).filter(|_| amount.is_none()) {
                amount = Some(range);
            } else {
                workshops = Some(Vec::new());
            }
        }
        let settlements = match &amount {
            Some(range) => settlement_list::of_amount(db, range).await?,
            None => None,
        };
        let (paid_from, paid_to) = filter.paid.instants(self.shop.zone());
        Ok(SettlementQuery {
            workshop: own.or(filter.workshop),
            workshops,
            settlements,
            reference: reference.map(|text| text.trim().to_owned()),
            method: filter.method,
            paid_from,
            paid_to,
            amount,
        })
    }

    async fn is_a_reference(&self, text: &str) -> Result<bool, Error> {
        let wanted = SettlementQuery {
            reference: Some(text.to_owned()),
            ..SettlementQuery::default()
        };
        Ok(!settlement_list::page(self.shop.db(), &wanted, None, 1).await?.rows.is_empty())
    }

    /// One transfer with what it paid. Refused with `settlement-unknown`.
    pub async fn settlement(&self, actor: &Actor, id: SettlementId) -> Result<SettlementView, Error> {
        let own = reach(actor)?;
        let found = settlement_list::by_id(self.shop.db(), id)
            .await?
            .ok_or_else(|| Refusal::new(Code::SettlementUnknown))?;
        require(own, found.row.workshop, Code::SettlementUnknown)?;
        let payments = settlement_list::payments(&mut self.shop.db(), id).await?;
        Ok(SettlementView { payments, ..found })
    }
}

/// What a command has just paid of each line.
///
/// # Errors
/// The database does not answer.
pub async fn paid_by(tx: &mut Tx, receipt: &Receipt) -> Result<Vec<SettledLine>, Error> {
    let Outcome::Settled { settlement, .. } = receipt.outcome else {
        return Ok(Vec::new());
    };
    Ok(settlement_list::payments(tx, settlement).await?)
}
