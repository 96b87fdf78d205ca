//! A SQLite file: several readers that cannot write, and one writer behind a fair queue.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex as StdMutex, MutexGuard as StdMutexGuard, PoisonError};
use std::time::{Duration, Instant};

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, Executor, SqlitePool};
use tokio::sync::{Mutex, OwnedMutexGuard};

use super::error::{DbError, DbResult};
use super::feed::Pinned;
use super::turn::{Queue, Turn};
use super::{DEADLINE, in_time, log_level};

const READERS: u32 = 2;
/// Rows that wait to be taken: a whole page, so that reading it never stops half way for its reader.
const ROWS_AHEAD: usize = 1_024;
/// With the patience of the queue this is less than the deadline.
const BUSY: Duration = Duration::from_millis(2_500);

/// Several readers that cannot write, and one writer behind a fair queue.
pub(super) struct Lite {
    pub path: PathBuf,
    file: StdMutex<Opened>,
    /// Readers from before are closed instead of lent.
    since: Arc<StdMutex<Instant>>,
    replaced: AtomicBool,
    pub readers: SqlitePool,
    writer: Arc<Mutex<Option<SqliteConnection>>>,
    writer_options: SqliteConnectOptions,
    queue: Mutex<Option<Queue>>,
}

/// The file that was opened.
#[derive(Clone)]
pub(super) struct Opened {
    path: PathBuf,
    identity: Identity,
    /// Of the log beside it, once there was one.
    log: Option<Identity>,
}

/// Device and inode.
type Identity = (u64, u64);

fn identity(path: &Path) -> Option<Identity> {
    let file = std::fs::metadata(path).ok()?;
    Some((file.dev(), file.ino()))
}

impl Opened {
    /// Refuses when the file was moved, deleted or replaced since: the connections would go on with one that nobody finds
    /// again.
    pub(super) fn still_there(&self) -> DbResult<()> {
        match std::fs::metadata(&self.path) {
            Ok(file) if (file.dev(), file.ino()) == self.identity => Ok(()),
            Ok(_) => Err(DbError::Unavailable(format!("{} is another file since", self.path.display()))),
            Err(_) => Err(DbError::Missing(self.path.display().to_string())),
        }
    }
}

/// The writer, in a transaction, in its turn, which ends before the writer is free for others of this program.
pub(super) struct LiteTx {
    _turn: Option<Turn>,
    pub writer: OwnedMutexGuard<Option<SqliteConnection>>,
    done: bool,
    /// The connection is made for this transaction only.
    once: bool,
}

impl LiteTx {
    /// It was committed or rolled back: the connection is whole, and kept for the next, or closed here and now.
    pub(super) async fn end(&mut self) {
        self.done = true;
        if self.once
            && let Some(writer) = self.writer.take()
        {
            // The file stays consistent whether or not this succeeds.
            let _ = writer.close().await;
        }
    }
}

impl Drop for LiteTx {
    fn drop(&mut self) {
        if !self.done || self.once {
            // A connection in an unknown state is closed, which rolls back; the next writer opens a new one.
            drop(self.writer.take());
        }
    }
}

pub(super) fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .statement_cache_capacity(128)
        .log_statements(log_level())
        .log_slow_statements(log_level(), Duration::from_secs(1))
}

fn reader_options(path: &Path) -> SqliteConnectOptions {
    options(path)
        .row_buffer_size(ROWS_AHEAD)
        .pragma("query_only", "ON")
        .pragma("cache_size", "-1000")
        .pragma("temp_store", "MEMORY")
}

impl Lite {
    pub(super) async fn open(path: &Path, create: bool) -> DbResult<Self> {
        if create {
            create_private(path)?;
        }
        if !path.exists() {
            return Err(DbError::Missing(path.display().to_string()));
        }
        Self::over(path, reader_options(path))
    }

    /// Reads the file alone, as if nothing stood beside it: a log that is another's must not get into it.
    pub(super) fn look(path: &Path) -> DbResult<Self> {
        Self::over(path, reader_options(path).immutable(true))
    }

    fn over(path: &Path, reader_options: SqliteConnectOptions) -> DbResult<Self> {
        let file = std::fs::metadata(path).map_err(|error| DbError::Unavailable(format!("{}: {error}", path.display())))?;
        if file.permissions().readonly() {
            return Err(DbError::ReadOnly(path.display().to_string()));
        }
        let writer_options = options(path)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .pragma("cache_size", "-4000")
            .pragma("wal_autocheckpoint", "1000");
        let since = Arc::new(StdMutex::new(Instant::now()));
        let of_this_file = Arc::clone(&since);
        let readers = SqlitePoolOptions::new()
            .before_acquire(move |_, lent| {
                let fit = lent.age <= held(&of_this_file).elapsed();
                Box::pin(async move { Ok(fit) })
            })
            .max_connections(READERS)
            .acquire_timeout(DEADLINE)
            .test_before_acquire(false)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_lazy_with(reader_options);
        Ok(Self {
            path: path.to_owned(),
            file: StdMutex::new(Opened {
                path: path.to_owned(),
                identity: (file.dev(), file.ino()),
                log: None,
            }),
            since,
            replaced: AtomicBool::new(false),
            readers,
            writer: Arc::default(),
            writer_options,
            queue: Mutex::new(None),
        })
    }

    /// The file that is used now.
    pub(super) fn file(&self) -> Opened {
        held(&self.file).clone()
    }

    /// There is a file, and it is another.
    pub(super) fn is_replaced(&self) -> bool {
        identity(&self.path).is_some_and(|found| found != held(&self.file).identity)
    }

    pub(super) fn was_replaced(&self) -> bool {
        self.replaced.load(Ordering::Relaxed)
    }

    /// The log of the file that was: SQLite would write it into the one that stands there now.
    fn set_aside_log(&self) {
        let log = beside(&self.path, "-wal");
        let theirs = held(&self.file).log;
        if theirs.is_some() && identity(&log) == theirs {
            // Whatever is left of it is kept for whoever looks for what was lost; its index is made anew.
            let _ = std::fs::rename(&log, beside(&self.path, "-wal.replaced"));
            let _ = std::fs::remove_file(beside(&self.path, "-shm"));
        }
    }

    /// From now on it is the file that stands there.
    pub(super) async fn take_on(&self) -> DbResult<()> {
        let found = identity(&self.path).ok_or_else(|| DbError::Missing(self.path.display().to_string()))?;
        let mut writer = self.writer.lock().await;
        if let Some(writer) = writer.as_mut() {
            // What was acknowledged goes into the file it was for, wherever that is now.
            let _ = writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").await;
        }
        *writer = None;
        self.set_aside_log();
        *self.queue.lock().await = None;
        *held(&self.since) = Instant::now();
        let mut file = held(&self.file);
        (file.identity, file.log) = (found, None);
        self.replaced.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// The writer, opened when first needed.
    pub(super) async fn writer(&self) -> DbResult<OwnedMutexGuard<Option<SqliteConnection>>> {
        let mut writer = Arc::clone(&self.writer).lock_owned().await;
        if writer.is_none() {
            *writer = Some(in_time(async { Ok(self.writer_options.connect().await?) }).await?);
        }
        Ok(writer)
    }

    /// The writer, once it is this process's turn. The transaction is still to be begun.
    pub(super) async fn turn_to_write(&self) -> DbResult<LiteTx> {
        let writer = self.writer().await?;
        let turn = self.turn().await?;
        self.file().still_there()?;
        Ok(LiteTx {
            _turn: turn,
            writer,
            done: false,
            once: false,
        })
    }

    /// As [`Self::turn_to_write`], with a connection of its own that looks at no foreign keys, and that renames a table as
    /// it is, whatever refers to it. It is closed with the transaction, so that nobody else writes without them.
    pub(super) async fn turn_to_rebuild(&self) -> DbResult<LiteTx> {
        let mut tx = self.turn_to_write().await?;
        tx.once = true;
        if let Some(writer) = tx.writer.take() {
            writer.close().await?;
        }
        let options = self.writer_options.clone().foreign_keys(false).pragma("legacy_alter_table", "ON");
        *tx.writer = Some(in_time(async { Ok(options.connect().await?) }).await?);
        Ok(tx)
    }

    /// A reader of its own, outside the pool.
    pub(super) async fn pinned(&self) -> DbResult<Pinned> {
        self.file().still_there()?;
        let mut reader = in_time(async { Ok(reader_options(&self.path).connect().await?) }).await?;
        // The first look makes the log, where there is none.
        in_time(async { Ok(reader.execute("SELECT 1 FROM sqlite_schema LIMIT 1").await?) }).await?;
        held(&self.file).log = identity(&beside(&self.path, "-wal"));
        Ok(Pinned::Sqlite(reader, self.file()))
    }

    /// A whole copy, compacted; writers go on meanwhile.
    pub(super) async fn copy_into(&self, file: &Path) -> DbResult<()> {
        let mut connection = options(&self.path).connect().await?;
        sqlx::query("VACUUM INTO $1")
            .bind(file.to_string_lossy().into_owned())
            .execute(&mut connection)
            .await?;
        connection.close().await?;
        Ok(())
    }

    pub(super) async fn close(&self) {
        self.readers.close().await;
        if let Some(writer) = self.writer.lock().await.take() {
            // The file stays consistent whether or not this succeeds.
            let _ = writer.close().await;
        }
    }

    /// One's turn among all processes. Where the queue's file cannot be made, or somebody in the queue stands still,
    /// SQLite's own wait has to do.
    async fn turn(&self) -> DbResult<Option<Turn>> {
        let queue = {
            let mut queue = self.queue.lock().await;
            if queue.is_none() {
                *queue = Queue::open(&self.path.with_added_extension("turn")).ok();
            }
            queue.clone()
        };
        match queue {
            Some(queue) => queue.turn().await.map_err(|error| DbError::Retry(error.to_string())),
            None => Ok(None),
        }
    }
}

fn held<T>(mutex: &StdMutex<T>) -> StdMutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file beside the database, by the end of its name.
fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// An empty file that only its owner can read, so that SQLite's own creation cannot make it public.
fn create_private(path: &Path) -> DbResult<()> {
    use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
    let failed = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::StorageFull => DbError::Full(error.to_string()),
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
            DbError::ReadOnly(format!("{}: {error}", path.display()))
        }
        _ => DbError::Unavailable(format!("{}: {error}", path.display())),
    };
    if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty() && !parent.exists()) {
        std::fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(parent)
            .map_err(failed)?;
    }
    match std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(failed(error)),
    }
}
