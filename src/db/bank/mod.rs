//! Our accounts, as rows.

pub mod accounts;
