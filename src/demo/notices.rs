//! What events and messages carry, in the very form in which the service writes them.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::calendar::DAYS;
use super::rows::{NotificationRow, SubmissionRow, Word};
use super::story::Story;
use crate::domain::fulfilment::assignment_edges::{AssignmentEdge, AssignmentEffect};
use crate::domain::messages::notice;
use crate::domain::money::Money;
use crate::domain::orders::label::public_key;
use crate::domain::orders::quote::Quote;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::payments::payment_edges::{PaymentEdge, PaymentEffect};

/// Messages older than this were sent and cleared away.
const KEPT_DAYS: i64 = 14;
const _: () = assert!(KEPT_DAYS < DAYS);

pub fn placed(quote: &Quote) -> String {
    json!({ "total": quote.total, "due": quote.due, "rate": quote.rate.value().to_string(), "expires_at": quote.expires_at }).to_string()
}

pub fn reported(proof: &SubmissionRow, alias: Option<&str>) -> String {
    json!({
        "method": proof.method, "amount": proof.amount, "reference": proof.reference,
        "bank": proof.origin_bank, "account": alias, "paid_on": proof.paid_on,
    })
    .to_string()
}

impl Story<'_> {
    /// Queues the messages of an edge of the payment.
    pub fn tell(&mut self, edge: &PaymentEdge) {
        if !self.keeps_messages() {
            return;
        }
        let mut told = Map::new();
        if let Some(event) = self.events.last() {
            let said = serde_json::from_str(event.data.0.as_deref().unwrap_or("{}")).unwrap_or_default();
            told = notice::told(&said, event.reason_code, event.text.as_deref());
        }
        for effect in edge.effects {
            let code = edge.code.as_str();
            match effect {
                PaymentEffect::TellCustomer => self.tell_customer(code, told.clone()),
                PaymentEffect::TellAdmins => self.queue(code, "ADMINS", None, "PANEL", told.clone()),
                PaymentEffect::TellWorkshop if self.status_of_active() > Some(AssignmentStatus::PendingAssignment) => {
                    self.tell_workshop(code, told.clone());
                }
                _ => {}
            }
        }
    }

    /// Queues the messages of an edge of the assignment.
    pub fn tell_of_step(&mut self, edge: &AssignmentEdge) {
        if !self.keeps_messages() {
            return;
        }
        let mut told = Map::new();
        if let Some(assignment) = self.assignments.last() {
            told.insert("cost".into(), json!(assignment.agreed_cost));
            told.insert("ready_on".into(), json!(assignment.promised_ready_on));
            told.insert("respond_by".into(), json!(assignment.respond_by));
            told.insert("carrier".into(), json!(assignment.carrier));
            told.insert("tracking_number".into(), json!(assignment.tracking_number));
            told.insert("pickup_code".into(), json!(assignment.pickup_code));
            told.retain(|_, fact| !fact.is_null());
        }
        for effect in edge.effects {
            match effect {
                AssignmentEffect::TellCustomer => self.tell_customer(edge.code.as_str(), told.clone()),
                AssignmentEffect::TellWorkshop => self.tell_workshop(edge.code.as_str(), told.clone()),
                _ => {}
            }
        }
    }

    /// Those of long ago were sent and cleared away.
    fn keeps_messages(&self) -> bool {
        (self.shop.until - self.at).num_days() < KEPT_DAYS
    }

    fn status_of_active(&self) -> Option<AssignmentStatus> {
        self.active().and_then(|at| self.assignments[at].status.parse().ok())
    }

    fn tell_customer(&mut self, about: Word, told: Map<String, Value>) {
        let phone = self.customer.phone.clone();
        self.queue(about, "CUSTOMER", Some(phone), "SMS", told);
    }

    fn tell_workshop(&mut self, about: Word, told: Map<String, Value>) {
        let phone = self.workshop.map(|place| self.shop.workshops.list[place].phone.clone());
        self.queue(about, "WORKSHOP", phone, "SMS", told);
    }

    /// A message about the last event.
    pub fn queue(&mut self, about: Word, whom: Word, recipient: Option<Arc<str>>, channel: Word, told: Map<String, Value>) {
        let mut data = json!({
            "order": self.order.number, "customer": &*self.customer.name, "delivery": self.delivery,
            "label": public_key(self.status, self.status_of_active()), "total": self.quote.total, "due": self.quote.due,
            "credited": self.order.credited_amount, "expires_at": self.quote.expires_at,
            "by": self.events.last().map(|event| event.actor_role),
        });
        if let Some(facts) = data.as_object_mut() {
            facts.extend(told);
        }
        let sent = (self.shop.until - self.at).num_minutes() > 10;
        let row = NotificationRow {
            id: self.ids.next(),
            order_id: self.order.id,
            event_seq: self.order.event_seq,
            kind: about,
            recipient_kind: whom,
            recipient,
            channel,
            template: format!("message-{}-{about}", whom.to_lowercase()),
            data: data.to_string(),
            unique_key: format!("{}:{}:{whom}", self.order.number, self.order.event_seq),
            created_at: self.at,
            sent_at: sent.then(|| self.at + chrono::TimeDelta::seconds(9)),
            attempts: i64::from(sent),
        };
        self.notifications.push(row);
    }
}

/// Σ of amounts in one currency; nothing of another one is ever added here.
pub fn total(amounts: impl Iterator<Item = Money>, of: Money) -> Money {
    Money::of_minor(amounts.map(Money::minor).sum(), of.currency())
}
