//! Who is notified of a step: the messages of an edge, queued with it in the same transaction. `delivery` sends them; the catalogue
//! has their words (`message-<whom>-<edge>`). A verdict's rest as long as it can be taken back.

use serde_json::{Map, Value, json};

use super::error::Error;
use super::unit_of_work::UnitOfWork;
use crate::db::messages::notifications::NewNotification;
use crate::domain::actor::Actor;
use crate::domain::fulfilment::assignment_edges::{AssignmentEdge, AssignmentEffect};
use crate::domain::ids::{NotificationId, WorkshopId};
use crate::domain::messages::channel::Recipient;
use crate::domain::orders::label::public_key;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::payments::payment_edges::{PaymentEdge, PaymentEdgeCode, PaymentEffect};

/// By what a message was meant to leave before it was known by what it does.
const fn meant(whom: Recipient) -> &'static str {
    match whom {
        Recipient::Customer | Recipient::Workshop => "SMS",
        Recipient::Admins => "PANEL",
    }
}

impl UnitOfWork<'_> {
    /// Where the workshop concerned is reached: for the messages to come, and for those that an edge of the payment queued
    /// before the workshop's row was read.
    pub fn reach_workshop(&mut self, workshop: WorkshopId, phone: Option<String>) {
        let waiting = self.messages.iter_mut().filter(|message| message.workshop.is_none());
        for message in waiting.filter(|message| message.recipient_kind == Recipient::Workshop) {
            message.recipient.clone_from(&phone);
            message.workshop = Some(workshop);
        }
        self.told_workshop = Some((workshop, phone));
    }

    /// Queues the messages that an edge of the payment sends, with the order as it is after it.
    pub(super) fn message_payment(&mut self, actor: &Actor, edge: &PaymentEdge, facts: Map<String, Value>) -> Result<(), Error> {
        let knows = self
            .order()?
            .assignment
            .is_some_and(|(_, status)| status > AssignmentStatus::PendingAssignment);
        let whom = edge.effects.iter().filter_map(|effect| match effect {
            PaymentEffect::MessageCustomer => Some(Recipient::Customer),
            PaymentEffect::MessageAdmins => Some(Recipient::Admins),
            PaymentEffect::MessageWorkshop => knows.then_some(Recipient::Workshop),
            PaymentEffect::Claim
            | PaymentEffect::ClearClaim
            | PaymentEffect::Hold
            | PaymentEffect::HoldWhileMade
            | PaymentEffect::LiftHold => None,
        });
        // What was delivered does not stop and does not begin again: it is about money.
        let delivered = self
            .order()?
            .assignment
            .is_some_and(|(_, status)| status == AssignmentStatus::Completed);
        let about = match edge.code {
            PaymentEdgeCode::P13 if delivered => "P13-RETURN",
            PaymentEdgeCode::P16 if delivered => "P16-RETURN",
            // Nothing came in: money that lies here is used.
            PaymentEdgeCode::P2 | PaymentEdgeCode::P3 | PaymentEdgeCode::P9 if facts.contains_key("from") => "SURPLUS_CREDITED",
            code => code.as_str(),
        };
        self.message(actor, about, &whom.collect::<Vec<_>>(), facts)
    }

    /// Queues the messages that an edge of the assignment sends; to the workshop if it knows of the order.
    pub(super) fn message_assignment(
        &mut self,
        actor: &Actor,
        edge: &AssignmentEdge,
        knows: bool,
        facts: Map<String, Value>,
    ) -> Result<(), Error> {
        let whom = edge.effects_by(actor.role).filter_map(|effect| match effect {
            AssignmentEffect::MessageCustomer => Some(Recipient::Customer),
            AssignmentEffect::MessageWorkshop => knows.then_some(Recipient::Workshop),
            AssignmentEffect::MessageAdmins => Some(Recipient::Admins),
            AssignmentEffect::FreeCapacity => None,
        });
        self.message(actor, edge.code.as_str(), &whom.collect::<Vec<_>>(), facts)
    }

    /// Whether an edge of this command wrote to the workshop already.
    pub(super) fn wrote_to_workshop(&self) -> bool {
        self.messages.iter().any(|message| message.recipient_kind == Recipient::Workshop)
    }

    /// The messages of a verdict do not leave before it can no longer be taken back; nor does what came of it in the same step.
    pub(super) fn rest_messages(&mut self) {
        let verdict = |edge: &str| matches!(edge, "P6" | "P7" | "P8");
        let seconds = self.settings().review.undo_seconds;
        if seconds == 0 || !self.events.iter().any(|event| verdict(&event.edge)) {
            return;
        }
        let until = self.now + chrono::TimeDelta::seconds(i64::from(seconds));
        self.messages.iter_mut().for_each(|message| message.not_before = Some(until));
    }

    /// Queues a message about the order's last event to each.
    pub(super) fn message(&mut self, actor: &Actor, about: &str, whom: &[Recipient], facts: Map<String, Value>) -> Result<(), Error> {
        if whom.is_empty() {
            return Ok(());
        }
        let order = self.order()?;
        let mut data = json!({
            "order": order.number, "customer": order.customer_name, "by": actor.role, "delivery": order.delivery,
            "label": public_key(order.payment, order.assignment.map(|(_, status)| status)),
            "total": order.quote.total, "due": order.quote.due, "credited": order.credited,
            "expires_at": order.quote.expires_at,
        });
        if let Some(data) = data.as_object_mut() {
            data.extend(facts);
        }
        let messages = whom.iter().map(|whom| NewNotification {
            id: NotificationId::from_uuid(super::krafta::new_id()),
            event_seq: order.event_seq,
            kind: about.to_owned(),
            recipient_kind: *whom,
            recipient: match whom {
                Recipient::Customer => Some(order.customer_phone.clone()),
                Recipient::Workshop => self.told_workshop.as_ref().and_then(|(_, phone)| phone.clone()),
                Recipient::Admins => None,
            },
            channel: meant(*whom),
            template: format!("message-{}-{about}", whom.as_str().to_lowercase()),
            data: data.clone(),
            unique_key: format!("{}:{}:{whom}", order.number, order.event_seq),
            not_before: None,
            workshop: match whom {
                Recipient::Workshop => self.told_workshop.as_ref().map(|(workshop, _)| *workshop),
                _ => None,
            },
            resent_of: None,
        });
        let messages: Vec<_> = messages.collect();
        self.messages.extend(messages);
        Ok(())
    }
}
