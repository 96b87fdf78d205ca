//! The program itself, as a person starts it.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long the program takes, and the most memory that it had, in MB.
pub fn run(folder: &Path, url: &str, line: &str) -> (Duration, u64) {
    let begun = Instant::now();
    let mut program = Command::new(env!("CARGO_BIN_EXE_krafta"))
        .args(["--as", "ana", "--json"])
        .args(line.split(' '))
        .env("HOME", folder)
        .env("DATABASE_URL", url)
        .current_dir(folder)
        .stdout(Stdio::null())
        .spawn()
        .expect("the program");
    let mut most = 0;
    let ended = loop {
        most = most.max(memory(&program));
        if let Some(ended) = program.try_wait().expect("an end") {
            break ended;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    assert!(ended.success(), "{line}");
    (begun.elapsed(), most / 1024)
}

/// The most memory until now, in KB.
fn memory(program: &Child) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", program.id())).unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or_default()
}
