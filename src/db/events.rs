//! Events: inserting one is how a status moves. The database checks the edge and applies it.

use super::engine::Tx;
use super::error::DbResult;
use super::statement::statement;
use super::value::{Kind, Param, bind};
use crate::domain::event::{Change, OrderEvent};
use crate::domain::ids::{OperationId, OrderId};

statement! {
    INSERT = "INSERT INTO order_events (order_id, seq, at, lane, edge, from_status, to_status, assignment_id, submission_id, refund_id, \
      actor_role, actor_id, actor_name, reason_code, text, internal, data, operation_id) \
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)"
}

/// Appends an event to its order, which must be locked.
pub async fn append(tx: &mut Tx, order: OrderId, operation: OperationId, event: &OrderEvent) -> DbResult<()> {
    let (from, to, assignment) = match event.change {
        Change::Payment { from, to } => (from.map(|status| status.as_str()), Some(to.as_str()), None),
        Change::Production { assignment, from, to } => (from.map(|status| status.as_str()), Some(to.as_str()), Some(assignment)),
        Change::Note => (None, None, None),
    };
    let text = |status: Option<&'static str>| status.map_or(Param::Null(Kind::Text), Param::from);
    tx.exec(INSERT.with(bind![
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
        event.data.clone(),
        operation,
    ]))
    .await?;
    Ok(())
}
