//! The messages of the outbox that tell of an order.

use serde::Serialize;

use crate::db::engine::Db;
use crate::db::engine::error::DbResult;
use crate::db::engine::record::record;
use crate::db::engine::statement::statement;
use crate::db::engine::value::bind;
use crate::domain::Time;
use crate::domain::ids::{NotificationId, OrderId};
use crate::domain::messages::channel::MessageState;
use crate::domain::text::Safe;

statement! {
    OF_ORDER = "SELECT id, event_seq, kind, recipient_kind, channel, template, data, state, created_at, not_before, sent_at, cancelled_at, \
      attempts, last_error FROM notifications \
      WHERE order_id = $1 ORDER BY created_at, id"
}

record! {
    /// One message.
    #[derive(Serialize)]
    pub struct MessageView {
        pub id: NotificationId,
        /// The event that it tells of.
        pub event_seq: Option<i64>,
        pub kind: String,
        pub recipient_kind: Safe,
        pub channel: Safe,
        pub template: Safe,
        pub data: serde_json::Value,
        pub state: MessageState,
        pub created_at: Time,
        pub not_before: Option<Time>,
        pub sent_at: Option<Time>,
        /// It was not to be sent any more.
        pub cancelled_at: Option<Time>,
        /// Tries that failed.
        pub attempts: i64,
        pub last_error: Option<Safe>,
        /// Nothing is sent to whom it is for.
        pub switched_off: bool = filled,
    }
}

pub async fn of(db: &Db, order: OrderId) -> DbResult<Vec<MessageView>> {
    db.all(OF_ORDER.with(bind![order])).await
}
