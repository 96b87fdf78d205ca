//! Keys, pastes, clicks and sizes, read on a thread of their own.

use std::any::Any;
use std::sync::mpsc::Sender;
use std::{io, thread};

use crossterm::event::{self, Event, MouseEvent};
use ratatui::layout::Size;

use crate::tui::core::msg::{End, Msg};

/// More than any field takes; a paste can be 20 MB at once.
pub const MOST_PASTED: usize = 64 * 1024;

/// What reaches the loop.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "nearly all of them are messages")]
pub enum Incoming {
    Msg(Msg),
    /// The loop knows what was drawn there.
    Mouse(MouseEvent),
    /// What a task of the entrance came to; the entrance knows its type.
    Done(Box<dyn Any + Send>),
}

/// Starts reading; ends with the program, or when the terminal cannot be read.
pub fn start(to: Sender<Incoming>) -> io::Result<()> {
    let read = move || {
        let _gone = Gone(to.clone());
        loop {
            let Ok(event) = event::read() else { return };
            if let Some(incoming) = incoming(event)
                && to.send(incoming).is_err()
            {
                return;
            }
        }
    };
    thread::Builder::new().name("input".into()).spawn(read)?;
    Ok(())
}

/// Whatever ends the reading, the session hears of it.
struct Gone(Sender<Incoming>);

impl Drop for Gone {
    fn drop(&mut self) {
        let _ = self.0.send(Incoming::Msg(Msg::End(End::Lost)));
    }
}

fn incoming(event: Event) -> Option<Incoming> {
    Some(match event {
        Event::Key(key) => Incoming::Msg(Msg::Key(key)),
        Event::Paste(text) => Incoming::Msg(paste(text)),
        Event::Resize(width, height) => Incoming::Msg(Msg::Resize(Size { width, height })),
        Event::Mouse(mouse) => Incoming::Mouse(mouse),
        Event::FocusGained | Event::FocusLost => return None,
    })
}

/// A paste of bounded size, cut between characters.
pub fn paste(mut text: String) -> Msg {
    let cut = text.len() > MOST_PASTED;
    if cut {
        text.truncate(text.floor_char_boundary(MOST_PASTED));
    }
    Msg::Paste { text, cut }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_huge_paste_is_cut_between_characters() {
        let Msg::Paste { text, cut } = paste("ñ".repeat(1_000_000)) else {
            unreachable!()
        };
        assert!(cut && text.len() <= MOST_PASTED && text.chars().all(|c| c == 'ñ'));
        let Msg::Paste { cut, .. } = paste("short".into()) else {
            unreachable!()
        };
        assert!(!cut);
    }
}
