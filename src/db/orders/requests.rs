//! What customers' sites ask of the back office, and the answers: rows of `requests`.

use serde::Serialize;

use crate::db::engine::answer::Readable;
use crate::db::engine::error::DbResult;
use crate::db::engine::page::{self, Key, micros};
use crate::db::engine::record::record;
use crate::db::engine::row::found;
use crate::db::engine::statement::{Bound, Query, statement};
use crate::db::engine::value::bind;
use crate::db::engine::{Db, Tx};
use crate::domain::Time;
use crate::domain::ids::{OrderId, RequestId};
use crate::domain::orders::request::{RequestKind, RequestOutcome};
use crate::domain::text::Safe;

const COLUMNS: &str = "SELECT q.id, q.order_id, o.number, q.kind, q.reason, q.created_at, q.answered_at, q.outcome, q.receipt, q.refusal \
    FROM requests q JOIN orders o ON o.id = q.order_id WHERE ";

/// No text of a site: a row of it that cannot be read is one row's trouble.
const OPEN: &str =
    "SELECT q.id, q.order_id, o.number, q.created_at FROM requests q JOIN orders o ON o.id = q.order_id WHERE q.outcome IS NULL";

statement! {
    ASKED = "SELECT q.kind, q.reason, o.customer_phone FROM requests q JOIN orders o ON o.id = q.order_id WHERE q.id = $1"
}

statement! {
    /// Nothing once it is answered, or while another program answers it.
    LOCK = "SELECT id AS found FROM requests WHERE id = $1 AND outcome IS NULL", skip_locked
}

statement! {
    DONE = "UPDATE requests SET outcome = 'DONE', answered_at = $2, receipt = $3 WHERE id = $1"
}

statement! {
    REFUSED = "UPDATE requests SET outcome = 'REFUSED', answered_at = $2, refusal = $3 WHERE id = $1"
}

record! {
    /// A request with its answer, to show.
    #[derive(Serialize)]
    pub struct RequestView {
        pub id: RequestId,
        pub order: OrderId = "order_id",
        pub number: String,
        pub kind: RequestKind,
        pub reason: Option<Safe>,
        pub created_at: Time,
        /// Absent while it waits.
        pub outcome: Option<RequestOutcome>,
        pub answered_at: Option<Time>,
        pub receipt: Option<serde_json::Value>,
        /// The code of the refusal.
        pub refusal: Option<Safe>,
    }

    /// A request that waits.
    pub struct OpenRequest {
        pub id: RequestId,
        pub order: OrderId = "order_id",
        pub number: String,
        pub since: Time = "created_at",
    }

    /// What is asked, and by whom.
    pub struct Asked {
        pub kind: RequestKind,
        pub reason: Option<String>,
        pub phone: String = "customer_phone",
    }
}

impl RequestView {
    pub fn key(&self) -> Key {
        key(self.created_at, self.id)
    }
}

impl OpenRequest {
    pub fn key(&self) -> Key {
        key(self.since, self.id)
    }
}

/// The place of a request among those that wait.
pub fn key(since: Time, id: RequestId) -> Key {
    Key {
        key: micros(since),
        id: id.uuid(),
    }
}

/// Those that wait, the longest waiting first.
pub async fn open(db: &Db, after: Option<Key>, limit: u32) -> DbResult<Vec<OpenRequest>> {
    db.all(compose_open(after, i64::from(limit))).await
}

/// The statement; also asked for its plan by a test.
pub fn compose_open(after: Option<Key>, limit: i64) -> Query {
    page::beyond(Query::new(OPEN), "(q.created_at, q.id)", true, after)
        .push(" ORDER BY q.created_at, q.id LIMIT ")
        .bind(limit)
}

/// A page: those that wait, the longest waiting first, or all, the newest first.
pub async fn page(db: &Db, open: bool, after: Option<Key>, limit: i64) -> DbResult<Readable<RequestView>> {
    db.readable(compose(open, after, limit)).await
}

/// The statement of a page; also asked for its plan by a test.
pub fn compose(open: bool, after: Option<Key>, limit: i64) -> Query {
    let query = Query::new(COLUMNS).push(if open { "q.outcome IS NULL" } else { "1 = 1" });
    page::beyond(query, "(q.created_at, q.id)", open, after)
        .push(match open {
            true => " ORDER BY q.created_at, q.id LIMIT ",
            false => " ORDER BY q.created_at DESC, q.id DESC LIMIT ",
        })
        .bind(limit)
}

/// Those about an order, in order.
pub async fn of_order(db: &Db, order: OrderId) -> DbResult<Vec<RequestView>> {
    let query = Query::new(COLUMNS).push("q.order_id = ").bind(order);
    db.all(query.push(" ORDER BY q.created_at, q.id")).await
}

pub async fn asked(db: &Db, request: RequestId) -> DbResult<Asked> {
    db.one(ASKED.with(bind![request])).await
}

/// Holds it for its answer; false once it has one, or while another program gives it.
pub async fn lock(tx: &mut Tx, request: RequestId) -> DbResult<bool> {
    Ok(!found::<RequestId>(tx.all(LOCK.with(bind![request])).await?).is_empty())
}

/// It was done, with this receipt.
pub fn done(request: RequestId, at: Time, receipt: serde_json::Value) -> Bound {
    DONE.with(bind![request, at, receipt])
}

/// It was refused, with this code.
pub fn refused(request: RequestId, at: Time, code: &'static str) -> Bound {
    REFUSED.with(bind![request, at, code])
}
