//! A program in a pseudo-terminal, watched: when its screen shows what, how many bytes crossed the line.

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Silence that ends what a key caused.
const QUIET: Duration = Duration::from_millis(30);
const ROWS: NonZero<u16> = NonZero::new(40).expect("more than none");
const COLUMNS: NonZero<u16> = NonZero::new(120).expect("more than none");
const PATIENCE: Duration = Duration::from_secs(20);

pub struct Screen {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    output: Receiver<(Instant, Vec<u8>)>,
    parser: vt100::Parser,
    started: Instant,
    _master: Box<dyn MasterPty + Send>,
}

/// What a key caused.
pub struct Painted {
    /// From the key to the first of what it painted: the row.
    pub row: Duration,
    /// From the key to the last byte before silence: what was read for it too.
    pub all: Duration,
    pub bytes: usize,
}

impl Screen {
    /// Starts the built program, 120 × 40, on this database.
    pub fn start(url: &str, home: &std::path::Path) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_krafta"));
        command.args(["--as", "ana"]);
        command.env("DATABASE_URL", url);
        command.env("HOME", home);
        command.env("TERM", "xterm-256color");
        command.env("COLORTERM", "truecolor");
        command.env_remove("SSH_CONNECTION");
        command.env_remove("SSH_TTY");
        Self::runs(command)
    }

    /// Starts a program, 120 × 40.
    pub fn runs(command: CommandBuilder) -> Self {
        let size = PtySize {
            rows: ROWS.get(),
            cols: COLUMNS.get(),
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut reader = pair.master.try_clone_reader().expect("its output");
        let keys = pair.master.take_writer().expect("its keys");
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = vec![0; 65_536];
            while let Ok(read) = reader.read(&mut buffer) {
                if read == 0 || sender.send((Instant::now(), buffer[..read].to_vec())).is_err() {
                    break;
                }
            }
        });
        let started = Instant::now();
        let child = pair.slave.spawn_command(command).expect("the program starts");
        Self {
            child,
            keys,
            output,
            parser: vt100::Parser::new(ROWS, COLUMNS, 0),
            started,
            _master: pair.master,
        }
    }

    pub fn pid(&self) -> u32 {
        self.child.process_id().expect("a process")
    }

    /// Waits until the screen holds the text; answers how long after `since` the byte came that completed it.
    pub fn wait(&mut self, text: &str, since: Instant) -> Duration {
        let limit = Instant::now() + PATIENCE;
        loop {
            let left = limit.saturating_duration_since(Instant::now());
            let Ok((at, bytes)) = self.output.recv_timeout(left) else {
                unreachable!("the screen never showed {text:?}:\n{}", self.parser.screen().contents())
            };
            self.parser.process(&bytes);
            if self.parser.screen().contents().contains(text) {
                return at.saturating_duration_since(since);
            }
        }
    }

    /// From start to the frame with this text.
    pub fn ready(&mut self, text: &str) -> Duration {
        let started = self.started;
        self.wait(text, started)
    }

    /// So many characters of the screen after a text.
    pub fn after(&self, text: &str, characters: usize) -> String {
        let screen = self.parser.screen().contents();
        let found = screen.split_once(text).map(|(_, rest)| rest.chars().take(characters).collect());
        found.expect("the text is on the screen")
    }

    pub fn send(&mut self, keys: &str) -> Instant {
        let at = Instant::now();
        self.keys.write_all(keys.as_bytes()).expect("a written key");
        self.keys.flush().expect("a sent key");
        at
    }

    /// Presses a key and watches until the program is silent.
    pub fn press(&mut self, key: &str) -> Painted {
        let pressed = self.send(key);
        let (mut first, mut last, mut bytes) = (None, pressed, 0);
        while let Ok((at, chunk)) = self.output.recv_timeout(QUIET) {
            self.parser.process(&chunk);
            bytes += chunk.len();
            first.get_or_insert(at);
            last = at;
        }
        Painted {
            row: first.unwrap_or(last).saturating_duration_since(pressed),
            all: last.saturating_duration_since(pressed),
            bytes,
        }
    }

    /// Reads what comes for a while; answers how many bytes.
    pub fn idle(&mut self, time: Duration) -> usize {
        let (end, mut bytes) = (Instant::now() + time, 0);
        while let Ok((_, chunk)) = self.output.recv_timeout(end.saturating_duration_since(Instant::now())) {
            self.parser.process(&chunk);
            bytes += chunk.len();
        }
        bytes
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// User and system time of a process so far.
pub fn cpu(pid: u32) -> Duration {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).expect("a running process");
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks: u64 = [11, 12].iter().filter_map(|&at| fields.get(at)?.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

/// Resident memory, in megabytes.
pub fn resident(pid: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).expect("a running process");
    let kilobytes = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB")?.trim().parse::<f64>().ok());
    kilobytes.unwrap_or_default() / 1024.0
}
