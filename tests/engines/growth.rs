//! What a shop's history costs: the same plans and as much work for a page of a list when there are ten times as many orders, and no
//! index that nothing asks for. `KRAFTA_TEST_GROWTH` sets the orders of the smaller shop; 10,000 is the full size.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use rusqlite::StatementStatus;

use crate::crowd::{Crowd, file};
use crate::fresh::{self, Fresh, on_both_engines};
use crate::plans::{Line, lists};
use krafta::db::audit::changes::{self, ChangeQuery};
use krafta::db::engine::statement::STATEMENTS;
use krafta::db::engine::value::sqlite_value;
use krafta::db::{Dialect, Query};
use krafta::domain::audit::change::MasterTable;

on_both_engines!(every_index_is_used);

/// The orders of the smaller shop.
fn size() -> u32 {
    std::env::var("KRAFTA_TEST_GROWTH").map_or(2_000, |text| text.parse().expect("a number"))
}

/// What a list costs: the steps of its plan, without what only its place in the plan says, and what they touched.
struct Cost {
    plan: Vec<String>,
    touched: u64,
    /// The page may be fuller in the older shop.
    given: u64,
}

/// What a row of a page may touch: steps of SQLite's machine, rows of PostgreSQL.
const A_ROW: [u64; 2] = [100, 12];

/// Walked until a page is full, which is taken where many fit, and in this crowd nobody does; what is open grows with the crowd, and
/// not with a shop's history; of a name everybody has, all are looked at; a count ends at its bound. Sorted the other way, a walk meets
/// first what in this crowd nobody has.
const WALKED: [&str; 11] = [
    "orders counted",
    "bank's orders by status",
    "bank's orders sorted",
    "period's orders sorted",
    "of a common amount",
    "of a refund due",
    "of an amount queue",
    "named and rejected",
    "of a workshop's work",
    "late of the work",
    "counted by due",
];

mod a_page_costs_the_same_in_a_shop_ten_times_as_old {
    use super::{Dialect, compare};

    #[test]
    fn sqlite() {
        compare(Dialect::Sqlite);
    }

    #[test]
    fn postgres() {
        compare(Dialect::Postgres);
    }
}

fn compare(engine: Dialect) {
    let (young, old) = (costs_at(engine, size()), costs_at(engine, 10 * size()));
    let mut faults = Vec::new();
    for (name, cost) in &young {
        let later = &old[name];
        if engine == Dialect::Sqlite && cost.plan != later.plan {
            faults.push(format!("{name}: another plan\n    {:?}\n    {:?}", cost.plan, later.plan));
        }
        let a_row = A_ROW[usize::from(engine == Dialect::Postgres)];
        if later.touched > cost.touched * 2 + later.given * a_row + 500 && !WALKED.iter().any(|walked| name.contains(walked)) {
            let plan = later.plan.join("\n    ");
            faults.push(format!("{name}: {} became {}\n    {plan}", cost.touched, later.touched));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn costs_at(engine: Dialect, orders: u32) -> BTreeMap<String, Cost> {
    let found = Arc::new(Mutex::new(BTreeMap::new()));
    let told = Arc::clone(&found);
    fresh::run(engine, |fresh| async move {
        Crowd::gather(&fresh, orders).await;
        *told.lock().expect("the costs") = costs(&fresh).await;
    });
    let mut found = found.lock().expect("the costs");
    std::mem::take(&mut *found)
}

async fn costs(fresh: &Fresh) -> BTreeMap<String, Cost> {
    let mut costs = BTreeMap::new();
    for (name, query) in lists() {
        let steps = (fresh.db.dialect() == Dialect::Sqlite).then(|| steps(&fresh.url, &query));
        let plan: Vec<Line> = (fresh.db.all(query.measured()).await).unwrap_or_else(|error| panic!("{name}: {error}"));
        let plan: Vec<String> = plan.into_iter().map(|Line(line)| line).collect();
        let (touched, given) = steps.unwrap_or_else(|| {
            let given = plan.first().map(|line| rows(line)).unwrap_or_default();
            (plan.iter().map(|line| rows(line)).sum(), given)
        });
        costs.insert(name, Cost { plan, touched, given });
    }
    costs
}

/// Steps of SQLite's machine, and rows.
fn steps(url: &str, query: &Query) -> (u64, u64) {
    let connection = file(url);
    let (text, params) = query.of_sqlite();
    let mut prepared = connection.prepare(text).expect("a statement");
    for (at, param) in (1..).zip(params) {
        prepared
            .raw_bind_parameter(at, sqlite_value(param).expect("a value"))
            .expect("a parameter");
    }
    let mut given = 0;
    let mut rows = prepared.raw_query();
    while rows.next().expect("a row").is_some() {
        given += 1;
    }
    drop(rows);
    (u64::try_from(prepared.get_status(StatementStatus::VmStep)).expect("a count"), given)
}

/// Rows that a step of a plan of PostgreSQL gave or threw away.
fn rows(line: &str) -> u64 {
    let number = |word: &str| -> Option<f64> {
        let rest = line.split_once(word)?.1;
        rest.split(|sign: char| !(sign.is_ascii_digit() || sign == '.'))
            .next()?
            .parse()
            .ok()
    };
    let given = number("actual rows=").unwrap_or_default() * number("loops=").unwrap_or(1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of rows")]
    let all = (given + number("Rows Removed by Filter: ").unwrap_or_default()) as u64;
    all
}

/// Indexes that keep something once are rules; the others are there for a question.
async fn every_index_is_used(fresh: Fresh) {
    if fresh.db.dialect() == Dialect::Postgres {
        // The same indexes: which of them PostgreSQL takes depends on how full its tables are.
        return;
    }
    let connection = file(&fresh.url);
    let all = "SELECT name, rootpage FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND sql NOT LIKE 'CREATE UNIQUE%'";
    let mut unused: BTreeMap<i64, String> = connection
        .prepare(all)
        .and_then(|mut all| all.query_map([], |row| Ok((row.get(1)?, row.get(0)?)))?.collect())
        .expect("indexes");
    let of_changes = [None, Some("1")].map(|row| ChangeQuery {
        table: Some(MasterTable::Products),
        row: row.map(str::to_owned),
        without_people: true,
    });
    let composed: Vec<String> = (lists().into_iter().map(|(_, query)| query))
        .chain(of_changes.iter().map(|wanted| changes::compose(wanted, None, 51)))
        .map(|query| query.of_sqlite().0.to_owned())
        .collect();
    let fixed = STATEMENTS.iter().map(|registered| registered.sqlite.to_owned());
    for text in fixed.chain(composed) {
        // The program of a statement, with those of the triggers that it sets off.
        let mut program = connection
            .prepare(&format!("EXPLAIN {text}"))
            .unwrap_or_else(|error| panic!("{text}: {error}"));
        let mut rows = program.raw_query();
        while let Some(row) = rows.next().expect("a step") {
            if row.get_ref(1).expect("a name").as_str() == Ok("OpenRead") {
                unused.remove(&row.get::<_, i64>(3).expect("a page"));
            }
        }
    }
    let unused: BTreeSet<&str> = unused
        .values()
        .map(String::as_str)
        .filter(|name| !ASKED_ELSEWHERE.contains(name))
        .collect();
    assert!(unused.is_empty(), "{unused:#?}");
}

/// Of statements that are composed as they are asked: their plans are looked at where they are made, or in `owed_plans`.
const ASKED_ELSEWHERE: &[&str] = &[
    // A site's sender asks for the messages that wait (docs/site.md).
    "capacity_bookings_overridden",
    "production_assignments_answered",
    "settlements_amount",
    "settlements_paid",
    "settlements_sent_amount",
    "workshop_payables_amount",
];
