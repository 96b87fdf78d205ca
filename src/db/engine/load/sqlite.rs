//! A load into a SQLite file: its own connection, rows by the hundred to a statement, indexes built at the end.

use std::path::Path;
use std::sync::Arc;

use futures_util::TryStreamExt;
use sqlx::sqlite::{SqliteArguments, SqliteConnection};
use sqlx::{Arguments, AssertSqlSafe, ConnectOptions, Connection, Encode, Executor, Row as _, Sqlite, Type};

use super::record::Table;
use crate::db::engine::error::{DbError, DbResult};
use crate::db::engine::sqlite::options;
use crate::db::engine::turn::{Queue, Turn};

/// Values bound by one statement: enough to make its own cost small, few enough to stay in the processor's cache.
const VALUES: usize = 3000;

/// The connection in its transaction, and what it will put back.
pub(super) struct LiteLoad {
    connection: SqliteConnection,
    /// The texts that made the indexes and triggers, indexes first.
    dropped: Vec<String>,
    _turn: Option<Turn>,
}

impl LiteLoad {
    pub(super) async fn begin(path: &Path, tables: &[&Table], unless: &[&'static Table]) -> DbResult<Result<Self, &'static str>> {
        let turn = match Queue::open(&path.with_added_extension("turn")) {
            Ok(queue) => queue.turn().await.ok().flatten(),
            Err(_) => None,
        };
        // The load keeps keys whole itself; checking each would double its time, and `krafta db check` asks them all.
        let mut connection = options(path).foreign_keys(false).connect().await?;
        // Pages appended to a file need no journal, so nothing is written twice. Where somebody else has the file open,
        // this is refused and the WAL does.
        let _ = connection.execute("PRAGMA journal_mode = DELETE").await;
        // The column checks cost as much as all the rest; they too are asked by `krafta db check`.
        connection
            .execute(
                "PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = FULL; PRAGMA cache_size = -131072; \
                 PRAGMA mmap_size = 2147483648; PRAGMA threads = 2; BEGIN EXCLUSIVE",
            )
            .await?;
        for table in unless {
            let any = format!("SELECT 1 FROM {} LIMIT 1", table.name);
            if connection.fetch_optional(AssertSqlSafe(any)).await?.is_some() {
                connection.execute("ROLLBACK; PRAGMA journal_mode = WAL").await?;
                return Ok(Err(table.name));
            }
        }
        let mut load = Self {
            connection,
            dropped: Vec::new(),
            _turn: turn,
        };
        load.drop_all(tables).await?;
        Ok(Ok(load))
    }

    async fn drop_all(&mut self, tables: &[&Table]) -> DbResult<()> {
        let mut drops = Vec::new();
        let mut rows = self
            .connection
            .fetch("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY type, rowid");
        while let Some(row) = rows.try_next().await? {
            let (kind, name, table): (String, String, String) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
            if tables.iter().any(|filled| filled.name == table) {
                drops.push(format!("DROP {kind} {name}"));
                self.dropped.push(row.try_get(3)?);
            }
        }
        drop(rows);
        for drop in drops {
            self.connection.execute(AssertSqlSafe(drop)).await?;
        }
        Ok(())
    }

    pub(super) async fn put(&mut self, text: Arc<str>, arguments: SqliteArguments) -> DbResult<()> {
        sqlx::query_with(AssertSqlSafe(text), arguments)
            .execute(&mut self.connection)
            .await?;
        Ok(())
    }

    pub(super) async fn finish(mut self) -> DbResult<()> {
        for text in self.dropped {
            self.connection.execute(AssertSqlSafe(text)).await?;
        }
        self.connection
            .execute("INSERT INTO orders_search (orders_search) VALUES ('rebuild')")
            .await?;
        self.connection.execute("COMMIT").await?;
        self.connection.execute("PRAGMA journal_mode = WAL").await?;
        self.connection.close().await.map_err(DbError::from)
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
pub(super) fn arguments(table: &Table) -> SqliteArguments {
    let mut arguments = SqliteArguments::default();
    arguments.reserve(rows(table) * given(table).count(), 0);
    arguments
}

pub(super) fn bind<'q, T: Encode<'q, Sqlite> + Type<Sqlite>>(arguments: &mut SqliteArguments, value: T) {
    // The values of a cell (text, integers, bytes) have no encoding that can fail.
    let _ = arguments.add(value);
}
