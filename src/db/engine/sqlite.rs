//! A SQLite file: several readers that cannot write, and one writer behind a fair queue.

use std::fs::Metadata;
use std::io::{ErrorKind, Seek, SeekFrom, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex as StdMutex, MutexGuard as StdMutexGuard, PoisonError};
use std::time::{Duration, Instant};

use nix::unistd::{AccessFlags, access};
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
    /// It may be read and not written: nothing of ours is made beside it either.
    pub read_only: bool,
    reader_options: Box<SqliteConnectOptions>,
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
    /// As it was found, where it is read as one that nobody changes.
    still: Option<Still>,
}

/// Device and inode.
type Identity = (u64, u64);

fn identity(path: &Path) -> Option<Identity> {
    let file = std::fs::metadata(path).ok()?;
    Some((file.dev(), file.ino()))
}

/// When a file was last written, and its length.
type Still = (i64, i64, u64);

fn still(file: &Metadata) -> Still {
    (file.mtime(), file.mtime_nsec(), file.len())
}

impl Opened {
    /// Refuses when the file was moved, deleted or replaced since: the connections would go on with one that nobody finds
    /// again.
    pub(super) fn still_there(&self) -> DbResult<()> {
        match std::fs::metadata(&self.path) {
            Ok(file) if self.still.is_some_and(|found| found != still(&file) || has_log(&self.path)) => Err(DbError::Unavailable(format!(
                "{} is written by somebody since",
                self.path.display()
            ))),
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
    path: PathBuf,
    /// The connection is made for this transaction only.
    once: bool,
}

impl LiteTx {
    /// A quota, or a limit on the size of files, is told as a failed write and not as a full disk.
    pub(super) fn why(&self, error: DbError) -> DbError {
        match error {
            DbError::Io(message) if has_no_room(&self.path) => DbError::Full(message),
            other => other,
        }
    }

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
        let file = std::fs::metadata(path).map_err(|error| unopened(path, &error))?;
        if file.is_dir() {
            return Err(DbError::Folder(path.display().to_string()));
        }
        if access(path, AccessFlags::R_OK).is_err() {
            return Err(DbError::Denied(path.display().to_string()));
        }
        let read_only = !may_write(path, &file);
        // Without a log nobody writes it, and none is made for us.
        let unchanging = read_only && !has_log(path);
        Ok(Self::over(path, &file, read_only, unchanging, unchanging.then(|| still(&file))))
    }

    /// Reads the file alone, as if nothing stood beside it: a log that is another's must not get into it.
    pub(super) fn look(path: &Path) -> DbResult<Self> {
        let file = std::fs::metadata(path).map_err(|error| unopened(path, &error))?;
        Ok(Self::over(path, &file, true, true, None))
    }

    fn over(path: &Path, file: &Metadata, read_only: bool, unchanging: bool, still: Option<Still>) -> Self {
        let reader_options = reader_options(path).read_only(read_only).immutable(unchanging);
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
            .connect_lazy_with(reader_options.clone());
        Self {
            path: path.to_owned(),
            file: StdMutex::new(Opened {
                path: path.to_owned(),
                identity: (file.dev(), file.ino()),
                log: None,
                still,
            }),
            since,
            replaced: AtomicBool::new(false),
            readers,
            read_only,
            reader_options: Box::new(reader_options),
            writer: Arc::default(),
            writer_options,
            queue: Mutex::new(None),
        }
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
        (file.identity, file.log, file.still) = (found, None, None);
        self.replaced.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// The writer, opened when first needed.
    ///
    /// # Errors
    /// `db-read-only` where the file may only be read.
    pub(super) async fn writer(&self) -> DbResult<OwnedMutexGuard<Option<SqliteConnection>>> {
        if self.read_only {
            return Err(DbError::ReadOnly(self.path.display().to_string()));
        }
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
            path: self.path.clone(),
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
        let mut reader = in_time(async { Ok(self.reader_options.connect().await?) }).await?;
        if !self.read_only {
            // The first look makes the log, where there is none.
            in_time(async { Ok(reader.execute("SELECT 1 FROM sqlite_schema LIMIT 1").await?) }).await?;
            held(&self.file).log = identity(&beside(&self.path, "-wal"));
        }
        Ok(Pinned::Sqlite(reader, self.file()))
    }

    /// A whole copy, compacted; writers go on meanwhile.
    pub(super) async fn copy_into(&self, file: &Path) -> DbResult<()> {
        let options = options(&self.path).read_only(self.read_only).immutable(self.file().still.is_some());
        let mut connection = options.connect().await?;
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

/// Why a file cannot even be looked at.
fn unopened(path: &Path, error: &std::io::Error) -> DbError {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => DbError::Missing(path.display().to_string()),
        ErrorKind::PermissionDenied => DbError::Denied(path.display().to_string()),
        _ if error.raw_os_error() == Some(nix::errno::Errno::EIO as i32) => DbError::Io(error.to_string()),
        _ => DbError::Unavailable(format!("{}: {error}", path.display())),
    }
}

/// The file, and its folder, where SQLite keeps the log beside it. Who is let past every permission respects that of the file.
fn may_write(path: &Path, file: &Metadata) -> bool {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let writable = |path: &Path| access(path, AccessFlags::W_OK).is_ok();
    !file.permissions().readonly() && writable(path) && writable(folder)
}

/// Whether there are changes that are not in the file itself yet.
fn has_log(path: &Path) -> bool {
    std::fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0)
}

/// Whether no file can be written beside the database that is a little larger than it and its log.
fn has_no_room(path: &Path) -> bool {
    const MORE: u64 = 64 * 1024;
    let length = |path: &Path| std::fs::metadata(path).map_or(0, |file| file.len());
    let probe = path.with_added_extension("room");
    let tried = || {
        let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&probe)?;
        file.set_len(length(path).max(length(&beside(path, "-wal"))) + MORE)?;
        file.seek(SeekFrom::End(-4096))?;
        file.write_all(&[0; 4096])?;
        file.sync_all()
    };
    let tried: std::io::Result<()> = tried();
    let _ = std::fs::remove_file(&probe);
    let full = |error: std::io::Error| {
        matches!(
            error.kind(),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge
        )
    };
    tried.is_err_and(full)
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
    use std::os::unix::fs::DirBuilderExt;
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
