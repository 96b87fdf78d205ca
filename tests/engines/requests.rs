//! What customers ask for by a site in another language: done in their name by the jobs, once, and answered in the same row.

use std::sync::Arc;
use std::time::{Duration, Instant};

use uuid::Uuid;

use crate::books::{Books, row_structs};
use crate::counter::{Counter, Placed};
use crate::fresh::{Fresh, on_both_engines};
use crate::shop::{token, write};
use crate::yard::{Yard, complete, forward, hand_over};
use krafta::config::Settings;
use krafta::db::{Db, DbResult, Dialect, FromRow, Query, Row};
use krafta::domain::actor::{Actor, Role};
use krafta::domain::ids::OperationId;
use krafta::domain::orders::request::RequestOutcome;
use krafta::domain::orders::status::{AssignmentStatus, PaymentStatus};
use krafta::service::core::clock::Clock;
use krafta::service::jobs::{Fate, Job, JobItem, JobRun, keeper};
use krafta::service::orders::requests::RequestView;
use krafta::service::payments::commands::RequestRefund;
use krafta::service::{Command, Krafta};

on_both_engines!(
    what_a_customer_asks_is_done_in_their_name,
    what_cannot_be_is_refused_by_its_code,
    the_same_request_again_is_the_same,
    two_programs_answer_each_once,
    what_was_half_done_is_answered_once,
    what_cannot_be_answered_spoils_nothing,
    an_open_program_answers_within_seconds,
    what_is_no_request_is_refused,
    a_dry_run_answers_nobody,
);

const RUN: JobRun = JobRun {
    dry_run: false,
    only: Some(Job::Requests),
    limit: 1000,
};

/// A row as a site writes it.
async fn ask(db: &Db, order: &Placed, kind: &'static str, reason: Option<&'static str>) -> Uuid {
    let id = Uuid::now_v7();
    write(db, row(id, order, kind, reason)).await.expect("a request");
    id
}

pub fn row(id: Uuid, order: &Placed, kind: &'static str, reason: Option<&'static str>) -> Query {
    Query::new("INSERT INTO requests (id, order_id, kind, reason) VALUES (")
        .bind_list([id.into(), order.id.into(), kind.into(), reason.into()])
        .push(")")
}

async fn run(shop: &Krafta) -> Vec<JobItem> {
    shop.jobs().run_jobs(&Actor::system(), RUN).await.expect("a report").items
}

/// How the requests stand, the newest first.
async fn standing(counter: &Counter) -> Vec<RequestView> {
    let page = counter.shop.orders().requests(&counter.support, false, None, 100).await;
    page.expect("requests").rows
}

async fn answer(counter: &Counter, id: Uuid) -> RequestView {
    let all = standing(counter).await;
    all.into_iter().find(|request| request.id.uuid() == id).expect("the request")
}

/// The code it was refused with.
async fn refused(counter: &Counter, id: Uuid) -> String {
    let answer = answer(counter, id).await;
    assert_eq!((answer.outcome, &answer.receipt), (Some(RequestOutcome::Refused), &None));
    answer.refusal.expect("a code").to_string()
}

fn refund(order: &Placed, reason: &str) -> Command {
    Command::RequestRefund(RequestRefund {
        evidence: Vec::new(),
        order: order.id,
        seen: None,
        reason: reason.into(),
        overridden: false,
        share: None,
        borne_by: None,
    })
}

row_structs! {
    Walked { edge: String, actor_role: Role, actor_name: String, operation_id: Option<Uuid>, text: Option<String> }
}

async fn walked(db: &Db, order: &Placed, edge: &'static str) -> Walked {
    let event = Query::new("SELECT edge, actor_role, actor_name, operation_id, text FROM order_events WHERE edge = ")
        .bind(edge)
        .push(" AND order_id = ")
        .bind(order.id);
    db.one(event).await.expect("the event")
}

async fn what_a_customer_asks_is_done_in_their_name(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let counter = &yard.counter;
    let (paid, sent) = (yard.accepted("482913").await, yard.accepted("482914").await);
    for step in [
        Command::Start(forward(&sent)),
        Command::Ready(forward(&sent)),
        hand_over(&sent, Some("MRW"), Some("0012345")),
    ] {
        yard.done(&yard.makers[0].hands, step).await;
    }
    let give_back = ask(&fresh.db, &paid, "REFUND", Some("ya no lo necesito")).await;
    let arrived = ask(&fresh.db, &sent, "RECEIVED", None).await;
    let waiting = answer(counter, give_back).await;
    assert_eq!((waiting.outcome, waiting.answered_at, waiting.receipt), (None, None, None));
    let status = counter.shop.jobs().jobs_status(&counter.ana).await.expect("a status");
    assert_eq!(status.jobs.iter().find(|one| one.job == Job::Requests).map(|one| one.due), Some(2));

    let items = run(&counter.shop).await;
    assert_eq!(items.len(), 2, "{items:?}");
    assert!(items.iter().all(|item| matches!(item.fate, Fate::Done)), "{items:?}");
    assert_eq!(items[0].request.map(|id| id.uuid()), Some(give_back), "the longest waiting first");
    assert!(run(&counter.shop).await.is_empty(), "once");

    let answered = answer(counter, give_back).await;
    assert_eq!(
        (answered.outcome, answered.answered_at),
        (Some(RequestOutcome::Done), Some(counter.shop.now()))
    );
    let receipt = answered.receipt.expect("a receipt");
    assert_eq!(
        (
            &receipt["payment"],
            &receipt["outcome"]["kind"],
            &receipt["outcome"]["amount"]["currency"]
        ),
        (&"REFUND_PENDING".into(), &"refund-due".into(), &"VES".into())
    );
    let event = walked(&fresh.db, &paid, "P13").await;
    assert_eq!(
        (
            event.actor_role,
            event.actor_name.as_str(),
            event.operation_id,
            event.text.as_deref()
        ),
        (Role::Customer, "cliente", Some(give_back), Some("ya no lo necesito"))
    );
    assert_eq!(yard.made(paid.id).await[0].status, AssignmentStatus::Cancelled, "its days are free");
    let receipt = answer(counter, arrived).await.receipt.expect("a receipt");
    assert_eq!(receipt["production"], "COMPLETED");
    assert_eq!(walked(&fresh.db, &sent, "A10").await.actor_role, Role::Customer);
    for order in [&paid, &sent] {
        Books::read(&fresh.db, order.id).await.check();
    }
}

async fn what_cannot_be_is_refused_by_its_code(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let counter = &yard.counter;
    let placed = counter.place().await;
    let reported = counter.place().await;
    counter.report(&reported, "482910").await;
    let making = yard.accepted("482913").await;
    yard.done(&yard.makers[0].hands, Command::Start(forward(&making))).await;
    let before = Books::read(&fresh.db, making.id).await;
    let mut asked = Vec::new();
    for (order, kind, reason) in [
        (&making, "REFUND", Some("me arrepentí")),
        (&placed, "REFUND", Some("me arrepentí")),
        (&reported, "REFUND", Some("me arrepentí")),
        (&making, "RECEIVED", None),
        (&placed, "RECEIVED", None),
    ] {
        let id = ask(&fresh.db, order, kind, reason).await;
        let command = match kind {
            "REFUND" => refund(order, "me arrepentí"),
            _ => Command::Complete(complete(order)),
        };
        asked.push((id, counter.refused(&counter.customer, command).await));
    }
    let items = run(&counter.shop).await;
    assert!(items.iter().all(|item| matches!(item.fate, Fate::Refused { .. })), "{items:?}");
    for (id, code) in &asked {
        assert_eq!(refused(counter, *id).await, *code, "what the customer would be told by the library");
    }
    let codes: Vec<_> = asked.iter().map(|(_, code)| *code).collect();
    assert_eq!(
        codes,
        [
            "already-in-production",
            "forbidden",
            "payment-edge",
            "assignment-edge",
            "no-assignment"
        ],
        "as docs/site.md says"
    );
    let after = Books::read(&fresh.db, making.id).await;
    assert_eq!(
        (after.events.len(), after.operations.len()),
        (before.events.len(), before.operations.len())
    );
    assert!(run(&counter.shop).await.is_empty(), "a refusal is an answer");
}

async fn the_same_request_again_is_the_same(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (order, other) = (counter.confirmed("482913").await, counter.confirmed("482914").await);
    let id = ask(&fresh.db, &order, "REFUND", Some("ya no")).await;
    let again = || row(id, &order, "REFUND", Some("ya no")).push(" ON CONFLICT (id) DO NOTHING");
    write(&fresh.db, again()).await.expect("the same");
    run(&counter.shop).await;
    write(&fresh.db, again()).await.expect("the same, answered");
    for different in [
        row(id, &other, "REFUND", Some("ya no")),
        row(id, &order, "RECEIVED", Some("ya no")),
        row(id, &order, "REFUND", Some("otro motivo")),
    ] {
        assert_eq!(token(write(&fresh.db, different).await), "append-only");
    }
    if fresh.db.dialect() == Dialect::Sqlite {
        let replace = Query::new("INSERT OR REPLACE INTO requests (id, order_id, kind, reason) VALUES (").bind_list([
            id.into(),
            order.id.into(),
            "REFUND".into(),
            "ya no".into(),
        ]);
        write(&fresh.db, replace.push(")")).await.expect("the same");
    }
    assert!(run(&counter.shop).await.is_empty());
    let all = standing(&counter).await;
    assert_eq!((all.len(), all[0].outcome), (1, Some(RequestOutcome::Done)));
}

async fn two_programs_answer_each_once(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let mut orders = Vec::new();
    for at in 0..6 {
        let order = counter.confirmed(&format!("48291{at}")).await;
        // The second of each is too late, whoever answers it.
        for _ in 0..2 {
            ask(&fresh.db, &order, "REFUND", Some("ya no")).await;
        }
        orders.push(order);
    }
    let other = Db::open(&fresh.url).await.expect("another program");
    let other = Krafta::with_clock(other, Settings::default(), Arc::clone(&counter.clock) as Arc<dyn Clock>);
    let (one, two) = tokio::join!(run(&counter.shop), run(&other));
    let items: Vec<_> = one.into_iter().chain(two).collect();
    let all = standing(&counter).await;
    let of = |outcome| all.iter().filter(|request| request.outcome == Some(outcome)).count();
    assert_eq!((of(RequestOutcome::Done), of(RequestOutcome::Refused)), (6, 6), "{items:?}");
    assert_eq!(items.len(), 12, "each is told once: {items:?}");
    for order in &orders {
        let books = Books::read(&fresh.db, order.id).await;
        books.check();
        assert_eq!(books.events.iter().filter(|event| event.edge == "P13").count(), 1);
    }
    other.db().close().await;
}

async fn what_was_half_done_is_answered_once(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (order, other) = (counter.confirmed("482913").await, counter.confirmed("482914").await);
    // Done, and the answer lost: as if a program had died in between.
    let id = ask(&fresh.db, &order, "REFUND", Some("ya no")).await;
    let operation = OperationId::from_uuid(id);
    let receipt = counter.shop.execute(&counter.customer, operation, refund(&order, "ya no")).await;
    let receipt = receipt.expect("a refund");
    // The id of something else that was done.
    let taken = Uuid::now_v7();
    let note = Command::Note(krafta::service::orders::commands::Note {
        order: other.id,
        text: "llamar".into(),
        internal: true,
    });
    let noted = counter.shop.execute(&counter.ana, OperationId::from_uuid(taken), note).await;
    noted.expect("a note");
    write(&fresh.db, row(taken, &other, "REFUND", Some("ya no")))
        .await
        .expect("a request");
    run(&counter.shop).await;
    let kept = answer(&counter, id).await.receipt.expect("a receipt");
    assert_eq!(kept, serde_json::to_value(&receipt).expect("JSON"), "the first receipt");
    assert_eq!(refused(&counter, taken).await, "operation-reused");
    let books = Books::read(&fresh.db, order.id).await;
    books.check();
    assert_eq!(books.events.iter().filter(|event| event.edge == "P13").count(), 1);
}

async fn what_cannot_be_answered_spoils_nothing(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (bad, good) = (counter.confirmed("482913").await, counter.confirmed("482914").await);
    let stuck = Uuid::now_v7();
    match fresh.db.dialect() {
        // A text that is none.
        Dialect::Sqlite => {
            let row = Query::new("INSERT INTO requests (id, order_id, kind, reason) VALUES (")
                .bind_list([stuck.into(), bad.id.into()])
                .push(", 'REFUND', CAST(x'ff41' AS TEXT))");
            write(&fresh.db, row).await.expect("SQLite takes it");
        }
        // Somebody who holds the order, longer than anybody waits.
        Dialect::Postgres => {
            write(&fresh.db, row(stuck, &bad, "REFUND", Some("ya no")))
                .await
                .expect("a request");
        }
    }
    let holder = match fresh.db.dialect() {
        Dialect::Sqlite => None,
        Dialect::Postgres => {
            let mut tx = fresh.db.begin().await.expect("a transaction");
            let lock = Query::new("SELECT id FROM orders WHERE id = ").bind(bad.id).push(" FOR UPDATE");
            tx.exec(lock).await.expect("a lock");
            Some(tx)
        }
    };
    let fine = ask(&fresh.db, &good, "REFUND", Some("ya no")).await;
    // One at a time: what is stuck takes nobody's place.
    let one = JobRun { limit: 1, ..RUN };
    let report = counter.shop.jobs().run_jobs(&Actor::system(), one).await.expect("a report");
    let fates: Vec<_> = report
        .items
        .iter()
        .map(|item| (item.request.map(|id| id.uuid()), &item.fate))
        .collect();
    match fresh.db.dialect() {
        // What is no text is read with a mark in its place, and answered.
        Dialect::Sqlite => assert!(matches!(fates[..], [(Some(first), Fate::Done)] if first == stuck), "{fates:?}"),
        Dialect::Postgres => assert!(
            matches!(fates[..], [(Some(first), Fate::Left { .. }), (Some(second), Fate::Done)] if first == stuck && second == fine),
            "{fates:?}"
        ),
    }
    assert_eq!(
        counter.shop.jobs().jobs_status(&counter.ana).await.expect("a status").jobs[0].due,
        1
    );
    if let Some(tx) = holder {
        tx.rollback().await.expect("a rollback");
        assert!(
            matches!(run(&counter.shop).await[..], [JobItem { fate: Fate::Done, .. }]),
            "tried again"
        );
    }
}

async fn an_open_program_answers_within_seconds(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = counter.confirmed("482913").await;
    // All other jobs are looked for every thirty seconds.
    let jobs = keeper::start(&tokio::runtime::Handle::current(), counter.shop.clone());
    tokio::time::sleep(Duration::from_millis(300)).await;
    let id = ask(&fresh.db, &order, "REFUND", Some("ya no")).await;
    let began = Instant::now();
    while answer(&counter, id).await.outcome.is_none() {
        assert!(began.elapsed() < Duration::from_secs(15), "nobody answers");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(answer(&counter, id).await.outcome, Some(RequestOutcome::Done));
    tokio::task::spawn_blocking(move || jobs.finish(Duration::from_secs(5)))
        .await
        .expect("an end");
}

async fn what_is_no_request_is_refused(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = counter.confirmed("482913").await;
    let insert = |columns: &'static str, values: &'static str| {
        Query::new("INSERT INTO requests (order_id, kind, reason")
            .push(columns)
            .push(") SELECT id, ")
            .push(values)
            .push(" FROM orders")
    };
    for (values, fault) in [
        ("'CANCEL', 'x'", "a kind that is none"),
        ("'REFUND', NULL", "no reason"),
        ("'REFUND', '  '", "an empty reason"),
    ] {
        assert!(write(&fresh.db, insert("", values)).await.is_err(), "{fault}");
    }
    let long = Query::new("INSERT INTO requests (order_id, kind, reason) VALUES (").bind_list([
        order.id.into(),
        "REFUND".into(),
        "x".repeat(1001).into(),
    ]);
    assert!(write(&fresh.db, long.push(")")).await.is_err(), "too long");
    let nobody = Query::new("INSERT INTO requests (order_id, kind) VALUES (").bind_list([Uuid::now_v7().into(), "RECEIVED".into()]);
    assert!(write(&fresh.db, nobody.push(")")).await.is_err(), "no order");
    for (columns, values) in [
        (", outcome", "'RECEIVED', NULL, 'DONE'"),
        (", refusal", "'RECEIVED', NULL, 'payment-edge'"),
        (", receipt", "'RECEIVED', NULL, '{}'"),
    ] {
        let answered = write(&fresh.db, insert(columns, values)).await;
        assert_eq!(token(answered), "request-answer", "{columns}");
    }
    assert!(standing(&counter).await.is_empty());

    write(&fresh.db, insert("", "'REFUND', 'ya no'"))
        .await
        .expect("the id is the database's");
    for edit in [
        "UPDATE requests SET reason = 'otro'",
        "UPDATE requests SET kind = 'RECEIVED'",
        "DELETE FROM requests",
    ] {
        assert_eq!(token(write(&fresh.db, Query::new(edit)).await), "append-only", "{edit}");
    }
    for half in [
        "UPDATE requests SET outcome = 'DONE'",
        "UPDATE requests SET outcome = 'REFUSED', answered_at = created_at",
        "UPDATE requests SET outcome = 'DONE', answered_at = created_at, refusal = 'x'",
        "UPDATE requests SET refusal = 'x'",
    ] {
        assert!(write(&fresh.db, Query::new(half)).await.is_err(), "{half}");
    }
    run(&counter.shop).await;
    let again = "UPDATE requests SET outcome = 'REFUSED', receipt = NULL, refusal = 'x'";
    assert_eq!(token(write(&fresh.db, Query::new(again)).await), "append-only", "answered once");
}

async fn a_dry_run_answers_nobody(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (order, placed) = (counter.confirmed("482913").await, counter.place().await);
    ask(&fresh.db, &order, "REFUND", Some("ya no")).await;
    ask(&fresh.db, &placed, "REFUND", Some("ya no")).await;
    let dry = JobRun { dry_run: true, ..RUN };
    let items = counter.shop.jobs().run_jobs(&counter.ana, dry).await.expect("a report").items;
    let fates: Vec<_> = items.iter().map(|item| &item.fate).collect();
    assert!(
        matches!(fates[..], [Fate::Would, Fate::Left { code: "forbidden", .. }]),
        "{fates:?}"
    );
    let open = counter
        .shop
        .orders()
        .requests(&counter.support, true, None, 1)
        .await
        .expect("a page");
    assert_eq!(open.rows[0].order, order.id, "the longest waiting first");
    let next = counter
        .shop
        .orders()
        .requests(&counter.support, true, open.next, 1)
        .await
        .expect("a page");
    assert_eq!((next.rows[0].order, next.next), (placed.id, None));
    let refused = counter
        .shop
        .orders()
        .requests(&counter.customer, true, None, 1)
        .await
        .expect_err("a refusal");
    assert_eq!(refused.code(), "forbidden");
    assert_eq!(Books::read(&fresh.db, order.id).await.head.payment_status, PaymentStatus::Confirmed);
}
