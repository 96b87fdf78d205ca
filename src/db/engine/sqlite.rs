//! A SQLite file: several readers that cannot write, and one writer behind a fair queue.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqlitePool};
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
    pub file: Opened,
    pub readers: SqlitePool,
    writer: Arc<Mutex<Option<SqliteConnection>>>,
    writer_options: SqliteConnectOptions,
    queue: Mutex<Option<Queue>>,
}

/// The file that was opened.
#[derive(Clone)]
pub(super) struct Opened {
    path: PathBuf,
    /// Device and inode.
    identity: (u64, u64),
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
        let file = std::fs::metadata(path).map_err(|error| DbError::Unavailable(format!("{}: {error}", path.display())))?;
        if file.permissions().readonly() {
            return Err(DbError::ReadOnly(path.display().to_string()));
        }
        let writer_options = options(path)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .pragma("cache_size", "-4000")
            .pragma("wal_autocheckpoint", "1000");
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(DEADLINE)
            .test_before_acquire(false)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_lazy_with(reader_options(path));
        Ok(Self {
            path: path.to_owned(),
            file: Opened {
                path: path.to_owned(),
                identity: (file.dev(), file.ino()),
            },
            readers,
            writer: Arc::default(),
            writer_options,
            queue: Mutex::new(None),
        })
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
        self.file.still_there()?;
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
        self.file.still_there()?;
        let reader = in_time(async { Ok(reader_options(&self.path).connect().await?) }).await?;
        Ok(Pinned::Sqlite(reader, self.file.clone()))
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
