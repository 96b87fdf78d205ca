//! A folder for a shop that nobody keeps: private, and gone when the program ends. One that a killed program left behind
//! is cleared away by the next.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

const PREFIX: &str = "krafta-demo-";
const LOCK: &str = "open";

/// The folder; removed when dropped.
pub struct Throwaway {
    folder: PathBuf,
    /// Held while the program lives, so that others see that the folder is in use.
    _lock: File,
}

impl Throwaway {
    /// Makes a new one (0700) in the folder for temporary files.
    pub fn new() -> io::Result<Self> {
        let parent = std::env::temp_dir();
        clear_left_behind(&parent);
        let folder = parent.join(format!("{PREFIX}{}", uuid::Uuid::now_v7().simple()));
        DirBuilder::new().mode(0o700).create(&folder)?;
        let lock = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(folder.join(LOCK))?;
        lock.lock()?;
        Ok(Self { folder, _lock: lock })
    }

    pub fn database(&self) -> PathBuf {
        self.folder.join("demo.db")
    }

    /// What was written to whoever has no e-mail address.
    pub fn messages(&self) -> PathBuf {
        self.folder.join("messages.jsonl")
    }

    pub fn receipts(&self) -> PathBuf {
        self.folder.join("receipts")
    }
}

impl Drop for Throwaway {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next demonstration.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Removes our folders whose programs are gone.
fn clear_left_behind(parent: &Path) {
    let Ok(entries) = std::fs::read_dir(parent) else { return };
    let ours = |entry: &std::fs::DirEntry| {
        let named = entry.file_name().to_string_lossy().starts_with(PREFIX);
        let meta = entry.metadata();
        named && meta.is_ok_and(|meta| meta.is_dir() && meta.uid() == nix::unistd::getuid().as_raw())
    };
    for entry in entries.flatten().filter(ours) {
        let folder = entry.path();
        let abandoned = File::open(folder.join(LOCK)).is_ok_and(|lock| lock.try_lock().is_ok());
        if abandoned {
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_private_and_goes_with_its_holder() {
        let throwaway = Throwaway::new().unwrap();
        let folder = throwaway.folder.clone();
        assert_eq!(std::fs::metadata(&folder).unwrap().mode() & 0o777, 0o700);
        std::fs::write(throwaway.database(), "rows").unwrap();
        let other = Throwaway::new().unwrap();
        assert!(folder.exists(), "the folder of a living program stays");
        drop(throwaway);
        assert!(!folder.exists());
        drop(other);
    }

    #[test]
    fn what_a_killed_program_left_is_cleared() {
        let left = std::env::temp_dir().join(format!("{PREFIX}{}", uuid::Uuid::now_v7().simple()));
        std::fs::create_dir(&left).unwrap();
        std::fs::write(left.join(LOCK), "").unwrap();
        drop(Throwaway::new().unwrap());
        assert!(!left.exists());
    }
}
