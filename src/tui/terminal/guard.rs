//! The terminal is taken once and given back exactly once, whatever ends the program: the end, a panic, a signal.

use std::backtrace::Backtrace;
use std::io::{self, Write};
use std::panic::{self, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::{process, thread};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use crate::config::{create_private_file, create_private_folder};
use crate::locale::{Catalogue, t};

static TAKEN: AtomicBool = AtomicBool::new(false);

/// Alternate screen, no cursor, pastes and focus told apart.
const TAKE: &str = "\x1b[?1049h\x1b[?25l\x1b[?2004h\x1b[?1004h\x1b[2J";
/// Presses and the wheel, not every move.
const MOUSE: &str = "\x1b[?1000h\x1b[?1006h";
/// The reverse of both, also when they were only half done.
const GIVE_BACK: &str = "\x1b[?2026l\x1b[0m\x1b[?1006l\x1b[?1000l\x1b[?1004l\x1b[?2004l\x1b[?25h\x1b[?1049l";

/// While it lives the terminal is ours.
#[derive(Debug)]
pub struct Guard(());

impl Guard {
    pub fn take(mouse: bool) -> io::Result<Self> {
        enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        let guard = Self(());
        let mut out = io::stdout().lock();
        out.write_all(TAKE.as_bytes())?;
        if mouse {
            out.write_all(MOUSE.as_bytes())?;
        }
        out.flush()?;
        drop(out);
        Ok(guard)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        give_back();
    }
}

/// Gives the terminal back, the first time it is called. A terminal that is gone cannot be helped.
pub fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let mut out = io::stdout();
        let _ = out.write_all(GIVE_BACK.as_bytes());
        let _ = out.flush();
        let _ = disable_raw_mode();
    }
}

/// From now on a panic of any thread gives the terminal back, leaves a report in `folder` and ends the program with 1.
pub fn report_panics(folder: PathBuf, catalogue: &'static Catalogue) {
    panic::set_hook(Box::new(move |info| {
        give_back();
        let message = match write_report(&folder, info) {
            Ok(path) => t!(catalogue, "shell-panic", path = path.display().to_string()),
            Err(fault) => t!(
                catalogue,
                "shell-panic-unwritten",
                fault = fault.to_string(),
                what = info.to_string()
            ),
        };
        let _ = writeln!(io::stderr(), "{message}");
        process::exit(1);
    }));
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
