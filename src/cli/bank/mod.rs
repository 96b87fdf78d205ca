//! `krafta accounts` and `krafta bank`.

pub mod accounts;
mod import;
mod profiles;
pub mod run;
mod run_references;
mod run_words;
pub mod statements;
