//! Events: inserting one is how a status moves. The database checks the edge and applies it.

use crate::db::engine::Tx;
use crate::db::engine::error::DbResult;
use crate::db::engine::record::record;
use crate::db::engine::statement::{Bound, statement};
use crate::db::engine::value::{Kind, Param, bind};
use crate::domain::Time;
use crate::domain::ids::{OperationId, OrderId};
use crate::domain::orders::event::{Change, OrderEvent};

statement! {
    INSERT = "INSERT INTO order_events (order_id, seq, at, lane, edge, from_status, to_status, assignment_id, submission_id, refund_id, \
      actor_role, actor_id, actor_name, reason_code, text, internal, data, operation_id) \
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)"
}

statement! {
    SINCE = "SELECT at, edge, actor_name, text FROM order_events WHERE order_id = $1 AND seq > $2 ORDER BY seq"
}

record! {
    /// An event that somebody did not see.
    pub struct Unseen {
        pub at: Time,
        pub edge: String,
        pub actor_name: String,
        pub text: Option<String>,
    }
}

/// What happened after a version; versions count events.
pub async fn since(tx: &mut Tx, order: OrderId, version: i64) -> DbResult<Vec<Unseen>> {
    tx.all(SINCE.with(bind![order, version])).await
}

/// Appends an event to its order, which must be locked.
pub fn append(order: OrderId, operation: OperationId, event: &OrderEvent) -> Bound {
    let (from, to, assignment) = match event.change {
        Change::Payment { from, to } => (from.map(|status| status.as_str()), Some(to.as_str()), None),
        Change::Production { assignment, from, to } => (from.map(|status| status.as_str()), Some(to.as_str()), Some(assignment)),
        Change::Note => (None, None, None),
    };
    let text = |status: Option<&'static str>| status.map_or(Param::Null(Kind::Text), Param::from);
    INSERT.with(bind![
        order,
        event.seq,
        event.at,
        event.change.lane(),
        &event.edge,
        text(from),
        text(to),
        assignment,
        event.submission,
        event.refund,
        event.actor_role,
        event.actor_id,
        &event.actor_name,
        &event.reason_code,
        &event.text,
        event.internal,
        event.data.stored().clone(),
        operation,
    ])
}
