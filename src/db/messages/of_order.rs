//! The messages of the outbox that tell of an order.

use serde::Serialize;

use crate::db::engine::Db;
use crate::db::engine::error::DbResult;
use crate::db::engine::record::record;
use crate::db::engine::statement::statement;
use crate::db::engine::value::bind;
use crate::domain::Time;
use crate::domain::ids::OrderId;
use crate::domain::text::Safe;

statement! {
    OF_ORDER = "SELECT kind, recipient_kind, channel, template, data, created_at, sent_at, cancelled_at FROM notifications \
      WHERE order_id = $1 ORDER BY created_at, id"
}

record! {
    /// One message.
    #[derive(Serialize)]
    pub struct MessageView {
        pub kind: String,
        pub recipient_kind: Safe,
        pub channel: Safe,
        pub template: Safe,
        pub data: serde_json::Value,
        pub created_at: Time,
        pub sent_at: Option<Time>,
        /// It was not to be sent any more.
        pub cancelled_at: Option<Time>,
    }
}

pub async fn of(db: &Db, order: OrderId) -> DbResult<Vec<MessageView>> {
    db.all(OF_ORDER.with(bind![order])).await
}
