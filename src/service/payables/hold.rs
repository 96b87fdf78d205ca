//! A line held back from payment, and let go again; each with its reason.

use super::commands::OnPayable;
use crate::db::payables::{owed, payable};
use crate::domain::actor::Permission;
use crate::domain::limits::{LONGEST_NOTE, bounded};
use crate::domain::payables::line::{Payable, PayableStatus};
use crate::domain::refusal::{Arg, Code, Refusal};
use crate::service::core::error::Error;
use crate::service::core::receipt::Outcome;
use crate::service::core::unit_of_work::UnitOfWork;

impl UnitOfWork<'_> {
    pub(in crate::service) async fn hold_payable(&mut self, on: &OnPayable) -> Result<Outcome, Error> {
        let line = self.payable_as_seen(on).await?;
        line.require_open()?;
        self.hold_or_release(on, &line, "HELD", PayableStatus::OnHold)
    }

    pub(in crate::service) async fn release_payable(&mut self, on: &OnPayable) -> Result<Outcome, Error> {
        let line = self.payable_as_seen(on).await?;
        if line.status != PayableStatus::OnHold {
            return Err(Refusal::new(Code::PayableNotHeld)
                .with("status", Arg::Message(format!("payable-{}", line.status)))
                .into());
        }
        let standing = line.standing(line.paid, self.shop.zone().day(self.now));
        self.hold_or_release(on, &line, "RELEASED", standing)
    }

    async fn payable_as_seen(&mut self, on: &OnPayable) -> Result<Payable, Error> {
        self.actor.may(Permission::SettlePayables)?;
        if on.reason.trim().is_empty() {
            return Err(Refusal::new(Code::ReasonRequired).into());
        }
        let lines = self.lines_as_seen(&[(on.payable, on.seen)], None).await?;
        let line = lines.into_values().next().ok_or_else(|| Refusal::new(Code::PayableUnknown))?;
        Ok(line.line)
    }

    fn hold_or_release(&mut self, on: &OnPayable, line: &Payable, kind: &'static str, status: PayableStatus) -> Result<Outcome, Error> {
        let reason = bounded("reason", on.reason.trim(), LONGEST_NOTE)?;
        self.write_together([
            owed::event(line.id, kind, self.actor, Some(&reason), None, self.now),
            payable::restate([(line.id, status)]),
        ]);
        Ok(Outcome::Done)
    }
}
