//! `krafta operators`, `keys`, `views`.

pub mod keys;
pub mod operators;
pub mod views;
