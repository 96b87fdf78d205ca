//! Runs and their lines, to show.

use chrono::NaiveDate;
use serde::Serialize;

use crate::db::engine::Db;
use crate::db::engine::answer::Readable;
use crate::db::engine::error::DbResult;
use crate::db::engine::page::Key;
use crate::db::engine::record::record;
use crate::db::engine::row::{Found, Row};
use crate::db::engine::statement::{Query, statement};
use crate::db::engine::value::{Amount, bind};
use crate::db::runs::lines::{payee, whom};
use crate::domain::Time;
use crate::domain::ids::{AccountId, CreditId, OperatorId, RefundPaymentId, RunId, RunLineId, SettlementId};
use crate::domain::method::PaymentMethod;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::rate::Rate;
use crate::domain::runs::payee::RunPayee;
use crate::domain::runs::sheet::{Mark, Whom};
use crate::domain::runs::state::{LineState, RunState};
use crate::domain::text::Safe;

const RUNS: &str = "SELECT r.id, r.number, r.account_id, b.alias AS account, r.currency, r.cut_off, r.rate, r.state, r.lines, r.total, r.total_usd, \
    r.needs_second, r.frozen_by AS frozen_id, m.display_name AS made_by, r.created_at, f.display_name AS frozen_by, r.frozen_at, \
    c.display_name AS countersigned_by, r.countersigned_at, e.display_name AS ended_by, r.ended_at, r.reason, r.version, \
    (SELECT count(*) FROM payment_run_lines l WHERE l.run_id = r.id AND l.state = 'PENDING') AS pending, \
    (SELECT count(*) FROM payment_run_lines l WHERE l.run_id = r.id AND l.state = 'PAID' AND l.credit_id IS NULL) AS unseen, \
    (SELECT count(*) FROM payment_run_lines l WHERE l.run_id = r.id AND l.credit_id IS NOT NULL) AS found, \
    (SELECT count(*) FROM payment_run_lines l WHERE l.run_id = r.id AND l.state = 'EXPLAINED') AS explained, \
    (SELECT count(*) FROM payment_run_lines l WHERE l.run_id = r.id AND l.state = 'FAILED') AS failed \
    FROM payment_runs r JOIN bank_accounts b ON b.id = r.account_id JOIN operators m ON m.id = r.made_by \
    LEFT JOIN operators f ON f.id = r.frozen_by LEFT JOIN operators c ON c.id = r.countersigned_by LEFT JOIN operators e ON e.id = r.ended_by WHERE ";

statement! {
    BY_NUMBER = "SELECT r.id AS found FROM payment_runs r WHERE r.number = $1"
}

statement! {
    /// What moved since it was frozen is told of: where the payee is paid now, what is held, what was taken back.
    LINES = "SELECT l.id, l.position, l.workshop_id, l.refund_id, w.name AS workshop, o.number, o.customer_name, l.method, l.payee_name, l.payee_id_doc, \
      l.payee_bank, l.payee_account, l.payee_phone, l.owed, l.owed_currency, l.amount, l.currency, l.state, l.reference, l.sent_on, l.reason, \
      l.settlement_id, l.refund_payment_id, l.credit_id, c.value_date, p.display_name AS handled_by, l.handled_at, \
      CASE WHEN l.workshop_id IS NOT NULL THEN (w.payee_account IS DISTINCT FROM l.payee_account OR w.payee_name IS DISTINCT FROM l.payee_name \
          OR w.payee_bank_code IS DISTINCT FROM l.payee_bank OR w.payee_id_doc IS DISTINCT FROM l.payee_id_doc OR w.payee_method IS DISTINCT FROM l.method) \
        ELSE (r.to_account IS DISTINCT FROM l.payee_account OR r.to_name IS DISTINCT FROM l.payee_name OR r.to_bank IS DISTINCT FROM l.payee_bank \
          OR r.to_phone IS DISTINCT FROM l.payee_phone OR r.to_id_doc IS DISTINCT FROM l.payee_id_doc) END AS changed, \
      EXISTS (SELECT 1 FROM payment_run_payables x JOIN workshop_payables y ON y.id = x.payable_id WHERE x.line_id = l.id AND y.status = 'ON_HOLD') AS held, \
      CASE WHEN l.settlement_id IS NOT NULL THEN EXISTS (SELECT 1 FROM payable_payments t WHERE t.settlement_id = l.settlement_id AND t.reverses_id IS NOT NULL) \
        ELSE EXISTS (SELECT 1 FROM refund_payments t WHERE t.reverses_id = l.refund_payment_id) END AS taken_back \
      FROM payment_run_lines l LEFT JOIN workshops w ON w.id = l.workshop_id LEFT JOIN refunds r ON r.id = l.refund_id \
      LEFT JOIN orders o ON o.id = r.order_id LEFT JOIN bank_credits c ON c.id = l.credit_id LEFT JOIN operators p ON p.id = l.handled_by \
      WHERE l.run_id = $1 ORDER BY l.position"
}

record! {
    /// A run, to show.
    #[derive(Serialize)]
    pub struct RunRow {
        pub id: RunId,
        pub number: i64,
        #[serde(skip)]
        pub account_id: AccountId,
        /// The alias of the account that pays.
        pub account: Safe,
        pub currency: Currency,
        pub cut_off: NaiveDate,
        pub rate: Option<Rate>,
        pub state: RunState,
        /// Of what was frozen; of a draft, the sheet says it.
        pub lines: Option<i64>,
        pub total: Option<Money> = money_opt("total", "currency"),
        pub total_usd: Option<Money> = read(total_usd),
        pub needs_second: Option<bool>,
        #[serde(skip)]
        pub frozen_id: Option<OperatorId>,
        pub made_by: Safe,
        pub created_at: Time,
        pub frozen_by: Option<Safe>,
        pub frozen_at: Option<Time>,
        pub countersigned_by: Option<Safe>,
        pub countersigned_at: Option<Time>,
        pub ended_by: Option<Safe>,
        pub ended_at: Option<Time>,
        pub reason: Option<Safe>,
        pub version: i64,
        /// Lines without a reference.
        pub pending: i64,
        /// Paid, and not found in a statement yet.
        pub unseen: i64,
        pub found: i64,
        pub explained: i64,
        pub failed: i64,
    }

    /// A line of a frozen run, to show.
    pub struct LineRecord {
        pub id: RunLineId,
        pub position: i64,
        pub whom: Whom = read(whom),
        pub workshop: Option<Safe>,
        pub number: Option<Safe>,
        pub customer: Option<Safe> = "customer_name",
        pub method: PaymentMethod,
        pub payee: RunPayee = read(payee),
        pub owed: Money = money("owed", "owed_currency"),
        pub amount: Money = money("amount", "currency"),
        pub state: LineState,
        pub reference: Option<Safe>,
        pub sent_on: Option<NaiveDate>,
        pub reason: Option<Safe>,
        pub settlement: Option<SettlementId> = "settlement_id",
        pub refund_payment: Option<RefundPaymentId> = "refund_payment_id",
        pub credit: Option<CreditId> = "credit_id",
        pub seen_on: Option<NaiveDate> = "value_date",
        pub handled_by: Option<Safe>,
        pub handled_at: Option<Time>,
        pub marks: Vec<Mark> = read(marks),
    }
}

fn total_usd(row: &Row<'_>) -> DbResult<Option<Money>> {
    let there = row.get::<Option<Amount>>("total_usd")?.is_some();
    there.then(|| row.money_in("total_usd", Currency::Usd)).transpose()
}

fn marks(row: &Row<'_>) -> DbResult<Vec<Mark>> {
    let state: LineState = row.get("state")?;
    let waits = state == LineState::Pending;
    let all = [
        (waits && row.get("changed")?, Mark::PayeeChanged),
        (waits && row.get("held")?, Mark::HeldSince),
        (row.get("taken_back")?, Mark::TakenBack),
    ];
    Ok(all.into_iter().filter_map(|(there, mark)| there.then_some(mark)).collect())
}

impl RunRow {
    pub fn key(&self) -> Key {
        Key {
            key: self.number,
            id: self.id.uuid(),
        }
    }
}

/// A page of runs, the newest first.
pub async fn page(db: &Db, open: bool, after: Option<Key>, limit: i64) -> DbResult<Readable<RunRow>> {
    db.readable(compose(open, after, limit)).await
}

/// The statement of a page; also asked for its plan by a test.
pub fn compose(open: bool, after: Option<Key>, limit: i64) -> Query {
    let mut query = Query::new(RUNS).push(if open { "r.state IN ('DRAFT', 'FROZEN')" } else { "1 = 1" });
    if let Some(Key { key, .. }) = after {
        query = query.push(" AND r.number < ").bind(key);
    }
    query.push(" ORDER BY r.number DESC LIMIT ").bind(limit)
}

pub async fn one(db: &Db, run: RunId) -> DbResult<Option<RunRow>> {
    db.opt(Query::new(RUNS).push("r.id = ").bind(run)).await
}

pub async fn by_number(db: &Db, number: i64) -> DbResult<Option<RunId>> {
    Ok(db.opt::<Found<RunId>>(BY_NUMBER.with(bind![number])).await?.map(|found| found.0))
}

pub async fn lines(db: &Db, run: RunId) -> DbResult<Vec<LineRecord>> {
    db.all(LINES.with(bind![run])).await
}
