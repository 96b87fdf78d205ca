//! The terminal, taken for the whole run: its input, the messages that come from elsewhere, and what it shows. The
//! entrance and then the loop play on it, so that no key is lost between them.

use std::fs::File;
use std::io;
use std::os::fd::AsFd;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use ratatui::layout::Size;
use tokio::runtime::Handle;
use tokio::signal::unix::{SignalKind, signal};

use super::guard::{self, Guard};
use super::input::{self, Incoming};
use super::screen::Screen;
use super::watchdog;
use crate::locale::Catalogue;
use crate::tui::core::msg::{End, Msg};

/// The number of SIGHUP.
pub const HANGUP: i32 = 1;
/// The exit code when the terminal is gone, as by that signal.
pub const LOST: u8 = 129;

/// While it lives the terminal is ours.
#[derive(Debug)]
pub struct TerminalSession {
    /// First of the fields: the terminal is given back before anything else ends.
    pub guard: Guard,
    pub to: Sender<Incoming>,
    pub from: Receiver<Incoming>,
    pub screen: Screen<File>,
    pub size: Size,
}

impl TerminalSession {
    /// Takes the terminal of stdin and stdout. Reports of panics go to `reports`.
    pub fn take(handle: &Handle, mouse: bool, reports: PathBuf, catalogue: &'static Catalogue) -> io::Result<Self> {
        let (to, from) = channel();
        guard::report_panics(reports, catalogue);
        let guard = Guard::take(mouse)?;
        signals(handle, &to)?;
        watchdog::start(to.clone())?;
        input::start(to.clone())?;
        let (width, height) = crossterm::terminal::size().unwrap_or((80, 24));
        let out = File::from(io::stdout().as_fd().try_clone_to_owned()?);
        Ok(Self {
            guard,
            to,
            from,
            screen: Screen::new(out),
            size: Size { width, height },
        })
    }
}

/// Signals become messages; a loop that does not answer them in time is ended anyway.
fn signals(handle: &Handle, to: &Sender<Incoming>) -> io::Result<()> {
    let _inside = handle.enter();
    for kind in [SignalKind::terminate(), SignalKind::interrupt(), SignalKind::hangup()] {
        let (mut stream, to) = (signal(kind)?, to.clone());
        let number = kind.as_raw_value();
        handle.spawn(async move {
            stream.recv().await;
            let _ = to.send(Incoming::Msg(Msg::End(End::Signal(number))));
            let grace = if kind == SignalKind::hangup() {
                watchdog::GRACE
            } else {
                self::WRITES * 2
            };
            std::thread::spawn(move || watchdog::end_after(grace, 128 + number));
        });
    }
    Ok(())
}

/// How long an orderly end waits for writes in flight.
pub(crate) const WRITES: Duration = Duration::from_secs(2);
