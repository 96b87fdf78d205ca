//! The banks of Venezuela, and our accounts there.

pub mod codes;
pub mod our_account;
