//! What waits for a person, for the header: a few small indexes, whatever the size of the shop.

use serde::Serialize;

use crate::db::engine::Db;
use crate::db::engine::error::DbResult;
use crate::db::engine::record::record;
use crate::db::engine::row::Row;
use crate::db::engine::statement::statement;
use crate::db::engine::value::bind;
use crate::domain::Time;

statement! {
    /// Each count ends at 10000; beyond it nobody reads the digits. The cross join has SQLite begin at the few claims; that what is
    /// due is not paid has it take the index of what is open.
    WAITING = "SELECT \
      (SELECT count(*) FROM (SELECT 1 AS one FROM payment_submissions s WHERE s.state = 'OPEN' LIMIT 10000) x) AS open_proofs, \
      (SELECT count(*) FROM (SELECT 1 AS one FROM orders o CROSS JOIN payment_submissions s \
        WHERE o.claim_operator_id IS NOT NULL AND s.order_id = o.id AND s.state = 'OPEN' LIMIT 10000) x) AS held_proofs, \
      (SELECT min(x.reported_at) FROM \
        (SELECT s.reported_at FROM payment_submissions s WHERE s.state = 'OPEN' ORDER BY s.reported_at, s.id LIMIT 1) x) AS oldest, \
      (SELECT count(*) FROM (SELECT 1 AS one FROM refunds r WHERE r.status = 'DUE' LIMIT 10000) x) AS refunds_due, \
      (SELECT count(*) FROM (SELECT 1 AS one FROM production_assignments a WHERE a.status = 'PENDING_ASSIGNMENT' LIMIT 10000) x) AS unassigned, \
      (SELECT count(*) FROM (SELECT 1 AS one FROM production_assignments a WHERE a.status = 'NOTIFIED' LIMIT 10000) x) AS to_answer, \
      (SELECT count(*) FROM (SELECT 1 AS one FROM production_assignments a WHERE a.status = 'NOTIFIED' AND a.respond_by <= $1 LIMIT 10000) x) \
        AS answers_late, \
      (SELECT count(*) FROM (SELECT 1 AS one FROM production_assignments a WHERE a.status = 'IN_PRODUCTION' LIMIT 10000) x) AS in_production, \
      (SELECT count(*) FROM (SELECT 1 AS one FROM closed_day_proposals c WHERE c.status = 'PROPOSED' LIMIT 10000) x) AS closed_days, \
      (SELECT count(*) FROM (SELECT 1 AS one FROM workshop_payables y \
        WHERE y.status IN ('DUE', 'PARTIALLY_PAID') AND y.status NOT IN ('PAID', 'VOIDED') AND y.due_on <= $2 LIMIT 10000) x) AS payables_due"
}

record! {
    /// Numbers for the header: what waits for a person. Each ends at 10000.
    #[derive(Copy, Eq, Default, Serialize)]
    pub struct Counts {
        /// Open proofs nobody is looking at, and those somebody is.
        pub to_review: i64 = read(to_review),
        pub in_review: i64 = "held_proofs",
        pub oldest: Option<Time>,
        /// Orders confirmed whose refund or workshop waits for staff.
        pub refunds_due: i64,
        pub unassigned: i64,
        /// Workshops that were told and have not answered, and those of them whose time is over.
        pub to_answer: i64,
        pub answers_late: i64,
        pub in_production: i64,
        /// Closed days that workshops propose and nobody answered.
        pub closed_days: i64,
        /// Payable lines due today or before.
        pub payables_due: i64,
    }
}

fn to_review(row: &Row<'_>) -> DbResult<i64> {
    Ok((row.get::<i64>("open_proofs")? - row.get::<i64>("held_proofs")?).max(0))
}

pub async fn waiting(db: &Db, now: Time, today: chrono::NaiveDate) -> DbResult<Counts> {
    db.one(WAITING.with(bind![now, today])).await
}
