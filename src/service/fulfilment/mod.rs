//! Finding a workshop for an order, and every step of making and handing it over.

pub mod assign;
pub mod cancellation_preview;
pub mod candidates;
pub mod commands;
pub mod production;
pub mod supply;
pub mod withdraw;
pub mod work_list;
