//! Whom a step concerns: the messages of an edge, queued with it in the same transaction. Another program sends them; the
//! catalogue has their words (`message-<whom>-<edge>`).

use serde_json::{Map, Value, json};

use super::Error;
use super::work::Work;
use crate::db::notifications::NewNotification;
use crate::domain::actor::Actor;
use crate::domain::assignment::AssignmentStatus;
use crate::domain::ids::NotificationId;
use crate::domain::label::public_key;
use crate::domain::payment::{PaymentEdge, PaymentEffect};

impl Work<'_> {
    /// Queues the messages that an edge sends, with the order as it is after it.
    pub fn tell(&mut self, actor: &Actor, edge: &PaymentEdge, told: Map<String, Value>) -> Result<(), Error> {
        let order = self.order()?;
        let mut data = json!({
            "order": order.number, "customer": order.customer_name, "by": actor.role, "delivery": order.delivery,
            "label": public_key(order.payment, order.assignment.map(|(_, status)| status)),
            "total": order.quote.total, "due": order.quote.due, "credited": order.credited,
            "expires_at": order.quote.expires_at,
        });
        if let Some(facts) = data.as_object_mut() {
            facts.extend(told);
        }
        let with_workshop = order
            .assignment
            .is_some_and(|(_, status)| status > AssignmentStatus::PendingAssignment);
        let messages = edge.effects.iter().filter_map(|effect| {
            let (recipient_kind, recipient, channel) = match effect {
                PaymentEffect::TellCustomer => ("CUSTOMER", Some(order.customer_phone.clone()), "SMS"),
                PaymentEffect::TellAdmins => ("ADMINS", None, "PANEL"),
                PaymentEffect::TellWorkshop if with_workshop => ("WORKSHOP", None, "SMS"),
                _ => return None,
            };
            Some(NewNotification {
                id: NotificationId::from_uuid(super::new_id()),
                event_seq: order.event_seq,
                kind: edge.code.as_str().to_owned(),
                recipient_kind,
                recipient,
                channel,
                template: format!("message-{}-{}", recipient_kind.to_lowercase(), edge.code),
                data: data.clone(),
                unique_key: format!("{}:{}:{recipient_kind}", order.number, order.event_seq),
            })
        });
        let messages: Vec<_> = messages.collect();
        self.messages.extend(messages);
        Ok(())
    }
}
