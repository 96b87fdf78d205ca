//! Connections of whoever means harm: what is no channel of ours, noise, half of a handshake, many at once, and no more files.
//! `KRAFTA_SSH_TIMES` makes them so many times as many: 50 is what the server is made for.

use std::env;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use krafta::db::Dialect;

use crate::fresh::{Fresh, run};
use crate::served::{Served, until};

fn times() -> usize {
    env::var("KRAFTA_SSH_TIMES").ok().and_then(|times| times.parse().ok()).unwrap_or(1)
}

fn connect(served: &Served) -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", served.port)).expect("the server listens");
    stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a patience");
    stream
}

/// Reads until the server closes; what it said, and how long that took.
fn closed(mut stream: TcpStream) -> (Vec<u8>, Duration) {
    let (start, mut said) = (Instant::now(), Vec::new());
    // A reset is an end too.
    let _ = stream.read_to_end(&mut said);
    (said, start.elapsed())
}

async fn channels(fresh: Fresh) {
    let served = Served::open(&fresh);
    let target = "krafta@127.0.0.1";
    for more in [
        &["-s", target, "sftp"][..],
        &["-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:22", "-N", target],
        &["-W", "127.0.0.1:22", target],
    ] {
        let ran = crate::served::run(served.client(&["eva"], more), "");
        assert_ne!(ran.code, Some(0), "{more:?}: {ran:?}");
        assert_eq!(ran.out, "", "{more:?}");
    }
    // A local port is the client's own; nothing comes of it.
    let local = format!("{}:127.0.0.1:22", served.home.join("forwarded").display());
    let mut forwards = served.client(&["eva"], &["-A", "-L", &local, target, "keys list --json"]);
    forwards.stdin(Stdio::null());
    let ran = crate::served::run(forwards, "");
    assert_eq!(ran.code, Some(0), "{ran:?}");

    // A second channel of one connection.
    let socket = served.home.join("mux");
    let path = format!("ControlPath={}", socket.display());
    let mut first = served.client(
        &["eva"],
        &["-o", &path, "-o", "ControlMaster=yes", target, "report --from - --feed x"],
    );
    let mut first = first
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("ssh");
    until("a master", || socket.exists());
    let second = served.client(&["eva"], &["-o", &path, "-o", "ProxyCommand=false", target, "keys list"]);
    let ran = crate::served::run(second, "");
    assert_eq!((ran.code, ran.out.as_str()), (Some(255), ""), "{ran:?}");
    first.kill().expect("kill");
    first.wait().expect("an end");
    served.is_well();
}

#[test]
fn nothing_but_one_channel_with_a_terminal_or_a_line() {
    run(Dialect::Sqlite, channels);
}

async fn noise(fresh: Fresh) {
    let served = Served::open(&fresh);
    served.is_well();
    let (threads, files, memory) = served.weight();
    let start = Instant::now();
    let (each, mut said_hello) = (60 * times(), 0);
    for number in 0..each {
        let mut stream = connect(&served);
        let bytes: Vec<u8> = match number % 4 {
            0 => b"GET / HTTP/1.1\r\nHost: x\r\n\r\n".to_vec(),
            1 => vec![0xff; 4_096],
            2 => b"SSH-2.0-x\r\n\x00\x00\x00\x0c\x0a\x14garbage".to_vec(),
            _ => Vec::new(),
        };
        // It may be closed already.
        let _ = stream.write_all(&bytes);
        let _ = stream.shutdown(Shutdown::Write);
        said_hello += usize::from(closed(stream).0.starts_with(b"SSH-2.0-krafta\r\n"));
    }
    let took = start.elapsed();
    assert!(
        said_hello < each,
        "who only makes noise is refused after a while: {said_hello} of {each}"
    );
    until("as it was", || served.weight().1 <= files);
    let (threads_after, files_after, memory_after) = served.weight();
    eprintln!(
        "{each} connections with noise in {took:?}, {said_hello} heard; threads {threads} -> {threads_after}, files {files} -> {files_after}, KiB {memory} -> {memory_after}"
    );
    assert!(
        threads_after <= threads + 4 && memory_after < memory + 20_000,
        "{threads_after} threads, {memory_after} KiB"
    );
    // One line a minute of it at most.
    assert!(served.log().matches("did not sign in").count() <= 2, "{}", served.log());
    forgiven(&served);
}

#[test]
fn noise_is_no_harm() {
    run(Dialect::Sqlite, noise);
}

/// Whoever comes from there is refused until what they did is over; then the server is as it was.
fn forgiven(served: &Served) {
    let start = Instant::now();
    while served.line("luis", "orders list --json").code != Some(0) {
        assert!(start.elapsed() < Duration::from_secs(120), "never taken in again");
        thread::sleep(Duration::from_millis(500));
    }
}

async fn many(fresh: Fresh) {
    let served = Served::open(&fresh);
    // Somebody is at work meanwhile.
    let person = served.opened("ana");
    let (_, files, _) = served.weight();
    let each = 6 * times().max(5);
    let start = Instant::now();
    let waiting: Vec<TcpStream> = (0..each).map(|_| connect(&served)).collect();
    thread::sleep(Duration::from_millis(300));
    let held = served.weight().1.saturating_sub(files);
    // A socket each, and the handle that closes it.
    assert!(held <= 2 * 4, "{held} files for connections of one address");
    person.resizes(100, 30);
    let took = person.until("drawn", |screen| screen.contains("ayuda"));
    assert!(took < Duration::from_secs(2), "{took:?}");
    let (mut refused, mut longest) = (0, Duration::ZERO);
    for stream in waiting {
        let (said, _) = closed(stream);
        refused += usize::from(said.is_empty());
        longest = longest.max(start.elapsed());
    }
    eprintln!("{each} at once: {refused} refused at once, the last one closed after {longest:?}, {held} files meanwhile");
    assert_eq!(refused, each - 4);
    assert!(
        longest > Duration::from_secs(15) && longest < Duration::from_secs(25),
        "{longest:?}"
    );
    until("as it was", || served.weight().1 <= files);
    forgiven(&served);
}

#[test]
fn many_at_once_wait_for_nothing() {
    run(Dialect::Sqlite, many);
}

async fn no_more_files(fresh: Fresh) {
    let served = Served::open(&fresh);
    served.is_well();
    let limit = |most: usize| {
        let set = Command::new("prlimit")
            .args(["--pid", &served.pid().to_string(), &format!("--nofile={most}:4096")])
            .status();
        assert!(set.expect("prlimit").success());
    };
    let person = served.opened("ana");
    limit(served.files());
    // They wait in the queue of the listener; none is taken.
    let waiting: Vec<TcpStream> = (0..3).map(|_| connect(&served)).collect();
    until("noticed", || served.log().contains("a connection could not be taken"));
    thread::sleep(Duration::from_secs(1));
    let faults = served.log().matches("a connection could not be taken").count();
    assert_eq!(faults, 1, "{}", served.log());
    person.resizes(100, 30);
    person.sees("ayuda");
    limit(4_096);
    drop(waiting);
    until("taken again", || served.line("luis", "orders list --json").code == Some(0));
}

#[test]
fn no_more_files_end_nothing() {
    run(Dialect::Sqlite, no_more_files);
}
