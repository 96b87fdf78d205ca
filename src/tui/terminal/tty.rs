//! The tty of stdin and stdout as a terminal: its keys, the signals of the process, and who watches whether it is still there.

use std::fs::File;
use std::io;
use std::os::fd::AsFd;
use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};

use ratatui::layout::Size;
use tokio::runtime::Handle;
use tokio::signal::unix::{SignalKind, signal};

use super::guard::Guard;
use super::input::{self, Incoming};
use super::screen::Screen;
use super::{GRACE, Terminal, WRITES, panics, watchdog};
use crate::locale::Catalogue;
use crate::tui::core::msg::{End, Msg};

/// Takes the tty. Reports of panics go to `reports`.
///
/// # Errors
/// There is none, or it cannot be set up.
pub fn take(handle: &Handle, mouse: bool, reports: PathBuf, catalogue: &'static Catalogue) -> io::Result<Terminal> {
    let (to, from) = channel();
    panics::report(reports, catalogue);
    let guard = Guard::take(mouse)?;
    signals(handle, &to)?;
    watchdog::start(to.clone())?;
    input::start(to.clone())?;
    let (width, height) = crossterm::terminal::size().unwrap_or((80, 24));
    let out = File::from(io::stdout().as_fd().try_clone_to_owned()?);
    Ok(Terminal {
        guard: Box::new(guard),
        to,
        from,
        screen: Screen::new(Box::new(out)),
        size: Size { width, height },
    })
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
            let grace = if kind == SignalKind::hangup() { GRACE } else { WRITES * 2 };
            std::thread::spawn(move || watchdog::end_after(grace, 128 + number));
        });
    }
    Ok(())
}
