//! Filling empty tables by the hundred thousand rows: a record writes itself cell by cell in the engine's own form, and
//! the engine takes whole sheets of them. Used by the demonstration shop; everything else goes through the service.

use std::sync::Arc;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::domain::Time;
use crate::domain::money::Money;
use crate::domain::orders::rate::Rate;

pub use super::{Cells, Encoder, Load, Sheet};

/// A table with the columns that a record fills; the others keep their defaults.
#[derive(Debug)]
pub struct Table {
    pub name: &'static str,
    pub columns: &'static [Column],
}

/// A column. Where the engine can work it out from the row's others, it is not handed over cell by cell.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    pub name: &'static str,
    pub derived: Option<&'static str>,
}

/// A row of one table.
pub trait Record {
    const TABLE: &'static Table;

    /// Writes one cell for each column, in their order.
    fn write(&self, cells: &mut Cells<'_>);
}

/// A value with a native form on both engines.
pub trait Cell {
    fn write(&self, cells: &mut Cells<'_>);
}

macro_rules! cells {
    ($($type:ty, $value:ident, $cells:ident => $write:expr;)+) => {$(
        impl Cell for $type {
            fn write(&self, $cells: &mut Cells<'_>) {
                let $value = self;
                $write
            }
        }
    )+};
}

cells! {
    &'static str, v, cells => cells.word(v);
    String, v, cells => cells.text(v);
    Arc<str>, v, cells => cells.shared(v);
    i64, v, cells => cells.int(*v);
    bool, v, cells => cells.bool(*v);
    Uuid, v, cells => cells.id(*v);
    // The currency has a column of its own.
    Money, v, cells => cells.cents(v.minor());
    Rate, v, cells => cells.rate(v.value());
    Time, v, cells => cells.time(*v);
    NaiveDate, v, cells => cells.date(*v);
}

impl<T: Cell> Cell for Option<T> {
    fn write(&self, cells: &mut Cells<'_>) {
        match self {
            Some(value) => value.write(cells),
            None => cells.null(),
        }
    }
}

/// Declares records: the fields are the columns, in the order in which they are written. `column: Type = "expression"` is
/// a column that SQLite derives from the others; the record still has its value, for the engine that cannot.
macro_rules! records {
    ($($(#[$meta:meta])* $record:ident = $table:ident { $($column:ident: $type:ty $(= $derived:literal)?),+ $(,)? })+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone)]
        pub struct $record { $(pub $column: $type),+ }

        impl $crate::db::engine::load::record::Record for $record {
            const TABLE: &'static $crate::db::engine::load::record::Table =
                &$crate::db::engine::load::record::Table {
                    name: stringify!($table),
                    columns: &[$($crate::db::engine::load::record::Column {
                        name: stringify!($column),
                        derived: $crate::db::engine::load::record::derived!($($derived)?),
                    }),+],
                };

            fn write(&self, cells: &mut $crate::db::engine::load::record::Cells<'_>) {
                $(if cells.wants($crate::db::engine::load::record::derived!($($derived)?)) {
                    $crate::db::engine::load::record::Cell::write(&self.$column, cells);
                })+
            }
        }
    )+

        /// Every table that is filled.
        pub const TABLES: &[&$crate::db::engine::load::record::Table] = &[$(<$record as $crate::db::engine::load::record::Record>::TABLE),+];
    };
}
pub(crate) use records;

macro_rules! derived {
    () => {
        None
    };
    ($expression:literal) => {
        Some($expression)
    };
}
pub(crate) use derived;
