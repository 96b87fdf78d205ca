//! The whole loop in a real pseudo-terminal: whatever ends it, the terminal comes back and the exit code is right.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::demo::Demo;
use crate::domain::actor::{Actor, Role};
use crate::domain::ids::{OperationId, OperatorId};
use crate::locale::{Catalogue, Locale};
use crate::tui::app::model::Model;
use crate::tui::app::runtime::{Files, Setting, play};
use crate::tui::core::client::{Answer, Command, Error, Feed, Page, Query, Receipt, Source};
use crate::tui::core::graphics::Graphics;
use crate::tui::core::theme::{Depth, Scheme, Theme};
use crate::tui::dialogue::shell::Opening;
use crate::tui::pane::mounted::Mounted;
use crate::tui::terminal::clipboard::Through;
use crate::tui::terminal::detect::Way;
use crate::tui::terminal::{panics, tty};

/// Answers at once, with nothing; writes never end.
#[derive(Clone, Debug)]
pub struct Nothing;

impl Source for Nothing {
    type Feed = Self;

    async fn read(&self, _query: Query) -> Result<Answer, Error> {
        Ok(Answer::Orders(Page::whole(Vec::new())))
    }

    async fn write(&self, _operation: OperationId, _command: Command) -> Result<Receipt, Error> {
        std::future::pending().await
    }

    async fn watch(&self) -> Result<Self, Error> {
        Ok(Self)
    }
}

impl Feed for Nothing {
    async fn next(&mut self) -> Result<(), Error> {
        std::future::pending().await
    }
}

/// The program that the tests run in a terminal; never returns.
fn program(folder: PathBuf) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let opening = Opening {
        locale: Locale::Es,
        theme: Theme::new(Scheme::Auto, Depth::detect(|name| std::env::var(name).ok())),
        size: ratatui::layout::Size::ZERO,
        now: chrono::Utc::now(),
        operator: Actor::staff(Role::Admin, OperatorId::from_uuid(uuid::Uuid::from_u128(1)), "ana"),
        database: "krafta.db".into(),
        trust: None,
        welcome: None,
        through: Through::Nothing,
        graphics: Graphics::default(),
        desktop: false,
        read_only: false,
        seed: 7,
    };
    let setting = Setting {
        frame: Duration::from_millis(16),
        files: Ok(Files {
            exports: folder.clone(),
            opened: folder.clone(),
        }),
    };
    let panes = vec![Mounted::boxed(Demo::that_fails())];
    let terminal = tty::take(
        runtime.handle(),
        (true, crate::tui::terminal::Signs::Unicode),
        Way::default(),
        folder,
        Catalogue::of(Locale::Es),
    )
    .unwrap();
    let handle = runtime.handle();
    let code = panics::whole(move || {
        Ok(play(
            terminal,
            handle,
            Nothing,
            opening,
            |opening| Model::new(opening, panes),
            setting,
        ))
    })
    .unwrap();
    std::process::exit(code.into());
}

/// The program in a terminal of 80×24.
struct Run {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    keys: Option<Box<dyn Write + Send>>,
    out: Arc<Mutex<Vec<u8>>>,
    folder: tempfile::TempDir,
}

/// What a shell with job control does with a program that is suspended twice. `$@` is the program.
const SHELL: &str = r#"set -m
"$@"
stty -a | grep -o -- '-\?icanon'; echo "back 1"; read -r _; fg >/dev/null
stty -a | grep -o -- '-\?icanon'; echo "back 2"; read -r _; fg >/dev/null"#;

impl Run {
    fn start() -> Self {
        Self::started_by(&[])
    }

    /// By the words of another program before it.
    fn started_by(words: &[&str]) -> Self {
        let size = PtySize {
            rows: 24,
            cols: 80,
            ..PtySize::default()
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let program = std::env::current_exe().unwrap();
        let mut words = words.iter().map(std::ffi::OsStr::new).chain([program.as_os_str()]);
        let mut command = CommandBuilder::new(words.next().unwrap());
        command.args(words);
        command.args(["tui::app::testing::pty::leaving_gives_the_terminal_back", "--exact", "--nocapture"]);
        command.env(FOLDER, folder.path());
        command.env("TERM", "xterm-256color");
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let out = Arc::new(Mutex::new(Vec::new()));
        let (mut reader, seen) = (pair.master.try_clone_reader().unwrap(), Arc::clone(&out));
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                seen.lock().unwrap().extend_from_slice(&buffer[..count]);
            }
        });
        let keys = pair.master.take_writer().unwrap();
        let run = Self {
            child,
            master: Some(pair.master),
            keys: Some(keys),
            out,
            folder,
        };
        run.wait_for("KRFT-7Q2M00");
        run
    }

    fn output(&self) -> String {
        String::from_utf8_lossy(&self.out.lock().unwrap()).into_owned()
    }

    fn wait_for(&self, text: &str) {
        let start = Instant::now();
        while !self.output().contains(text) {
            assert!(start.elapsed() < Duration::from_secs(10), "no {text:?} in {:?}", self.output());
            thread::sleep(Duration::from_millis(5));
        }
    }

    fn press(&mut self, keys: &[u8]) {
        let out = self.keys.as_mut().unwrap();
        out.write_all(keys).unwrap();
        out.flush().unwrap();
    }

    fn signal(&self, signal: Signal) {
        let pid = i32::try_from(self.child.process_id().unwrap()).unwrap();
        kill(Pid::from_raw(pid), signal).unwrap();
    }

    /// The program that a shell has started.
    fn job(&self) -> Pid {
        let shell = self.child.process_id().unwrap();
        let children = std::fs::read_to_string(format!("/proc/{shell}/task/{shell}/children")).unwrap();
        Pid::from_raw(children.split_whitespace().next().unwrap().parse().unwrap())
    }

    /// Waits until a text has been written so often.
    fn wait_for_again(&self, text: &str, times: usize) {
        let start = Instant::now();
        while self.output().matches(text).count() < times {
            assert!(
                start.elapsed() < Duration::from_secs(10),
                "no {text:?} for the {times}. time in {:?}",
                self.output()
            );
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// The exit code, and how long the end took.
    fn end(&mut self) -> (u32, Duration) {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                thread::sleep(Duration::from_millis(50));
                return (status.exit_code(), start.elapsed());
            }
            assert!(start.elapsed() < Duration::from_secs(10), "it does not end: {:?}", self.output());
            thread::sleep(Duration::from_millis(2));
        }
    }

    fn given_back(&self) -> bool {
        let output = self.output();
        // The cursor is shown with each frame too.
        ["\x1b[?25h\x1b[?1049l", "\x1b[?1049l", "\x1b[?2004l", "\x1b[?1000l"]
            .iter()
            .all(|sequence| output.matches(sequence).count() == 1)
    }
}

/// Names the folder to whoever is to be the program in the terminal, and not its test.
const FOLDER: &str = "KRAFTA_TEST_FOLDER";

#[test]
fn leaving_gives_the_terminal_back() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        return program(folder.into());
    }
    for key in [b"q".as_slice(), b"\x03"] {
        let mut run = Run::start();
        run.press(key);
        assert_eq!(run.end().0, 0);
        assert!(run.given_back(), "{:?}", run.output());
    }
}

#[test]
fn a_signal_gives_the_terminal_back() {
    for signal in [Signal::SIGTERM, Signal::SIGINT, Signal::SIGHUP] {
        let mut run = Run::start();
        run.signal(signal);
        assert_eq!(run.end().0, 128 + u32::try_from(signal as i32).unwrap());
        assert!(run.given_back(), "{signal}: {:?}", run.output());
    }
}

#[test]
fn a_suspended_program_comes_back_whole() {
    let mut run = Run::started_by(&["bash", "-c", SHELL, "shell"]);
    for (time, ctrl_z) in [(1, true), (2, false)] {
        if ctrl_z {
            run.press(b"\x1a");
        } else {
            kill(run.job(), Signal::SIGTSTP).unwrap();
        }
        run.wait_for(&format!("back {time}"));
        let output = run.output();
        let left = output.rsplit_once("\x1b[?1049l").unwrap().1;
        assert!(left.contains("icanon") && !left.contains("-icanon"), "the shell's mode: {left:?}");
        assert_eq!(output.matches("\x1b[?1049h").count(), time);
        run.press(b"\r");
        run.wait_for_again("KRFT-7Q2M00", time + 1);
        run.wait_for_again("\x1b[?1049h", time + 1);
    }
    // It hears its keys.
    run.press(b"q");
    assert_eq!(run.end().0, 0);
    assert_eq!(run.output().matches("\x1b[?1049l").count(), 3);
}

/// As tmux sends them: the first leaves the buttons of the form, the second the form, and `q` is no letter of it.
#[test]
fn two_escapes_that_come_together_are_two() {
    let mut run = Run::start();
    run.press(b"r");
    run.wait_for("Rechazar el pago");
    run.press(b"\t\t\thola");
    run.press(b"\x1b\x1b");
    // A key right behind an Esc is read as one with Alt.
    std::thread::sleep(std::time::Duration::from_millis(500));
    run.press(b"q");
    assert_eq!(run.end().0, 0);
}

#[test]
fn without_a_shell_nothing_is_suspended() {
    let mut run = Run::start();
    run.press(b"\x1a");
    run.wait_for("no hay una consola");
    run.press(b"q");
    assert_eq!(run.end().0, 0);
    assert!(run.given_back(), "{:?}", run.output());
}

#[test]
fn a_panic_gives_the_terminal_back_and_leaves_a_report() {
    let mut run = Run::start();
    run.press(b"!");
    assert_eq!(run.end().0, 1);
    assert!(run.given_back());
    let reports: Vec<_> = std::fs::read_dir(run.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    let [report] = &reports[..] else { panic!("{reports:?}") };
    assert!(run.output().contains(report.to_str().unwrap()), "{:?}", run.output());
    assert!(std::fs::read_to_string(report).unwrap().contains("on purpose"));
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(report).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_terminal_that_is_gone_ends_it_at_once_even_with_a_write_in_flight() {
    let mut run = Run::start();
    run.press(b"\r");
    thread::sleep(Duration::from_millis(50));
    drop(run.keys.take());
    drop(run.master.take());
    // The reading thread still holds a clone of the far end; the signal is what a terminal sends when it closes.
    run.signal(Signal::SIGHUP);
    let (code, took) = run.end();
    assert_eq!(code, 129);
    assert!(took < Duration::from_millis(300), "{took:?}");
}

#[test]
fn moving_a_row_costs_few_bytes_and_being_idle_none() {
    let mut run = Run::start();
    run.press(b"j");
    thread::sleep(Duration::from_millis(200));
    let before = run.out.lock().unwrap().len();
    thread::sleep(Duration::from_millis(300));
    assert_eq!(run.out.lock().unwrap().len(), before, "idle bytes");
    run.press(b"j");
    thread::sleep(Duration::from_millis(200));
    let bytes = run.out.lock().unwrap().len() - before;
    assert!((1..=300).contains(&bytes), "{bytes} bytes for a row");
}

#[test]
fn any_size_of_a_real_terminal_is_survived() {
    let mut run = Run::start();
    for (cols, rows) in [(200, 60), (20, 5), (0, 0), (1, 1), (120, 40)] {
        run.master
            .as_ref()
            .unwrap()
            .resize(PtySize {
                rows,
                cols,
                ..PtySize::default()
            })
            .unwrap();
        thread::sleep(Duration::from_millis(60));
    }
    run.press(b"q");
    assert_eq!(run.end().0, 0);
    assert!(run.given_back());
}
