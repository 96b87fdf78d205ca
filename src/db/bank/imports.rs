//! Statements as they are imported: the file, its lines, and what of that was attested before.

use chrono::NaiveDate;
use serde::Serialize;

use crate::db::engine::error::DbResult;
use crate::db::engine::record::record;
use crate::db::engine::row::Found;
use crate::db::engine::statement::{Bound, statement};
use crate::db::engine::value::{Amount, bind};
use crate::db::engine::{Dialect, Tx};
use crate::domain::bank::credit::{ChainState, CreditOrigin};
use crate::domain::ids::{AccountId, BankImportId, CreditId, OperationId, OperatorId};
use crate::domain::money::Money;

/// Lines that are written in one statement. Whoever writes makes no more at a time: a year's file is not held three times over.
pub const TOGETHER: usize = 1_000;

statement! {
    /// Two imports into one account wait for each other. SQLite has one writer anyway.
    HOLD = sqlite ["SELECT 1 AS found WHERE $1 IS NOT NULL"]
      postgres ["SELECT 1 AS found FROM pg_advisory_xact_lock(hashtextextended('krafta.import ' || $1::uuid, 0))"]
}

statement! {
    KEEP_FILE = "INSERT INTO bank_files (sha256, name, content) SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT 1 FROM bank_files f WHERE f.sha256 = $1)"
}

statement! {
    IMPORT = "INSERT INTO bank_imports (id, account_id, file_sha256, profile, catch_up, lines, added, known, refused, first_day, last_day, opening, \
      closing, chain, operator_id, operation_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"
}

statement! {
    ADD = sqlite [
      "INSERT INTO bank_credits (id, account_id, direction, origin, kind, value_date, amount, currency, reference, description, payer_phone, \
        payer_document, reference_tail, named_order, balance, line_key, import_id, line_no, set_aside, operator_id) \
        SELECT unhex(j.value ->> 'id', '-'), $2, j.value ->> 'direction', $3, j.value ->> 'kind', j.value ->> 'day', j.value ->> 'minor', $4, \
        j.value ->> 'reference', j.value ->> 'description', j.value ->> 'phone', j.value ->> 'document', j.value ->> 'tail', j.value ->> 'named', j.value ->> 'balance_minor', \
        j.value ->> 'key', $5, j.value ->> 'line', $6, $7 FROM json_each($1) j \
        WHERE NOT EXISTS (SELECT 1 FROM bank_credits c WHERE c.account_id = $2 AND c.line_key = j.value ->> 'key')"
    ] postgres [
      "INSERT INTO bank_credits (id, account_id, direction, origin, kind, value_date, amount, currency, reference, description, payer_phone, \
        payer_document, reference_tail, named_order, balance, line_key, import_id, line_no, set_aside, operator_id) \
        SELECT j.id, $2, j.direction, $3, j.kind, j.day, j.amount, $4, j.reference, j.description, j.phone, j.document, j.tail, j.named, j.balance, j.key, $5, \
        j.line, $6, $7 FROM jsonb_to_recordset($1) AS j(id uuid, direction text, kind text, day date, amount numeric, reference text, \
        description text, phone text, document text, tail text, named text, balance numeric, key text, line bigint) \
        WHERE NOT EXISTS (SELECT 1 FROM bank_credits c WHERE c.account_id = $2 AND c.line_key = j.key)"
    ]
}

statement! {
    /// How many of these lines are there already.
    KNOWN = sqlite [
      "SELECT count(*) AS found FROM json_each($1) j CROSS JOIN bank_credits c ON c.account_id = $2 AND c.line_key = j.value ->> 'key'"
    ] postgres [
      "SELECT count(*) AS found FROM jsonb_to_recordset($1) AS j(key text) JOIN bank_credits c ON c.account_id = $2 AND c.line_key = j.key"
    ]
}

statement! {
    /// Lines that the bank gave this very id with other content.
    CORRECTED = sqlite [
      "SELECT j.value ->> 'line' AS found FROM json_each($1) j CROSS JOIN bank_credits c ON c.account_id = $2 AND c.line_key = j.value ->> 'key' \
        WHERE c.amount <> j.value ->> 'minor' OR c.value_date <> j.value ->> 'day' OR c.direction <> j.value ->> 'direction' ORDER BY 1"
    ] postgres [
      "SELECT j.line AS found FROM jsonb_to_recordset($1) AS j(key text, line bigint, amount numeric, day date, direction text) \
        JOIN bank_credits c ON c.account_id = $2 AND c.line_key = j.key \
        WHERE c.amount <> j.amount OR c.value_date <> j.day OR c.direction <> j.direction ORDER BY 1"
    ]
}

statement! {
    /// What was attested and may be a line of this import: the last six signs of the reference, the amount, and a day as near as
    /// [`NEAR_DAYS`](crate::domain::bank::NEAR_DAYS) says.
    SEEN = sqlite [
      "SELECT a.id AS attested, l.id AS line, a.reference AS attested_reference, l.reference AS line_reference \
        FROM bank_credits a JOIN bank_credits l ON l.account_id = a.account_id AND l.reference_tail = substr(a.reference, -6) \
        AND l.value_date BETWEEN date(a.value_date, '-3 days') AND date(a.value_date, '+3 days') \
        WHERE a.account_id = $1 AND a.origin = 'ATTESTED' AND a.line_id IS NULL AND a.allocated > 0 AND a.direction = 'IN' \
        AND length(a.reference) >= 6 AND l.import_id = $2 AND l.direction = 'IN' AND l.amount = a.amount AND l.allocated = 0 \
        AND a.value_date BETWEEN date($3, '-3 days') AND date($4, '+3 days') ORDER BY a.id, l.id"
    ] postgres [
      "SELECT a.id AS attested, l.id AS line, a.reference AS attested_reference, l.reference AS line_reference \
        FROM bank_credits a JOIN bank_credits l ON l.account_id = a.account_id AND l.reference_tail = right(a.reference, 6) \
        AND l.value_date BETWEEN a.value_date - 3 AND a.value_date + 3 \
        WHERE a.account_id = $1 AND a.origin = 'ATTESTED' AND a.line_id IS NULL AND a.allocated > 0 AND a.direction = 'IN' \
        AND length(a.reference) >= 6 AND l.import_id = $2 AND l.direction = 'IN' AND l.amount = a.amount AND l.allocated = 0 \
        AND a.value_date BETWEEN $3::date - 3 AND $4::date + 3 ORDER BY a.id, l.id"
    ]
}

statement! {
    /// The orders whose money the bank took back in this import: a reversal of the same reference and amount, some days after the line
    /// that pays them.
    TAKEN_BACK = sqlite [
      "SELECT DISTINCT o.number AS found FROM bank_credits r JOIN bank_credits c ON c.account_id = r.account_id AND c.amount = r.amount \
        AND c.value_date BETWEEN date(r.value_date, '-10 days') AND r.value_date AND c.direction = 'IN' \
        AND (c.reference_tail = r.reference_tail OR ltrim(c.reference, '0') = ltrim(r.reference, '0')) \
        JOIN bank_credits t ON t.id = c.id OR t.line_id = c.id JOIN bank_allocations a ON a.credit_id = t.id \
        JOIN payment_evidence e ON e.id = a.evidence_id JOIN payment_submissions s ON s.id = e.submission_id JOIN orders o ON o.id = e.order_id \
        WHERE r.import_id = $1 AND r.direction = 'OUT' AND r.kind = 'REVERSAL' AND s.state = 'VERIFIED' \
        AND NOT EXISTS (SELECT 1 FROM payment_evidence_voids v WHERE v.evidence_id = e.id) ORDER BY 1"
    ] postgres [
      "SELECT DISTINCT o.number AS found FROM bank_credits r JOIN bank_credits c ON c.account_id = r.account_id AND c.amount = r.amount \
        AND c.value_date BETWEEN r.value_date - 10 AND r.value_date AND c.direction = 'IN' \
        AND (c.reference_tail = r.reference_tail OR ltrim(c.reference, '0') = ltrim(r.reference, '0')) \
        JOIN bank_credits t ON t.id = c.id OR t.line_id = c.id JOIN bank_allocations a ON a.credit_id = t.id \
        JOIN payment_evidence e ON e.id = a.evidence_id JOIN payment_submissions s ON s.id = e.submission_id JOIN orders o ON o.id = e.order_id \
        WHERE r.import_id = $1 AND r.direction = 'OUT' AND r.kind = 'REVERSAL' AND s.state = 'VERIFIED' \
        AND NOT EXISTS (SELECT 1 FROM payment_evidence_voids v WHERE v.evidence_id = e.id) ORDER BY 1"
    ]
}

statement! {
    RECONCILE = "UPDATE bank_credits SET line_id = $2 WHERE id = $1 AND origin = 'ATTESTED' AND line_id IS NULL"
}

statement! {
    /// The import that reaches furthest.
    FURTHEST = "SELECT i.last_day, i.closing, b.currency FROM bank_imports i JOIN bank_accounts b ON b.id = i.account_id \
      WHERE i.account_id = $1 AND i.last_day IS NOT NULL ORDER BY i.last_day DESC, i.id DESC LIMIT 1"
}

record! {
    /// Until which day the imports of an account reach, and what it held then.
    pub struct Reached {
        pub last_day: NaiveDate,
        pub closing: Option<Money> = money_opt("closing", "currency"),
    }

    /// What was attested, and a line that it may be.
    pub struct SeenAgain {
        pub attested: CreditId,
        pub line: CreditId,
        pub attested_reference: String,
        pub line_reference: String,
    }
}

/// A line as it is written. Amounts stand twice: each engine reads its own.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NewLine<'a> {
    pub id: CreditId,
    pub line: u32,
    pub key: &'a str,
    pub day: NaiveDate,
    pub reference: &'a str,
    pub description: &'a str,
    pub direction: &'static str,
    pub kind: &'static str,
    pub minor: i64,
    pub amount: String,
    pub balance_minor: Option<i64>,
    pub balance: Option<String>,
    pub phone: Option<&'a str>,
    pub document: Option<&'a str>,
    /// What it is found by: the last six signs of the reference, and the order that its description names.
    pub tail: Option<String>,
    pub named: Option<String>,
}

/// What all lines of an import share.
pub struct NewImport<'a> {
    pub id: BankImportId,
    pub account: AccountId,
    pub origin: CreditOrigin,
    pub currency: &'static str,
    pub file: &'a str,
    pub profile: &'a str,
    /// What came before this program was used: nobody has to look at it.
    pub catch_up: bool,
    pub lines: u32,
    pub refused: u32,
    pub days: Option<(NaiveDate, NaiveDate)>,
    pub opening: Option<Money>,
    pub closing: Option<Money>,
    pub chain: ChainState,
    pub operator: OperatorId,
    pub operation: OperationId,
}

/// Until the transaction ends nobody else imports into this account.
pub async fn hold(tx: &mut Tx, account: AccountId) -> DbResult<()> {
    if tx.dialect() == Dialect::Postgres {
        tx.one::<Found<i64>>(HOLD.with(bind![account])).await?;
    }
    Ok(())
}

/// The file under its hash; nothing where it is kept already.
pub fn keep_file(sha256: &str, name: &str, content: &[u8]) -> Bound {
    KEEP_FILE.with(bind![sha256.to_owned(), name.to_owned(), content])
}

/// Writes those of [`TOGETHER`] lines that are not there yet.
pub async fn add_lines(tx: &mut Tx, import: &NewImport<'_>, lines: &[NewLine<'_>]) -> DbResult<()> {
    let json = serde_json::to_value(lines).unwrap_or_default();
    let statement = ADD.with(bind![
        json,
        import.account,
        import.origin,
        import.currency.to_owned(),
        import.id,
        import.catch_up,
        import.operator
    ]);
    tx.exec(statement).await.map(drop)
}

/// The lines that are known by the bank's id and say another amount, day or direction now.
pub async fn corrected(tx: &mut Tx, account: AccountId, lines: &[NewLine<'_>]) -> DbResult<Vec<i64>> {
    let json = serde_json::to_value(lines).unwrap_or_default();
    let rows = tx.all::<Found<i64>>(CORRECTED.with(bind![json, account])).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

pub fn import(new: &NewImport<'_>, added: u32) -> Bound {
    let added = i64::from(added);
    IMPORT.with(bind![
        new.id,
        new.account,
        new.file.to_owned(),
        new.profile.to_owned(),
        new.catch_up,
        i64::from(new.lines),
        added,
        i64::from(new.lines) - added,
        i64::from(new.refused),
        new.days.map(|days| days.0),
        new.days.map(|days| days.1),
        new.opening.map(|opening| Amount(opening.amount())),
        new.closing.map(|closing| Amount(closing.amount())),
        new.chain,
        new.operator,
        new.operation
    ])
}

/// What was attested and may be among the lines of an import from one day to another.
pub async fn seen_again(tx: &mut Tx, account: AccountId, import: BankImportId, days: (NaiveDate, NaiveDate)) -> DbResult<Vec<SeenAgain>> {
    tx.all(SEEN.with(bind![account, import, days.0, days.1])).await
}

/// The orders whose money an import takes back.
pub async fn taken_back(tx: &mut Tx, import: BankImportId) -> DbResult<Vec<String>> {
    let found: Vec<Found<String>> = tx.all(TAKEN_BACK.with(bind![import])).await?;
    Ok(found.into_iter().map(|found| found.0).collect())
}

/// What was attested is that line.
pub fn reconcile(attested: CreditId, line: CreditId) -> Bound {
    RECONCILE.with(bind![attested, line])
}

/// How far the imports of this account reach.
pub async fn furthest(tx: &mut Tx, account: AccountId) -> DbResult<Option<Reached>> {
    tx.opt(FURTHEST.with(bind![account])).await
}

/// How many lines with these keys are there already.
pub async fn known(tx: &mut Tx, account: AccountId, keys: &[&str]) -> DbResult<u32> {
    let mut known = 0;
    for some in keys.chunks(TOGETHER) {
        let json = some.iter().map(|key| serde_json::json!({ "key": key })).collect();
        let json = serde_json::Value::Array(json);
        known += tx.one::<Found<i64>>(KNOWN.with(bind![json, account])).await?.0;
    }
    Ok(u32::try_from(known).unwrap_or(u32::MAX))
}
