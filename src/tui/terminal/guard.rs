//! The terminal is taken once and given back exactly once, whatever ends the program: the end, a panic, a signal. In between it
//! may be given back for a while, to the shell that the program was started from.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use nix::sys::signal::{Signal, kill};
use nix::sys::termios::tcgetsid;
use nix::unistd::{Pid, tcgetpgrp};

static TAKEN: AtomicBool = AtomicBool::new(false);

/// Alternate screen, no cursor, pastes and focus told apart.
const TAKE: &str = "\x1b[?1049h\x1b[?25l\x1b[?2004h\x1b[?1004h\x1b[2J";
/// Presses and the wheel, not every move.
const MOUSE: &str = "\x1b[?1000h\x1b[?1006h";
/// The reverse of both, also when they were only half done.
const GIVE_BACK: &str = "\x1b[?2026l\x1b[0m\x1b[?1006l\x1b[?1000l\x1b[?1004l\x1b[?2004l\x1b[?25h\x1b[?1049l";

/// Lines are written under each other: the screen and the cursor stay as they are.
const TAKE_LINES: &str = "\x1b[?2004h";
const GIVE_BACK_LINES: &str = "\x1b[?2004l";
static LINES: AtomicBool = AtomicBool::new(false);

/// Whether it was taken to be written line by line.
pub fn tells_lines() -> bool {
    LINES.load(Ordering::SeqCst)
}

/// How the terminal is taken.
#[derive(Clone, Copy, Debug)]
pub struct Taking {
    pub mouse: bool,
    /// The whole screen is drawn on.
    pub draws: bool,
}

/// While it lives the terminal is ours.
#[derive(Debug)]
pub struct Guard(());

impl Guard {
    pub fn take(taking: Taking) -> io::Result<Self> {
        enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        let guard = Self(());
        set_up(taking)?;
        Ok(guard)
    }
}

impl Taking {
    /// Writes what takes a terminal.
    pub fn take(self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(if self.draws { TAKE } else { TAKE_LINES }.as_bytes())?;
        if self.mouse && self.draws {
            out.write_all(MOUSE.as_bytes())?;
        }
        out.flush()
    }

    /// Writes what gives it back.
    pub fn give_back(self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(if self.draws { GIVE_BACK } else { GIVE_BACK_LINES }.as_bytes())?;
        out.flush()
    }
}

fn set_up(taking: Taking) -> io::Result<()> {
    LINES.store(!taking.draws, Ordering::SeqCst);
    taking.take(&mut io::stdout().lock())
}

/// Gives the terminal back and stops the program until SIGCONT; false where no shell would ever go on with it.
pub fn stop() -> bool {
    let tty = io::stdin();
    // A shell with job control leads the session and puts each job into a group of its own.
    let resumable = matches!((tcgetpgrp(&tty), tcgetsid(&tty)), (Ok(job), Ok(shell)) if job != shell);
    if resumable {
        give_back();
        // All of the job: the shell waits for the first of its programs, which need not be this one.
        let _ = kill(Pid::from_raw(0), Signal::SIGSTOP);
    }
    resumable
}

/// Takes the terminal again after the program was stopped. Whatever stopped it, the shell has set the terminal to its own mode.
pub fn take_again(taking: Taking) -> io::Result<()> {
    disable_raw_mode()?;
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    set_up(taking)
}

impl Drop for Guard {
    fn drop(&mut self) {
        give_back();
    }
}

/// Gives the terminal back, the first time it is called. A terminal that is gone cannot be helped.
fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let taking = Taking {
            mouse: true,
            draws: !LINES.load(Ordering::SeqCst),
        };
        let _ = taking.give_back(&mut io::stdout());
        let _ = disable_raw_mode();
    }
}
