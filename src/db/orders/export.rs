//! Orders as they are written to a file: in the order they were placed, which later changes do not move.

use rust_decimal::Decimal;
use serde::Serialize;

use super::filter::{OrderQuery, Walk};
use crate::db::engine::Db;
use crate::db::engine::answer::Readable;
use crate::db::engine::error::DbResult;
use crate::db::engine::page::{self, Key, micros};
use crate::db::engine::record::record;
use crate::db::engine::row::Row;
use crate::db::engine::statement::Query;
use crate::domain::Time;
use crate::domain::identity::{shown_id_doc, shown_phone};
use crate::domain::ids::OrderId;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::{AssignmentStatus, PaymentStatus};
use crate::domain::text::Safe;

const EXPORTED: &str = "SELECT o.id, o.number, o.placed_at, o.customer_name, o.customer_phone, o.customer_id_doc, o.customer_email, \
    o.delivery_method, st.name AS state, c.name AS city, o.address, o.subtotal_amount, o.shipping_amount, o.total_amount, o.currency, \
    o.due_amount, o.due_currency, o.rate, o.credited_amount, o.payment_status, o.production_status, o.on_hold, w.name AS workshop, \
    o.attempt, o.last_event_at \
    FROM orders o LEFT JOIN workshops w ON w.id = o.workshop_id LEFT JOIN cities c ON c.id = o.city_id \
    LEFT JOIN states st ON st.code = o.state_code WHERE 1 = 1";

record! {
    /// An order as it is written to a file. Names are stable.
    #[derive(Serialize)]
    pub struct ExportRow {
        pub number: String,
        pub placed_at: Time,
        pub customer: Safe = "customer_name",
        pub phone: Safe = read(phone),
        pub id_doc: Option<Safe> = read(id_doc),
        pub email: Option<Safe> = "customer_email",
        pub delivery: DeliveryMethod = "delivery_method",
        pub state: Option<Safe>,
        pub city: Option<Safe>,
        pub address: Option<Safe>,
        pub subtotal: Money = money("subtotal_amount", "currency"),
        pub shipping: Money = money("shipping_amount", "currency"),
        pub total: Money = money("total_amount", "currency"),
        pub due: Money = money("due_amount", "due_currency"),
        pub rate: Decimal,
        pub credited: Money = money_in("credited_amount", Currency::Ves),
        pub payment: PaymentStatus = "payment_status",
        pub production: Option<AssignmentStatus> = "production_status",
        pub on_hold: bool,
        pub workshop: Option<Safe>,
        pub attempt: u32,
        pub last_event_at: Time,
    }

    /// An order for a file, and which it is.
    pub struct ExportRecord {
        pub row: ExportRow = row,
        id: OrderId,
    }
}

fn phone(row: &Row<'_>) -> DbResult<Safe> {
    Ok(shown_phone(&row.get::<String>("customer_phone")?))
}

fn id_doc(row: &Row<'_>) -> DbResult<Option<Safe>> {
    let stored: Option<String> = row.get("customer_id_doc")?;
    Ok(stored.as_deref().map(shown_id_doc))
}

impl ExportRecord {
    pub fn key(&self) -> Key {
        Key {
            key: micros(self.row.placed_at),
            id: self.id.uuid(),
        }
    }
}

pub async fn page(db: &Db, wanted: &OrderQuery, after: Option<Key>, limit: i64) -> DbResult<Readable<ExportRecord>> {
    db.readable(compose(wanted, after, limit)).await
}

/// The statement of a page; also asked for its plan by a test.
pub fn compose(wanted: &OrderQuery, after: Option<Key>, limit: i64) -> Query {
    let query = wanted.conditions(Query::new(EXPORTED), Walk::Placed);
    let query = page::beyond(query, "(o.placed_at, o.id)", true, after);
    if wanted.is_few() {
        // The plus keeps SQLite from walking all orders for the sake of their order: a few are found by their ids.
        query.push_for(" ORDER BY +o.placed_at, o.id LIMIT ", " ORDER BY o.placed_at, o.id LIMIT ")
    } else {
        query.push(" ORDER BY o.placed_at, o.id LIMIT ")
    }
    .bind(limit)
}
