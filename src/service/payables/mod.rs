//! What Krafta owes its workshops (domain.md §4): settled in one transfer over many lines, held back, undone, and shown as
//! lists, statements and sums. Lines are made and voided by what happens to their assignment.

mod cut;
mod export;
mod hold;
mod lists;
mod preview;
mod reach;
mod reverse;
mod settle;
mod settlements;
mod statement;
mod sums;
pub mod view;

pub use export::{PAYABLE_COLUMNS, SETTLEMENT_COLUMNS, STATEMENT_COLUMNS};
pub use settle::MOST_LINES;
pub use sums::totals;
