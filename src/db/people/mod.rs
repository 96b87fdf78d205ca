//! Operators, as rows.

pub mod keys;
pub mod operators;
pub mod views;
pub mod writers;
