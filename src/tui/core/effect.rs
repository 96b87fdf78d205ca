//! What `update` wants done. The runtime performs it in tasks; the loop waits for none of it.

use std::time::Duration;

use super::client::{Command, Query};
use super::msg::{Ticket, Wake};
use crate::domain::ids::OperationId;

#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// `replaces` is the read this one makes pointless: it is cancelled.
    Read {
        ticket: Ticket,
        replaces: Option<Ticket>,
        query: Query,
    },
    /// Nobody waits for this read any more: it is cancelled.
    Abandon(Ticket),
    /// Never aborted.
    Write {
        operation: OperationId,
        command: Command,
    },
    Wake {
        after: Duration,
        wake: Wake,
    },
    /// To the clipboard (OSC 52).
    Copy(String),
    /// A new file in the folder for exports; answered by `Msg::Saved`.
    Save {
        name: String,
        bytes: Vec<u8>,
        /// Its path goes to the clipboard.
        copied: bool,
    },
    /// A copy is opened with the desktop's own program; answered by `Msg::Opened`.
    Open {
        name: String,
        bytes: Vec<u8>,
    },
    /// Draw everything again: the screen may hold what others wrote.
    Redraw,
    /// Leave with this exit code.
    Exit(u8),
}
