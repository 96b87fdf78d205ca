//! Production assignments as commands need them: opened, chosen, notified, answered, moved on, ended.

use serde_json::Value as Json;

use crate::db::engine::Tx;
use crate::db::engine::error::DbResult;
use crate::db::engine::row::{FromRow, Row};
use crate::db::engine::statement::{Bound, statement};
use crate::db::engine::value::{Amount, bind};
use crate::domain::Time;
use crate::domain::fulfilment::assignment_edges::Cause;
use crate::domain::ids::{AssignmentId, OrderId, WorkshopId};
use crate::domain::money::Money;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::payables::policy_lines::Terms;

statement! {
    LOCK = "SELECT id, attempt, status, workshop_id, cause, agreed_cost, currency, policy, deposit_basis_points, demands_deposit, \
      respond_by, promised_ready_on, notified_at, handed_at, reminded_at, pickup_code \
      FROM production_assignments WHERE id = $1", for_update
}

statement! {
    OPEN = "INSERT INTO production_assignments (id, order_id, attempt, status, workshop_id, cause, ranked_at, ranked_supply) \
      VALUES ($1, $2, (SELECT coalesce(max(a.attempt), 0) + 1 FROM production_assignments a WHERE a.order_id = $2), \
      'PENDING_ASSIGNMENT', $3, $4, $5, $6)"
}

statement! {
    CHOOSE = "UPDATE production_assignments SET workshop_id = $2, cause = $3 WHERE id = $1"
}

statement! {
    RANKED = "UPDATE production_assignments SET ranked_at = $2, ranked_supply = $3 WHERE id = $1"
}

statement! {
    KEEP_RANKING = "INSERT INTO assignment_rankings (assignment_id, seq, at, ranking) \
      VALUES ($1, (SELECT coalesce(max(k.seq), 0) + 1 FROM assignment_rankings k WHERE k.assignment_id = $1), $2, $3)"
}

statement! {
    LAST_RANKING = "SELECT ranking FROM assignment_rankings WHERE assignment_id = $1 ORDER BY seq DESC LIMIT 1"
}

statement! {
    /// Why the last choice departed from the ranking: it was made by hand, or after a workshop was taken off.
    CHOSEN_BECAUSE = "SELECT text FROM order_events \
      WHERE order_id = $1 AND edge IN ('A1', 'A2', 'RANKED') ORDER BY seq DESC LIMIT 1"
}

statement! {
    NOTIFIED = "UPDATE production_assignments SET agreed_cost = $2, currency = $3, policy = $4, deposit_basis_points = $5, \
      demands_deposit = $6, respond_by = $7, promised_ready_on = $8, notified_at = $9, cause = NULL WHERE id = $1"
}

statement! {
    REMINDED = "UPDATE production_assignments SET reminded_at = $2 WHERE id = $1"
}

statement! {
    ACCEPTED = "UPDATE production_assignments SET promised_ready_on = $2, accepted_at = $3 WHERE id = $1"
}

statement! {
    STARTED = "UPDATE production_assignments SET started_at = $2 WHERE id = $1"
}

statement! {
    READY = "UPDATE production_assignments SET ready_at = $2, pickup_code = $3 WHERE id = $1"
}

statement! {
    HANDED = "UPDATE production_assignments SET carrier = $2, tracking_number = $3, tracking_url = $4, handed_at = $5 WHERE id = $1"
}

statement! {
    COMPLETED = "UPDATE production_assignments SET completed_at = $2, closed_at = $2 WHERE id = $1"
}

statement! {
    ENDED = "UPDATE production_assignments SET reason_code = $2, reason_text = $3, cancel_share_basis_points = $4, closed_at = $5 WHERE id = $1"
}

statement! {
    EXCLUDE = "INSERT INTO workshop_exclusions (order_id, workshop_id, assignment_id, reason_code) VALUES ($1, $2, $3, $4) \
      ON CONFLICT (order_id, workshop_id) DO NOTHING"
}

statement! {
    REFUSED = "SELECT count(*) AS refused FROM production_assignments WHERE order_id = $1 AND status = 'REJECTED'"
}

/// An assignment under lock.
#[derive(Debug, Clone)]
pub struct LockedAssignment {
    pub id: AssignmentId,
    pub attempt: u32,
    pub status: AssignmentStatus,
    pub workshop: Option<WorkshopId>,
    pub cause: Option<Cause>,
    /// What the workshop was offered when it was notified, and agreed to when it accepted.
    pub terms: Option<Terms>,
    /// It begins when its deposit is paid.
    pub demands_deposit: bool,
    pub respond_by: Option<Time>,
    pub promised_ready_on: Option<chrono::NaiveDate>,
    pub notified_at: Option<Time>,
    pub handed_at: Option<Time>,
    pub reminded_at: Option<Time>,
    pub pickup_code: Option<String>,
}

impl FromRow for LockedAssignment {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        let cost = row.money_opt("agreed_cost", "currency")?;
        let policy = row.get::<Option<_>>("policy")?;
        let deposit: Option<u32> = row.get("deposit_basis_points")?;
        Ok(Self {
            id: row.get("id")?,
            attempt: row.get("attempt")?,
            status: row.get("status")?,
            workshop: row.get("workshop_id")?,
            cause: row.get("cause")?,
            terms: cost.zip(policy).map(|(cost, policy)| Terms {
                policy,
                deposit_basis_points: deposit.unwrap_or_default(),
                cost,
            }),
            demands_deposit: row.get("demands_deposit")?,
            respond_by: row.get("respond_by")?,
            promised_ready_on: row.get("promised_ready_on")?,
            notified_at: row.get("notified_at")?,
            handed_at: row.get("handed_at")?,
            reminded_at: row.get("reminded_at")?,
            pickup_code: row.get("pickup_code")?,
        })
    }
}

struct Found<T>(T);

impl FromRow for Found<Json> {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        row.get("ranking").map(Self)
    }
}

impl FromRow for Found<u32> {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        row.get("refused").map(Self)
    }
}

impl FromRow for Found<Option<String>> {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        row.get("text").map(Self)
    }
}

pub async fn lock(tx: &mut Tx, id: AssignmentId) -> DbResult<LockedAssignment> {
    tx.one(LOCK.with(bind![id])).await
}

/// How the last choice looked.
pub async fn last_ranking(tx: &mut Tx, id: AssignmentId) -> DbResult<Option<Json>> {
    Ok(tx.opt::<Found<Json>>(LAST_RANKING.with(bind![id])).await?.map(|row| row.0))
}

/// What was written when the order's workshop was chosen past the first.
pub async fn chosen_because(tx: &mut Tx, order: OrderId) -> DbResult<Option<String>> {
    let found = tx.opt::<Found<Option<String>>>(CHOSEN_BECAUSE.with(bind![order])).await?;
    Ok(found.and_then(|row| row.0))
}

/// How many workshops have refused the order.
pub async fn refusals(tx: &mut Tx, order: OrderId) -> DbResult<u32> {
    Ok(tx.one::<Found<u32>>(REFUSED.with(bind![order])).await?.0)
}

/// A choice as it is kept: who was chosen or why nobody was, and what it was made from.
pub struct Choice {
    pub workshop: Option<WorkshopId>,
    pub cause: Option<Cause>,
    pub at: Time,
    /// The version of the supply that was looked at.
    pub supply: i64,
}

/// A new assignment; its A1 event follows.
pub fn open(id: AssignmentId, order: OrderId, choice: &Choice) -> Bound {
    OPEN.with(bind![id, order, choice.workshop, choice.cause, choice.at, choice.supply])
}

pub fn choose(id: AssignmentId, workshop: Option<WorkshopId>, cause: Option<Cause>) -> Bound {
    CHOOSE.with(bind![id, workshop, cause])
}

pub fn ranked(id: AssignmentId, at: Time, supply: i64) -> Bound {
    RANKED.with(bind![id, at, supply])
}

pub fn keep_ranking(id: AssignmentId, at: Time, ranking: Json) -> Bound {
    KEEP_RANKING.with(bind![id, at, ranking])
}

/// What a workshop is offered when it is notified.
pub struct Notified {
    pub terms: Terms,
    pub demands_deposit: bool,
    pub respond_by: Time,
    /// As planned; promised when the workshop accepts.
    pub ready_on: chrono::NaiveDate,
    pub at: Time,
}

pub fn notified(id: AssignmentId, new: &Notified) -> Bound {
    let cost: Money = new.terms.cost;
    NOTIFIED.with(bind![
        id,
        Amount(cost.amount()),
        cost.currency(),
        new.terms.policy,
        new.terms.deposit_basis_points,
        new.demands_deposit,
        new.respond_by,
        new.ready_on,
        new.at,
    ])
}

pub fn reminded(id: AssignmentId, at: Time) -> Bound {
    REMINDED.with(bind![id, at])
}

/// Before its event: from then on the day is promised.
pub fn accepted(id: AssignmentId, ready_on: chrono::NaiveDate, at: Time) -> Bound {
    ACCEPTED.with(bind![id, ready_on, at])
}

pub fn started(id: AssignmentId, at: Option<Time>) -> Bound {
    STARTED.with(bind![id, at])
}

/// With the code for a pickup; not ready any more without a time.
pub fn ready(id: AssignmentId, at: Option<Time>, code: Option<&str>) -> Bound {
    READY.with(bind![id, at, code])
}

/// Who carries it, since when; nobody again after a return.
#[derive(Default)]
pub struct Carried<'a> {
    pub carrier: Option<&'a str>,
    pub tracking_number: Option<&'a str>,
    pub tracking_url: Option<&'a str>,
    pub at: Option<Time>,
}

pub fn handed(id: AssignmentId, carried: &Carried<'_>) -> Bound {
    HANDED.with(bind![
        id,
        carried.carrier,
        carried.tracking_number,
        carried.tracking_url,
        carried.at
    ])
}

pub fn completed(id: AssignmentId, at: Time) -> Bound {
    COMPLETED.with(bind![id, at])
}

/// Why an assignment ended, and the share of its cost still owed.
pub fn ended(id: AssignmentId, code: Option<&str>, text: Option<&str>, share: Option<u32>, at: Time) -> Bound {
    ENDED.with(bind![id, code, text, share, at])
}

/// The workshop is never offered this order again.
pub fn exclude(order: OrderId, workshop: WorkshopId, assignment: AssignmentId, reason: &str) -> Bound {
    EXCLUDE.with(bind![order, workshop, assignment, reason])
}
