//! Our accounts, and what came to them, as rows.

pub mod accounts;
pub mod credits;
