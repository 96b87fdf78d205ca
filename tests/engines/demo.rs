//! A filled demonstration shop obeys every rule the program has, and is the same for the same seed.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::nothing;
use crate::demo_content::content;
use crate::demo_rules::{BROKEN, THERE};
use crate::demo_supply;
use crate::fresh::{Fresh, on_both_engines};
use krafta::config::{Configuration, Environment, Flags, Places};
use krafta::db::{Db, DbResult, Dialect, FromRow, Query, Row};
use krafta::demo::{self, Fault, Options};
use krafta::domain::Time;
use krafta::domain::audit::replay::replay;
use krafta::domain::ids::{AssignmentId, OrderId};
use krafta::domain::orders::event::{Change, Lane};
use krafta::domain::orders::status::{AssignmentStatus, PaymentStatus};
use krafta::locale::{Catalogue, Locale};
use krafta::service::audit::check::check;

on_both_engines!(
    a_filled_shop_is_whole,
    the_schema_is_as_it_was,
    the_same_seed_gives_the_same_shop,
    a_database_in_use_is_refused
);

pub const ORDERS: u64 = 2_000;

pub async fn filled(fresh: &Fresh, seed: u64, orders: u64) {
    let options = Options {
        seed,
        orders,
        workshops: demo::WORKSHOPS,
        until: "2026-11-22T18:32:00Z".parse().expect("a time"),
    };
    let filled = demo::fill(&fresh.url, &fresh.folder.join("receipts"), options, |_| {})
        .await
        .expect("fills");
    assert_eq!(filled.orders, orders);
}

struct Count(i64);

impl FromRow for Count {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self(row.get("found")?))
    }
}

struct Message(String, serde_json::Value);

impl FromRow for Message {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self(row.get("template")?, row.get("data")?))
    }
}

async fn its_messages_leave_nothing_to_fill_in(fresh: &Fresh) {
    let messages: Vec<Message> = fresh
        .db
        .all(Query::new("SELECT template, data FROM notifications"))
        .await
        .expect("messages");
    assert!(messages.len() > 20, "{}", messages.len());
    for Message(template, data) in &messages {
        let told = Catalogue::of(Locale::Es).message(template, data);
        assert!(!told.contains("{$") && !told.starts_with("message-"), "{told}");
    }
}

/// Filled once, since that takes longest.
async fn a_filled_shop_is_whole(fresh: Fresh) {
    filled(&fresh, 7, ORDERS).await;
    its_messages_leave_nothing_to_fill_in(&fresh).await;
    its_events_replay_to_its_state(&fresh).await;
    demo_supply::no_day_is_over_its_limit_without_a_reason(&fresh).await;
    demo_supply::its_choices_can_be_read(&fresh).await;
    let mut wrong = Vec::new();
    for (rule, broken) in BROKEN {
        let found = count(&fresh.db, broken).await;
        if found > 0 {
            wrong.push(format!("{found} break: {rule}"));
        }
    }
    for (what, there, least) in THERE {
        let found = count(&fresh.db, there).await;
        if found < *least {
            wrong.push(format!("{what}: {found}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(count(&fresh.db, "orders").await, i64::try_from(ORDERS).expect("small"));
    is_sound(&fresh).await;
    let kept = match fresh.db.dialect() {
        Dialect::Postgres => usize::try_from(count(&fresh.db, "receipts").await).expect("a count"),
        Dialect::Sqlite => std::fs::read_dir(fresh.folder.join("receipts")).expect("pictures").count(),
    };
    assert!((40..250).contains(&kept), "{kept} pictures");
    if fresh.db.dialect() == Dialect::Sqlite {
        assert_eq!(count(&fresh.db, "pragma_foreign_key_check").await, 0);
        assert!(count(&fresh.db, "orders_search WHERE orders_search MATCH 'fernandez'").await > 5);
    }
}

/// `krafta db check` finds nothing: settings, edges, triggers, keys, histories, pictures.
async fn is_sound(fresh: &Fresh) {
    let flags = Flags {
        config: Some(nothing(&fresh.folder)),
        database: Some(fresh.url.clone()),
        ..Flags::default()
    };
    let places = Places {
        config: fresh.folder.join("krafta.toml"),
        data: fresh.folder.clone(),
        state: fresh.folder.clone(),
    };
    let configuration = Configuration::load(&flags, &Environment::default(), places).expect("a configuration");
    assert_eq!(configuration.receipts, fresh.folder.join("receipts"));
    let report = check(&configuration, |_, _| {}).await.expect("readable");
    assert!(report.is_sound(), "{:?}", report.findings);
    assert_eq!(report.orders, ORDERS);
}

pub async fn count(db: &Db, what: &'static str) -> i64 {
    let query = Query::new("SELECT count(*) AS found FROM ").push(what);
    db.one::<Count>(query).await.unwrap_or_else(|error| panic!("{what}: {error}")).0
}

struct Event {
    order: OrderId,
    seq: i64,
    change: Change,
    at: Time,
}

impl FromRow for Event {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        let from: Option<String> = row.get("from_status")?;
        let to: Option<String> = row.get("to_status")?;
        let lane: String = row.get("lane")?;
        let payment = |text: &str| text.parse::<PaymentStatus>().expect("a payment status");
        let production = |text: &str| text.parse::<AssignmentStatus>().expect("an assignment status");
        let change = match lane.parse::<Lane>().expect("a lane") {
            Lane::Payment => Change::Payment {
                from: from.as_deref().map(payment),
                to: payment(&to.expect("where to")),
            },
            Lane::Production => Change::Production {
                assignment: row.get::<Option<AssignmentId>>("assignment_id")?.expect("an assignment"),
                from: from.as_deref().map(production),
                to: production(&to.expect("where to")),
            },
            Lane::Note => Change::Note,
        };
        Ok(Self {
            order: row.get("order_id")?,
            seq: row.get("seq")?,
            at: row.get("at")?,
            change,
        })
    }
}

struct Stored {
    order: OrderId,
    payment: PaymentStatus,
    seq: i64,
    version: i64,
    last: Time,
}

impl FromRow for Stored {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self {
            order: row.get("id")?,
            payment: row.get("payment_status")?,
            seq: row.get("event_seq")?,
            version: row.get("version")?,
            last: row.get("last_event_at")?,
        })
    }
}

struct Assigned(OrderId, AssignmentId, AssignmentStatus);

impl FromRow for Assigned {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self(row.get("order_id")?, row.get("id")?, row.get("status")?))
    }
}

async fn its_events_replay_to_its_state(fresh: &Fresh) {
    let events: Vec<Event> = fresh
        .db
        .all(Query::new(
            "SELECT order_id, seq, at, lane, from_status, to_status, assignment_id FROM order_events ORDER BY order_id, seq",
        ))
        .await
        .expect("events");
    let mut histories: BTreeMap<OrderId, Vec<Event>> = BTreeMap::new();
    for event in events {
        histories.entry(event.order).or_default().push(event);
    }
    let assigned: Vec<Assigned> = fresh
        .db
        .all(Query::new(
            "SELECT order_id, id, status FROM production_assignments ORDER BY order_id, attempt",
        ))
        .await
        .expect("assignments");
    let stored: Vec<Stored> = fresh
        .db
        .all(Query::new(
            "SELECT id, payment_status, event_seq, version, last_event_at FROM orders",
        ))
        .await
        .expect("orders");
    let (mut payments, mut productions) = (BTreeSet::new(), BTreeSet::new());
    for order in stored {
        let history = &histories[&order.order];
        let state = replay(history.iter().map(|event| (event.seq, &event.change))).expect("a whole history");
        let mine: Vec<_> = assigned
            .iter()
            .filter(|row| row.0 == order.order)
            .map(|row| (row.1, row.2))
            .collect();
        assert_eq!(state.payment, Some(order.payment));
        assert_eq!(state.assignments, mine);
        assert_eq!((state.seq, order.version), (order.seq, order.seq));
        assert!(history.is_sorted_by_key(|event| event.at));
        assert_eq!(history.last().map(|event| event.at), Some(order.last));
        payments.insert(order.payment);
        productions.extend(mine.into_iter().map(|(_, status)| status));
    }
    assert_eq!(payments.len(), PaymentStatus::ALL.len(), "{payments:?}");
    assert_eq!(productions.len(), AssignmentStatus::ALL.len(), "{productions:?}");
}

pub struct Line(pub String);

impl FromRow for Line {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self(row.get("line")?))
    }
}

async fn schema(db: &Db) -> Vec<String> {
    let query = Query::default().push_for(
        "SELECT coalesce(sql, name) AS line FROM sqlite_schema WHERE name NOT LIKE 'orders_search%' OR type = 'trigger' ORDER BY type, name",
        "SELECT line FROM (SELECT indexdef AS line FROM pg_indexes WHERE schemaname = current_schema() \
         UNION ALL SELECT tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal \
         UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || convalidated FROM pg_constraint \
           WHERE connamespace = current_schema()::regnamespace) l ORDER BY line",
    );
    db.all::<Line>(query)
        .await
        .expect("a schema")
        .into_iter()
        .map(|line| line.0)
        .collect()
}

async fn the_schema_is_as_it_was(fresh: Fresh) {
    let before = schema(&fresh.db).await;
    filled(&fresh, 3, 300).await;
    assert_eq!(schema(&Db::open(&fresh.url).await.expect("opens")).await, before);
}

/// Filled twice, once as a file: each row has the same id, the same words and the same pictures.
async fn the_same_seed_gives_the_same_shop(fresh: Fresh) {
    filled(&fresh, 5, 400).await;
    let url = format!("sqlite:{}", fresh.folder.join("other.db").display());
    let other = Fresh {
        db: Db::create(&url).await.expect("a new file"),
        url,
        folder: fresh.folder.clone(),
    };
    filled(&other, 5, 400).await;
    let (one, two) = (content(&fresh.db).await, content(&other.db).await);
    assert!(one.len() > 3_000, "{}", one.len());
    let differs = one.iter().zip(&two).find(|(one, two)| one != two);
    assert!(one.len() == two.len() && differs.is_none(), "{differs:?}");
    other.db.close().await;
}

async fn a_database_in_use_is_refused(fresh: Fresh) {
    filled(&fresh, 1, 50).await;
    let options = Options {
        seed: 2,
        orders: 50,
        workshops: demo::WORKSHOPS,
        until: "2026-11-22T18:32:00Z".parse().expect("a time"),
    };
    let again = demo::fill(&fresh.url, &fresh.folder.join("receipts"), options, |_| {}).await;
    assert!(matches!(again, Err(Fault::NotEmpty("orders"))), "{again:?}");
    assert_eq!(count(&fresh.db, "orders").await, 50);
}
