//! Payment runs: Friday's payments as one batch. A draft shows what is due; freezing writes down what leaves; each line is then paid by its
//! reference, typed or found in the bank's statement; the run is closed when nothing waits.

#[cfg(feature = "terminal")]
pub mod bank_file;
pub mod commands;
pub(in crate::service) mod draft;
mod find;
pub(in crate::service) mod freeze;
pub mod lists;
pub(in crate::service) mod pay;
mod sheet;
pub mod view;

use crate::service::core::krafta::Krafta;

/// The questions of this room: `krafta.runs()`.
#[derive(Clone, Copy)]
pub struct Runs<'k> {
    pub(in crate::service) shop: &'k Krafta,
}

impl Krafta {
    pub const fn runs(&self) -> Runs<'_> {
        Runs { shop: self }
    }
}
