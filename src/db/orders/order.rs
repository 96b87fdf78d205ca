//! Orders as commands need them: locked, inserted with their items and quotes, and their claims.

use super::head::quote;
use crate::db::engine::error::{DbError, DbResult};
use crate::db::engine::record::record;
use crate::db::engine::row::Row;
use crate::db::engine::statement::{Bound, statement};
use crate::db::engine::value::{Amount, bind};
use crate::db::engine::{Db, Tx};
use crate::domain::Time;
use crate::domain::ids::{AssignmentId, CityId, ItemId, OperatorId, OrderId, ProductId, WorkshopId};
use crate::domain::money::{Currency, Money};
use crate::domain::orders::geography::State;
use crate::domain::orders::quote::Quote;
use crate::domain::orders::rate::Rate;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::{AssignmentStatus, PaymentStatus};
use crate::domain::payments::guards::Claim;

statement! {
    /// On PostgreSQL a row that was waited for comes in its newest version, but what is joined to it as it was before the
    /// wait; `read_version` is the version of that time.
    LOCK = "SELECT o.id, o.number, o.version, o.event_seq, o.payment_status, o.on_hold, o.delivery_method, o.customer_phone, \
      o.customer_id_doc, o.customer_name, o.city_id, o.state_code, o.workshop_id, o.subtotal_amount, o.total_amount, o.currency, o.due_amount, o.due_currency, o.rate, o.quoted_at, \
      o.quote_expires_at, o.credited_amount, o.attempt, o.placed_at, o.last_event_at, o.claim_operator_id, o.claimed_at, o.claim_expires_at, \
      op.display_name AS claim_name, a.id AS assignment_id, a.status AS assignment_status, \
      (SELECT max(q.seq) FROM order_quotes q WHERE q.order_id = o.id) AS quote_seq, \
      (SELECT r.version FROM orders r WHERE r.id = o.id) AS read_version \
      FROM orders o LEFT JOIN operators op ON op.id = o.claim_operator_id \
      LEFT JOIN production_assignments a ON a.order_id = o.id AND a.status NOT IN ('REJECTED', 'CANCELLED') \
      WHERE o.id = $1", for_update_of_orders
}

statement! {
    ID_OF_NUMBER = "SELECT id FROM orders WHERE number = $1"
}

statement! {
    INSERT = "INSERT INTO orders (id, number, customer_name, customer_phone, customer_id_doc, customer_email, delivery_method, city_id, \
      state_code, address, subtotal_amount, shipping_amount, total_amount, currency, due_amount, due_currency, rate, quoted_at, \
      quote_expires_at, placed_at, last_event_at) \
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $18, $18)"
}

statement! {
    INSERT_ITEM = "INSERT INTO order_items (id, order_id, product_id, name, quantity, unit_price_amount, currency, line_amount) \
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
}

statement! {
    INSERT_QUOTE = "INSERT INTO order_quotes (order_id, seq, total_amount, currency, due_amount, due_currency, rate, quoted_at, expires_at) \
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
}

statement! {
    QUOTE_OF = "SELECT total_amount, currency, due_amount, due_currency, rate, quoted_at, expires_at FROM order_quotes \
      WHERE order_id = $1 AND seq = $2"
}

statement! {
    REQUOTE = "UPDATE orders SET due_amount = $2, rate = $3, quoted_at = $4, quote_expires_at = $5 WHERE id = $1"
}

statement! {
    CLAIM = "UPDATE orders SET claim_operator_id = $2, claimed_at = $3, claim_expires_at = $4 WHERE id = $1"
}

statement! {
    RENEW = "UPDATE orders SET claim_expires_at = $2 WHERE id = $1"
}

statement! {
    /// Orders nobody paid, for the deadline job: the index on status and last event serves it.
    UNPAID_SINCE = "SELECT id, number, last_event_at AS since FROM orders WHERE payment_status IN ('PENDING', 'REJECTED') \
      AND last_event_at <= $1 AND credited_amount = 0 ORDER BY last_event_at LIMIT $2"
}

record! {
    /// An order whose deadline passed.
    pub struct Unpaid {
        pub id: OrderId,
        pub number: String,
        pub since: Time,
    }
}

record! {
    /// When something last happened to an order.
    struct Newest {
        at: Time = "last_event_at",
    }
}

statement! {
    NEWEST_EVENT = "SELECT last_event_at FROM orders ORDER BY last_event_at DESC, id DESC LIMIT 1"
}

/// When something last happened at all; none in a new database.
pub async fn newest_event(db: &Db) -> DbResult<Option<Time>> {
    Ok(db.opt::<Newest>(NEWEST_EVENT.with([])).await?.map(|newest| newest.at))
}

pub async fn unpaid_since(db: &Db, before: Time, limit: u32) -> DbResult<Vec<Unpaid>> {
    db.all(UNPAID_SINCE.with(bind![before, limit])).await
}

record! {
    /// An order under lock: what the rules look at.
    pub struct LockedOrder {
        pub id: OrderId,
        pub number: String,
        pub version: i64,
        pub event_seq: i64,
        pub payment: PaymentStatus = "payment_status",
        pub on_hold: bool,
        pub delivery: DeliveryMethod = "delivery_method",
        pub city: Option<CityId> = "city_id",
        pub state: Option<State> = read(state),
        pub customer_name: String,
        pub customer_phone: String,
        pub customer_id_doc: Option<String>,
        pub subtotal: Money = money("subtotal_amount", "currency"),
        pub quote: Quote = read(quote),
        pub quote_seq: i64,
        /// Bolívares verified so far.
        pub credited: Money = money_in("credited_amount", Currency::Ves),
        pub attempt: u32,
        pub placed_at: Time,
        pub last_event_at: Time,
        pub claim: Option<Claim> = read(super::claim::claim),
        /// The active assignment, and its workshop.
        pub assignment: Option<(AssignmentId, AssignmentStatus)> = read(assignment),
        pub workshop: Option<WorkshopId> = "workshop_id",
    }
}

impl LockedOrder {
    /// The workshop that knows of the order: one that was only chosen does not.
    pub fn notified_workshop(&self) -> Option<WorkshopId> {
        let notified = self
            .assignment
            .is_some_and(|(_, status)| status > AssignmentStatus::PendingAssignment);
        self.workshop.filter(|_| notified)
    }
}

fn state(row: &Row<'_>) -> DbResult<Option<State>> {
    let code: Option<String> = row.get("state_code")?;
    Ok(code.as_deref().and_then(|code| code.parse().ok()))
}

fn assignment(row: &Row<'_>) -> DbResult<Option<(AssignmentId, AssignmentStatus)>> {
    Ok(row.get::<Option<AssignmentId>>("assignment_id")?.zip(row.get("assignment_status")?))
}

record! {
    struct Id(OrderId = "id");
}

/// A new order; its first event makes it real.
pub struct NewOrder {
    pub id: OrderId,
    pub number: String,
    pub customer_name: String,
    pub customer_phone: String,
    pub customer_id_doc: Option<String>,
    pub customer_email: Option<String>,
    pub delivery: DeliveryMethod,
    pub city: Option<CityId>,
    pub state: Option<String>,
    pub address: Option<String>,
    pub subtotal: Money,
    pub shipping: Money,
    pub quote: Quote,
    pub items: Vec<NewItem>,
}

pub struct NewItem {
    pub id: ItemId,
    pub product: ProductId,
    pub name: String,
    pub quantity: u32,
    pub unit_price: Money,
    pub line: Money,
}

record! {
    struct Read {
        order: LockedOrder = row,
        version: i64 = "read_version",
    }
}

/// Locks the order until the transaction ends.
pub async fn lock(tx: &mut Tx, id: OrderId) -> DbResult<Option<LockedOrder>> {
    let Some(read) = tx.opt::<Read>(LOCK.with(bind![id])).await? else {
        return Ok(None);
    };
    if read.version == read.order.version {
        return Ok(Some(read.order));
    }
    // It moved while it was waited for; now it stands still.
    Ok(tx.opt::<Read>(LOCK.with(bind![id])).await?.map(|read| read.order))
}

/// `number` in its stored form.
pub async fn id_of_number(tx: &mut Tx, number: &str) -> DbResult<Option<OrderId>> {
    Ok(tx.opt::<Id>(ID_OF_NUMBER.with(bind![number])).await?.map(|row| row.0))
}

/// The order; then, together, its items and its first quote.
pub fn insert(order: &NewOrder) -> (Bound, Vec<Bound>) {
    let quote = &order.quote;
    let row = INSERT.with(bind![
        order.id,
        &order.number,
        &order.customer_name,
        &order.customer_phone,
        &order.customer_id_doc,
        &order.customer_email,
        order.delivery,
        order.city,
        &order.state,
        &order.address,
        Amount(order.subtotal.amount()),
        Amount(order.shipping.amount()),
        Amount(quote.total.amount()),
        quote.total.currency(),
        Amount(quote.due.amount()),
        quote.due.currency(),
        quote.rate,
        quote.quoted_at,
        quote.expires_at,
    ]);
    let items = order.items.iter().map(|item| {
        INSERT_ITEM.with(bind![
            item.id,
            order.id,
            item.product,
            &item.name,
            item.quantity,
            Amount(item.unit_price.amount()),
            item.unit_price.currency(),
            Amount(item.line.amount()),
        ])
    });
    (row, items.chain([insert_quote(order.id, 1, quote)]).collect())
}

fn insert_quote(order: OrderId, seq: i64, quote: &Quote) -> Bound {
    INSERT_QUOTE.with(bind![
        order,
        seq,
        Amount(quote.total.amount()),
        quote.total.currency(),
        Amount(quote.due.amount()),
        quote.due.currency(),
        quote.rate,
        quote.quoted_at,
        quote.expires_at,
    ])
}

/// Replaces the quote in force; the old one stays in the history. In this order: the database takes no other figures than its quote's.
pub fn requote(order: OrderId, seq: i64, quote: &Quote) -> Vec<Bound> {
    let in_force = REQUOTE.with(bind![
        order,
        Amount(quote.due.amount()),
        quote.rate,
        quote.quoted_at,
        quote.expires_at
    ]);
    vec![insert_quote(order, seq, quote), in_force]
}

record! {
    struct QuoteOf(Quote = read(kept_quote));
}

fn kept_quote(row: &Row<'_>) -> DbResult<Quote> {
    Ok(Quote {
        total: row.money("total_amount", "currency")?,
        due: row.money("due_amount", "due_currency")?,
        rate: row.get("rate")?,
        quoted_at: row.get("quoted_at")?,
        expires_at: row.get("expires_at")?,
    })
}

/// A quote of an order's history.
pub async fn quote_of(tx: &mut Tx, order: OrderId, seq: i64) -> DbResult<Option<Quote>> {
    Ok(tx.opt::<QuoteOf>(QUOTE_OF.with(bind![order, seq])).await?.map(|row| row.0))
}

pub fn claim(order: OrderId, holder: OperatorId, since: Time, until: Time) -> Bound {
    CLAIM.with(bind![order, holder, since, until])
}

pub fn renew(order: OrderId, until: Time) -> Bound {
    RENEW.with(bind![order, until])
}

impl crate::db::engine::row::Column for Rate {
    fn read(row: &Row<'_>, name: &str) -> DbResult<Option<Self>> {
        rust_decimal::Decimal::read(row, name)?
            .map(|value| Self::new(value).map_err(|refusal| DbError::Value(format!("rate {value}: {refusal}"))))
            .transpose()
    }
}

impl crate::db::engine::value::ToParam for Rate {
    const KIND: crate::db::engine::value::Kind = crate::db::engine::value::Kind::Rate;

    fn to_param(&self) -> crate::db::engine::value::Param {
        crate::db::engine::value::Param::Rate(self.value())
    }
}
