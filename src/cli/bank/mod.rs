//! `krafta accounts` and `krafta bank`.

pub mod accounts;
mod import;
pub mod run;
mod run_references;
mod run_words;
pub mod statements;
