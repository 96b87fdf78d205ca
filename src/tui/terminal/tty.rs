//! The tty of stdin and stdout as a terminal: its keys, the signals of the process, and who watches whether it is still there.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};

use nix::sys::signal::Signal;
use ratatui::layout::Size;
use tokio::runtime::Handle;
use tokio::signal::unix::{SignalKind, signal};

use super::detect::{self, Way};
use super::guard::{self, Guard, Taking};
use super::input::{self, Incoming};
use super::screen::Screen;
use super::{GRACE, Pause, Signs, Terminal, WRITES, panics, watchdog};
use crate::locale::Catalogue;
use crate::tui::core::msg::{End, Msg};

/// Takes the tty, to which pictures go their `way`. Reports of panics go to `reports`.
///
/// # Errors
/// There is none, or it cannot be set up.
pub fn take(
    handle: &Handle,
    (mouse, signs): (bool, Signs),
    way: Way,
    reports: PathBuf,
    catalogue: &'static Catalogue,
) -> io::Result<Terminal> {
    let (to, from) = channel();
    panics::report(reports, catalogue);
    let taking = Taking {
        mouse,
        draws: signs != Signs::Lines,
    };
    let guard = Guard::take(taking)?;
    signals(handle, &to)?;
    watchdog::start(to.clone())?;
    input::start(to.clone())?;
    let out: Box<dyn Write + Send> = Box::new(File::from(io::stdout().as_fd().try_clone_to_owned()?));
    Ok(Terminal {
        guard: Box::new(guard),
        to,
        from,
        // Panes of one tmux share the numbers of their pictures.
        screen: Screen::new(out, signs).sending(way.through, u8::try_from(std::process::id() % 255).unwrap_or(0)),
        // Asked last: a change from here on is a signal.
        size: size(),
        graphics: way.graphics,
        cell: detect::cell,
        pause: Some(Pause {
            stop: guard::stop,
            again: Box::new(move || guard::take_again(taking).map(|()| size())),
        }),
    })
}

/// Columns of what is told line by line.
const TOLD: u16 = 119;

/// A terminal that has no size yet, or none that can be asked for, is drawn on all the same.
fn size() -> Size {
    let told = crossterm::terminal::size().ok();
    let (width, height) = told.filter(|(width, height)| *width > 0 && *height > 0).unwrap_or((80, 24));
    // One line says one thing: nothing stands beside a list where lines are told one after the other.
    let width = if guard::tells_lines() { width.min(TOLD) } else { width };
    Size { width, height }
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
    let told: [(SignalKind, fn() -> Incoming); 3] = [
        (SignalKind::window_change(), || Incoming::Msg(Msg::Resize(size()))),
        (SignalKind::from_raw(Signal::SIGTSTP as i32), || Incoming::Suspend),
        (SignalKind::from_raw(Signal::SIGCONT as i32), || Incoming::Continued),
    ];
    for (kind, incoming) in told {
        let (mut stream, to) = (signal(kind)?, to.clone());
        handle.spawn(async move { while stream.recv().await.is_some() && to.send(incoming()).is_ok() {} });
    }
    Ok(())
}
