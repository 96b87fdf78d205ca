//! Which file stands at a database's path. A connection goes on reading a file that was moved away or replaced, so every
//! use asks first.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use crate::db::error::{DbError, DbResult};

/// A path, and the file that was last seen there. Cheap to clone.
#[derive(Clone)]
pub(super) struct Watched {
    path: PathBuf,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Clone, Copy)]
struct Seen {
    device: u64,
    inode: u64,
    since: Instant,
}

impl Watched {
    pub(super) fn new(path: &Path) -> Self {
        let (device, inode) = fs::metadata(path).map_or((0, 0), |file| (file.dev(), file.ino()));
        let since = Instant::now();
        Self {
            path: path.to_owned(),
            seen: Arc::new(Mutex::new(Seen { device, inode, since })),
        }
    }

    /// Since when this file stands there: connections opened before are to another one.
    ///
    /// # Errors
    /// `db-unavailable` while there is none.
    pub(super) fn since(&self) -> DbResult<Instant> {
        let file = fs::metadata(&self.path).map_err(|error| DbError::Unavailable(format!("{}: {error}", self.path.display())))?;
        let mut seen = self.seen.lock().map_err(|_| DbError::Unavailable("a thread failed".into()))?;
        if (seen.device, seen.inode) != (file.dev(), file.ino()) {
            *seen = Seen {
                device: file.dev(),
                inode: file.ino(),
                since: Instant::now(),
            };
        }
        Ok(seen.since)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_replaced_is_another_and_one_that_comes_back_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let (path, away) = (folder.path().join("krafta.db"), folder.path().join("away.db"));
        fs::write(&path, "one").unwrap();
        let watched = Watched::new(&path);
        let first = watched.since().unwrap();
        fs::rename(&path, &away).unwrap();
        assert_eq!(watched.since().unwrap_err().code(), "db-unavailable");
        fs::rename(&away, &path).unwrap();
        assert_eq!(watched.since().unwrap(), first);
        fs::rename(&path, &away).unwrap();
        fs::write(&path, "two").unwrap();
        assert!(watched.since().unwrap() > first);
    }
}
