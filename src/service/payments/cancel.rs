//! P11, P12: an order that will not be paid ends, by its customer, by an admin, or by the system at the deadline.

use serde_json::json;

use crate::domain::Time;
use crate::domain::actor::{Permission, Role};
use crate::domain::ids::OrderId;
use crate::domain::method::ProofState;
use crate::domain::orders::status::PaymentStatus;
use crate::domain::payments::payment_edges::PaymentEdgeCode;
use crate::domain::refusal::{Arg, Code, Refusal};
use crate::service::core::command::WithReason;
use crate::service::core::error::Error;
use crate::service::core::krafta::Krafta;
use crate::service::core::receipt::Outcome;
use crate::service::core::transitions::EventDetails;
use crate::service::core::unit_of_work::UnitOfWork;

impl UnitOfWork<'_> {
    pub(crate) async fn cancel(&mut self, with: &WithReason) -> Result<Outcome, Error> {
        self.actor.may(Permission::CancelOrder)?;
        self.open(with.order, with.seen.as_ref()).await?;
        self.end(with.reason.clone(), with.overridden).await
    }

    /// By the system, once the configured time without a payment is over.
    pub(crate) async fn expire(&mut self, id: OrderId) -> Result<Outcome, Error> {
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
        let say = EventDetails {
            text: reason.clone(),
            data: json!({ "deadline": facts.deadline.filter(|_| self.actor.role == Role::System) }),
            ..EventDetails::default()
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
}
