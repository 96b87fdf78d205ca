//! A payment, or a whole transfer, that did not happen after all: undone by reversing rows with a reason. What was netted is
//! open again, and so is every line.

use super::commands::{ReversePayment, Undone};
use super::settle;
use crate::db::payables::payable;
use crate::db::payables::settlements::{self, MadePayment};
use crate::domain::ids::{PayableId, PayablePaymentId};
use crate::domain::limits::{LONGEST_NOTE, bounded};
use crate::domain::money::{Currency, Money};
use crate::domain::payables::line::PayableStatus;
use crate::domain::refusal::{Arg, Code, Refusal};
use crate::service::core::error::Error;
use crate::service::core::krafta::new_id;
use crate::service::core::receipt::Outcome;
use crate::service::core::unit_of_work::UnitOfWork;

pub(in crate::service) async fn reverse_payment(work: &mut UnitOfWork<'_>, command: &ReversePayment) -> Result<Outcome, Error> {
    let by = work.operator()?;
    let reason = command.reason.trim();
    if reason.is_empty() {
        return Err(Refusal::new(Code::ReasonRequired).into());
    }
    let reason = bounded("reason", reason, LONGEST_NOTE)?;
    let payments = still_standing(work, command.what).await?;
    let (standing, amount) = standing_without(work, &payments).await?;
    let rows = payments.iter().map(|payment| (PayablePaymentId::from_uuid(new_id()), payment.id));
    work.write(settlements::reverse(rows, &reason, by, work.now));
    work.write(payable::restate(standing));
    Ok(Outcome::Reversed {
        payments: u32::try_from(payments.len()).unwrap_or(u32::MAX),
        amount,
    })
}

/// The payments that are not undone yet, their workshop locked. A transfer of which some are is undone for the rest.
async fn still_standing(work: &mut UnitOfWork<'_>, what: Undone) -> Result<Vec<MadePayment>, Error> {
    let (workshop, unknown) = match what {
        Undone::Payment(payment) => (settlements::workshop_of_payment(&mut work.tx, payment).await?, Code::PaymentUnknown),
        Undone::Settlement(settlement) => (
            settlements::workshop_of_settlement(&mut work.tx, settlement).await?,
            Code::SettlementUnknown,
        ),
    };
    let workshop = workshop.ok_or_else(|| Refusal::new(unknown))?;
    settle::payee(work, workshop).await?;
    let made = match what {
        Undone::Payment(payment) => settlements::payment(&mut work.tx, payment).await?.into_iter().collect(),
        Undone::Settlement(settlement) => settlements::payments_of(&mut work.tx, settlement).await?,
    };
    if made.is_empty() {
        return Err(Refusal::new(Code::PaymentUnknown).into());
    }
    let left: Vec<_> = made.into_iter().filter(|payment| !payment.reversed).collect();
    if left.is_empty() {
        return Err(Refusal::new(Code::AlreadyReversed).into());
    }
    Ok(left)
}

/// Where the lines stand without these payments, and what the payments sum to. A line that was voided is weighed by what
/// was paid of it: nothing of it is undone any more.
async fn standing_without(work: &mut UnitOfWork<'_>, payments: &[MadePayment]) -> Result<(Vec<(PayableId, PayableStatus)>, Money), Error> {
    let ids: Vec<PayableId> = payments.iter().map(|payment| payment.payable).collect();
    let lines = payable::lock(&mut work.tx, &ids).await?;
    let today = work.shop.zone().day(work.now);
    let mut standing = Vec::with_capacity(lines.len());
    for line in lines.iter().map(|line| &line.line) {
        let undone = payments
            .iter()
            .filter(|payment| payment.payable == line.id)
            .map(|payment| payment.amount);
        let paid = line.paid.checked_sub(Money::sum(line.paid.currency(), undone)?)?;
        let status = match line.status {
            PayableStatus::OnHold => PayableStatus::OnHold,
            PayableStatus::Voided => {
                return Err(Refusal::new(Code::PayableNotOpen)
                    .with("status", Arg::Message(format!("payable-{}", line.status)))
                    .into());
            }
            _ => line.standing(paid, today),
        };
        standing.push((line.id, status));
    }
    let currency = payments.first().map_or(Currency::Usd, |payment| payment.amount.currency());
    let amount = Money::sum(currency, payments.iter().map(|payment| payment.amount))?;
    Ok((standing, amount))
}
