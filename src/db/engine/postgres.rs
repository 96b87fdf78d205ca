//! A PostgreSQL database: one pool, with every connection setting that we rely on set explicitly.
//!
//! A pooler (pgbouncer) lends a server's connection for a session or for a transaction, and takes no settings at the start. Behind one
//! everything is a transaction that sets what it needs for itself, and no statement is kept: that holds in both of its modes.

use std::path::Path;
use std::str::FromStr;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions, PgSslMode};
use sqlx::{AssertSqlSafe, ConnectOptions, Executor, PgConnection, PgPool, Postgres, Row as _};

use super::error::{DbError, DbResult};
use super::statement::Bound;
use super::{Rows, closed, in_time, log_level, pg_all, pg_exec};
use crate::config::DatabaseUrl;
use crate::domain::Time;

const CONNECTIONS: u32 = 6;
/// More than all commands and lists have: one that falls out is prepared again, and planned again.
const KEPT_STATEMENTS: usize = 400;
/// The pool tries again and again when a server is full or starts, and then does not say why. What is left of the deadline is for asking.
const PATIENCE: Duration = Duration::from_secs(4);

/// The server's time in microseconds. Asked with what is said anyway, so that it costs no trip.
macro_rules! now {
    () => {
        "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint) AS now"
    };
}

/// What a transaction asks is asked by keys: a plan that is kept is as good as one for its values, which would be made each time.
const BEGIN: &str = concat!("BEGIN; SET LOCAL plan_cache_mode = force_generic_plan; ", now!());
/// Something that only commits and aborts move, and the server's time.
pub(super) const STATE: &str = concat!("SELECT pg_current_snapshot()::text AS state, now FROM (", now!(), ") AS clock");

macro_rules! settings {
    ($($name:literal = $value:literal),+ $(,)?) => {
        /// What a session of ours is set to.
        const SETTINGS: &[(&str, &str)] = &[$(($name, $value)),+];
        /// The same for one transaction, which begins with them: in one trip.
        const BEGIN_POOLED: &str = concat!("BEGIN", $("; SET LOCAL ", $name, " = ", $value),+, "; ", now!());
    };
}

settings! {
    "statement_timeout" = "5000",
    "lock_timeout" = "4000",
    "idle_in_transaction_session_timeout" = "15000",
}

/// Tells that the settings of the start arrived: some poolers drop them and say nothing.
const MARK: (&str, &str) = ("krafta.direct", "on");

/// The pool, and what it connects with.
pub(super) struct Pg {
    direct: PgPool,
    options: PgConnectOptions,
    /// Once known: none when the server itself is at the other end.
    pooled: OnceLock<Option<PgPool>>,
    /// Behind a pooler, connections from before know too little.
    schema_since: Arc<Mutex<Instant>>,
    pub clock: ServerClock,
}

/// What the server said last of the time, and when.
#[derive(Clone, Default)]
pub(super) struct ServerClock(Arc<Mutex<Option<(Time, Instant)>>>);

impl ServerClock {
    pub(super) fn hear(&self, micros: i64) {
        if let Some(time) = Time::from_timestamp_micros(micros) {
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((time, Instant::now()));
        }
    }

    /// As it should be now.
    pub(super) fn now(&self) -> Option<Time> {
        let (time, heard) = (*self.0.lock().unwrap_or_else(PoisonError::into_inner))?;
        let since = i64::try_from(heard.elapsed().as_micros()).unwrap_or(i64::MAX);
        time.checked_add_signed(TimeDelta::microseconds(since))
    }
}

/// A connection, in a transaction or in the middle of an answer.
pub(super) struct PgTx {
    pub connection: Option<PoolConnection<Postgres>>,
    pub done: bool,
    /// Statements are kept for the next time.
    kept: bool,
}

impl Drop for PgTx {
    fn drop(&mut self) {
        if !self.done
            && let Some(connection) = self.connection.take()
        {
            // A connection in an unknown state is never handed to anybody else.
            drop(connection.detach());
        }
    }
}

impl PgTx {
    pub(super) async fn all(&mut self, bound: Bound, rows: &mut dyn Rows) -> DbResult<()> {
        let bound = self.kept_or_not(bound);
        pg_all(self.connection.as_mut().ok_or_else(closed)?, bound, rows).await
    }

    pub(super) async fn exec(&mut self, bound: Bound) -> DbResult<u64> {
        let bound = self.kept_or_not(bound);
        pg_exec(self.connection.as_mut().ok_or_else(closed)?, bound).await
    }

    const fn kept_or_not(&self, mut bound: Bound) -> Bound {
        bound.kept = bound.kept && self.kept;
        bound
    }

    /// Runs the program's own text, without parameters.
    pub(super) async fn script(&mut self, text: &'static str) -> DbResult<()> {
        Ok(self.connection.as_mut().ok_or_else(closed)?.execute(text).await.map(drop)?)
    }

    async fn begin(&mut self, clock: &ServerClock) -> DbResult<()> {
        let text = if self.kept { BEGIN } else { BEGIN_POOLED };
        let connection = self.connection.as_mut().ok_or_else(closed)?;
        let row = sqlx::raw_sql(text).fetch_one(&mut **connection).await?;
        clock.hear(row.try_get("now")?);
        Ok(())
    }

    /// After an answer: an ordinary one leaves the connection whole.
    async fn end_reading(&mut self, outcome: &DbResult<()>) {
        let whole = !matches!(outcome, Err(DbError::Unavailable(_)));
        let end = if outcome.is_ok() { "COMMIT" } else { "ROLLBACK" };
        self.done = whole && self.script(end).await.is_ok();
    }
}

/// What a URL says of a server, without the settings of our sessions.
pub(super) fn options(url: &str) -> DbResult<(PgConnectOptions, bool)> {
    let Ok(DatabaseUrl::Postgres(url)) = url.parse() else {
        return Err(DbError::Address("not a URL of PostgreSQL".into()));
    };
    for file in url.files() {
        readable(file)?;
    }
    let mut options = PgConnectOptions::from_str(url.driver())
        .map_err(DbError::from)?
        .application_name("krafta")
        .extra_float_digits(None)
        .statement_cache_capacity(KEPT_STATEMENTS)
        .log_statements(log_level())
        .log_slow_statements(log_level(), Duration::from_secs(1));
    let bare = options
        .get_host()
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
        .map(str::to_owned);
    if let Some(address) = bare {
        options = options.host(&address);
    }
    if url.verifies() {
        options = options.ssl_mode(PgSslMode::VerifyCa);
    }
    Ok((options, url.is_pooled()))
}

/// The driver tells a file that is missing as it tells a server that is.
fn readable(file: &Path) -> DbResult<()> {
    std::fs::File::open(file).map(drop).map_err(|fault| DbError::TlsFile {
        path: file.display().to_string(),
        fault: fault.to_string(),
    })
}

impl Pg {
    pub(super) fn open(url: &str) -> DbResult<Self> {
        let (options, told) = options(url)?;
        let direct = options
            .clone()
            .options(SETTINGS.iter().copied())
            .options([MARK, ("tcp_keepalives_idle", "10")]);
        let pg = Self {
            direct: pool().connect_lazy_with(direct),
            options,
            pooled: OnceLock::new(),
            schema_since: Arc::new(Mutex::new(Instant::now())),
            clock: ServerClock::default(),
        };
        if told {
            pg.is_pooled();
        }
        Ok(pg)
    }

    /// From now on.
    fn is_pooled(&self) -> &PgPool {
        let since = Arc::clone(&self.schema_since);
        let pooled = || {
            pool()
                .after_connect(|connection, _| Box::pin(learn_types(connection)))
                .before_acquire(move |_, lent| {
                    let known = lent.age <= since.lock().unwrap_or_else(PoisonError::into_inner).elapsed();
                    Box::pin(async move { Ok(known) })
                })
                .connect_lazy_with(self.options.clone())
        };
        self.pooled.get_or_init(|| Some(pooled())).as_ref().unwrap_or(&self.direct)
    }

    /// There may be new types.
    pub(super) fn schema_changed(&self) {
        *self.schema_since.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    fn pool(&self) -> &PgPool {
        self.pooled.get().and_then(Option::as_ref).unwrap_or(&self.direct)
    }

    pub(super) fn name(&self) -> String {
        self.options.get_database().unwrap_or(self.options.get_username()).to_owned()
    }

    /// A connection of its own, outside the pool, which relies on no setting.
    pub(super) async fn pinned(&self) -> DbResult<PgConnection> {
        in_time(async { Ok(self.options.connect().await?) }).await
    }

    pub(super) async fn close(&self) {
        self.direct.close().await;
        self.pool().close().await;
    }

    /// A connection in a transaction; another one when the server hung up meanwhile, as it has on every idle one after
    /// a restart.
    pub(super) async fn begin(&self) -> DbResult<PgTx> {
        let mut outcome = Err(closed());
        for _ in 0..=CONNECTIONS {
            let mut tx = self.connection().await?;
            outcome = tx.begin(&self.clock).await;
            match &outcome {
                Ok(()) => return Ok(tx),
                Err(DbError::Unavailable(_)) => {}
                Err(_) => break,
            }
        }
        Err(outcome.err().unwrap_or_else(closed))
    }

    /// Reads, likewise. A connection that was left in the middle of an answer goes back to nobody.
    pub(super) async fn all(&self, bound: &Bound, rows: &mut dyn Rows) -> DbResult<()> {
        let mut outcome = Err(closed());
        for _ in 0..=CONNECTIONS {
            let mut lent = self.connection().await?;
            rows.clear();
            if lent.kept {
                outcome = lent.all(bound.clone(), &mut *rows).await;
                lent.done = !matches!(outcome, Err(DbError::Unavailable(_)));
            } else {
                outcome = match lent.begin(&self.clock).await {
                    Ok(()) => lent.all(bound.clone(), &mut *rows).await,
                    Err(error) => Err(error),
                };
                lent.end_reading(&outcome).await;
            }
            if !matches!(outcome, Err(DbError::Unavailable(_))) {
                break;
            }
        }
        outcome
    }

    /// Reads, however long it takes.
    pub(super) async fn all_in_its_time(&self, bound: Bound, rows: &mut dyn Rows) -> DbResult<()> {
        let mut tx = self.begin().await?;
        tx.script("SET LOCAL statement_timeout = 0; SET LOCAL plan_cache_mode = auto")
            .await?;
        let outcome = tx.all(bound, rows).await;
        tx.end_reading(&outcome).await;
        outcome
    }

    pub(super) async fn script(&self, text: &'static str) -> DbResult<()> {
        let mut lent = self.connection().await?;
        lent.script(text).await?;
        lent.done = true;
        Ok(())
    }

    async fn connection(&self) -> DbResult<PgTx> {
        in_time(async {
            let known = self.pooled.get().is_some();
            let mut connection = match self.pool().acquire().await {
                Err(sqlx::Error::PoolTimedOut) if self.pool().size() < CONNECTIONS => return Err(self.why_none().await),
                Err(error) if !known && takes_no_settings(&error) => self.is_pooled().acquire().await?,
                other => other?,
            };
            if self.pooled.get().is_none() {
                if has_settings(&mut connection).await? {
                    self.pooled.get_or_init(|| None);
                } else {
                    drop(connection.detach());
                    connection = self.is_pooled().acquire().await?;
                }
            }
            Ok(PgTx {
                connection: Some(connection),
                done: false,
                kept: self.pooled.get().is_none_or(Option::is_none),
            })
        })
        .await
    }

    /// Why the pool got no connection.
    async fn why_none(&self) -> DbError {
        match self.options.connect().await {
            Ok(_) => DbError::Unavailable("no connection in time".into()),
            Err(error) => error.into(),
        }
    }
}

fn pool() -> PgPoolOptions {
    PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(PATIENCE)
        .test_before_acquire(false)
}

/// pgbouncer refuses a start with settings that it does not know (08P01), others say that they lack the feature (0A000).
fn takes_no_settings(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    code.is_some_and(|code| code == "08P01" || code == "0A000")
}

async fn has_settings(connection: &mut PgConnection) -> DbResult<bool> {
    let row = sqlx::raw_sql("SELECT current_setting('krafta.direct', true)")
        .fetch_one(connection)
        .await?;
    let mark: Option<String> = row.try_get(0)?;
    Ok(mark.as_deref() == Some(MARK.1))
}

/// The driver asks for the meaning of a type of ours between preparing a statement and running it, which would lose a statement
/// without a name. So each connection asks for all of them first; that this statement itself is lost does not matter.
async fn learn_types(connection: &mut PgConnection) -> sqlx::Result<()> {
    const TYPES: &str = "SELECT 'SELECT ' || coalesce(string_agg(format('NULL::%s', oid::regtype), ', '), '1') FROM pg_type \
       WHERE typtype IN ('e', 'd') AND typnamespace = current_schema()::regnamespace";
    connection.execute("BEGIN").await?;
    let all: String = sqlx::raw_sql(TYPES).fetch_one(&mut *connection).await?.try_get(0)?;
    // Lost, as it is meant to be.
    let _ = sqlx::query(AssertSqlSafe(all))
        .persistent(false)
        .fetch_optional(&mut *connection)
        .await;
    connection.execute("ROLLBACK").await.map(drop)
}
