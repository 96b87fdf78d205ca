//! A load into a SQLite file: its own connection, rows by the hundred to a statement, indexes built at the end.

use std::path::Path;
use std::sync::Arc;

use rusqlite::ToSql;
use rusqlite::types::{Null, ToSqlOutput};
use uuid::Uuid;

use super::DERIVED;
use super::record::Table;
use crate::db::engine::connection::{LiteConnection, Options};
use crate::db::engine::error::DbResult;
use crate::db::engine::record::record;
use crate::db::engine::sqlite::{BUSY, WRITES};
use crate::db::engine::statement::Query;
use crate::db::engine::turn::{Queue, Turn};

/// Values bound by one statement: enough to make its own cost small, few enough to stay in the processor's cache.
const VALUES: usize = 3000;
/// The load keeps keys whole itself; checking each would double its time, and `krafta db check` asks them all. Pages appended to a file
/// need no journal, so nothing is written twice. The column checks cost as much as all the rest; they too are asked by that check.
const LOADS: Options = Options {
    settings: "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = FULL; \
        PRAGMA cache_size = -131072; PRAGMA mmap_size = 2147483648; PRAGMA threads = 2",
    ..WRITES
};

/// The connection in its transaction, and what it will put back.
pub(super) struct LiteLoad {
    connection: LiteConnection,
    tables: Vec<&'static Table>,
    /// The texts that made the indexes and triggers, indexes first.
    dropped: Vec<String>,
    _turn: Option<Turn>,
}

impl LiteLoad {
    pub(super) async fn begin(path: &Path, tables: Vec<&'static Table>, unless: &[&'static Table]) -> DbResult<Result<Self, &'static str>> {
        let turn = match Queue::open(&path.with_added_extension("turn")) {
            Ok(queue) => queue.turn().await.ok().flatten(),
            Err(_) => None,
        };
        let mut connection = LiteConnection::open(path, &LOADS)?;
        connection.wait_for_locks(BUSY)?;
        // Where somebody else has the file open, this is refused and the WAL does.
        let _ = connection.script("PRAGMA journal_mode = DELETE", None);
        connection.script("BEGIN EXCLUSIVE", None)?;
        for table in unless {
            let any: i64 = connection.value(&format!("SELECT EXISTS (SELECT 1 FROM {})", table.name))?;
            if any != 0 {
                connection.script("ROLLBACK; PRAGMA journal_mode = WAL", None)?;
                return Ok(Err(table.name));
            }
        }
        let mut load = Self {
            connection,
            tables,
            dropped: Vec::new(),
            _turn: turn,
        };
        load.drop_all()?;
        Ok(Ok(load))
    }

    fn drop_all(&mut self) -> DbResult<()> {
        let all = "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL \
            ORDER BY type, rowid";
        let mut objects: Vec<Object> = Vec::new();
        self.connection.all(&Query::new(all).into(), &mut objects, None)?;
        for object in objects
            .into_iter()
            .filter(|object| self.tables.iter().any(|filled| filled.name == object.table))
        {
            self.connection.script(&format!("DROP {} {}", object.kind, object.name), None)?;
            self.dropped.push(object.text);
        }
        Ok(())
    }

    pub(super) fn put(&self, text: &str, values: &[LiteValue]) -> DbResult<()> {
        self.connection.put(text, values)
    }

    pub(super) fn finish(mut self) -> DbResult<()> {
        for derived in DERIVED
            .iter()
            .filter(|one| self.tables.iter().any(|table| table.name == one.table.name))
        {
            self.connection.script(derived.sqlite, None)?;
        }
        for text in &self.dropped {
            self.connection.script(text, None)?;
        }
        self.connection.script(
            "INSERT INTO orders_search (orders_search) VALUES ('rebuild'); COMMIT; PRAGMA journal_mode = WAL",
            None,
        )
    }
}

record! {
    /// An index or a trigger.
    struct Object {
        kind: String = "type",
        name: String,
        table: String = "tbl_name",
        text: String = "sql",
    }
}

/// A cell of a sheet.
pub(super) enum LiteValue {
    Null,
    Int(i64),
    Word(&'static str),
    Text(Arc<str>),
    Id(Uuid),
}

impl ToSql for LiteValue {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => Null.into(),
            Self::Int(int) => (*int).into(),
            Self::Word(word) => (*word).into(),
            Self::Text(text) => (&**text).into(),
            Self::Id(id) => id.as_bytes().as_slice().into(),
        })
    }
}

/// The columns that are handed over.
fn given(table: &Table) -> impl Iterator<Item = &'static str> {
    table
        .columns
        .iter()
        .filter(|column| column.derived.is_none())
        .map(|column| column.name)
}

/// Rows of `table` to a statement.
pub(super) fn rows(table: &Table) -> usize {
    (VALUES / given(table).count().max(1)).max(1)
}

pub(super) fn insert(table: &Table, rows: usize) -> Arc<str> {
    let names: Vec<_> = table.columns.iter().map(|column| column.name).collect();
    let from: Vec<_> = table.columns.iter().map(|column| column.derived.unwrap_or(column.name)).collect();
    let given: Vec<_> = given(table).collect();
    let row = format!("({})", vec!["?"; given.len()].join(","));
    let values = vec![row; rows].join(",");
    let (into, names, from, given) = (table.name, names.join(", "), from.join(", "), given.join(", "));
    if from == names {
        return format!("INSERT INTO {into} ({names}) VALUES {values}").into();
    }
    format!("WITH given ({given}) AS (VALUES {values}) INSERT INTO {into} ({names}) SELECT {from} FROM given").into()
}

/// Empty, with room for a sheet.
pub(super) fn sheet(table: &Table) -> Vec<LiteValue> {
    Vec::with_capacity(rows(table) * given(table).count())
}
