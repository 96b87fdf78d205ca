//! A desk with the program on it: a home of its own, a database, and the flags of whoever sits there.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use chrono::{Days, FixedOffset, NaiveDate, Utc};
use serde_json::Value;

use crate::fresh::Fresh;

/// What the program said and how it ended.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// It ended well; what it said.
    #[track_caller]
    pub fn done(self) -> String {
        assert_eq!(self.code, 0, "{}{}", self.out, self.err);
        self.out
    }

    /// It ended well, and answered JSON.
    #[track_caller]
    pub fn json(self) -> Value {
        let out = self.done();
        serde_json::from_str(&out).unwrap_or_else(|fault| panic!("{fault}: {out}"))
    }

    /// It was refused or failed; the code in its error object.
    #[track_caller]
    pub fn refused(self) -> String {
        assert_eq!(self.code, 1, "{}{}", self.out, self.err);
        self.error()["code"].as_str().expect("a code").to_owned()
    }

    #[track_caller]
    pub fn error(&self) -> Value {
        let line = self.err.lines().last().unwrap_or_default();
        let told: Value = serde_json::from_str(line).unwrap_or_else(|fault| panic!("{fault}: {}", self.err));
        told["error"].clone()
    }
}

pub struct Desk {
    pub home: PathBuf,
    pub url: Option<String>,
}

impl Desk {
    /// On a fresh database, with nothing in it but the places.
    pub fn bare(fresh: &Fresh) -> Self {
        let home = fresh.folder.join("home");
        std::fs::create_dir_all(&home).expect("a home");
        Self {
            home,
            url: Some(fresh.url.clone()),
        }
    }

    /// With what a shop needs to sell: admins ana and luis, support sofia, a product, rates, accounts, a shipping rate.
    pub fn open(fresh: &Fresh) -> Self {
        let desk = Self::bare(fresh);
        for (login, role) in [("luis", "admin"), ("sofia", "support")] {
            desk.run(&format!("operators add {login} --role {role}")).done();
        }
        desk.run("products add FRANELA --name 'Franela estampada' --price 12,50").done();
        for ahead in [1, 2] {
            desk.run(&format!("rates add {} 93,0371", day(ahead))).done();
        }
        let phone = "--bank 0102 --phone 0412-555.12.34 --holder-id J-07013380-5";
        desk.run(&format!(
            "accounts add pm --method pago_movil --currency ves --holder 'Krafta C.A.' {phone}"
        ))
        .done();
        desk.run("accounts add zelle --method zelle --currency usd --holder 'Krafta LLC' --email pagos@krafta.example")
            .done();
        desk.run("shipping add --method national_shipping --state Carabobo --price 4,00")
            .done();
        desk
    }

    /// The program with a line of arguments, as ana; quotes hold words together.
    pub fn run(&self, line: &str) -> Ran {
        self.run_with(&words(line), "")
    }

    /// As [`Desk::run`], answering JSON.
    pub fn ask(&self, line: &str) -> Ran {
        self.run(&format!("--json {line}"))
    }

    pub fn run_with(&self, arguments: &[String], input: &str) -> Ran {
        let asked_as = arguments.iter().any(|word| word == "--as");
        let mut command = self.command();
        if !asked_as {
            command.args(["--as", "ana"]);
        }
        command.args(arguments);
        let ran = finish(command, input);
        // A word that a sentence asks for and nobody gave.
        assert!(
            !ran.out.contains("{$") && !ran.err.contains("{$"),
            "{arguments:?}: {}{}",
            ran.out,
            ran.err
        );
        ran
    }

    /// The program in this home, with nothing else of the machine's around it.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_krafta"));
        command
            .env_clear()
            .env("HOME", &self.home)
            .env("PATH", "/usr/bin:/bin")
            .env("KRAFTA_LANG", "es")
            .current_dir(&self.home);
        if let Some(url) = &self.url {
            command.env("DATABASE_URL", url);
        }
        command
    }

    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.home.join(name);
        std::fs::write(&path, content).expect("a written file");
        path
    }

    /// Settings of this home.
    pub fn config(&self, text: &str) {
        std::fs::create_dir_all(self.home.join(".config/krafta")).expect("a folder");
        self.file(".config/krafta/krafta.toml", text);
    }

    /// Places an order and answers its number and what it owes, in bolívares.
    #[track_caller]
    pub fn place(&self) -> (String, String) {
        let placed = self
            .ask("checkout --name 'María Fernández' --phone 0414-555.12.34 --item FRANELA:2")
            .json();
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        (text(&placed["order"]), text(&placed["outcome"]["due"]["amount"]))
    }

    /// Reports a payment as the customer.
    #[track_caller]
    pub fn report(&self, number: &str, amount: &str, reference: &str) -> Ran {
        let payer = "--payer-id V-12.345.678 --payer-phone 0414-555.12.34 --phone 0414-555.12.34";
        self.ask(&format!(
            "report {number} --method pago_movil --amount {amount} --date {} --account pm --bank 0102 --reference {reference} {payer}",
            day(0)
        ))
    }

    /// The evidence of a payment, as flags.
    pub fn evidence(amount: &str, reference: &str) -> String {
        format!("--account pm --date {} --amount {amount} --reference {reference}", day(0))
    }
}

/// Runs to the end with an input.
pub fn finish(mut command: Command, input: &str) -> Ran {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A program that does not read its input may be gone already.
    let _ = child.stdin.take().expect("a pipe").write_all(input.as_bytes());
    let Output { status, stdout, stderr } = child.wait_with_output().expect("the program ends");
    Ran {
        code: status.code().unwrap_or(-1),
        out: String::from_utf8(stdout).expect("text"),
        err: String::from_utf8(stderr).expect("text"),
    }
}

/// Splits at spaces outside quotes.
pub fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for mark in line.chars() {
        match mark {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            _ => words.last_mut().expect("at least one").push(mark),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// So many days from today in Caracas, as people write it.
pub fn day(ahead: u64) -> String {
    today()
        .checked_add_days(Days::new(ahead))
        .expect("a day")
        .format("%d/%m/%Y")
        .to_string()
}

pub fn today() -> NaiveDate {
    let caracas = FixedOffset::west_opt(4 * 3600).expect("an offset");
    Utc::now().with_timezone(&caracas).date_naive()
}

/// The smallest PNG.
pub fn png(path: &Path) {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.extend(path.display().to_string().into_bytes());
    std::fs::write(path, bytes).expect("a written picture");
}
