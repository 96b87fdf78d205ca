//! Payments: reported, claimed, confirmed or rejected, cancelled and refunded.

pub mod cancel;
pub mod claims;
pub mod commands;
pub mod confirm;
pub mod filter_text;
pub mod next_steps;
pub mod queue;
pub mod receipt_files;
pub mod refund;
pub mod refunds;
pub mod reject;
pub mod report;
pub mod review;
pub mod view;
