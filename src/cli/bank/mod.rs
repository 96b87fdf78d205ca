//! `krafta accounts`.

pub mod accounts;
