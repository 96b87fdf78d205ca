//! Transfers that were made, newest first, and what each of them paid.

use super::Payables;
use super::access::{reach, require};
use super::view::{PayeeView, ReversedView, SettledLine, SettlementRow, SettlementView};
use crate::db::payables::settlement_list::{self, SettledRecord, SettlementRecord};
use crate::domain::actor::Actor;
use crate::domain::ids::{SettlementId, WorkshopId};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::service::core::error::Error;
use crate::service::core::page::{Cursor, Page, page, reading};

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
        Ok(page(rows, after, limit, SettlementRecord::key, settlement_row))
    }

    /// One transfer with what it paid. Refused with `settlement-unknown`.
    pub async fn settlement(&self, actor: &Actor, id: SettlementId) -> Result<SettlementView, Error> {
        let own = reach(actor)?;
        let found = settlement_list::by_id(self.shop.db(), id)
            .await?
            .ok_or_else(|| Refusal::new(Code::SettlementUnknown))?;
        require(own, found.workshop, Code::SettlementUnknown)?;
        let payments = settlement_list::payments(self.shop.db(), id).await?;
        Ok(SettlementView {
            payee: PayeeView {
                name: found.payee_name.as_ref().map(Safe::from),
                id_doc: found.payee_id_doc.as_ref().map(Safe::from),
                bank_code: found.payee_bank_code.as_ref().map(Safe::from),
                account: found.payee_account.as_ref().map(Safe::from),
            },
            receipt_url: found.receipt_url.as_ref().map(Safe::from),
            note: found.note.as_ref().map(Safe::from),
            repeats_reason: found.repeats_reason.as_ref().map(Safe::from),
            row: settlement_row(found),
            payments: payments.into_iter().map(settled).collect(),
        })
    }
}

fn settlement_row(record: SettlementRecord) -> SettlementRow {
    SettlementRow {
        id: record.id,
        workshop: record.workshop,
        workshop_name: Safe::from(record.workshop_name),
        amount: record.amount,
        method: record.method,
        reference: Safe::from(record.reference),
        paid_by: Safe::from(record.paid_by),
        paid_at: record.paid_at,
        lines: record.lines,
        reversed: record.reversed,
    }
}

fn settled(record: SettledRecord) -> SettledLine {
    let (by, reason) = (record.reversed_by, record.reversed_reason);
    SettledLine {
        payment: record.id,
        payable: record.payable,
        order: record.order,
        number: record.number,
        kind: record.kind,
        amount: record.amount,
        reversed: record.reversed_at.map(|at| ReversedView {
            at,
            by: Safe::from(by.unwrap_or_default()),
            reason: reason.map(Safe::from),
        }),
    }
}
