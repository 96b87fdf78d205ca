//! A shop with a few hundred invented orders, some of which wait for review, and the command line beside the terminal.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::fresh::Fresh;
use crate::person::Person;
use krafta::db::{Db, Dialect};
use krafta::demo::{self, Options};

/// Who works here, by the invented shop's own list.
pub const OPERATOR: &str = "ana";

pub struct Shop {
    pub url: String,
    pub home: PathBuf,
    pub dialect: Dialect,
}

impl Shop {
    pub async fn filled(fresh: &Fresh) -> Self {
        Self::filled_with(fresh, 300).await
    }

    pub async fn filled_with(fresh: &Fresh, orders: u64) -> Self {
        let options = Options {
            seed: 1,
            orders,
            workshops: demo::WORKSHOPS,
            until: chrono::DateTime::from_timestamp_micros(chrono::Utc::now().timestamp_micros()).expect("a time"),
        };
        let shop = Self::empty(fresh);
        demo::fill(&fresh.url, &shop.home.join("receipts"), options, |_| {})
            .await
            .expect("a filled shop");
        // Nobody is left with the file open but those who are tried.
        fresh.db.close().await;
        shop
    }

    pub fn empty(fresh: &Fresh) -> Self {
        Self {
            url: fresh.url.clone(),
            home: fresh.folder.clone(),
            dialect: fresh.db.dialect(),
        }
    }

    /// Somebody opens the terminal, and has the queue in front.
    pub fn opened(&self) -> Person {
        let person = self.opens();
        person.until("whole", |screen| screen.contains('▌') && screen.contains("ayuda"));
        person
    }

    pub fn opens(&self) -> Person {
        Person::starts(&self.home, &["--database", &self.url, "--as", OPERATOR])
    }

    /// The same by one of the staff, in a terminal of this size.
    pub fn opened_by(&self, login: &str, (columns, rows): (u16, u16)) -> Person {
        let person = Person::starts(&self.home, &["--database", &self.url, "--as", login]);
        person.resizes(columns, rows);
        person.until("whole", |screen| screen.contains('▌') && screen.contains("ayuda"));
        person
    }

    /// Another process does something at the same time.
    pub fn krafta(&self, arguments: &[&str]) -> String {
        let output = self.tries(arguments);
        assert!(
            output.status.success(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    pub fn tries(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_krafta"))
            .args(["--database", &self.url, "--as", OPERATOR, "--lang", "es"])
            .args(arguments)
            .env_clear()
            .env("HOME", &self.home)
            .output()
            .expect("the program runs")
    }

    /// A customer orders something for 24 dollars; the number.
    pub fn places_an_order(&self) -> String {
        self.places(&[])
    }

    /// The same, brought to them.
    pub fn places_an_order_to(&self, delivery: &str, city: &str) -> String {
        self.places(&[
            "--delivery",
            delivery,
            "--city",
            city,
            "--address",
            "Av. Urdaneta, esquina Veroes, 4-B",
        ])
    }

    fn places(&self, delivery: &[&str]) -> String {
        let item = ["--item", "FRA-BAS-01:2", "--name", "Rómulo Aparicio", "--phone", "0414-555.12.34"];
        let placed = self.krafta(&[&["checkout", "--json"], &item[..], delivery].concat());
        let placed: Value = serde_json::from_str(&placed).expect("JSON");
        placed["order"].as_str().expect("a number").to_owned()
    }

    /// And pays all of it.
    pub fn reports(&self, order: &str, reference: &str) {
        self.reports_sum(order, reference, "24");
    }

    pub fn reports_sum(&self, order: &str, reference: &str, dollars: &str) {
        let accounts: Value = serde_json::from_str(&self.krafta(&["accounts", "list", "--json"])).expect("JSON");
        let zelle = accounts
            .as_array()
            .and_then(|all| all.iter().find(|account| account["method"] == "ZELLE"))
            .expect("a Zelle account");
        let account = zelle["alias"].as_str().expect("an alias");
        let today = today();
        let paid = ["--method", "ZELLE", "--amount", dollars, "--date", &today, "--account", account];
        let by = [
            "--reference",
            reference,
            "--payer-name",
            "Rómulo Aparicio",
            "--payer-email",
            "romulo@example.com",
            "--note",
            "lo mandó por WhatsApp",
        ];
        self.krafta(&[&["report", order], &paid[..], &by[..]].concat());
    }

    /// The edges of an order's history, and whether it says that the payment is confirmed.
    pub fn history(&self, order: &str) -> (Vec<String>, bool) {
        let shown = self.krafta(&["orders", "show", order, "--json"]);
        let read: Value = serde_json::from_str(&shown).expect("JSON");
        let events = read["events"].as_array().expect("events");
        let edges = events
            .iter()
            .filter_map(|event| event["edge"].as_str().map(str::to_owned))
            .collect();
        (edges, read["order"]["payment"] == "CONFIRMED")
    }

    /// The file of a SQLite database.
    pub fn file(&self) -> &Path {
        Path::new(self.url.strip_prefix("sqlite:").expect("a file"))
    }

    /// A handle of the test's own.
    pub async fn db(&self) -> Db {
        Db::open(&self.url).await.expect("the database opens")
    }
}

/// The number of an order on a line of the screen.
pub fn number(line: &str) -> &str {
    let start = line.find("KRFT-").expect("an order");
    &line[start..start + "KRFT-XXXXXX".len()]
}

/// In Caracas, as the shop writes it.
fn today() -> String {
    let there = chrono::Utc::now() - chrono::TimeDelta::hours(4);
    there.format("%d/%m/%Y").to_string()
}
