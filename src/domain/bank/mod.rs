//! The banks of Venezuela, our accounts there, and what their statements say.

pub mod codes;
pub mod our_account;
pub mod statement;
