//! The outbox, as rows.

pub mod notifications;
pub mod of_order;
