//! Rows of both engines in and out, no rules. Above `engine` nothing knows that there are two.

pub mod audit;
pub mod bank;
pub mod catalogue;
pub mod engine;
pub mod fulfilment;
pub mod jobs;
pub mod messages;
pub mod operations;
pub mod orders;
pub mod payables;
pub mod payments;
pub mod people;
pub mod runs;
pub mod workshops;

pub use crate::db::engine::error::{DbError, DbResult};
pub use crate::db::engine::row::{FromRow, Row};
pub use crate::db::engine::statement::{Bound, Query, Statement};
pub use crate::db::engine::value::{Amount, Param, ToParam};
pub use crate::db::engine::{Db, Dialect, Feed, Reader, Tx};
