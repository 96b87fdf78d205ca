//! Change notification on one pinned connection: `PRAGMA data_version` on SQLite, `pg_current_snapshot()` on PostgreSQL.
//! Both see every commit, of any program, and cost its writer nothing. A transaction that was taken back moves the snapshot
//! of PostgreSQL too: whether any that ended since was committed is asked of the server. (NOTIFY takes a lock that makes the commits of all
//! clients wait for one another: a quarter of the confirms per second.)

use std::thread::{self, JoinHandle};
use std::time::Duration;

use sqlx::{Connection, PgConnection, Row as _};
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::connection::LiteConnection;
use super::error::{DbError, DbResult};
use super::file::Opened;
use super::in_time;
use super::postgres::{STATE, ServerClock};
use super::sqlite::BUSY;

/// How often the database is asked: seldom enough to cost nothing at rest, often enough that a change shows within 250 ms.
const POLL: Duration = Duration::from_millis(200);

/// A stream of changes. An error ends it: watch again.
pub struct Feed(Watched);

enum Watched {
    File(Looker),
    Server(Box<Server>),
}

impl Feed {
    pub(super) fn of_file(connection: LiteConnection, file: Opened) -> DbResult<Self> {
        Looker::start(connection, file).map(|looker| Self(Watched::File(looker)))
    }

    pub(super) async fn of_server(connection: PgConnection, clock: ServerClock) -> DbResult<Self> {
        let mut server = Server {
            connection,
            clock,
            seen: String::new(),
        };
        server.seen = server.state().await?;
        Ok(Self(Watched::Server(Box::new(server))))
    }

    /// Waits for the next change, by whomever; also by ourselves.
    pub async fn next(&mut self) -> DbResult<()> {
        match &mut self.0 {
            Watched::File(looker) => looker.next().await,
            Watched::Server(server) => server.next().await,
        }
    }

    pub async fn close(self) {
        if let Watched::Server(server) = self.0 {
            // Nothing was written on it.
            let _ = server.connection.close().await;
        }
    }
}

/// Looks at a file from a thread of its own, so that nothing else of the program wakes while nothing changes.
struct Looker {
    changes: Receiver<DbResult<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Looker {
    fn start(connection: LiteConnection, file: Opened) -> DbResult<Self> {
        // On a thread of its own it may wait there.
        connection.wait_for_locks(BUSY)?;
        let version = move || -> DbResult<i64> {
            file.still_there()?;
            connection.value("PRAGMA data_version")
        };
        let seen = version()?;
        // One that waits to be seen stands for all after it.
        let (tell, changes) = channel(1);
        let looking = move || look(seen, version, &tell);
        let thread = thread::Builder::new().name("krafta-feed".into()).spawn(looking);
        Ok(Self {
            changes,
            thread: Some(thread.map_err(|error| DbError::Unavailable(error.to_string()))?),
        })
    }

    async fn next(&mut self) -> DbResult<()> {
        self.changes.recv().await.unwrap_or_else(|| Err(super::closed()))
    }
}

impl Drop for Looker {
    fn drop(&mut self) {
        self.changes.close();
        if let Some(thread) = self.thread.take() {
            // It closes its connection at once: the log is folded into the file by whoever closes last.
            thread.thread().unpark();
            let _ = thread.join();
        }
    }
}

/// Until nobody listens any more.
fn look(mut seen: i64, version: impl Fn() -> DbResult<i64>, tell: &Sender<DbResult<()>>) {
    loop {
        thread::park_timeout(POLL);
        if tell.is_closed() {
            return;
        }
        let told = match version() {
            Ok(now) if now == seen => continue,
            Ok(now) => {
                seen = now;
                tell.try_send(Ok(()))
            }
            Err(error) => {
                let _ = tell.blocking_send(Err(error));
                return;
            }
        };
        if matches!(told, Err(TrySendError::Closed(_))) {
            return;
        }
    }
}

/// Asks a server on a connection outside the pool.
struct Server {
    connection: PgConnection,
    clock: ServerClock,
    /// The state last seen; two states are equal only when nothing was committed between them.
    seen: String,
}

/// Whether a transaction that was running or not begun at snapshot $1, and was over at $2, was committed. After a long pause
/// there may be too many to look at each: then something was.
pub const COMMITTED: &str = "SELECT pg_snapshot_xmax($2::pg_snapshot)::text::bigint - pg_snapshot_xmin($1::pg_snapshot)::text::bigint > 1000 \
    OR EXISTS (SELECT 1 FROM generate_series(pg_snapshot_xmin($1::pg_snapshot)::text::bigint, \
        pg_snapshot_xmax($2::pg_snapshot)::text::bigint - 1) AS x(id) \
      WHERE NOT pg_visible_in_snapshot(x.id::text::xid8, $1::pg_snapshot) \
        AND pg_visible_in_snapshot(x.id::text::xid8, $2::pg_snapshot) \
        AND pg_xact_status(x.id::text::xid8) = 'committed')";

impl Server {
    async fn next(&mut self) -> DbResult<()> {
        loop {
            tokio::time::sleep(POLL).await;
            let now = self.state().await?;
            if now != self.seen {
                let before = std::mem::replace(&mut self.seen, now);
                if self.committed_since(&before).await? {
                    return Ok(());
                }
            }
        }
    }

    async fn committed_since(&mut self, before: &str) -> DbResult<bool> {
        in_time(async {
            // Behind a pooler only a transaction stays with one server, and it keeps no statement.
            let mut tx = self.connection.begin().await?;
            let asked = sqlx::query_scalar(COMMITTED).bind(before).bind(&self.seen).persistent(false);
            let committed = asked.fetch_one(&mut *tx).await?;
            tx.commit().await?;
            Ok(committed)
        })
        .await
    }

    async fn state(&mut self) -> DbResult<String> {
        in_time(async {
            let row = sqlx::raw_sql(STATE).fetch_one(&mut self.connection).await?;
            self.clock.hear(row.try_get("now")?);
            Ok(row.try_get("state")?)
        })
        .await
    }
}
