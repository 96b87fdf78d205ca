//! A fair queue for the writers of one SQLite file, across processes. SQLite's own busy-wait lets whoever is awake win,
//! so that some wait for seconds; here each takes a number and waits for the one before it. The kernel lets go of
//! a dead process's number, so nobody waits for a ghost; for one that is stopped nobody waits long.

use std::fs::{File, OpenOptions};
use std::io::{Error, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use nix::fcntl::{FcntlArg, fcntl};
use nix::libc;
use tokio::sync::oneshot::{self, Receiver, Sender};

/// The queue's file, beside the database, and this handle's place in it.
#[derive(Clone)]
pub(super) struct Queue {
    file: Arc<File>,
    place: Arc<Mutex<Place>>,
}

/// A place somebody of this handle took and waits at, or gave up waiting at: whoever comes next takes it over, so that
/// a queue that stands still does not fill with numbers and threads.
#[derive(Default)]
struct Place {
    taken: bool,
    wanted: Option<Sender<Result<Turn, Error>>>,
}

/// One's turn; over when dropped.
pub(super) struct Turn {
    queue: Queue,
    number: i64,
}

/// Byte 0 guards the counter; number `n` is byte `FIRST + n`.
const COUNTER: i64 = 0;
const FIRST: i64 = 64;
/// The counter is held for microseconds; by a stopped process for longer.
const COUNTER_PAUSE: Duration = Duration::from_millis(1);
/// A fair share of eight busy writers comes much sooner. After this somebody ahead stands still, and SQLite's own lock
/// decides whether the file is free.
const PATIENCE: Duration = Duration::from_millis(2_000);
/// As above, when the place was given up once already.
const LITTLE_PATIENCE: Duration = Duration::from_millis(100);

impl Queue {
    /// Opens or creates the file, private to its owner.
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(path)?;
        Ok(Self {
            file: Arc::new(file),
            place: Arc::default(),
        })
    }

    /// Waits for one's turn; none when the queue does not move. One at a time asks.
    pub(super) async fn turn(&self) -> Result<Option<Turn>, Error> {
        let (waiting, patience) = match self.take_over() {
            Some(waiting) => (waiting, LITTLE_PATIENCE),
            None => {
                let Ok(turn) = tokio::time::timeout(PATIENCE, self.take_number()).await else {
                    return Ok(None);
                };
                let turn = turn?;
                if self.try_lock(turn.number - 1)? {
                    self.unlock(turn.number - 1)?;
                    return Ok(Some(turn));
                }
                (self.wait_at(turn)?, PATIENCE)
            }
        };
        match tokio::time::timeout(patience, waiting).await {
            Ok(told) => told.map_err(Error::other)?.map(Some),
            Err(_) => Ok(None),
        }
    }

    /// The place that was given up and is still ahead of this handle's next number.
    fn take_over(&self) -> Option<Receiver<Result<Turn, Error>>> {
        let mut place = self.place();
        place.taken.then(|| {
            let (wanted, waiting) = oneshot::channel();
            place.wanted = Some(wanted);
            waiting
        })
    }

    /// Waits on a thread of its own, which the end of the program does not wait for.
    fn wait_at(&self, turn: Turn) -> Result<Receiver<Result<Turn, Error>>, Error> {
        let (wanted, waiting) = oneshot::channel();
        *self.place() = Place {
            taken: true,
            wanted: Some(wanted),
        };
        let queue = self.clone();
        let wait = move || {
            let come = queue.lock(turn.number - 1).and_then(|()| queue.unlock(turn.number - 1));
            let wanted = std::mem::take(&mut *queue.place()).wanted;
            // When nobody wants it any more, the turn passes on as it is dropped.
            if let Some(wanted) = wanted {
                let _ = wanted.send(come.map(|()| turn));
            }
        };
        if let Err(error) = std::thread::Builder::new().name("krafta-turn".into()).spawn(wait) {
            *self.place() = Place::default();
            return Err(error);
        }
        Ok(waiting)
    }

    fn place(&self) -> MutexGuard<'_, Place> {
        self.place.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn take_number(&self) -> Result<Turn, Error> {
        while !self.try_lock(COUNTER - FIRST)? {
            tokio::time::sleep(COUNTER_PAUSE).await;
        }
        let taken = self.next_number().and_then(|number| {
            self.lock(number)?;
            Ok(number)
        });
        self.unlock(COUNTER - FIRST)?;
        Ok(Turn {
            queue: self.clone(),
            number: taken?,
        })
    }

    /// Reads and increments the counter; a new or damaged file starts at 1.
    fn next_number(&self) -> Result<i64, Error> {
        let mut file = &*self.file;
        let mut bytes = [0; 8];
        file.seek(SeekFrom::Start(0))?;
        let read = file.read(&mut bytes)?;
        let last = if read == bytes.len() {
            i64::from_le_bytes(bytes).clamp(0, 1 << 60)
        } else {
            0
        };
        file.seek(SeekFrom::Start(0))?;
        file.write_all(&(last + 1).to_le_bytes())?;
        Ok(last + 1)
    }

    fn lock(&self, number: i64) -> Result<(), Error> {
        loop {
            match fcntl(&*self.file, FcntlArg::F_OFD_SETLKW(&range(libc::F_WRLCK, number))) {
                Err(nix::errno::Errno::EINTR) => {}
                other => return other.map(drop).map_err(Into::into),
            }
        }
    }

    fn try_lock(&self, number: i64) -> Result<bool, Error> {
        match fcntl(&*self.file, FcntlArg::F_OFD_SETLK(&range(libc::F_WRLCK, number))) {
            Ok(_) => Ok(true),
            Err(nix::errno::Errno::EAGAIN | nix::errno::Errno::EACCES) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    fn unlock(&self, number: i64) -> Result<(), Error> {
        fcntl(&*self.file, FcntlArg::F_OFD_SETLK(&range(libc::F_UNLCK, number)))
            .map(drop)
            .map_err(Into::into)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        // A failure here means the file is gone; the kernel has then released the range as well.
        let _ = self.queue.unlock(self.number);
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the constants of the C interface fit their own fields")]
fn range(kind: i32, number: i64) -> libc::flock {
    libc::flock {
        l_type: kind as libc::c_short,
        l_whence: libc::SEEK_SET as libc::c_short,
        l_start: FIRST + number,
        l_len: 1,
        l_pid: 0,
    }
}
