//! Use cases: authorise → load → decide (domain) → save + event + outbox, in one transaction. The terminal, the command
//! line and a customer site all come through here.

pub mod admin;
pub mod audit;
pub mod bank;
pub mod catalogue;
pub mod commands;
pub mod core;
pub mod fulfilment;
pub mod jobs;
pub mod messages;
pub mod orders;
pub mod payables;
pub mod payments;
pub mod people;
pub mod runs;
pub mod workshops;

pub use crate::service::commands::Command;
pub use crate::service::core::error::Error;
pub use crate::service::core::krafta::Krafta;
pub use crate::service::core::receipt::Receipt;
