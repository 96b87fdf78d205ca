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

/// An answer this soon needs no "one moment": until then the frame is empty, but never missing.
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
    // Whether something is to be drawn at once, and whether something is to be drawn.
    let (mut bare, mut dirty, mut paused) = (true, true, false);
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
        let full = quiet.is_zero() || !door.shell.overlays.is_empty();
        if !paused && (bare || (dirty && full)) {
            door.shell.now = Utc::now();
            door.at_once = !full;
            terminal.screen.paint(door.shell.size, |area, canvas| door.view(area, canvas))?;
            (bare, dirty) = (false, !full);
        }
        let incoming = if dirty && !paused {
            terminal.from.recv_timeout(quiet)
        } else {
            terminal.from.recv().map_err(|_| RecvTimeoutError::Disconnected)
        };
        match incoming {
            Ok(Incoming::Suspend) => paused = terminal.pause.as_ref().is_some_and(|pause| (pause.stop)()),
            Ok(incoming) => {
                let incoming = match (incoming, &terminal.pause) {
                    (Incoming::Continued, Some(pause)) => Incoming::Msg(Msg::Resize((pause.again)()?)),
                    (incoming, _) => incoming,
                };
                let spot = match &incoming {
                    Incoming::Mouse(mouse) => terminal.screen.spot(mouse.column, mouse.row),
                    _ => None,
                };
                if let Incoming::Msg(Msg::Resize(size)) = &incoming {
                    terminal.size = *size;
                    terminal.screen.forget();
                    (bare, paused) = (true, false);
                }
                wish = door.on(incoming, spot);
                dirty = true;
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Ok(Way::Out(LOST)),
        }
    }
}
