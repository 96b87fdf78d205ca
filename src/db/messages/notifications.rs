//! The outbox: messages to send, written with the change they tell of. Sending is another program's work.

use crate::db::engine::statement::{Bound, Query};
use crate::db::engine::value::Param;
use crate::domain::ids::{NotificationId, OrderId};

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
