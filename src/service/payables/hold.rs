//! A line held back from payment, and let go again; each with its reason.

use super::commands::OnPayable;
use super::settle;
use crate::db::payables::{owed, payable};
use crate::domain::limits::{LONGEST_NOTE, bounded};
use crate::domain::payables::line::{Payable, PayableStatus};
use crate::domain::refusal::{Arg, Code, Refusal};
use crate::service::core::error::Error;
use crate::service::core::receipt::Outcome;
use crate::service::core::unit_of_work::UnitOfWork;

pub(in crate::service) async fn hold_payable(work: &mut UnitOfWork<'_>, on: &OnPayable) -> Result<Outcome, Error> {
    let line = payable_as_seen(work, on).await?;
    line.require_open()?;
    hold_or_release(work, on, &line, "HELD", PayableStatus::OnHold)
}

pub(in crate::service) async fn release_payable(work: &mut UnitOfWork<'_>, on: &OnPayable) -> Result<Outcome, Error> {
    let line = payable_as_seen(work, on).await?;
    if line.status != PayableStatus::OnHold {
        return Err(Refusal::new(Code::PayableNotHeld)
            .with("status", Arg::Message(format!("payable-{}", line.status)))
            .into());
    }
    let standing = line.standing(line.paid, work.shop.zone().day(work.now));
    hold_or_release(work, on, &line, "RELEASED", standing)
}

async fn payable_as_seen(work: &mut UnitOfWork<'_>, on: &OnPayable) -> Result<Payable, Error> {
    if on.reason.trim().is_empty() {
        return Err(Refusal::new(Code::ReasonRequired).into());
    }
    let lines = settle::lines_as_seen(work, &[(on.payable, on.seen)], None).await?;
    let line = lines.into_values().next().ok_or_else(|| Refusal::new(Code::PayableUnknown))?;
    Ok(line.line)
}

fn hold_or_release(
    work: &mut UnitOfWork<'_>,
    on: &OnPayable,
    line: &Payable,
    kind: &'static str,
    status: PayableStatus,
) -> Result<Outcome, Error> {
    let reason = bounded("reason", on.reason.trim(), LONGEST_NOTE)?;
    work.write_together([
        owed::event(line.id, kind, work.actor, Some(&reason), None, work.now),
        payable::restate([(line.id, status)]),
    ]);
    Ok(Outcome::Done)
}
