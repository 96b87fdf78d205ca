//! What is owed, in pages: workshop by workshop in order of name, the newest debt of each last. Also its sums.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use crate::db::engine::Db;
use crate::db::engine::answer::Readable;
use crate::db::engine::error::{DbError, DbResult};
use crate::db::engine::few::{self, Ways, within};
use crate::db::engine::page::{HowMany, Key, MOST_COUNTED, any_of, any_of_for};
use crate::db::engine::record::record;
use crate::db::engine::row::{FromRow, Row};
use crate::db::engine::statement::{Query, statement};
use crate::db::engine::value::{Param, bind};
use crate::domain::Time;
use crate::domain::amount_range::AmountRange;
use crate::domain::ids::{AssignmentId, OrderId, PayableId, WorkshopId};
use crate::domain::money::Money;
use crate::domain::payables::aging::Aging;
use crate::domain::payables::line::{Payable, PayableKind, PayableStatus, Readiness};
use crate::domain::payables::policy::PaymentPolicy;
use crate::domain::text::Safe;

const LISTED: &str = "SELECT p.id, p.assignment_id, p.order_id, o.number, p.workshop_id, w.name AS workshop, p.kind, p.amount, p.currency, \
    p.status, p.due_on, p.cut_on, p.version, p.reason, p.created_at, p.policy, \
    (SELECT coalesce(sum(y.amount), 0) FROM payable_payments y WHERE y.payable_id = p.id) AS paid";
const LEFT: &str = "abs(p.amount - (SELECT coalesce(sum(l.amount), 0) FROM payable_payments l WHERE l.payable_id = p.id))";
const LINES: &str = " FROM workshop_payables p";
const OPEN_LINES: &str = " FROM workshop_payables p INDEXED BY workshop_payables_open";
const OPEN: &str = " AND p.status NOT IN ('PAID', 'VOIDED')";

statement! {
    PLACE = "SELECT w.name, p.due_on, p.id FROM workshop_payables p JOIN workshops w ON w.id = p.workshop_id WHERE p.id = $1"
}

statement! {
    /// What is open, less what was paid of it: only what was begun to be paid, or is held back, can have payments. $2 and $3
    /// are a week and a month before today.
    SUMS = "SELECT x.workshop_id, w.name AS workshop, x.currency, sum(x.line) AS lines, \
      coalesce(sum(x.rest) FILTER (WHERE x.owed = 1 AND x.status <> 'ON_HOLD' AND x.due_on >= $1), 0) AS not_due, \
      coalesce(sum(x.rest) FILTER (WHERE x.owed = 1 AND x.status <> 'ON_HOLD' AND x.due_on < $1 AND x.due_on >= $2), 0) AS week, \
      coalesce(sum(x.rest) FILTER (WHERE x.owed = 1 AND x.status <> 'ON_HOLD' AND x.due_on < $2 AND x.due_on >= $3), 0) AS month, \
      coalesce(sum(x.rest) FILTER (WHERE x.owed = 1 AND x.status <> 'ON_HOLD' AND x.due_on < $3), 0) AS older, \
      coalesce(sum(x.rest) FILTER (WHERE x.owed = 1 AND x.status = 'ON_HOLD'), 0) AS held, \
      coalesce(-sum(x.rest) FILTER (WHERE x.owed = 0), 0) AS to_net, \
      coalesce(-sum(x.rest) FILTER (WHERE x.owed = 0 AND x.status <> 'ON_HOLD'), 0) AS nettable, \
      coalesce(sum(x.rest) FILTER (WHERE x.owed = 1 AND x.status <> 'ON_HOLD' AND x.due_on <= $1), 0) AS due_now, \
      coalesce(sum(x.rest) FILTER (WHERE x.owed = 1 AND x.status IN ('DUE', 'PARTIALLY_PAID') AND x.due_on > $1), 0) AS later, \
      coalesce(sum(x.rest) FILTER (WHERE x.owed = 1 AND x.status = 'SCHEDULED' AND x.due_on > $1), 0) AS not_cut \
      FROM (SELECT p.workshop_id, p.currency, p.status, p.due_on, p.amount AS rest, CASE WHEN p.amount > 0 THEN 1 ELSE 0 END AS owed, 1 AS line \
          FROM workshop_payables p WHERE p.status NOT IN ('PAID', 'VOIDED') \
        UNION ALL SELECT p.workshop_id, p.currency, p.status, p.due_on, -y.amount, CASE WHEN p.amount > 0 THEN 1 ELSE 0 END, 0 \
          FROM workshop_payables p CROSS JOIN payable_payments y \
          WHERE y.payable_id = p.id AND p.status NOT IN ('PAID', 'VOIDED') AND p.status IN ('PARTIALLY_PAID', 'ON_HOLD')) x \
      JOIN workshops w ON w.id = x.workshop_id GROUP BY x.workshop_id, w.name, x.currency ORDER BY w.name, x.currency"
}

/// Conditions that all hold. An empty `Vec` sets no condition; an empty list inside `Some` fits nothing.
#[derive(Debug, Clone, Default)]
pub struct PayableQuery {
    pub workshops: Option<Vec<WorkshopId>>,
    /// Only those of these orders, a short list.
    pub orders: Option<Vec<OrderId>>,
    pub statuses: Option<Vec<PayableStatus>>,
    pub policies: Vec<PaymentPolicy>,
    /// To be paid before this day, and open.
    pub due_before: Option<NaiveDate>,
    /// Due on these days, both included.
    pub due_from: Option<NaiveDate>,
    pub due_to: Option<NaiveDate>,
    /// The amount, or what is left of it; of a clawback without its sign.
    pub amount: Option<AmountRange>,
    pub sort: PayableSort,
}

/// In which order what is owed is: always a workshop after the other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PayableSort {
    /// By name, of each the newest debt last.
    #[default]
    Usual,
    /// From the last name to the first.
    NamesBack,
    /// By name, of each the newest debt first.
    NewestFirst,
}

impl PayableQuery {
    /// Nothing that is paid or void fits: the index of what is open serves.
    fn is_open(&self) -> bool {
        self.due_before.is_some()
            || self
                .statuses
                .as_ref()
                .is_some_and(|statuses| !statuses.iter().any(|status| status.is_over()))
    }
}

record! {
    /// A line of what is owed.
    #[derive(Serialize)]
    pub struct PayableRow {
        pub id: PayableId,
        pub workshop: WorkshopId = "workshop_id",
        pub workshop_name: Safe = "workshop",
        pub order: OrderId = "order_id",
        pub number: String,
        pub assignment: AssignmentId = "assignment_id",
        pub kind: PayableKind,
        pub policy: PaymentPolicy,
        /// Negative when the workshop owes it.
        pub amount: Money = money("amount", "currency"),
        pub paid: Money = money("paid", "currency"),
        pub left: Money = read(left),
        pub status: PayableStatus,
        pub due_on: NaiveDate,
        /// The cut it belongs to.
        pub cut_on: Option<NaiveDate>,
        pub overdue: bool = filled,
        /// Days after the day it was due; negative before it.
        pub days_late: i64 = filled,
        /// When what is left is paid.
        pub readiness: Readiness = filled,
        /// What a command about it has to have seen.
        pub version: i64,
        /// Why it was made, where somebody said so.
        pub reason: Option<Safe>,
        pub created_at: Time,
    }

    /// A line to show, and as rules look at it.
    pub struct PayableRecord {
        pub row: PayableRow = row,
        pub line: Payable = row,
    }
}

impl PayableRow {
    /// It can be paid, and its day has not come.
    pub const fn is_early(&self) -> bool {
        matches!(self.readiness, Readiness::NotDue | Readiness::NotCut)
    }
}

fn left(row: &Row<'_>) -> DbResult<Money> {
    Ok(Payable::from_row(row)?.left())
}

impl PayableRecord {
    /// The id alone finds its place again; the day is shown to nobody.
    pub fn key(&self) -> Key {
        Key {
            key: 0,
            id: self.line.id.uuid(),
        }
    }
}

record! {
    /// A row's place in the list, which never changes but by renaming its workshop.
    pub struct Place {
        pub workshop: String = "name",
        pub due_on: NaiveDate,
        pub id: PayableId,
    }
}

record! {
    /// What is open at one workshop, in one currency.
    #[derive(Serialize)]
    pub struct WorkshopAging {
        pub workshop: WorkshopId = "workshop_id",
        pub workshop_name: Safe = "workshop",
        pub lines: i64,
        pub owed: Money = read(owed),
        pub overdue: Money = read(overdue),
        /// What would be transferred now: what is to be paid, less what the workshop owes.
        pub transfer: Money = read(transfer),
        pub aging: Aging = read(aging),
    }
}

fn aging(row: &Row<'_>) -> DbResult<Aging> {
    Ok(Aging {
        not_due: row.money("not_due", "currency")?,
        week: row.money("week", "currency")?,
        month: row.money("month", "currency")?,
        older: row.money("older", "currency")?,
        held: row.money("held", "currency")?,
        to_net: row.money("to_net", "currency")?,
        nettable: row.money("nettable", "currency")?,
        now: row.money("due_now", "currency")?,
        later: row.money("later", "currency")?,
        not_cut: row.money("not_cut", "currency")?,
    })
}

fn owed(row: &Row<'_>) -> DbResult<Money> {
    aging(row)?.owed().map_err(|refusal| DbError::Value(refusal.to_string()))
}

fn overdue(row: &Row<'_>) -> DbResult<Money> {
    aging(row)?.overdue().map_err(|refusal| DbError::Value(refusal.to_string()))
}

fn transfer(row: &Row<'_>) -> DbResult<Money> {
    aging(row)?.transfer().map_err(|refusal| DbError::Value(refusal.to_string()))
}

pub async fn page(db: &Db, wanted: &PayableQuery, after: Option<Key>, limit: i64) -> DbResult<Readable<PayableRecord>> {
    let place = match after {
        Some(key) => db.opt::<Place>(PLACE.with(bind![key.id])).await?,
        None => None,
    };
    db.readable(compose(wanted, place.as_ref(), limit)).await
}

/// The statement of a page that begins beyond a place; also asked for its plan by a test.
pub fn compose(wanted: &PayableQuery, place: Option<&Place>, limit: i64) -> Query {
    let query = Query::new(LISTED);
    let query = match &wanted.orders {
        Some(orders) => {
            let query = query.push(" FROM workshop_payables p JOIN workshops w ON w.id = p.workshop_id AND 1 = 1");
            let query = any_of(query, " AND p.order_id IN (", orders.iter().map(Param::from));
            within_workshop(conditions(query, wanted), wanted.sort, place)
        }
        None => by_workshop(query, wanted, place, limit),
    };
    let mut query = query.push(" JOIN orders o ON o.id = p.order_id WHERE 1 = 1");
    if let Some(workshops) = &wanted.workshops {
        query = any_of(query, " AND w.id IN (", workshops.iter().map(Param::from));
    }
    let back = wanted.sort == PayableSort::NamesBack;
    if let Some(place) = place {
        query = query
            .push(if back { " AND w.name <= " } else { " AND w.name >= " })
            .bind(&place.workshop);
    }
    query
        .push(match wanted.sort {
            PayableSort::Usual => " ORDER BY w.name, p.due_on, p.id LIMIT ",
            PayableSort::NamesBack => " ORDER BY w.name DESC, p.due_on, p.id LIMIT ",
            PayableSort::NewestFirst => " ORDER BY w.name, p.due_on DESC, p.id DESC LIMIT ",
        })
        .bind(limit)
}

/// How many lines there are: the first of their index are looked at, so that a count costs the same however much was ever owed.
pub async fn count(db: &Db, wanted: &PayableQuery) -> DbResult<HowMany> {
    db.one(compose_count(wanted)).await
}

/// The statement; also asked for its plan by a test.
pub fn compose_count(wanted: &PayableQuery) -> Query {
    let query = Query::new("SELECT count(*) AS looked, count(*) FILTER (WHERE 1 = 1");
    let query = conditions(query, wanted)
        .push(") AS found FROM (SELECT p.id, p.status, p.policy, p.amount, p.currency, p.due_on")
        .push_for(if wanted.is_open() { OPEN_LINES } else { LINES }, LINES)
        .push(" WHERE 1 = 1");
    let mut query = if wanted.is_open() { query.push(OPEN) } else { query };
    if let Some(workshops) = &wanted.workshops {
        query = any_of(query, " AND p.workshop_id IN (", workshops.iter().map(Param::from));
    }
    if let Some(orders) = &wanted.orders {
        query = any_of(query, " AND p.order_id IN (", orders.iter().map(Param::from));
    }
    query
        .push(if wanted.orders.is_none() {
            " ORDER BY p.workshop_id, p.due_on, p.id LIMIT "
        } else {
            " LIMIT "
        })
        .bind(MOST_COUNTED)
        .push(") p")
}

/// Workshops in order, and of each its lines in order, no more than a page needs. SQLite walks both indexes so by itself, but takes
/// that of all lines for as good as that of the open ones;
/// PostgreSQL would rather gather all lines and sort them, unless it is told how few are wanted of each.
fn by_workshop(query: Query, wanted: &PayableQuery, place: Option<&Place>, limit: i64) -> Query {
    let lines = match wanted.is_open() {
        true => " FROM workshops w CROSS JOIN workshop_payables p INDEXED BY workshop_payables_open ON p.workshop_id = w.id",
        false => " FROM workshops w CROSS JOIN workshop_payables p ON p.workshop_id = w.id",
    };
    let query = query.push_for(
        lines,
        " FROM workshops w CROSS JOIN LATERAL (SELECT p.id, p.assignment_id, p.order_id, p.workshop_id, p.kind, p.policy, p.amount, p.currency, \
         p.status, p.due_on, p.cut_on, p.version, p.reason, p.created_at FROM workshop_payables p WHERE p.workshop_id = w.id",
    );
    let order = match wanted.sort {
        PayableSort::Usual | PayableSort::NamesBack => " ORDER BY p.due_on, p.id LIMIT ",
        PayableSort::NewestFirst => " ORDER BY p.due_on DESC, p.id DESC LIMIT ",
    };
    within_workshop(conditions(query, wanted), wanted.sort, place)
        .push_for(" AND ", order)
        .bind(limit)
        .push_for(" IS NOT NULL", ") p")
}

fn conditions(mut query: Query, wanted: &PayableQuery) -> Query {
    if wanted.is_open() {
        query = query.push(OPEN);
    }
    if let Some(statuses) = &wanted.statuses {
        query = any_of_for(query, " AND +p.status IN (", " AND p.status IN (", statuses.iter().map(Param::from));
    }
    if !wanted.policies.is_empty() {
        query = any_of(query, " AND p.policy IN (", wanted.policies.iter().map(Param::from));
    }
    if let Some(day) = wanted.due_before {
        query = query.push(" AND p.status <> 'ON_HOLD' AND p.amount > 0 AND p.due_on < ").bind(day);
    }
    for (day, sign) in [(wanted.due_from, " AND p.due_on >= "), (wanted.due_to, " AND p.due_on <= ")] {
        if let Some(day) = day {
            query = query.push(sign).bind(day);
        }
    }
    if let Some(range) = &wanted.amount {
        query = within(query.push(" AND ("), "+abs(p.amount)", "p.currency", range);
        query = within(query.push(" OR "), LEFT, "p.currency", range).push(")");
    }
    query
}

/// Orders of the lines of an amount that few have, or of which so much is left. Nothing when many have.
pub async fn of_amount(db: &Db, range: &AmountRange) -> DbResult<Option<Vec<OrderId>>> {
    few::few(db, compose_amount(range)).await
}

/// The statement; also asked for its plan by a test. Only what was begun to be paid, or is held back, can have payments.
pub fn compose_amount(range: &AmountRange) -> Query {
    let mut ways = Ways::default();
    let start = "SELECT p.order_id AS found FROM workshop_payables p WHERE ";
    ways.add_few(|query| within(query.push(start), "abs(p.amount)", "p.currency", range));
    ways.add_few(|query| {
        let query = query
            .push(start)
            .push("p.status IN ('PARTIALLY_PAID', 'ON_HOLD')")
            .push(OPEN)
            .push(" AND ");
        within(query, LEFT, "p.currency", range)
    });
    ways.query().unwrap_or_default()
}

/// Lines beyond a place, in its workshop; all of those that come after.
fn within_workshop(query: Query, sort: PayableSort, place: Option<&Place>) -> Query {
    let Some(place) = place else { return query };
    let (names, lines) = match sort {
        PayableSort::Usual => (" AND (w.name > ", " OR (p.due_on, p.id) > ("),
        PayableSort::NamesBack => (" AND (w.name < ", " OR (p.due_on, p.id) > ("),
        PayableSort::NewestFirst => (" AND (w.name > ", " OR (p.due_on, p.id) < ("),
    };
    query
        .push(names)
        .bind(&place.workshop)
        .push(lines)
        .bind(place.due_on)
        .push(", ")
        .bind(place.id)
        .push("))")
}

/// What is open at every workshop that has something open, by how late it is.
pub async fn sums(db: &Db, today: NaiveDate) -> DbResult<Vec<WorkshopAging>> {
    let before = |days| today.checked_sub_days(Days::new(days)).unwrap_or(today);
    db.all(SUMS.with(bind![today, before(7), before(30)])).await
}

/// Lines by their ids, in the list's order.
pub async fn of_ids(db: &Db, ids: &[PayableId]) -> DbResult<Vec<PayableRecord>> {
    let query = Query::new(LISTED)
        .push(" FROM workshop_payables p JOIN workshops w ON w.id = p.workshop_id JOIN orders o ON o.id = p.order_id WHERE 1 = 1");
    let query = any_of(query, " AND p.id IN (", ids.iter().map(Param::from));
    db.all(query.push(" ORDER BY w.name, p.due_on, p.id")).await
}

/// What a workshop owes and can be netted now.
pub async fn open_clawbacks(db: &Db, workshop: WorkshopId) -> DbResult<Vec<PayableRecord>> {
    let query = Query::new(LISTED)
        .push_for(OPEN_LINES, LINES)
        .push(" JOIN workshops w ON w.id = p.workshop_id JOIN orders o ON o.id = p.order_id WHERE p.workshop_id = ")
        .bind(workshop)
        .push(OPEN);
    db.all(query.push(" AND p.amount < 0 ORDER BY p.due_on, p.id")).await
}
