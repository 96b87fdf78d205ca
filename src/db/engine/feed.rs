//! Change notification: LISTEN/NOTIFY from triggers on PostgreSQL, so that the site's writes count too;
//! `PRAGMA data_version` on one pinned connection on SQLite, which sees every commit of any process.

use std::time::Duration;

use sqlx::postgres::PgListener;
use sqlx::sqlite::SqliteConnection;
use sqlx::{Connection, PgPool};

use super::in_time;
use crate::db::error::DbResult;
use crate::domain::ids::OrderId;

/// How often a SQLite file is asked whether it changed: a microsecond's work, a tenth of a second's delay.
const POLL: Duration = Duration::from_millis(100);
const CHANNEL: &str = "krafta_changes";

/// Something changed, perhaps by ourselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// This order.
    Order(OrderId),
    /// Anything; also after a connection was lost, since then nobody knows.
    Anything,
}

/// A stream of changes. An error ends it: watch again.
pub enum Feed {
    Sqlite { connection: SqliteConnection, version: i64 },
    Postgres(Box<PgListener>),
}

impl Feed {
    pub(super) async fn sqlite(mut connection: SqliteConnection) -> DbResult<Self> {
        let version = data_version(&mut connection).await?;
        Ok(Self::Sqlite { connection, version })
    }

    pub(super) async fn postgres(pool: &PgPool) -> DbResult<Self> {
        let mut listener = in_time(async { Ok(PgListener::connect_with(pool).await?) }).await?;
        in_time(async { Ok(listener.listen(CHANNEL).await?) }).await?;
        Ok(Self::Postgres(Box::new(listener)))
    }

    /// The next change, whenever it comes.
    pub async fn next(&mut self) -> DbResult<Change> {
        match self {
            Self::Sqlite { connection, version } => loop {
                tokio::time::sleep(POLL).await;
                let now = data_version(connection).await?;
                if now != *version {
                    *version = now;
                    return Ok(Change::Anything);
                }
            },
            Self::Postgres(listener) => Ok(match listener.try_recv().await? {
                Some(told) => told
                    .payload()
                    .rsplit(' ')
                    .next()
                    .and_then(|id| id.parse().ok())
                    .map_or(Change::Anything, Change::Order),
                None => Change::Anything,
            }),
        }
    }

    pub async fn close(self) {
        if let Self::Sqlite { connection, .. } = self {
            // Nothing was written on it.
            let _ = connection.close().await;
        }
    }
}

async fn data_version(connection: &mut SqliteConnection) -> DbResult<i64> {
    in_time(async { Ok(sqlx::query_scalar("PRAGMA data_version").fetch_one(connection).await?) }).await
}
