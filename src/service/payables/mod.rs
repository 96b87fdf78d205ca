//! What Krafta owes its workshops (domain.md §4): settled in one transfer over many lines, held back, undone, and shown as
//! lists, statements and sums. Lines are made and voided by what happens to their assignment.

pub mod access;
pub mod commands;
pub(in crate::service) mod cut;
mod export;
pub mod filter_text;
pub(in crate::service) mod hold;
mod lists;
mod preview;
pub(in crate::service) mod reverse;
pub(in crate::service) mod settle;
pub mod settlements;
pub mod statement;
mod sums;
pub mod view;

use crate::service::core::krafta::Krafta;

pub use crate::service::payables::export::{AGING_COLUMNS, PAYABLE_COLUMNS, SETTLEMENT_COLUMNS, STATEMENT_COLUMNS};
pub use crate::service::payables::settle::MOST_LINES;
pub use crate::service::payables::statement::{StatementLine, StatementPeriod, StatementTotals};
pub use crate::service::payables::sums::totals;

/// The questions and jobs of this room: `krafta.payables()`.
#[derive(Clone, Copy)]
pub struct Payables<'k> {
    pub(in crate::service) shop: &'k Krafta,
}

impl Krafta {
    pub const fn payables(&self) -> Payables<'_> {
        Payables { shop: self }
    }
}
