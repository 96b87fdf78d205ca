//! Production assignments, as far as the payment half makes them: opened, and cancelled with their order.

use super::statement::{Bound, statement};
use super::value::bind;
use crate::domain::Time;
use crate::domain::ids::{AssignmentId, OrderId};

statement! {
    OPEN = "INSERT INTO production_assignments (id, order_id, attempt, status) \
      VALUES ($1, $2, (SELECT coalesce(max(a.attempt), 0) + 1 FROM production_assignments a WHERE a.order_id = $2), 'PENDING_ASSIGNMENT')"
}

statement! {
    FREE_CAPACITY = "UPDATE capacity_bookings SET state = 'FREED', freed_at = $2 WHERE assignment_id = $1 AND state = 'HELD'"
}

statement! {
    CANCEL = "UPDATE production_assignments SET reason_text = $2, cancel_share_basis_points = $3, closed_at = $4 WHERE id = $1"
}

/// Frees what a cancelled assignment held, and keeps why it ended and the share still owed to its workshop.
pub fn cancelled(id: AssignmentId, reason: Option<&str>, share: Option<u32>, at: Time) -> Vec<Bound> {
    vec![FREE_CAPACITY.with(bind![id, at]), CANCEL.with(bind![id, reason, share, at])]
}

/// A new assignment without a workshop yet; its A1 event follows.
pub fn open(id: AssignmentId, order: OrderId) -> Bound {
    OPEN.with(bind![id, order])
}
