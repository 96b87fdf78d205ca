//! A transfer before it is made: what it would pay, what it would net, and what is to be transferred.

use std::collections::BTreeMap;

use super::Payables;
use super::access::row;
use super::commands::SettleLine;
use super::settle::MOST_LINES;
use super::view::{PreviewPart, SettlementPreview};
use crate::db::payables::list::{self, PayableRecord};
use crate::db::payables::settlement_list;
use crate::domain::actor::{Actor, Permission};
use crate::domain::ids::PayableId;
use crate::domain::money::Money;
use crate::domain::payables::line::Payable;
use crate::domain::payables::settlement::{Wanted, allocate, settle};
use crate::domain::refusal::{Code, Refusal};
use crate::service::core::error::Error;

impl Payables<'_> {
    /// What paying these lines would come to: each in full, or as much of it as is said. With a `transfer` the lines are
    /// paid the oldest first until it is used up, what the workshop owes included. Refused as the command would be.
    pub async fn settlement_preview(
        &self,
        actor: &Actor,
        lines: &[(PayableId, Option<Money>)],
        transfer: Option<Money>,
    ) -> Result<SettlementPreview, Error> {
        actor.may(Permission::SettlePayables)?;
        let records = self.of_one_workshop(lines).await?;
        let first = records.first().ok_or_else(|| Refusal::new(Code::NothingToSettle))?;
        let (workshop, workshop_name, currency) = (first.row.workshop, first.row.workshop_name.clone(), first.line.amount.currency());
        let payee = settlement_list::payee(self.shop.db(), workshop).await?.unwrap_or_default();
        let clawbacks = list::open_clawbacks(self.shop.db(), workshop).await?;
        let owing: Vec<Payable> = clawbacks.iter().map(|record| record.line).collect();
        let chosen = match transfer {
            Some(transfer) => spread(&records, &owing, transfer)?,
            None => lines.to_vec(),
        };
        let by_id: BTreeMap<PayableId, &PayableRecord> = records.iter().map(|record| (record.line.id, record)).collect();
        let mut wanted = Vec::with_capacity(chosen.len());
        let mut settled = Vec::with_capacity(chosen.len());
        for &(payable, amount) in &chosen {
            let record = by_id.get(&payable).ok_or_else(|| Refusal::new(Code::PayableUnknown))?;
            wanted.push(Wanted {
                line: &record.line,
                amount,
            });
            settled.push(SettleLine {
                payable,
                version: record.row.version,
                amount,
            });
        }
        let owing: Vec<Payable> = owing.into_iter().filter(|line| line.amount.currency() == currency).collect();
        let settling = settle(&wanted, &owing)?;
        let today = self.shop.today();
        let all = records.into_iter().chain(clawbacks);
        let mut shown: BTreeMap<_, _> = all.map(|record| (record.line.id, record)).collect();
        let parts = settling.parts.iter().filter_map(|part| {
            Some(PreviewPart {
                line: row(shown.remove(&part.payable)?, today),
                amount: part.amount,
            })
        });
        let parts: Vec<PreviewPart> = parts.collect();
        let open = list::sums(self.shop.db(), today).await?.into_iter();
        let mut open = open.filter(|one| one.workshop == workshop && one.owed.currency() == currency);
        Ok(SettlementPreview {
            early: parts.iter().any(|part| part.line.is_early()),
            open: open.next().ok_or_else(|| Refusal::new(Code::NothingToSettle))?,
            workshop,
            workshop_name,
            payee,
            parts,
            paid: settling.paid,
            netted: settling.netted,
            transfer: settling.transfer,
            lines: settled,
        })
    }

    /// The lines to settle, which one settlement can pay together.
    async fn of_one_workshop(&self, lines: &[(PayableId, Option<Money>)]) -> Result<Vec<PayableRecord>, Error> {
        if lines.len() > MOST_LINES {
            return Err(Refusal::new(Code::SettlementTooLong)
                .with("limit", i64::try_from(MOST_LINES).unwrap_or(i64::MAX))
                .into());
        }
        let ids: Vec<PayableId> = lines.iter().map(|(id, _)| *id).collect();
        let records = list::of_ids(self.shop.db(), &ids).await?;
        match records.first() {
            Some(first) if records.iter().any(|record| record.row.workshop != first.row.workshop) => {
                Err(Refusal::new(Code::SettlementMixed).into())
            }
            _ => Ok(records),
        }
    }
}

/// How much of each line a transfer pays: it and all that the workshop owes, the oldest first.
fn spread(records: &[PayableRecord], owing: &[Payable], transfer: Money) -> Result<Vec<(PayableId, Option<Money>)>, Error> {
    let open = owing
        .iter()
        .filter(|line| line.status.takes_payments() && line.amount.currency() == transfer.currency());
    let owed = Money::sum(transfer.currency(), open.map(|line| -line.left()))?;
    let paid = transfer.require_positive()?.checked_add(owed)?;
    let lines: Vec<Payable> = records.iter().map(|record| record.line).collect();
    let parts = allocate(&lines, paid)?;
    Ok(parts.into_iter().map(|part| (part.payable, Some(part.amount))).collect())
}
