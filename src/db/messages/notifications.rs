//! The outbox: messages to send, written with the change they tell of. Sending is another program's work.

use crate::db::engine::statement::{Bound, Query, statement};
use crate::db::engine::value::{Param, bind};
use crate::domain::Time;
use crate::domain::ids::{NotificationId, OrderId};

statement! {
    CANCEL_WAITING = "UPDATE notifications SET cancelled_at = $3 WHERE order_id = $1 AND event_seq >= $2 AND sent_at IS NULL \
      AND cancelled_at IS NULL"
}

/// A message for somebody.
pub struct NewNotification {
    pub id: NotificationId,
    pub event_seq: i64,
    /// What happened: `P6`, `A4` …
    pub kind: String,
    /// `CUSTOMER`, `ADMINS` or `WORKSHOP`.
    pub recipient_kind: &'static str,
    pub recipient: Option<String>,
    pub channel: &'static str,
    pub template: String,
    pub data: serde_json::Value,
    pub unique_key: String,
}

/// What waits of the messages about an order's events from `seq` on is not sent any more.
pub fn cancel_waiting(order: OrderId, seq: i64, at: Time) -> Bound {
    CANCEL_WAITING.with(bind![order, seq, at])
}

/// All messages of a command at once; nothing when there are none.
pub fn insert(order: Option<OrderId>, messages: &[NewNotification]) -> Option<Bound> {
    if messages.is_empty() {
        return None;
    }
    let mut query = Query::new(
        "INSERT INTO notifications (id, order_id, event_seq, kind, recipient_kind, recipient, channel, template, data, unique_key) VALUES ",
    );
    for (at, message) in messages.iter().enumerate() {
        let values: [Param; 10] = crate::db::engine::value::bind![
            message.id,
            order,
            message.event_seq,
            &message.kind,
            message.recipient_kind,
            &message.recipient,
            message.channel,
            &message.template,
            message.data.clone(),
            &message.unique_key,
        ];
        query = query.push(if at == 0 { "(" } else { ", (" }).bind_list(values).push(")");
    }
    Some(query.into())
}
