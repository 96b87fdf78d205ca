//! Keys, pastes and clicks, read on a thread of their own.

use std::any::Any;
use std::fs::File;
use std::io::{self, Read};
use std::os::fd::AsFd;
use std::sync::mpsc::Sender;
use std::thread;

use crossterm::event::{Event, MouseEvent};
use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

use super::decode::Decoder;
use crate::service::bank::statement::LARGEST_FILE;
use crate::tui::core::keys::{Chord, ctrl};
use crate::tui::core::msg::{End, Msg};

/// One more than a bank's file may have, so that what is too large is said to be; a field takes less. A paste can be 20 MB at once.
pub const MOST_PASTED: usize = LARGEST_FILE + 1;

/// What reaches the loop.
#[derive(Debug)]
pub enum Incoming {
    Msg(Msg),
    /// The loop knows what was drawn there.
    Mouse(MouseEvent),
    /// What a task of the entrance came to; the entrance knows its type.
    Done(Box<dyn Any + Send>),
    /// Ctrl-Z, or SIGTSTP: back to the shell for a while.
    Suspend,
    /// The shell goes on with it.
    Continued,
}

/// The rest of a sequence comes at once; an Esc that is followed by nothing for so many milliseconds was pressed.
pub const ALONE: u16 = 25;

/// Starts reading; ends with the program, or when the terminal cannot be read.
pub fn start(to: Sender<Incoming>) -> io::Result<()> {
    let tty = File::from(io::stdin().as_fd().try_clone_to_owned()?);
    let read = move || {
        let gone = Gone(to);
        // Why it can be read no more changes nothing.
        let _ = read_all(tty, &gone.0);
    };
    thread::Builder::new().name("input".into()).spawn(read)?;
    Ok(())
}

/// Reads until there is nobody to read for or nothing to read from.
fn read_all(mut tty: File, to: &Sender<Incoming>) -> io::Result<()> {
    let mut decoder = Decoder::default();
    let mut bytes = [0; 4096];
    loop {
        let events = if decoder.is_in_doubt() && !is_followed(&tty)? {
            decoder.settle().into_iter().collect()
        } else {
            match tty.read(&mut bytes) {
                Ok(0) => return Ok(()),
                Ok(count) => decoder.feed(&bytes[..count]),
                Err(fault) if matches!(fault.kind(), io::ErrorKind::Interrupted | io::ErrorKind::WouldBlock) => Vec::new(),
                Err(fault) => return Err(fault),
            }
        };
        for incoming in events.into_iter().filter_map(|event| incoming(event, MOST_PASTED)) {
            if to.send(incoming).is_err() {
                return Ok(());
            }
        }
    }
}

/// Whether more comes soon.
fn is_followed(tty: &File) -> io::Result<bool> {
    loop {
        let mut fds = [PollFd::new(tty.as_fd(), PollFlags::POLLIN)];
        match poll(&mut fds, PollTimeout::from(ALONE)) {
            Ok(ready) => return Ok(ready > 0),
            Err(Errno::EINTR) => {}
            Err(fault) => return Err(fault.into()),
        }
    }
}

/// Whatever ends the reading, the session hears of it.
struct Gone(Sender<Incoming>);

impl Drop for Gone {
    fn drop(&mut self) {
        let _ = self.0.send(Incoming::Msg(Msg::End(End::Lost)));
    }
}

/// What an event says to the loop, if anything; of a paste so many bytes.
pub fn incoming(event: Event, most_pasted: usize) -> Option<Incoming> {
    Some(match event {
        Event::Key(key) if Chord::from(key) == ctrl('z') => Incoming::Suspend,
        Event::Key(key) => Incoming::Msg(Msg::Key(key)),
        Event::Paste(text) => Incoming::Msg(paste(text, most_pasted)),
        Event::Mouse(mouse) => Incoming::Mouse(mouse),
        Event::FocusGained | Event::FocusLost | Event::Resize(..) => return None,
    })
}

/// A paste of bounded size, cut between characters.
pub fn paste(mut text: String, most: usize) -> Msg {
    let cut = text.len() > most;
    if cut {
        text.truncate(text.floor_char_boundary(most));
    }
    Msg::Paste { text, cut }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_huge_paste_is_cut_between_characters() {
        let Msg::Paste { text, cut } = paste("ñ".repeat(3_000_000), MOST_PASTED) else {
            unreachable!()
        };
        assert!(cut && text.len() <= MOST_PASTED && text.chars().all(|c| c == 'ñ'));
        let Msg::Paste { cut, .. } = paste("short".into(), MOST_PASTED) else {
            unreachable!()
        };
        assert!(!cut);
    }
}
