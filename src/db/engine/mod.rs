//! The only place that knows there are two engines: it opens one and runs statements on it, with its native types.

pub mod about;
pub mod answer;
mod batch;
pub(in crate::db) mod bounds;
mod connection;
pub mod error;
pub mod feed;
pub(in crate::db) mod few;
mod file;
pub(crate) mod ledger;
#[cfg(feature = "demo")]
pub mod load;
pub mod migrate;
pub mod page;
mod postgres;
pub mod reader;
pub(crate) mod record;
pub mod row;
mod sqlite;
pub mod statement;
pub(crate) mod table;
mod turn;
pub mod value;

use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use futures_util::TryStreamExt;
use sqlx::AssertSqlSafe;

use crate::db::engine::error::{DbError, DbResult, too_long};
use crate::db::engine::postgres::{Pg, PgTx};
use crate::db::engine::row::{FromRow, Nothing, Row};
use crate::db::engine::sqlite::{Lite, LiteTx};
use crate::db::engine::statement::{Bound, Query, Text};
use crate::db::engine::value::{Param, PgQuery, bind_postgres};
use crate::domain::Time;

use crate::db::engine::answer::{Readable, Rows};
pub use crate::db::engine::feed::Feed;
pub use crate::db::engine::reader::Reader;

/// Every statement answers within this, or the database counts as unavailable.
const DEADLINE: Duration = Duration::from_secs(5);

/// Which engine is open; only for what people are shown and for the schema's own text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    Sqlite,
    Postgres,
}

/// An open database, and how many rows of lists could not be read through it. Cheap to clone.
#[derive(Clone)]
pub struct Db(Arc<Engine>, Arc<AtomicU64>);

enum Engine {
    Sqlite(Lite),
    Postgres(Pg),
}

impl Db {
    /// Opens `sqlite:PATH` or `postgres://…`. Does not migrate and, for SQLite, refuses a missing file with
    /// `db-missing`: see [`Db::create`].
    pub async fn open(url: &str) -> DbResult<Self> {
        Self::connect(url, false).await
    }

    /// As [`Db::open`], creating a missing SQLite file (0600).
    pub async fn create(url: &str) -> DbResult<Self> {
        Self::connect(url, true).await
    }

    async fn connect(url: &str, create: bool) -> DbResult<Self> {
        match url.strip_prefix("sqlite:") {
            Some(path) => Lite::open(Path::new(path.trim_start_matches("//")), create)
                .await
                .map(Engine::Sqlite),
            None => Pg::open(url).map(Engine::Postgres),
        }
        .map(|engine| Self(Arc::new(engine), Arc::default()))
    }

    pub fn dialect(&self) -> Dialect {
        match &*self.0 {
            Engine::Sqlite(_) => Dialect::Sqlite,
            Engine::Postgres(_) => Dialect::Postgres,
        }
    }

    /// The file's or the database's name, without secrets.
    pub fn name(&self) -> String {
        match &*self.0 {
            Engine::Sqlite(lite) => lite
                .path
                .file_name()
                .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
            Engine::Postgres(pg) => pg.name(),
        }
    }

    /// The file of a SQLite database.
    pub fn path(&self) -> Option<&Path> {
        match &*self.0 {
            Engine::Sqlite(lite) => Some(&lite.path),
            Engine::Postgres(_) => None,
        }
    }

    /// Its file may be read and not written.
    pub fn is_read_only(&self) -> bool {
        matches!(&*self.0, Engine::Sqlite(lite) if lite.read_only)
    }

    /// What the clock of the server shows, as far as it was heard; a file has none.
    pub fn server_time(&self) -> Option<Time> {
        match &*self.0 {
            Engine::Sqlite(_) => None,
            Engine::Postgres(pg) => pg.clock.now(),
        }
    }

    /// Goes on with another file that stands at the path since, when it is a database of ours; answers whether it does.
    ///
    /// # Errors
    /// As [`Db::open`] and [`Db::require_current`]: then nothing is taken on.
    pub async fn take_on_replaced(&self) -> DbResult<bool> {
        let Engine::Sqlite(lite) = &*self.0 else { return Ok(false) };
        if !lite.is_replaced() {
            return Ok(false);
        }
        let other = Self(Arc::new(Engine::Sqlite(Lite::look(&lite.path)?)), Arc::default());
        let sound = Box::pin(other.require_current()).await;
        other.close().await;
        sound?;
        lite.take_on().await?;
        Ok(true)
    }

    /// Another file was taken on.
    pub fn was_replaced(&self) -> bool {
        matches!(&*self.0, Engine::Sqlite(lite) if lite.was_replaced())
    }

    /// All rows of an answer, to show. One that cannot be read (somebody switched the rules off) does not take the others with it:
    /// it is left out, logged and counted in [`Db::unread_rows`], and `krafta db check` names it.
    pub async fn all<T: FromRow>(&self, bound: impl Into<Bound>) -> DbResult<Vec<T>> {
        Ok(self.readable(bound).await?.rows)
    }

    /// As [`Db::all`], with how many could not be read: a page that lacks some is not the last one for it.
    pub async fn readable<T: FromRow>(&self, bound: impl Into<Bound>) -> DbResult<Readable<T>> {
        let mut all = Readable::default();
        self.read(bound.into(), &mut all).await?;
        self.1.fetch_add(u64::try_from(all.unread).unwrap_or(u64::MAX), Ordering::Relaxed);
        Ok(all)
    }

    pub fn unread_rows(&self) -> u64 {
        self.1.load(Ordering::Relaxed)
    }

    fn read<'a>(&'a self, bound: Bound, rows: &'a mut dyn Rows) -> Running<'a, ()> {
        Box::pin(async move {
            match &*self.0 {
                Engine::Sqlite(lite) => lite.read(&bound, rows, Some(DEADLINE)).await,
                Engine::Postgres(pg) => in_time(pg.all(&bound, rows)).await,
            }
        })
    }

    /// The first row; one that cannot be read is an error.
    pub async fn opt<T: FromRow>(&self, bound: impl Into<Bound>) -> DbResult<Option<T>> {
        let mut all = Vec::new();
        self.read(bound.into(), &mut all).await?;
        Ok(all.into_iter().next())
    }

    /// The one row; none is an error.
    pub async fn one<T: FromRow>(&self, bound: impl Into<Bound>) -> DbResult<T> {
        self.opt(bound).await?.ok_or_else(|| DbError::Value("no row".into()))
    }

    /// Begins a writing transaction: BEGIN IMMEDIATE in turn on SQLite, READ COMMITTED with row locks on PostgreSQL.
    pub async fn begin(&self) -> DbResult<Tx> {
        match &*self.0 {
            Engine::Sqlite(lite) => Ok(Tx(Open::Sqlite(lite.begin().await?))),
            Engine::Postgres(pg) => Ok(Tx(Open::Postgres(in_time(Box::pin(pg.begin())).await?))),
        }
    }

    /// As [`Db::begin`]; on SQLite with foreign keys off until it ends, for a migration that makes a table anew.
    async fn begin_rebuild(&self) -> DbResult<Tx> {
        match &*self.0 {
            Engine::Sqlite(lite) => Ok(Tx(Open::Sqlite(lite.begin_rebuild().await?))),
            Engine::Postgres(_) => self.begin().await,
        }
    }

    /// Runs several statements of the program's own text (migrations, settings), outside any transaction.
    pub async fn script(&self, text: &'static str) -> DbResult<()> {
        match &*self.0 {
            Engine::Sqlite(lite) => lite.script(text).await,
            Engine::Postgres(pg) => pg.script(text).await,
        }
    }

    /// As [`Db::all`], however long it takes: for checks of a whole database.
    pub async fn all_in_its_time<T: FromRow>(&self, bound: impl Into<Bound>) -> DbResult<Vec<T>> {
        let mut all = Vec::new();
        self.read_in_its_time(bound.into(), &mut all).await?;
        Ok(all)
    }

    fn read_in_its_time<'a>(&'a self, bound: Bound, rows: &'a mut dyn Rows) -> Running<'a, ()> {
        Box::pin(async move {
            match &*self.0 {
                Engine::Sqlite(lite) => lite.read(&bound, rows, None).await,
                Engine::Postgres(pg) => pg.all_in_its_time(bound, rows).await,
            }
        })
    }

    /// Copies a SQLite database, as of one instant and while others write, into `file`, which is empty; however long it takes.
    /// Not for PostgreSQL, whose server has its own means.
    pub async fn copy_into(&self, file: &Path) -> DbResult<()> {
        match &*self.0 {
            Engine::Sqlite(lite) => lite.copy_into(file).await,
            Engine::Postgres(_) => Err(DbError::Value("a server's database is not copied by its clients".into())),
        }
    }

    /// Closes all connections; a SQLite file's WAL is folded in.
    pub async fn close(&self) {
        match &*self.0 {
            Engine::Sqlite(lite) => lite.close().await,
            Engine::Postgres(pg) => pg.close().await,
        }
    }

    /// Whether the database answers, on any of the connections.
    pub async fn answers(&self) -> DbResult<()> {
        self.all::<Nothing>(Query::new("SELECT 1")).await.map(|_| ())
    }

    /// Starts watching for other people's changes.
    pub async fn watch(&self) -> DbResult<Feed> {
        match &*self.0 {
            Engine::Sqlite(lite) => Feed::of_file(lite.pinned().await?, lite.file()),
            Engine::Postgres(pg) => Feed::of_server(pg.pinned().await?, pg.clock.clone()).await,
        }
    }
}

/// A statement under way. What runs it is compiled once, not for each kind of row, which takes minutes.
type Running<'a, T> = Pin<Box<dyn Future<Output = DbResult<T>> + Send + 'a>>;

/// sqlx's own log lines carry the statements' values, which are people's data.
const fn log_level() -> log::LevelFilter {
    log::LevelFilter::Off
}

/// A writing transaction. Without [`Tx::commit`] it is rolled back.
pub struct Tx(Open);

enum Open {
    Sqlite(LiteTx),
    Postgres(PgTx),
}

impl Tx {
    pub async fn all<T: FromRow>(&mut self, bound: impl Into<Bound>) -> DbResult<Vec<T>> {
        let mut all = Vec::new();
        self.read(bound.into(), &mut all).await?;
        Ok(all)
    }

    fn read<'a>(&'a mut self, bound: Bound, rows: &'a mut dyn Rows) -> Running<'a, ()> {
        Box::pin(async move {
            match &mut self.0 {
                Open::Sqlite(tx) => tx.connection()?.all(&bound, rows, Some(DEADLINE)),
                Open::Postgres(tx) => in_time(tx.all(bound, rows)).await,
            }
        })
    }

    /// As [`Tx::all`], however long it takes: for checks of a whole database.
    async fn all_in_its_time<T: FromRow>(&mut self, bound: impl Into<Bound>) -> DbResult<Vec<T>> {
        let mut all = Vec::new();
        self.read_in_its_time(bound.into(), &mut all).await?;
        Ok(all)
    }

    fn read_in_its_time<'a>(&'a mut self, bound: Bound, rows: &'a mut dyn Rows) -> Running<'a, ()> {
        Box::pin(async move {
            match &mut self.0 {
                Open::Sqlite(tx) => tx.connection()?.all(&bound, rows, None),
                Open::Postgres(tx) => tx.all(bound, rows).await,
            }
        })
    }

    pub async fn opt<T: FromRow>(&mut self, bound: impl Into<Bound>) -> DbResult<Option<T>> {
        Ok(self.all(bound).await?.into_iter().next())
    }

    /// The one row; none is an error.
    pub async fn one<T: FromRow>(&mut self, bound: impl Into<Bound>) -> DbResult<T> {
        self.opt(bound).await?.ok_or_else(|| DbError::Value("no row".into()))
    }

    /// Answers how many rows changed.
    pub async fn exec(&mut self, bound: impl Into<Bound>) -> DbResult<u64> {
        self.write(bound.into()).await
    }

    fn write(&mut self, bound: Bound) -> Running<'_, u64> {
        Box::pin(async move {
            match &mut self.0 {
                Open::Sqlite(tx) => {
                    let done = tx.connection()?.exec(&bound, DEADLINE);
                    done.map_err(|error| tx.why(error))
                }
                Open::Postgres(tx) => in_time(tx.exec(bound)).await,
            }
        })
    }

    /// Runs groups of writes in order. The writes of a group do not look at each other's work, and may run in any order.
    /// On PostgreSQL a group is one trip.
    pub async fn exec_groups(&mut self, groups: Vec<Vec<Bound>>) -> DbResult<()> {
        for group in groups {
            let trips = match &self.0 {
                Open::Sqlite(_) => group,
                Open::Postgres(_) => vec![batch::at_once(group)],
            };
            for trip in trips {
                self.exec(trip).await?;
            }
        }
        Ok(())
    }

    pub fn dialect(&self) -> Dialect {
        match &self.0 {
            Open::Sqlite(_) => Dialect::Sqlite,
            Open::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Runs the program's own text, several statements at once, without parameters and without a deadline.
    pub async fn script(&mut self, text: &'static str) -> DbResult<()> {
        match &mut self.0 {
            Open::Sqlite(tx) => {
                let done = tx.connection()?.script(text, None);
                done.map_err(|error| tx.why(error))?;
            }
            Open::Postgres(tx) => tx.script(text).await?,
        }
        Ok(())
    }

    /// What was done is now durable. An error here leaves it unknown whether it is: ask by the operation id.
    pub async fn commit(mut self) -> DbResult<()> {
        in_time(self.script("COMMIT")).await?;
        match &mut self.0 {
            Open::Sqlite(tx) => tx.end(),
            Open::Postgres(tx) => tx.done = true,
        }
        Ok(())
    }

    /// Begins a step that can be taken back by itself.
    pub async fn savepoint(&mut self) -> DbResult<()> {
        self.step("SAVEPOINT step").await
    }

    /// Keeps the step for those after it in this transaction.
    pub async fn release_savepoint(&mut self) -> DbResult<()> {
        self.step("RELEASE SAVEPOINT step").await
    }

    /// Takes the step back, and with it an error that would spoil the transaction on PostgreSQL.
    pub async fn rollback_to_savepoint(&mut self) -> DbResult<()> {
        if let Open::Postgres(tx) = &mut self.0 {
            return in_time(tx.script("ROLLBACK TO SAVEPOINT step; RELEASE SAVEPOINT step")).await;
        }
        self.step("ROLLBACK TO SAVEPOINT step").await?;
        self.step("RELEASE SAVEPOINT step").await
    }

    /// Of one statement, which a file keeps prepared: every command of many has a step of its own.
    async fn step(&mut self, text: &'static str) -> DbResult<()> {
        match &mut self.0 {
            Open::Sqlite(_) => self.exec(Query::new(text)).await.map(drop),
            Open::Postgres(tx) => in_time(tx.script(text)).await,
        }
    }

    pub async fn rollback(mut self) -> DbResult<()> {
        in_time(self.script("ROLLBACK")).await?;
        match &mut self.0 {
            Open::Sqlite(tx) => tx.end(),
            Open::Postgres(tx) => tx.done = true,
        }
        Ok(())
    }
}

fn closed() -> DbError {
    DbError::Unavailable("the connection is closed".into())
}

async fn in_time<T>(work: impl Future<Output = DbResult<T>>) -> DbResult<T> {
    tokio::time::timeout(DEADLINE, work)
        .await
        .unwrap_or_else(|_| Err(DbError::Unavailable(too_long())))
}

async fn pg_all(connection: &mut sqlx::PgConnection, bound: Bound, all: &mut dyn Rows) -> DbResult<()> {
    let mut rows = pg_query(bound.postgres, bound.params, bound.kept)?.fetch(connection);
    while let Some(row) = rows.try_next().await? {
        all.take(&Row::Postgres(&row))?;
    }
    Ok(())
}

async fn pg_exec(connection: &mut sqlx::PgConnection, bound: Bound) -> DbResult<u64> {
    let query = pg_query(bound.postgres, bound.params, bound.kept)?;
    Ok(query.execute(connection).await?.rows_affected())
}

fn pg_query<'q>(text: Text, params: Vec<Param>, kept: bool) -> DbResult<PgQuery<'q>> {
    let query = match text {
        Text::Fixed(text) => sqlx::query(text),
        Text::Composed(text) => sqlx::query(AssertSqlSafe(text)),
    };
    params.into_iter().try_fold(query.persistent(kept), bind_postgres)
}
