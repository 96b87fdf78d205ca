//! The entrance in a real terminal: its loop, and the tasks it starts.

use std::io;
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

use chrono::Utc;
use tokio::runtime::Handle;

use super::task::perform;
use super::{Demonstration, Entrance, EntranceEffect, Opened};
use crate::config::Configuration;
use crate::tui::core::msg::Msg;
use crate::tui::dialogue::shell::Opening;
use crate::tui::terminal::input::Incoming;
use crate::tui::terminal::{LOST, Terminal};

/// An answer this soon needs no "one moment".
const SOON: Duration = Duration::from_millis(150);

/// How the entrance was left.
#[derive(Debug)]
pub enum Way {
    In(Box<Opened>),
    Out(u8),
}

/// Stays at the entrance until the shop is open or the program is left.
///
/// # Errors
/// The terminal cannot be drawn on.
pub fn enter(
    terminal: &mut Terminal,
    handle: &Handle,
    opening: Opening,
    configuration: Configuration,
    demonstration: Option<Demonstration>,
) -> io::Result<Way> {
    let (mut door, first) = Entrance::new(
        Opening {
            size: terminal.size,
            ..opening
        },
        configuration,
        demonstration.is_some(),
    );
    let started = Instant::now();
    let mut wish = Some(first);
    let mut dirty = true;
    loop {
        match wish.take() {
            Some(EntranceEffect::Do(task)) => {
                let (to, configuration) = (terminal.to.clone(), door.configuration.clone());
                handle.spawn(async move {
                    let done = perform(task, configuration, demonstration).await;
                    let _ = to.send(Incoming::Done(Box::new(done)));
                });
            }
            Some(EntranceEffect::Enter(opened)) => return Ok(Way::In(opened)),
            Some(EntranceEffect::Leave(code)) => return Ok(Way::Out(code)),
            None => {}
        }
        let quiet = SOON.saturating_sub(started.elapsed());
        if dirty && (quiet.is_zero() || !door.shell.overlays.is_empty()) {
            door.shell.now = Utc::now();
            terminal.screen.paint(door.shell.size, |area, canvas| door.view(area, canvas))?;
            dirty = false;
        }
        let incoming = if dirty {
            terminal.from.recv_timeout(quiet)
        } else {
            terminal.from.recv().map_err(|_| RecvTimeoutError::Disconnected)
        };
        match incoming {
            Ok(incoming) => {
                let spot = match &incoming {
                    Incoming::Mouse(mouse) => terminal.screen.spot(mouse.column, mouse.row),
                    _ => None,
                };
                if let Incoming::Msg(Msg::Resize(size)) = &incoming {
                    terminal.size = *size;
                    terminal.screen.forget();
                }
                wish = door.on(incoming, spot);
                dirty = true;
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Ok(Way::Out(LOST)),
        }
    }
}
