//! The banks of Venezuela.

pub mod codes;
