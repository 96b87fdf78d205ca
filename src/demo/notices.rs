//! What messages carry, in the very form in which the service writes them.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::calendar::DAYS;
use super::rows::{NotificationRow, Word};
use super::story::{EventDetails, Story};
use crate::domain::actor::Role;
use crate::domain::fulfilment::assignment_edges::{AssignmentEdge, AssignmentEffect};
use crate::domain::messages::notice;
use crate::domain::money::Money;
use crate::domain::orders::event::Lane;
use crate::domain::orders::label::public_key;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::payments::payment_edges::{PaymentEdge, PaymentEffect};
use crate::domain::text;

/// Messages older than this were sent and cleared away.
const KEPT_DAYS: i64 = 14;
const _: () = assert!(KEPT_DAYS < DAYS);

impl Story<'_> {
    /// What the messages of an event carry of it.
    pub fn message_facts(&self, say: &EventDetails) -> Map<String, Value> {
        if self.keeps_messages() {
            notice::facts(&say.payload, say.reason_code, say.text.as_deref())
        } else {
            Map::new()
        }
    }

    /// Queues the messages of an edge of the payment.
    pub fn message_payment(&mut self, edge: &PaymentEdge, facts: Map<String, Value>) {
        for effect in edge.effects {
            let about = edge.code.as_str();
            match effect {
                PaymentEffect::MessageCustomer => self.message_customer(about, facts.clone()),
                PaymentEffect::MessageAdmins => self.queue(about, "ADMINS", None, "PANEL", facts.clone()),
                PaymentEffect::MessageWorkshop if self.status_of_active() > Some(AssignmentStatus::PendingAssignment) => {
                    self.message_workshop(about, facts.clone());
                }
                _ => {}
            }
        }
    }

    /// Queues the messages of an edge of the assignment; to the workshop if it knows of the order.
    pub fn message_assignment(&mut self, edge: &AssignmentEdge, by: Role, knows: bool, facts: Map<String, Value>) {
        for effect in edge.effects_by(by) {
            match effect {
                AssignmentEffect::MessageCustomer => self.message_customer(edge.code.as_str(), facts.clone()),
                AssignmentEffect::MessageAdmins => self.queue(edge.code.as_str(), "ADMINS", None, "PANEL", facts.clone()),
                AssignmentEffect::MessageWorkshop if knows => self.message_workshop(edge.code.as_str(), facts.clone()),
                _ => {}
            }
        }
    }

    /// Whether the edge of the payment just walked wrote to the workshop.
    pub fn wrote_to_workshop(&self) -> bool {
        let walked = self.events.last().filter(|event| event.lane == Lane::Payment.as_str());
        let message = self.notifications.last().filter(|message| message.recipient_kind == "WORKSHOP");
        walked.zip(message).is_some_and(|(event, message)| event.seq == message.event_seq)
    }

    /// Those of long ago were sent and cleared away.
    pub fn keeps_messages(&self) -> bool {
        (self.shop.until - self.at).num_days() < KEPT_DAYS
    }

    fn status_of_active(&self) -> Option<AssignmentStatus> {
        self.active().and_then(|at| self.assignments[at].status.parse().ok())
    }

    fn message_customer(&mut self, about: Word, facts: Map<String, Value>) {
        let phone = self.customer.phone.clone();
        self.queue(about, "CUSTOMER", Some(phone), "SMS", facts);
    }

    pub fn message_workshop(&mut self, about: Word, facts: Map<String, Value>) {
        let phone = self.workshop.map(|place| self.shop.workshops.list[place].phone.clone());
        self.queue(about, "WORKSHOP", phone, "SMS", facts);
    }

    /// A message about the last event.
    fn queue(&mut self, about: Word, whom: Word, recipient: Option<Arc<str>>, channel: Word, facts: Map<String, Value>) {
        if !self.keeps_messages() {
            return;
        }
        let mut data = json!({
            "order": self.order.number, "customer": &*self.customer.name, "delivery": self.delivery,
            "label": public_key(self.status, self.status_of_active()), "total": self.quote.total, "due": self.quote.due,
            "credited": self.order.credited_amount, "expires_at": self.quote.expires_at,
            "by": self.events.last().map(|event| event.actor_role),
        });
        if let Some(data) = data.as_object_mut() {
            data.extend(facts);
        }
        let workshop = self.workshop.filter(|_| whom == "WORKSHOP");
        let sent = (self.shop.until - self.at).num_minutes() > 10;
        let row = NotificationRow {
            id: self.ids.next(),
            order_id: self.order.id,
            event_seq: self.order.event_seq,
            kind: about,
            recipient_kind: whom,
            recipient,
            channel: match (sent, whom) {
                (true, "CUSTOMER") => "EMAIL",
                (true, _) => "ALERT",
                (false, _) => channel,
            },
            template: format!("message-{}-{about}", whom.to_lowercase()),
            data: text::json(&data),
            unique_key: format!("{}:{}:{whom}", self.order.number, self.order.event_seq),
            created_at: self.at,
            sent_at: sent.then(|| self.at + chrono::TimeDelta::seconds(9)),
            attempts: i64::from(sent),
            state: if sent { "SENT" } else { "PENDING" },
            workshop_id: workshop.map(|place| self.shop.workshops.list[place].id),
        };
        self.notifications.push(row);
    }
}

/// Σ of amounts in one currency; nothing of another one is ever added here.
pub fn total(amounts: impl Iterator<Item = Money>, of: Money) -> Money {
    Money::of_minor(amounts.map(Money::minor).sum(), of.currency())
}
