//! Operators, as rows.

pub mod operators;
