//! The messages of the outbox that tell of an order.

use crate::db::engine::Db;
use crate::db::engine::error::DbResult;
use crate::db::engine::row::{FromRow, Row};
use crate::db::engine::statement::statement;
use crate::db::engine::value::bind;
use crate::domain::Time;
use crate::domain::ids::OrderId;

statement! {
    OF_ORDER = "SELECT kind, recipient_kind, channel, template, data, created_at, sent_at FROM notifications \
      WHERE order_id = $1 ORDER BY created_at, id"
}

/// One message.
pub struct MessageRecord {
    pub kind: String,
    pub recipient_kind: String,
    pub channel: String,
    pub template: String,
    pub data: serde_json::Value,
    pub created_at: Time,
    pub sent_at: Option<Time>,
}

impl FromRow for MessageRecord {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self {
            kind: row.get("kind")?,
            recipient_kind: row.get("recipient_kind")?,
            channel: row.get("channel")?,
            template: row.get("template")?,
            data: row.get("data")?,
            created_at: row.get("created_at")?,
            sent_at: row.get("sent_at")?,
        })
    }
}

pub async fn of(db: &Db, order: OrderId) -> DbResult<Vec<MessageRecord>> {
    db.all(OF_ORDER.with(bind![order])).await
}
