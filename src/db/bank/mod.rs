//! Our accounts, and what came to them, as rows.

pub mod accounts;
pub mod candidates;
pub mod credit_list;
pub mod credits;
pub mod imports;
pub mod notes;
