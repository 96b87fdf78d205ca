//! What commands do to an order once it is open: walk an edge, append its event, open or cancel its
//! assignment. Domain decides, the database applies what the event says.

use serde_json::{Map, Value, json};

use super::error::Error;
use super::outbox::Recipient;
use super::unit_of_work::UnitOfWork;
use crate::db::orders::events;
use crate::domain::actor::Actor;
use crate::domain::fulfilment::assignment_edges::{self, AssignmentEdge, AssignmentFacts};
use crate::domain::ids::{RefundId, SubmissionId};
use crate::domain::limits::{LONGEST_NOTE, bounded};
use crate::domain::messages::notice;
use crate::domain::orders::event::{Change, OrderEvent};
use crate::domain::orders::status::{AssignmentStatus, PaymentStatus};
use crate::domain::payments::guards::PaymentFacts;
use crate::domain::payments::payment_edges::{self, PaymentEdge, PaymentEdgeCode};
use crate::domain::refusal::{Code, Refusal};

/// Edges after which an order is no longer on hold, as the database has it.
const LIFTS_HOLD: &[&str] = &["P6", "P11", "P12", "P13", "P14", "P16"];

/// What an event says beyond its move.
#[derive(Default)]
pub(crate) struct EventDetails {
    pub submission: Option<SubmissionId>,
    pub refund: Option<RefundId>,
    pub reason_code: Option<String>,
    pub text: Option<String>,
    pub internal: bool,
    pub data: serde_json::Value,
}

impl EventDetails {
    /// What the event's messages carry of it.
    pub fn told(&self) -> serde_json::Map<String, serde_json::Value> {
        notice::told(&self.data, self.reason_code.as_deref(), self.text.as_deref())
    }
}

impl UnitOfWork<'_> {
    /// The edge of this command that leaves the order's status, if the actor may walk it.
    pub fn decide(&self, ways: &[PaymentEdgeCode], facts: &PaymentFacts) -> Result<&'static PaymentEdge, Error> {
        self.decide_as(self.actor, ways, facts)
    }

    fn decide_as(&self, actor: &Actor, ways: &[PaymentEdgeCode], facts: &PaymentFacts) -> Result<&'static PaymentEdge, Error> {
        let from = self.order()?.payment;
        let edge = payment_edges::along(ways, from)?;
        Ok(payment_edges::decide(Some(from), edge.to, actor, facts)?)
    }

    /// Walks one of the command's edges as the actor: decides, appends the event (which moves the status), queues the messages.
    pub fn walk(&mut self, ways: &[PaymentEdgeCode], facts: &PaymentFacts, say: EventDetails) -> Result<&'static PaymentEdge, Error> {
        let actor = self.actor.clone();
        self.walk_as(&actor, ways, facts, say)
    }

    pub fn walk_as(
        &mut self,
        actor: &Actor,
        ways: &[PaymentEdgeCode],
        facts: &PaymentFacts,
        say: EventDetails,
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
    pub fn append(&mut self, actor: &Actor, change: Change, edge: &str, say: EventDetails) -> Result<i64, Error> {
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
                order.on_hold = edge == PaymentEdgeCode::P17.as_str() || (order.on_hold && !LIFTS_HOLD.contains(&edge));
                if to != PaymentStatus::UnderReview {
                    order.claim = None;
                }
            }
            Change::Production { assignment, to, .. } => {
                order.assignment = to.is_active().then_some((assignment, to));
                order.workshop = order.workshop.filter(|_| to.is_active());
            }
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

    /// The edge from the active assignment's status, if the actor may walk it.
    pub fn decide_production(&self, to: AssignmentStatus, facts: &AssignmentFacts) -> Result<&'static AssignmentEdge, Error> {
        let (_, from) = self.order()?.assignment.ok_or(Refusal::new(Code::NoAssignment))?;
        Ok(assignment_edges::decide(Some(from), to, self.actor, facts)?)
    }

    /// Walks an edge of the active assignment as the actor. `told` is what its messages carry.
    pub fn produce(
        &mut self,
        to: AssignmentStatus,
        facts: &AssignmentFacts,
        say: EventDetails,
        told: Map<String, Value>,
    ) -> Result<(), Error> {
        let actor = self.actor.clone();
        self.produce_as(&actor, to, facts, say, told)
    }

    pub fn produce_as(
        &mut self,
        actor: &Actor,
        to: AssignmentStatus,
        facts: &AssignmentFacts,
        say: EventDetails,
        told: Map<String, Value>,
    ) -> Result<(), Error> {
        let (id, from) = self.order()?.assignment.ok_or(Refusal::new(Code::NoAssignment))?;
        let edge = assignment_edges::decide(Some(from), to, actor, facts)?;
        let change = Change::Production {
            assignment: id,
            from: Some(from),
            to,
        };
        self.append(actor, change, edge.code.as_str(), say)?;
        let whom: Vec<Recipient> = edge.effects.iter().filter_map(|effect| Recipient::of(*effect)).collect();
        self.tell_about(actor, edge.code.as_str(), &whom, told)
    }

    /// The facts the guards of production look at, before a command adds its own.
    pub fn assignment_facts(&self, reason: Option<&str>) -> Result<AssignmentFacts, Error> {
        let order = self.order()?;
        Ok(AssignmentFacts {
            payment: order.payment,
            on_hold: order.on_hold,
            has_active: order.assignment.is_some(),
            delivery: order.delivery,
            reason: reason.map(str::to_owned),
            overridden: false,
            share: None,
            follows_ranking: true,
            overdue: false,
            deposit_paid: false,
            hand_over: false,
        })
    }
}

/// A reason that somebody has to give, bounded.
pub(crate) fn reason(text: Option<&str>) -> Result<Option<String>, Error> {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    Ok(text
        .map(|text| crate::domain::limits::bounded("reason", text, LONGEST_NOTE))
        .transpose()?)
}
