//! What a check of a whole database reads: settings, edges, triggers, histories by pages, links and digests. It judges
//! nothing; `service::audit::check` compares with what ought to be.

use uuid::Uuid;

use crate::db::engine::error::DbResult;
use crate::db::engine::record::record;
use crate::db::engine::row::{Found, FromRow, Row};
use crate::db::engine::statement::{Query, statement};
use crate::db::engine::value::bind;
use crate::db::engine::{Db, Dialect};
use crate::domain::ids::{AssignmentId, OrderId};

statement!(PAYMENT_EDGES = "SELECT from_status, to_status, code FROM payment_edges");
statement!(ASSIGNMENT_EDGES = "SELECT from_status, to_status, code FROM assignment_edges");
statement!(ORDERS_COUNT = "SELECT count(*) AS found FROM orders");
statement!(ORDERS = sqlite
    ["SELECT id, number, payment_status, production_status, event_seq FROM orders WHERE id > $1 ORDER BY id LIMIT $2"]
    postgres
    ["SELECT id, number, payment_status::text, production_status::text, event_seq FROM orders WHERE id > $1 ORDER BY id LIMIT $2"]);
statement!(ORDER = sqlite
    ["SELECT id, number, payment_status, production_status, event_seq FROM orders WHERE id = $1"]
    postgres
    ["SELECT id, number, payment_status::text, production_status::text, event_seq FROM orders WHERE id = $1"]);
statement!(
    EVENTS = "SELECT order_id, seq, lane, from_status, to_status, assignment_id FROM order_events \
    WHERE order_id >= $1 AND order_id <= $2 ORDER BY order_id, seq"
);
statement!(ASSIGNMENTS = sqlite
    ["SELECT order_id, id, status FROM production_assignments WHERE order_id >= $1 AND order_id <= $2"]
    postgres
    ["SELECT order_id, id, status::text FROM production_assignments WHERE order_id >= $1 AND order_id <= $2"]);
statement!(RECEIPTS = "SELECT DISTINCT receipt_digest FROM payment_submissions WHERE receipt_digest > $1 ORDER BY receipt_digest LIMIT $2");

/// An edge as the database keeps it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct StoredEdge {
    pub from: Option<String>,
    pub to: String,
    pub code: String,
}

/// What an order's row says its history led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredOrder {
    pub id: OrderId,
    pub number: String,
    pub payment: String,
    /// The active assignment's status, repeated on the order.
    pub production: Option<String>,
    pub seq: i64,
}

/// An event, as far as it moves a status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEvent {
    pub order: OrderId,
    pub seq: i64,
    pub lane: String,
    pub from: Option<String>,
    pub to: Option<String>,
    pub assignment: Option<AssignmentId>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAssignment {
    pub order: OrderId,
    pub id: AssignmentId,
    pub status: String,
}

/// A picture some proof names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredReceipt {
    pub digest: String,
}

/// Rows of another table that point at none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dangling {
    pub table: String,
    pub parent: String,
}

macro_rules! rows {
    ($($type:ident { $($field:ident = $column:literal),+ $(,)? })+) => {$(
        impl FromRow for $type {
            fn from_row(row: &Row<'_>) -> DbResult<Self> {
                Ok(Self { $($field: row.get($column)?),+ })
            }
        }
    )+};
}

rows! {
    StoredEdge { from = "from_status", to = "to_status", code = "code" }
    StoredOrder { id = "id", number = "number", payment = "payment_status", production = "production_status", seq = "event_seq" }
    StoredEvent { order = "order_id", seq = "seq", lane = "lane", from = "from_status", to = "to_status", assignment = "assignment_id" }
    StoredAssignment { order = "order_id", id = "id", status = "status" }
    StoredReceipt { digest = "receipt_digest" }
    Dangling { table = "child", parent = "parent" }
}

record! {
    struct Text(Option<String> = "found");

    struct Count(i64 = "found");
}

impl Db {
    pub async fn stored_payment_edges(&self) -> DbResult<Vec<StoredEdge>> {
        self.all(PAYMENT_EDGES.with([])).await
    }

    pub async fn stored_assignment_edges(&self) -> DbResult<Vec<StoredEdge>> {
        self.all(ASSIGNMENT_EDGES.with([])).await
    }

    pub async fn count_orders(&self) -> DbResult<u64> {
        let found: Vec<Count> = self.all_in_its_time(ORDERS_COUNT.with([])).await?;
        Ok(found.first().map_or(0, |count| u64::try_from(count.0).unwrap_or(0)))
    }

    /// The next orders by id.
    pub async fn stored_orders(&self, after: Option<OrderId>, limit: u32) -> DbResult<Vec<StoredOrder>> {
        let after = after.map_or(Uuid::nil(), OrderId::uuid);
        self.all(ORDERS.with(bind![after, limit])).await
    }

    pub async fn stored_order(&self, id: OrderId) -> DbResult<Option<StoredOrder>> {
        self.opt(ORDER.with(bind![id])).await
    }

    /// The histories of the orders between two ids, both included.
    pub async fn stored_events(&self, first: OrderId, last: OrderId) -> DbResult<Vec<StoredEvent>> {
        self.all(EVENTS.with(bind![first, last])).await
    }

    pub async fn stored_assignments(&self, first: OrderId, last: OrderId) -> DbResult<Vec<StoredAssignment>> {
        self.all(ASSIGNMENTS.with(bind![first, last])).await
    }

    /// The next pictures by digest.
    pub async fn stored_receipts(&self, after: &str, limit: u32) -> DbResult<Vec<StoredReceipt>> {
        self.all_in_its_time(RECEIPTS.with(bind![after, limit])).await
    }

    /// What the engine itself finds wrong with its file: nothing, on a server, which checks its pages as it reads them.
    pub async fn integrity_faults(&self) -> DbResult<Vec<String>> {
        match self.dialect() {
            Dialect::Postgres => Ok(Vec::new()),
            Dialect::Sqlite => {
                let query = Query::new("SELECT integrity_check AS found FROM pragma_integrity_check()");
                let found: Vec<Text> = self.all_in_its_time(query).await?;
                Ok(found.into_iter().filter_map(|text| text.0).filter(|text| text != "ok").collect())
            }
        }
    }

    /// Links that lead nowhere: rows on SQLite, where a writer may have switched the check off; on PostgreSQL constraints
    /// that were never validated.
    pub async fn dangling(&self) -> DbResult<Vec<Dangling>> {
        self.all_in_its_time(Query::default().push_for(
            "SELECT DISTINCT \"table\" AS child, parent FROM pragma_foreign_key_check()",
            "SELECT conrelid::regclass::text AS child, conname::text AS parent FROM pg_catalog.pg_constraint \
             WHERE NOT convalidated AND connamespace = current_schema()::regnamespace",
        ))
        .await
    }

    /// Whether what is written has to happen now, as it has to but for tests.
    pub async fn clock_applies(&self) -> DbResult<bool> {
        let rule: Option<Found<bool>> = self.opt(Query::new("SELECT applies AS found FROM clock_rule")).await?;
        Ok(rule.is_some_and(|rule| rule.0))
    }

    /// A setting's value on a connection that writes; empty where there is none.
    pub async fn setting(&self, setting: &Setting) -> DbResult<String> {
        let mut tx = self.begin().await?;
        let found: Option<Text> = tx.opt(Query::default().push_for(setting.query, setting.query)).await?;
        tx.rollback().await?;
        Ok(found.and_then(|text| text.0).unwrap_or_default())
    }

    pub fn required_settings(&self) -> &'static [Setting] {
        match self.dialect() {
            // They are those of a connection that writes.
            Dialect::Sqlite if self.is_read_only() => &[],
            Dialect::Sqlite => SQLITE,
            Dialect::Postgres => POSTGRES,
        }
    }
}

/// A setting we rely on: how it is read back and what it must be.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    pub name: &'static str,
    pub wanted: &'static str,
    /// Without it data are safe from us but not from a power cut, or readers of another program are misled: advice, no fault.
    pub advice: bool,
    query: &'static str,
}

const fn must(name: &'static str, wanted: &'static str, query: &'static str) -> Setting {
    Setting {
        name,
        wanted,
        advice: false,
        query,
    }
}

const fn should(name: &'static str, wanted: &'static str, query: &'static str) -> Setting {
    Setting {
        name,
        wanted,
        advice: true,
        query,
    }
}

const SQLITE: &[Setting] = &[
    must("journal_mode", "wal", "SELECT journal_mode AS found FROM pragma_journal_mode()"),
    must(
        "synchronous",
        "2",
        "SELECT CAST(synchronous AS TEXT) AS found FROM pragma_synchronous()",
    ),
    must(
        "foreign_keys",
        "1",
        "SELECT CAST(foreign_keys AS TEXT) AS found FROM pragma_foreign_keys()",
    ),
    must("encoding", "UTF-8", "SELECT encoding AS found FROM pragma_encoding()"),
    must(
        "application_id",
        "1263683156",
        "SELECT CAST(application_id AS TEXT) AS found FROM pragma_application_id()",
    ),
];

const POSTGRES: &[Setting] = &[
    must("TimeZone", "UTC", "SELECT current_setting('TimeZone') AS found"),
    must("server_encoding", "UTF8", "SELECT current_setting('server_encoding') AS found"),
    must("statement_timeout", "5s", "SELECT current_setting('statement_timeout') AS found"),
    must(
        "default_transaction_read_only",
        "off",
        "SELECT current_setting('default_transaction_read_only') AS found",
    ),
    must(
        "server_version ≥ 14",
        "true",
        "SELECT (current_setting('server_version_num')::int >= 140000)::text AS found",
    ),
    should("fsync", "on", "SELECT current_setting('fsync') AS found"),
    should("full_page_writes", "on", "SELECT current_setting('full_page_writes') AS found"),
    should("synchronous_commit", "on", "SELECT current_setting('synchronous_commit') AS found"),
    should(
        "timezone (database)",
        "UTC",
        "SELECT split_part(s, '=', 2) AS found FROM pg_catalog.pg_db_role_setting r CROSS JOIN LATERAL unnest(r.setconfig) AS s \
         WHERE r.setrole = 0 AND lower(s) LIKE 'timezone=%' \
         AND r.setdatabase = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())",
    ),
    should(
        "idle_in_transaction_session_timeout (database)",
        "15s",
        "SELECT split_part(s, '=', 2) AS found FROM pg_catalog.pg_db_role_setting r CROSS JOIN LATERAL unnest(r.setconfig) AS s \
         WHERE r.setrole = 0 AND s LIKE 'idle_in_transaction_session_timeout=%' \
         AND r.setdatabase = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())",
    ),
    should(
        "idle_in_transaction_session_timeout (logins without it)",
        "",
        "SELECT coalesce(string_agg(DISTINCT l.rolname::text, ', ' ORDER BY l.rolname::text), '') AS found FROM pg_catalog.pg_roles l \
         JOIN pg_catalog.pg_db_role_setting r ON r.setrole = l.oid AND r.setdatabase IN (0, (SELECT oid FROM pg_catalog.pg_database \
           WHERE datname = current_database())) CROSS JOIN LATERAL unnest(r.setconfig) AS s \
         WHERE l.rolcanlogin AND s IN ('idle_in_transaction_session_timeout=0', 'idle_in_transaction_session_timeout=')",
    ),
];
