//! The banks of Venezuela, our accounts there, what their statements say, and whose money came.

pub mod codes;
pub mod matching;
pub mod our_account;
pub mod statement;
