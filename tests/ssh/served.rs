//! A server that is up, with operators and their keys; and the clients that come to it.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Once;
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use portable_pty::CommandBuilder;

use crate::fresh::Fresh;
use crate::person::{PATIENCE, Person};

/// Ana keeps the shop; the others' roles.
const OTHERS: [(&str, &str); 2] = [("eva", "support"), ("luis", "coordinator")];

pub struct Served {
    server: Child,
    pub port: u16,
    pub home: PathBuf,
    pub url: String,
}

/// What a client's program came to.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// OpenSSH is there, once for all tests.
pub fn openssh() {
    static THERE: Once = Once::new();
    THERE.call_once(|| {
        let install = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ssh/install");
        let installed = Command::new(install)
            .stdout(Stdio::null())
            .status()
            .expect("tests/ssh/install runs");
        assert!(installed.success(), "OpenSSH is not there");
    });
}

pub fn krafta(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_krafta"));
    command
        .args(arguments)
        .env_clear()
        .env("HOME", home)
        .env("KRAFTA_LANG", "es")
        .env("PATH", "/usr/bin:/bin")
        .current_dir(home);
    command
}

pub fn run(mut command: Command, input: &str) -> Ran {
    let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = child.expect("the program starts");
    let mut stdin = child.stdin.take().expect("stdin");
    // A program that reads nothing is no fault of the test.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("the program ends").into()
}

impl Served {
    /// Ana, Eva and Luis, each with the key of their name.
    pub fn open(fresh: &Fresh) -> Self {
        Self::open_with(fresh, "")
    }

    /// With settings of `[serve]`.
    pub fn open_with(fresh: &Fresh, settings: &str) -> Self {
        openssh();
        let home = fresh.folder.join("home");
        let folder = home.join(".config/krafta");
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("krafta.toml"), format!("[serve]\n{settings}\n")).expect("settings");
        let mut served = Self {
            server: Command::new("true").spawn().expect("a process"),
            port: 0,
            home,
            url: fresh.url.clone(),
        };
        served.key("stranger");
        served.admin(&["init"]);
        for (login, role) in OTHERS {
            served.admin(&["operators", "add", login, "--role", role]);
        }
        for login in ["ana", "eva", "luis"] {
            served.add_key(login, login);
        }
        served.start();
        served
    }

    fn start(&mut self) {
        let mut command = krafta(&self.home, &["--database", &self.url, "serve", "--listen", "127.0.0.1:0"]);
        command
            .env("SSH_CONNECTION", "of whoever starts it")
            .stderr(Stdio::piped())
            .stdin(Stdio::null());
        let mut server = command.spawn().expect("the server starts");
        let mut lines = BufReader::new(server.stderr.take().expect("stderr")).lines();
        let told = lines.next().expect("a line").expect("text");
        let at = told.split_once("127.0.0.1:").unwrap_or_else(|| panic!("{told}")).1;
        let digits: String = at.chars().take_while(char::is_ascii_digit).collect();
        self.port = digits.parse().expect("a port");
        self.server = server;
        thread::spawn(move || lines.map_while(Result::ok).for_each(|line| eprintln!("server: {line}")));
        let shown = self.admin(&["serve", "--listen", &format!("127.0.0.1:{}", self.port), "hostkey", "show"]);
        let line = shown.lines().nth(1).expect("a line of known_hosts");
        fs::write(self.home.join("known_hosts"), format!("{line}\n")).expect("known_hosts");
    }

    /// The command line beside the server, as ana.
    pub fn admin(&self, arguments: &[&str]) -> String {
        let mut all = vec!["--database", &self.url, "--as", "ana"];
        all.extend(arguments);
        let ran = run(krafta(&self.home, &all), "");
        assert_eq!(ran.code, Some(0), "{arguments:?}: {ran:?}");
        ran.out
    }

    /// Makes the key of this name, if it is not there; where it is.
    pub fn key(&self, name: &str) -> PathBuf {
        let path = self.home.join(format!("key-{name}"));
        if !path.exists() {
            let made = Command::new("ssh-keygen")
                .args(["-q", "-t", "ed25519", "-N", "", "-C", &format!("{name}@portátil"), "-f"])
                .arg(&path)
                .status();
            assert!(made.expect("ssh-keygen").success());
        }
        path
    }

    /// The key of this name is this operator's.
    pub fn add_key(&self, login: &str, name: &str) {
        let public = self.key(name).with_extension("pub");
        self.admin(&["keys", "add", login, public.to_str().expect("a path")]);
    }

    /// The fingerprint of a key, as the tools say it.
    pub fn fingerprint(&self, name: &str) -> String {
        let said = Command::new("ssh-keygen")
            .arg("-lf")
            .arg(self.key(name))
            .output()
            .expect("ssh-keygen");
        let said = String::from_utf8_lossy(&said.stdout).into_owned();
        said.split(' ').nth(1).expect("a fingerprint").to_owned()
    }

    /// The client's arguments, up to the host: with this key alone, and nothing of this machine's settings.
    pub fn options(&self, keys: &[&str], port: u16) -> Vec<String> {
        let known = self.home.join("known_hosts");
        let mut options: Vec<String> = ["-F", "none", "-p"].map(str::to_owned).to_vec();
        options.push(port.to_string());
        for option in [
            "BatchMode=yes",
            "IdentitiesOnly=yes",
            "IdentityAgent=none",
            "StrictHostKeyChecking=yes",
            "LogLevel=ERROR",
            "ConnectTimeout=15",
            &format!("UserKnownHostsFile={}", known.display()),
        ] {
            options.extend(["-o".to_owned(), option.to_owned()]);
        }
        for key in keys {
            options.extend(["-i".to_owned(), self.home.join(format!("key-{key}")).display().to_string()]);
        }
        options
    }

    pub fn client(&self, keys: &[&str], more: &[&str]) -> Command {
        self.client_at(self.port, keys, more)
    }

    pub fn client_at(&self, port: u16, keys: &[&str], more: &[&str]) -> Command {
        let mut command = Command::new("ssh");
        command.args(self.options(keys, port)).args(more).env("HOME", &self.home);
        command
    }

    /// A line of the command line, by this key.
    pub fn line(&self, key: &str, line: &str) -> Ran {
        self.line_with(key, line, "")
    }

    pub fn line_with(&self, key: &str, line: &str, input: &str) -> Ran {
        run(self.client(&[key], &["krafta@127.0.0.1", line]), input)
    }

    /// Somebody opens the terminal by this key.
    pub fn opens(&self, key: &str) -> Person {
        let mut command = CommandBuilder::new("ssh");
        command.args(self.options(&[key], self.port));
        command.args(["-tt", "krafta@127.0.0.1"]);
        command.env("TERM", "xterm-256color");
        command.env("HOME", &self.home);
        Person::runs(command)
    }

    /// As [`Self::opens`], with the first screen whole.
    pub fn opened(&self, key: &str) -> Person {
        let person = self.opens(key);
        person.until("whole", |screen| screen.contains("krafta") && screen.contains("ayuda"));
        person
    }

    pub fn pid(&self) -> u32 {
        self.server.id()
    }

    pub fn signals(&self, signal: Signal) {
        kill(Pid::from_raw(i32::try_from(self.pid()).expect("a pid")), signal).expect("a signal");
    }

    /// Waits for the server's end; how long it took, and whether it ended well.
    pub fn ends(&mut self) -> (Duration, bool) {
        let start = Instant::now();
        loop {
            if let Some(status) = self.server.try_wait().expect("a child") {
                return (start.elapsed(), status.success());
            }
            assert!(start.elapsed() < PATIENCE * 2, "the server does not end");
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// The server's threads, sockets and memory in KiB.
    pub fn weight(&self) -> (usize, usize, usize) {
        let proc = format!("/proc/{}", self.pid());
        let status = fs::read_to_string(format!("{proc}/status")).expect("a process");
        let value = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).expect(name);
            line.split_whitespace().nth(0).and_then(|value| value.parse().ok()).expect(name)
        };
        let files = fs::read_dir(format!("{proc}/fd")).expect("files").flatten();
        let is_socket = |file: &fs::DirEntry| fs::read_link(file.path()).is_ok_and(|what| what.to_string_lossy().starts_with("socket:"));
        (value("Threads:"), files.filter(is_socket).count(), value("VmRSS:"))
    }

    /// All of its open files.
    pub fn files(&self) -> usize {
        fs::read_dir(format!("/proc/{}/fd", self.pid())).expect("files").count()
    }

    /// What the server logged.
    pub fn log(&self) -> String {
        fs::read_to_string(self.home.join(".local/state/krafta/krafta.log")).unwrap_or_default()
    }

    /// It takes people in as before.
    #[track_caller]
    pub fn is_well(&self) {
        let ran = self.line("luis", "orders list --json");
        assert_eq!(ran.code, Some(0), "{ran:?}");
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // One that has ended cannot be killed.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// Waits until it holds.
#[track_caller]
pub fn until(what: &str, mut holds: impl FnMut() -> bool) -> Duration {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < PATIENCE, "never {what}");
        thread::sleep(Duration::from_millis(10));
    }
    start.elapsed()
}
