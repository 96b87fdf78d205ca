//! `krafta accounts` and `krafta bank`.

pub mod accounts;
mod import;
pub mod statements;
