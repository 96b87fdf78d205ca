//! Refunds with what was paid of them: a list in pages, and those of one order.

use chrono::NaiveDate;
use serde::Serialize;

use crate::db::engine::Db;
use crate::db::engine::answer::Readable;
use crate::db::engine::error::DbResult;
use crate::db::engine::few::{self, Ways, within};
use crate::db::engine::page::{self, Key, any_of, micros, padded};
use crate::db::engine::record::record;
use crate::db::engine::row::{Row, found};
use crate::db::engine::statement::{Query, statement};
use crate::db::engine::value::{Param, bind};
use crate::db::orders::filter::named;
use crate::domain::Time;
use crate::domain::amount_range::AmountRange;
use crate::domain::identity::{shown_id_doc, shown_phone};
use crate::domain::ids::{OrderId, RefundId, RefundPaymentId};
use crate::domain::method::PaymentMethod;
use crate::domain::money::Money;
use crate::domain::orders::rate::Rate;
use crate::domain::payments::refund::{Bearer, Destination, RefundKind};
use crate::domain::text::Safe;

const COLUMNS: &str = "SELECT r.id, r.order_id, o.number, o.version, o.customer_name, r.kind, r.borne_by, r.status, r.amount, r.currency, \
    r.to_method, r.to_bank, r.to_account, r.to_phone, r.to_id_doc, r.to_name, \
    coalesce((SELECT sum(p.amount) FROM refund_payments p WHERE p.refund_id = r.id), 0) AS paid, r.reason, \
    w.display_name AS requested_name, r.created_at, r.closed_at \
    FROM refunds r JOIN orders o ON o.id = r.order_id LEFT JOIN operators w ON w.id = r.requested_by WHERE ";

const PAID: &str = "SELECT p.id, p.refund_id, p.amount, p.currency, p.method, p.reference, p.receipt_url, p.sent_on, p.sent_amount, \
    p.sent_currency, p.rate, p.reverses_id, p.reason, w.display_name AS paid_by, p.paid_at \
    FROM refund_payments p JOIN operators w ON w.id = p.paid_by WHERE ";

statement! {
    PAID_WITH = "SELECT p.order_id AS found FROM refund_payments p WHERE ltrim(p.reference, '0') = $1 LIMIT 300"
}

record! {
    /// One refund.
    #[derive(Serialize)]
    pub struct RefundView {
        pub id: RefundId,
        pub order: OrderId = "order_id",
        pub number: String,
        /// The order's, which a payment is bound to.
        pub version: i64,
        pub customer: Safe = "customer_name",
        pub kind: RefundKind,
        pub borne_by: Option<Bearer>,
        pub status: String,
        pub amount: Money = money("amount", "currency"),
        pub paid: Money = money("paid", "currency"),
        pub left: Money = read(left),
        pub reason: Safe,
        pub to: DestinationView = row,
        pub requested_by: Option<Safe> = "requested_name",
        pub created_at: Time,
        pub closed_at: Option<Time>,
        pub payments: Vec<RefundPaymentView> = filled,
    }

    /// Where a refund goes, as people write it.
    #[derive(Default, Serialize)]
    pub struct DestinationView {
        pub method: Option<PaymentMethod> = "to_method",
        pub bank: Option<Safe> = "to_bank",
        pub account: Option<Safe> = "to_account",
        pub phone: Option<Safe> = read(to_phone),
        pub id_doc: Option<Safe> = read(to_id_doc),
        pub name: Option<Safe> = "to_name",
        /// What its method needs and is not there, by the names of the fields.
        pub missing: Vec<&'static str> = filled,
    }

    /// A part of a refund that was paid, or the row that took one back: its amount is negative.
    #[derive(Serialize)]
    pub struct RefundPaymentView {
        pub id: RefundPaymentId,
        pub amount: Money = money("amount", "currency"),
        pub method: PaymentMethod,
        pub reference: Safe,
        pub receipt_url: Option<Safe>,
        /// The day it left the bank, where somebody said so.
        pub sent_on: Option<NaiveDate>,
        /// What left, where that was another currency, and the bolívares for a dollar it was counted at.
        pub sent: Option<Money> = money_opt("sent_amount", "sent_currency"),
        pub rate: Option<Rate>,
        /// The payment it took back, and why.
        pub reverses: Option<RefundPaymentId> = "reverses_id",
        pub reason: Option<Safe>,
        pub by: Safe = "paid_by",
        pub at: Time = "paid_at",
    }

    /// A part that was paid, and of which refund.
    pub struct RefundPaymentRecord {
        pub refund: RefundId = "refund_id",
        pub payment: RefundPaymentView = row,
    }
}

fn left(row: &Row<'_>) -> DbResult<Money> {
    let paid = row.money("paid", "currency")?;
    Ok(row.money("amount", "currency")?.less(paid).max_zero())
}

fn to_phone(row: &Row<'_>) -> DbResult<Option<Safe>> {
    Ok(row.get::<Option<String>>("to_phone")?.as_deref().map(shown_phone))
}

fn to_id_doc(row: &Row<'_>) -> DbResult<Option<Safe>> {
    Ok(row.get::<Option<String>>("to_id_doc")?.as_deref().map(shown_id_doc))
}

impl DestinationView {
    fn there(field: Option<&Safe>) -> Option<String> {
        field.map(ToString::to_string)
    }

    /// Names what is missing for its method.
    #[must_use]
    pub fn weighed(mut self) -> Self {
        let known = Destination {
            method: self.method,
            bank: Self::there(self.bank.as_ref()),
            account: Self::there(self.account.as_ref()),
            phone: Self::there(self.phone.as_ref()),
            id_doc: Self::there(self.id_doc.as_ref()),
            name: Self::there(self.name.as_ref()),
        };
        self.missing = known.missing();
        self
    }
}

impl RefundView {
    /// Something of it is still to be paid.
    #[must_use]
    pub fn is_due(&self) -> bool {
        self.status == "DUE"
    }

    pub fn key(&self) -> Key {
        Key {
            key: micros(self.created_at),
            id: self.id.uuid(),
        }
    }
}

/// Which refunds. All that is set holds together; an empty list inside `Some` fits nothing.
#[derive(Debug, Clone, Default)]
pub struct RefundQuery {
    /// Those still due, longest waiting first; else all, newest first.
    pub due: bool,
    /// Only of these orders, a short list.
    pub orders: Option<Vec<OrderId>>,
    /// Fragments of the customer's name, all of which must occur.
    pub name: Vec<String>,
    pub asked_from: Option<Time>,
    /// Not included.
    pub asked_to: Option<Time>,
    pub amount: Option<AmountRange>,
}

pub async fn page(db: &Db, wanted: &RefundQuery, after: Option<Key>, limit: i64) -> DbResult<Readable<RefundView>> {
    db.readable(compose(wanted, after, limit)).await
}

/// The statement of a page; also asked for its plan by a test.
pub fn compose(wanted: &RefundQuery, after: Option<Key>, limit: i64) -> Query {
    let mut query = Query::new(COLUMNS).push(if wanted.due { "r.status = 'DUE'" } else { "1 = 1" });
    if let Some(orders) = &wanted.orders {
        query = any_of(query, " AND r.order_id IN (", orders.iter().map(Param::from));
    }
    if let Some(from) = wanted.asked_from {
        query = query.push(" AND r.created_at >= ").bind(from);
    }
    if let Some(to) = wanted.asked_to {
        query = query.push(" AND r.created_at < ").bind(to);
    }
    if let Some(range) = &wanted.amount {
        query = within(query.push(" AND "), "+r.amount", "r.currency", range);
    }
    let query = page::beyond(named(query, &wanted.name), "(r.created_at, r.id)", wanted.due, after);
    // The plus keeps SQLite from walking all of them for the sake of their order: a few are found by their orders.
    let few = wanted.orders.is_some();
    let query = match (few, wanted.due) {
        (false, true) => query.push(" ORDER BY r.created_at, r.id LIMIT "),
        (false, false) => query.push(" ORDER BY r.created_at DESC, r.id DESC LIMIT "),
        (true, true) => query.push_for(" ORDER BY +r.created_at, r.id LIMIT ", " ORDER BY r.created_at, r.id LIMIT "),
        (true, false) => query.push_for(
            " ORDER BY +r.created_at DESC, r.id DESC LIMIT ",
            " ORDER BY r.created_at DESC, r.id DESC LIMIT ",
        ),
    };
    query.bind(limit)
}

/// Orders of the refunds of an amount that few have. Nothing when many have.
pub async fn of_amount(db: &Db, range: &AmountRange) -> DbResult<Option<Vec<OrderId>>> {
    few::few(db, compose_amount(range)).await
}

/// The statement; also asked for its plan by a test.
pub fn compose_amount(range: &AmountRange) -> Query {
    let mut ways = Ways::default();
    ways.add_few(|query| {
        within(
            query.push("SELECT r.order_id AS found FROM refunds r WHERE "),
            "r.amount",
            "r.currency",
            range,
        )
    });
    ways.query().unwrap_or_default()
}

/// Orders of which a part was paid back with the reference of this key.
pub async fn paid_with(db: &Db, reference: &str) -> DbResult<Vec<OrderId>> {
    if reference.is_empty() {
        return Ok(Vec::new());
    }
    Ok(found(db.all(PAID_WITH.with(bind![reference])).await?))
}

pub async fn of_order(db: &Db, order: OrderId) -> DbResult<Vec<RefundView>> {
    db.all(
        Query::new(COLUMNS)
            .push("r.order_id = ")
            .bind(order)
            .push(" ORDER BY r.created_at, r.id"),
    )
    .await
}

pub async fn by_id(db: &Db, refund: RefundId) -> DbResult<Option<RefundView>> {
    db.opt(Query::new(COLUMNS).push("r.id = ").bind(refund)).await
}

pub async fn payments_of_order(db: &Db, order: OrderId) -> DbResult<Vec<RefundPaymentRecord>> {
    db.all(Query::new(PAID).push("p.order_id = ").bind(order).push(" ORDER BY p.paid_at, p.id"))
        .await
}

/// What was paid of these refunds, in the order it was paid.
pub async fn payments(db: &Db, refunds: &[RefundId]) -> DbResult<Vec<RefundPaymentRecord>> {
    if refunds.is_empty() {
        return Ok(Vec::new());
    }
    let query = Query::new(PAID)
        .push("p.refund_id IN (")
        .bind_list(padded(refunds.iter().map(Param::from).collect()))
        .push(") ORDER BY p.paid_at, p.id");
    db.all(query).await
}
