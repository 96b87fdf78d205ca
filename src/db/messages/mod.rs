//! The outbox, as rows: what is to be said, how it leaves, whom it reaches.

pub mod alerts;
pub mod contacts;
pub mod list;
pub mod notifications;
pub mod of_order;
pub mod sending;
