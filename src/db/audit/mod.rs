//! What `db check` reads.

pub mod check;
pub mod check_production;
