//! Where the rows of an answer go: all of them, or those that can be read.

use super::error::{DbError, DbResult};
use super::row::{FromRow, Row};

/// Where the rows of an answer go, whatever they become.
pub(super) trait Rows: Send {
    fn take(&mut self, row: &Row<'_>) -> DbResult<()>;

    /// Begins again, when the answer does.
    fn clear(&mut self);
}

impl<T: FromRow> Rows for Vec<T> {
    fn take(&mut self, row: &Row<'_>) -> DbResult<()> {
        self.push(T::from_row(row)?);
        Ok(())
    }

    fn clear(&mut self) {
        Self::clear(self);
    }
}

/// Rows of an answer as far as they can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readable<T> {
    pub rows: Vec<T>,
    /// Rows between them that could not be.
    pub unread: usize,
}

impl<T> Default for Readable<T> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            unread: 0,
        }
    }
}

impl<T: FromRow> Rows for Readable<T> {
    fn take(&mut self, row: &Row<'_>) -> DbResult<()> {
        match T::from_row(row) {
            Ok(row) => self.rows.push(row),
            Err(DbError::Value(fault)) => {
                tracing::warn!(code = "db-value", row = std::any::type_name::<T>(), fault, "a row cannot be read");
                self.unread += 1;
            }
            Err(other) => return Err(other),
        }
        Ok(())
    }

    fn clear(&mut self) {
        self.rows.clear();
        self.unread = 0;
    }
}
