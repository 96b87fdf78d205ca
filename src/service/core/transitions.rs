//! What commands do to an order once it is open: walk an edge, append its event, open or cancel its
//! assignment. Domain decides, the database applies what the event says.

use super::error::Error;
use super::unit_of_work::UnitOfWork;
use crate::db::fulfilment::bookings;
use crate::db::messages::notifications;
use crate::db::orders::{events, order};
use crate::domain::Time;
use crate::domain::actor::Actor;
use crate::domain::fulfilment::assignment_edges::{self, AssignmentEdge, AssignmentEffect, AssignmentFacts};
use crate::domain::ids::{AssignmentId, RefundId, SubmissionId};
use crate::domain::limits::{LONGEST_NOTE, bounded};
use crate::domain::messages::channel::Recipient;
use crate::domain::messages::{notice, untrue};
use crate::domain::orders::event::{Change, OrderEvent, Payload};
use crate::domain::orders::status::{AssignmentStatus, PaymentStatus};
use crate::domain::payments::guards::PaymentFacts;
use crate::domain::payments::payment_edges::{self, PaymentEdge, PaymentEdgeCode, PaymentEffect};
use crate::domain::refusal::{Code, Refusal};

/// What an event says beyond its move.
#[derive(Default)]
pub(crate) struct EventDetails {
    pub submission: Option<SubmissionId>,
    pub refund: Option<RefundId>,
    pub reason_code: Option<String>,
    pub text: Option<String>,
    pub internal: bool,
    pub payload: Payload,
    /// What a customer says when they fetch the order: for their message, and not in the event.
    pub pickup_code: Option<String>,
}

impl EventDetails {
    /// What the event's messages carry of it.
    fn message_facts(&self) -> serde_json::Map<String, serde_json::Value> {
        let mut facts = notice::facts(&self.payload, self.reason_code.as_deref(), self.text.as_deref());
        facts.extend(self.pickup_code.iter().map(|code| ("pickup_code".to_owned(), code.as_str().into())));
        facts
    }
}

impl UnitOfWork<'_> {
    /// The edge of this command that leaves the order's status, if the actor may walk it.
    pub fn decide(&self, ways: &[PaymentEdgeCode], facts: &PaymentFacts) -> Result<&'static PaymentEdge, Error> {
        self.decide_as(self.actor, ways, facts)
    }

    fn decide_as(&self, actor: &Actor, ways: &[PaymentEdgeCode], facts: &PaymentFacts) -> Result<&'static PaymentEdge, Error> {
        Ok(payment_edges::decide(ways, Some(self.order()?.payment), actor, facts)?)
    }

    /// Walks one of the command's edges as the actor: decides, appends the event (which moves the status) and does what the
    /// edge's row says goes with it.
    pub fn walk(&mut self, ways: &[PaymentEdgeCode], facts: &PaymentFacts, say: EventDetails) -> Result<(), Error> {
        let actor = self.actor.clone();
        self.walk_as(&actor, ways, facts, say)
    }

    pub fn walk_as(&mut self, actor: &Actor, ways: &[PaymentEdgeCode], facts: &PaymentFacts, say: EventDetails) -> Result<(), Error> {
        let edge = self.decide_as(actor, ways, facts)?;
        let from = self.order()?.payment;
        self.move_payment(actor, edge, Some(from), say)
    }

    /// P1: the event that makes a new order real.
    pub fn begin_payment(&mut self, say: EventDetails) -> Result<(), Error> {
        let actor = self.actor.clone();
        let edge = payment_edges::decide(&[PaymentEdgeCode::P1], None, &actor, &self.facts()?)?;
        self.move_payment(&actor, edge, None, say)
    }

    fn move_payment(&mut self, actor: &Actor, edge: &PaymentEdge, from: Option<PaymentStatus>, say: EventDetails) -> Result<(), Error> {
        let facts = say.message_facts();
        self.append(actor, Change::Payment { from, to: edge.to }, edge.code.as_str(), say)?;
        let order = self.open_order()?;
        order.payment = edge.to;
        let made = edge.has(PaymentEffect::HoldWhileMade) && order.assignment.is_some();
        order.on_hold = made || edge.has(PaymentEffect::Hold) || (order.on_hold && !edge.has(PaymentEffect::LiftHold));
        if edge.has(PaymentEffect::ClearClaim) {
            order.claim = None;
        }
        if edge.has(PaymentEffect::Claim) {
            let (id, holder, until) = (order.id, self.operator()?, self.lease_end());
            self.write(order::claim(id, holder, self.now, until));
        }
        self.message_payment(actor, edge, facts)
    }

    /// Until when a claim that is taken or renewed now lasts.
    pub fn lease_end(&self) -> Time {
        self.now + chrono::TimeDelta::minutes(i64::from(self.settings().review.lease_minutes))
    }

    /// Appends the next event of the order, as the database counts and times it.
    fn append(&mut self, actor: &Actor, change: Change, edge: &str, say: EventDetails) -> Result<(), Error> {
        let text = say.text.as_deref().map(|text| bounded("note", text, LONGEST_NOTE)).transpose()?;
        let (now, operation) = (self.now, self.operation);
        let order = self.open_order()?;
        let event = OrderEvent {
            seq: order.event_seq + 1,
            at: now.max(order.last_event_at),
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
            data: say.payload.into(),
        };
        let write = events::append(order.id, operation, &event);
        let untrue = notifications::supersede(order.id, event.seq, now, untrue::by(edge));
        order.event_seq = event.seq;
        order.version += 1;
        order.last_event_at = event.at;
        self.write(write);
        untrue.into_iter().for_each(|untrue| self.write(untrue));
        self.events.push(event);
        Ok(())
    }

    /// Appends an event that moves nothing.
    pub fn note(&mut self, actor: &Actor, about: &str, say: EventDetails) -> Result<(), Error> {
        self.append(actor, Change::Note, about, say)
    }

    /// Appends an event that moves nothing and that the customer is told of.
    pub fn note_to_customer(&mut self, about: &str, say: EventDetails) -> Result<(), Error> {
        let (actor, facts) = (self.actor.clone(), say.message_facts());
        self.note(&actor, about, say)?;
        self.message(&actor, about, &[Recipient::Customer], facts)
    }

    /// Reminds the order's workshop of what the event says.
    pub fn remind_workshop(&mut self, actor: &Actor, say: EventDetails) -> Result<(), Error> {
        let facts = say.message_facts();
        self.note(actor, "REMINDED", say)?;
        self.message(actor, "A3-REMINDER", &[Recipient::Workshop], facts)
    }

    /// The order's credited money is now what the verdict's facts add up to; the database has summed it likewise.
    pub fn credit(&mut self, facts: &PaymentFacts) -> Result<(), Error> {
        self.open_order()?.credited = facts.credited;
        Ok(())
    }

    /// The edge from the active assignment's status, if the actor may walk it.
    pub fn decide_production(&self, to: AssignmentStatus, facts: &AssignmentFacts) -> Result<&'static AssignmentEdge, Error> {
        let (_, from) = self.order()?.assignment.ok_or(Refusal::new(Code::NoAssignment))?;
        Ok(assignment_edges::decide(Some(from), to, self.actor, facts)?)
    }

    /// Walks an edge of the active assignment as the actor.
    pub fn produce(&mut self, to: AssignmentStatus, facts: &AssignmentFacts, say: EventDetails) -> Result<(), Error> {
        let actor = self.actor.clone();
        self.produce_as(&actor, to, facts, say)
    }

    pub fn produce_as(&mut self, actor: &Actor, to: AssignmentStatus, facts: &AssignmentFacts, say: EventDetails) -> Result<(), Error> {
        let (id, from) = self.order()?.assignment.ok_or(Refusal::new(Code::NoAssignment))?;
        let edge = assignment_edges::decide(Some(from), to, actor, facts)?;
        self.move_assignment(actor, edge, (id, Some(from), to), say)
    }

    /// Appends the event of an assignment's edge and does what the edge's row says goes with it.
    pub fn move_assignment(
        &mut self,
        actor: &Actor,
        edge: &AssignmentEdge,
        (assignment, from, to): (AssignmentId, Option<AssignmentStatus>, AssignmentStatus),
        say: EventDetails,
    ) -> Result<(), Error> {
        let facts = say.message_facts();
        self.append(actor, Change::Production { assignment, from, to }, edge.code.as_str(), say)?;
        let order = self.open_order()?;
        order.assignment = to.is_active().then_some((assignment, to));
        order.workshop = order.workshop.filter(|_| to.is_active());
        if edge.has(AssignmentEffect::FreeCapacity) {
            self.write(bookings::free(assignment, self.now));
        }
        let knows = to.is_active() || (from > Some(AssignmentStatus::PendingAssignment) && !self.wrote_to_workshop());
        self.message_assignment(actor, edge, knows, facts)
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

/// A reason that this is not done without, bounded.
///
/// # Errors
/// `reason-required`, `text-too-long`.
pub(crate) fn required_reason(text: &str) -> Result<String, Error> {
    Ok(reason(Some(text))?.ok_or_else(|| Refusal::new(Code::ReasonRequired))?)
}

/// A reason that somebody has to give, bounded.
pub(crate) fn reason(text: Option<&str>) -> Result<Option<String>, Error> {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    Ok(text
        .map(|text| crate::domain::limits::bounded("reason", text, LONGEST_NOTE))
        .transpose()?)
}
