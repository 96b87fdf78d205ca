//! What `db check` reads.

pub mod changes;
pub mod check;
pub mod check_books;
pub mod check_production;
pub mod objects;
