//! Orders as they are written to a file: in the order they were placed, which later changes do not move.

use super::filter::{OrderQuery, Walk};
use crate::db::engine::Db;
use crate::db::engine::error::DbResult;
use crate::db::engine::page::{self, Key, micros};
use crate::db::engine::row::{FromRow, Row};
use crate::db::engine::statement::Query;
use crate::domain::Time;
use crate::domain::ids::OrderId;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::{AssignmentStatus, PaymentStatus};

const EXPORTED: &str = "SELECT o.id, o.number, o.placed_at, o.customer_name, o.customer_phone, o.customer_id_doc, o.customer_email, \
    o.delivery_method, st.name AS state, c.name AS city, o.address, o.subtotal_amount, o.shipping_amount, o.total_amount, o.currency, \
    o.due_amount, o.due_currency, o.rate, o.credited_amount, o.payment_status, o.production_status, o.on_hold, w.name AS workshop, \
    o.attempt, o.last_event_at \
    FROM orders o LEFT JOIN workshops w ON w.id = o.workshop_id LEFT JOIN cities c ON c.id = o.city_id \
    LEFT JOIN states st ON st.code = o.state_code WHERE 1 = 1";

/// An order with everything a spreadsheet may want.
pub struct ExportRecord {
    pub id: OrderId,
    pub number: String,
    pub placed_at: Time,
    pub customer: String,
    pub phone: String,
    pub id_doc: Option<String>,
    pub email: Option<String>,
    pub delivery: DeliveryMethod,
    pub state: Option<String>,
    pub city: Option<String>,
    pub address: Option<String>,
    pub subtotal: Money,
    pub shipping: Money,
    pub total: Money,
    pub due: Money,
    pub rate: rust_decimal::Decimal,
    pub credited: Money,
    pub payment: PaymentStatus,
    pub production: Option<AssignmentStatus>,
    pub on_hold: bool,
    pub workshop: Option<String>,
    pub attempt: u32,
    pub last_event_at: Time,
}

impl FromRow for ExportRecord {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self {
            id: row.get("id")?,
            number: row.get("number")?,
            placed_at: row.get("placed_at")?,
            customer: row.get("customer_name")?,
            phone: row.get("customer_phone")?,
            id_doc: row.get("customer_id_doc")?,
            email: row.get("customer_email")?,
            delivery: row.get("delivery_method")?,
            state: row.get("state")?,
            city: row.get("city")?,
            address: row.get("address")?,
            subtotal: row.money("subtotal_amount", "currency")?,
            shipping: row.money("shipping_amount", "currency")?,
            total: row.money("total_amount", "currency")?,
            due: row.money("due_amount", "due_currency")?,
            rate: row.get("rate")?,
            credited: row.money_in("credited_amount", Currency::Ves)?,
            payment: row.get("payment_status")?,
            production: row.get("production_status")?,
            on_hold: row.get("on_hold")?,
            workshop: row.get("workshop")?,
            attempt: row.get("attempt")?,
            last_event_at: row.get("last_event_at")?,
        })
    }
}

impl ExportRecord {
    pub fn key(&self) -> Key {
        Key {
            key: micros(self.placed_at),
            id: self.id.uuid(),
        }
    }
}

pub async fn page(db: &Db, wanted: &OrderQuery, after: Option<Key>, limit: i64) -> DbResult<Vec<ExportRecord>> {
    db.all(compose(wanted, after, limit)).await
}

/// The statement of a page; also asked for its plan by a test.
pub fn compose(wanted: &OrderQuery, after: Option<Key>, limit: i64) -> Query {
    let query = wanted.conditions(Query::new(EXPORTED), Walk::Placed);
    let query = page::beyond(query, "(o.placed_at, o.id)", true, after);
    if wanted.orders.is_some() {
        // The plus keeps SQLite from walking all orders for the sake of their order: a few are found by their ids.
        query.push_for(" ORDER BY +o.placed_at, o.id LIMIT ", " ORDER BY o.placed_at, o.id LIMIT ")
    } else {
        query.push(" ORDER BY o.placed_at, o.id LIMIT ")
    }
    .bind(limit)
}
