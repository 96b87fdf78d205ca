//! Refunds: one due at a time, paid in parts, closed when paid or voided.

use crate::db::engine::Tx;
use crate::db::engine::error::DbResult;
use crate::db::engine::record::record;
use crate::db::engine::statement::{Bound, statement};
use crate::db::engine::value::{Amount, bind};
use crate::domain::Time;
use crate::domain::actor::Role;
use crate::domain::ids::{OperatorId, OrderId, RefundId, RefundPaymentId};
use crate::domain::method::PaymentMethod;
use crate::domain::money::Money;

statement! {
    DUE = "SELECT r.id, r.amount, r.currency, r.requested_by, \
      (SELECT coalesce(sum(p.amount), 0) FROM refund_payments p WHERE p.refund_id = r.id) AS paid \
      FROM refunds r WHERE r.order_id = $1 AND r.status = 'DUE'"
}

statement! {
    INSERT = "INSERT INTO refunds (id, order_id, amount, currency, reason, requested_role, requested_by) VALUES ($1, $2, $3, $4, $5, $6, $7)"
}

statement! {
    INSERT_PAYMENT = "INSERT INTO refund_payments (id, refund_id, order_id, amount, currency, method, reference, receipt_url, paid_by, paid_at) \
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
}

statement! {
    CLOSE = "UPDATE refunds SET status = $2, closed_by = $3, closed_at = $4 WHERE id = $1"
}

record! {
    /// The refund an order has due.
    pub struct DueRefund {
        pub id: RefundId,
        pub amount: Money = money("amount", "currency"),
        pub paid: Money = money("paid", "currency"),
        pub requested_by: Option<OperatorId>,
    }
}

/// A part of a refund that was paid.
pub struct NewRefundPayment {
    pub id: RefundPaymentId,
    pub refund: RefundId,
    pub order: OrderId,
    pub amount: Money,
    pub method: PaymentMethod,
    pub reference: String,
    pub receipt_url: Option<String>,
    pub by: OperatorId,
    pub at: Time,
}

pub async fn due(tx: &mut Tx, order: OrderId) -> DbResult<Option<DueRefund>> {
    tx.opt(DUE.with(bind![order])).await
}

pub fn insert(id: RefundId, order: OrderId, amount: Money, reason: &str, by: (Role, Option<OperatorId>)) -> Bound {
    INSERT.with(bind![id, order, Amount(amount.amount()), amount.currency(), reason, by.0, by.1])
}

pub fn pay(new: &NewRefundPayment) -> Bound {
    INSERT_PAYMENT.with(bind![
        new.id,
        new.refund,
        new.order,
        Amount(new.amount.amount()),
        new.amount.currency(),
        new.method,
        &new.reference,
        &new.receipt_url,
        new.by,
        new.at,
    ])
}

/// `PAID` or `VOIDED`.
pub fn close(refund: RefundId, status: &'static str, by: Option<OperatorId>, at: Time) -> Bound {
    CLOSE.with(bind![refund, status, by, at])
}
