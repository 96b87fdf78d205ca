//! A panic leaves a report and ends the session it happened in, not the program: whoever runs a session catches it there.

use std::backtrace::Backtrace;
use std::cell::RefCell;
use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::thread;

use crate::config::{create_private_file, create_private_folder};
use crate::locale::{Catalogue, t};

thread_local! {
    /// What is to be said of this thread's panic.
    static SAID: RefCell<String> = const { RefCell::new(String::new()) };
}

/// From now on a panic of any thread leaves a report in `folder`.
pub fn report(folder: PathBuf, catalogue: &'static Catalogue) {
    panic::set_hook(Box::new(move |info| {
        let said = match write_report(&folder, info) {
            Ok(path) => t!(catalogue, "shell-panic", path = path.display().to_string()),
            Err(fault) => t!(
                catalogue,
                "shell-panic-unwritten",
                fault = fault.to_string(),
                what = info.to_string()
            ),
        };
        tracing::error!("{said}");
        SAID.set(said);
    }));
}

/// Runs a session.
///
/// # Errors
/// The sentence that says where the report of its panic is.
pub fn caught<T>(session: impl FnOnce() -> T) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(session)).map_err(|_| SAID.take())
}

/// Runs the only session of a process. A panic has given the terminal back on its way here: what it left is said, and the program
/// ends with 1.
///
/// # Errors
/// As the session, or nothing can be said.
pub fn whole(session: impl FnOnce() -> io::Result<u8>) -> io::Result<u8> {
    caught(session).unwrap_or_else(|said| {
        writeln!(io::stderr(), "{said}")?;
        Ok(1)
    })
}

/// For the owner's eyes alone: the message of a panic may quote data.
fn write_report(folder: &Path, info: &PanicHookInfo<'_>) -> io::Result<PathBuf> {
    create_private_folder(folder)?;
    let now = chrono::Utc::now();
    let path = folder.join(format!("panic-{}.txt", now.format("%Y%m%dT%H%M%S%.3fZ")));
    let mut file = create_private_file(&path)?;
    let thread = thread::current();
    writeln!(file, "krafta {}", env!("CARGO_PKG_VERSION"))?;
    writeln!(file, "{} · {}", now.to_rfc3339(), thread.name().unwrap_or("?"))?;
    writeln!(file, "{info}\n\n{}", Backtrace::force_capture())?;
    Ok(path)
}
