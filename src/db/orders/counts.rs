//! What waits for a person, for the header: a few small indexes, whatever the size of the shop.

use crate::db::engine::Db;
use crate::db::engine::error::DbResult;
use crate::db::engine::record::record;
use crate::db::engine::statement::statement;
use crate::db::engine::value::bind;
use crate::domain::Time;

statement! {
    /// Each count ends at 10000; beyond it nobody reads the digits. The cross join has SQLite begin at the few claims.
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
      (SELECT count(*) FROM (SELECT 1 AS one FROM workshop_payables y \
        WHERE y.status IN ('DUE', 'PARTIALLY_PAID') AND y.due_on <= $2 LIMIT 10000) x) AS payables_due"
}

record! {
    /// Sums over what is open.
    pub struct CountsRecord {
        pub open_proofs: i64,
        pub held_proofs: i64,
        pub oldest: Option<Time>,
        pub refunds_due: i64,
        pub unassigned: i64,
        pub to_answer: i64,
        pub answers_late: i64,
        pub in_production: i64,
        pub payables_due: i64,
    }
}

pub async fn waiting(db: &Db, now: Time, today: chrono::NaiveDate) -> DbResult<CountsRecord> {
    db.one(WAITING.with(bind![now, today])).await
}
