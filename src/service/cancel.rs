//! P11, P12: an order that will not be paid ends, by its customer, by an admin, or by the system at the deadline.

use serde_json::json;

use super::command::{Command, OnOrder, WithReason};
use super::receipt::Outcome;
use super::steps::Say;
use super::work::Work;
use super::{Error, Krafta};
use crate::db::orders;
use crate::domain::Time;
use crate::domain::actor::{Actor, Permission, Role};
use crate::domain::ids::{OperationId, OrderId};
use crate::domain::method::ProofState;
use crate::domain::payment::{PaymentEdgeCode, PaymentStatus};
use crate::domain::refusal::{Arg, Code, Refusal};

/// An order whose deadline passed.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Expired {
    pub order: OrderId,
    pub number: String,
    pub since: Time,
    /// Why it was left alone, by code; none when it was cancelled (or would be, in a dry run).
    pub left: Option<&'static str>,
}

impl Work<'_> {
    pub(super) async fn cancel(&mut self, with: &WithReason) -> Result<Outcome, Error> {
        self.actor.may(Permission::CancelOrder)?;
        self.open(with.order, with.seen.as_ref()).await?;
        self.end(with.reason.clone(), with.overridden).await
    }

    /// By the system, once the configured time without a payment is over.
    pub(super) async fn expire(&mut self, id: OrderId) -> Result<Outcome, Error> {
        self.actor.may(Permission::RunJobs)?;
        self.open(id, None).await?;
        if self.actor.role != Role::System {
            return Err(Refusal::new(Code::Forbidden)
                .with("role", Arg::Message(format!("role-{}", self.actor.role)))
                .with("permission", Arg::Message(format!("permission-{}", Permission::RunJobs)))
                .into());
        }
        self.end(None, false).await
    }

    async fn end(&mut self, reason: Option<String>, overridden: bool) -> Result<Outcome, Error> {
        let mut facts = self.facts()?;
        facts.reason.clone_from(&reason);
        facts.deadline = self.shop.unpaid_deadline(self.order()?.last_event_at);
        let open = self.order()?.payment;
        let say = Say {
            text: reason.clone(),
            data: json!({ "deadline": facts.deadline.filter(|_| self.actor.role == Role::System) }),
            ..Say::default()
        };
        self.walk(&[PaymentEdgeCode::P11, PaymentEdgeCode::P12], &facts, say)?;
        if matches!(open, PaymentStatus::Reported | PaymentStatus::UnderReview) {
            self.close_open(ProofState::Withdrawn)?;
        }
        self.cancel_assignment(reason.as_deref(), overridden, None).await?;
        Ok(Outcome::Done)
    }
}

impl Krafta {
    /// When an order untouched since `last` may lapse; none while the setting is off.
    fn unpaid_deadline(&self, last: Time) -> Option<Time> {
        let hours = self.settings().expiry.unpaid_after_hours?;
        Some(last + chrono::TimeDelta::hours(i64::from(hours)))
    }

    /// Cancels (or with `dry_run` names) the orders nobody paid in time: PENDING and REJECTED ones without verified
    /// money, oldest first, at most `limit`. Nothing happens while `expiry.unpaid_after_hours` is unset.
    pub async fn expire_unpaid(&self, actor: &Actor, dry_run: bool, limit: u32) -> Result<Vec<Expired>, Error> {
        actor.may(Permission::RunJobs)?;
        let Some(hours) = self.settings().expiry.unpaid_after_hours else {
            return Ok(Vec::new());
        };
        let before = self.now() - chrono::TimeDelta::hours(i64::from(hours));
        let mut expired = Vec::new();
        for due in orders::unpaid_since(self.db(), before, limit).await? {
            let left = if dry_run { None } else { self.expire_one(due.id).await? };
            expired.push(Expired {
                order: due.id,
                number: due.number,
                since: due.since,
                left,
            });
        }
        Ok(expired)
    }

    /// The code of the refusal when the order moved meanwhile.
    async fn expire_one(&self, order: OrderId) -> Result<Option<&'static str>, Error> {
        let operation: OperationId = Self::new_operation();
        match self.execute(&Actor::system(), operation, Command::Expire(OnOrder { order })).await {
            Ok(_) => Ok(None),
            Err(Error::Refused(refusal)) => Ok(Some(refusal.code.as_str())),
            Err(error) => Err(error),
        }
    }
}
