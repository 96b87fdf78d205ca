//! Finding a workshop for an order, and every step of making and handing it over.

pub mod assign;
pub mod cancellation_preview;
pub mod candidates;
pub mod commands;
pub mod export;
pub mod production;
pub mod queue;
pub mod supply;
pub mod withdraw;
pub mod work_list;
pub mod work_sheet;

use crate::service::core::krafta::Krafta;

/// The questions and jobs of this room: `krafta.fulfilment()`.
#[derive(Clone, Copy)]
pub struct Fulfilment<'k> {
    pub(in crate::service) shop: &'k Krafta,
}

impl Krafta {
    pub const fn fulfilment(&self) -> Fulfilment<'_> {
        Fulfilment { shop: self }
    }
}
