//! An order's proofs as they were declared, and what the bank was seen to show for them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::db::bank::accounts::AccountView;
use crate::db::engine::Db;
use crate::db::engine::error::DbResult;
use crate::db::engine::record::record;
use crate::db::engine::row::{FromRow, Row};
use crate::db::engine::statement::statement;
use crate::db::engine::value::bind;
use crate::domain::Time;
use crate::domain::actor::Role;
use crate::domain::identity::{shown_id_doc, shown_phone};
use crate::domain::ids::{OrderId, SubmissionId};
use crate::domain::method::{PaymentMethod, ProofState};
use crate::domain::money::Money;
use crate::domain::payments::proof::ProofDraft;
use crate::domain::payments::signal::SignalFound;
use crate::domain::text::Safe;

statement! {
    OF_ORDER = "SELECT id, seq, attempt, state, method, amount, currency, paid_on, account_id, origin_bank, reference, payer_name, \
      payer_id_doc, payer_phone, payer_email, receipt_digest, receipt_kind, receipt_bytes, signals, digest, reported_at, reported_by, \
      verified_amount, verified_currency, (SELECT o.number FROM orders o WHERE o.id = payment_submissions.surplus_of) AS surplus_of \
      FROM payment_submissions WHERE order_id = $1 ORDER BY seq"
}

statement! {
    EVIDENCE = "SELECT e.submission_id, a.alias AS account, e.value_date, e.amount, e.currency, e.bank_reference, e.note, \
      w.display_name AS seen_by FROM payment_evidence e JOIN bank_accounts a ON a.id = e.account_id \
      JOIN operators w ON w.id = e.operator_id WHERE e.order_id = $1 \
      AND NOT EXISTS (SELECT 1 FROM payment_evidence_voids v WHERE v.evidence_id = e.id) ORDER BY e.created_at, e.id"
}

record! {
    /// One proof as declared, and what became of it.
    #[derive(Serialize)]
    pub struct ProofView {
        pub id: SubmissionId,
        pub seq: u32,
        pub attempt: u32,
        pub state: ProofState,
        pub method: PaymentMethod,
        pub amount: Money = money("amount", "currency"),
        pub paid_on: NaiveDate,
        pub account: Option<AccountView> = filled,
        pub origin_bank: Option<Safe>,
        pub reference: Option<Safe>,
        /// The number of the order whose surplus it is, where nothing came to the bank.
        pub surplus_of: Option<String>,
        pub payer_name: Option<Safe>,
        pub payer_id_doc: Option<Safe> = read(payer_id_doc),
        pub payer_phone: Option<Safe> = read(payer_phone),
        pub payer_email: Option<Safe>,
        pub receipt: Option<ReceiptFile> = read(receipt),
        pub reported_at: Time,
        pub reported_by: Role,
        pub signals: Vec<SignalFound> = read(signals),
        pub verified: Option<Money> = money_opt("verified_amount", "verified_currency"),
        pub evidence: Vec<EvidenceView> = filled,
    }

    /// A kept receipt: its digest names the file.
    #[derive(Eq, Serialize)]
    pub struct ReceiptFile {
        pub digest: String = "receipt_digest",
        pub kind: String = "receipt_kind",
        pub bytes: i64 = "receipt_bytes",
    }

    /// One proof with what rules look at.
    pub struct ProofRecord {
        pub proof: ProofView = row,
        /// As it was declared.
        pub draft: ProofDraft = read(draft),
        pub digest: String,
    }

    /// What somebody read in the bank for a proof.
    #[derive(Serialize)]
    pub struct EvidenceView {
        pub account: Safe,
        pub date: NaiveDate = "value_date",
        pub amount: Money = money("amount", "currency"),
        pub bank_reference: Safe,
        pub note: Option<Safe>,
        pub by: Safe = "seen_by",
    }

    /// Evidence, and whose it is.
    pub struct EvidenceRecord {
        pub submission: SubmissionId = "submission_id",
        pub seen: EvidenceView = row,
    }
}

fn payer_id_doc(row: &Row<'_>) -> DbResult<Option<Safe>> {
    Ok(row.get::<Option<String>>("payer_id_doc")?.as_deref().map(shown_id_doc))
}

fn payer_phone(row: &Row<'_>) -> DbResult<Option<Safe>> {
    Ok(row.get::<Option<String>>("payer_phone")?.as_deref().map(shown_phone))
}

fn receipt(row: &Row<'_>) -> DbResult<Option<ReceiptFile>> {
    let kept = row.get::<Option<String>>("receipt_digest")?.is_some();
    kept.then(|| ReceiptFile::from_row(row)).transpose()
}

/// Signals as they were stored; one that this program does not know is left out.
pub(super) fn signals(row: &Row<'_>) -> DbResult<Vec<SignalFound>> {
    let stored: serde_json::Value = row.get("signals")?;
    let each = stored.as_array().map(Vec::as_slice).unwrap_or_default();
    let known = each.iter().filter_map(|signal| SignalFound::deserialize(signal).ok());
    Ok(known.collect())
}

fn draft(row: &Row<'_>) -> DbResult<ProofDraft> {
    let receipt: Option<String> = row.get("receipt_digest")?;
    Ok(ProofDraft {
        account: row.get("account_id")?,
        origin_bank: row.get("origin_bank")?,
        reference: row.get("reference")?,
        payer_name: row.get("payer_name")?,
        payer_id: row.get("payer_id_doc")?,
        payer_phone: row.get("payer_phone")?,
        email: row.get("payer_email")?,
        receipt: receipt.and_then(|digest| digest.parse().ok()),
        ..ProofDraft::new(row.get("method")?, row.money("amount", "currency")?, row.get("paid_on")?)
    })
}

pub async fn of(db: &Db, order: OrderId) -> DbResult<Vec<ProofRecord>> {
    db.all(OF_ORDER.with(bind![order])).await
}

pub async fn evidence(db: &Db, order: OrderId) -> DbResult<Vec<EvidenceRecord>> {
    db.all(EVIDENCE.with(bind![order])).await
}
