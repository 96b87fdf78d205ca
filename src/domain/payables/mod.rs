//! What Krafta owes its workshops: lines by policy, settlements, cancellations, statements.

pub mod aging;
pub mod cancellation;
pub mod line;
pub mod policy;
pub mod policy_lines;
pub mod settlement;
pub mod statement;
