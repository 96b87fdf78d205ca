//! An order's proofs as they were declared, and what the bank was seen to show for them.

use crate::db::engine::Db;
use crate::db::engine::error::DbResult;
use crate::db::engine::record::record;
use crate::db::engine::row::{FromRow, Row};
use crate::db::engine::statement::statement;
use crate::db::engine::value::bind;
use crate::domain::Time;
use crate::domain::actor::Role;
use crate::domain::ids::{AccountId, OrderId, SubmissionId};
use crate::domain::method::{PaymentMethod, ProofState};
use crate::domain::money::Money;

statement! {
    OF_ORDER = "SELECT id, seq, attempt, state, method, amount, currency, paid_on, account_id, origin_bank, reference, payer_name, \
      payer_id_doc, payer_phone, payer_email, receipt_digest, receipt_kind, receipt_bytes, signals, digest, reported_at, reported_by, \
      verified_amount, verified_currency FROM payment_submissions WHERE order_id = $1 ORDER BY seq"
}

statement! {
    EVIDENCE = "SELECT e.submission_id, a.alias AS account, e.value_date, e.amount, e.currency, e.bank_reference, e.note, \
      w.display_name AS seen_by FROM payment_evidence e JOIN bank_accounts a ON a.id = e.account_id \
      JOIN operators w ON w.id = e.operator_id WHERE e.order_id = $1 ORDER BY e.created_at, e.id"
}

/// One proof.
pub struct ProofRecord {
    pub id: SubmissionId,
    pub seq: u32,
    pub attempt: u32,
    pub state: ProofState,
    pub method: PaymentMethod,
    pub amount: Money,
    pub paid_on: chrono::NaiveDate,
    pub account: Option<AccountId>,
    pub origin_bank: Option<String>,
    pub reference: Option<String>,
    pub payer_name: Option<String>,
    pub payer_id_doc: Option<String>,
    pub payer_phone: Option<String>,
    pub payer_email: Option<String>,
    /// Digest, kind and bytes.
    pub receipt: Option<(String, String, i64)>,
    pub signals: serde_json::Value,
    pub digest: String,
    pub reported_at: Time,
    pub reported_by: Role,
    pub verified: Option<Money>,
}

impl FromRow for ProofRecord {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        let receipt = match row.get::<Option<String>>("receipt_digest")? {
            Some(digest) => Some((digest, row.get("receipt_kind")?, row.get("receipt_bytes")?)),
            None => None,
        };
        Ok(Self {
            id: row.get("id")?,
            seq: row.get("seq")?,
            attempt: row.get("attempt")?,
            state: row.get("state")?,
            method: row.get("method")?,
            amount: row.money("amount", "currency")?,
            paid_on: row.get("paid_on")?,
            account: row.get("account_id")?,
            origin_bank: row.get("origin_bank")?,
            reference: row.get("reference")?,
            payer_name: row.get("payer_name")?,
            payer_id_doc: row.get("payer_id_doc")?,
            payer_phone: row.get("payer_phone")?,
            payer_email: row.get("payer_email")?,
            receipt,
            signals: row.get("signals")?,
            digest: row.get("digest")?,
            reported_at: row.get("reported_at")?,
            reported_by: row.get("reported_by")?,
            verified: row.money_opt("verified_amount", "verified_currency")?,
        })
    }
}

record! {
    /// What somebody read in the bank for a proof.
    pub struct EvidenceRecord {
        pub submission: SubmissionId = "submission_id",
        pub account: String,
        pub date: chrono::NaiveDate = "value_date",
        pub amount: Money = money("amount", "currency"),
        pub bank_reference: String,
        pub note: Option<String>,
        pub seen_by: String,
    }
}

pub async fn of(db: &Db, order: OrderId) -> DbResult<Vec<ProofRecord>> {
    db.all(OF_ORDER.with(bind![order])).await
}

pub async fn evidence(db: &Db, order: OrderId) -> DbResult<Vec<EvidenceRecord>> {
    db.all(EVIDENCE.with(bind![order])).await
}
