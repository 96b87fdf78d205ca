//! A fair queue for the writers of one SQLite file, across processes. SQLite's own busy-wait lets whoever is awake win,
//! so that some wait for seconds; here each takes a number and waits for the one before it. The kernel lets go of
//! a dead process's number, so nobody waits for a ghost.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::Arc;

use nix::fcntl::{FcntlArg, fcntl};
use nix::libc;

/// The queue's file, beside the database.
#[derive(Clone)]
pub(super) struct Queue {
    file: Arc<File>,
}

/// One's turn; over when dropped.
pub(super) struct Turn {
    queue: Queue,
    number: i64,
}

/// Byte 0 guards the counter; number `n` is byte `FIRST + n`.
const COUNTER: i64 = 0;
const FIRST: i64 = 64;

impl Queue {
    /// Opens or creates the file, private to its owner.
    pub(super) fn open(path: &Path) -> std::io::Result<Self> {
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(path)?;
        Ok(Self { file: Arc::new(file) })
    }

    /// Waits for one's turn. The wait is done on a blocking thread, and only when somebody is ahead.
    pub(super) async fn turn(&self) -> std::io::Result<Turn> {
        let turn = self.take_number()?;
        if self.try_lock(turn.number - 1)? {
            self.unlock(turn.number - 1)?;
            return Ok(turn);
        }
        tokio::task::spawn_blocking(move || {
            turn.queue.lock(turn.number - 1)?;
            turn.queue.unlock(turn.number - 1)?;
            Ok(turn)
        })
        .await
        .map_err(std::io::Error::other)?
    }

    fn take_number(&self) -> std::io::Result<Turn> {
        self.lock(COUNTER - FIRST)?;
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
    fn next_number(&self) -> std::io::Result<i64> {
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

    fn lock(&self, number: i64) -> std::io::Result<()> {
        loop {
            match fcntl(&*self.file, FcntlArg::F_OFD_SETLKW(&range(libc::F_WRLCK, number))) {
                Err(nix::errno::Errno::EINTR) => {}
                other => return other.map(drop).map_err(Into::into),
            }
        }
    }

    fn try_lock(&self, number: i64) -> std::io::Result<bool> {
        match fcntl(&*self.file, FcntlArg::F_OFD_SETLK(&range(libc::F_WRLCK, number))) {
            Ok(_) => Ok(true),
            Err(nix::errno::Errno::EAGAIN | nix::errno::Errno::EACCES) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    fn unlock(&self, number: i64) -> std::io::Result<()> {
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
