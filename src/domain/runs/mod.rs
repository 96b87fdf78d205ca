//! Payment runs: all that is to be paid until a day, on one sheet, frozen as a batch and found again in the bank's statement. Used by
//! Liquidaciones and `krafta bank run`.

pub mod finding;
pub mod payee;
pub mod references;
pub mod sheet;
pub mod state;
