//! What an order is: its number, its two statuses, its quote, its delivery and its history.

pub mod event;
pub mod geography;
pub mod label;
pub mod quote;
pub mod rate;
pub mod request;
pub mod shipping;
pub mod status;

pub use crate::domain::order_number as number;
