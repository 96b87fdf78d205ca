//! Whether a whole database is as it ought to be.

pub mod check;
