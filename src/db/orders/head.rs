//! One order with everything about it that is not history: customer, delivery, totals, quote, claim, items.

use super::claim::claim;
use crate::db::engine::Db;
use crate::db::engine::error::{DbError, DbResult};
use crate::db::engine::record::record;
use crate::db::engine::row::{FromRow, Row};
use crate::db::engine::statement::statement;
use crate::db::engine::value::bind;
use crate::domain::Time;
use crate::domain::ids::{AssignmentId, CityId, OrderId, WorkshopId};
use crate::domain::money::{Currency, Money};
use crate::domain::orders::quote::Quote;
use crate::domain::orders::rate::Rate;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::{AssignmentStatus, PaymentStatus};
use crate::domain::payments::guards::Claim;

statement! {
    HEAD = "SELECT o.id, o.number, o.version, o.payment_status, o.production_status, o.on_hold, o.customer_name, o.customer_phone, \
      o.customer_id_doc, o.customer_email, o.delivery_method, o.city_id, c.name AS city, st.name AS state, o.address, o.subtotal_amount, \
      o.shipping_amount, o.total_amount, o.currency, o.due_amount, o.due_currency, o.rate, o.quoted_at, o.quote_expires_at, \
      o.credited_amount, o.attempt, o.claim_operator_id, op.display_name AS claim_name, o.claimed_at, o.claim_expires_at, \
      w.name AS workshop, o.workshop_id, a.id AS assignment_id, a.respond_by, \
      (a.demands_deposit AND EXISTS (SELECT 1 FROM workshop_payables y WHERE y.assignment_id = a.id \
        AND y.kind = CASE a.policy WHEN 'DEPOSIT_BALANCE' THEN 'DEPOSIT' WHEN 'PREPAID' THEN 'FULL' END AND y.status <> 'PAID')) AS deposit_awaited, o.placed_at, o.last_event_at \
      FROM orders o LEFT JOIN operators op ON op.id = o.claim_operator_id LEFT JOIN cities c ON c.id = o.city_id \
      LEFT JOIN states st ON st.code = o.state_code LEFT JOIN workshops w ON w.id = o.workshop_id \
      LEFT JOIN production_assignments a ON a.order_id = o.id AND a.status NOT IN ('REJECTED', 'CANCELLED') \
      WHERE o.id = $1"
}

statement! {
    ITEMS = "SELECT name, quantity, unit_price_amount, line_amount, currency FROM order_items WHERE order_id = $1 ORDER BY id"
}

/// The order's own row, with the names of what it points at.
pub struct HeadRecord {
    pub id: OrderId,
    pub number: String,
    pub version: i64,
    pub payment: PaymentStatus,
    pub production: Option<AssignmentStatus>,
    pub on_hold: bool,
    pub customer: String,
    pub phone: String,
    pub id_doc: Option<String>,
    pub email: Option<String>,
    pub delivery: DeliveryMethod,
    pub city_id: Option<CityId>,
    pub city: Option<String>,
    pub state: Option<String>,
    pub address: Option<String>,
    pub subtotal: Money,
    pub shipping: Money,
    pub quote: Quote,
    pub credited: Money,
    pub attempt: u32,
    pub claim: Option<Claim>,
    pub workshop: Option<String>,
    pub workshop_id: Option<WorkshopId>,
    /// The active assignment, and when its workshop has to have answered.
    pub assignment: Option<AssignmentId>,
    pub respond_by: Option<Time>,
    /// The workshop begins when its deposit is paid, and it is not.
    pub deposit_awaited: bool,
    pub placed_at: Time,
    pub last_event_at: Time,
}

impl FromRow for HeadRecord {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self {
            id: row.get("id")?,
            number: row.get("number")?,
            version: row.get("version")?,
            payment: row.get("payment_status")?,
            production: row.get("production_status")?,
            on_hold: row.get("on_hold")?,
            customer: row.get("customer_name")?,
            phone: row.get("customer_phone")?,
            id_doc: row.get("customer_id_doc")?,
            email: row.get("customer_email")?,
            delivery: row.get("delivery_method")?,
            city_id: row.get("city_id")?,
            city: row.get("city")?,
            state: row.get("state")?,
            address: row.get("address")?,
            subtotal: row.money("subtotal_amount", "currency")?,
            shipping: row.money("shipping_amount", "currency")?,
            quote: Quote {
                total: row.money("total_amount", "currency")?,
                due: row.money("due_amount", "due_currency")?,
                rate: rate(row)?,
                quoted_at: row.get("quoted_at")?,
                expires_at: row.get("quote_expires_at")?,
            },
            credited: row.money_in("credited_amount", Currency::Ves)?,
            attempt: row.get("attempt")?,
            claim: claim(row)?,
            workshop: row.get("workshop")?,
            workshop_id: row.get("workshop_id")?,
            assignment: row.get("assignment_id")?,
            respond_by: row.get("respond_by")?,
            deposit_awaited: row.get::<Option<bool>>("deposit_awaited")?.unwrap_or_default(),
            placed_at: row.get("placed_at")?,
            last_event_at: row.get("last_event_at")?,
        })
    }
}

fn rate(row: &Row<'_>) -> DbResult<Rate> {
    Rate::new(row.get("rate")?).map_err(|refusal| DbError::Value(format!("rate: {refusal}")))
}

record! {
    /// A line of the order.
    pub struct ItemRecord {
        pub name: String,
        pub quantity: u32,
        pub unit_price: Money = money("unit_price_amount", "currency"),
        pub line: Money = money("line_amount", "currency"),
    }
}

pub async fn of(db: &Db, order: OrderId) -> DbResult<Option<HeadRecord>> {
    db.opt(HEAD.with(bind![order])).await
}

pub async fn items(db: &Db, order: OrderId) -> DbResult<Vec<ItemRecord>> {
    db.all(ITEMS.with(bind![order])).await
}
