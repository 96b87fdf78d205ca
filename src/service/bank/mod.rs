//! Our accounts.

pub mod accounts;
