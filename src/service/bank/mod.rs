//! Our accounts, and what the bank says of them.

pub mod accounts;
pub mod commands;
pub mod credits;
pub mod import;
#[cfg(feature = "terminal")]
pub mod own_profiles;
pub mod proposals;
#[cfg(feature = "terminal")]
pub mod reading;
pub mod search;
#[cfg(feature = "terminal")]
pub mod statement;
pub mod track_record;

use crate::service::core::krafta::Krafta;

/// The questions of this room: `krafta.bank()`.
#[derive(Clone, Copy)]
pub struct Bank<'k> {
    pub(in crate::service) shop: &'k Krafta,
}

impl Krafta {
    pub const fn bank(&self) -> Bank<'_> {
        Bank { shop: self }
    }
}
