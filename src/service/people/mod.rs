//! Who works here.

pub mod commands;
pub mod keys;
pub mod operators;
pub mod trust;
pub mod views;

use crate::service::core::krafta::Krafta;

/// The questions of this room: `krafta.people()`.
#[derive(Clone, Copy)]
pub struct People<'k> {
    pub(in crate::service) shop: &'k Krafta,
}

impl Krafta {
    pub const fn people(&self) -> People<'_> {
        People { shop: self }
    }
}
