//! The terminal over SSH, through a real OpenSSH client: signing in, keys while many are there, and what those cost who do nothing.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;

use crate::big::Big;
use crate::screen::{Screen, cpu, resident};
use crate::table::{Table, milliseconds, percentiles};

/// Sessions that do nothing, those that work, and how many one operator may have.
const IDLE: usize = 50;
const ACTIVE: usize = 10;
const OF_ONE: usize = 3;
const STARTS: usize = 20;
/// Keys of each who works, and the time from one to the next.
const KEYS: usize = 40;
const EVERY: Duration = Duration::from_millis(200);
const REST: Duration = Duration::from_secs(20);

struct Server {
    process: Child,
    port: String,
    home: PathBuf,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub fn measure(table: &mut Table, big: &Big, home: &Path) {
    let server = Server::start(big, home);
    let starts = (0..STARTS).map(|_| server.opens(0).ready("KRFT-")).collect();
    let (p50, p99) = percentiles(starts);
    let measured = format!("p50 {} · p99 {}", milliseconds(p50), milliseconds(p99));
    table.row("ssh: start of the client to first full frame", big.engine, "", measured);
    // What the client and the handshake take with a line that does next to nothing.
    let lines = (0..STARTS).map(|_| server.line(0)).collect();
    table.row("ssh: a line", big.engine, "", format!("p50 {}", milliseconds(percentiles(lines).0)));

    let before = resident(server.process.id());
    let mut idle: Vec<Screen> = (0..IDLE).map(|number| server.opened(number / OF_ONE)).collect();
    for screen in &mut idle {
        screen.idle(Duration::from_millis(50));
    }
    let each = (resident(server.process.id()) - before) / IDLE as f64;
    table.row("ssh: memory of a session", big.engine, "≤ 1 MB", format!("{each:.2} MB"));
    thread::sleep(Duration::from_secs(2));
    let (spent, start) = (cpu(server.process.id()), Instant::now());
    thread::sleep(REST);
    let share = (cpu(server.process.id()) - spent).as_secs_f64() / start.elapsed().as_secs_f64() * 100.0;
    table.row("ssh: 50 sessions at rest", big.engine, "≤ 0.2 %", format!("{share:.2} %"));

    let first = IDLE.div_ceil(OF_ONE);
    let working: Vec<Screen> = (0..ACTIVE).map(|number| server.opened(first + number / OF_ONE)).collect();
    let threads: Vec<_> = working.into_iter().map(|screen| thread::spawn(move || keys(screen))).collect();
    let times = threads.into_iter().flat_map(|thread| thread.join().expect("keys")).collect();
    let (p50, p99) = percentiles(times);
    let measured = format!("p50 {} · p99 {}", milliseconds(p50), milliseconds(p99));
    table.row("ssh: key to frame, 10 at work and 50 at rest", big.engine, "p99 ≤ 50 ms", measured);
}

fn keys(mut screen: Screen) -> Vec<Duration> {
    let down_and_up = ["j", "j", "j", "k", "k", "k"].into_iter().cycle();
    let press = |key| {
        let row = screen.press(key).row;
        thread::sleep(EVERY);
        row
    };
    down_and_up.take(KEYS).map(press).collect()
}

impl Server {
    fn start(big: &Big, home: &Path) -> Self {
        let krafta = |arguments: &[&str]| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_krafta"));
            command
                .args(["--as", "ana"])
                .args(arguments)
                .env("HOME", home)
                .env("DATABASE_URL", &big.url);
            command
        };
        let done = |mut command: Command| assert!(command.stdout(Stdio::null()).status().expect("a program").success());
        for number in 0..(IDLE + ACTIVE).div_ceil(OF_ONE) + 1 {
            let key = home.join(format!("key-{number}"));
            if !key.exists() {
                let mut made = Command::new("ssh-keygen");
                made.args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(&key);
                done(made);
            }
            let login = format!("ssh{number}");
            // They may be there of the run before.
            let _ = krafta(&["operators", "add", &login, "--role", "admin"]).output();
            let public = key.with_extension("pub");
            let _ = krafta(&["keys", "add", &login, public.to_str().expect("a path")]).output();
        }
        let mut process = krafta(&["serve", "--listen", "127.0.0.1:0"])
            .stderr(Stdio::piped())
            .spawn()
            .expect("a server");
        let mut lines = BufReader::new(process.stderr.take().expect("stderr")).lines();
        let told = lines.next().expect("a line").expect("text");
        let port = told.split_once("127.0.0.1:").expect("an address").1;
        let port: String = port.chars().take_while(char::is_ascii_digit).collect();
        let shown = krafta(&["serve", "--listen", &format!("127.0.0.1:{port}"), "hostkey", "show"]).output();
        let shown = String::from_utf8(shown.expect("a key").stdout).expect("text");
        fs::write(home.join("known_hosts"), shown.lines().nth(1).expect("a line")).expect("a file");
        Self {
            process,
            port,
            home: home.to_owned(),
        }
    }

    fn arguments(&self, person: usize) -> Vec<String> {
        let (known, key) = (self.home.join("known_hosts"), self.home.join(format!("key-{person}")));
        let known = format!("UserKnownHostsFile={}", known.display());
        let options = [
            "BatchMode=yes",
            "IdentitiesOnly=yes",
            "IdentityAgent=none",
            "LogLevel=ERROR",
            known.as_str(),
        ];
        let mut arguments: Vec<String> = ["-F", "none", "-p", &self.port, "-i"].map(str::to_owned).to_vec();
        arguments.push(key.display().to_string());
        arguments.extend(options.into_iter().flat_map(|option| ["-o".to_owned(), option.to_owned()]));
        arguments.push("krafta@127.0.0.1".to_owned());
        arguments
    }

    fn opens(&self, person: usize) -> Screen {
        let mut command = CommandBuilder::new("ssh");
        command.arg("-tt");
        command.args(self.arguments(person));
        command.env("TERM", "xterm-256color");
        Screen::runs(command)
    }

    fn opened(&self, person: usize) -> Screen {
        let mut screen = self.opens(person);
        screen.ready("KRFT-");
        screen
    }

    fn line(&self, person: usize) -> Duration {
        let start = Instant::now();
        let mut command = Command::new("ssh");
        command.args(self.arguments(person)).arg("--version").stdout(Stdio::null());
        assert!(command.status().expect("ssh").success());
        start.elapsed()
    }
}
