//! A load into PostgreSQL by COPY, for the owner of the tables: their triggers are silenced, foreign keys and plain
//! indexes are dropped, and all are put back before the commit, which checks every key at once.

use std::fmt::Display;
use std::io::Write;
use std::sync::Arc;

use chrono::{Datelike, Timelike};
use futures_util::TryStreamExt;
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor, Row as _};

use super::DERIVED;
use super::record::Table;
use crate::db::engine::error::{DbError, DbResult};
use crate::db::engine::postgres::options;
use crate::domain::Time;

/// A sheet is sent when it has this many bytes.
pub(super) const SHEET_BYTES: usize = 512 * 1024;

/// The connection in its transaction, and what it will put back.
pub(super) struct PgLoad {
    connection: PgConnection,
    tables: Vec<&'static Table>,
    /// Statements that put back indexes and foreign keys.
    put_back: Vec<String>,
}

/// What goes before a load and how it comes back: indexes that no constraint needs, then foreign keys.
const INDEXES: &str = "SELECT format('DROP INDEX %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid) \
  FROM pg_index i WHERE i.indrelid = to_regclass($1) \
  AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u', 'x')) ORDER BY i.indexrelid";
const KEYS: &str = "SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname), \
  format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) \
  FROM pg_constraint c WHERE c.contype = 'f' AND c.conrelid = to_regclass($1) ORDER BY c.oid";

impl PgLoad {
    pub(super) async fn begin(url: &str, tables: Vec<&'static Table>, unless: &[&'static Table]) -> DbResult<Result<Self, &'static str>> {
        let mut connection = options(url)?.0.application_name("krafta-demo").connect().await?;
        connection
            .execute("BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '10s'; SET LOCAL maintenance_work_mem = '256MB'")
            .await?;
        for table in unless {
            let any = format!("SELECT 1 FROM {} LIMIT 1", table.name);
            if connection.fetch_optional(AssertSqlSafe(any)).await?.is_some() {
                return Ok(Err(table.name));
            }
        }
        let mut load = Self {
            connection,
            tables,
            put_back: Vec::new(),
        };
        load.drop_all().await?;
        Ok(Ok(load))
    }

    async fn drop_all(&mut self) -> DbResult<()> {
        let mut drops = Vec::new();
        for table in &self.tables {
            drops.push(format!("ALTER TABLE {} DISABLE TRIGGER USER", table.name));
        }
        for found in [INDEXES, KEYS] {
            for table in &self.tables {
                let mut rows = sqlx::query(found).bind(table.name).persistent(false).fetch(&mut self.connection);
                while let Some(row) = rows.try_next().await? {
                    drops.push(row.try_get(0)?);
                    self.put_back.push(row.try_get(1)?);
                }
            }
        }
        for drop in drops {
            self.connection.execute(AssertSqlSafe(drop)).await?;
        }
        Ok(())
    }

    pub(super) async fn put(&mut self, text: &str, bytes: Vec<u8>) -> DbResult<()> {
        let mut copy = self.connection.copy_in_raw(text).await?;
        copy.send(bytes).await?;
        copy.finish().await?;
        Ok(())
    }

    pub(super) async fn finish(mut self) -> DbResult<()> {
        for derived in DERIVED
            .iter()
            .filter(|one| self.tables.iter().any(|table| table.name == one.table.name))
        {
            self.connection.execute(derived.postgres).await?;
        }
        for text in self.put_back {
            self.connection.execute(AssertSqlSafe(text)).await?;
        }
        for table in &self.tables {
            let enable = format!("ALTER TABLE {} ENABLE TRIGGER USER", table.name);
            self.connection.execute(AssertSqlSafe(enable)).await?;
        }
        self.connection.execute("COMMIT").await?;
        // Without it the planner knows nothing of what came in until autovacuum finds the time.
        for table in &self.tables {
            let vacuum = format!("VACUUM (ANALYZE) {}", table.name);
            self.connection.execute(AssertSqlSafe(vacuum)).await?;
        }
        self.connection.close().await.map_err(DbError::from)
    }
}

pub(super) fn copy(table: &Table) -> Arc<str> {
    let names: Vec<_> = table.columns.iter().map(|column| column.name).collect();
    format!("COPY {} ({}) FROM STDIN", table.name, names.join(", ")).into()
}

/// Escaped as COPY's text format asks.
pub(super) fn text(out: &mut Vec<u8>, text: &str) {
    for &byte in text.as_bytes() {
        match byte {
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\t' => out.extend_from_slice(b"\\t"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            other => out.push(other),
        }
    }
}

/// Numbers, ids and dates have nothing to escape.
pub(super) fn shown(out: &mut Vec<u8>, value: impl Display) {
    // Writing to a vector cannot fail.
    let _ = write!(out, "{value}");
}

pub(super) fn time(out: &mut Vec<u8>, at: Time) {
    let (year, month, day) = (at.year(), at.month(), at.day());
    let (hour, minute, second) = (at.hour(), at.minute(), at.second());
    let micros = at.timestamp_subsec_micros();
    shown(
        out,
        format_args!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}.{micros:06}+00"),
    );
}
