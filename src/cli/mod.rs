//! The command line: every use case headless. One folder a room, one file a noun: it reads the arguments and says the
//! answer twice, as a table for people and as JSON for programs; the rules are the service's.

pub mod admin;
pub mod app;
pub mod bank;
pub mod catalogue;
pub mod core;
pub mod fulfilment;
pub mod jobs;
pub mod messages;
pub mod orders;
pub mod payables;
pub mod payments;
pub mod people;
pub mod workshops;

pub use crate::cli::app::main;
