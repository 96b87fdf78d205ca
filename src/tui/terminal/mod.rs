//! Where a session is shown and typed at. A [`Terminal`] is a port: what is typed comes as messages, what is drawn goes to a
//! writer, whatever lies behind. The first adapter is the tty of the process.

pub mod ansi;
pub mod clipboard;
mod decode;
mod guard;
pub mod input;
pub mod pace;
pub mod panics;
pub mod screen;
pub mod tty;
mod watchdog;

use std::any::Any;
use std::fmt;
use std::io::{self, Write};
use std::sync::mpsc::{Receiver, Sender};
use std::time::Duration;

use ratatui::layout::Size;

use crate::tui::terminal::input::Incoming;
use crate::tui::terminal::screen::Screen;

/// The number of SIGHUP.
pub const HANGUP: i32 = 1;
/// The exit code when the terminal is gone, as by that signal.
pub const LOST: u8 = 129;
/// How long an orderly end waits for writes in flight.
pub const WRITES: Duration = Duration::from_secs(2);
/// What an orderly end may take once nobody can see it any more.
pub const GRACE: Duration = Duration::from_millis(150);

/// One person's terminal, ours while it lives.
pub struct Terminal {
    /// First of the fields: the terminal is given back before anything else ends.
    pub guard: Box<dyn Any + Send>,
    /// Where its input goes, and what tasks of the session have to tell.
    pub to: Sender<Incoming>,
    pub from: Receiver<Incoming>,
    pub screen: Screen<Box<dyn Write + Send>>,
    pub size: Size,
    /// None where there is no shell to go back to.
    pub pause: Option<Pause>,
}

/// How a session is left for a while, for the shell that it was started from.
pub struct Pause {
    /// Gives the terminal back and stops the program; false when nobody would go on with it. `Incoming::Continued` ends it.
    pub stop: fn() -> bool,
    /// Takes the terminal again; its size.
    pub again: Box<dyn Fn() -> io::Result<Size> + Send>,
}

impl fmt::Debug for Pause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pause").finish_non_exhaustive()
    }
}

impl fmt::Debug for Terminal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Terminal").field("size", &self.size).finish_non_exhaustive()
    }
}
