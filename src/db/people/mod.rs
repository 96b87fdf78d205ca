//! Operators, as rows.

pub mod operators;
pub mod views;
pub mod writers;
