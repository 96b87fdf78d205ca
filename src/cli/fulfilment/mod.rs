//! `krafta assign`, `production`.

pub mod assign;
pub mod candidates;
pub mod production;
