//! Orders: placed, found, listed, shown with their history, tracked by their customer.

pub mod assignments;
pub mod checkout;
pub mod commands;
pub(in crate::service) mod exchange;
pub mod export;
pub mod filter_text;
pub mod head;
pub mod lists;
pub mod next_steps;
pub mod note;
pub mod numbers;
pub mod refund_view;
pub mod requests;
pub mod search;
pub mod search_terms;
pub mod timeline;
pub mod tracking;
pub(in crate::service) mod verdict;
pub mod view;

use crate::service::core::krafta::Krafta;

/// The questions and jobs of this room: `krafta.orders()`.
#[derive(Clone, Copy)]
pub struct Orders<'k> {
    pub(in crate::service) shop: &'k Krafta,
}

impl Krafta {
    pub const fn orders(&self) -> Orders<'_> {
        Orders { shop: self }
    }
}
