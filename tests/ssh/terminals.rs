//! Terminals over SSH: sizes as the client says them, ends that others make, and a server that stops without leaving anything half done.

use std::io::Write;
use std::process::{Child, Stdio};
use std::thread;
use std::time::Duration;

use krafta::db::Dialect;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::fresh::{Fresh, on_both_engines, run};
use crate::served::{Served, until};

on_both_engines!(a_terminal_is_played_and_cut_by_whom_it_may_be);

async fn a_terminal_is_played_and_cut_by_whom_it_may_be(fresh: Fresh) {
    let served = Served::open(&fresh);
    let mut ana = served.opened("ana");
    ana.sees("ssh ana@por");
    for (columns, rows) in [(80, 24), (200, 50), (120, 40)] {
        ana.resizes(columns, rows);
        ana.until("drawn anew", |screen| {
            screen.contains("ayuda") && screen.lines().all(|line| line.chars().count() <= columns.into())
        });
    }
    // A storm of sizes is one size, the last.
    for turn in 0..300_u16 {
        ana.resizes(20 + turn % 150, 5 + turn % 60);
    }
    ana.resizes(120, 40);
    ana.sees("ssh ana@por");
    ana.presses("q");
    let (code, _) = ana.ends();
    assert_eq!(code, 0);
    assert!(ana.has_the_terminal_back());

    // Demoted while the terminal is open: the next thing they may not is refused, and what they still may goes on.
    let luis = served.opened("luis");
    served.admin(&["operators", "edit", "luis", "--role", "support"]);
    luis.sees("soporte");
    // The key is revoked by another program: within two seconds they are out, and know why.
    let mut eva = served.opened("eva");
    served.admin(&["keys", "revoke", &served.fingerprint("eva")[..20], "--reason", "la perdió"]);
    let took = eva.until("told why", |screen| screen.contains("tu llave ya no sirve"));
    assert!(took < Duration::from_secs(2), "{took:?}");
    let (code, _) = eva.ends();
    assert_eq!(code, 1);
    assert!(eva.has_the_terminal_back());
    served.is_well();
    drop(luis);
}

/// The sessions that the server says it ended, by its log.
fn left(served: &Served) -> usize {
    served.log().matches("left ssh").count()
}

fn client(served: &Served, more: &[&str]) -> Child {
    let mut client = served.client(&["ana"], &["-tt", "krafta@127.0.0.1"]);
    client.args(more).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    client.env("TERM", "xterm-256color");
    client.spawn().expect("ssh")
}

fn pid(client: &Child) -> Pid {
    Pid::from_raw(i32::try_from(client.id()).expect("a pid"))
}

async fn gone(fresh: Fresh) {
    let served = Served::open_with(&fresh, "keep_alive_seconds = 1");
    // Without a tty at the client its size is 0×0, which is 80×24.
    let mut killed = client(&served, &[]);
    until("signed in", || served.log().matches("session opened").count() == 1);
    killed.kill().expect("kill -9");
    killed.wait().expect("an end");
    until("left", || left(&served) == 1);

    // Stopped: it answers nothing any more, and is taken for gone after three times.
    let mut stopped = client(&served, &[]);
    until("signed in", || served.log().matches("session opened").count() == 2);
    kill(pid(&stopped), Signal::SIGSTOP).expect("stopped");
    let took = until("left", || left(&served) == 2);
    assert!(took < Duration::from_secs(8), "{took:?}");
    stopped.kill().expect("kill -9");
    stopped.wait().expect("an end");

    // A line whose client goes away is not run on.
    let mut line = served.client(&["ana"], &["krafta@127.0.0.1", "report --from - --feed x"]);
    let mut line = line
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("ssh");
    let feeds = || {
        let all = std::process::Command::new("pgrep")
            .args(["-P", &served.pid().to_string()])
            .output()
            .expect("pgrep");
        String::from_utf8_lossy(&all.stdout).lines().count()
    };
    until("run", || feeds() == 1);
    line.kill().expect("kill -9");
    line.wait().expect("an end");
    until("ended", || feeds() == 0);
    served.is_well();
}

#[test]
fn who_is_gone_is_noticed() {
    run(Dialect::Sqlite, gone);
}

/// Somebody who opens the terminal and reads nothing of it, while much is drawn.
async fn unread(fresh: Fresh) {
    let served = Served::open(&fresh);
    let mut reader = client(&served, &[]);
    until("signed in", || served.log().matches("session opened").count() == 1);
    let before = served.weight().2;
    kill(pid(&reader), Signal::SIGSTOP).expect("stopped");
    let eva = served.opened("eva");
    // Others go on meanwhile.
    let took = eva.sees("krafta");
    assert!(took < Duration::from_secs(2), "{took:?}");
    assert!(served.weight().2 < before + 30_000, "{} KiB, {before} before", served.weight().2);
    kill(pid(&reader), Signal::SIGCONT).expect("goes on");
    reader.kill().expect("kill -9");
    reader.wait().expect("an end");
    until("left", || left(&served) == 1);
}

#[test]
fn who_reads_nothing_holds_up_nobody() {
    run(Dialect::Sqlite, unread);
}

async fn four(fresh: Fresh) {
    let served = Served::open(&fresh);
    let three: Vec<_> = (0..3).map(|_| served.opened("ana")).collect();
    let fourth = served.line("ana", "orders list");
    assert_eq!(fourth.code, Some(1), "{fourth:?}");
    assert!(fourth.err.contains("máximo de sesiones"), "{fourth:?}");
    served.is_well();
    drop(three);
    until("free again", || served.line("ana", "orders list").code == Some(0));
}

#[test]
fn a_person_has_three_sessions() {
    run(Dialect::Sqlite, four);
}

async fn restart(fresh: Fresh) {
    let mut served = Served::open(&fresh);
    let names: Vec<String> = (0..7).map(|number| format!("op{number}")).collect();
    for name in &names {
        served.admin(&["operators", "add", name, "--role", "support"]);
        served.add_key(name, name);
    }
    let mut people: Vec<_> = (0..20).map(|number| served.opened(&names[number / 3])).collect();
    // A line in the middle of what it was given.
    let mut feed = served.client(&["ana"], &["krafta@127.0.0.1", "products add JARRA --name Jarra --price 9,00"]);
    let mut feed = feed
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("ssh");
    feed.stdin.take().expect("stdin").flush().expect("nothing");
    thread::sleep(Duration::from_millis(30));
    served.signals(Signal::SIGTERM);
    let (took, well) = served.ends();
    assert!(well && took < Duration::from_secs(15), "{took:?}");
    eprintln!("20 sessions and a line ended in {took:?}");
    for person in &mut people {
        person.until("told", |screen| screen.contains("se detiene o se reinicia"));
        assert_eq!(person.ends().0, 1);
        assert!(person.has_the_terminal_back());
    }
    let said = feed.wait_with_output().expect("an end");
    let products = served.admin(&["products", "list", "--json"]);
    // Done and said to be, or neither.
    assert_eq!(said.status.success(), products.contains("JARRA"), "{said:?} {products}");
    let log = served.log();
    assert!(log.contains("the server has stopped") && log.contains("left=0"), "{log}");
}

#[test]
fn a_server_that_stops_leaves_nothing_half_done() {
    run(Dialect::Sqlite, restart);
}
