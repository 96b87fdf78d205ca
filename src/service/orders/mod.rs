//! Orders: placed, found, listed, shown with their history, tracked by their customer.

pub mod checkout;
pub mod commands;
pub mod export;
pub mod filter_text;
pub mod head;
pub mod lists;
pub mod note;
pub mod numbers;
pub mod refund_view;
pub mod search;
pub mod search_terms;
pub mod timeline;
pub mod tracking;
pub mod view;
