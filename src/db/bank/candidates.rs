//! Open proofs and the lines that could be their money, as matching compares them.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use crate::db::engine::Db;
use crate::db::engine::error::DbResult;
use crate::db::engine::record::record;
use crate::db::engine::row::{FromRow, Row};
use crate::db::engine::statement::{Bound, Query, statement};
use crate::db::engine::value::bind;
use crate::domain::bank::statement::LineKind;
use crate::domain::ids::{AccountId, CreditId, OrderId, SubmissionId};
use crate::domain::method::PaymentMethod;
use crate::domain::money::Money;
use crate::domain::orders::rate::Rate;

const PROOF: &str = "SELECT s.id, s.order_id, o.number, o.version, s.account_id, s.method, s.amount, s.currency, s.paid_on, s.reported_at, \
    s.reference, s.payer_phone, s.payer_id_doc, s.signals, o.on_hold, o.due_amount, o.due_currency, o.rate";
const OPEN: &str = " FROM payment_submissions s JOIN orders o ON o.id = s.order_id WHERE s.state = 'OPEN' AND s.surplus_of IS NULL";

statement! {
    /// Of each key: lines of the account and days whose reference ends so, whose amount is near, or whose description names the order. The
    /// amounts are looked for day by day: a history of years costs no more than one of weeks.
    LINES = sqlite [
      "SELECT c.id, c.account_id, c.value_date, c.amount, c.allocated, c.currency, c.reference, c.description, c.payer_phone, c.payer_document, \
        c.kind, c.set_aside FROM bank_credits c WHERE c.direction = 'IN' AND c.origin <> 'ATTESTED' AND c.id IN ( \
        SELECT c.id FROM json_each($1) k CROSS JOIN bank_credits c INDEXED BY bank_credits_tail ON c.account_id = unhex(k.value ->> 'account', '-') \
          AND c.reference_tail = k.value ->> 'tail' AND c.value_date BETWEEN k.value ->> 'first' AND k.value ->> 'last' \
        UNION SELECT c.id FROM json_each($1) k CROSS JOIN json_each(k.value -> 'days') d CROSS JOIN bank_credits c INDEXED BY bank_credits_day_amount \
          ON c.account_id = unhex(k.value ->> 'account', '-') AND c.value_date = d.value \
          AND c.amount BETWEEN k.value ->> 'least_minor' AND k.value ->> 'most_minor' \
        UNION SELECT c.id FROM json_each($1) k CROSS JOIN bank_credits c INDEXED BY bank_credits_named ON c.account_id = unhex(k.value ->> 'account', '-') \
          AND c.named_order = k.value ->> 'named')"
    ] postgres [
      "WITH k AS (SELECT * FROM jsonb_to_recordset($1) AS k(account uuid, tail text, named text, first date, last date, days date[], least numeric, most numeric)) \
        SELECT c.id, c.account_id, c.value_date, c.amount, c.allocated, c.currency, c.reference, c.description, c.payer_phone, c.payer_document, \
        c.kind, c.set_aside FROM bank_credits c WHERE c.direction = 'IN' AND c.origin <> 'ATTESTED' AND c.id IN ( \
        SELECT c.id FROM k JOIN bank_credits c ON c.account_id = k.account AND c.reference_tail = k.tail AND c.value_date BETWEEN k.first AND k.last \
        UNION SELECT c.id FROM k CROSS JOIN LATERAL unnest(k.days) AS d(day) CROSS JOIN LATERAL (SELECT b.id FROM bank_credits b \
          WHERE b.account_id = k.account AND b.value_date = d.day AND b.amount BETWEEN k.least AND k.most OFFSET 0) c \
        UNION SELECT c.id FROM k JOIN bank_credits c ON c.account_id = k.account AND c.named_order = k.named)"
    ]
}

record! {
    /// A proof that waits for a verdict, with what its order owes.
    pub struct OpenRow {
        pub id: SubmissionId,
        pub order: OrderId = "order_id",
        pub number: String,
        pub version: i64,
        pub account: Option<AccountId> = "account_id",
        pub method: PaymentMethod,
        pub amount: Money = money("amount", "currency"),
        pub paid_on: NaiveDate,
        pub reported_at: crate::domain::Time,
        pub reference: Option<String>,
        pub payer_phone: Option<String>,
        pub payer_id_doc: Option<String>,
        /// There is something that a reviewer should look at: an alert of the proof, or a doubt that holds its order.
        pub signals: bool = read(signals),
        pub due: Money = money("due_amount", "due_currency"),
        pub rate: Rate,
    }

    /// A line that came.
    pub struct LineRow {
        pub id: CreditId,
        pub account: AccountId = "account_id",
        pub value_date: NaiveDate,
        pub amount: Money = money("amount", "currency"),
        pub allocated: Money = money("allocated", "currency"),
        pub reference: String,
        pub description: String,
        pub payer_phone: Option<String>,
        pub payer_document: Option<String>,
        pub kind: LineKind,
        pub set_aside: bool,
    }
}

fn signals(row: &Row<'_>) -> DbResult<bool> {
    let stored: serde_json::Value = row.get("signals")?;
    Ok(stored.as_array().is_some_and(|found| !found.is_empty()) || row.get("on_hold")?)
}

/// What lines are looked for by, of one proof and one account.
#[derive(Debug, Clone, Serialize)]
pub struct LineQuery {
    pub account: AccountId,
    pub tail: Option<String>,
    pub named: Option<String>,
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub least_minor: i64,
    pub most_minor: i64,
    pub least: String,
    pub most: String,
}

/// Days beyond those in which a line can be a candidate, where one is looked for that only comes near.
const FARTHER: Days = Days::new(12);

impl LineQuery {
    /// What comes near, too.
    #[must_use]
    pub fn widened(mut self) -> Self {
        self.first = self.first.checked_sub_days(FARTHER).unwrap_or(self.first);
        self.last = self.last.checked_add_days(FARTHER).unwrap_or(self.last);
        self
    }
}

/// The proofs that wait longest.
pub async fn open(db: &Db, most: i64) -> DbResult<Vec<OpenRow>> {
    db.all(compose_open(most)).await
}

/// The statement of [`open`]; also asked for its plan by a test.
pub fn compose_open(most: i64) -> Query {
    Query::new(PROOF).push(OPEN).push(" ORDER BY s.reported_at, s.id LIMIT ").bind(most)
}

/// A proof that was confirmed, and the line of the bank that was its money.
pub struct Confirmed {
    pub proof: OpenRow,
    pub line: CreditId,
}

impl FromRow for Confirmed {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self {
            proof: OpenRow::from_row(row)?,
            line: row.get("line")?,
        })
    }
}

/// Of the last evidence, that which stands on a line, chosen or found later.
pub async fn confirmed(db: &Db, last: i64) -> DbResult<Vec<Confirmed>> {
    db.all(compose_confirmed(last)).await
}

/// The statement of [`confirmed`]; also asked for its plan by a test.
pub fn compose_confirmed(last: i64) -> Query {
    Query::new(PROOF)
        .push(", coalesce(c.line_id, c.id) AS line FROM (SELECT id, submission_id FROM payment_evidence ORDER BY id DESC LIMIT ")
        .bind(last)
        .push(
            ") e JOIN payment_submissions s ON s.id = e.submission_id JOIN orders o ON o.id = s.order_id \
           JOIN bank_allocations a ON a.evidence_id = e.id JOIN bank_credits c ON c.id = a.credit_id \
           WHERE s.state = 'VERIFIED' AND s.surplus_of IS NULL AND (c.origin <> 'ATTESTED' OR c.line_id IS NOT NULL) \
           AND NOT EXISTS (SELECT 1 FROM payment_evidence_voids v WHERE v.evidence_id = e.id)",
        )
}

/// Those of one order.
pub async fn open_of(db: &Db, order: OrderId) -> DbResult<Vec<OpenRow>> {
    db.all(
        Query::new(PROOF)
            .push(OPEN)
            .push(" AND s.order_id = ")
            .bind(order)
            .push(" ORDER BY s.seq"),
    )
    .await
}

pub async fn lines(db: &Db, wanted: &[LineQuery]) -> DbResult<Vec<LineRow>> {
    db.all(compose_lines(wanted)).await
}

/// The statement of [`lines`]; also asked for its plan by a test.
pub fn compose_lines(wanted: &[LineQuery]) -> Bound {
    let asked = wanted.iter().map(|one| {
        let mut json = serde_json::to_value(one).unwrap_or_default();
        let days: Vec<NaiveDate> = one.first.iter_days().take_while(|day| *day <= one.last).collect();
        json["days"] = serde_json::json!(days);
        json
    });
    LINES.with(bind![serde_json::Value::Array(asked.collect())])
}
