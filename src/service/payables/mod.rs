//! What Krafta owes its workshops (domain.md §4): settled in one transfer over many lines, held back, undone, and shown as
//! lists, statements and sums. Lines are made and voided by what happens to their assignment.

pub mod access;
pub mod commands;
mod cut;
mod export;
pub mod filter_text;
mod hold;
mod lists;
mod preview;
mod reverse;
mod settle;
mod settlements;
mod statement;
mod sums;
pub mod view;

pub use crate::service::payables::export::{PAYABLE_COLUMNS, SETTLEMENT_COLUMNS, STATEMENT_COLUMNS};
pub use crate::service::payables::settle::MOST_LINES;
pub use crate::service::payables::sums::totals;
