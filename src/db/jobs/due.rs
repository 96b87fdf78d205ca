//! What the timed jobs look for, each by an index and at most so many at once, and the lease that lets one program run them.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::db::engine::error::DbResult;
use crate::db::engine::record::record;
use crate::db::engine::statement::statement;
use crate::db::engine::value::bind;
use crate::db::engine::{Db, Tx};
use crate::domain::Time;
use crate::domain::ids::{AssignmentId, OrderId, PayableId};

statement! {
    UNANSWERED = "SELECT a.order_id, o.number, a.id AS assignment_id, a.respond_by AS since \
      FROM production_assignments a JOIN orders o ON o.id = a.order_id \
      WHERE a.status = 'NOTIFIED' AND a.respond_by <= $1 AND NOT o.on_hold ORDER BY a.respond_by LIMIT $2"
}

statement! {
    UNREMINDED = "SELECT a.order_id, o.number, a.id AS assignment_id, a.notified_at AS since \
      FROM production_assignments a JOIN orders o ON o.id = a.order_id \
      WHERE a.status = 'NOTIFIED' AND a.respond_by > $1 AND a.notified_at <= $2 AND a.reminded_at IS NULL \
      ORDER BY a.respond_by LIMIT $3"
}

statement! {
    /// Also what another program left under review with nobody holding it, or held until later ($2) than a lease lasts.
    LAPSED_CLAIMS = "SELECT o.id AS order_id, o.number, NULL AS assignment_id, coalesce(o.claim_expires_at, o.last_event_at) AS since \
      FROM orders o WHERE o.payment_status = 'UNDER_REVIEW' AND (o.claim_expires_at IS NULL OR o.claim_expires_at <= $1 \
        OR o.claim_expires_at > $2) \
      ORDER BY o.last_event_at LIMIT $3"
}

statement! {
    LONG_HANDED = "SELECT a.order_id, o.number, a.id AS assignment_id, a.handed_at AS since \
      FROM production_assignments a JOIN orders o ON o.id = a.order_id \
      WHERE a.status = 'HANDED_TO_DELIVERY' AND a.handed_at <= $1 AND o.payment_status = 'CONFIRMED' AND NOT o.on_hold \
      ORDER BY a.handed_at LIMIT $2"
}

statement! {
    /// Orders that nobody could make when they were last looked at, and since then the supply changed, days were freed, or a
    /// new day ($1) began.
    UNASSIGNED = "SELECT a.order_id, o.number, a.id AS assignment_id, coalesce(a.ranked_at, a.created_at) AS since \
      FROM production_assignments a JOIN orders o ON o.id = a.order_id \
      WHERE a.status = 'PENDING_ASSIGNMENT' AND a.workshop_id IS NULL AND (a.cause IS NULL OR a.cause = 'NO_CANDIDATE') \
        AND o.payment_status = 'CONFIRMED' AND NOT o.on_hold \
        AND (a.ranked_at IS NULL OR a.ranked_at < $1 OR a.ranked_supply IS NULL \
          OR a.ranked_supply <> (SELECT version FROM supply_state) \
          OR a.ranked_at < (SELECT max(b.freed_at) FROM capacity_bookings b WHERE b.state = 'FREED')) \
      ORDER BY a.created_at, a.id LIMIT $2"
}

statement! {
    CUT = "SELECT y.id, y.order_id, (SELECT o.number FROM orders o WHERE o.id = y.order_id) AS number, y.cut_on \
      FROM workshop_payables y WHERE y.status = 'SCHEDULED' AND y.cut_on < $1 ORDER BY y.cut_on LIMIT $2"
}

statement! {
    LEASE = "SELECT holder, until FROM job_leases WHERE name = $1"
}

statement! {
    HOLD = "INSERT INTO job_leases (name, holder, until) VALUES ($1, $2, $3) ON CONFLICT (name) DO UPDATE \
      SET holder = excluded.holder, until = excluded.until WHERE job_leases.holder = $2 OR job_leases.until <= $4 OR job_leases.until > $5"
}

statement! {
    LET_GO = "UPDATE job_leases SET until = $3 WHERE name = $1 AND holder = $2 AND until > $3"
}

statement! {
    ACCEPTED_CLOCK = "SELECT newest_event FROM accepted_clocks ORDER BY newest_event DESC LIMIT 1"
}

statement! {
    ACCEPT_CLOCK = "INSERT INTO accepted_clocks (newest_event, reason) VALUES ($1, $2)"
}

record! {
    /// An order that a job is for, and since when.
    pub struct DueOrder {
        pub order: OrderId = "order_id",
        pub number: String,
        pub assignment: Option<AssignmentId> = "assignment_id",
        pub since: Time,
    }

    /// A line whose cut is over.
    pub struct DueLine {
        pub payable: PayableId = "id",
        pub order: OrderId = "order_id",
        pub number: String,
        pub cut_on: NaiveDate,
    }

    /// Until which event the machine's clock was said to be right.
    pub struct AcceptedClock {
        pub newest_event: Time,
    }

    /// Who runs the jobs, and until when at most.
    pub struct Lease {
        pub holder: Uuid,
        pub until: Time,
    }
}

/// Notified workshops whose time to answer is over.
pub async fn unanswered(db: &Db, now: Time, limit: u32) -> DbResult<Vec<DueOrder>> {
    db.all(UNANSWERED.with(bind![now, limit])).await
}

/// Workshops notified before `notified`, still in time and not reminded.
pub async fn unreminded(db: &Db, now: Time, notified: Time, limit: u32) -> DbResult<Vec<DueOrder>> {
    db.all(UNREMINDED.with(bind![now, notified, limit])).await
}

/// `longest`: until when a claim can last.
pub async fn lapsed_claims(db: &Db, now: Time, longest: Time, limit: u32) -> DbResult<Vec<DueOrder>> {
    db.all(LAPSED_CLAIMS.with(bind![now, longest, limit])).await
}

/// Handed to delivery before `handed` and not said to have arrived.
pub async fn long_handed(db: &Db, handed: Time, limit: u32) -> DbResult<Vec<DueOrder>> {
    db.all(LONG_HANDED.with(bind![handed, limit])).await
}

/// `day_began`: the first instant of today.
pub async fn unassigned(db: &Db, day_began: Time, limit: u32) -> DbResult<Vec<DueOrder>> {
    db.all(UNASSIGNED.with(bind![day_began, limit])).await
}

pub async fn cut(db: &Db, today: NaiveDate, limit: u32) -> DbResult<Vec<DueLine>> {
    db.all(CUT.with(bind![today, limit])).await
}

pub async fn lease(db: &Db, name: &str) -> DbResult<Option<Lease>> {
    db.opt(LEASE.with(bind![name])).await
}

/// Whether the lease is now this holder's. One that ends after `longest` counts as over.
pub async fn hold(tx: &mut Tx, name: &str, holder: Uuid, now: Time, until: Time, longest: Time) -> DbResult<bool> {
    Ok(tx.exec(HOLD.with(bind![name, holder, until, now, longest])).await? > 0)
}

pub async fn let_go(tx: &mut Tx, name: &str, holder: Uuid, now: Time) -> DbResult<()> {
    tx.exec(LET_GO.with(bind![name, holder, now])).await.map(drop)
}

pub async fn accepted_clock(db: &Db) -> DbResult<Option<Time>> {
    Ok(db.opt::<AcceptedClock>(ACCEPTED_CLOCK.with([])).await?.map(|row| row.newest_event))
}

pub async fn accept_clock(tx: &mut Tx, newest_event: Time, reason: &str) -> DbResult<()> {
    tx.exec(ACCEPT_CLOCK.with(bind![newest_event, reason])).await.map(drop)
}
