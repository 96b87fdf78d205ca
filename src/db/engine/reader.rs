//! Whoever answers questions: an open database, or a transaction that sees its own writes.

use super::error::{DbError, DbResult};
use super::row::FromRow;
use super::statement::Bound;
use super::{Db, Tx};

pub trait Reader: Send {
    fn all<T: FromRow + Send>(&mut self, bound: impl Into<Bound> + Send) -> impl Future<Output = DbResult<Vec<T>>> + Send;

    fn opt<T: FromRow + Send>(&mut self, bound: impl Into<Bound> + Send) -> impl Future<Output = DbResult<Option<T>>> + Send {
        async { Ok(self.all(bound).await?.into_iter().next()) }
    }

    /// The one row; none is an error.
    fn one<T: FromRow + Send>(&mut self, bound: impl Into<Bound> + Send) -> impl Future<Output = DbResult<T>> + Send {
        async { self.opt(bound).await?.ok_or_else(|| DbError::Value("no row".into())) }
    }
}

impl Reader for Tx {
    async fn all<T: FromRow + Send>(&mut self, bound: impl Into<Bound> + Send) -> DbResult<Vec<T>> {
        Self::all(self, bound).await
    }
}

impl Reader for &Db {
    async fn all<T: FromRow + Send>(&mut self, bound: impl Into<Bound> + Send) -> DbResult<Vec<T>> {
        Db::all(self, bound).await
    }
}
