//! A SQLite file: several readers that cannot write, and one writer behind a fair queue.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex as StdMutex, MutexGuard as StdMutexGuard, PoisonError};
use std::time::{Duration, Instant};

use nix::unistd::{AccessFlags, access};
use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::sync::{Mutex, OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};

use super::DEADLINE;
use super::answer::Rows;
use super::connection::{LiteConnection, Options};
use super::error::{DbError, DbResult, too_long};
use super::file::{Opened, beside, create_private, has_log, has_no_room, identity, may_write, unopened};
use super::row::Nothing;
use super::statement::{Bound, Query};
use super::turn::{Queue, Turn};
use super::value::Param;

const READERS: usize = 2;
/// A question waits so long for the reader that is there: most take less than another one's reading of the schema.
const SHARED: Duration = Duration::from_millis(10);
/// With the patience of the queue this is less than the deadline.
pub(super) const BUSY: Duration = Duration::from_millis(2_500);
/// Between two looks at a lock that somebody holds.
const PAUSE: Duration = Duration::from_millis(2);

pub(super) const WRITES: Options = Options {
    read_only: false,
    immutable: false,
    settings: "PRAGMA foreign_keys = ON; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -4000; \
        PRAGMA wal_autocheckpoint = 1000",
};
const READS: Options = Options {
    settings: "PRAGMA foreign_keys = ON; PRAGMA query_only = ON; PRAGMA cache_size = -1000; PRAGMA temp_store = MEMORY",
    ..WRITES
};

/// Several readers that cannot write, and one writer behind a fair queue.
pub(super) struct Lite {
    pub path: PathBuf,
    file: StdMutex<Opened>,
    replaced: AtomicBool,
    readers: StdMutex<Readers>,
    seats: Arc<Semaphore>,
    /// It may be read and not written: nothing of ours is made beside it either.
    pub read_only: bool,
    reads: Options,
    writer: Arc<Mutex<Option<LiteConnection>>>,
    queue: Mutex<Option<Queue>>,
}

/// Those that nobody uses just now, all of the same file.
struct Readers {
    free: Vec<LiteConnection>,
    /// Counts the files there have been.
    file: u64,
    /// How many there may be at once by now.
    seats: usize,
}

/// A reader, lent: it goes back when dropped.
struct Reader<'a> {
    /// Nothing once it went back.
    connection: Option<LiteConnection>,
    file: u64,
    of: &'a Lite,
    _seat: OwnedSemaphorePermit,
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        let mut readers = held(&self.of.readers);
        // One of a file from before is closed.
        if readers.file == self.file {
            readers.free.extend(self.connection.take());
        }
    }
}

/// The writer, in a transaction, in its turn, which ends before the writer is free for others of this program.
pub(super) struct LiteTx {
    _turn: Option<Turn>,
    pub writer: OwnedMutexGuard<Option<LiteConnection>>,
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

    pub(super) fn connection(&mut self) -> DbResult<&mut LiteConnection> {
        self.writer.as_mut().ok_or_else(super::closed)
    }

    /// It was committed or rolled back: the connection is whole, and kept for the next.
    pub(super) const fn end(&mut self) {
        self.done = true;
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
        Ok(Self::over(path, Opened::new(path, &file, unchanging), read_only, unchanging))
    }

    /// Reads the file alone, as if nothing stood beside it: a log that is another's must not get into it.
    pub(super) fn look(path: &Path) -> DbResult<Self> {
        let file = std::fs::metadata(path).map_err(|error| unopened(path, &error))?;
        Ok(Self::over(path, Opened::new(path, &file, false), true, true))
    }

    fn over(path: &Path, file: Opened, read_only: bool, immutable: bool) -> Self {
        Self {
            path: path.to_owned(),
            file: StdMutex::new(file),
            replaced: AtomicBool::new(false),
            readers: StdMutex::new(Readers {
                free: Vec::new(),
                file: 0,
                seats: 1,
            }),
            seats: Arc::new(Semaphore::new(1)),
            read_only,
            reads: Options {
                read_only,
                immutable,
                ..READS
            },
            writer: Arc::default(),
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
            // What was acknowledged goes into the file it was for, wherever that is now; who still reads it is waited for.
            let _ = writer.wait_for_locks(BUSY);
            let _ = writer.script("PRAGMA wal_checkpoint(TRUNCATE)", None);
        }
        *writer = None;
        self.set_aside_log();
        *self.queue.lock().await = None;
        {
            let mut readers = held(&self.readers);
            readers.free.clear();
            readers.file += 1;
        }
        let mut file = held(&self.file);
        (file.identity, file.log, file.still) = (found, None, None);
        self.replaced.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// The writer, opened when first needed.
    ///
    /// # Errors
    /// `db-read-only` where the file may only be read.
    async fn writer(&self) -> DbResult<OwnedMutexGuard<Option<LiteConnection>>> {
        if self.read_only {
            return Err(DbError::ReadOnly(self.path.display().to_string()));
        }
        let mut writer = Arc::clone(&self.writer).lock_owned().await;
        if writer.is_none() {
            *writer = Some(self.connect(&WRITES).await?);
        }
        Ok(writer)
    }

    async fn connect(&self, options: &Options) -> DbResult<LiteConnection> {
        patiently(BUSY, || LiteConnection::open(&self.path, options)).await
    }

    /// One more reader, up to the most there may be.
    fn another_seat(&self) {
        let mut readers = held(&self.readers);
        if readers.seats < READERS {
            readers.seats += 1;
            self.seats.add_permits(1);
        }
    }

    async fn reader(&self) -> DbResult<Reader<'_>> {
        // Who waits keeps its place in the queue.
        let mut seat = std::pin::pin!(Arc::clone(&self.seats).acquire_owned());
        let seat = match tokio::time::timeout(SHARED, seat.as_mut()).await {
            Ok(seat) => seat,
            Err(_) => {
                self.another_seat();
                let seat = tokio::time::timeout(DEADLINE, seat).await;
                seat.map_err(|_| DbError::Unavailable(too_long()))?
            }
        };
        let seat = seat.map_err(|_| super::closed())?;
        let (free, file) = {
            let mut readers = held(&self.readers);
            (readers.free.pop(), readers.file)
        };
        let connection = match free {
            Some(connection) => connection,
            None => self.connect(&self.reads).await?,
        };
        Ok(Reader {
            connection: Some(connection),
            file,
            of: self,
            _seat: seat,
        })
    }

    /// A question, on this thread; one that may take long lets others have the thread's work.
    pub(super) async fn read(&self, bound: &Bound, rows: &mut dyn Rows, longest: Option<Duration>) -> DbResult<()> {
        // Who asks much and never has to wait would leave no turn to others.
        tokio::task::consume_budget().await;
        if longest.is_some() {
            self.file().still_there()?;
        }
        let mut reader = self.reader().await?;
        let connection = reader.connection.as_mut().ok_or_else(super::closed)?;
        patiently(BUSY, || {
            rows.clear();
            match longest {
                Some(_) => connection.all(bound, rows, longest),
                None => at_leisure(|| connection.all(bound, rows, None)),
            }
        })
        .await
    }

    /// The program's own text, outside any transaction.
    pub(super) async fn script(&self, text: &str) -> DbResult<()> {
        let mut writer = self.writer().await?;
        let writer = writer.as_mut().ok_or_else(super::closed)?;
        writer.wait_for_locks(BUSY)?;
        let done = at_leisure(|| writer.script(text, None));
        writer.wait_for_locks(Duration::ZERO)?;
        done
    }

    /// Begins a transaction in its turn.
    pub(super) async fn begin(&self) -> DbResult<LiteTx> {
        Self::begun(self.turn_to_write()).await
    }

    /// As [`Self::begin`], with foreign keys off until it ends, for a migration that makes a table anew.
    pub(super) async fn begin_rebuild(&self) -> DbResult<LiteTx> {
        Self::begun(self.turn_to_rebuild()).await
    }

    async fn begun(turn: impl Future<Output = DbResult<LiteTx>>) -> DbResult<LiteTx> {
        let begin = async {
            let mut tx = turn.await?;
            let connection = tx.connection()?;
            patiently(DEADLINE, || connection.script("BEGIN IMMEDIATE", Some(DEADLINE))).await?;
            Ok(tx)
        };
        let busy = |_| Err(DbError::Retry(format!("others have been writing for {} s", DEADLINE.as_secs())));
        tokio::time::timeout(DEADLINE, begin).await.unwrap_or_else(busy)
    }

    /// The writer, once it is this process's turn. The transaction is still to be begun.
    async fn turn_to_write(&self) -> DbResult<LiteTx> {
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
    async fn turn_to_rebuild(&self) -> DbResult<LiteTx> {
        let mut tx = self.turn_to_write().await?;
        tx.once = true;
        drop(tx.writer.take());
        let mut writer = self.connect(&WRITES).await?;
        writer.script("PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON", None)?;
        *tx.writer = Some(writer);
        Ok(tx)
    }

    /// A reader of its own, outside the pool.
    pub(super) async fn pinned(&self) -> DbResult<LiteConnection> {
        self.file().still_there()?;
        let mut reader = self.connect(&self.reads).await?;
        if !self.read_only {
            // The first look makes the log, where there is none; this one reads no schema.
            patiently(BUSY, || reader.script("PRAGMA data_version", Some(DEADLINE))).await?;
            held(&self.file).log = identity(&beside(&self.path, "-wal"));
        }
        Ok(reader)
    }

    /// A whole copy, compacted; writers go on meanwhile.
    pub(super) async fn copy_into(&self, file: &Path) -> DbResult<()> {
        let options = Options {
            read_only: self.read_only,
            immutable: self.file().still.is_some(),
            settings: "",
        };
        let mut connection = self.connect(&options).await?;
        let copy = Bound {
            params: vec![Param::Text(file.to_string_lossy().into_owned())],
            ..Bound::from(Query::new("VACUUM INTO $1"))
        };
        connection.wait_for_locks(BUSY)?;
        at_leisure(|| connection.all(&copy, &mut Vec::<Nothing>::new(), None))
    }

    pub(super) async fn close(&self) {
        self.seats.close();
        held(&self.readers).free.clear();
        // The last one to leave folds the log into the file, which stays consistent whether or not that succeeds.
        drop(self.writer.lock().await.take());
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

/// Does it again while somebody else holds a lock, and lets others of this program go on meanwhile.
async fn patiently<T>(longest: Duration, mut work: impl FnMut() -> DbResult<T>) -> DbResult<T> {
    let begun = Instant::now();
    loop {
        match work() {
            Err(DbError::Retry(_)) if begun.elapsed() < longest => tokio::time::sleep(PAUSE).await,
            done => return done,
        }
    }
}

/// What may take its time, on a thread that others need not wait for.
fn at_leisure<T>(work: impl FnOnce() -> T) -> T {
    match Handle::try_current().map(|runtime| runtime.runtime_flavor()) {
        Ok(RuntimeFlavor::MultiThread) => tokio::task::block_in_place(work),
        _ => work(),
    }
}

fn held<T>(mutex: &StdMutex<T>) -> StdMutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
