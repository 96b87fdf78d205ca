//! Opening, migrating and copying a database.

pub mod database;
pub mod open;
