//! Whether a whole database is as it ought to be.

pub mod check;

pub use crate::db::engine::unread_rows;
