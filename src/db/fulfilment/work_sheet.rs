//! What the work sheet of an order is written from: the order and its active assignment, its lines, the notes for everybody.

use chrono::NaiveDate;

use crate::db::engine::Db;
use crate::db::engine::error::DbResult;
use crate::db::engine::record::record;
use crate::db::engine::row::{FromRow, Row};
use crate::db::engine::statement::statement;
use crate::db::engine::value::bind;
use crate::domain::Time;
use crate::domain::fulfilment::work_sheet::{SheetItem, SheetNote};
use crate::domain::identity::shown_phone;
use crate::domain::ids::{OrderId, WorkshopId};
use crate::domain::money::Money;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::payables::policy::PaymentPolicy;
use crate::domain::text::Safe;

statement! {
    SHEET = "SELECT o.number, o.on_hold, o.customer_name, o.customer_phone, o.address, o.delivery_method, c.name AS city, st.name AS state, \
      a.status, a.workshop_id, w.name AS workshop, a.agreed_cost, a.currency, a.policy, a.deposit_basis_points, a.respond_by, \
      a.promised_ready_on FROM orders o LEFT JOIN cities c ON c.id = o.city_id LEFT JOIN states st ON st.code = o.state_code \
      LEFT JOIN production_assignments a ON a.order_id = o.id AND a.status NOT IN ('REJECTED', 'CANCELLED') \
      LEFT JOIN workshops w ON w.id = a.workshop_id WHERE o.id = $1"
}

statement! {
    SHEET_ITEMS = "SELECT i.name, i.quantity, p.sku FROM order_items i JOIN products p ON p.id = i.product_id \
      WHERE i.order_id = $1 ORDER BY i.id"
}

statement! {
    SHEET_NOTES = "SELECT e.at, e.text FROM order_events e WHERE e.order_id = $1 AND e.edge = 'NOTE' AND NOT e.internal \
      AND e.text IS NOT NULL ORDER BY e.seq"
}

record! {
    /// An order with its active assignment, whoever may know what of it.
    pub struct SheetRecord {
        pub number: String,
        pub on_hold: bool,
        pub customer: Safe = "customer_name",
        /// Shown form.
        pub phone: Safe = read(phone),
        pub address: Option<Safe>,
        pub delivery: DeliveryMethod = "delivery_method",
        pub city: Option<Safe>,
        pub state: Option<Safe>,
        /// None without an active assignment.
        pub status: Option<AssignmentStatus>,
        pub workshop_id: Option<WorkshopId>,
        pub workshop: Option<Safe>,
        pub cost: Option<Money> = money_opt("agreed_cost", "currency"),
        pub policy: Option<PaymentPolicy>,
        pub deposit_basis_points: Option<u32>,
        pub respond_by: Option<Time>,
        pub promised: Option<NaiveDate> = "promised_ready_on",
    }
}

fn phone(row: &Row<'_>) -> DbResult<Safe> {
    Ok(shown_phone(&row.get::<String>("customer_phone")?))
}

impl FromRow for SheetItem {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self {
            name: row.get("name")?,
            sku: row.get("sku")?,
            quantity: row.get("quantity")?,
        })
    }
}

impl FromRow for SheetNote {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self {
            at: row.get("at")?,
            text: row.get("text")?,
        })
    }
}

pub async fn of(db: &Db, order: OrderId) -> DbResult<Option<SheetRecord>> {
    db.opt(SHEET.with(bind![order])).await
}

pub async fn items(db: &Db, order: OrderId) -> DbResult<Vec<SheetItem>> {
    db.all(SHEET_ITEMS.with(bind![order])).await
}

pub async fn notes(db: &Db, order: OrderId) -> DbResult<Vec<SheetNote>> {
    db.all(SHEET_NOTES.with(bind![order])).await
}
