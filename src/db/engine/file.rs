//! The file of a SQLite database, as the operating system has it: whether it is there and the same, what stands beside it, whether it may
//! be read or written.

use std::fs::Metadata;
use std::io::{ErrorKind, Seek, SeekFrom, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use nix::unistd::{AccessFlags, access};

use super::error::{DbError, DbResult};

/// The file that was opened.
#[derive(Clone)]
pub(super) struct Opened {
    path: PathBuf,
    pub identity: Identity,
    /// Of the log beside it, once there was one.
    pub log: Option<Identity>,
    /// As it was found, where it is read as one that nobody changes.
    pub still: Option<Still>,
}

/// Device and inode.
pub(super) type Identity = (u64, u64);

pub(super) fn identity(path: &Path) -> Option<Identity> {
    let file = std::fs::metadata(path).ok()?;
    Some((file.dev(), file.ino()))
}

/// When a file was last written, and its length.
pub(super) type Still = (i64, i64, u64);

fn still(file: &Metadata) -> Still {
    (file.mtime(), file.mtime_nsec(), file.len())
}

impl Opened {
    pub(super) fn new(path: &Path, file: &Metadata, unchanging: bool) -> Self {
        Self {
            path: path.to_owned(),
            identity: (file.dev(), file.ino()),
            log: None,
            still: unchanging.then(|| still(file)),
        }
    }

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

/// Why a file cannot even be looked at.
pub(super) fn unopened(path: &Path, error: &std::io::Error) -> DbError {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => DbError::Missing(path.display().to_string()),
        ErrorKind::PermissionDenied => DbError::Denied(path.display().to_string()),
        _ if error.raw_os_error() == Some(nix::errno::Errno::EIO as i32) => DbError::Io(error.to_string()),
        _ => DbError::Unavailable(format!("{}: {error}", path.display())),
    }
}

/// The file, and its folder, where SQLite keeps the log beside it. Who is let past every permission respects that of the file.
pub(super) fn may_write(path: &Path, file: &Metadata) -> bool {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let writable = |path: &Path| access(path, AccessFlags::W_OK).is_ok();
    !file.permissions().readonly() && writable(path) && writable(folder)
}

/// Whether there are changes that are not in the file itself yet.
pub(super) fn has_log(path: &Path) -> bool {
    std::fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0)
}

/// Whether no file can be written beside the database that is a little larger than it and its log.
pub(super) fn has_no_room(path: &Path) -> bool {
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

/// A file beside the database, by the end of its name.
pub(super) fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// An empty file that only its owner can read, so that SQLite's own creation cannot make it public.
pub(super) fn create_private(path: &Path) -> DbResult<()> {
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
