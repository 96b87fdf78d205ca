//! The log: a private file of bounded size, never the terminal. What is logged are codes, ids and
//! durations; names, phones, references and amounts of people stay out of it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, Registry, fmt};

use crate::config::{Configuration, Error, Level, create_private_folder, open_private_log};

/// Starts logging for the rest of the program. A second start changes nothing.
pub fn start(configuration: &Configuration) -> Result<(), Error> {
    let log = &configuration.settings.log;
    let file = BoundedFile::open(&configuration.log, u64::from(log.max_mb) * 1024 * 1024).map_err(|cause| Error::Unwritable {
        path: configuration.log.clone(),
        cause,
    })?;
    // Only one subscriber can be the program's; when a test has set its own, that one stays.
    let _ = Registry::default().with(layer(file, log.level)).try_init();
    Ok(())
}

/// Our own events alone: what libraries say may hold the values of statements.
fn layer<S>(file: BoundedFile, level: Level) -> impl Layer<S>
where
    S: tracing::Subscriber + for<'span> tracing_subscriber::registry::LookupSpan<'span>,
{
    let level = match level {
        Level::Error => LevelFilter::ERROR,
        Level::Warn => LevelFilter::WARN,
        Level::Info => LevelFilter::INFO,
        Level::Debug => LevelFilter::DEBUG,
    };
    fmt::layer()
        .with_ansi(false)
        // A full disk must not write over the screen.
        .log_internal_errors(false)
        .with_writer(Mutex::new(file))
        .with_filter(Targets::new().with_target("krafta", level))
}

/// A file that becomes `<name>.1` when it is full, in place of the one before it. Several processes
/// may write to it; each notices when another has moved it on.
struct BoundedFile {
    path: PathBuf,
    file: File,
    most: u64,
}

impl BoundedFile {
    fn open(path: &Path, most: u64) -> io::Result<Self> {
        if let Some(folder) = path.parent().filter(|folder| !folder.exists()) {
            create_private_folder(folder)?;
        }
        Ok(Self {
            path: path.to_owned(),
            file: open_private_log(path)?,
            most,
        })
    }

    fn make_room(&mut self, wanted: u64) -> io::Result<()> {
        let own = self.file.metadata()?;
        if own.len() + wanted <= self.most || own.len() == 0 {
            return Ok(());
        }
        let current = fs::metadata(&self.path).ok();
        let moved_on = current.is_some_and(|current| (current.dev(), current.ino()) != (own.dev(), own.ino()));
        if moved_on {
            self.file = open_private_log(&self.path)?;
            return self.make_room(wanted);
        }
        // A file that a person deleted meanwhile has nothing to be moved.
        if let Err(error) = fs::rename(&self.path, self.path.with_added_extension("1"))
            && error.kind() != io::ErrorKind::NotFound
        {
            return Err(error);
        }
        self.file = open_private_log(&self.path)?;
        Ok(())
    }
}

impl Write for BoundedFile {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.make_room(line.len() as u64)?;
        self.file.write(line)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn only_our_own_events_of_the_level_are_kept_and_nobody_else_can_read_them() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state/krafta.log");
        let subscriber = Registry::default().with(layer(BoundedFile::open(&path, 1024).unwrap(), Level::Info));
        tracing::subscriber::with_default(subscriber, || {
            tracing::info!(code = "claim-held", "refused");
            tracing::debug!("hidden");
            tracing::error!(target: "sqlx::query", "hidden");
        });
        let log = fs::read_to_string(&path).unwrap();
        assert!(log.contains("INFO") && log.contains("refused code=\"claim-held\""), "{log}");
        assert_eq!(log.lines().count(), 1, "{log}");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
    }

    #[test]
    fn a_full_file_gives_way_to_a_new_one_for_every_process() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("krafta.log");
        let mut ours = BoundedFile::open(&path, 10).unwrap();
        let mut theirs = BoundedFile::open(&path, 10).unwrap();
        ours.write_all(b"one 5678\n").unwrap();
        ours.write_all(b"two 5678\n").unwrap();
        theirs.write_all(b"3\n").unwrap();
        theirs.write_all(b"four 678\n").unwrap();
        let read = |path: &Path| fs::read_to_string(path).unwrap();
        assert_eq!(read(&path.with_added_extension("1")), "3\n");
        assert_eq!(read(&path), "four 678\n");
    }
}
