//! Everything that can happen to the program, as values.

use std::path::PathBuf;

use crossterm::event::{KeyEvent, MouseEventKind};
use ratatui::layout::Size;

use super::canvas::Spot;
use super::client::{Answer, Error, LinkState, Receipt};
use super::pane_request::TopicId;
use crate::domain::ids::OperationId;

/// One read of one pane. The number is never used twice; an answer with an older one is stale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ticket {
    pub pane: usize,
    pub generation: u64,
}

impl Ticket {
    /// The panes of tickets that no pane asked for: who is at the keyboard, what waits for a person, what the palette looks for.
    pub const SESSION: usize = usize::MAX;
    pub const COUNTS: usize = usize::MAX - 1;
    pub const FOUND: usize = usize::MAX - 2;
}

/// A timer that rang.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wake {
    /// The clock shows another minute.
    Minute,
    /// The database is still away: the seconds go on.
    Second,
    /// This toast has been read.
    Toast(u64),
    /// The pane with this number asked for it.
    Pane(usize),
    /// A form of this pane has rested; `edits` tells whether it was typed in since.
    Rested { pane: usize, topic: TopicId, edits: u64 },
}

/// Why the program must end now, whatever it was doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// SIGTERM, SIGINT or SIGHUP, by number.
    Signal(i32),
    /// The terminal is gone.
    Lost,
}

#[derive(Debug)]
pub enum Msg {
    /// The first message: panes ask for their data.
    Start,
    Key(KeyEvent),
    /// Already capped; `cut` says that more was pasted.
    Paste {
        text: String,
        cut: bool,
    },
    /// The mouse on what was drawn there.
    Mouse {
        kind: MouseEventKind,
        spot: Option<Spot>,
    },
    Resize(Size),
    /// Points of a cell.
    Cell(Size),
    Wake(Wake),
    Answer {
        ticket: Ticket,
        result: Result<Answer, Error>,
    },
    Written {
        operation: OperationId,
        result: Box<Result<Receipt, Error>>,
    },
    Saved {
        result: Result<PathBuf, String>,
        /// Its path is wanted in the clipboard.
        copied: bool,
    },
    Opened(Result<PathBuf, String>),
    Changed,
    /// It cannot be suspended: no shell would go on with it.
    NoShell,
    Link(LinkState),
    End(End),
}
