//! Somebody at a terminal: starts the program, presses keys, reads the screen, resizes the window, goes away.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Far more than anything takes, on a machine that does much else.
pub const PATIENCE: Duration = Duration::from_secs(20);

const COLUMNS: NonZero<u16> = NonZero::new(120).expect("not 0");
const ROWS: NonZero<u16> = NonZero::new(40).expect("not 0");

pub struct Person {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    keys: Option<Box<dyn Write + Send>>,
    seen: Arc<Mutex<Seen>>,
    reader: Option<JoinHandle<()>>,
    gone: Arc<AtomicBool>,
}

struct Seen {
    terminal: vt100::Parser,
    bytes: Vec<u8>,
}

const fn size(cols: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

impl Person {
    /// Starts `krafta` with these arguments in a terminal of 120×40; settings and data are under `home`.
    pub fn starts(home: &Path, arguments: &[&str]) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_krafta"));
        command.args(arguments);
        command.env_clear();
        command.env("HOME", home);
        command.env("TERM", "xterm-256color");
        command.env("KRAFTA_LANG", "es");
        command.cwd(home);
        Self::runs(command)
    }

    /// Starts a program in a terminal of 120×40.
    pub fn runs(command: CommandBuilder) -> Self {
        let pair = native_pty_system().openpty(size(COLUMNS.get(), ROWS.get())).expect("a terminal");
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let seen = Arc::new(Mutex::new(Seen {
            terminal: vt100::Parser::new(ROWS, COLUMNS, 0),
            bytes: Vec::new(),
        }));
        let gone = Arc::new(AtomicBool::new(false));
        let reader = read(&*pair.master, Arc::clone(&seen), Arc::clone(&gone));
        let keys = pair.master.take_writer().expect("a keyboard");
        Self {
            child,
            master: Some(pair.master),
            keys: Some(keys),
            seen,
            reader: Some(reader),
            gone,
        }
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().expect("the reader lives")
    }

    /// What the screen shows.
    pub fn screen(&self) -> String {
        self.seen().terminal.screen().contents()
    }

    /// Everything the program ever sent.
    pub fn output(&self) -> String {
        String::from_utf8_lossy(&self.seen().bytes).into_owned()
    }

    /// Waits until `true`; answers how long that took.
    pub fn until(&self, what: &str, mut holds: impl FnMut(&str) -> bool) -> Duration {
        let start = Instant::now();
        loop {
            let screen = self.screen();
            if holds(&screen) {
                return start.elapsed();
            }
            assert!(start.elapsed() < PATIENCE, "never {what}:\n{screen}");
            thread::sleep(Duration::from_millis(3));
        }
    }

    pub fn sees(&self, text: &str) -> Duration {
        self.until(text, |screen| screen.contains(text))
    }

    pub fn sees_no(&self, text: &str) -> Duration {
        self.until(&format!("without {text}"), |screen| !screen.contains(text))
    }

    /// The line of the screen with the bar of the selected row.
    pub fn selected(&self) -> String {
        let screen = self.screen();
        screen.lines().find(|line| line.contains('▌')).unwrap_or_default().to_owned()
    }

    pub fn presses(&mut self, keys: &str) {
        self.sends(keys.as_bytes());
    }

    pub fn sends(&mut self, bytes: &[u8]) {
        let keys = self.keys.as_mut().expect("the terminal is there");
        keys.write_all(bytes).expect("the terminal takes keys");
        keys.flush().expect("the terminal takes keys");
    }

    pub fn pastes(&mut self, text: &str) {
        self.sends(format!("\x1b[200~{text}\x1b[201~").as_bytes());
    }

    pub fn resizes(&self, cols: u16, rows: u16) {
        // The emulator has no size without rows or columns.
        if let (Some(rows), Some(cols)) = (NonZero::new(rows), NonZero::new(cols)) {
            self.seen().terminal.screen_mut().set_size(rows, cols);
        }
        let master = self.master.as_ref().expect("the terminal is there");
        master.resize(size(cols, rows)).expect("a resized terminal");
    }

    pub fn signals(&self, signal: Signal) {
        let pid = self
            .child
            .process_id()
            .and_then(|pid| i32::try_from(pid).ok())
            .expect("a running program");
        kill(Pid::from_raw(pid), signal).expect("a signal");
    }

    /// The window is closed: nothing can be read or written any more.
    pub fn closes_the_window(&mut self) {
        self.gone.store(true, Ordering::SeqCst);
        // The reader sleeps until something is drawn, and holds the terminal open until then.
        self.presses("?");
        self.reader.take().expect("a reader").join().expect("the reader ends");
        drop(self.keys.take());
        drop(self.master.take());
    }

    /// Waits for the end; the exit code, and how long it took.
    pub fn ends(&mut self) -> (u32, Duration) {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                let took = start.elapsed();
                // What it wrote last is still on its way.
                thread::sleep(Duration::from_millis(60));
                return (status.exit_code(), took);
            }
            assert!(start.elapsed() < PATIENCE, "it does not end:\n{}", self.screen());
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Whether the terminal is as it was before, with nothing given back twice.
    pub fn has_the_terminal_back(&self) -> bool {
        let output = self.output();
        // The cursor is shown with each frame too.
        ["\x1b[?25h\x1b[?1049l", "\x1b[?1049l", "\x1b[?2004l", "\x1b[?1000l"]
            .iter()
            .all(|sequence| output.matches(sequence).count() == 1)
    }
}

impl Drop for Person {
    fn drop(&mut self) {
        // A failed test leaves no program behind; one that has ended cannot be killed.
        let _ = self.child.kill();
        self.gone.store(true, Ordering::SeqCst);
    }
}

/// Reads until the program is gone or the window is closed.
fn read(master: &dyn MasterPty, seen: Arc<Mutex<Seen>>, gone: Arc<AtomicBool>) -> JoinHandle<()> {
    let mut reader = master.try_clone_reader().expect("a readable terminal");
    thread::spawn(move || {
        let mut buffer = [0; 16 * 1024];
        while !gone.load(Ordering::SeqCst) {
            let Ok(count @ 1..) = reader.read(&mut buffer) else { return };
            let mut seen = seen.lock().expect("the test lives");
            seen.terminal.process(&buffer[..count]);
            seen.bytes.extend_from_slice(&buffer[..count]);
        }
    })
}
