//! Transfers that were made, newest first, and what each of them paid.

use super::Payables;
use super::access::{reach, require};
use super::view::{SettledLine, SettlementRow, SettlementView};
use crate::db::Tx;
use crate::db::payables::settlement_list;
use crate::domain::actor::Actor;
use crate::domain::ids::{SettlementId, WorkshopId};
use crate::domain::refusal::{Code, Refusal};
use crate::service::core::error::Error;
use crate::service::core::page::{Cursor, Page, page, reading};
use crate::service::core::receipt::{Outcome, Receipt};

impl Payables<'_> {
    /// A page of the transfers, of one workshop or of all; newest first.
    pub async fn settlements(
        &self,
        actor: &Actor,
        workshop: Option<WorkshopId>,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<Page<SettlementRow>, Error> {
        let own = reach(actor)?;
        let after = after.map(Into::into);
        // Another's: nothing, as if there were none.
        let rows = if own.is_some() && workshop.is_some() && own != workshop {
            Vec::new()
        } else {
            settlement_list::page(self.shop.db(), own.or(workshop), after, reading(limit)).await?
        };
        Ok(page(rows, limit, SettlementRow::key, |row| row))
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
