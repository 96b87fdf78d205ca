//! The review queue: open proofs with their orders, by how long they wait.

use serde::Serialize;

use super::proofs::signals;
use crate::db::engine::Db;
use crate::db::engine::answer::Readable;
use crate::db::engine::error::DbResult;
use crate::db::engine::few::within;
use crate::db::engine::page::{self, Key, any_of};
use crate::db::engine::record::record;
use crate::db::engine::statement::{Query, statement};
use crate::db::engine::value::{Param, bind};
use crate::db::orders::claim::claim;
use crate::db::orders::filter::named;
use crate::domain::Time;
use crate::domain::amount_range::AmountRange;
use crate::domain::ids::{AccountId, OperatorId, OrderId, SubmissionId, WorkshopId};
use crate::domain::method::PaymentMethod;
use crate::domain::money::Money;
use crate::domain::orders::status::PaymentStatus;
use crate::domain::payments::guards::Claim;
use crate::domain::payments::signal::SignalFound;
use crate::domain::text::Safe;

const COLUMNS: &str = "SELECT s.id, s.order_id, o.number, o.version, o.customer_name, s.amount, s.currency, \
    a.alias AS account, s.reference, (SELECT x.number FROM orders x WHERE x.id = s.surplus_of) AS surplus_of, s.reported_at, s.attempt, s.signals, o.claim_operator_id, w.display_name AS claim_name, \
    o.claimed_at, o.claim_expires_at";
const TABLES: &str = " FROM payment_submissions s JOIN orders o ON o.id = s.order_id \
    LEFT JOIN bank_accounts a ON a.id = s.account_id LEFT JOIN operators w ON w.id = o.claim_operator_id \
    WHERE s.state = 'OPEN'";

statement! {
    CLAIMED = "SELECT id AS found FROM orders WHERE claim_operator_id = $1 ORDER BY claim_expires_at LIMIT 500"
}

record! {
    /// A row of the review queue: one open proof.
    #[derive(Serialize)]
    pub struct QueueRow {
        pub submission: SubmissionId = "id",
        pub order: OrderId = "order_id",
        pub number: String,
        pub version: i64,
        pub payment: PaymentStatus = "payment_status",
        pub customer: Safe = "customer_name",
        pub method: PaymentMethod,
        pub amount: Money = money("amount", "currency"),
        /// Our account's alias.
        pub account: Option<Safe>,
        pub reference: Option<Safe>,
        /// The number of the order whose surplus it is, where nothing came to the bank.
        pub surplus_of: Option<String>,
        pub reported_at: Time,
        pub attempt: u32,
        pub signals: Vec<SignalFound> = read(signals),
        pub claim: Option<Claim> = read(claim),
    }
}

impl QueueRow {
    pub fn key(&self) -> page::Key {
        page::Key {
            key: page::micros(self.reported_at),
            id: self.submission.uuid(),
        }
    }
}

/// Which proofs.
#[derive(Debug, Clone, Default)]
pub struct QueueQuery {
    /// Only of these orders, a short list.
    pub orders: Option<Vec<OrderId>>,
    /// Not of these.
    pub besides: Vec<OrderId>,
    pub unclaimed: bool,
    pub with_signals: bool,
    pub older_than: Option<Time>,
    pub reported_from: Option<Time>,
    /// Not included.
    pub reported_to: Option<Time>,
    /// What was declared.
    pub amount: Option<AmountRange>,
    pub method: Option<PaymentMethod>,
    pub bank: Option<String>,
    pub accounts: Option<Vec<AccountId>>,
    pub workshops: Option<Vec<WorkshopId>>,
    /// Fragments of the customer's name, all of which must occur.
    pub name: Vec<String>,
    pub newest_first: bool,
}

/// Orders that an operator holds.
pub async fn claimed_by(db: &Db, operator: OperatorId) -> DbResult<Vec<OrderId>> {
    Ok(crate::db::engine::row::found(db.all(CLAIMED.with(bind![operator])).await?))
}

pub async fn page(db: &Db, wanted: &QueueQuery, after: Option<Key>, limit: i64) -> DbResult<Readable<QueueRow>> {
    db.readable(compose(wanted, after, limit)).await
}

/// The statement of a page; also asked for its plan by a test.
pub fn compose(wanted: &QueueQuery, after: Option<Key>, limit: i64) -> Query {
    let ascends = !wanted.newest_first;
    let query = page::beyond(filters(columns(), wanted), "(s.reported_at, s.id)", ascends, after);
    let query = match (wanted.orders.is_some(), ascends) {
        (false, true) => query.push(" ORDER BY s.reported_at, s.id LIMIT "),
        (false, false) => query.push(" ORDER BY s.reported_at DESC, s.id DESC LIMIT "),
        // The plus keeps SQLite from walking all open proofs in order: a few orders are found by their own index.
        (true, true) => query.push_for(" ORDER BY +s.reported_at, s.id LIMIT ", " ORDER BY s.reported_at, s.id LIMIT "),
        (true, false) => query.push_for(
            " ORDER BY +s.reported_at DESC, s.id DESC LIMIT ",
            " ORDER BY s.reported_at DESC, s.id DESC LIMIT ",
        ),
    };
    let query = query.bind(limit);
    if wanted.name.is_empty() { query } else { query.planned_anew() }
}

/// Enums as text: a statement that is planned anew may have no columns of the schema's own types.
fn columns() -> Query {
    Query::new(COLUMNS)
        .push_for(
            ", o.payment_status, s.method",
            ", o.payment_status::text AS payment_status, s.method::text AS method",
        )
        .push(TABLES)
}

fn filters(mut query: Query, wanted: &QueueQuery) -> Query {
    if let Some(orders) = &wanted.orders {
        query = any_of(query, " AND s.order_id IN (", orders.iter().map(Param::from));
    }
    if !wanted.besides.is_empty() {
        query = any_of(query, " AND s.order_id NOT IN (", wanted.besides.iter().map(Param::from));
    }
    if wanted.unclaimed {
        query = query.push(" AND o.claim_operator_id IS NULL");
    }
    if wanted.with_signals {
        // PostgreSQL thinks that few arrays differ from the empty one, and would rather sort them than walk them in order.
        query = query.push_for(" AND s.signals <> '[]'", " AND jsonb_array_length(s.signals) > 0");
    }
    if let Some(before) = wanted.older_than {
        query = query.push(" AND s.reported_at < ").bind(before);
    }
    if let Some(from) = wanted.reported_from {
        query = query.push(" AND s.reported_at >= ").bind(from);
    }
    if let Some(to) = wanted.reported_to {
        query = query.push(" AND s.reported_at < ").bind(to);
    }
    if let Some(range) = &wanted.amount {
        query = within(query.push(" AND "), "+s.amount", "s.currency", range);
    }
    if let Some(method) = wanted.method {
        query = query.push(" AND s.method = ").bind(method);
    }
    if let Some(bank) = &wanted.bank {
        query = query.push(" AND s.origin_bank = ").bind(bank);
    }
    if let Some(accounts) = &wanted.accounts {
        query = any_of(query, " AND s.account_id IN (", accounts.iter().map(Param::from));
    }
    if let Some(workshops) = &wanted.workshops {
        query = any_of(query, " AND o.workshop_id IN (", workshops.iter().map(Param::from));
    }
    named(query, &wanted.name)
}
