//! Every column of every table has its bound on both engines, and each bound takes what is right and nothing else. A migration
//! that makes a column without one fails here. Before the bounds came, rows that they would not take are told of.

use crate::check::without_rules;
use crate::counter::Counter;
use crate::fresh::{self, Fresh, on_both_engines};
use crate::shop::{Number, Text, token, write};
use krafta::db::engine::migrate::MIGRATIONS;
use krafta::db::{Db, Dialect, Query};
use krafta::service::core::caution::CautionKind;
use krafta::service::orders::view::OrderFilter;

on_both_engines!(
    every_column_is_bounded,
    every_bound_refuses_what_no_list_can_show,
    a_value_out_of_bounds_is_refused_by_name,
    a_damaged_row_takes_no_list_with_it,
);

/// Tables that only migrations write, and what SQLite keeps for itself.
const NOT_OURS: &str = "sqlite_%";

const COLUMNS_SQLITE: &str = "SELECT m.name || ' ' || c.name || ' ' || c.type AS t FROM sqlite_schema m JOIN pragma_table_info(m.name) c \
  WHERE m.type = 'table' AND m.sql LIKE '%STRICT%' AND c.type IN ('INTEGER', 'TEXT') ORDER BY 1";
const COLUMNS_POSTGRES: &str = "SELECT c.table_name || ' ' || c.column_name || ' ' || c.data_type AS t FROM information_schema.columns c \
  JOIN information_schema.tables x USING (table_schema, table_name) WHERE c.table_schema = current_schema() AND x.table_type = 'BASE TABLE' \
  AND c.data_type IN ('bigint', 'integer', 'numeric', 'text', 'jsonb', 'date', 'timestamp with time zone') ORDER BY 1";

/// What bounds a column besides a constraint of its own name: a reference to another table, or a list of values, or a flag.
async fn constraint(db: &Db, table: &str, column: &str) -> Option<String> {
    match db.dialect() {
        Dialect::Sqlite => {
            let sql = format!("SELECT sql AS t FROM sqlite_schema WHERE type = 'table' AND name = '{table}'");
            let sql = db.one::<Text>(Query::new(sql.leak())).await.expect("the table").0;
            let name = format!("\"krafta:out-of-bounds {column}\" ");
            let named = sql.split_once(&name).map(|(_, rest)| check_of(rest));
            named.or_else(|| {
                let rest = sql
                    .split_once(&format!("\n  {column} "))
                    .or_else(|| sql.split_once(&format!(", {column} ")))?
                    .1;
                let own = rest.split(",\n").next().unwrap_or(rest);
                [
                    "IN (",
                    "GLOB",
                    "REFERENCES",
                    "BETWEEN",
                    "<= ",
                    "= 1",
                    "currency = '",
                    "INTEGER PRIMARY KEY",
                ]
                .iter()
                .any(|word| own.contains(word))
                .then(|| own.to_owned())
            })
        }
        Dialect::Postgres => {
            let found = format!(
                "SELECT pg_get_constraintdef(c.oid) AS t FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND c.conkey = ARRAY[a.attnum] \
                 WHERE c.conrelid = '{table}'::regclass AND a.attname = '{column}' AND (c.contype = 'f' OR (c.contype = 'c' AND c.convalidated \
                   AND pg_get_constraintdef(c.oid) ~ '(<=|~|ANY|=)' AND pg_get_constraintdef(c.oid) !~ 'CHECK \\(\\([a-z_]+ >=? ')) \
                 ORDER BY c.conname LIKE 'krafta:%' DESC, c.contype LIMIT 1"
            );
            // Of a table that commands write to, all CHECKs stand in one function.
            let gathered = format!(
                "SELECT 'CHECK ' || m.parts[1] AS t FROM pg_proc p CROSS JOIN regexp_matches(p.prosrc, \
                   'WHEN NOT (\\([^\\n]*\\)) THEN ''(krafta:out-of-bounds {column}|{table}_{column}_check)''', 'g') AS m (parts) \
                 JOIN pg_constraint c ON c.conrelid = '{table}'::regclass AND c.conname = '{table}_fit' AND c.convalidated \
                 WHERE p.proname = 'krafta_{table}_fit' AND p.pronamespace = current_schema()::regnamespace ORDER BY m.parts[2] LIMIT 1"
            );
            for text in [found, gathered] {
                if let Some(row) = db.opt::<Text>(Query::new(text.leak())).await.expect("a constraint") {
                    return Some(row.0);
                }
            }
            None
        }
    }
}

/// The CHECK that a text begins with, to its last bracket.
fn check_of(text: &str) -> String {
    let mut depth = 0;
    let mut quoted = false;
    for (at, sign) in text.char_indices() {
        match sign {
            '\'' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => {
                depth -= 1;
                if depth == 0 {
                    return text.get(..=at).unwrap_or(text).to_owned();
                }
            }
            _ => {}
        }
    }
    text.to_owned()
}

async fn columns(db: &Db) -> Vec<(String, String, String)> {
    let columns = match db.dialect() {
        Dialect::Sqlite => COLUMNS_SQLITE,
        Dialect::Postgres => COLUMNS_POSTGRES,
    };
    let rows = db.all::<Text>(Query::new(columns)).await.expect("the catalogue");
    let parts = rows.into_iter().map(|row| {
        let mut parts = row.0.splitn(3, ' ').map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        (next(), next(), next())
    });
    parts
        .filter(|(table, ..)| !table.starts_with(NOT_OURS.trim_end_matches('%')))
        .collect()
}

async fn every_column_is_bounded(fresh: Fresh) {
    let mut without = Vec::new();
    let columns = columns(&fresh.db).await;
    assert!(columns.len() > 250, "{}", columns.len());
    for (table, column, _) in columns {
        let edges = ["payment_edges", "assignment_edges"].contains(&table.as_str()) && column != "code";
        if !edges && constraint(&fresh.db, &table, &column).await.is_none() {
            without.push(format!("{table}.{column}"));
        }
    }
    assert!(without.is_empty(), "{without:?}");
}

/// For each bound by its column's type: what it refuses, and what it takes.
fn samples(dialect: Dialect, kind: &str, check: &str) -> (Vec<String>, Option<String>) {
    let long = |many: u32| match dialect {
        Dialect::Sqlite => format!("replace(hex(zeroblob({})), '00', 'xy')", many / 2),
        Dialect::Postgres => format!("repeat('x', {many})"),
    };
    let deep = format!("'{}{}'", "[".repeat(400), "]".repeat(400));
    match kind {
        "timestamp with time zone" => (
            vec!["'infinity'".into(), "'-infinity'".into(), "'2999-01-01'".into()],
            Some("'2026-11-22'".into()),
        ),
        "date" => (vec!["'infinity'".into(), "'1999-12-31'".into()], Some("'2026-11-22'".into())),
        "numeric" => (vec!["'NaN'".into(), "9999999999999.99".into()], Some("12.5".into())),
        "bigint" | "integer" if check.contains("1000000000") => (vec!["2147483647".into(), "-1".into()], Some("1".into())),
        "jsonb" => (
            vec![format!("{deep}::jsonb"), format!("to_jsonb({})", long(1_100_000))],
            Some("'{}'".into()),
        ),
        "INTEGER" if check.contains("946684800000000") => {
            (vec!["9223372036854775807".into(), "-1".into()], Some("1795356312000000".into()))
        }
        "INTEGER" if check.contains("1000000000") => (vec!["9223372036854775807".into(), "-9223372036854775807".into()], Some("1".into())),
        "TEXT" if check.contains("date(") => (
            vec!["'2026-02-31'".into(), "'2999-01-01'".into(), "'x'".into()],
            Some("'2026-11-22'".into()),
        ),
        "TEXT" if check.contains("AS REAL") => (
            vec!["'NaN'".into(), "'0'".into(), "'1e9'".into(), "'1.'".into(), "'9999999999'".into()],
            Some("'93.0371'".into()),
        ),
        // A text that ends for SQLite at its first NUL is measured whole.
        "TEXT" if check.contains("length") => (
            vec![long(1_100_000), format!("'x' || char(0) || {}", long(1_100_000))],
            Some("'x'".into()),
        ),
        "text" if check.contains("length") => (vec![long(100_001)], Some("'x'".into())),
        _ => (Vec::new(), None),
    }
}

async fn every_bound_refuses_what_no_list_can_show(fresh: Fresh) {
    let db = &fresh.db;
    let mut asked = 0;
    for (table, column, kind) in columns(db).await {
        let Some(check) = constraint(db, &table, &column).await.filter(|text| text.starts_with("CHECK")) else {
            continue;
        };
        let (bad, good) = samples(db.dialect(), &kind, &check);
        if bad.is_empty() {
            continue;
        }
        let strict = if db.dialect() == Dialect::Sqlite { " STRICT" } else { "" };
        let mut tx = db.begin().await.expect("a transaction");
        let made = format!("CREATE TEMP TABLE asked ({column} {kind} {check}){strict}");
        tx.script(made.leak()).await.expect("a table of one column");
        if let Some(value) = good {
            let text = format!("INSERT INTO asked VALUES ({value})");
            tx.script(text.leak())
                .await
                .unwrap_or_else(|error| panic!("{table}.{column} takes {value}: {error}"));
        }
        for value in bad {
            let text = match db.dialect() {
                Dialect::Sqlite => format!("INSERT INTO asked VALUES ({value})"),
                // A refusal ends the transaction there.
                Dialect::Postgres => format!(
                    "DO $$ BEGIN INSERT INTO asked VALUES ({value}); RAISE 'taken'; EXCEPTION WHEN check_violation OR numeric_value_out_of_range THEN NULL; END $$"
                ),
            };
            let outcome = tx.script(text.leak()).await;
            assert_eq!(
                outcome.is_err(),
                db.dialect() == Dialect::Sqlite,
                "{table}.{column} does not take {value}: {outcome:?}"
            );
            asked += 1;
        }
        tx.rollback().await.expect("a rollback");
    }
    assert!(asked > 300, "{asked}");
}

async fn a_value_out_of_bounds_is_refused_by_name(fresh: Fresh) {
    let far = match fresh.db.dialect() {
        Dialect::Sqlite => "INSERT INTO holidays (day, name) VALUES ('2999-01-01', 'x')",
        Dialect::Postgres => "INSERT INTO holidays (day, name) VALUES ('infinity', 'x')",
    };
    assert_eq!(token(write(&fresh.db, Query::new(far)).await), "out-of-bounds");
    let deep: String = format!(
        "INSERT INTO operations (id, kind, fingerprint, actor_role, receipt) VALUES ({}, 'x', 'x', 'SYSTEM', '{}1{}')",
        match fresh.db.dialect() {
            Dialect::Sqlite => "randomblob(16)",
            Dialect::Postgres => "gen_random_uuid()",
        },
        "{\"a\":".repeat(400),
        "}".repeat(400)
    );
    assert_eq!(token(write(&fresh.db, Query::new(deep.leak())).await), "out-of-bounds");
    let count = "SELECT count(*) AS n FROM operations";
    assert_eq!(fresh.db.one::<Number>(Query::new(count)).await.expect("a count").0, 0);
}

/// A database of the program before the bounds, with a row that nobody could list.
#[test]
fn rows_that_would_not_fit_are_told_of_and_nothing_changes() {
    fresh::run(Dialect::Sqlite, |fresh| async move {
        let url = format!("sqlite:{}", fresh.folder.join("old.db").display());
        let db = Db::create(&url).await.expect("a database");
        for migration in MIGRATIONS.iter().take(25) {
            db.apply(migration).await.expect("applied");
        }
        write(&db, Query::new("INSERT INTO holidays (day, name) VALUES ('2999-01-01', 'Nunca')"))
            .await
            .expect("a row");
        let error = db.migrate().await.expect_err("a row that does not fit");
        assert_eq!(error.code(), "db-unfit-rows");
        assert!(error.to_string().contains("holidays 2999-01-01: day"), "{error}");
        assert_eq!(db.migrations().await.expect("a list").len(), 25);
        // Corrected, it goes on, and the schema is that of a new database.
        write(&db, Query::new("DELETE FROM holidays")).await.expect("deleted");
        db.migrate().await.expect("migrated");
        let schema = "SELECT coalesce(group_concat(sql, ';'), '') AS t FROM (SELECT sql FROM sqlite_schema ORDER BY type, name)";
        let schemas = (
            db.one::<Text>(Query::new(schema)).await.expect("a schema").0,
            fresh.db.one::<Text>(Query::new(schema)).await.expect("a schema").0,
        );
        assert_eq!(schemas.0, schemas.1);
        db.close().await;
    });
}

/// Written while nothing guarded it: the others are listed, and it is said.
async fn a_damaged_row_takes_no_list_with_it(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let [first, damaged, last] = [counter.place().await, counter.place().await, counter.place().await];
    without_rules(&fresh, &["orders"]).await;
    let (unguarded, never) = match fresh.db.dialect() {
        Dialect::Sqlite => ("PRAGMA ignore_check_constraints = ON", "9223372036854775807"),
        Dialect::Postgres => ("ALTER TABLE orders DROP CONSTRAINT orders_fit", "'infinity'"),
    };
    fresh.db.script(unguarded).await.expect("a script");
    let change = format!("UPDATE orders SET placed_at = {never} WHERE number = '{}'", damaged.number);
    write(&fresh.db, Query::new(change.leak())).await.expect("nothing guards it");
    let list = async || {
        let page = counter
            .shop
            .orders()
            .list(&counter.ana, &OrderFilter::default(), None, 10)
            .await
            .expect("a list");
        let mut numbers: Vec<String> = page.rows.iter().map(|row| row.number.to_string()).collect();
        numbers.sort();
        numbers
    };
    let mut others = vec![first.number, last.number];
    others.sort();
    assert_eq!(list().await, others);
    assert_eq!(counter.shop.unread_rows(), 1);
    // Nor does it end the list where it stands.
    let (mut after, mut turned) = (None, Vec::new());
    loop {
        let orders = counter.shop.orders();
        let page = orders.list(&counter.ana, &OrderFilter::default(), after, 1).await.expect("a page");
        turned.extend(page.rows.iter().map(|row| row.number.to_string()));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    turned.sort();
    assert_eq!(turned, others);
    let cautions = counter.shop.cautions().await.expect("cautions");
    assert!(cautions.iter().any(|caution| caution.kind == CautionKind::Unread), "{cautions:?}");
    assert_eq!(
        fresh.db.unfit_rows().await.expect("a list"),
        [format!("orders {}: placed_at", damaged.number)]
    );
}
