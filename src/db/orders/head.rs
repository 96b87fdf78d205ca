//! One order with everything about it that is not history: customer, delivery, totals, quote, claim, items.

use rust_decimal::Decimal;
use serde::Serialize;

use super::claim::claim;
use crate::db::engine::Db;
use crate::db::engine::error::DbResult;
use crate::db::engine::record::record;
use crate::db::engine::row::Row;
use crate::db::engine::statement::statement;
use crate::db::engine::value::bind;
use crate::domain::Time;
use crate::domain::identity::{shown_id_doc, shown_phone};
use crate::domain::ids::{AssignmentId, CityId, OrderId, WorkshopId};
use crate::domain::money::{Currency, Money};
use crate::domain::orders::label::public_key;
use crate::domain::orders::quote::Quote;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::{AssignmentStatus, PaymentStatus};
use crate::domain::payments::guards::Claim;
use crate::domain::payments::surplus;
use crate::domain::text::Safe;

statement! {
    HEAD = "SELECT o.id, o.number, o.version, o.payment_status, o.production_status, o.on_hold, o.customer_name, o.customer_phone, \
      o.customer_id_doc, o.customer_email, o.delivery_method, o.city_id, c.name AS city, st.name AS state, o.address, o.subtotal_amount, \
      o.shipping_amount, o.total_amount, o.currency, o.due_amount, o.due_currency, o.rate, o.quoted_at, o.quote_expires_at, \
      o.credited_amount, o.attempt, o.claim_operator_id, op.display_name AS claim_name, o.claimed_at, o.claim_expires_at, \
      w.name AS workshop, o.workshop_id, a.id AS assignment_id, a.respond_by, \
      (a.demands_deposit AND EXISTS (SELECT 1 FROM workshop_payables y WHERE y.assignment_id = a.id \
        AND y.kind = CASE a.policy WHEN 'DEPOSIT_BALANCE' THEN 'DEPOSIT' WHEN 'PREPAID' THEN 'FULL' END AND y.status <> 'PAID')) AS deposit_awaited, o.placed_at, o.last_event_at, \
      (SELECT coalesce(sum(x.amount), 0) FROM payment_submissions x WHERE x.surplus_of = o.id AND x.state IN ('OPEN', 'VERIFIED')) \
        AS credited_away, \
      (SELECT coalesce(sum(r.amount), 0) FROM refunds r WHERE r.order_id = o.id AND (r.kind = 'SURPLUS' OR o.payment_status <> 'CONFIRMED') \
        AND r.status <> 'VOIDED' AND r.currency = o.due_currency) AS surplus_back, \
      (SELECT coalesce(sum(r.amount), 0) FROM refunds r WHERE r.order_id = o.id AND (r.kind = 'SURPLUS' OR o.payment_status <> 'CONFIRMED') \
        AND r.status <> 'VOIDED' AND r.currency <> o.due_currency) AS surplus_back_in_dollars \
      FROM orders o LEFT JOIN operators op ON op.id = o.claim_operator_id LEFT JOIN cities c ON c.id = o.city_id \
      LEFT JOIN states st ON st.code = o.state_code LEFT JOIN workshops w ON w.id = o.workshop_id \
      LEFT JOIN production_assignments a ON a.order_id = o.id AND a.status NOT IN ('REJECTED', 'CANCELLED') \
      WHERE o.id = $1"
}

statement! {
    ITEMS = "SELECT name, quantity, unit_price_amount, line_amount, currency FROM order_items WHERE order_id = $1 ORDER BY id"
}

record! {
    /// The order itself, for every detail view.
    #[derive(Serialize)]
    pub struct OrderHead {
        pub id: OrderId,
        pub number: String,
        pub version: i64,
        pub payment: PaymentStatus = "payment_status",
        pub production: Option<AssignmentStatus> = "production_status",
        pub on_hold: bool,
        /// The key of the label the customer reads.
        pub label: &'static str = read(label),
        pub customer: Safe = "customer_name",
        /// Shown form, `0414-555.12.34`.
        pub phone: String = read(phone),
        pub id_doc: Option<String> = read(id_doc),
        pub email: Option<Safe> = "customer_email",
        pub delivery: DeliveryMethod = "delivery_method",
        pub city: Option<Safe>,
        pub state: Option<Safe>,
        pub address: Option<Safe>,
        pub subtotal: Money = money("subtotal_amount", "currency"),
        pub shipping: Money = money("shipping_amount", "currency"),
        pub total: Money = money("total_amount", "currency"),
        pub due: Money = money("due_amount", "due_currency"),
        pub rate: Decimal,
        pub quoted_at: Time,
        pub quote_expires_at: Time,
        /// Bolívares verified so far.
        pub credited: Money = money_in("credited_amount", Currency::Ves),
        /// Still owed, in bolívares.
        pub missing: Money = read(missing),
        /// What came beyond what the order needs and was neither refunded nor credited to another one; in bolívares.
        pub surplus: Money = read(surplus),
        pub attempt: u32,
        pub claim: Option<Claim> = read(claim),
        /// Of the active assignment.
        pub workshop: Option<Safe>,
        pub placed_at: Time,
        pub last_event_at: Time,
        pub items: Vec<ItemView> = filled,
    }

    /// The order's own row, with what rules look at and nobody is shown.
    pub struct HeadRecord {
        pub order: OrderHead = row,
        pub quote: Quote = read(quote),
        /// What of its surplus other orders were credited, or wait to be; in bolívares.
        pub credited_away: Money = money_in("credited_away", Currency::Ves),
        /// As they are kept.
        pub phone: String = "customer_phone",
        pub id_doc: Option<String> = "customer_id_doc",
        pub city: Option<CityId> = "city_id",
        /// The active assignment, its workshop, and when that has to have answered.
        pub assignment: Option<AssignmentId> = "assignment_id",
        pub workshop: Option<WorkshopId> = "workshop_id",
        pub respond_by: Option<Time>,
        /// The workshop begins when its deposit is paid, and it is not.
        pub deposit_awaited: bool = or_default("deposit_awaited"),
    }

    /// A line of the order.
    #[derive(Serialize)]
    pub struct ItemView {
        pub name: Safe,
        pub quantity: u32,
        pub unit_price: Money = money("unit_price_amount", "currency"),
        pub line: Money = money("line_amount", "currency"),
    }
}

fn label(row: &Row<'_>) -> DbResult<&'static str> {
    Ok(public_key(row.get("payment_status")?, row.get("production_status")?))
}

fn phone(row: &Row<'_>) -> DbResult<String> {
    Ok(shown_phone(&row.get::<String>("customer_phone")?).into_string())
}

fn id_doc(row: &Row<'_>) -> DbResult<Option<String>> {
    let stored: Option<String> = row.get("customer_id_doc")?;
    Ok(stored.map(|stored| shown_id_doc(&stored).into_string()))
}

impl OrderHead {
    /// What is made: the first item's name, the pieces in all, and how many items there are.
    pub fn made(&self) -> (Option<&Safe>, i64, i64) {
        let pieces = self.items.iter().map(|item| i64::from(item.quantity)).sum();
        let items = i64::try_from(self.items.len()).unwrap_or(i64::MAX);
        (self.items.first().map(|item| &item.name), pieces, items)
    }
}

fn missing(row: &Row<'_>) -> DbResult<Money> {
    let credited = row.money_in("credited_amount", Currency::Ves)?;
    Ok(row.money("due_amount", "due_currency")?.less(credited).max_zero())
}

fn surplus(row: &Row<'_>) -> DbResult<Money> {
    let bolivares = |column| row.money_in(column, Currency::Ves);
    let back = [bolivares("surplus_back")?, row.money_in("surplus_back_in_dollars", Currency::Usd)?];
    let (credited, away) = (bolivares("credited_amount")?, bolivares("credited_away")?);
    let left = surplus::left(row.get("payment_status")?, &quote(row)?, credited, away, &back);
    Ok(left.unwrap_or(Money::zero(Currency::Ves)))
}

/// The order's newest quote.
pub(super) fn quote(row: &Row<'_>) -> DbResult<Quote> {
    Ok(Quote {
        total: row.money("total_amount", "currency")?,
        due: row.money("due_amount", "due_currency")?,
        rate: row.get("rate")?,
        quoted_at: row.get("quoted_at")?,
        expires_at: row.get("quote_expires_at")?,
    })
}

pub async fn of(db: &Db, order: OrderId) -> DbResult<Option<HeadRecord>> {
    db.opt(HEAD.with(bind![order])).await
}

pub async fn items(db: &Db, order: OrderId) -> DbResult<Vec<ItemView>> {
    db.all(ITEMS.with(bind![order])).await
}
