//! The last verdict on an order with all that came after it, and what taking it back writes.

use chrono::{DateTime, Utc};

use crate::db::engine::error::DbResult;
use crate::db::engine::reader::Reader;
use crate::db::engine::record::record;
use crate::db::engine::statement::{Bound, statement};
use crate::db::engine::value::bind;
use crate::domain::Time;
use crate::domain::ids::{AssignmentId, OperationId, OperatorId, OrderId, SubmissionId};

statement! {
    FROM_LAST = "SELECT seq, at, edge, assignment_id, actor_id, actor_name, operation_id, data FROM order_events WHERE order_id = $1 \
      AND seq >= (SELECT max(v.seq) FROM order_events v WHERE v.order_id = $1 AND v.edge IN ('P6', 'P7', 'P8')) ORDER BY seq"
}

statement! {
    FIRST_SENT = "SELECT min(CASE WHEN state = 'SENDING' THEN lease_until ELSE sent_at END) AS sent_at FROM notifications \
      WHERE order_id = $1 AND event_seq >= $2"
}

statement! {
    VERIFIED_BY = "SELECT DISTINCT submission_id FROM payment_verification_logs WHERE order_id = $1 AND event_seq = $2 \
      AND submission_id IS NOT NULL"
}

statement! {
    REOPEN = "UPDATE payment_submissions SET state = 'OPEN', verified_amount = NULL, verified_currency = NULL, credited_amount = NULL \
      WHERE id = $1 AND state <> 'OPEN'"
}

statement! {
    VOID_EVIDENCE = "INSERT INTO payment_evidence_voids (evidence_id, order_id, event_seq, operator_id) \
      SELECT e.id, e.order_id, $2, $3 FROM payment_evidence e WHERE e.submission_id = $1 \
      AND NOT EXISTS (SELECT 1 FROM payment_evidence_voids v WHERE v.evidence_id = e.id)"
}

record! {
    /// The verdict, or an event after it.
    pub struct VerdictEvent {
        pub seq: i64,
        pub at: Time,
        pub edge: String,
        pub assignment: Option<AssignmentId> = "assignment_id",
        pub actor: Option<OperatorId> = "actor_id",
        pub actor_name: crate::domain::text::Safe,
        pub operation: Option<OperationId> = "operation_id",
        pub data: serde_json::Value,
    }

    struct FirstSent(Option<DateTime<Utc>> = "sent_at");
    struct Verified(SubmissionId = "submission_id");
}

/// The last verdict and what came after it, in order; nothing when there was none.
pub async fn since_last(reader: &mut impl Reader, order: OrderId) -> DbResult<Vec<VerdictEvent>> {
    reader.all(FROM_LAST.with(bind![order])).await
}

/// When the first message about an event from `seq` on left.
pub async fn first_sent(reader: &mut impl Reader, order: OrderId, seq: i64) -> DbResult<Option<Time>> {
    Ok(reader.one::<FirstSent>(FIRST_SENT.with(bind![order, seq])).await?.0)
}

/// The proofs that the verdict of this event verified.
pub async fn verified_by(reader: &mut impl Reader, order: OrderId, seq: i64) -> DbResult<Vec<SubmissionId>> {
    let rows = reader.all::<Verified>(VERIFIED_BY.with(bind![order, seq])).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// The proof waits for a verdict again; what was seen of it in the bank counts no more. `seq` is the event that says so.
pub fn reopen(proof: SubmissionId, seq: i64, by: OperatorId) -> [Bound; 2] {
    [REOPEN.with(bind![proof]), VOID_EVIDENCE.with(bind![proof, seq, by])]
}
