//! `krafta operators`.

pub mod operators;
