//! Performs effects in tasks of the async runtime; what comes of them comes back as messages.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::mem::{self, Discriminant};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use tokio::runtime::Handle;
use tokio::sync::Notify;
use tokio::task::{AbortHandle, JoinHandle};

use super::runtime::Files;
use super::viewer;
use crate::config::{create_private_file, create_private_folder};
use crate::domain::ids::OperationId;
use crate::tui::core::client::{Command, Error, Query, Source};
use crate::tui::core::msg::{Msg, Ticket};
use crate::tui::terminal::input::Incoming;

/// A cursor that moved again so soon is on its way.
const MOVING: Duration = Duration::from_millis(250);
/// Where it stays so long it rests.
const REST: Duration = Duration::from_millis(35);

#[derive(Debug)]
pub struct Performer<S> {
    source: S,
    handle: Handle,
    to: Sender<Incoming>,
    doubt: Arc<Notify>,
    reads: HashMap<Ticket, AbortHandle>,
    /// When one row was last asked for, by the kind of question.
    of_one_row: HashMap<Discriminant<Query>, Instant>,
    writes: Vec<JoinHandle<()>>,
    files: Result<Files, String>,
}

impl<S: Source> Performer<S> {
    pub fn new(source: S, handle: Handle, to: Sender<Incoming>, files: Result<Files, String>) -> Self {
        let doubt = Arc::new(Notify::new());
        handle.spawn(super::link::keep(source.clone(), to.clone(), Arc::clone(&doubt)));
        Self {
            source,
            handle,
            to,
            doubt,
            reads: HashMap::new(),
            of_one_row: HashMap::new(),
            writes: Vec::new(),
            files,
        }
    }

    pub fn read(&mut self, ticket: Ticket, replaces: Option<Ticket>, query: Query) {
        if let Some(replaced) = replaces {
            self.abandon(replaced);
        }
        self.reads.retain(|_, read| !read.is_finished());
        let (source, to, doubt) = (self.source.clone(), self.to.clone(), Arc::clone(&self.doubt));
        let pause = self.pause(&query);
        let task = self.handle.spawn(async move {
            if let Some(pause) = pause {
                tokio::time::sleep(pause).await;
            }
            let result = answered(tokio::spawn(async move { source.read(query).await })).await;
            if result.as_ref().is_err_and(Error::is_passing) {
                doubt.notify_one();
            }
            let _ = to.send(Incoming::Msg(Msg::Answer { ticket, result }));
        });
        self.reads.insert(ticket, task.abort_handle());
    }

    /// What a cursor passes is not read: only where it rests, unless it has just begun to move.
    fn pause(&mut self, query: &Query) -> Option<Duration> {
        if !query.is_of_one_row() {
            return None;
        }
        let before = self.of_one_row.insert(mem::discriminant(query), Instant::now());
        before.filter(|before| before.elapsed() < MOVING).map(|_| REST)
    }

    pub fn abandon(&mut self, ticket: Ticket) {
        if let Some(read) = self.reads.remove(&ticket) {
            read.abort();
        }
    }

    pub fn write(&mut self, operation: OperationId, command: Command) {
        self.writes.retain(|write| !write.is_finished());
        let (source, to, doubt) = (self.source.clone(), self.to.clone(), Arc::clone(&self.doubt));
        self.writes.push(self.handle.spawn(async move {
            let result = answered(tokio::spawn(async move { source.write(operation, command).await })).await;
            if result.as_ref().is_err_and(Error::is_passing) {
                doubt.notify_one();
            }
            let _ = to.send(Incoming::Msg(Msg::Written {
                operation,
                result: Box::new(result),
            }));
        }));
    }

    pub fn save(&self, name: String, bytes: Vec<u8>, copied: bool) {
        let (files, to) = (self.files.clone(), self.to.clone());
        self.handle.spawn_blocking(move || {
            let result = files.and_then(|files| save(&files.exports, &name, &bytes).map_err(|fault| fault.to_string()));
            let _ = to.send(Incoming::Msg(Msg::Saved { result, copied }));
        });
    }

    pub fn open(&self, name: &str, bytes: Vec<u8>) {
        let (files, name, to) = (self.files.clone(), plain(name), self.to.clone());
        self.handle.spawn_blocking(move || {
            let result = files.and_then(|files| viewer::open(&files.opened, &name, &bytes).map_err(|fault| fault.to_string()));
            let _ = to.send(Incoming::Msg(Msg::Opened(result)));
        });
    }

    /// Waits for the writes in flight, at most this long.
    pub fn settle(&self, most: Duration) {
        let deadline = Instant::now() + most;
        while self.writes.iter().any(|write| !write.is_finished()) && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

/// The end of a task; one that panicked is a fault of the program, and ends nothing else.
async fn answered<T>(task: JoinHandle<Result<T, Error>>) -> Result<T, Error> {
    let mut task = Stopping(task);
    (&mut task.0).await.unwrap_or_else(|fault| Err(Error::Internal(fault.to_string())))
}

/// Stops its task when nobody waits for it any more.
struct Stopping<T>(JoinHandle<T>);

impl<T> Drop for Stopping<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// A new file beside those that are there: `name.txt`, `name-2.txt` …
fn save(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    // A folder that is there keeps its permissions: it may be the one the person stands in.
    if !folder.is_dir() {
        create_private_folder(folder)?;
    }
    let plain = plain(name);
    let (stem, extension) = plain.rsplit_once('.').unwrap_or((&plain, "txt"));
    for count in 1..1000 {
        let suffix = if count == 1 { String::new() } else { format!("-{count}") };
        let path = folder.join(format!("{stem}{suffix}.{extension}"));
        match whole(&path, |file| file.write_all(bytes)) {
            Ok(()) => return fs::canonicalize(&path),
            Err(fault) if fault.kind() == io::ErrorKind::AlreadyExists => {}
            Err(fault) => return Err(fault),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Without what leads elsewhere.
fn plain(name: &str) -> String {
    let kept = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    name.chars().map(|c| if kept(c) { c } else { '_' }).collect()
}

/// Written beside and renamed into place, so that a file under this name is whole or absent; one that is there stays.
fn whole(path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    if path.exists() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let beside = path.with_added_extension("part");
    let mut file = create_private_file(&beside)?;
    let written = fill(&mut file)
        .and_then(|()| file.sync_all())
        .and_then(|()| create_private_file(path))
        .and_then(|_| {
            // The name is ours from here on.
            fs::rename(&beside, path).inspect_err(|_| drop(fs::remove_file(path)))
        });
    if written.is_err() {
        // What could not be finished is not left lying about; why it could not is told.
        let _ = fs::remove_file(&beside);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn saving_never_overwrites_nor_leaves_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        let first = save(folder.path(), "../KRFT-7Q2M4X.md", b"one").unwrap();
        let second = save(folder.path(), "../KRFT-7Q2M4X.md", b"two").unwrap();
        assert_eq!(first.file_name().unwrap(), ".._KRFT-7Q2M4X.md");
        assert_eq!(second.file_name().unwrap(), ".._KRFT-7Q2M4X-2.md");
        assert_eq!(fs::read_to_string(first).unwrap(), "one");
    }

    #[test]
    fn a_file_that_could_not_be_finished_is_not_left_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("KRFT-7Q2M4X.md");
        let full = |file: &mut File| {
            file.write_all(b"half")?;
            Err(io::ErrorKind::StorageFull.into())
        };
        assert_eq!(whole(&path, full).unwrap_err().kind(), io::ErrorKind::StorageFull);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        fs::write(&path, "another's").unwrap();
        let kept = whole(&path, |file| file.write_all(b"ours"));
        assert_eq!(kept.unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(fs::read_to_string(&path).unwrap(), "another's");
    }
}
