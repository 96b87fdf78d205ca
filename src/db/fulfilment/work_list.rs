//! Assignments as they are worked on: those that wait for a workshop, those that a workshop has, and all of one order.

use chrono::NaiveDate;

use crate::db::engine::Db;
use crate::db::engine::error::DbResult;
use crate::db::engine::page::{self, Key, micros, padded};
use crate::db::engine::reader::Reader;
use crate::db::engine::record::record;
use crate::db::engine::row::{FromRow, Row};
use crate::db::engine::statement::{Query, statement};
use crate::db::engine::value::{Param, bind};
use crate::domain::Time;
use crate::domain::fulfilment::assignment_edges::Cause;
use crate::domain::ids::{AssignmentId, OrderId, WorkshopId, ZoneId};
use crate::domain::money::Money;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::payables::line::Payable;
use crate::domain::payables::policy::PaymentPolicy;

const COLUMNS: &str = "SELECT a.id, a.order_id, a.attempt, a.workshop_id, w.name AS workshop, a.cause, a.respond_by, a.promised_ready_on, \
    a.agreed_cost, a.currency, a.created_at, o.number, o.version, o.customer_name, o.on_hold, c.name AS city, o.city_id, \
    (SELECT i.name FROM order_items i WHERE i.order_id = a.order_id ORDER BY i.id LIMIT 1) AS item, \
    (SELECT count(*) FROM order_items i WHERE i.order_id = a.order_id) AS items, \
    (SELECT CAST(sum(i.quantity) AS bigint) FROM order_items i WHERE i.order_id = a.order_id) AS pieces";
const TABLES: &str = " FROM production_assignments a JOIN orders o ON o.id = a.order_id \
    LEFT JOIN workshops w ON w.id = a.workshop_id LEFT JOIN cities c ON c.id = o.city_id WHERE ";

statement! {
    OF_ORDER = "SELECT a.id, a.attempt, a.status, a.workshop_id, w.name AS workshop, a.cause, a.agreed_cost, a.currency, a.policy, \
      a.deposit_basis_points, a.demands_deposit, a.respond_by, a.promised_ready_on, a.notified_at, a.accepted_at, a.started_at, a.ready_at, \
      a.handed_at, a.completed_at, a.closed_at, a.reason_code, a.reason_text, a.cancel_share_basis_points, a.carrier, a.tracking_number, \
      a.tracking_url FROM production_assignments a LEFT JOIN workshops w ON w.id = a.workshop_id WHERE a.order_id = $1 ORDER BY a.attempt"
}

statement! {
    DAYS_OF_ORDER = "SELECT b.assignment_id, b.day, b.units, b.override_reason FROM capacity_bookings b \
      JOIN production_assignments a ON a.id = b.assignment_id WHERE a.order_id = $1 AND b.state = 'HELD' ORDER BY b.day"
}

statement! {
    LINES_OF_ORDER = "SELECT y.id, y.assignment_id, y.kind, y.amount, y.currency, y.status, y.due_on, y.cut_on, \
      coalesce((SELECT sum(p.amount) FROM payable_payments p WHERE p.payable_id = y.id), 0) AS paid \
      FROM workshop_payables y WHERE y.order_id = $1 ORDER BY y.created_at, y.id"
}

/// One assignment that somebody has to do something about.
pub struct WorkRecord {
    pub assignment: AssignmentId,
    pub order: OrderId,
    pub number: String,
    pub version: i64,
    pub attempt: u32,
    pub status: AssignmentStatus,
    pub on_hold: bool,
    pub customer: String,
    pub delivery: DeliveryMethod,
    pub city: Option<String>,
    /// The first thing ordered, how many lines there are, and pieces in all.
    pub item: Option<String>,
    pub items: i64,
    pub pieces: i64,
    pub workshop_id: Option<WorkshopId>,
    pub workshop: Option<String>,
    pub cause: Option<Cause>,
    pub cost: Option<Money>,
    pub respond_by: Option<Time>,
    pub promised: Option<NaiveDate>,
    pub since: Time,
}

impl FromRow for WorkRecord {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self {
            assignment: row.get("id")?,
            order: row.get("order_id")?,
            number: row.get("number")?,
            version: row.get("version")?,
            attempt: row.get("attempt")?,
            status: row.get("status")?,
            on_hold: row.get("on_hold")?,
            customer: row.get("customer_name")?,
            delivery: row.get("delivery_method")?,
            city: row.get("city")?,
            item: row.get("item")?,
            items: row.get("items")?,
            pieces: row.get::<Option<i64>>("pieces")?.unwrap_or_default(),
            workshop_id: row.get("workshop_id")?,
            workshop: row.get("workshop")?,
            cause: row.get("cause")?,
            cost: row.money_opt("agreed_cost", "currency")?,
            respond_by: row.get("respond_by")?,
            promised: row.get("promised_ready_on")?,
            since: row.get("created_at")?,
        })
    }
}

impl WorkRecord {
    pub fn key(&self) -> Key {
        Key {
            key: micros(self.since),
            id: self.assignment.uuid(),
        }
    }
}

/// Which assignments.
#[derive(Debug, Clone, Default)]
pub struct WorkQuery {
    pub statuses: Vec<AssignmentStatus>,
    pub workshop: Option<WorkshopId>,
    /// Of orders that go to a city of this zone.
    pub zone: Option<ZoneId>,
    /// Answers that were due by the instant, and work that was promised before the day.
    pub late: Option<(Time, NaiveDate)>,
}

/// Oldest first.
pub async fn page(db: &Db, wanted: &WorkQuery, after: Option<Key>, limit: i64) -> DbResult<Vec<WorkRecord>> {
    db.all(compose(wanted, after, limit)).await
}

/// The statement of a page; also asked for its plan by a test.
pub fn compose(wanted: &WorkQuery, after: Option<Key>, limit: i64) -> Query {
    let query = Query::new(COLUMNS)
        .push_for(
            ", a.status, o.delivery_method",
            ", a.status::text AS status, o.delivery_method::text AS delivery_method",
        )
        .push(TABLES);
    let statuses: Vec<Param> = wanted.statuses.iter().map(Param::from).collect();
    let mut query = match &statuses[..] {
        [one] => query.push("a.status = ").bind(one.clone()),
        _ => query.push("a.status IN (").bind_list(padded(statuses)).push(")"),
    };
    if let Some(workshop) = wanted.workshop {
        query = query.push(" AND a.workshop_id = ").bind(workshop);
    }
    if let Some(zone) = wanted.zone {
        query = query
            .push(" AND o.city_id IN (SELECT z.city_id FROM service_zone_cities z WHERE z.zone_id = ")
            .bind(zone)
            .push(")");
    }
    if let Some((now, today)) = wanted.late {
        query = query
            .push(" AND ((a.status = 'NOTIFIED' AND a.respond_by <= ")
            .bind(now)
            .push(") OR (a.status IN ('ACCEPTED', 'IN_PRODUCTION') AND a.promised_ready_on < ")
            .bind(today)
            .push("))");
    }
    page::beyond(query, "(a.created_at, a.id)", true, after)
        .push(" ORDER BY a.created_at, a.id LIMIT ")
        .bind(limit)
}

/// One assignment of an order, with all that was said of it.
pub struct AssignmentRecord {
    pub id: AssignmentId,
    pub attempt: u32,
    pub status: AssignmentStatus,
    pub workshop_id: Option<WorkshopId>,
    pub workshop: Option<String>,
    pub cause: Option<Cause>,
    pub cost: Option<Money>,
    pub policy: Option<PaymentPolicy>,
    pub deposit_basis_points: Option<u32>,
    pub demands_deposit: bool,
    pub respond_by: Option<Time>,
    pub promised: Option<NaiveDate>,
    /// Told, accepted, started, ready, handed over, completed, closed.
    pub times: [Option<Time>; 7],
    pub reason_code: Option<String>,
    pub reason_text: Option<String>,
    pub share: Option<u32>,
    pub carrier: Option<String>,
    pub tracking_number: Option<String>,
    pub tracking_url: Option<String>,
}

impl FromRow for AssignmentRecord {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self {
            id: row.get("id")?,
            attempt: row.get("attempt")?,
            status: row.get("status")?,
            workshop_id: row.get("workshop_id")?,
            workshop: row.get("workshop")?,
            cause: row.get("cause")?,
            cost: row.money_opt("agreed_cost", "currency")?,
            policy: row.get("policy")?,
            deposit_basis_points: row.get("deposit_basis_points")?,
            demands_deposit: row.get("demands_deposit")?,
            respond_by: row.get("respond_by")?,
            promised: row.get("promised_ready_on")?,
            times: [
                row.get("notified_at")?,
                row.get("accepted_at")?,
                row.get("started_at")?,
                row.get("ready_at")?,
                row.get("handed_at")?,
                row.get("completed_at")?,
                row.get("closed_at")?,
            ],
            reason_code: row.get("reason_code")?,
            reason_text: row.get("reason_text")?,
            share: row.get("cancel_share_basis_points")?,
            carrier: row.get("carrier")?,
            tracking_number: row.get("tracking_number")?,
            tracking_url: row.get("tracking_url")?,
        })
    }
}

record! {
    /// A day that an assignment holds.
    pub struct DayRecord {
        pub assignment: AssignmentId = "assignment_id",
        pub day: NaiveDate,
        pub units: u32,
        pub over_limit: Option<String> = "override_reason",
    }

    /// A payable line, and whose it is.
    pub struct LineRecord {
        pub assignment: AssignmentId = "assignment_id",
        pub line: Payable = read(Payable::from_row),
    }
}

pub async fn of_order(reader: &mut impl Reader, order: OrderId) -> DbResult<Vec<AssignmentRecord>> {
    reader.all(OF_ORDER.with(bind![order])).await
}

pub async fn days_of_order(reader: &mut impl Reader, order: OrderId) -> DbResult<Vec<DayRecord>> {
    reader.all(DAYS_OF_ORDER.with(bind![order])).await
}

pub async fn lines_of_order(reader: &mut impl Reader, order: OrderId) -> DbResult<Vec<LineRecord>> {
    reader.all(LINES_OF_ORDER.with(bind![order])).await
}
