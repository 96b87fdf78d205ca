//! Files opened with the program that the desktop has for them. They are copies: what such a program does to them changes nothing
//! that is kept.

use std::io::{self, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime};
use std::{fs, thread};

use crate::config::{create_private_file, create_private_folder};

/// What opens a file with the program of its kind.
const OPENER: &str = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
/// Who fails says so by then; what stays longer shows the file.
const PATIENCE: Duration = Duration::from_secs(2);
/// A copy that was opened so long ago is looked at no more.
const OLD: Duration = Duration::from_hours(24);

/// Writes a private copy into `folder` and opens it. Waits for a moment: not for the loop.
///
/// # Errors
/// It could not be written, or nothing here opens it: why.
pub fn open(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    let path = copy(folder, name, bytes)?;
    start(Command::new(OPENER).arg(&path))?;
    Ok(path)
}

/// A copy under this name, in place of one that was made before.
fn copy(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    create_private_folder(folder)?;
    forget_old(folder);
    let path = folder.join(name);
    match fs::remove_file(&path) {
        Err(fault) if fault.kind() != io::ErrorKind::NotFound => return Err(fault),
        _ => {}
    }
    create_private_file(&path)?.write_all(bytes)?;
    Ok(path)
}

/// What cannot be removed stays.
fn forget_old(folder: &Path) {
    let now = SystemTime::now();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let written = entry.metadata().and_then(|facts| facts.modified());
        let age = written.ok().and_then(|written| now.duration_since(written).ok());
        if age.is_some_and(|age| age > OLD) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Starts it away from the terminal; it may live longer than the program.
fn start(opener: &mut Command) -> io::Result<()> {
    let mut child = opener
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .map_err(|fault| io::Error::new(fault.kind(), format!("{OPENER}: {fault}")))?;
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        match child.try_wait()? {
            Some(ended) if ended.success() => return Ok(()),
            Some(ended) => return Err(io::Error::other(format!("{OPENER}: {ended}"))),
            None => thread::sleep(Duration::from_millis(50)),
        }
    }
    reap(child);
    Ok(())
}

/// Somebody must hear of its end.
fn reap(mut child: Child) {
    thread::spawn(move || child.wait());
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_copy_is_private_and_takes_the_place_of_the_one_before() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("opened");
        copy(&folder, "a.png", b"one").unwrap();
        let path = copy(&folder, "a.png", b"two").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&path)), (0o700, 0o600));
        assert_eq!(fs::read(&path).unwrap(), b"two");
        let day_before = SystemTime::now() - 2 * OLD;
        fs::File::open(&path).unwrap().set_modified(day_before).unwrap();
        copy(&folder, "b.png", b"three").unwrap();
        assert!(!path.exists() && folder.join("b.png").exists());
    }

    #[test]
    fn an_opener_that_fails_or_is_missing_says_so() {
        assert!(start(&mut Command::new("true")).is_ok());
        assert!(start(&mut Command::new("false")).is_err());
        let missing = start(&mut Command::new("no-such-opener-anywhere")).unwrap_err();
        assert_eq!(missing.kind(), io::ErrorKind::NotFound);
    }
}
