//! Pages by key: the next page begins where the last one ended, however deep, without counting what came before.

use uuid::Uuid;

use super::error::DbResult;
use super::row::{FromRow, Row};
use super::statement::Query;
use super::value::Param;
use crate::db::engine::page;
use crate::domain::Time;

/// A place in a list: the value it is sorted by, and the row's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    pub key: i64,
    pub id: Uuid,
}

/// The sort key of a list that is sorted by an instant.
pub fn micros(time: Time) -> i64 {
    time.timestamp_micros()
}

/// A sort key as the instant it is.
pub(crate) fn instant(key: i64) -> Param {
    Param::Time(Time::from_timestamp_micros(key).unwrap_or_default())
}

/// ` AND (<columns>) > (key, id)`, or `<`, where `columns` are the sort column and the id.
pub(crate) fn beyond(query: Query, columns: &'static str, ascends: bool, key: Option<Key>) -> Query {
    let Some(Key { key, id }) = key else { return query };
    query
        .push(" AND ")
        .push(columns)
        .push(if ascends { " > (" } else { " < (" })
        .bind(instant(key))
        .push(", ")
        .bind(id)
        .push(")")
}

/// Rows of a list that are looked at to count it: beyond it nobody reads the digits.
pub(crate) const MOST_COUNTED: i64 = 10_000;

/// How many rows of a list there are, as far as it was looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HowMany {
    pub found: i64,
    /// There may be more.
    pub more: bool,
}

impl FromRow for HowMany {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self {
            found: row.get("found")?,
            more: row.get::<i64>("looked")? >= MOST_COUNTED,
        })
    }
}

/// Values for an `IN (…)` list, filled up with repeats to a few sizes, so that few statements are kept prepared.
pub fn padded(mut values: Vec<Param>) -> Vec<Param> {
    let size = [1, 4, 16, 64, 256, 1024].into_iter().find(|&size| size >= values.len());
    if let (Some(last), Some(size)) = (values.last().cloned(), size) {
        values.resize(size, last);
    }
    values
}

/// `<start>$1, $2, …)`; nothing at all fits an empty list.
pub(crate) fn any_of(query: Query, start: &'static str, values: impl Iterator<Item = Param>) -> Query {
    any_of_for(query, start, start, values)
}

pub(crate) fn any_of_for(query: Query, sqlite: &'static str, postgres: &'static str, values: impl Iterator<Item = Param>) -> Query {
    let values: Vec<Param> = values.collect();
    if values.is_empty() {
        return query.push(" AND 1 = 0");
    }
    query.push_for(sqlite, postgres).bind_list(page::padded(values)).push(")")
}
