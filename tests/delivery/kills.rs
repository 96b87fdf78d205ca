//! The sender is killed again and again in the middle of its work, and the server now and then. `KRAFTA_KILLS` asks for more kills of
//! the sender; fifty messages come with each, and a kill of the server with every ten, at least one.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::process::{Child, Command as Program, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use serde_json::json;

use crate::counter::opening;
use crate::desk::{Desk, settings_at, since_ever};
use crate::fresh::{Fresh, on_both_engines};
use crate::server::Server;
use krafta::config::Settings;
use krafta::db::Db;
use krafta::delivery::{Delivery, Words};
use krafta::domain::Time;
use krafta::service::Krafta;
use krafta::service::core::clock::Clock;

on_both_engines!(nothing_is_lost_and_doubles_are_marked);

/// Kills of the sender in the gate.
const KILLS: usize = 4;
/// Messages of an order to its customer.
const EACH: usize = 4;
/// So many times as fast as the machine's runs the senders' clock.
const FAST: i32 = 10;
const URL: &str = "KRAFTA_TEST_URL";

/// A clock that all senders share, of a time that runs fast.
struct Fast {
    began: SystemTime,
}

impl Clock for Fast {
    fn now(&self) -> Time {
        let since = self.began.elapsed().unwrap_or_default() * FAST.unsigned_abs();
        let now = opening() + chrono::TimeDelta::minutes(10) + chrono::TimeDelta::from_std(since).unwrap_or_default();
        Time::from_timestamp_micros(now.timestamp_micros()).unwrap_or(now)
    }
}

/// Another process that sends; killed when dropped.
pub struct Other(Child);

impl Other {
    pub fn start(url: &str, port: u16, began: SystemTime) -> Self {
        let began = began.duration_since(SystemTime::UNIX_EPOCH).expect("a time").as_millis();
        let child = Program::new("sh")
            .args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""])
            .arg(env::current_exe().expect("this program"))
            .args(["--exact", "kills::runs", "--nocapture", "--test-threads", "1"])
            .env(URL, url)
            .env("KRAFTA_TEST_GIVEN", format!("{port} {began}"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn();
        Self(child.expect("another process"))
    }

    /// From now on nothing that it writes to a file stays.
    pub fn fill_the_disk(&self) {
        let mut full = Program::new("prlimit");
        full.args(["--fsize=512", "--pid"]).arg(self.0.id().to_string());
        assert!(full.status().expect("prlimit runs").success());
    }
}

impl Drop for Other {
    fn drop(&mut self) {
        self.0.kill().expect("a kill");
        self.0.wait().expect("an end");
    }
}

fn fast_settings(port: u16) -> Settings {
    let mut settings = settings_at(port);
    // A second of the machine's.
    settings.messages.lease_seconds = FAST.unsigned_abs();
    settings.messages.tries = 50;
    settings.smtp.connections = 2;
    settings
}

/// Nothing, unless this is another process: then it sends until it is killed.
#[test]
fn runs() {
    let Ok(url) = env::var(URL) else { return };
    let given = env::var("KRAFTA_TEST_GIVEN").expect("something given");
    let (port, began) = given.split_once(' ').expect("a port and a time");
    let settings = fast_settings(port.parse().expect("a port"));
    let clock = Fast {
        began: SystemTime::UNIX_EPOCH + Duration::from_millis(began.parse().expect("a time")),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime").block_on(async {
        let words = Words::of(&settings).expect("words");
        let db = Db::open(&url).await.expect("the database opens");
        let mut sender = Delivery::new(Krafta::with_clock(db, settings, Arc::new(clock)), words);
        loop {
            sender.once().await.expect("a round of the sender");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
}

/// What arrived, as far as it was looked at.
#[derive(Default)]
pub struct Arrived {
    at: u64,
    messages: BTreeSet<String>,
}

impl Arrived {
    /// Waits until the server has so many messages, of different identities.
    pub async fn until(&mut self, desk: &Desk, count: usize) {
        let began = Instant::now();
        loop {
            let new = desk.server.caught_since(&mut self.at);
            self.messages.extend(new.into_iter().map(|one| one.message));
            let arrived = self.messages.len();
            if arrived >= count {
                return;
            }
            assert!(began.elapsed() < Duration::from_secs(40), "{arrived} of {count} arrived");
            tokio::time::sleep(Duration::from_millis(15)).await;
        }
    }
}

async fn nothing_is_lost_and_doubles_are_marked(fresh: Fresh) {
    let kills = env::var("KRAFTA_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS);
    let (messages, of_server) = (kills * 50, (kills / 10).max(1));
    let mut desk = Desk::open_with(&fresh, Server::start(), |_| ()).await;
    since_ever(&fresh.db).await;
    let orders = desk.rejected(messages.div_ceil(EACH)).await;
    let written = orders.len() * EACH;
    desk.server.does(&json!({ "takes": 0.01 }));
    let began = (SystemTime::now(), Instant::now());
    let mut other = Other::start(&fresh.url, desk.server.port(), began.0);
    let (mut servers, mut arrived) = (0, Arrived::default());
    for kill in 0..kills {
        arrived.until(&desk, (kill + 1) * written / (kills + 2)).await;
        // Another moment of its work each time.
        tokio::time::sleep(Duration::from_micros(u64::try_from(kill * 3_970 % 20_000).expect("few"))).await;
        if servers < of_server && kill * of_server >= servers * kills {
            servers += 1;
            desk.server.kill();
            tokio::time::sleep(Duration::from_millis(100)).await;
            desk.server.again();
            desk.server.does(&json!({ "takes": 0.01 }));
        }
        drop(other);
        other = Other::start(&fresh.url, desk.server.port(), began.0);
    }
    arrived.until(&desk, written).await;
    let settled = Instant::now();
    while waiting(&desk, &orders).await > 0 {
        assert!(settled.elapsed() < Duration::from_secs(20), "some are not noted");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    drop(other);
    let took = began.1.elapsed();
    let (doubles, marked) = judged(&desk, &orders).await;
    println!("{written} messages, {kills} kills of the sender, {servers} of the server: {doubles} doubles, {marked} marked, in {took:?}");
}

/// Messages that have not left.
pub async fn waiting(desk: &Desk, orders: &[crate::counter::Placed]) -> usize {
    let mut waiting = 0;
    for order in orders {
        waiting += desk.messages(order).await.iter().filter(|one| one.state != "SENT").count();
    }
    waiting
}

/// Checks what arrived against what was written: how many twice, and how many are marked.
pub async fn judged(desk: &Desk, orders: &[crate::counter::Placed]) -> (usize, usize) {
    let caught = desk.server.caught();
    let mut arrived: BTreeMap<&str, Vec<(usize, bool)>> = BTreeMap::new();
    for (at, one) in caught.iter().enumerate() {
        arrived.entry(&one.message).or_default().push((at, one.twice));
    }
    let (mut doubles, mut marked) = (0, 0);
    for order in orders {
        let messages = desk.messages(order).await;
        assert_eq!(messages.len(), EACH);
        let mut before = None;
        for message in messages {
            let id = message.id.to_string();
            let copies = arrived
                .get(id.as_str())
                .unwrap_or_else(|| panic!("{} of {} is lost", message.kind, order.number));
            assert!(
                copies[1..].iter().all(|copy| copy.1),
                "{} of {} came again unmarked",
                message.kind,
                order.number
            );
            assert!(copies.len() == 1 || message.maybe_twice);
            let first = copies.first().map(|copy| copy.0);
            assert!(first > before, "{} of {} came before an earlier one", message.kind, order.number);
            before = copies.last().map(|copy| copy.0);
            doubles += copies.len() - 1;
            marked += usize::from(message.maybe_twice);
        }
    }
    (doubles, marked)
}
