//! What workshops can take and what they hold, by day: for the board, `capacity show` and the check of a change. One
//! statement per kind of fact for all workshops asked about, never one per workshop.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::db::engine::Db;
use crate::db::engine::error::DbResult;
use crate::db::engine::page::padded;
use crate::db::engine::reader::Reader;
use crate::db::engine::record::record;
use crate::db::engine::row::Row;
use crate::db::engine::statement::{Query, statement};
use crate::db::engine::value::{Param, bind};
use crate::domain::Time;
use crate::domain::ids::{AssignmentId, OrderId, WorkshopId, ZoneId};
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::text::Safe;

/// Fills of a cell that are read at most; nobody reads more on a screen.
const FILLS: u32 = 1_000;

statement! {
    ALL = "SELECT id, name, active, paused, paused_until, pause_reason FROM workshops"
}

statement! {
    OF_ZONE = "SELECT w.id, w.name, w.active, w.paused, w.paused_until, w.pause_reason FROM workshop_zones z \
      JOIN workshops w ON w.id = z.workshop_id WHERE z.zone_id = $1"
}

statement! {
    HOLIDAYS = "SELECT day, name FROM holidays WHERE day >= $1 AND day <= $2 ORDER BY day"
}

statement! {
    FILLS_OF = "SELECT b.units, b.override_reason, a.id AS assignment_id, a.status, a.promised_ready_on, a.respond_by, \
      o.id AS order_id, o.number, o.version, o.customer_name, p.name AS product \
      FROM capacity_bookings b JOIN production_assignments a ON a.id = b.assignment_id JOIN orders o ON o.id = a.order_id \
      LEFT JOIN workshop_offers f ON f.id = b.offer_id LEFT JOIN products p ON p.id = f.product_id \
      WHERE b.workshop_id = $1 AND b.day = $2 AND b.state = 'HELD' ORDER BY b.created_at, b.id LIMIT $3"
}

record! {
    /// A workshop as the board's first column needs it.
    #[derive(Eq)]
    pub struct BoardWorkshop {
        pub id: WorkshopId,
        pub name: Safe,
        pub active: bool,
        pub paused: bool,
        pub paused_until: Option<NaiveDate>,
        pub pause_reason: Option<Safe>,
    }

    /// Units of one weekday, 1 is Monday.
    #[derive(Copy, Eq)]
    pub struct WeeklyUnits {
        pub workshop: WorkshopId = "workshop_id",
        pub weekday: u32,
        pub units: u32,
    }

    /// A day with a limit of its own.
    #[derive(Eq)]
    pub struct DatedUnits<T> {
        pub workshop: WorkshopId = "workshop_id",
        pub day: NaiveDate,
        pub units: u32,
        pub reason: Option<T>,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    All,
    Notified,
    Overridden,
}

record! {
    /// Units held on a day: all of them, those whose workshop has not answered yet, those booked over the limit with a reason.
    #[derive(Copy, Eq)]
    pub struct HeldUnits {
        pub workshop: WorkshopId = "workshop_id",
        pub day: NaiveDate,
        pub what: Held = read(which),
        pub units: u32 = read(held_units),
    }

    /// A day on which no workshop makes anything.
    #[derive(Eq, PartialOrd, Ord, Serialize, Deserialize)]
    pub struct HolidayView {
        pub day: NaiveDate,
        pub name: Safe,
    }

    /// What fills a part of a day: one booking.
    #[derive(Eq, Serialize)]
    pub struct CellRow {
        pub order: OrderId = "order_id",
        /// `KRFT-XXXXXX`.
        pub number: String,
        /// The order's version, for a command about it.
        pub version: i64,
        pub assignment: AssignmentId = "assignment_id",
        pub status: AssignmentStatus,
        pub units: u32,
        pub product: Option<Safe>,
        pub customer: Safe = "customer_name",
        pub promised: Option<NaiveDate> = "promised_ready_on",
        pub respond_by: Option<Time>,
        /// Why it was booked over the limit.
        pub override_reason: Option<Safe>,
    }
}

fn which(row: &Row<'_>) -> DbResult<Held> {
    Ok(match row.get::<i64>("what")? {
        1 => Held::Notified,
        2 => Held::Overridden,
        _ => Held::All,
    })
}

/// A sum beyond what a day can hold is shown as the most there is.
fn held_units(row: &Row<'_>) -> DbResult<u32> {
    Ok(u32::try_from(row.get::<i64>("units")?).unwrap_or(u32::MAX))
}

/// Every workshop, or those that serve a zone; a short list, in no order.
pub async fn workshops(db: &Db, zone: Option<ZoneId>) -> DbResult<Vec<BoardWorkshop>> {
    match zone {
        Some(zone) => db.all(OF_ZONE.with(bind![zone])).await,
        None => db.all(ALL.with([])).await,
    }
}

pub async fn weekly(db: &Db, of: &[WorkshopId]) -> DbResult<Vec<WeeklyUnits>> {
    if of.is_empty() {
        return Ok(Vec::new());
    }
    let query = Query::new("SELECT workshop_id, weekday, units FROM capacity_weekly WHERE workshop_id IN (");
    db.all(query.bind_list(ids(of)).push(")")).await
}

pub async fn dated(db: &Db, of: &[WorkshopId], from: NaiveDate, until: NaiveDate) -> DbResult<Vec<DatedUnits>> {
    if of.is_empty() {
        return Ok(Vec::new());
    }
    let query = Query::new("SELECT workshop_id, day, units, reason FROM capacity_overrides WHERE workshop_id IN (").bind_list(ids(of));
    db.all(between(query.push(")"), " AND day >= ", " AND day <= ", from, until)).await
}

pub async fn held(db: &Db, of: &[WorkshopId], from: NaiveDate, until: NaiveDate) -> DbResult<Vec<HeldUnits>> {
    if of.is_empty() {
        return Ok(Vec::new());
    }
    db.all(compose_held(of, from, until)).await
}

/// The statement of [`held`]; also asked for its plan by a test. All units come from an index alone; of the few assignments
/// that wait for an answer the bookings are looked up.
pub fn compose_held(of: &[WorkshopId], from: NaiveDate, until: NaiveDate) -> Query {
    let sum = |query: Query| between(query, " AND b.day >= ", " AND b.day <= ", from, until).push(" GROUP BY b.workshop_id, b.day");
    let query = Query::new(
        "SELECT b.workshop_id, b.day, 0 AS what, CAST(sum(b.units) AS bigint) AS units FROM capacity_bookings b \
         WHERE b.state = 'HELD' AND b.workshop_id IN (",
    );
    let query = sum(query.bind_list(ids(of)).push(")")).push(
        " UNION ALL SELECT b.workshop_id, b.day, 1 AS what, CAST(sum(b.units) AS bigint) AS units FROM production_assignments a \
         JOIN capacity_bookings b ON b.assignment_id = a.id WHERE a.status = 'NOTIFIED' AND b.state = 'HELD' AND a.workshop_id IN (",
    );
    let query = sum(query.bind_list(ids(of)).push(")"))
        .push(" UNION ALL SELECT b.workshop_id, b.day, 2 AS what, CAST(sum(b.units) AS bigint) AS units FROM capacity_bookings b")
        .push_for(" INDEXED BY capacity_bookings_overridden", "")
        .push(" WHERE b.state = 'HELD' AND b.override_reason IS NOT NULL AND b.workshop_id IN (");
    sum(query.bind_list(ids(of)).push(")"))
}

pub async fn holidays(reader: &mut impl Reader, from: NaiveDate, until: NaiveDate) -> DbResult<Vec<HolidayView>> {
    reader.all(HOLIDAYS.with(bind![from, until])).await
}

pub async fn fills(db: &Db, workshop: WorkshopId, day: NaiveDate) -> DbResult<Vec<CellRow>> {
    db.all(FILLS_OF.with(bind![workshop, day, FILLS])).await
}

fn ids(of: &[WorkshopId]) -> Vec<Param> {
    padded(of.iter().map(|&id| Param::from(id)).collect())
}

fn between(query: Query, at_least: &'static str, at_most: &'static str, from: NaiveDate, until: NaiveDate) -> Query {
    query.push(at_least).bind(from).push(at_most).bind(until)
}
