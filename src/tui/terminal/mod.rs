//! Where a session is shown and typed at. A [`Terminal`] is a port: what is typed comes as messages, what is drawn goes to a
//! writer, whatever lies behind: the tty of the process, or a connection.

pub mod ansi;
pub mod clipboard;
pub mod connected;
pub mod decode;
pub mod detect;
mod guard;
mod images;
pub mod input;
pub mod pace;
pub mod panics;
pub mod plain;
pub mod screen;
pub mod tty;
mod watchdog;

use std::any::Any;
use std::fmt;
use std::io::{self, Write};
use std::sync::mpsc::{Receiver, Sender};
use std::time::Duration;

use ratatui::layout::Size;

use crate::config::Display;
use crate::tui::core::graphics::Graphics;
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

/// What the screen is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Signs {
    #[default]
    Unicode,
    /// Signs and letters of ASCII alone.
    Ascii,
    /// Nothing is drawn: lines one after the other, for whoever has them read aloud.
    Lines,
}

impl Signs {
    /// As it is set, or by the locale of the environment: where one is named that is not of UTF-8, ASCII.
    pub fn of(display: Display, var: impl Fn(&str) -> Option<String>) -> Self {
        match display {
            Display::Screen => Self::Unicode,
            Display::Ascii => Self::Ascii,
            Display::Lines => Self::Lines,
            Display::Auto => {
                let named = ["LC_ALL", "LC_CTYPE", "LANG"]
                    .into_iter()
                    .find_map(|name| var(name).filter(|it| !it.is_empty()));
                let utf_8 = |locale: &String| locale.to_lowercase().replace('-', "").contains("utf8");
                if named.as_ref().is_none_or(utf_8) {
                    Self::Unicode
                } else {
                    Self::Ascii
                }
            }
        }
    }
}

/// One person's terminal, ours while it lives.
pub struct Terminal {
    /// First of the fields: the terminal is given back before anything else ends.
    pub guard: Box<dyn Any + Send>,
    /// Where its input goes, and what tasks of the session have to tell.
    pub to: Sender<Incoming>,
    pub from: Receiver<Incoming>,
    pub screen: Screen<Box<dyn Write + Send>>,
    pub size: Size,
    /// The pictures that it takes, and how large its cells are, asked again when its size is another.
    pub graphics: Graphics,
    pub cell: fn() -> Option<Size>,
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
