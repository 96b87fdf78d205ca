//! Rows of both engines in and out, no rules. Above `engine` nothing knows that there are two.

pub mod about;
pub mod assignments;
pub mod bookings;
pub mod bulk;
pub mod capacity_edit;
pub mod check;
pub mod check_production;
pub mod engine;
pub mod error;
pub mod events;
pub mod jobs;
pub mod migrate;
pub mod notifications;
pub mod operations;
pub mod operators;
pub mod orders;
pub mod owed;
pub mod payables;
pub mod read;
pub mod reference;
pub mod reference_edit;
pub mod refunds;
pub mod related;
pub mod row;
pub mod settlements;
pub mod statement;
pub mod submissions;
pub mod supply;
pub mod value;
pub mod workshops;
pub mod zones;

pub use engine::{Db, Dialect, Feed, Reader, Tx};
pub use error::{DbError, DbResult};
pub use row::{FromRow, Row};
pub use statement::{Bound, Query, Statement};
pub use value::{Amount, Param, ToParam};
