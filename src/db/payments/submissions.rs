//! Reported proofs: inserted as declared, then given a verdict, with the evidence and the log of it.

use crate::db::catalogue::checkout_lookup::our_account;
use crate::db::engine::Tx;
use crate::db::engine::error::DbResult;
use crate::db::engine::record::record;
use crate::db::engine::row::{FromRow, Row};
use crate::db::engine::statement::{Bound, statement};
use crate::db::engine::value::{Amount, bind};
use crate::domain::Time;
use crate::domain::actor::Role;
use crate::domain::ids::{AccountId, CreditId, EvidenceId, LogId, OperatorId, OrderId, SubmissionId};
use crate::domain::method::{PaymentMethod, ProofState};
use crate::domain::money::{Currency, Money};
use crate::domain::payments::bank_credit::Taken;
use crate::domain::payments::proof::OurAccount;

statement! {
    INSERT = "INSERT INTO payment_submissions (id, order_id, seq, attempt, quote_seq, previous_id, reported_by, reported_by_id, method, \
      amount, currency, paid_on, account_id, origin_bank, reference, reference_key, reference_reversed, payer_name, payer_id_doc, \
      payer_phone, payer_email, receipt_digest, receipt_kind, receipt_bytes, signals, digest, reported_at, surplus_of, \
      state, verified_amount, verified_currency, credited_amount) \
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, \
      $29, $30, $31, $32)"
}

statement! {
    OF_ORDER = "SELECT id, seq, attempt, state, method, amount, currency, paid_on, account_id, reference, reference_key, surplus_of, digest \
      FROM payment_submissions WHERE order_id = $1 ORDER BY seq"
}

statement! {
    VERIFY = "UPDATE payment_submissions SET state = 'VERIFIED', verified_amount = $2, verified_currency = $3, credited_amount = $4 WHERE id = $1"
}

statement! {
    CLOSE_OPEN = "UPDATE payment_submissions SET state = $2 WHERE order_id = $1 AND state = 'OPEN'"
}

statement! {
    REOPEN_ATTEMPT = "UPDATE payment_submissions SET state = 'OPEN' WHERE order_id = $1 AND state = 'REJECTED' AND attempt = $2"
}

statement! {
    REOPEN_VERIFIED = "UPDATE payment_submissions SET state = 'OPEN', verified_amount = NULL, verified_currency = NULL, credited_amount = NULL \
      WHERE order_id = $1 AND state = 'VERIFIED'"
}

statement! {
    INSERT_EVIDENCE = "INSERT INTO payment_evidence (id, submission_id, order_id, account_id, value_date, amount, currency, bank_reference, \
      note, operator_id, credit_amount, credit_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
}

statement! {
    INSERT_LOG = "INSERT INTO payment_verification_logs (id, order_id, submission_id, verdict, reason_code, reason_text, override_reason, \
      credited_amount, due_amount, tolerance_amount, surplus_amount, operator_id, event_seq) \
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
}

statement! {
    /// Our account, and the order that this money already paid by another proof (domain.md §5, REF_REUSED): found by the
    /// bank's reference on that account, or by the reference and account that were declared. Zeros alone name no money.
    PAID_BY = "SELECT b.id, b.method, b.currency, b.active, \
      coalesce( \
        (SELECT o.number FROM payment_submissions s JOIN orders o ON o.id = s.order_id \
          WHERE $2 <> '' AND s.account_id = b.id AND s.reference_key = $2 AND s.state = 'VERIFIED' AND s.id <> $3 LIMIT 1), \
        (SELECT o.number FROM payment_evidence e JOIN payment_submissions s ON s.id = e.submission_id JOIN orders o ON o.id = s.order_id \
          WHERE $2 <> '' AND e.account_id = b.id AND ltrim(e.bank_reference, '0') = $2 AND s.state = 'VERIFIED' AND s.id <> $3 \
          AND NOT EXISTS (SELECT 1 FROM payment_evidence_voids v WHERE v.evidence_id = e.id) LIMIT 1), \
        (SELECT o.number FROM payment_submissions s JOIN orders o ON o.id = s.order_id \
          WHERE $5 <> '' AND s.account_id = $4 AND s.reference_key = $5 AND s.state = 'VERIFIED' AND s.id <> $3 LIMIT 1), \
        (SELECT o.number FROM payment_evidence e JOIN payment_submissions s ON s.id = e.submission_id JOIN orders o ON o.id = s.order_id \
          WHERE $5 <> '' AND e.account_id = $4 AND ltrim(e.bank_reference, '0') = $5 AND s.state = 'VERIFIED' AND s.id <> $3 \
          AND NOT EXISTS (SELECT 1 FROM payment_evidence_voids v WHERE v.evidence_id = e.id) LIMIT 1) \
      ) AS paid_order \
      FROM bank_accounts b WHERE b.alias = $1"
}

statement! {
    /// What verified proofs took of one credit: their last evidence, as long as it stands.
    TAKEN = "SELECT e.amount, e.currency, e.credit_amount, o.number FROM payment_evidence e \
      JOIN payment_submissions s ON s.id = e.submission_id JOIN orders o ON o.id = e.order_id \
      WHERE e.account_id = $1 AND ltrim(e.bank_reference, '0') = $2 AND e.value_date = $3 AND s.state = 'VERIFIED' \
      AND s.surplus_of IS NULL AND NOT EXISTS (SELECT 1 FROM payment_evidence_voids v WHERE v.evidence_id = e.id) \
      AND NOT EXISTS (SELECT 1 FROM payment_evidence later WHERE later.submission_id = e.submission_id AND later.id > e.id) \
      ORDER BY e.id"
}

statement! {
    /// The account that the last verified money of an order came to, and how.
    WHERE_IT_IS = "SELECT s.method, e.account_id FROM payment_evidence e JOIN payment_submissions s ON s.id = e.submission_id \
      WHERE e.order_id = $1 AND s.state = 'VERIFIED' \
      AND NOT EXISTS (SELECT 1 FROM payment_evidence_voids v WHERE v.evidence_id = e.id) ORDER BY e.id DESC LIMIT 1"
}

statement! {
    /// Whoever gives a verdict on money of this name waits for this transaction. SQLite has one writer anyway.
    HOLD_MONEY = sqlite ["SELECT 1 AS held WHERE $1 IS NOT NULL"]
      postgres ["SELECT 1 AS held FROM pg_advisory_xact_lock(hashtextextended($1, 0))"]
}

statement! {
    VERIFIED = "SELECT verified_amount, verified_currency FROM payment_submissions WHERE order_id = $1 AND state = 'VERIFIED' ORDER BY seq"
}

/// A proof as declared.
pub struct NewSubmission {
    pub id: SubmissionId,
    pub order: OrderId,
    pub seq: u32,
    pub attempt: u32,
    pub quote_seq: i64,
    pub previous: Option<SubmissionId>,
    pub reported_by: Role,
    pub reported_by_id: Option<OperatorId>,
    pub method: PaymentMethod,
    pub amount: Money,
    pub paid_on: chrono::NaiveDate,
    pub account: Option<AccountId>,
    pub origin_bank: Option<String>,
    pub reference: Option<String>,
    pub reference_key: Option<String>,
    pub reference_reversed: Option<String>,
    pub payer_name: Option<String>,
    pub payer_id_doc: Option<String>,
    pub payer_phone: Option<String>,
    pub payer_email: Option<String>,
    /// Digest, kind (`JPEG`, `PNG`, `WEBP`, `HEIC`, `PDF`) and bytes of the kept receipt.
    pub receipt: Option<(String, String, i64)>,
    pub signals: serde_json::Value,
    pub digest: String,
    pub reported_at: Time,
    /// The order whose surplus this is.
    pub surplus_of: Option<OrderId>,
    /// Of one that is recorded with its evidence: the bolívares it counts for. Else it waits for a verdict.
    pub credited: Option<Money>,
}

record! {
    /// A proof as commands need it.
    pub struct Submission {
        pub id: SubmissionId,
        pub seq: u32,
        pub attempt: u32,
        pub state: ProofState,
        pub method: PaymentMethod,
        pub amount: Money = money("amount", "currency"),
        pub paid_on: chrono::NaiveDate,
        pub account: Option<AccountId> = "account_id",
        pub reference: Option<String>,
        pub reference_key: Option<String>,
        /// The order whose surplus it is.
        pub surplus_of: Option<OrderId>,
        pub digest: String,
    }
}

/// What a bank showed for one proof.
pub struct NewEvidence {
    pub id: EvidenceId,
    pub submission: SubmissionId,
    pub account: AccountId,
    pub value_date: chrono::NaiveDate,
    pub amount: Money,
    pub bank_reference: String,
    pub note: Option<String>,
    /// The whole credit, where it was stated.
    pub whole: Option<Money>,
    /// The line of the bank that was chosen for it.
    pub credit: Option<CreditId>,
    /// Bolívares it counts for.
    pub credited: Money,
}

/// One verdict. Amounts in bolívares.
pub struct NewLog {
    pub id: LogId,
    pub order: OrderId,
    pub submission: Option<SubmissionId>,
    pub verdict: &'static str,
    pub reason_code: Option<String>,
    pub reason_text: Option<String>,
    pub override_reason: Option<String>,
    pub credited: Money,
    pub due: Money,
    pub tolerance: Money,
    pub surplus: Money,
    pub operator: OperatorId,
    pub event_seq: i64,
}

pub fn insert(new: &NewSubmission) -> Bound {
    let (digest, kind, bytes) = match &new.receipt {
        Some((digest, kind, bytes)) => (Some(digest), Some(kind), Some(*bytes)),
        None => (None, None, None),
    };
    INSERT.with(bind![
        new.id,
        new.order,
        new.seq,
        new.attempt,
        new.quote_seq,
        new.previous,
        new.reported_by,
        new.reported_by_id,
        new.method,
        Amount(new.amount.amount()),
        new.amount.currency(),
        new.paid_on,
        new.account,
        &new.origin_bank,
        &new.reference,
        &new.reference_key,
        &new.reference_reversed,
        &new.payer_name,
        &new.payer_id_doc,
        &new.payer_phone,
        &new.payer_email,
        digest,
        kind,
        bytes,
        new.signals.clone(),
        &new.digest,
        new.reported_at,
        new.surplus_of,
        new.credited.map_or(ProofState::Open, |_| ProofState::Verified),
        new.credited.map(|_| Amount(new.amount.amount())),
        new.credited.map(|_| new.amount.currency()),
        new.credited.map(|credited| Amount(credited.amount())),
    ])
}

/// All proofs of an order, in the order they came.
pub async fn of_order(tx: &mut Tx, order: OrderId) -> DbResult<Vec<Submission>> {
    tx.all(OF_ORDER.with(bind![order])).await
}

/// Marks the proof verified and keeps the evidence; the database sums the order's credited money.
pub fn verify(order: OrderId, evidence: &NewEvidence, operator: OperatorId) -> [Bound; 2] {
    let (amount, currency) = (Amount(evidence.amount.amount()), evidence.amount.currency());
    [
        // First: what it was verified by before stands no more when it is verified again.
        insert_evidence(order, evidence, operator),
        VERIFY.with(bind![evidence.submission, amount, currency, Amount(evidence.credited.amount())]),
    ]
}

/// What the bank showed of a proof.
pub fn insert_evidence(order: OrderId, evidence: &NewEvidence, operator: OperatorId) -> Bound {
    INSERT_EVIDENCE.with(bind![
        evidence.id,
        evidence.submission,
        order,
        evidence.account,
        evidence.value_date,
        Amount(evidence.amount.amount()),
        evidence.amount.currency(),
        &evidence.bank_reference,
        &evidence.note,
        operator,
        evidence.whole.map(|whole| Amount(whole.amount())),
        evidence.credit,
    ])
}

/// Gives every open proof of the order the same end: `REJECTED` or `WITHDRAWN`.
pub fn close_open(order: OrderId, state: ProofState) -> Bound {
    CLOSE_OPEN.with(bind![order, state])
}

/// The rejected proofs of the last round are judged again.
pub fn reopen_attempt(order: OrderId, attempt: u32) -> Bound {
    REOPEN_ATTEMPT.with(bind![order, attempt])
}

/// Verified money turns out not to be there: the proofs are judged again.
pub fn reopen_verified(order: OrderId) -> Bound {
    REOPEN_VERIFIED.with(bind![order])
}

pub fn log(log: &NewLog) -> Bound {
    debug_assert_eq!(log.credited.currency(), Currency::Ves);
    INSERT_LOG.with(bind![
        log.id,
        log.order,
        log.submission,
        log.verdict,
        &log.reason_code,
        &log.reason_text,
        &log.override_reason,
        Amount(log.credited.amount()),
        Amount(log.due.amount()),
        Amount(log.tolerance.amount()),
        Amount(log.surplus.amount()),
        log.operator,
        log.event_seq,
    ])
}

/// Until the transaction ends nobody else gives a verdict on money of these names. They are held in order, so that two
/// never wait for each other.
pub async fn hold_money(tx: &mut Tx, keys: std::collections::BTreeSet<String>) -> DbResult<()> {
    if tx.dialect() == crate::db::engine::Dialect::Postgres {
        for key in keys {
            tx.exec(HOLD_MONEY.with(bind![key])).await?;
        }
    }
    Ok(())
}

/// Our account of this alias, and the number of the order that the bank's reference, or the proof's own, already paid.
pub async fn paid_by(tx: &mut Tx, alias: &str, bank_key: &str, proof: &Submission) -> DbResult<Option<(OurAccount, Option<String>)>> {
    let found = tx
        .opt::<PaidBy>(PAID_BY.with(bind![alias, bank_key, proof.id, proof.account, &proof.reference_key]))
        .await?;
    Ok(found.map(|row| (row.0, row.1)))
}

record! {
    struct PaidBy(OurAccount = read(our_account), Option<String> = "paid_order");
}

/// What was taken of the credit of this account, reference key and value date.
pub async fn taken(tx: &mut Tx, account: AccountId, key: &str, date: chrono::NaiveDate) -> DbResult<Vec<Taken>> {
    if key.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(TAKEN.with(bind![account, key, date])).await
}

impl FromRow for Taken {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self {
            amount: row.money("amount", "currency")?,
            whole: row.money_opt("credit_amount", "currency")?,
            order: row.get("number")?,
        })
    }
}

record! {
    /// How money came, and to which account.
    pub struct WhereItIs {
        pub method: PaymentMethod,
        pub account: AccountId = "account_id",
    }
}

/// Where the verified money of an order is.
pub async fn where_it_is(tx: &mut Tx, order: OrderId) -> DbResult<Option<WhereItIs>> {
    tx.opt(WHERE_IT_IS.with(bind![order])).await
}

/// The verified amounts, in the currencies they came in.
pub async fn verified(tx: &mut Tx, order: OrderId) -> DbResult<Vec<Money>> {
    Ok(tx
        .all::<Verified>(VERIFIED.with(bind![order]))
        .await?
        .into_iter()
        .map(|row| row.0)
        .collect())
}

record! {
    struct Verified(Money = money("verified_amount", "verified_currency"));
}
