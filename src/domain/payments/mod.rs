//! Reported payments: the edges of the payment status with their guards, proofs, references and signals.

pub mod bank_credit;
pub mod departure;
pub mod guards;
pub mod payment_edges;
pub mod proof;
pub mod receipt_file;
pub mod refund;
pub mod rejection;
pub mod signal;
pub mod signal_rules;
pub mod surplus;
pub mod verdict;

pub use crate::domain::reference;
