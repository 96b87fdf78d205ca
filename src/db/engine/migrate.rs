//! Migrations: numbered, append-only, the same numbers and names on both engines, each in one transaction with the
//! row that records it, so that none can be half done. Two programs migrating at once take turns.
//!
//! SQLite cannot change a constraint of a standing table: such a migration is listed with `rebuilds`, and makes the table
//! anew (create, copy, drop, rename). It runs on a connection of its own without foreign keys, and what it leaves is checked
//! before it lasts. A table's triggers and indexes go with the old table: the migration makes them again.

use sha2::{Digest, Sha256};

use super::bounds;
use super::error::{DbError, DbResult};
use super::row::{FromRow, Row};
use super::statement::Query;
use super::value::bind;
use super::{Db, Dialect, Engine, Tx};
use crate::domain::Time;

/// One step of the schema.
pub struct Migration {
    pub version: i64,
    pub name: &'static str,
    pub sqlite: &'static str,
    pub postgres: &'static str,
    /// On SQLite it makes tables anew that others refer to.
    pub rebuilds: bool,
}

macro_rules! migrations {
    ($($version:literal $file:literal $($rebuilds:ident)?),+ $(,)?) => {
        &[$(Migration {
            version: $version,
            name: $file,
            sqlite: include_str!(concat!("../../../migrations/sqlite/", $file, ".sql")),
            postgres: include_str!(concat!("../../../migrations/postgres/", $file, ".sql")),
            rebuilds: matches!(stringify!($($rebuilds)?).as_bytes(), b"rebuilds"),
        }),+]
    };
}

/// In order.
pub const MIGRATIONS: &[Migration] = migrations! {
    1 "0001_reference",
    2 "0002_orders",
    3 "0003_payments",
    4 "0004_production",
    5 "0005_settlement",
    6 "0006_rules",
    7 "0007_search_and_feed",
    8 "0008_places",
    9 "0009_list_indexes",
    10 "0010_evidence_reference",
    11 "0011_unreplaced",
    12 "0012_supply",
    13 "0013_settlement",
    14 "0014_payable_lists",
    15 "0015_changes",
    16 "0016_refunds",
    17 "0017_late_and_undo",
    18 "0018_rates_accounts" rebuilds,
    19 "0019_money_search",
    20 "0020_payable_causes" rebuilds,
    21 "0021_settlement_sent",
    22 "0022_credits",
    23 "0023_requests",
    24 "0024_returned_and_paid_again",
    25 "0025_sent_search",
    26 "0026_bounds" rebuilds,
    27 "0027_boundary",
    28 "0028_site",
    29 "0029_accepted_clock",
    30 "0030_speed",
    31 "0031_accounts",
    32 "0032_rules_read_once",
    33 "0033_accounts_guarded",
    34 "0034_saved_views",
    35 "0035_production_desk",
    36 "0036_delivery",
    37 "0037_bank",
    38 "0038_payment_runs",
    39 "0039_credits_set_aside",
    40 "0040_credits_by_day",
    41 "0041_logins" rebuilds,
    42 "0042_operator_keys",
    43 "0043_closed_days",
};

/// Marks a SQLite file as ours: "KRFT".
const APPLICATION_ID: i64 = 0x4b52_4654;

/// A migration that a database has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    pub version: i64,
    pub name: String,
    pub checksum: String,
    pub at: Time,
}

impl FromRow for Applied {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self {
            version: row.get("version")?,
            name: row.get("name")?,
            checksum: row.get("checksum")?,
            at: row.get("applied_at")?,
        })
    }
}

struct Found(i64);

impl FromRow for Found {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self(row.get("found")?))
    }
}

impl Migration {
    pub const fn text(&self, dialect: Dialect) -> &'static str {
        match dialect {
            Dialect::Sqlite => self.sqlite,
            Dialect::Postgres => self.postgres,
        }
    }

    /// SHA-256 of the text, in hex: a migration that was edited after it was applied is noticed.
    pub fn checksum(&self, dialect: Dialect) -> String {
        Sha256::digest(self.text(dialect))
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}

/// The newest schema this program knows.
pub fn newest() -> i64 {
    MIGRATIONS.last().map_or(0, |migration| migration.version)
}

impl Db {
    /// The migrations this database has; empty for a new one.
    ///
    /// # Errors
    /// `db-encoding` when it cannot keep every text; `db-not-ours` when it holds tables of somebody else.
    pub async fn migrations(&self) -> DbResult<Vec<Applied>> {
        // One statement, so that nobody's first migration falls between two looks.
        let look: Look = self.one(Query::default().push_for(LOOK_SQLITE, LOOK_POSTGRES)).await?;
        if let (Engine::Postgres(pg), Some(now)) = (&*self.0, look.now) {
            pg.clock.hear(now);
        }
        if look.encoding != "UTF8" {
            return Err(DbError::Encoding { found: look.encoding });
        }
        match look.found {
            OURS => {}
            0 => return Ok(Vec::new()),
            tables => return Err(DbError::NotADatabase(format!("it holds {tables} tables, but not ours"))),
        }
        self.all(Query::new(
            "SELECT version, name, checksum, applied_at FROM schema_migrations ORDER BY version",
        ))
        .await
    }

    /// Refuses unless the schema is exactly this program's.
    pub async fn require_current(&self) -> DbResult<()> {
        let applied = self.migrations().await?;
        verify(self.dialect(), &applied)?;
        match applied.last().map_or(0, |last| last.version) {
            found if found < newest() => Err(DbError::OlderSchema { found, known: newest() }),
            _ => Ok(()),
        }
    }

    /// Brings the schema up to date; answers how many migrations it applied.
    pub async fn migrate(&self) -> DbResult<usize> {
        let (mut tries, mut applied) = (1, 0);
        loop {
            match self.migrate_once(&mut applied).await {
                Err(DbError::Retry(_)) if tries < TRIES => tries += 1,
                outcome => return outcome.map(|()| applied),
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    async fn migrate_once(&self, applied: &mut usize) -> DbResult<()> {
        let there = self.migrations().await?;
        verify(self.dialect(), &there)?;
        if self.dialect() == Dialect::Sqlite {
            self.script("PRAGMA application_id = 1263683156").await?;
            debug_assert_eq!(APPLICATION_ID, 1_263_683_156);
        }
        for migration in MIGRATIONS.iter().skip(there.len()) {
            *applied += usize::from(self.apply(migration).await?);
        }
        if let Engine::Postgres(pg) = &*self.0 {
            pg.schema_changed();
        }
        Ok(())
    }

    /// Applies one migration unless somebody has, in one transaction that others wait for; answers whether it did.
    ///
    /// # Errors
    /// `db-migration` when it fails, or when a rebuild leaves a row without the one it refers to; nothing of it lasts then.
    pub async fn apply(&self, migration: &Migration) -> DbResult<bool> {
        let rebuilds = migration.rebuilds && self.dialect() == Dialect::Sqlite;
        let mut tx = if rebuilds {
            self.begin_rebuild().await?
        } else {
            self.begin().await?
        };
        if tx.dialect() == Dialect::Postgres {
            // A lock of our own, held until the transaction ends. Index builds may take longer than a statement should.
            tx.script("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '60s'; SELECT pg_advisory_xact_lock(4720946313)")
                .await?;
        }
        create_table(&mut tx).await?;
        let done: Found = tx
            .one(Query::new("SELECT count(*) AS found FROM schema_migrations WHERE version = ").bind(migration.version))
            .await?;
        if done.0 > 0 {
            tx.rollback().await?;
            return Ok(false);
        }
        let failed = |error: DbError| match error {
            DbError::Other(error) => DbError::Migration {
                version: migration.version,
                fault: error,
            },
            known => known,
        };
        if migration.version == bounds::MIGRATION {
            bounds::require_fit(&mut tx).await?;
        }
        tx.script(migration.text(tx.dialect())).await.map_err(failed)?;
        if rebuilds {
            require_sound(&mut tx, migration.version).await?;
        }
        let checksum = migration.checksum(tx.dialect());
        let [version, name, checksum] = bind![migration.version, migration.name, checksum];
        tx.exec(
            Query::new("INSERT INTO schema_migrations (version, name, checksum) VALUES (")
                .bind_list([version, name, checksum])
                .push(")"),
        )
        .await?;
        tx.commit().await?;
        Ok(true)
    }
}

/// What the look at the tables answers for a database that we migrated; else it counts them. SQLite keeps every text in any of its
/// encodings.
const OURS: i64 = -1;
const LOOK_SQLITE: &str = "SELECT CASE WHEN EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'schema_migrations') THEN -1 \
   ELSE (SELECT count(*) FROM sqlite_schema WHERE type = 'table') END AS found, 'UTF8' AS encoding, NULL AS now";
const LOOK_POSTGRES: &str = "SELECT CASE WHEN to_regclass('schema_migrations') IS NOT NULL THEN -1 \
   ELSE (SELECT count(*) FROM pg_catalog.pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace) END AS found, \
   current_setting('server_encoding') AS encoding, CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint) AS now";

struct Look {
    found: i64,
    encoding: String,
    /// The server's time in microseconds.
    now: Option<i64>,
}

impl FromRow for Look {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self {
            found: row.get("found")?,
            encoding: row.get("encoding")?,
            now: row.get("now")?,
        })
    }
}

/// Times that a step which met another program's is taken again: the first ones also meet in changing the file's journal.
const TRIES: u32 = 40;
const PAUSE: std::time::Duration = std::time::Duration::from_millis(50);

async fn create_table(tx: &mut Tx) -> DbResult<()> {
    let text = match tx.dialect() {
        Dialect::Sqlite => {
            "CREATE TABLE IF NOT EXISTS schema_migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, \
             applied_at INTEGER NOT NULL DEFAULT (CAST(((julianday('now') - 2440587.5) * 86400.0) * 1000 AS INTEGER) * 1000)) STRICT"
        }
        Dialect::Postgres => {
            "CREATE TABLE IF NOT EXISTS schema_migrations (version bigint PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, \
             applied_at timestamptz NOT NULL DEFAULT now())"
        }
    };
    tx.script(text).await
}

/// What a rebuild leaves, with foreign keys off, must be what it would be with them on.
async fn require_sound(tx: &mut Tx, version: i64) -> DbResult<()> {
    let fault = |fault: String| DbError::Migration { version, fault };
    let dangling: Vec<Dangling> = tx.all_in_its_time(Query::new("PRAGMA foreign_key_check")).await?;
    if let Some(first) = dangling.first() {
        let (rows, table, parent) = (dangling.len(), &first.table, &first.parent);
        return Err(fault(format!("leaves {rows} rows without theirs, first of {table} in {parent}")));
    }
    let faults: Vec<Fault> = tx.all_in_its_time(Query::new("PRAGMA integrity_check(1)")).await?;
    match faults.first() {
        Some(found) if found.0 != "ok" => Err(fault(format!("leaves a damaged file: {}", found.0))),
        _ => Ok(()),
    }
}

/// A row that refers to one that is not there.
struct Dangling {
    table: String,
    parent: String,
}

impl FromRow for Dangling {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self {
            table: row.get("table")?,
            parent: row.get("parent")?,
        })
    }
}

struct Fault(String);

impl FromRow for Fault {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self(row.get("integrity_check")?))
    }
}

/// What was applied must be the beginning of what we know.
fn verify(dialect: Dialect, applied: &[Applied]) -> DbResult<()> {
    for (at, row) in applied.iter().enumerate() {
        match MIGRATIONS.get(at) {
            None => {
                return Err(DbError::NewerSchema {
                    found: applied.last().map_or(0, |last| last.version),
                    known: newest(),
                });
            }
            Some(known) if known.version != row.version => {
                return Err(DbError::Migration {
                    version: known.version,
                    fault: "is missing before a later one".into(),
                });
            }
            Some(known) if known.checksum(dialect) != row.checksum => {
                return Err(DbError::Migration {
                    version: known.version,
                    fault: "has another text than this program's".into(),
                });
            }
            Some(_) => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::MIGRATIONS;

    #[test]
    fn every_file_is_listed() {
        let listed: Vec<_> = MIGRATIONS.iter().map(|migration| format!("{}.sql", migration.name)).collect();
        for engine in ["sqlite", "postgres"] {
            let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine);
            let mut files: Vec<_> = std::fs::read_dir(folder)
                .expect("the folder")
                .map(|file| file.expect("a file").file_name().into_string().expect("a name"))
                .collect();
            files.sort_unstable();
            assert_eq!(files, listed, "{engine}");
        }
    }
}
