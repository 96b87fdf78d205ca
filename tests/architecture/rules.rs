//! What each part of the house may not do, whoever it names.

use crate::source::{Kind, Source, Token};

/// Words by which a statement begins; a text that begins so is SQL.
const STATEMENTS: &[&str] = &[
    "ALTER", "BEGIN", "COMMIT", "CREATE", "DELETE", "DROP", "GRANT", "INSERT", "PRAGMA", "REVOKE", "SELECT", "UPDATE", "WITH",
];

/// Libraries the domain may not name: it has no IO, no async and no screen.
const OUTSIDE_DOMAIN: &[&str] = &[
    "clap",
    "crossterm",
    "directories",
    "fluent_bundle",
    "getrandom",
    "image",
    "nix",
    "rand",
    "ratatui",
    "rusqlite",
    "sqlx",
    "tokio",
    "tracing",
];

/// What speaks to the databases.
const DRIVERS: &[&str] = &["rusqlite", "sqlx"];

/// What reads a clock, makes an id or touches the machine, as paths; the domain takes all as arguments.
const IMPURE: &[&[&str]] = &[
    &["Utc", "now"],
    &["Local", "now"],
    &["SystemTime", "now"],
    &["Instant", "now"],
    &["Uuid", "now_v7"],
    &["Uuid", "new_v4"],
    &["std", "fs"],
    &["std", "env"],
    &["std", "net"],
    &["std", "process"],
    &["std", "thread"],
];

pub fn faults(source: &Source) -> Vec<String> {
    let mut faults = Vec::new();
    let part = source.part();
    for (index, token) in source.tokens.iter().enumerate() {
        let rest = &source.tokens[index..];
        let mut fault = |why: String| faults.push(format!("{}:{}: {why}", source.path, token.line));
        if let Some(driver) = DRIVERS.iter().find(|driver| part != "db" && is_crate(rest, driver)) {
            fault(format!("only `db` names {driver}"));
        }
        if part != "db" && is_statement(token) {
            fault("SQL belongs in `db`".to_owned());
        }
        if part != "cli" && is_print(rest) {
            fault("only `cli` prints; log with tracing, or return the text".to_owned());
        }
        if part == "domain" {
            if let Some(library) = OUTSIDE_DOMAIN.iter().find(|library| is_crate(rest, library)) {
                fault(format!("the domain is pure and does not name `{library}`"));
            }
            if let Some(path) = IMPURE.iter().find(|path| is_path(rest, path)) {
                fault(format!("the domain is pure: `{}` comes in as an argument", path.join("::")));
            }
        }
    }
    faults.extend(both_engines(source));
    faults
}

/// The engine, and the rows and values that it reads and binds.
const ENGINE: &[&str] = &["src/db/engine"];

/// Above the engine nothing of `db` knows that there are two.
fn both_engines(source: &Source) -> Option<String> {
    if source.part() != "db" || ENGINE.iter().any(|engine| source.path.starts_with(engine)) {
        return None;
    }
    let line_of = |names: fn(&str) -> bool| {
        source
            .tokens
            .iter()
            .find(|token| token.word().is_some_and(names))
            .map(|token| token.line)
    };
    let sqlite = line_of(|word| word == "rusqlite" || is_driver_type(word, "Sqlite"))?;
    let postgres = line_of(|word| is_driver_type(word, "Pg"))?;
    let path = &source.path;
    Some(format!(
        "{path}:{}: names both engines; only src/db/engine may",
        sqlite.max(postgres)
    ))
}

/// `SqliteRow`, `PgRow`, …: not `Dialect::Sqlite`.
fn is_driver_type(word: &str, prefix: &str) -> bool {
    word.strip_prefix(prefix)
        .is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_uppercase()))
}

/// `name::…` or `use name`, not a segment in the middle of another path.
fn is_crate(rest: &[Token], name: &str) -> bool {
    rest[0].is_word(name) && rest.get(1).is_some_and(|next| next.kind == Kind::Path || next.is_mark(';'))
}

fn is_path(rest: &[Token], path: &[&str]) -> bool {
    path.iter().enumerate().all(|(position, word)| {
        let at = 2 * position;
        rest.get(at).is_some_and(|token| token.is_word(word)) && (position == 0 || rest[at - 1].kind == Kind::Path)
    })
}

fn is_print(rest: &[Token]) -> bool {
    let printing = ["print", "println", "eprint", "eprintln", "dbg"];
    rest[0].word().is_some_and(|word| printing.contains(&word)) && rest.get(1).is_some_and(|next| next.is_mark('!'))
}

fn is_statement(token: &Token) -> bool {
    let Kind::Text(text) = &token.kind else {
        return false;
    };
    let mut words = text.trim_start_matches(['\\', 'n', ' ', '\n']).split_whitespace();
    words.next().is_some_and(|first| STATEMENTS.contains(&first)) && words.next().is_some()
}

#[test]
fn each_fault_is_found_at_its_line() {
    let caught = [
        ("src/service/a.rs", "\nuse sqlx::Row;", "src/service/a.rs:2: only `db` names sqlx"),
        ("src/tui/a.rs", "use rusqlite::Row;", "src/tui/a.rs:1: only `db` names rusqlite"),
        (
            "src/tui/a.rs",
            "const A: &str = \"SELECT id FROM orders\";",
            "src/tui/a.rs:1: SQL belongs",
        ),
        (
            "src/cli/a.rs",
            "let a = r#\"\n  UPDATE orders SET x = 1\"#;",
            "src/cli/a.rs:1: SQL belongs",
        ),
        (
            "src/service/a.rs",
            "fn a() {\n println!(\"{}\", 'x');\n}",
            "src/service/a.rs:2: only `cli` prints",
        ),
        (
            "src/domain/a.rs",
            "let now = chrono::Utc::now();",
            "src/domain/a.rs:1: the domain is pure",
        ),
        ("src/domain/a.rs", "use std::fs;", "src/domain/a.rs:1: the domain is pure"),
        ("src/domain/a.rs", "use tokio::spawn;", "src/domain/a.rs:1: the domain is pure"),
        (
            "src/db/orders.rs",
            "fn a(b: PgRow) {}\nfn c(d: rusqlite::Row) {}",
            "src/db/orders.rs:2: names both",
        ),
    ];
    for (path, content, expected) in caught {
        let faults = faults(&Source::new(path, content));
        assert_eq!(faults.len(), 1, "{path}: {content}: {faults:?}");
        assert!(faults[0].starts_with(expected), "{faults:?}");
    }
}

#[test]
fn what_each_part_is_for_passes() {
    let fine = [
        ("src/db/orders.rs", "use sqlx::Row; const A: &str = \"SELECT id FROM orders\";"),
        ("src/db/engine/mod.rs", "fn a(b: PgRow, c: rusqlite::Row) {}"),
        ("src/cli/a.rs", "println!(\"SELECT\");"),
        (
            "src/domain/a.rs",
            "// Utc::now() is an argument\nlet quote = '\"'; let now: &'static str = \"WITH\";",
        ),
        ("src/domain/a.rs", "#[cfg(test)]\nmod tests { fn a() { println!(\"x\"); } }"),
    ];
    for (path, content) in fine {
        assert_eq!(faults(&Source::new(path, content)), Vec::<String>::new(), "{path}: {content}");
    }
}
