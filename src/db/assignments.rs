//! Production assignments, as far as the payment half makes them: opened, and cancelled with their order.

use super::engine::Tx;
use super::error::DbResult;
use super::statement::statement;
use super::value::bind;
use crate::domain::ids::{AssignmentId, OrderId};

statement! {
    OPEN = "INSERT INTO production_assignments (id, order_id, attempt, status) \
      VALUES ($1, $2, (SELECT coalesce(max(a.attempt), 0) + 1 FROM production_assignments a WHERE a.order_id = $2), 'PENDING_ASSIGNMENT')"
}

/// A new assignment without a workshop yet; its A1 event follows.
pub async fn open(tx: &mut Tx, id: AssignmentId, order: OrderId) -> DbResult<()> {
    tx.exec(OPEN.with(bind![id, order])).await?;
    Ok(())
}
