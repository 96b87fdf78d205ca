//! Ends the program when its tty is gone. The input thread cannot: on a dead terminal it spins and never returns.

use std::os::fd::AsFd;
use std::sync::mpsc::Sender;
use std::time::Duration;
use std::{io, process, thread};

use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

use super::input::Incoming;
use super::{GRACE, LOST};
use crate::tui::core::msg::{End, Msg};

/// Watches for the far end of the terminal to hang up: asleep until then.
pub fn start(to: Sender<Incoming>) -> io::Result<()> {
    let watch = move || {
        if hung_up() {
            let _ = to.send(Incoming::Msg(Msg::End(End::Lost)));
            end_after(GRACE, i32::from(LOST));
        }
    };
    thread::Builder::new().name("watchdog".into()).spawn(watch)?;
    Ok(())
}

/// Ends the program after a while, whatever the loop is doing.
pub fn end_after(grace: Duration, code: i32) {
    thread::sleep(grace);
    process::exit(code);
}

fn hung_up() -> bool {
    let stdin = io::stdin();
    loop {
        // No event is asked for: a hang-up is told anyway, and nothing else wakes this thread.
        let mut fds = [PollFd::new(stdin.as_fd(), PollFlags::empty())];
        match poll(&mut fds, PollTimeout::NONE) {
            Ok(_) => {
                return fds[0]
                    .revents()
                    .is_none_or(|it| it.intersects(PollFlags::POLLHUP | PollFlags::POLLERR));
            }
            Err(Errno::EINTR) => {}
            Err(_) => return false,
        }
    }
}
