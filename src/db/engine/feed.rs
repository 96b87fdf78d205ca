//! Change notification on one pinned connection: `PRAGMA data_version` on SQLite, `pg_current_snapshot()` on PostgreSQL.
//! Both see every commit, of any program, and cost its writer nothing. A transaction that was taken back moves the snapshot
//! of PostgreSQL too: whether any that ended since was committed is asked of the server. (NOTIFY takes a lock that makes the commits of all
//! clients wait for one another: a quarter of the confirms per second.)

use std::time::Duration;

use sqlx::{Connection, PgConnection, Row as _};

use super::connection::LiteConnection;
use super::error::DbResult;
use super::file::Opened;
use super::in_time;
use super::postgres::{STATE, ServerClock};

/// How often the database is asked: seldom enough to cost nothing at rest, often enough that a change shows within 250 ms.
const POLL: Duration = Duration::from_millis(200);

/// A stream of changes. An error ends it: watch again.
pub struct Feed {
    connection: Pinned,
    /// The state last seen; two states are equal only when nothing was committed between them.
    seen: String,
}

/// A connection outside the pools.
pub(super) enum Pinned {
    Sqlite(Box<LiteConnection>, Opened),
    Postgres(PgConnection, ServerClock),
}

impl Feed {
    pub(super) async fn open(mut connection: Pinned) -> DbResult<Self> {
        let seen = connection.state().await?;
        Ok(Self { connection, seen })
    }

    /// Waits for the next change, by whomever; also by ourselves.
    pub async fn next(&mut self) -> DbResult<()> {
        loop {
            tokio::time::sleep(POLL).await;
            let now = self.connection.state().await?;
            if now != self.seen {
                let committed = self.connection.committed_between(&self.seen, &now).await?;
                self.seen = now;
                if committed {
                    return Ok(());
                }
            }
        }
    }

    pub async fn close(self) {
        if let Pinned::Postgres(connection, _) = self.connection {
            // Nothing was written on it.
            let _ = connection.close().await;
        }
    }
}

/// Whether a transaction that was running or not begun at snapshot $1, and was over at $2, was committed. After a long pause
/// there may be too many to look at each: then something was.
pub const COMMITTED: &str = "SELECT pg_snapshot_xmax($2::pg_snapshot)::text::bigint - pg_snapshot_xmin($1::pg_snapshot)::text::bigint > 1000 \
    OR EXISTS (SELECT 1 FROM generate_series(pg_snapshot_xmin($1::pg_snapshot)::text::bigint, \
        pg_snapshot_xmax($2::pg_snapshot)::text::bigint - 1) AS x(id) \
      WHERE NOT pg_visible_in_snapshot(x.id::text::xid8, $1::pg_snapshot) \
        AND pg_visible_in_snapshot(x.id::text::xid8, $2::pg_snapshot) \
        AND pg_xact_status(x.id::text::xid8) = 'committed')";

impl Pinned {
    async fn committed_between(&mut self, before: &str, now: &str) -> DbResult<bool> {
        match self {
            // It moves on commits alone.
            Self::Sqlite(..) => Ok(true),
            Self::Postgres(connection, _) => {
                in_time(async {
                    // Behind a pooler only a transaction stays with one server, and it keeps no statement.
                    let mut tx = connection.begin().await?;
                    let asked = sqlx::query_scalar(COMMITTED).bind(before).bind(now).persistent(false);
                    let committed = asked.fetch_one(&mut *tx).await?;
                    tx.commit().await?;
                    Ok(committed)
                })
                .await
            }
        }
    }

    async fn state(&mut self) -> DbResult<String> {
        match self {
            Self::Sqlite(connection, file) => {
                file.still_there()?;
                Ok(connection.value::<i64>("PRAGMA data_version")?.to_string())
            }
            Self::Postgres(connection, clock) => {
                in_time(async {
                    let row = sqlx::raw_sql(STATE).fetch_one(connection).await?;
                    clock.hear(row.try_get("now")?);
                    Ok(row.try_get("state")?)
                })
                .await
            }
        }
    }
}
