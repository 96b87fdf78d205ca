//! The mail server of a test: started on a port of its own, told what to do wrong, and asked what it took.

use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::LazyLock;

use serde_json::Value;
use tempfile::TempDir;

/// The Python that has the server's library, brought where it is not there yet.
static PYTHON: LazyLock<PathBuf> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let brought = Command::new(root.join("tests/delivery/install"))
        .status()
        .expect("tests/delivery/install runs");
    assert!(
        brought.success(),
        "tests/delivery/install could not bring the mail server of these tests"
    );
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    root.join(target).join("delivery/python/bin/python")
});

/// A message as the server took it.
#[derive(Debug, Clone, serde::Deserialize)]
pub struct Caught {
    pub from: String,
    pub to: Vec<String>,
    pub headers: Vec<String>,
    pub subject: String,
    pub header_from: String,
    /// Of the recipients.
    pub names: Vec<String>,
    pub message: String,
    pub message_id: String,
    pub twice: bool,
    pub text: String,
    pub html: String,
    pub size: usize,
    pub tls: bool,
    pub user: Option<String>,
}

pub struct Server {
    folder: TempDir,
    options: Vec<String>,
    port: u16,
    running: Option<Running>,
}

struct Running {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Running {
    fn line(&mut self) -> String {
        let mut line = String::new();
        self.output.read_line(&mut line).expect("what the mail server says");
        line.trim().to_owned()
    }
}

impl Server {
    pub fn start() -> Self {
        Self::start_with(&[])
    }

    pub fn start_with(options: &[&str]) -> Self {
        let mut server = Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
            options: options.iter().map(|&option| option.to_owned()).collect(),
            port: 0,
            running: None,
        };
        server.again();
        server
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("caught")
    }

    /// Starts it where it was.
    pub fn again(&mut self) {
        let mut child = Command::new(&*PYTHON)
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/delivery/smtp_server.py"))
            .arg(self.file())
            .arg(self.port.to_string())
            .args(&self.options)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a mail server");
        let (input, output) = (child.stdin.take().expect("its input"), child.stdout.take().expect("its output"));
        let mut running = Running {
            child,
            input,
            output: BufReader::new(output),
        };
        let ready = running.line();
        let port = ready.strip_prefix("ready ").and_then(|port| port.parse().ok());
        self.port = port.unwrap_or_else(|| panic!("the mail server did not start: {ready}"));
        self.running = Some(running);
    }

    /// It dies at once.
    pub fn kill(&mut self) {
        if let Some(mut running) = self.running.take() {
            running.child.kill().expect("a kill");
            running.child.wait().expect("an end");
        }
    }

    /// What it does wrong from now on, and nothing else.
    pub fn does(&mut self, plan: &Value) {
        let running = self.running.as_mut().expect("a running server");
        writeln!(running.input, "{plan}").expect("an order");
        assert_eq!(running.line(), "ok");
    }

    pub const fn port(&self) -> u16 {
        self.port
    }

    /// What it took since the last look, which began at `at`.
    pub fn caught_since(&self, at: &mut u64) -> Vec<Caught> {
        let mut text = Vec::new();
        if let Ok(mut file) = std::fs::File::open(self.file()) {
            file.seek(SeekFrom::Start(*at)).expect("a place");
            file.read_to_end(&mut text).expect("what was taken");
        }
        let whole = text.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        *at += whole as u64;
        let lines = text[..whole].split(|byte| *byte == b'\n');
        lines.filter_map(|line| serde_json::from_slice(line).ok()).collect()
    }

    /// All it took, in that order. Of a server that was killed the last line may be half there: it was not acknowledged.
    pub fn caught(&self) -> Vec<Caught> {
        let text = std::fs::read_to_string(self.file()).unwrap_or_default();
        text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}
