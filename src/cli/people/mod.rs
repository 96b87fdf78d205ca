//! `krafta operators`.

pub mod operators;
pub mod views;
