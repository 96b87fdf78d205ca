//! The banks of Venezuela, our accounts there, what their statements say, and whose money came.

pub mod codes;
pub mod credit;
pub mod matching;
pub mod our_account;
pub mod statement;

/// Days that a line of a statement may be away from the day on which somebody saw the money (bank.md: reconciled).
pub const NEAR_DAYS: u64 = 3;
