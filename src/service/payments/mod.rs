//! Payments: reported, claimed, confirmed or rejected, cancelled and refunded.

mod already;
pub mod cancel;
pub mod claims;
pub mod commands;
pub mod confirm;
mod early;
pub mod export;
pub mod filter_text;
mod line;
pub mod queue;
pub mod receipt_files;
pub mod refund;
pub mod refund_payment;
pub mod refunds;
pub mod reject;
pub mod report;
pub mod review;
pub mod surplus;
pub mod undo;
pub mod view;

use crate::service::core::krafta::Krafta;

/// The questions and jobs of this room: `krafta.payments()`.
#[derive(Clone, Copy)]
pub struct Payments<'k> {
    pub(in crate::service) shop: &'k Krafta,
}

impl Krafta {
    pub const fn payments(&self) -> Payments<'_> {
        Payments { shop: self }
    }
}
