//! The payable lines that an assignment's life makes and ends (domain.md §4). Paying them is elsewhere.

use crate::db::engine::Tx;
use crate::db::engine::error::DbResult;
use crate::db::engine::row::{Found, FromRow, Row};
use crate::db::engine::statement::{Bound, statement};
use crate::db::engine::value::{Amount, bind};
use crate::domain::Time;
use crate::domain::actor::Actor;
use crate::domain::ids::{AssignmentId, OrderId, PayableId, RefundId, WorkshopId};
use crate::domain::money::Money;
use crate::domain::payables::line::Payable;
use crate::domain::payables::policy::PaymentPolicy;
use crate::domain::payables::policy_lines::Line;

statement! {
    INSERT = "INSERT INTO workshop_payables (id, assignment_id, order_id, workshop_id, kind, policy, amount, currency, status, due_on, \
      cut_on, reason, refund_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
}

statement! {
    /// What the workshop gives back because of a refund, while it stands.
    GIVEN_BACK = "SELECT id AS found FROM workshop_payables WHERE refund_id = $1 AND kind = 'CLAWBACK' AND status <> 'VOIDED'"
}

statement! {
    VOID = "UPDATE workshop_payables SET status = 'VOIDED', reason = $2, version = version + 1 WHERE id = $1"
}

statement! {
    EVENT = "INSERT INTO payable_events (payable_id, seq, at, kind, actor_role, actor_id, actor_name, reason, amount) \
      VALUES ($1, (SELECT coalesce(max(e.seq), 0) + 1 FROM payable_events e WHERE e.payable_id = $1), $2, $3, $4, $5, $6, $7, $8)"
}

impl FromRow for Payable {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self {
            id: row.get("id")?,
            kind: row.get("kind")?,
            amount: row.money("amount", "currency")?,
            paid: row.money("paid", "currency")?,
            status: row.get("status")?,
            due_on: row.get("due_on")?,
            cut_on: row.get("cut_on")?,
        })
    }
}

/// The lines of an assignment, locked, with what was paid of each.
pub async fn of_assignment(tx: &mut Tx, assignment: AssignmentId) -> DbResult<Vec<Payable>> {
    let locked = super::payable::of_assignment(tx, assignment).await?;
    Ok(locked.into_iter().map(|payable| payable.line).collect())
}

/// The clawback that a refund caused, while it stands.
pub async fn given_back(tx: &mut Tx, refund: RefundId) -> DbResult<Option<PayableId>> {
    Ok(tx
        .opt::<Found<PayableId>>(GIVEN_BACK.with(bind![refund]))
        .await?
        .map(|found| found.0))
}

/// Whose line it is, and the refund it comes of.
#[derive(Clone, Copy)]
pub struct Debt {
    pub assignment: AssignmentId,
    pub order: OrderId,
    pub workshop: WorkshopId,
    pub policy: PaymentPolicy,
    pub refund: Option<RefundId>,
}

pub fn insert(id: PayableId, debt: Debt, line: &Line, reason: Option<&str>) -> Bound {
    INSERT.with(bind![
        id,
        debt.assignment,
        debt.order,
        debt.workshop,
        line.kind,
        debt.policy,
        Amount(line.amount.amount()),
        line.amount.currency(),
        line.status,
        line.due_on,
        line.cut_on,
        reason,
        debt.refund,
    ])
}

pub fn void(id: PayableId, reason: Option<&str>) -> Bound {
    VOID.with(bind![id, reason])
}

/// A line of a payable's history. `amount` is the rest that a VOIDED one no longer owes.
pub fn event(id: PayableId, kind: &'static str, actor: &Actor, reason: Option<&str>, amount: Option<Money>, at: Time) -> Bound {
    EVENT.with(bind![
        id,
        at,
        kind,
        actor.role,
        actor.id,
        &actor.name,
        reason,
        amount.map(|money| Amount(money.amount())),
    ])
}
