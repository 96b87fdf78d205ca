//! What commands do to an order once it is open: walk an edge, append its event, open or cancel its
//! assignment. Domain decides, the database applies what the event says.

use serde_json::json;

use super::Error;
use super::checkout::bounded;
use super::report::LONGEST_NOTE;
use super::work::Work;
use crate::db::{assignments, events};
use crate::domain::actor::Actor;
use crate::domain::assignment::{self, AssignmentFacts, AssignmentStatus};
use crate::domain::event::{Change, OrderEvent};
use crate::domain::ids::{AssignmentId, RefundId, SubmissionId};
use crate::domain::notice;
use crate::domain::payment::{self, PaymentEdge, PaymentEdgeCode, PaymentStatus};
use crate::domain::payment_facts::PaymentFacts;

/// What an event says beyond its move.
#[derive(Default)]
pub(super) struct Say {
    pub submission: Option<SubmissionId>,
    pub refund: Option<RefundId>,
    pub reason_code: Option<String>,
    pub text: Option<String>,
    pub internal: bool,
    pub data: serde_json::Value,
}

impl Say {
    /// What the event's messages carry of it.
    pub fn told(&self) -> serde_json::Map<String, serde_json::Value> {
        notice::told(&self.data, self.reason_code.as_deref(), self.text.as_deref())
    }
}

impl Work<'_> {
    /// The edge of this command that leaves the order's status, if the actor may walk it.
    pub fn decide(&self, ways: &[PaymentEdgeCode], facts: &PaymentFacts) -> Result<&'static PaymentEdge, Error> {
        self.decide_as(self.actor, ways, facts)
    }

    fn decide_as(&self, actor: &Actor, ways: &[PaymentEdgeCode], facts: &PaymentFacts) -> Result<&'static PaymentEdge, Error> {
        let from = self.order()?.payment;
        let edge = payment::along(ways, from)?;
        Ok(payment::decide(Some(from), edge.to, actor, facts)?)
    }

    /// Walks one of the command's edges as the actor: decides, appends the event (which moves the status), queues the messages.
    pub fn walk(&mut self, ways: &[PaymentEdgeCode], facts: &PaymentFacts, say: Say) -> Result<&'static PaymentEdge, Error> {
        let actor = self.actor.clone();
        self.walk_as(&actor, ways, facts, say)
    }

    pub fn walk_as(
        &mut self,
        actor: &Actor,
        ways: &[PaymentEdgeCode],
        facts: &PaymentFacts,
        say: Say,
    ) -> Result<&'static PaymentEdge, Error> {
        let edge = self.decide_as(actor, ways, facts)?;
        let change = Change::Payment {
            from: Some(self.order()?.payment),
            to: edge.to,
        };
        let told = say.told();
        self.append(actor, change, edge.code.as_str(), say)?;
        self.tell(actor, edge, told)?;
        Ok(edge)
    }

    /// Appends the next event of the order and follows what the database makes of it.
    pub fn append(&mut self, actor: &Actor, change: Change, edge: &str, say: Say) -> Result<i64, Error> {
        let text = say.text.as_deref().map(|text| bounded("note", text, LONGEST_NOTE)).transpose()?;
        let order = self.order.as_mut().ok_or_else(|| Error::Internal("no order is open".into()))?;
        let seq = order.event_seq + 1;
        let event = OrderEvent {
            seq,
            at: self.now.max(order.last_event_at),
            change,
            edge: edge.to_owned(),
            actor_role: actor.role,
            actor_id: actor.id,
            actor_name: actor.name.clone(),
            submission: say.submission,
            refund: say.refund,
            reason_code: say.reason_code,
            text,
            internal: say.internal,
            data: if say.data.is_null() { json!({}) } else { say.data },
        };
        let write = events::append(order.id, self.operation, &event);
        order.event_seq = seq;
        order.version += 1;
        order.last_event_at = event.at;
        match change {
            Change::Payment { to, .. } => {
                order.payment = to;
                if to != PaymentStatus::UnderReview {
                    order.claim = None;
                }
            }
            Change::Production { assignment, to, .. } => order.assignment = to.is_active().then_some((assignment, to)),
            Change::Note => {}
        }
        self.write(write);
        self.events.push(seq);
        Ok(seq)
    }

    /// The order's credited money is now what the verdict's facts add up to; the database has summed it likewise.
    pub fn credit(&mut self, facts: &PaymentFacts) -> Result<(), Error> {
        let order = self.order.as_mut().ok_or_else(|| Error::Internal("no order is open".into()))?;
        order.credited = facts.credited;
        Ok(())
    }

    /// A1: the paid order waits for a workshop.
    pub fn open_assignment(&mut self) -> Result<(), Error> {
        let order = self.order()?;
        if order.assignment.is_some() {
            return Ok(());
        }
        let (id, system) = (AssignmentId::from_uuid(super::new_id()), Actor::system());
        let edge = assignment::decide(
            None,
            AssignmentStatus::PendingAssignment,
            &system,
            &self.assignment_facts(None, None)?,
        )?;
        let order = self.order()?.id;
        self.write(assignments::open(id, order));
        let change = Change::Production {
            assignment: id,
            from: None,
            to: AssignmentStatus::PendingAssignment,
        };
        self.append(&system, change, edge.code.as_str(), Say::default())?;
        Ok(())
    }

    /// A11, or A12 from production on: the order goes no further, its assignment with it.
    pub fn cancel_assignment(&mut self, reason: Option<&str>, overridden: bool, share: Option<u32>) -> Result<(), Error> {
        let Some((id, from)) = self.order()?.assignment else {
            return Ok(());
        };
        let late = from >= AssignmentStatus::InProduction;
        let actor = if late { self.actor.clone() } else { Actor::system() };
        // Half of the agreed cost is owed unless the admin says otherwise, all of it once the product is ready.
        let share = late.then(|| share.unwrap_or(if from >= AssignmentStatus::Ready { 10_000 } else { 5_000 }));
        let mut facts = self.assignment_facts(reason, share)?;
        facts.overridden = overridden;
        let edge = assignment::decide(Some(from), AssignmentStatus::Cancelled, &actor, &facts)?;
        let change = Change::Production {
            assignment: id,
            from: Some(from),
            to: AssignmentStatus::Cancelled,
        };
        let say = Say {
            text: reason.map(str::to_owned),
            data: json!({ "share": share }),
            ..Say::default()
        };
        self.append(&actor, change, edge.code.as_str(), say)?;
        self.write_together(assignments::cancelled(id, reason, share, self.now));
        Ok(())
    }

    fn assignment_facts(&self, reason: Option<&str>, share: Option<u32>) -> Result<AssignmentFacts, Error> {
        let order = self.order()?;
        Ok(AssignmentFacts {
            payment: order.payment,
            on_hold: false,
            has_active: order.assignment.is_some(),
            delivery: order.delivery,
            reason: reason.map(str::to_owned),
            overridden: false,
            share,
            follows_ranking: true,
            overdue: false,
            deposit_paid: false,
            hand_over: false,
        })
    }
}
