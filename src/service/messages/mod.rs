//! Messages: how somebody is reached, what waits and what left, what people do with a message, and what a sender takes.

pub mod alerts;
pub mod commands;
pub mod health;
pub mod keep;
pub mod list;
pub mod reach;
pub mod sending;

use super::core::krafta::Krafta;

/// The questions of this room: `krafta.messages()`.
#[derive(Clone, Copy)]
pub struct Messages<'k> {
    pub(in crate::service) shop: &'k Krafta,
}

impl Krafta {
    pub const fn messages(&self) -> Messages<'_> {
        Messages { shop: self }
    }
}
