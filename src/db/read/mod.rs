//! Rows that are only read: lists in pages, and all that belongs to one order. Used by the service's questions.

pub mod accounts;
pub mod capacity;
pub mod counts;
pub mod export;
pub mod finding;
pub mod head;
pub mod history;
pub mod messages;
pub mod numbers;
pub mod order_filter;
pub mod order_list;
pub mod page;
pub mod payable_history;
pub mod payable_list;
pub mod places;
pub mod proofs;
pub mod queue;
pub mod rankings;
pub mod refunds;
pub mod settlements;
pub mod statement;
pub mod works;

use super::error::DbResult;
use super::row::{Cell, FromRow, Row};

/// A row of one column, named `found`.
struct Found<T>(T);

impl<T: Cell> FromRow for Found<T> {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        row.get("found").map(Found)
    }
}

fn found<T>(rows: Vec<Found<T>>) -> Vec<T> {
    rows.into_iter().map(|Found(value)| value).collect()
}
