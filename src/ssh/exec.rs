//! One line of the command line, in a process of its own: what breaks there breaks nothing else, and its files and memory end with it. The
//! process is this program again, told whose line it is by its own arguments; of what the client says of its environment it hears nothing.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::sync::Arc;

use russh::ChannelWriteHalf;
use russh::server::Msg as Outgoing;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, ChildStdin, Command};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::{oneshot, watch};
use tokio::time::timeout;

use super::bounds::{FINISH, STDIN, TAKEN};
use super::input::Flood;
use super::live::{Activity, Ending, ending};
use super::serve::Server;

/// The line that the client asked for, as sshd names it too.
pub const LINE: &str = "SSH_ORIGINAL_COMMAND";
/// Variables of whoever started the server from a session of their own.
const NOT_OURS: [&str; 6] = [
    "SSH_CONNECTION",
    "SSH_CLIENT",
    "SSH_TTY",
    "SSH_AUTH_SOCK",
    "SSH_ASKPASS",
    "SSH_USER_AUTH",
];
/// What stderr is in the channel.
const STDERR: u32 = 1;
const CHUNK: usize = 16 * 1024;
const FAULT: u32 = 1;

/// A line that runs. Dropped, its process ends.
#[derive(Debug)]
pub struct Exec {
    input: Option<UnboundedSender<Vec<u8>>>,
    given: usize,
    /// Its end is heard by the task that runs it.
    _gone: oneshot::Sender<()>,
}

/// What a line is run with.
#[derive(Debug)]
pub struct Asked {
    pub line: String,
    pub login: String,
    pub origin: String,
    /// There is a terminal at the other end, whose lines end with both signs.
    pub terminal: bool,
    pub end: watch::Receiver<Option<Ending>>,
    pub activity: Activity,
}

impl Exec {
    /// Starts it; `over` hears that it has ended and everything was said.
    ///
    /// # Errors
    /// No process can be started.
    pub fn begin(server: &Arc<Server>, asked: Asked, out: Arc<ChannelWriteHalf<Outgoing>>, over: oneshot::Sender<()>) -> io::Result<Self> {
        let mut child = command(&server.program, &asked).spawn()?;
        let (input, from) = unbounded_channel();
        let (gone, is_gone) = oneshot::channel();
        if let Some(stdin) = child.stdin.take() {
            server.handle.spawn(give(from, stdin));
        }
        server.handle.spawn(run(Arc::clone(server), child, asked, (out, is_gone), over));
        Ok(Self {
            input: Some(input),
            given: 0,
            _gone: gone,
        })
    }

    /// # Errors
    /// More came than a line may be given.
    pub fn typed(&mut self, bytes: &[u8]) -> Result<(), Flood> {
        self.given += bytes.len();
        if self.given > STDIN {
            return Err(Flood);
        }
        if let Some(input) = &self.input {
            // A process that reads nothing more is no fault.
            let _ = input.send(bytes.to_vec());
        }
        Ok(())
    }

    /// Nothing more is given.
    pub fn ended(&mut self) {
        self.input = None;
    }
}

/// The program that runs here, whatever lies in its place by now.
pub fn program() -> io::Result<PathBuf> {
    let own = Path::new("/proc/self/exe");
    if own.exists() {
        Ok(own.to_owned())
    } else {
        std::env::current_exe()
    }
}

fn command((program, arguments): &(PathBuf, Vec<OsString>), asked: &Asked) -> Command {
    let mut command = Command::new(program);
    command
        .arg0("krafta")
        .arg("--as")
        .arg(&asked.login)
        .args(arguments)
        .arg("ssh-command")
        .env(LINE, &asked.line);
    for name in NOT_OURS {
        command.env_remove(name);
    }
    command
        .env("SSH_CONNECTION", &asked.origin)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .process_group(0)
        .kill_on_drop(true);
    command
}

async fn give(mut from: UnboundedReceiver<Vec<u8>>, mut stdin: ChildStdin) {
    while let Some(bytes) = from.recv().await {
        if stdin.write_all(&bytes).await.is_err() {
            return;
        }
    }
}

async fn run(
    server: Arc<Server>,
    mut child: Child,
    asked: Asked,
    (out, mut is_gone): (Arc<ChannelWriteHalf<Outgoing>>, oneshot::Receiver<()>),
    over: oneshot::Sender<()>,
) {
    let mut end = asked.end;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let status = {
        let says = async {
            tokio::join!(
                say(stdout, &out, None, (asked.terminal, &asked.activity)),
                say(stderr, &out, Some(STDERR), (asked.terminal, &asked.activity))
            );
            child.wait().await
        };
        tokio::pin!(says);
        tokio::select! {
            status = &mut says => status.ok(),
            _ = &mut is_gone => None,
            why = ending(&mut end) => match why {
                // What it is doing is not left half done.
                Ending::Restart => timeout(FINISH, &mut says).await.ok().and_then(Result::ok),
                _ => None,
            },
        }
    };
    // One that has ended cannot be ended again.
    let _ = child.start_kill();
    let why = *end.borrow();
    let code = status.map_or(FAULT, code);
    let close = async {
        if let (Some(why), None) = (why, status) {
            let said = server.catalogue.text(&format!("visit-ended-{why}"), &[]);
            out.extended_data_bytes(STDERR, format!("krafta: {said}\n").into_bytes()).await?;
        }
        out.exit_status(code).await?;
        out.eof().await?;
        out.close().await
    };
    // One that is gone hears nothing.
    let _ = timeout(TAKEN, close).await;
    let _ = over.send(());
}

/// As a shell answers it.
fn code(status: ExitStatus) -> u32 {
    use std::os::unix::process::ExitStatusExt;
    let code = status.code().or_else(|| status.signal().map(|signal| 128 + signal));
    code.and_then(|code| u32::try_from(code).ok()).unwrap_or(FAULT)
}

/// Hands on what the process says, as fast as the client takes it.
async fn say(
    from: Option<impl AsyncRead + Unpin>,
    out: &ChannelWriteHalf<Outgoing>,
    extended: Option<u32>,
    (terminal, activity): (bool, &Activity),
) {
    let Some(mut from) = from else { return };
    let mut bytes = vec![0; CHUNK];
    while let Ok(count @ 1..) = from.read(&mut bytes).await {
        let said = match terminal {
            true => with_returns(&bytes[..count]),
            false => bytes[..count].to_vec(),
        };
        let sent = match extended {
            None => out.data_bytes(said).await,
            Some(extended) => out.extended_data_bytes(extended, said).await,
        };
        if sent.is_err() {
            return;
        }
        activity.touch();
    }
}

fn with_returns(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + bytes.len() / 32);
    for byte in bytes {
        if *byte == b'\n' {
            out.push(b'\r');
        }
        out.push(*byte);
    }
    out
}

/// Says why nothing is run, and ends the channel.
pub async fn refuse(server: &Server, out: &ChannelWriteHalf<Outgoing>, key: &str, code: u32) {
    let said = server.catalogue.text(key, &[]);
    let close = async {
        out.extended_data_bytes(STDERR, format!("krafta: {said}\r\n").into_bytes()).await?;
        out.exit_status(code).await?;
        out.eof().await?;
        out.close().await
    };
    let _ = timeout(TAKEN, close).await;
}
