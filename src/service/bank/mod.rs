//! Our accounts.

pub mod accounts;
pub mod commands;
