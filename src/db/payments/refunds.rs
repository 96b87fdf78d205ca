//! Refunds and their payments, as commands read and write them.

use chrono::NaiveDate;

use crate::db::engine::Tx;
use crate::db::engine::error::DbResult;
use crate::db::engine::record::record;
use crate::db::engine::row::{FromRow, Row};
use crate::db::engine::statement::{Bound, statement};
use crate::db::engine::value::{Amount, bind};
use crate::domain::Time;
use crate::domain::actor::Role;
use crate::domain::ids::{OperatorId, OrderId, RefundId, RefundPaymentId, RunLineId};
use crate::domain::method::PaymentMethod;
use crate::domain::money::Money;
use crate::domain::orders::rate::Rate;
use crate::domain::payments::refund::{Bearer, Destination, LONGEST_ACCOUNT, RefundKind};

statement! {
    OF_ORDER = "SELECT r.id, r.kind, r.status, r.amount, r.currency, r.requested_by, \
      (SELECT coalesce(sum(p.amount), 0) FROM refund_payments p WHERE p.refund_id = r.id) AS paid \
      FROM refunds r WHERE r.order_id = $1 ORDER BY r.created_at, r.id"
}

statement! {
    INSERT = "INSERT INTO refunds (id, order_id, kind, borne_by, amount, currency, reason, requested_role, requested_by, \
      to_method, to_bank, to_account, to_phone, to_id_doc, to_name) \
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
}

statement! {
    DIRECT = "UPDATE refunds SET to_method = $2, to_bank = $3, to_account = $4, to_phone = $5, to_id_doc = $6, to_name = $7 WHERE id = $1"
}

statement! {
    INSERT_PAYMENT = "INSERT INTO refund_payments (id, refund_id, order_id, amount, currency, method, reference, receipt_url, paid_by, paid_at, \
      sent_on, sent_amount, sent_currency, rate, repeats_reason, run_line_id) \
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"
}

statement! {
    PAYMENT = "SELECT p.id, p.refund_id, p.amount, p.currency, p.method, p.reference, \
      (SELECT count(*) FROM refund_payments x WHERE x.reverses_id = p.id) AS reversed \
      FROM refund_payments p WHERE p.id = $1 AND p.order_id = $2 AND p.reverses_id IS NULL"
}

statement! {
    /// A reversing row says what its payment says, with the other sign.
    REVERSE = "INSERT INTO refund_payments (id, refund_id, order_id, amount, currency, method, reference, paid_by, paid_at, reverses_id, reason, \
      sent_amount, sent_currency, rate) \
      SELECT $1, p.refund_id, p.order_id, -p.amount, p.currency, p.method, p.reference, $2, $3, p.id, $4, \
      -p.sent_amount, p.sent_currency, p.rate FROM refund_payments p WHERE p.id = $5"
}

statement! {
    /// An earlier payment of a refund with the same method and reference, whether or not somebody took it back.
    REPEATED = "SELECT o.number, p.paid_at FROM refund_payments p JOIN orders o ON o.id = p.order_id \
      WHERE p.method = $1 AND ltrim(p.reference, '0') = ltrim($2, '0') AND p.reverses_id IS NULL \
      ORDER BY p.paid_at DESC LIMIT 1"
}

statement! {
    CLOSE = "UPDATE refunds SET status = $2, closed_by = $3, closed_at = $4 WHERE id = $1"
}

statement! {
    REOPEN = "UPDATE refunds SET status = 'DUE', closed_by = NULL, closed_at = NULL WHERE id = $1"
}

statement! {
    /// Where the money of an order came from: its last verified proof.
    CAME_FROM = "SELECT method, origin_bank, payer_phone, payer_id_doc, payer_name, payer_email FROM payment_submissions \
      WHERE order_id = $1 AND state = 'VERIFIED' ORDER BY seq DESC LIMIT 1"
}

record! {
    /// A refund of an order, with what was paid of it.
    pub struct LockedRefund {
        pub id: RefundId,
        pub kind: RefundKind,
        pub status: String,
        pub amount: Money = money("amount", "currency"),
        pub paid: Money = money("paid", "currency"),
        pub requested_by: Option<OperatorId>,
    }

    /// A payment that may be taken back.
    pub struct LockedRefundPayment {
        pub id: RefundPaymentId,
        pub refund: RefundId = "refund_id",
        pub amount: Money = money("amount", "currency"),
        pub method: PaymentMethod,
        pub reference: String,
        /// Rows that took it back: none or one.
        pub reversed: i64,
    }

    /// An earlier payment of the same name.
    pub struct RepeatedRefund {
        pub number: String,
        pub paid_at: Time,
    }
}

/// A refund to be made.
pub struct NewRefund<'a> {
    pub id: RefundId,
    pub order: OrderId,
    pub kind: RefundKind,
    pub borne_by: Option<Bearer>,
    pub amount: Money,
    pub reason: &'a str,
    pub by: (Role, Option<OperatorId>),
    pub to: Destination,
}

/// A part of a refund that was paid. `amount` is counted in the refund's currency; `sent` is what left, with its rate, where
/// that is another one.
pub struct NewRefundPayment {
    pub id: RefundPaymentId,
    pub refund: RefundId,
    pub order: OrderId,
    pub amount: Money,
    pub sent: Option<(Money, Rate)>,
    pub sent_on: NaiveDate,
    pub method: PaymentMethod,
    pub reference: String,
    pub receipt_url: Option<String>,
    pub repeats_reason: Option<String>,
    /// The line of a payment run that it was sent by.
    pub run_line: Option<RunLineId>,
    pub by: OperatorId,
    pub at: Time,
}

impl LockedRefund {
    pub fn is_due(&self) -> bool {
        self.status == "DUE"
    }

    pub fn stands(&self) -> bool {
        self.status != "VOIDED"
    }
}

pub async fn of_order(tx: &mut Tx, order: OrderId) -> DbResult<Vec<LockedRefund>> {
    tx.all(OF_ORDER.with(bind![order])).await
}

pub fn insert(new: &NewRefund<'_>) -> Bound {
    INSERT.with(bind![
        new.id,
        new.order,
        new.kind,
        new.borne_by,
        Amount(new.amount.amount()),
        new.amount.currency(),
        new.reason,
        new.by.0,
        new.by.1,
        new.to.method,
        &new.to.bank,
        &new.to.account,
        &new.to.phone,
        &new.to.id_doc,
        &new.to.name,
    ])
}

pub fn direct(refund: RefundId, to: &Destination) -> Bound {
    DIRECT.with(bind![refund, to.method, &to.bank, &to.account, &to.phone, &to.id_doc, &to.name])
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
        new.sent_on,
        new.sent.map(|(sent, _)| Amount(sent.amount())),
        new.sent.map(|(sent, _)| sent.currency()),
        new.sent.map(|(_, rate)| rate),
        &new.repeats_reason,
        new.run_line,
    ])
}

/// A payment of the order's refunds; none where it is no payment of them.
pub async fn payment(tx: &mut Tx, order: OrderId, payment: RefundPaymentId) -> DbResult<Option<LockedRefundPayment>> {
    tx.opt(PAYMENT.with(bind![payment, order])).await
}

/// Takes a payment back by a row of its own.
pub fn reverse(id: RefundPaymentId, payment: RefundPaymentId, reason: &str, by: OperatorId, at: Time) -> Bound {
    REVERSE.with(bind![id, by, at, reason, payment])
}

pub async fn repeated(tx: &mut Tx, method: PaymentMethod, reference: &str) -> DbResult<Option<RepeatedRefund>> {
    tx.opt(REPEATED.with(bind![method, reference])).await
}

/// `PAID` or `VOIDED`.
pub fn close(refund: RefundId, status: &'static str, by: Option<OperatorId>, at: Time) -> Bound {
    CLOSE.with(bind![refund, status, by, at])
}

/// Due again, after a payment of it was taken back.
pub fn reopen(refund: RefundId) -> Bound {
    REOPEN.with(bind![refund])
}

/// Where the order's money came from, as far as its last verified proof says it.
pub async fn came_from(tx: &mut Tx, order: OrderId) -> DbResult<Destination> {
    let found = tx.opt::<CameFrom>(CAME_FROM.with(bind![order])).await?;
    Ok(found.map(|found| found.0).unwrap_or_default())
}

struct CameFrom(Destination);

impl FromRow for CameFrom {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        let method: PaymentMethod = row.get("method")?;
        let bank: Option<String> = row.get("origin_bank")?;
        Ok(Self(Destination {
            method: Some(method),
            bank: bank.filter(|bank| bank.len() == 4 && bank.bytes().all(|b| b.is_ascii_digit())),
            account: fitting(row, "payer_email", LONGEST_ACCOUNT)?,
            phone: fitting(row, "payer_phone", 20)?,
            id_doc: fitting(row, "payer_id_doc", 20)?,
            name: fitting(row, "payer_name", 200)?,
        }))
    }
}

/// A text of a proof, unless it is longer than a destination keeps: a site writes what it likes, and a refund is never refused
/// for it.
fn fitting(row: &Row<'_>, column: &str, most: usize) -> DbResult<Option<String>> {
    let text: Option<String> = row.get(column)?;
    Ok(text.filter(|text| text.chars().count() <= most))
}
