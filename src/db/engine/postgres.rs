//! A PostgreSQL database: one pool, with every connection setting that we rely on set explicitly.

use std::str::FromStr;
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions, Executor, PgConnection, PgPool, Postgres};

use super::error::{DbError, DbResult};
use super::statement::Bound;
use super::{DEADLINE, Rows, closed, in_time, log_level, pg_all};

const CONNECTIONS: u32 = 6;

/// The pool, and what it connects with.
pub(super) struct Pg {
    pub pool: PgPool,
    options: PgConnectOptions,
}

/// A connection, in a transaction or in the middle of an answer.
pub(super) struct PgTx {
    pub connection: Option<PoolConnection<Postgres>>,
    pub done: bool,
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

impl Pg {
    pub(super) fn open(url: &str) -> DbResult<Self> {
        let options = PgConnectOptions::from_str(url)
            .map_err(|error| DbError::Unavailable(format!("the address is not understood: {error}")))?
            .application_name("krafta")
            .options([
                ("timezone", "UTC"),
                ("statement_timeout", "5000"),
                ("lock_timeout", "4000"),
                ("idle_in_transaction_session_timeout", "15000"),
                ("tcp_keepalives_idle", "10"),
            ])
            .log_statements(log_level())
            .log_slow_statements(log_level(), Duration::from_secs(1));
        let pool = PgPoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(DEADLINE)
            .test_before_acquire(false)
            .connect_lazy_with(options.clone());
        Ok(Self { pool, options })
    }

    pub(super) fn name(&self) -> String {
        self.options.get_database().unwrap_or(self.options.get_username()).to_owned()
    }

    /// A connection of its own, outside the pool.
    pub(super) async fn pinned(&self) -> DbResult<PgConnection> {
        in_time(async { Ok(self.options.connect().await?) }).await
    }

    /// A connection in a transaction; another one when the server hung up meanwhile, as it has on every idle one after
    /// a restart.
    pub(super) async fn begin(&self) -> DbResult<PgTx> {
        let mut outcome = Err(closed());
        for _ in 0..=CONNECTIONS {
            let mut tx = self.connection().await?;
            let connection = tx.connection.as_mut().ok_or_else(closed)?;
            outcome = connection.execute("BEGIN").await.map_err(DbError::from);
            match &outcome {
                Ok(_) => return Ok(tx),
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
            let connection = lent.connection.as_mut().ok_or_else(closed)?;
            rows.clear();
            outcome = pg_all(connection, bound.clone(), &mut *rows).await;
            if !matches!(outcome, Err(DbError::Unavailable(_))) {
                lent.done = true;
                break;
            }
        }
        outcome
    }

    async fn connection(&self) -> DbResult<PgTx> {
        let connection = in_time(async { Ok(self.pool.acquire().await?) }).await?;
        Ok(PgTx {
            connection: Some(connection),
            done: false,
        })
    }
}
