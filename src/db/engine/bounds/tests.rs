//! The migration's text out of the table, and that the domain's words are in its lists.

use super::columns::{EDGES, REASONS, STATUSES};
use super::{Bounded, MIGRATION, Range, bounded};
use crate::db::engine::Dialect;
use crate::db::engine::migrate::MIGRATIONS;
use crate::domain::fulfilment::assignment_edges::{ASSIGNMENT_EDGES, Cause};
use crate::domain::fulfilment::workshop_refusal::WorkshopRefusal;
use crate::domain::orders::status::{AssignmentStatus, PaymentStatus};
use crate::domain::payments::payment_edges::PAYMENT_EDGES;
use crate::domain::payments::rejection::RejectionReason;

const HEAD: &str =
    "-- A bound for every instant, day, amount, rate, counter, text and JSON value, so that whatever anybody writes can be read again.
-- Written from the table in src/db/engine/bounds.rs: KRAFTA_BLESS=1 cargo test --lib bounds. Rows that would not fit are told of first.
";
/// Where only constraints and defaults change, SQLite's own way is to rewrite the schema's text.
const SQLITE_BEGIN: &str = "
PRAGMA writable_schema = ON;

-- Ids and instants that the database makes itself work from SQLite 3.37 on: without unhex(), and without subsec.
UPDATE sqlite_schema SET sql = replace(sql,
  '(unhex(printf(''%012x'', CAST(unixepoch(''subsec'') * 1000 AS INTEGER)) || ''7'' || substr(hex(randomblob(2)), 2) || substr(''89AB'', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))',
  '(CAST(randomblob(6) || substr(x''404142434445464748494A4B4C4D4E4F'', 1 + abs(random() % 16), 1) || randomblob(1) || substr(x''808182838485868788898A8B8C8D8E8F'', 1 + abs(random() % 16), 1) || randomblob(7) AS BLOB))')
WHERE sql LIKE '%unhex(%';
UPDATE sqlite_schema SET sql = replace(sql, 'unixepoch(''subsec'')', '((julianday(''now'') - 2440587.5) * 86400.0)') WHERE sql LIKE '%subsec%';
UPDATE sqlite_schema SET sql = replace(sql, 'unixepoch(OLD.value_date)', 'CAST(strftime(''%s'', OLD.value_date) AS INTEGER)')
WHERE sql LIKE '%unixepoch(OLD.value_date)%';
-- There, json_valid(NULL) is false.
UPDATE sqlite_schema SET sql = replace(replace(sql, 'CHECK (json_valid(old))', 'CHECK (old IS NULL OR json_valid(old))'),
  'CHECK (json_valid(new))', 'CHECK (new IS NULL OR json_valid(new))') WHERE name = 'master_changes';
-- A phone's pictures are WebP and HEIC too.
UPDATE sqlite_schema SET sql = replace(sql, 'receipt_kind IN (''JPEG'', ''PNG'', ''PDF'')',
  'receipt_kind IN (''JPEG'', ''PNG'', ''WEBP'', ''HEIC'', ''PDF'')') WHERE name = 'payment_submissions';
";
const SQLITE_END: &str = "
PRAGMA writable_schema = RESET;
";

impl Bounded {
    /// The constraints, each named for the refusal that it is: the code, and the column.
    fn constraints(&self, dialect: Dialect) -> Vec<String> {
        let constraint = |(bound, column): (Range, &str)| {
            format!(
                "CONSTRAINT \"krafta:out-of-bounds {column}\" CHECK ({})",
                bound.check(dialect, column)
            )
        };
        self.columns().map(constraint).collect()
    }
}

/// The text of the migration.
fn migration(dialect: Dialect) -> String {
    match dialect {
        Dialect::Sqlite => {
            let mut text = format!("{HEAD}{SQLITE_BEGIN}");
            for table in bounded(dialect) {
                let constraints = table.constraints(dialect).join(",\n  ").replace('\'', "''");
                text.push_str(&format!(
                    "\nUPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',\n  {constraints}) STRICT') WHERE type = 'table' AND name = '{}';\n",
                    table.table
                ));
            }
            text.push_str(SQLITE_END);
            for table in bounded(dialect) {
                for (bound, column) in table.columns() {
                    let Some(too_deep) = bound.too_deep(&format!("NEW.{column}")) else {
                        continue;
                    };
                    for (name, event) in [("", "INSERT".to_owned()), ("_changed", format!("UPDATE OF {column}"))] {
                        text.push_str(&format!(
                            "\nCREATE TRIGGER {0}_{column}_depth{name} BEFORE {event} ON {0}\nWHEN {too_deep}\n\
                             BEGIN SELECT RAISE(ABORT, 'krafta:out-of-bounds {column} is nested too deep.'); END;\n",
                            table.table
                        ));
                    }
                }
            }
            text
        }
        Dialect::Postgres => {
            let mut text = HEAD.to_owned();
            for table in bounded(dialect) {
                let constraints: Vec<String> = table.constraints(dialect).iter().map(|text| format!("  ADD {text}")).collect();
                text.push_str(&format!("\nALTER TABLE {}\n{};\n", table.table, constraints.join(",\n")));
            }
            text
        }
    }
}

#[test]
fn the_migration_is_the_table() {
    let (name, known) = MIGRATIONS
        .iter()
        .find(|known| known.version == MIGRATION)
        .map(|known| (known.name, known))
        .expect("the migration");
    for (dialect, folder) in [(Dialect::Sqlite, "sqlite"), (Dialect::Postgres, "postgres")] {
        let text = migration(dialect);
        if std::env::var_os("KRAFTA_BLESS").is_some() {
            let file = format!("{}/migrations/{folder}/{name}.sql", env!("CARGO_MANIFEST_DIR"));
            std::fs::write(file, &text).expect("written");
        } else {
            assert_eq!(known.text(dialect), text, "KRAFTA_BLESS=1 cargo test --lib bounds");
        }
    }
}

#[test]
fn the_lists_have_every_word_of_the_domain() {
    let has = |bound: Range, word: &str| match bound {
        Range::OneOf(words) => assert!(words.split(' ').any(|known| known == word), "{word}"),
        _ => panic!("not a list"),
    };
    RejectionReason::ALL.iter().for_each(|reason| has(REASONS, reason.as_str()));
    WorkshopRefusal::ALL.iter().for_each(|reason| has(REASONS, reason.as_str()));
    Cause::ALL.iter().for_each(|cause| has(REASONS, cause.as_str()));
    PaymentStatus::ALL.iter().for_each(|status| has(STATUSES, status.as_str()));
    AssignmentStatus::ALL.iter().for_each(|status| has(STATUSES, status.as_str()));
    PAYMENT_EDGES.iter().for_each(|edge| has(EDGES, edge.code.as_str()));
    ASSIGNMENT_EDGES.iter().for_each(|edge| has(EDGES, edge.code.as_str()));
    let words = include_str!("../../../../locales/en/event.ftl");
    for word in words
        .lines()
        .filter_map(|line| line.strip_prefix("event-")?.split_once(" = ").map(|(word, _)| word))
    {
        let is_edge = word
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
        if is_edge && !word.starts_with("PAYABLE_") {
            has(EDGES, word);
        }
    }
}
