//! This test program run again as another process: it does one thing to a database until it is done, stopped or killed.
//! What it prints on lines that begin with `>` is what it was acknowledged.

use std::env;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command as Program, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::counter::{on, opening};
use krafta::config::Settings;
use krafta::db::{Db, Query};
use krafta::domain::actor::{Actor, Role};
use krafta::domain::ids::OrderId;
use krafta::service::core::clock::ManualClock;
use krafta::service::orders::commands::Note;
use krafta::service::{Command, Krafta};

const ROLE: &str = "KRAFTA_TEST_CHILD";

/// Another process; killed when dropped.
pub struct Other {
    child: Child,
    lines: BufReader<std::process::ChildStdout>,
}

impl Other {
    /// Starts one that does `role` to the database at `url`, with `given` for it to read.
    pub fn start(role: &str, url: &str, given: &str) -> Self {
        let mut child = Program::new(env::current_exe().expect("this program"))
            .args(["--exact", "child::runs", "--nocapture", "--test-threads", "1"])
            .env(ROLE, role)
            .env("KRAFTA_TEST_URL", url)
            .env("KRAFTA_TEST_GIVEN", given)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("another process");
        let lines = BufReader::new(child.stdout.take().expect("its output"));
        Self { child, lines }
    }

    /// The next line it printed for us; none when it has ended.
    pub fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        while self.lines.read_line(&mut line).expect("its output") > 0 {
            if let Some(told) = line.trim_end().split_once('>').map(|(_, told)| told.trim().to_owned()) {
                return Some(told);
            }
            line.clear();
        }
        None
    }

    pub fn signal(&self, signal: Signal) {
        kill(Pid::from_raw(i32::try_from(self.child.id()).expect("a process")), signal).expect("a signal");
    }

    /// Everything it printed until it ended.
    pub fn rest(mut self) -> Vec<String> {
        std::iter::from_fn(|| self.line()).collect()
    }
}

impl Drop for Other {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Nothing, unless this is another process: then what it was started for.
#[test]
fn runs() {
    let Ok(role) = env::var(ROLE) else { return };
    let (url, given) = (
        env::var("KRAFTA_TEST_URL").expect("a URL"),
        env::var("KRAFTA_TEST_GIVEN").expect("something given"),
    );
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime").block_on(async {
        match role.as_str() {
            "confirm" => confirm(&url, &given).await,
            "write" => write(&url, &given).await,
            "hold" => hold(&url).await,
            "migrate" => migrate(&url).await,
            "rebuild" => crate::rebuild::never_ends(&url).await,
            other => panic!("{other} is nothing to do"),
        }
    });
}

async fn shop(url: &str) -> (Krafta, Actor) {
    let db = Db::open(url).await.expect("the database opens");
    let ana: Ana = db
        .one(Query::new("SELECT id FROM operators WHERE login = 'ana'"))
        .await
        .expect("ana");
    let clock = Arc::new(ManualClock::at(opening()));
    (
        Krafta::with_clock(db, Settings::default(), clock),
        Actor::staff(Role::Admin, ana.0, "ana"),
    )
}

struct Ana(krafta::domain::ids::OperatorId);

impl krafta::db::engine::row::FromRow for Ana {
    fn from_row(row: &krafta::db::engine::row::Row<'_>) -> krafta::db::engine::error::DbResult<Self> {
        Ok(Self(row.get("id")?))
    }
}

/// Gives the commands one after the other and prints each receipt once it has it.
async fn confirm(url: &str, given: &str) {
    let (shop, ana) = shop(url).await;
    let commands: Vec<Command> = serde_json::from_str(given).expect("commands");
    for command in commands {
        let receipt = shop.execute(&ana, Krafta::new_operation(), command).await.expect("confirmed");
        println!("> {} {}", on(&receipt).order_id, on(&receipt).version);
    }
}

/// Writes notes on one order for the given milliseconds: how many, and the longest wait in milliseconds.
async fn write(url: &str, given: &str) {
    let (shop, ana) = shop(url).await;
    let (order, milliseconds) = given.split_once(' ').expect("an order and a time");
    let order: OrderId = order.parse().expect("an order");
    let until = Instant::now() + Duration::from_millis(milliseconds.parse().expect("a time"));
    let (mut count, mut longest) = (0_u32, Duration::ZERO);
    while Instant::now() < until {
        let note = Command::Note(Note {
            order,
            text: "otra".into(),
            internal: true,
        });
        let began = Instant::now();
        if let Err(error) = shop.execute(&ana, Krafta::new_operation(), note).await {
            println!("> {}", error.code());
            return;
        }
        longest = longest.max(began.elapsed());
        count += 1;
    }
    println!("> {count} {}", longest.as_millis());
}

/// Begins a transaction and holds it.
async fn hold(url: &str) {
    let db = Db::open(url).await.expect("the database opens");
    let mut tx = db.begin().await.expect("a transaction");
    tx.exec(Query::new("UPDATE products SET name = 'Otra'")).await.expect("a change");
    println!("> held");
    tokio::time::sleep(Duration::from_secs(60)).await;
}

async fn migrate(url: &str) {
    let db = Db::create(url).await.expect("the database opens");
    let applied = db.migrate().await;
    println!("> {applied:?}");
}
