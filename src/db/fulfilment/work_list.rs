//! Assignments as they are worked on: those that wait for a workshop, those that a workshop has, and all of one order.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use crate::db::engine::Db;
use crate::db::engine::answer::Readable;
use crate::db::engine::error::DbResult;
use crate::db::engine::few::within;
use crate::db::engine::page::{self, Key, any_of, any_of_for, micros, padded};
use crate::db::engine::reader::Reader;
use crate::db::engine::record::record;
use crate::db::engine::statement::{Query, statement};
use crate::db::engine::value::{Param, bind};
use crate::db::orders::filter::named;
use crate::domain::Time;
use crate::domain::amount_range::AmountRange;
use crate::domain::fulfilment::assignment_edges::Cause;
use crate::domain::fulfilment::due::Due;
use crate::domain::ids::{AssignmentId, OrderId, WorkshopId, ZoneId};
use crate::domain::money::Money;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::payables::line::Payable;
use crate::domain::payables::policy::PaymentPolicy;
use crate::domain::text::Safe;

const COLUMNS: &str = "SELECT a.id, a.order_id, a.attempt, a.workshop_id, w.name AS workshop, a.cause, a.respond_by, a.promised_ready_on, \
    a.agreed_cost, a.currency, a.created_at, o.number, o.version, o.customer_name, o.on_hold, c.name AS city, o.city_id, \
    (SELECT i.name FROM order_items i WHERE i.order_id = a.order_id ORDER BY i.id LIMIT 1) AS item, \
    (SELECT count(*) FROM order_items i WHERE i.order_id = a.order_id) AS items, \
    (SELECT CAST(sum(i.quantity) AS bigint) FROM order_items i WHERE i.order_id = a.order_id) AS pieces, \
    (a.status = 'ACCEPTED' AND a.demands_deposit AND EXISTS (SELECT 1 FROM workshop_payables y WHERE y.assignment_id = a.id \
      AND y.kind = CASE a.policy WHEN 'DEPOSIT_BALANCE' THEN 'DEPOSIT' WHEN 'PREPAID' THEN 'FULL' END AND y.status <> 'PAID')) AS deposit_awaited, \
    coalesce((SELECT e.at FROM order_events e WHERE e.order_id = a.order_id AND e.seq = a.event_seq), a.created_at) AS entered_at";
const TABLES: &str = " FROM production_assignments a JOIN orders o ON o.id = a.order_id \
    LEFT JOIN workshops w ON w.id = a.workshop_id LEFT JOIN cities c ON c.id = o.city_id WHERE ";

/// The tables of what is only counted: thousands of orders are read for nothing where nothing is asked of them.
const fn counted(wanted: &WorkQuery) -> &'static str {
    if wanted.zone.is_some() || wanted.part.is_some() || !wanted.name.is_empty() {
        " FROM production_assignments a JOIN orders o ON o.id = a.order_id WHERE "
    } else {
        " FROM production_assignments a WHERE "
    }
}

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

record! {
    /// An assignment that somebody has to do something about.
    #[derive(Serialize)]
    pub struct WorkRow {
        pub assignment: AssignmentId = "id",
        pub order: OrderId = "order_id",
        pub number: String,
        /// The order's version, for a command about it.
        pub version: i64,
        /// 1 for the order's first assignment.
        pub attempt: u32,
        pub status: AssignmentStatus,
        pub on_hold: bool,
        pub customer: Safe = "customer_name",
        pub delivery: DeliveryMethod = "delivery_method",
        pub city: Option<Safe>,
        /// The first thing ordered, how many lines there are, and pieces in all.
        pub item: Option<Safe>,
        pub items: i64,
        pub pieces: i64 = or_default("pieces"),
        /// Chosen, told or at work.
        pub workshop_id: Option<WorkshopId>,
        pub workshop: Option<Safe>,
        /// Why it waits without one.
        pub cause: Option<Cause>,
        /// Offered or agreed.
        pub cost: Option<Money> = money_opt("agreed_cost", "currency"),
        pub respond_by: Option<Time>,
        pub promised: Option<NaiveDate> = "promised_ready_on",
        /// It is begun when its deposit is paid, and it is not.
        #[serde(skip)]
        pub deposit_awaited: bool = or_default("deposit_awaited"),
        pub since: Time = "created_at",
        /// When it came to be in its status.
        pub entered: Time = "entered_at",
        /// How far away its promise is; none of what waits for a workshop.
        pub due: Option<Due> = filled,
        /// Its answer or its promise is overdue.
        pub late: bool = filled,
    }
}

impl WorkRow {
    pub fn key(&self, order: WorkOrder) -> Key {
        let key = match order {
            WorkOrder::Opened | WorkOrder::Newest => micros(self.since),
            WorkOrder::Promised => i64::from(self.promised.unwrap_or(UNPROMISED).num_days_from_ce()),
        };
        let id = self.assignment.uuid();
        Key { key, id }
    }

    /// Which part of the queue it is in, as the statements have it.
    pub fn part(&self) -> WaitingPart {
        let choosable = self.workshop_id.is_some() || self.cause.is_some_and(|cause| cause != Cause::NoCandidate);
        match choosable && !self.on_hold {
            true => WaitingPart::Choosable,
            false => WaitingPart::Stuck,
        }
    }
}

/// What a workshop can have on its hands.
pub const AT_WORK: &[AssignmentStatus] = &[
    AssignmentStatus::Notified,
    AssignmentStatus::Accepted,
    AssignmentStatus::InProduction,
    AssignmentStatus::Ready,
    AssignmentStatus::HandedToDelivery,
];

/// In which order a list of assignments is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum WorkOrder {
    /// As they were opened, the oldest first.
    #[default]
    Opened,
    /// By the promised day; without one last.
    Promised,
    /// As they were opened, the newest first.
    Newest,
}

/// The day of what has none, beyond all that can be promised. The index has it in its text.
const UNPROMISED: NaiveDate = match NaiveDate::from_ymd_opt(2100, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// Which of the orders that wait for a workshop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WaitingPart {
    /// One was found, or staff choose it.
    Choosable,
    /// None was found when it was last looked for, or the payment is doubted.
    Stuck,
}

/// Which assignments.
#[derive(Debug, Clone, Default)]
pub struct WorkQuery {
    pub statuses: Vec<AssignmentStatus>,
    pub workshop: Option<WorkshopId>,
    /// Of orders that go to a city of this zone.
    pub zone: Option<ZoneId>,
    /// What is due then, at this instant and on this day. Not of what waits for a workshop.
    pub due: Option<(Due, Time, NaiveDate)>,
    /// The workshop was to answer by then.
    pub answer_due: Option<Time>,
    pub part: Option<WaitingPart>,
    pub order: WorkOrder,
    /// Only of these orders, a short list.
    pub orders: Option<Vec<OrderId>>,
    pub workshops: Option<Vec<WorkshopId>>,
    /// Fragments of the customer's name, all of which must occur.
    pub name: Vec<String>,
    pub since_from: Option<Time>,
    /// Not included.
    pub since_to: Option<Time>,
    /// What is paid for it.
    pub cost: Option<AmountRange>,
}

/// In the order that is wanted.
pub async fn page(db: &Db, wanted: &WorkQuery, after: Option<Key>, limit: i64) -> DbResult<Readable<WorkRow>> {
    db.readable(compose(wanted, after, limit)).await
}

/// The statement of a page; also asked for its plan by a test.
pub fn compose(wanted: &WorkQuery, after: Option<Key>, limit: i64) -> Query {
    let query = Query::new(COLUMNS)
        .push_for(
            ", a.status, o.delivery_method",
            ", a.status::text AS status, o.delivery_method::text AS delivery_method",
        )
        .push(TABLES);
    let query = narrowed(query, wanted);
    let query = match wanted.order {
        WorkOrder::Opened => page::beyond(query, "(a.created_at, a.id)", true, after).push(" ORDER BY a.created_at, a.id"),
        WorkOrder::Newest => page::beyond(query, "(a.created_at, a.id)", false, after).push(" ORDER BY a.created_at DESC, a.id DESC"),
        WorkOrder::Promised => by_promise(query, after),
    };
    query.push(" LIMIT ").bind(limit)
}

fn by_promise(query: Query, after: Option<Key>) -> Query {
    let query = match after {
        Some(Key { key, id }) => {
            let day = i32::try_from(key).ok().and_then(NaiveDate::from_num_days_from_ce_opt);
            let day = day.unwrap_or(UNPROMISED);
            // SQLite seeks by the first of these two, and not by the pair.
            let query = promised(query.push(" AND ")).push(" >= ").bind(day).push(" AND (");
            promised(query).push(", a.id) > (").bind(day).push(", ").bind(id).push(")")
        }
        None => query,
    };
    promised(query.push(" ORDER BY ")).push(", a.id")
}

/// As the index has it.
fn promised(query: Query) -> Query {
    query.push_for(
        "coalesce(a.promised_ready_on, '2100-01-01')",
        "coalesce(a.promised_ready_on, DATE '2100-01-01')",
    )
}

/// How many. The count ends at 10000; beyond it nobody reads the digits.
pub async fn count(db: &Db, wanted: &WorkQuery) -> DbResult<i64> {
    let query = Query::new("SELECT count(*) AS n FROM (SELECT 1 AS one").push(counted(wanted));
    Ok(db.one::<Counted>(narrowed(query, wanted).push(" LIMIT 10000) x")).await?.0)
}

record! {
    /// How many are due then.
    pub struct DueCount {
        pub due: Due,
        pub count: i64 = "n",
    }
}

/// How many of those that are wanted are due when, at this instant and on this day. All counts together end at 10000.
pub async fn counts_by_due(db: &Db, wanted: &WorkQuery, now: Time, today: NaiveDate) -> DbResult<Vec<DueCount>> {
    db.all(compose_counts(wanted, now, today)).await
}

/// The statement of these counts; also asked for its plan by a test.
pub fn compose_counts(wanted: &WorkQuery, now: Time, today: NaiveDate) -> Query {
    let query = Query::new("SELECT x.due, count(*) AS n FROM (SELECT CASE WHEN ");
    let mut query = is_late(query, now, today).push(" THEN 'LATE'");
    for (due, named) in [
        (Due::Today, " THEN 'TODAY'"),
        (Due::Tomorrow, " THEN 'TOMORROW'"),
        (Due::Week, " THEN 'WEEK'"),
    ] {
        if let (_, Some(last)) = due.days(today) {
            query = promised(query.push(" WHEN ")).push(" <= ").bind(last).push(named);
        }
    }
    let query = query.push(" ELSE 'LATER' END AS due").push(counted(wanted));
    narrowed(query, wanted).push(" LIMIT 10000) x GROUP BY x.due")
}

fn is_late(query: Query, now: Time, today: NaiveDate) -> Query {
    let query = promised(query.push("(")).push(" < ").bind(today);
    query.push(" OR (a.status = 'NOTIFIED' AND a.respond_by <= ").bind(now).push("))")
}

/// What is due then, as [`Due::of`] has it.
fn due(query: Query, (due, now, today): (Due, Time, NaiveDate)) -> Query {
    if due == Due::Late {
        return is_late(query.push(" AND "), now, today);
    }
    let (first, last) = due.days(today);
    let mut query = query;
    for (day, sign) in [(first, " >= "), (last, " <= ")] {
        if let Some(day) = day {
            query = promised(query.push(" AND ")).push(sign).bind(day);
        }
    }
    query
        .push(" AND (a.status <> 'NOTIFIED' OR a.respond_by IS NULL OR a.respond_by > ")
        .bind(now)
        .push(")")
}

/// In the words of the index that has them in their order, where one does.
fn statuses(query: Query, wanted: &WorkQuery) -> Query {
    match wanted.part {
        Some(WaitingPart::Choosable) => {
            return query.push(
                "a.status NOT IN ('NOTIFIED', 'ACCEPTED', 'IN_PRODUCTION', 'READY', 'HANDED_TO_DELIVERY', 'COMPLETED', 'REJECTED', \
                 'CANCELLED') AND (a.workshop_id IS NOT NULL OR a.cause <> 'NO_CANDIDATE') AND NOT o.on_hold",
            );
        }
        Some(WaitingPart::Stuck) => {
            return query.push(
                "a.status = 'PENDING_ASSIGNMENT' AND (o.on_hold OR (a.workshop_id IS NULL \
                 AND (a.cause IS NULL OR a.cause = 'NO_CANDIDATE')))",
            );
        }
        None => {}
    }
    // The work of one workshop is few rows, and found by it.
    let query = match wanted.order {
        WorkOrder::Promised if wanted.workshop.is_none() => {
            let query = query.push("a.status NOT IN ('PENDING_ASSIGNMENT', 'COMPLETED', 'REJECTED', 'CANCELLED')");
            if AT_WORK.iter().all(|status| wanted.statuses.contains(status)) {
                return query;
            }
            query.push_for(" AND +a.status", " AND a.status")
        }
        _ => query.push("a.status"),
    };
    let statuses: Vec<Param> = wanted.statuses.iter().map(Param::from).collect();
    match &statuses[..] {
        [one] => query.push(" = ").bind(one.clone()),
        _ => query.push(" IN (").bind_list(padded(statuses)).push(")"),
    }
}

fn narrowed(query: Query, wanted: &WorkQuery) -> Query {
    let mut query = statuses(query, wanted);
    if let Some(workshop) = wanted.workshop {
        query = query.push(" AND a.workshop_id = ").bind(workshop);
    }
    if let Some(zone) = wanted.zone {
        query = query
            .push(" AND o.city_id IN (SELECT z.city_id FROM service_zone_cities z WHERE z.zone_id = ")
            .bind(zone)
            .push(")");
    }
    if let Some(wanted) = wanted.due {
        query = due(query, wanted);
    }
    if let Some(now) = wanted.answer_due {
        query = query.push(" AND a.respond_by <= ").bind(now);
    }
    if let Some(orders) = &wanted.orders {
        query = any_of(query, " AND a.order_id IN (", orders.iter().map(Param::from));
    }
    if let Some(workshops) = &wanted.workshops {
        query = any_of_for(
            query,
            " AND +a.workshop_id IN (",
            " AND a.workshop_id IN (",
            workshops.iter().map(Param::from),
        );
    }
    if let Some(from) = wanted.since_from {
        query = query.push(" AND a.created_at >= ").bind(from);
    }
    if let Some(to) = wanted.since_to {
        query = query.push(" AND a.created_at < ").bind(to);
    }
    if let Some(range) = &wanted.cost {
        query = within(query.push(" AND "), "+a.agreed_cost", "a.currency", range);
    }
    named(query, &wanted.name)
}

record! {
    struct Counted(i64 = "n");
}

record! {
    /// One assignment of an order, with all that was said of it.
    #[derive(Serialize)]
    pub struct AssignmentView {
        pub id: AssignmentId,
        pub attempt: u32,
        pub status: AssignmentStatus,
        pub workshop_id: Option<WorkshopId>,
        pub workshop: Option<Safe>,
        pub cause: Option<Cause>,
        pub cost: Option<Money> = money_opt("agreed_cost", "currency"),
        pub policy: Option<PaymentPolicy>,
        pub deposit_basis_points: Option<u32>,
        /// It begins when its deposit is paid.
        pub demands_deposit: bool,
        pub respond_by: Option<Time>,
        pub promised: Option<NaiveDate> = "promised_ready_on",
        pub notified_at: Option<Time>,
        pub accepted_at: Option<Time>,
        pub started_at: Option<Time>,
        pub ready_at: Option<Time>,
        pub handed_at: Option<Time>,
        pub completed_at: Option<Time>,
        pub closed_at: Option<Time>,
        pub reason_code: Option<Safe>,
        pub reason_text: Option<Safe>,
        /// Of its cost still owed when it was cancelled, in basis points.
        pub share: Option<u32> = "cancel_share_basis_points",
        pub carrier: Option<Safe>,
        pub tracking_number: Option<Safe>,
        pub tracking_url: Option<Safe>,
        pub days: Vec<DayView> = filled,
        pub lines: Vec<Payable> = filled,
    }

    /// Units held on a day.
    #[derive(Serialize)]
    pub struct DayView {
        pub day: NaiveDate,
        pub units: u32,
        /// Why it was booked over the limit.
        pub over_limit: Option<Safe> = "override_reason",
    }

    /// A day, and whose it is.
    pub struct DayRecord {
        pub assignment: AssignmentId = "assignment_id",
        pub day: DayView = row,
    }

    /// A payable line, and whose it is.
    pub struct LineRecord {
        pub assignment: AssignmentId = "assignment_id",
        pub line: Payable = row,
    }
}

pub async fn of_order(reader: &mut impl Reader, order: OrderId) -> DbResult<Vec<AssignmentView>> {
    reader.all(OF_ORDER.with(bind![order])).await
}

pub async fn days_of_order(reader: &mut impl Reader, order: OrderId) -> DbResult<Vec<DayRecord>> {
    reader.all(DAYS_OF_ORDER.with(bind![order])).await
}

pub async fn lines_of_order(reader: &mut impl Reader, order: OrderId) -> DbResult<Vec<LineRecord>> {
    reader.all(LINES_OF_ORDER.with(bind![order])).await
}
