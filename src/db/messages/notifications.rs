//! The outbox: messages to send, written with the change they tell of; and what stops them before they leave.

use crate::db::engine::statement::{Bound, Query, statement};
use crate::db::engine::value::{Param, bind};
use crate::domain::Time;
use crate::domain::ids::{NotificationId, OrderId, WorkshopId};
use crate::domain::messages::channel::Recipient;

statement! {
    CANCEL_WAITING = "UPDATE notifications SET cancelled_at = $3, state = 'CANCELLED' WHERE order_id = $1 AND event_seq >= $2 \
      AND state IN ('PENDING', 'FAILED')"
}

/// A message for somebody.
#[derive(Debug, Clone)]
pub struct NewNotification {
    pub id: NotificationId,
    pub event_seq: i64,
    /// What happened: `P6`, `A4` …
    pub kind: String,
    pub recipient_kind: Recipient,
    /// Their phone, as it was then.
    pub recipient: Option<String>,
    pub channel: &'static str,
    pub template: String,
    pub data: serde_json::Value,
    pub unique_key: String,
    /// It does not leave before.
    pub not_before: Option<Time>,
    /// Of a message to a workshop.
    pub workshop: Option<WorkshopId>,
    /// The message that it repeats.
    pub resent_of: Option<NotificationId>,
}

/// What waits of the messages about an order's events from `seq` on is not sent any more.
pub fn cancel_waiting(order: OrderId, seq: i64, at: Time) -> Bound {
    CANCEL_WAITING.with(bind![order, seq, at])
}

/// What waits of an order's messages from before `seq`, for these recipients of these kinds, became untrue.
pub fn supersede(order: OrderId, seq: i64, at: Time, untrue: impl Iterator<Item = (Recipient, &'static [&'static str])>) -> Option<Bound> {
    let mut untrue = untrue.peekable();
    untrue.peek()?;
    let mut query = Query::new("UPDATE notifications SET state = 'SUPERSEDED', cancelled_at = ")
        .bind(at)
        .push(" WHERE state IN ('PENDING', 'FAILED') AND order_id = ")
        .bind(order)
        .push(" AND event_seq < ")
        .bind(seq)
        .push(" AND (");
    for (place, (whom, kinds)) in untrue.enumerate() {
        let kinds: Vec<Param> = kinds.iter().map(|kind| (*kind).into()).collect();
        query = query
            .push(if place == 0 { "recipient_kind = " } else { " OR recipient_kind = " })
            .bind(whom)
            .push(" AND kind IN (")
            .bind_list(kinds)
            .push(")");
    }
    Some(query.push(")").into())
}

/// All messages of a command at once; nothing when there are none.
pub fn insert(order: Option<OrderId>, messages: &[NewNotification]) -> Option<Bound> {
    if messages.is_empty() {
        return None;
    }
    let mut query = Query::new(
        "INSERT INTO notifications (id, order_id, event_seq, kind, recipient_kind, recipient, channel, template, data, unique_key, \
         not_before, workshop_id, resent_of) VALUES ",
    );
    for (at, message) in messages.iter().enumerate() {
        let values: [Param; 13] = crate::db::engine::value::bind![
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
            message.not_before,
            message.workshop,
            message.resent_of,
        ];
        query = query.push(if at == 0 { "(" } else { ", (" }).bind_list(values).push(")");
    }
    Some(query.into())
}
