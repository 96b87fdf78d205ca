//! The schema comes up on both engines, and stays as it is.

use std::collections::BTreeSet;

use crate::fresh::{Fresh, on_both_engines};
use crate::shop::Text;
use krafta::db::people::writers::table_roles;
use krafta::db::{Db, Dialect, Query};
use krafta::domain::fulfilment::assignment_edges::ASSIGNMENT_EDGES;
use krafta::domain::payments::payment_edges::PAYMENT_EDGES;

on_both_engines!(
    a_fresh_database_is_current,
    migrating_again_changes_nothing,
    another_program_may_open_it_too,
    the_edges_are_the_domains,
    who_walks_an_edge_is_the_domains,
    who_writes_to_a_table_is_the_permissions,
    nothing_is_checked_at_the_commit_only,
    every_rule_is_listed_with_its_text,
);

async fn a_fresh_database_is_current(fresh: Fresh) {
    fresh.db.require_current().await.expect("the newest schema");
}

async fn migrating_again_changes_nothing(fresh: Fresh) {
    let before = fresh.db.migrations().await.expect("readable");
    assert_eq!(fresh.db.migrate().await.expect("migrates"), 0);
    assert_eq!(fresh.db.migrations().await.expect("readable"), before);
}

pub async fn another_program_may_open_it_too(fresh: Fresh) {
    let other = Db::open(&fresh.url).await.expect("opens");
    other.require_current().await.expect("the newest schema");
}

/// A rehearsal, which never commits, would not meet it.
async fn nothing_is_checked_at_the_commit_only(fresh: Fresh) {
    let deferred = match fresh.db.dialect() {
        Dialect::Sqlite => "SELECT name AS t FROM sqlite_schema WHERE upper(sql) LIKE '%DEFERR%'",
        Dialect::Postgres => "SELECT CAST(conname AS text) AS t FROM pg_constraint WHERE condeferrable",
    };
    let deferred = fresh.db.all::<Text>(Query::new(deferred)).await.expect("a list");
    assert!(
        deferred.is_empty(),
        "{:?}",
        deferred.into_iter().map(|row| row.0).collect::<Vec<_>>()
    );
}

async fn the_edges_are_the_domains(fresh: Fresh) {
    let list = |rows: Vec<Text>| {
        let mut list: Vec<String> = rows.into_iter().map(|row| row.0).collect();
        list.sort();
        list
    };
    let stored = |table: &'static str| {
        fresh.db.all::<Text>(
            Query::new("SELECT coalesce(")
                .push_for("from_status", "from_status::text")
                .push(", '-') || ' ' || to_status || ' ' || code AS t FROM ")
                .push(table),
        )
    };
    let mut payment = Vec::new();
    for row in PAYMENT_EDGES {
        for from in row.from {
            payment.push(format!("{} {} {}", from.map_or("-", |from| from.as_str()), row.to, row.code));
        }
    }
    payment.sort();
    assert_eq!(list(stored("payment_edges").await.expect("edges")), payment);
    let mut production = Vec::new();
    for row in ASSIGNMENT_EDGES {
        for (from, to) in row.moves {
            production.push(format!("{} {to} {}", from.map_or("-", |from| from.as_str()), row.code));
        }
    }
    production.sort();
    assert_eq!(list(stored("assignment_edges").await.expect("edges")), production);
}

async fn who_walks_an_edge_is_the_domains(fresh: Fresh) {
    let stored = Query::new("SELECT code || ' ' || from_status || ' ' || role AS t FROM edge_roles");
    let stored = fresh.db.all::<Text>(stored).await.expect("a list");
    let stored: BTreeSet<String> = stored.into_iter().map(|row| row.0).collect();
    let mut domain = BTreeSet::new();
    for edge in PAYMENT_EDGES {
        for (from, party) in edge.from.iter().flat_map(|from| edge.who.iter().map(move |party| (from, party))) {
            domain.insert(format!("{} {} {}", edge.code, from.map_or("", |from| from.as_str()), party.role));
        }
    }
    for edge in ASSIGNMENT_EDGES {
        for ((from, _), party) in edge.moves.iter().flat_map(|moves| edge.who.iter().map(move |party| (moves, party))) {
            domain.insert(format!("{} {} {}", edge.code, from.map_or("", |from| from.as_str()), party.role));
        }
    }
    assert_eq!(stored, domain);
}

async fn who_writes_to_a_table_is_the_permissions(fresh: Fresh) {
    let stored = Query::new("SELECT table_name || ' ' || role AS t FROM table_roles");
    let stored = fresh.db.all::<Text>(stored).await.expect("a list");
    let stored: BTreeSet<String> = stored.into_iter().map(|row| row.0).collect();
    let program: BTreeSet<String> = table_roles().map(|(table, role)| format!("{table} {role}")).collect();
    assert_eq!(stored, program);
}

/// `KRAFTA_BLESS=1 scripts/with-postgres cargo test --test engines -- every_rule` writes the lists anew.
async fn every_rule_is_listed_with_its_text(fresh: Fresh) {
    let live = fresh.db.schema_objects().await.expect("a list");
    if std::env::var_os("KRAFTA_BLESS").is_some() {
        let engine = match fresh.db.dialect() {
            Dialect::Sqlite => "sqlite",
            Dialect::Postgres => "postgres",
        };
        let lines: String = live.iter().map(|(name, digest)| format!("{digest} {name}\n")).collect();
        std::fs::write(format!("{}/migrations/{engine}.objects", env!("CARGO_MANIFEST_DIR")), lines).expect("written");
    } else {
        assert_eq!(fresh.db.altered_objects().await.expect("a list"), [], "KRAFTA_BLESS=1 … every_rule");
    }
}
