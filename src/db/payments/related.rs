//! Proofs that share something with one: the same or a similar reference of an account, or the same picture.
//! They are what signals are found in (domain.md §5).

use crate::db::engine::error::{DbError, DbResult};
use crate::db::engine::row::{FromRow, Row};
use crate::db::engine::statement::Query;
use crate::db::engine::value::Param;
use crate::db::engine::{Db, Tx};
use crate::domain::ids::{OrderId, SubmissionId};
use crate::domain::payments::proof::ProofDraft;
use crate::domain::payments::reference::Reference;
use crate::domain::payments::signal_rules::OtherProof;

/// Related proofs that are looked at; a reference of four digits may end thousands.
const MOST: i64 = 50;

struct Related {
    proof: SubmissionId,
    order: OrderId,
    other: OtherProof,
}

impl FromRow for Related {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        let number: String = row.get("number")?;
        let receipt: Option<String> = row.get("receipt_digest")?;
        Ok(Self {
            proof: row.get("id")?,
            order: row.get("order_id")?,
            other: OtherProof {
                order: number.parse().map_err(|_| DbError::Value(format!("{number} is no order number")))?,
                same_order: false,
                state: row.get("state")?,
                account: row.get("account_id")?,
                reference: row.get::<Option<String>>("reference")?.map(Reference::stored),
                receipt: receipt.and_then(|digest| digest.parse().ok()),
            },
        })
    }
}

const COLUMNS: &str = "SELECT s.id, s.order_id, o.number, s.state, s.account_id, s.reference, s.receipt_digest \
   FROM payment_submissions s JOIN orders o ON o.id = s.order_id WHERE ";

/// Proofs with a reference that equals the draft's, ends it or is ended by it, on the same account, or with its picture.
pub async fn related(tx: &mut Tx, draft: &ProofDraft, order: OrderId) -> DbResult<Vec<OtherProof>> {
    let mut found: Vec<Related> = Vec::new();
    for query in looks(draft) {
        found.extend(tx.all(query).await?);
    }
    Ok(found.into_iter().map(|row| row.seen_from(order)).collect())
}

/// The same for a proof that is kept already, itself apart.
pub async fn related_now(db: &Db, draft: &ProofDraft, order: OrderId, proof: SubmissionId) -> DbResult<Vec<OtherProof>> {
    let mut found: Vec<Related> = Vec::new();
    for query in looks(draft) {
        found.extend(db.all(query).await?);
    }
    let others = found.into_iter().filter(|row| row.proof != proof);
    Ok(others.map(|row| row.seen_from(order)).collect())
}

impl Related {
    fn seen_from(self, order: OrderId) -> OtherProof {
        OtherProof {
            same_order: self.order == order,
            ..self.other
        }
    }
}

/// One statement for each thing that may be shared.
fn looks(draft: &ProofDraft) -> Vec<Query> {
    let mut looks = Vec::new();
    if let (Some(account), Some(reference)) = (draft.account, draft.reference.as_deref().map(Reference::stored)) {
        let key = reference.reversed_key();
        let ends: Vec<Param> = reference.ending_keys().into_iter().map(Param::from).collect();
        // Ours ends theirs: theirs, reversed, begins with ours.
        let longer = Query::new(COLUMNS)
            .push("s.account_id = ")
            .bind(account)
            .push(" AND s.reference_reversed >= ")
            .bind(key.as_str())
            .push(" AND s.reference_reversed < ")
            .bind(format!("{key}~"))
            .push(" ORDER BY s.reference_reversed LIMIT ")
            .bind(MOST);
        looks.push(longer);
        if !ends.is_empty() {
            let shorter = Query::new(COLUMNS)
                .push("s.account_id = ")
                .bind(account)
                .push(" AND s.reference_key IN (")
                .bind_list(ends)
                .push(") LIMIT ")
                .bind(MOST);
            looks.push(shorter);
        }
    }
    if let Some(receipt) = draft.receipt {
        let same = Query::new(COLUMNS)
            .push("s.receipt_digest = ")
            .bind(receipt.to_string())
            .push(" LIMIT ")
            .bind(MOST);
        looks.push(same);
    }
    looks
}
