//! Whether a whole database is as it ought to be, and who changed what orders refer to.

pub mod changes;
pub mod check;

use crate::service::core::krafta::Krafta;

/// The questions of this room: `krafta.audit()`.
#[derive(Clone, Copy)]
pub struct Audit<'k> {
    pub(in crate::service) shop: &'k Krafta,
}

impl Krafta {
    pub const fn audit(&self) -> Audit<'_> {
        Audit { shop: self }
    }
}
