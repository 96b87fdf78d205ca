//! What this machine last saw of each database, in a file of its own: the newest event. A database that is behind it lost
//! something, or is an older copy.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::config::replace_private_file;
use crate::domain::Time;

/// Databases that are remembered: those seen last.
const MOST: usize = 64;

/// The file, and the database's name in it.
#[derive(Clone)]
pub struct Seen {
    file: PathBuf,
    name: String,
    last: Arc<Mutex<Option<Entry>>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    newest: Time,
    /// That it was behind has been said on the command line.
    #[serde(default)]
    told: bool,
}

impl Seen {
    pub fn new(file: PathBuf, name: String) -> Self {
        Self {
            file,
            name,
            last: Arc::default(),
        }
    }

    /// Remembers the newest event; answers what was seen before, when that is newer. A file that cannot be read or written
    /// is as none: it is not what the work is about.
    pub fn note(&self, newest: Option<Time>) -> Option<Time> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let before = last.or_else(|| self.read().remove(&self.name));
        match (before, newest) {
            (Some(before), newest) if newest.is_none_or(|newest| newest < before.newest) => {
                *last = Some(before);
                Some(before.newest)
            }
            (_, Some(newest)) => {
                if *last != Some(Entry { newest, told: false }) {
                    self.keep(Entry { newest, told: false });
                }
                *last = Some(Entry { newest, told: false });
                None
            }
            _ => None,
        }
    }

    /// Whether it is to be said on the command line that the database is behind; once for each time.
    pub fn tell_once(&self) -> bool {
        let Some(entry) = self.read().remove(&self.name).filter(|entry| !entry.told) else {
            return false;
        };
        let told = Entry { told: true, ..entry };
        self.keep(told);
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(told);
        true
    }

    /// A new database of the same name has lost nothing.
    pub fn forget(&self) {
        let mut all = self.read();
        if all.remove(&self.name).is_some() {
            self.write(&all);
        }
    }

    fn keep(&self, entry: Entry) {
        let mut all = self.read();
        if all.get(&self.name) != Some(&entry) {
            all.insert(self.name.clone(), entry);
            while all.len() > MOST {
                let oldest = all.iter().min_by_key(|(_, entry)| entry.newest).map(|(name, _)| name.clone());
                oldest.and_then(|name| all.remove(&name));
            }
            self.write(&all);
        }
    }

    fn read(&self) -> BTreeMap<String, Entry> {
        let text = fs::read(&self.file).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }

    fn write(&self, all: &BTreeMap<String, Entry>) {
        let written = || -> io::Result<()> { replace_private_file(&self.file, &serde_json::to_vec(all)?) };
        if let Err(fault) = written() {
            tracing::debug!(%fault, "what was seen is not remembered");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Option<Time> {
        Time::from_timestamp(seconds, 0)
    }

    #[test]
    fn a_database_that_is_behind_is_noticed_and_said_once() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("state/seen.json");
        let of = |name: &str| Seen::new(file.clone(), name.to_owned());
        assert_eq!(of("one").note(None), None);
        assert_eq!(of("one").note(at(100)), None);
        assert_eq!(of("two").note(at(50)), None, "another database");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        let later = of("one");
        assert_eq!(later.note(at(99)), at(100));
        assert_eq!(later.note(None), at(100), "an empty one");
        assert_eq!([later.tell_once(), later.tell_once(), of("one").tell_once()], [true, false, false]);
        assert_eq!(later.note(at(100)), None, "it caught up");
        assert_eq!(of("one").note(at(99)), at(100));
        assert!(of("one").tell_once(), "behind again");
        of("one").forget();
        assert_eq!(of("one").note(at(1)), None);
    }
}
