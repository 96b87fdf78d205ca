//! P4, P5 and the lease: who looks at an order's proofs, and for how long.

use serde_json::json;

use crate::db::orders::order;
use crate::domain::Time;
use crate::domain::actor::{Actor, Permission, Role};
use crate::domain::ids::{OperatorId, OrderId};
use crate::domain::orders::status::PaymentStatus;
use crate::domain::payments::guards::Guard;
use crate::domain::payments::payment_edges::PaymentEdgeCode;
use crate::domain::refusal::{Code, Refusal};
use crate::service::core::command::WithReason;
use crate::service::core::error::Error;
use crate::service::core::receipt::Outcome;
use crate::service::core::transitions::EventDetails;
use crate::service::core::unit_of_work::UnitOfWork;

impl UnitOfWork<'_> {
    /// Takes the order for review. One's own live claim is renewed; a lapsed one is released first, by the system.
    pub(crate) async fn claim(&mut self, id: OrderId) -> Result<Outcome, Error> {
        self.actor.may(Permission::ReviewPayments)?;
        self.open(id, None).await?;
        let facts = self.facts()?;
        match &facts.claim {
            Some(claim) if Some(claim.holder) == self.actor.id && !claim.lapsed(self.now) => return self.lengthen(),
            Some(claim) if claim.lapsed(self.now) => self.release_lapsed()?,
            // Without a claim the edge decides; with somebody else's it refuses and names them.
            Some(_) => Guard::Unclaimed.check(self.actor, &facts)?,
            // Another program brought it under review and holds nothing.
            None if self.order()?.payment == PaymentStatus::UnderReview => self.release_lapsed()?,
            None => {}
        }
        self.take(EventDetails::default())
    }

    /// P5 by the system: the lease is over.
    fn release_lapsed(&mut self) -> Result<(), Error> {
        let facts = self.facts()?;
        let holder = facts.claim.as_ref().map(|claim| claim.holder_name.clone());
        let say = EventDetails {
            internal: true,
            data: json!({ "holder": holder, "lapsed": true }),
            ..EventDetails::default()
        };
        self.walk_as(&Actor::system(), &[PaymentEdgeCode::P5], &facts, say)?;
        Ok(())
    }

    /// P4, and the claim.
    fn take(&mut self, say: EventDetails) -> Result<Outcome, Error> {
        let facts = self.facts()?;
        self.walk(&[PaymentEdgeCode::P4], &facts, say)?;
        self.hold()
    }

    /// Makes the actor the holder of an order that is under review by now.
    pub(crate) fn hold(&mut self) -> Result<Outcome, Error> {
        let (id, holder, until) = (self.order()?.id, self.operator()?, self.lease_end());
        self.write(order::claim(id, holder, self.now, until));
        Ok(Outcome::Claimed { until })
    }

    pub(crate) async fn renew(&mut self, id: OrderId) -> Result<Outcome, Error> {
        self.actor.may(Permission::ReviewPayments)?;
        self.open(id, None).await?;
        Guard::Holder.check(self.actor, &self.facts()?)?;
        self.lengthen()
    }

    fn lengthen(&mut self) -> Result<Outcome, Error> {
        let (id, until) = (self.order()?.id, self.lease_end());
        self.write(order::renew(id, until));
        Ok(Outcome::Claimed { until })
    }

    /// P5: by the holder, by support when the lease is over, by another admin with a reason.
    pub(crate) async fn release(&mut self, with: &WithReason) -> Result<Outcome, Error> {
        let freeing = if self.actor.role == Role::Admin {
            Permission::ReviewPayments
        } else {
            Permission::FreeLapsedClaim
        };
        self.actor.may(freeing)?;
        self.open(with.order, with.seen.as_ref()).await?;
        self.give_back(with.reason.as_deref())?;
        Ok(Outcome::Done)
    }

    fn give_back(&mut self, reason: Option<&str>) -> Result<(), Error> {
        let mut facts = self.facts()?;
        facts.reason = reason.map(str::to_owned);
        let say = EventDetails {
            text: facts.reason.clone(),
            internal: true,
            data: json!({ "holder": facts.claim.as_ref().map(|claim| &claim.holder_name) }),
            ..EventDetails::default()
        };
        self.walk(&[PaymentEdgeCode::P5], &facts, say)?;
        Ok(())
    }

    /// P5 by another admin with a reason, then P4.
    pub(crate) async fn take_over(&mut self, with: &WithReason) -> Result<Outcome, Error> {
        self.actor.may(Permission::ReviewPayments)?;
        self.open(with.order, with.seen.as_ref()).await?;
        self.give_back(with.reason.as_deref())?;
        self.take(EventDetails::default())
    }

    fn lease_end(&self) -> Time {
        self.now + chrono::TimeDelta::minutes(i64::from(self.settings().review.lease_minutes))
    }

    /// Staff have a row; whoever has none cannot sign for anything.
    pub(crate) fn operator(&self) -> Result<OperatorId, Error> {
        Ok(self
            .actor
            .id
            .ok_or_else(|| Refusal::new(Code::OperatorUnknown).with("login", self.actor.name.as_str()))?)
    }
}
