//! Every statement is one both engines understand, and every list finds its rows by an index, however many there are.

use std::collections::BTreeSet;

use chrono::Datelike;
use sqlx::{Connection, Either, Executor, PgConnection, SqlSafeStr, Statement};
use uuid::Uuid;

use crate::credit_plans;
use crate::crowd::{Crowd, file, order_id};
use crate::fresh::{Fresh, on_both_engines};
use crate::message_plans;
use krafta::db::engine::page::Key;
use krafta::db::engine::statement::{Registered, STATEMENTS};
use krafta::db::fulfilment::supply;
use krafta::db::fulfilment::work_list::{self, WaitingPart, WorkOrder, WorkQuery};
use krafta::db::orders::filter::{OrderQuery, OrderSort, SortBy};
use krafta::db::orders::finding::{self, SearchKeys};
use krafta::db::orders::{export, how_many, list, requests};
use krafta::db::payments::queue::{self, QueueQuery};
use krafta::db::payments::refund_list::{self, RefundQuery};
use krafta::db::{DbResult, Dialect, FromRow, Query, Row};
use krafta::domain::amount_range::AmountRange;
use krafta::domain::fulfilment::due::Due;
use krafta::domain::ids::{OrderId, WorkshopId};
use krafta::domain::money::Currency;
use krafta::domain::orders::quote::ToleranceRule;
use krafta::domain::orders::status::{AssignmentStatus, PaymentStatus};
use krafta::service::fulfilment::work_list::AT_WORK;

on_both_engines!(
    every_statement_can_be_prepared,
    no_list_scans_a_table,
    no_fixed_statement_scans_a_table
);

async fn every_statement_can_be_prepared(fresh: Fresh) {
    assert!(!STATEMENTS.is_empty());
    let mut faults = Vec::new();
    for registered in STATEMENTS {
        let counted = match fresh.db.dialect() {
            Dialect::Sqlite => counted_by_sqlite(&fresh.url, registered),
            Dialect::Postgres => counted_by_postgres(&fresh.url, registered).await,
        };
        match counted {
            Ok(parameters) if parameters == registered.parameters => {}
            Ok(parameters) => faults.push(format!("{}: {parameters} parameters", name(registered))),
            Err(error) => faults.push(format!("{}: {error}", name(registered))),
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn name(registered: &Registered) -> String {
    format!("{}::{}", registered.module, registered.name)
}

fn counted_by_sqlite(url: &str, registered: &Registered) -> Result<usize, String> {
    let connection = file(url);
    let prepared = connection.prepare(registered.sqlite).map_err(|error| error.to_string())?;
    Ok(prepared.parameter_count())
}

async fn counted_by_postgres(url: &str, registered: &Registered) -> Result<usize, String> {
    let told = |error: sqlx::Error| error.to_string();
    let mut connection = PgConnection::connect(url).await.map_err(told)?;
    let prepared = connection.prepare(registered.postgres.into_sql_str()).await.map_err(told)?;
    Ok(match prepared.parameters() {
        Some(Either::Left(types)) => types.len(),
        Some(Either::Right(count)) => count,
        None => 0,
    })
}

async fn no_list_scans_a_table(fresh: Fresh) {
    Crowd::gather(&fresh, 20_000).await;
    let mut faults = Vec::new();
    for (name, query) in lists() {
        let plan: Vec<Line> = fresh
            .db
            .all(query.explained())
            .await
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let mut plan: Vec<String> = plan.into_iter().map(|Line(line)| line).collect();
        without_inner(&mut plan);
        if let Some(line) = plan.iter().find(|line| is_scan(line)) {
            faults.push(format!("{name}: {line}\n    {}", plan.join("\n    ")));
        }
        // What is walked in order is not sorted: else a page would cost as much as the list.
        if !name.starts_with("few") && is_sorted(&plan) && !name.contains("merged") {
            faults.push(format!("{name} is sorted:\n    {}", plan.join("\n    ")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Each list in each way it is walked: first and deep.
pub fn lists() -> Vec<(String, Query)> {
    let place = Key {
        key: 1_768_000_000_000_000,
        id: order_id(7),
    };
    let places = [("first", None), ("deep", Some(place))];
    let few: Vec<OrderId> = (1..=20).map(|n| OrderId::from_uuid(order_id(n))).collect();
    let mut lists = Vec::new();
    for (where_, after) in places {
        for (name, wanted) in queues(&few) {
            lists.push((format!("{name} queue, {where_}"), queue::compose(&wanted, after, 51)));
        }
        for (name, wanted) in orders(&few) {
            lists.push((format!("{name} orders, {where_}"), list::compose(&wanted, after, 51)));
        }
        for (name, wanted) in sorted(&few) {
            // Of statuses one after the other, a place says in which it is.
            let turn = after.filter(|_| name.contains("status")).map(|place| Key {
                key: place.key | 1 << 52,
                ..place
            });
            lists.push((format!("{name}, {where_}"), list::compose(&wanted, turn.or(after), 51)));
        }
        lists.push((format!("open requests, {where_}"), requests::compose(true, after, 51)));
        lists.push((format!("all requests, {where_}"), requests::compose(false, after, 51)));
        lists.push((format!("requests to answer, {where_}"), requests::compose_open(after, 1)));
        lists.push((format!("due refunds, {where_}"), refund_list::compose(&refunds(true), after, 51)));
        lists.push((format!("all refunds, {where_}"), refund_list::compose(&refunds(false), after, 51)));
    }
    for (name, wanted) in orders(&few) {
        lists.push((format!("few of {name} orders counted, merged"), how_many::compose(&wanted, 500)));
        // A file is of everything that fits, however it is found: what counts is that it goes on from where it was.
        if ["all", "few", "few of a refund due"].contains(&name) {
            lists.push((format!("{name} exported, first"), export::compose(&wanted, None, 501)));
            lists.push((format!("{name} exported, deep"), export::compose(&wanted, Some(place), 501)));
        }
    }
    let needles = SearchKeys {
        numbers: vec!["KRFT-000007".into()],
        number_start: Some("KRFT-0001".into()),
        phones: vec!["+584125551234".into()],
        phone_start: Some("+584125551".into()),
        id_docs: vec!["V10000007".into()],
        reference_keys: vec!["55433".into()],
        reference_ends: vec!["33455".into()],
    };
    let dear = AmountRange {
        currency: Some(Currency::Usd),
        least: Some(100_000.into()),
        most: None,
    };
    for (name, range) in [("dear", dear), ("exact", AmountRange::exactly(1_234.into(), None))] {
        lists.push((format!("few {name} orders found"), finding::compose_amount(&range)));
        lists.push((format!("few {name} refunds found"), refund_list::compose_amount(&range)));
    }
    let of_orders = RefundQuery {
        orders: Some(few[..1].to_vec()),
        ..refunds(true)
    };
    lists.push(("few refunds of orders".to_owned(), refund_list::compose(&of_orders, None, 51)));
    lists.extend(works(&few, place));
    lists.extend(message_plans::lists(few[0], place));
    lists.extend(credit_plans::lists());
    lists.extend(finding::compose(&needles).map(|query| ("few found".to_owned(), query)));
    lists
}

/// What waits for a workshop, and what workshops have on their hands.
fn works(few: &[OrderId], place: Key) -> Vec<(String, Query)> {
    let day = |text: &str| -> chrono::NaiveDate { text.parse().expect("a day") };
    let (now, today) = ("2026-02-01T12:00:00Z".parse().expect("an instant"), day("2026-02-01"));
    let orinoco = WorkshopId::from_uuid(Uuid::from_u128(0xc001));
    let under_way = || WorkQuery {
        statuses: AT_WORK.to_vec(),
        order: WorkOrder::Promised,
        ..WorkQuery::default()
    };
    let due = |due| WorkQuery {
        due: Some((due, now, today)),
        ..under_way()
    };
    let part = |part| WorkQuery {
        part: Some(part),
        ..WorkQuery::default()
    };
    let promised = Key {
        key: i64::from(day("2026-01-10").num_days_from_ce()),
        ..place
    };
    let listed = [
        ("choosable queue without workshop", part(WaitingPart::Choosable), place),
        ("stuck queue without workshop", part(WaitingPart::Stuck), place),
        ("work", under_way(), promised),
        ("few late of the work", due(Due::Late), promised),
        ("later work", due(Due::Later), promised),
        (
            "few of a workshop's work",
            WorkQuery {
                workshop: Some(orinoco),
                ..under_way()
            },
            promised,
        ),
    ];
    let mut lists = Vec::new();
    for (name, wanted, deep) in listed {
        lists.push((format!("{name}, first"), work_list::compose(&wanted, None, 51)));
        lists.push((format!("{name}, deep"), work_list::compose(&wanted, Some(deep), 51)));
    }
    // A count looks at all there is, up to its end.
    lists.push((
        "few counted by due".to_owned(),
        work_list::compose_counts(&due(Due::Today), now, today),
    ));
    lists.push(("few requested".to_owned(), supply::compose_requested(few)));
    lists.push(("few wanted".to_owned(), supply::compose_wanted(few)));
    lists
}

fn refunds(due: bool) -> RefundQuery {
    RefundQuery {
        due,
        ..RefundQuery::default()
    }
}

fn queues(few: &[OrderId]) -> Vec<(&'static str, QueueQuery)> {
    let all = QueueQuery::default;
    vec![
        (
            "few of an amount",
            QueueQuery {
                amount: Some(AmountRange::exactly(1_234.into(), None)),
                ..all()
            },
        ),
        ("all", all()),
        (
            "newest",
            QueueQuery {
                newest_first: true,
                ..all()
            },
        ),
        ("unclaimed", QueueQuery { unclaimed: true, ..all() }),
        (
            "that do not fit",
            QueueQuery {
                besides: few.to_vec(),
                ..all()
            },
        ),
        (
            "flagged",
            QueueQuery {
                with_signals: true,
                ..all()
            },
        ),
        (
            "bank's",
            QueueQuery {
                bank: Some("0102".into()),
                ..all()
            },
        ),
        (
            "few",
            QueueQuery {
                orders: Some(few.to_vec()),
                ..all()
            },
        ),
    ]
}

fn orders(few: &[OrderId]) -> Vec<(&'static str, OrderQuery)> {
    let common = || OrderQuery {
        amount: Some(AmountRange::exactly(1_234.into(), None)),
        ..OrderQuery::default()
    };
    let mut lists = plain_orders(few);
    lists.push(("of a common amount", common()));
    lists.push((
        "confirmed of a common amount, merged",
        OrderQuery {
            payment: vec![PaymentStatus::Confirmed],
            ..common()
        },
    ));
    lists
}

/// In every order that can be chosen.
fn sorted(few: &[OrderId]) -> Vec<(String, OrderQuery)> {
    let mut sorted = Vec::new();
    for (name, wanted) in orders(few) {
        for by in wanted.sorts().iter().copied() {
            for ascends in [true, false] {
                let sort = Some(OrderSort { by, ascends });
                // What comes from several pieces is put in order at the end.
                let name = match by {
                    SortBy::Payment => format!("{name} orders by status, merged"),
                    _ => format!("{name} orders sorted {by:?} {ascends}"),
                };
                sorted.push((name, OrderQuery { sort, ..wanted.clone() }));
            }
        }
    }
    sorted
}

fn plain_orders(few: &[OrderId]) -> Vec<(&'static str, OrderQuery)> {
    let all = OrderQuery::default;
    let time = |text: &str| text.parse().expect("an instant");
    let orinoco = WorkshopId::from_uuid(Uuid::from_u128(0xc001));
    vec![
        ("all", all()),
        (
            "few",
            OrderQuery {
                orders: Some(few.to_vec()),
                ..all()
            },
        ),
        ("few of a refund due", OrderQuery { refund_due: true, ..all() }),
        (
            "few of a surplus",
            OrderQuery {
                surplus: Some(ToleranceRule::default()),
                ..all()
            },
        ),
        (
            "one status' merged",
            OrderQuery {
                payment: vec![PaymentStatus::RefundPending],
                ..all()
            },
        ),
        (
            "two statuses' merged",
            OrderQuery {
                payment: vec![PaymentStatus::Rejected, PaymentStatus::Confirmed],
                ..all()
            },
        ),
        (
            "production's merged",
            OrderQuery {
                production: vec![AssignmentStatus::Ready],
                ..all()
            },
        ),
        (
            "state's merged",
            OrderQuery {
                states: vec!["VE-S".into()],
                ..all()
            },
        ),
        (
            "workshop's merged",
            OrderQuery {
                workshops: Some(vec![orinoco]),
                ..all()
            },
        ),
        (
            "period's",
            OrderQuery {
                placed_from: Some(time("2026-01-03T00:00:00Z")),
                placed_to: Some(time("2026-01-04T00:00:00Z")),
                ..all()
            },
        ),
        (
            "few named",
            OrderQuery {
                orders: Some(few.to_vec()),
                few_by_placing: true,
                ..all()
            },
        ),
        (
            "named and rejected merged",
            OrderQuery {
                name: vec!["fernandez".into()],
                payment: vec![PaymentStatus::Rejected],
                ..all()
            },
        ),
        (
            "confirmed period's",
            OrderQuery {
                payment: vec![PaymentStatus::Confirmed],
                placed_from: Some(time("2026-01-03T00:00:00Z")),
                ..all()
            },
        ),
        (
            "ready and confirmed merged",
            OrderQuery {
                payment: vec![PaymentStatus::Confirmed],
                production: vec![AssignmentStatus::Ready],
                states: vec!["VE-G".into()],
                ..all()
            },
        ),
        (
            "bank's",
            OrderQuery {
                bank: Some("0102".into()),
                ..all()
            },
        ),
    ]
}

/// A line of a plan.
pub struct Line(pub String);

impl FromRow for Line {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        row.get("detail").or_else(|_| row.get("QUERY PLAN")).map(Self)
    }
}

/// What a count looks at goes by the name of the table it is of: SQLite says that it scans it.
pub fn without_inner(plan: &mut Vec<String>) {
    for _ in 0..plan.iter().filter(|line| line.starts_with("CO-ROUTINE ")).count() {
        if let Some(at) = plan.iter().position(|line| line == "SCAN o" || line == "SCAN p") {
            plan.remove(at);
        }
    }
}

/// A whole table is read: `SCAN o` without an index, `Seq Scan on orders`.
fn is_scan(line: &str) -> bool {
    const LARGE: &[&str] = &[
        "orders",
        "payment_submissions",
        "order_events",
        "refunds",
        "requests",
        "o",
        "s",
        "r",
        "q",
    ];
    let words: Vec<&str> = line.split_whitespace().collect();
    let sqlite =
        line.trim_start().starts_with("SCAN") && !line.contains("USING") && words.get(1).is_some_and(|table| LARGE.contains(table));
    let postgres = words
        .iter()
        .position(|word| *word == "Seq")
        .is_some_and(|at| words.get(at + 3).is_some_and(|table| LARGE.contains(table)));
    sqlite || postgres
}

/// A sort of the list; the first of an order's few items is found by one of its own.
fn is_sorted(plan: &[String]) -> bool {
    let of_items = |at: usize| {
        let sqlite = at > 0 && plan[at - 1].starts_with("SEARCH i ");
        sqlite || plan[at].trim() == "Sort Key: i.id" || plan.get(at + 1).is_some_and(|line| line.trim() == "Sort Key: i.id")
    };
    (0..plan.len()).any(|at| is_sort(&plan[at]) && !of_items(at))
}

fn is_sort(line: &str) -> bool {
    line.contains("TEMP B-TREE FOR ORDER BY") || line.trim_start().trim_start_matches("-> ").trim_start().starts_with("Sort ")
}

/// Statements over a short table that goes by a long one's alias.
const SHORT: &[&str] = &["krafta::db::catalogue::master_data::SHIPPING"];

async fn no_fixed_statement_scans_a_table(fresh: Fresh) {
    if fresh.db.dialect() == Dialect::Postgres {
        // PostgreSQL plans by the values; its lists are asked above with theirs.
        return;
    }
    let connection = file(&fresh.url);
    let mut scanned = BTreeSet::new();
    for registered in STATEMENTS
        .iter()
        .filter(|registered| !registered.sqlite.trim_start().starts_with("INSERT"))
    {
        let plan = format!("EXPLAIN QUERY PLAN {}", registered.sqlite);
        let lines: Result<Vec<String>, _> = connection
            .prepare(&plan)
            .and_then(|mut plan| plan.raw_query().mapped(|row| row.get("detail")).collect());
        let lines = lines.unwrap_or_else(|error| panic!("{}: {error}", name(registered)));
        if let Some(line) = lines.iter().find(|line| is_scan(line)) {
            scanned.insert(format!("{}: {line}", name(registered)));
        }
    }
    scanned.retain(|line| !SHORT.iter().any(|known| line.starts_with(known)));
    assert!(scanned.is_empty(), "{scanned:#?}");
}
