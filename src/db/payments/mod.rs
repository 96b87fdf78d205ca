//! Reported proofs, refunds and the review queue, as rows.

pub mod proofs;
pub mod queue;
pub mod receipts;
pub mod refund_list;
pub mod refunds;
pub mod related;
pub mod sent;
pub mod submissions;
pub mod surplus;
pub mod verdicts;
