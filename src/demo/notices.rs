//! What events and messages carry, in the very form in which the service writes them.

use serde_json::json;

use super::calendar::DAYS;
use super::rows::{NotificationRow, SubmissionRow};
use super::story::Story;
use crate::domain::assignment::AssignmentStatus;
use crate::domain::label::public_key;
use crate::domain::money::Money;
use crate::domain::notice;
use crate::domain::payment::{PaymentEdge, PaymentEffect};
use crate::domain::quote::Quote;

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
    /// Queues the messages of an edge; those of long ago are not kept.
    pub fn tell(&mut self, edge: &PaymentEdge) {
        let age = self.shop.until - self.at;
        if age.num_days() >= KEPT_DAYS {
            return;
        }
        let active = self.active().map(|at| self.assignments[at].status);
        let active: Option<AssignmentStatus> = active.and_then(|status| status.parse().ok());
        let mut data = json!({
            "order": self.order.number, "customer": &*self.customer.name, "delivery": self.delivery,
            "label": public_key(self.status, active), "total": self.quote.total, "due": self.quote.due,
            "credited": self.order.credited_amount, "expires_at": self.quote.expires_at,
        });
        if let (Some(event), Some(facts)) = (self.events.last(), data.as_object_mut()) {
            let said = serde_json::from_str(event.data.0.as_deref().unwrap_or("{}")).unwrap_or_default();
            facts.insert("by".into(), event.actor_role.into());
            facts.extend(notice::told(&said, event.reason_code, event.text.as_deref()));
        }
        for effect in edge.effects {
            let (recipient_kind, recipient, channel) = match effect {
                PaymentEffect::TellCustomer => ("CUSTOMER", Some(self.customer.phone.clone()), "SMS"),
                PaymentEffect::TellAdmins => ("ADMINS", None, "PANEL"),
                PaymentEffect::TellWorkshop if active.is_some_and(|status| status > AssignmentStatus::PendingAssignment) => {
                    ("WORKSHOP", None, "SMS")
                }
                _ => continue,
            };
            let sent = age.num_minutes() > 10;
            let row = NotificationRow {
                id: self.ids.next(),
                order_id: self.order.id,
                event_seq: self.order.event_seq,
                kind: edge.code.as_str(),
                recipient_kind,
                recipient,
                channel,
                template: format!("message-{}-{}", recipient_kind.to_lowercase(), edge.code),
                data: data.to_string(),
                unique_key: format!("{}:{}:{recipient_kind}", self.order.number, self.order.event_seq),
                created_at: self.at,
                sent_at: sent.then(|| self.at + chrono::TimeDelta::seconds(9)),
                attempts: i64::from(sent),
            };
            self.notifications.push(row);
        }
    }
}

/// Σ of amounts in one currency; nothing of another one is ever added here.
pub fn total(amounts: impl Iterator<Item = Money>, of: Money) -> Money {
    Money::of_minor(amounts.map(Money::minor).sum(), of.currency())
}
