//! A migration that makes a table anew on SQLite: what refers to the table stays, what would be left dangling is refused,
//! a program killed in the middle leaves the table as it was, and foreign keys hold again afterwards.

use std::time::Duration;

use nix::sys::signal::Signal;

use crate::child::Other;
use crate::fresh::{self, Fresh};
use crate::shop::Text;
use krafta::db::engine::migrate::{MIGRATIONS, Migration, newest};
use krafta::db::{Db, Dialect, Query};

/// Zones that may have a note, with the key they had; city and workshop rows refer to them.
const ANEW: &str = "CREATE TABLE service_zones_anew (id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), \
  name TEXT NOT NULL UNIQUE, note TEXT) STRICT; \
  INSERT INTO service_zones_anew (id, name) SELECT id, name FROM service_zones; \
  DROP TABLE service_zones; ALTER TABLE service_zones_anew RENAME TO service_zones;";
const LOSES_ROWS: &str = "CREATE TABLE service_zones_anew (id BLOB NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT; \
  INSERT INTO service_zones_anew (id, name) SELECT id, name FROM service_zones WHERE name <> 'Andes'; \
  DROP TABLE service_zones; ALTER TABLE service_zones_anew RENAME TO service_zones;";
/// Seconds of work after the table is made anew.
const NEVER_ENDS: &str = "CREATE TABLE service_zones_anew (id BLOB NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT; \
  DROP TABLE service_zones; ALTER TABLE service_zones_anew RENAME TO service_zones; \
  CREATE TABLE filler AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000) SELECT i FROM n;";

fn rebuild(sqlite: &'static str) -> Migration {
    Migration {
        version: newest() + 1,
        name: "anew",
        sqlite,
        postgres: "",
        rebuilds: true,
    }
}

async fn text(db: &Db, query: &'static str) -> String {
    db.one::<Text>(Query::new(query)).await.expect("a text").0
}

/// The tables the others see, how many zones there are, and whether a city of no zone is refused.
async fn unharmed(db: &Db) {
    let count = text(db, "SELECT count(*) || '' AS t FROM service_zones").await;
    assert_eq!(count, "11");
    let refers = text(db, "SELECT sql AS t FROM sqlite_schema WHERE name = 'service_zone_cities'").await;
    assert!(refers.contains("REFERENCES service_zones (id)"), "{refers}");
    assert_eq!(
        text(db, "SELECT count(*) || '' AS t FROM sqlite_schema WHERE name LIKE '%anew'").await,
        "0"
    );
    let mut tx = db.begin().await.expect("a transaction");
    let dangling = "INSERT INTO service_zone_cities (zone_id, city_id) SELECT zeroblob(16), id FROM cities LIMIT 1";
    tx.exec(Query::new(dangling)).await.expect_err("foreign keys hold");
}

#[test]
fn what_refers_to_the_table_stays() {
    fresh::run(Dialect::Sqlite, |Fresh { db, .. }| async move {
        assert!(db.apply(&rebuild(ANEW)).await.expect("applied"));
        assert!(!db.apply(&rebuild(ANEW)).await.expect("there already"), "once only");
        assert_eq!(text(&db, "SELECT count(note) || '' AS t FROM service_zones").await, "0");
        unharmed(&db).await;
    });
}

#[test]
fn a_row_that_would_dangle_undoes_it() {
    fresh::run(Dialect::Sqlite, |Fresh { db, .. }| async move {
        let error = db.apply(&rebuild(LOSES_ROWS)).await.expect_err("rows refer to it");
        assert_eq!(error.code(), "db-migration");
        assert!(error.to_string().contains("service_zones"), "{error}");
        unharmed(&db).await;
        assert_eq!(db.migrations().await.expect("a list").len(), MIGRATIONS.len());
    });
}

#[test]
fn an_error_undoes_it() {
    fresh::run(Dialect::Sqlite, |Fresh { db, .. }| async move {
        let error = db.apply(&rebuild("DROP TABLE service_zones; SELECT nonsense")).await;
        error.expect_err("no such column");
        unharmed(&db).await;
    });
}

#[test]
fn a_program_killed_in_the_middle_leaves_it_as_it_was() {
    fresh::run(Dialect::Sqlite, |Fresh { db, url, .. }| async move {
        let mut other = Other::start("rebuild", &url, "");
        assert_eq!(other.line().as_deref(), Some("begins"));
        let wal = url.trim_start_matches("sqlite:").to_owned() + "-wal";
        // It is far past its first pages once they spill into the WAL.
        while std::fs::metadata(&wal).map_or(0, |file| file.len()) < 4_000_000 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        other.signal(Signal::SIGKILL);
        other.rest();
        unharmed(&db).await;
        assert_eq!(db.migrations().await.expect("a list").len(), MIGRATIONS.len());
        assert!(
            db.apply(&rebuild(ANEW)).await.expect("applied"),
            "nothing is in the way of the next"
        );
        unharmed(&db).await;
    });
}

/// For another process to be killed at.
pub async fn never_ends(url: &str) {
    let db = Db::open(url).await.expect("the database opens");
    println!("> begins");
    let applied = db.apply(&rebuild(NEVER_ENDS)).await;
    println!("> {applied:?}");
}
