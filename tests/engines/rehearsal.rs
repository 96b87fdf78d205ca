//! The law of rehearsing (domain.md §8, 15): what a command would do and what it then does are the same, ids and drawn
//! numbers apart; a rehearsal writes nothing and wakes nobody.

use std::time::Duration;

use krafta::db::Dialect;
use krafta::db::engine::feed::COMMITTED;
use krafta::service::commands::rehearse::Rehearsal;
use krafta::service::orders::commands::Note;
use krafta::service::{Command, Error, Krafta, Receipt};
use serde_json::Value;
use sqlx::Connection;

use crate::counter::{Counter, operation};
use crate::fresh::{Fresh, on_both_engines};

on_both_engines!(
    a_rehearsal_writes_nothing_and_wakes_no_feed,
    rows_of_a_rehearsal_see_each_other_and_leave_nothing,
    whoever_was_set_inactive_does_nothing_more
);

/// Says how a rehearsal and the command itself disagree.
pub fn agrees(rehearsed: &Result<Rehearsal, Error>, done: &Result<Receipt, Error>) -> Result<(), String> {
    match (rehearsed, done) {
        (Ok(rehearsed), Ok(done)) => {
            let (would, did) = (facts(&rehearsed.receipt), facts(done));
            let told = rehearsed.events.len() == done.events.len();
            (would == did && told)
                .then_some(())
                .ok_or_else(|| format!("rehearsed {would:#}\nbut did {did:#}"))
        }
        (Err(rehearsed), Err(done)) if rehearsed.code() == done.code() => Ok(()),
        _ => Err(format!("rehearsed {rehearsed:#?}\nbut did {done:#?}")),
    }
}

/// A receipt without what every run draws anew.
fn facts(receipt: &Receipt) -> Value {
    let mut facts = serde_json::to_value(receipt).expect("JSON");
    mask(&mut facts);
    facts
}

fn mask(value: &mut Value) {
    match value {
        Value::String(text) if uuid::Uuid::parse_str(text).is_ok() || text.starts_with("KRFT-") => *value = "…".into(),
        Value::Array(values) => values.iter_mut().for_each(mask),
        Value::Object(fields) => fields.values_mut().for_each(mask),
        _ => {}
    }
}

async fn a_rehearsal_writes_nothing_and_wakes_no_feed(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = counter.place().await;
    let mut feed = counter.shop.watch().await.expect("a feed");
    let note = Command::Note(Note {
        order: order.id,
        text: "llamó la clienta".into(),
        internal: true,
    });
    let before = counter.shop.orders().timeline(&counter.ana, order.id).await.expect("a timeline");
    let would = counter.shop.rehearse(&counter.ana, note.clone()).await.expect("a rehearsal");
    assert_eq!(would.events.len(), 1);
    assert_eq!(would.events[0].text.as_deref(), Some("llamó la clienta"));
    let after = counter.shop.orders().timeline(&counter.ana, order.id).await.expect("a timeline");
    assert_eq!(before.events, after.events);
    match fresh.db.dialect() {
        Dialect::Sqlite => {
            let woken = tokio::time::timeout(Duration::from_millis(1200), feed.next()).await;
            assert!(woken.is_err(), "a rehearsal woke the feed: {woken:?}");
        }
        Dialect::Postgres => assert!(
            moves_nothing_committed(&fresh, &counter, &note).await,
            "a rehearsal looks like a commit"
        ),
    }
    let done = counter.shop.execute(&counter.ana, Krafta::new_operation(), note).await;
    agrees(&Ok(would), &done).expect("the same");
    tokio::time::timeout(Duration::from_secs(3), feed.next())
        .await
        .expect("the note is seen")
        .expect("a change");
}

/// Two orders are paid with one reference of the bank: whichever comes second is refused, and a third is as if it had not been.
async fn rows_of_a_rehearsal_see_each_other_and_leave_nothing(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let mut commands = Vec::new();
    let paid = [
        ("11111111", "48291307"),
        ("22222222", "48291307"),
        ("33333333", "50617283"),
        // Zeros alone, which a form is rehearsed with until the reference is typed, name no payment.
        ("44444444", "000000"),
        ("55555555", "000000"),
    ];
    for (declared, paid) in paid {
        let (order, proof) = counter.reported_and_claimed(declared).await;
        let verify = counter.verify(&order, &[(proof, order.due, paid)]).await;
        commands.push((order, Command::Confirm(verify)));
    }
    let all: Vec<Command> = commands.iter().map(|(_, command)| command.clone()).collect();
    let before = counter.shop.orders().counts(&counter.ana).await.expect("counts");
    let rows = counter.shop.rehearse_each(&counter.ana, all).await.expect("a rehearsal");
    let codes: Vec<_> = rows.iter().map(|row| row.as_ref().map_or_else(Error::code, |_| "done")).collect();
    assert_eq!(codes, ["done", "duplicate-reference", "done", "done", "done"]);
    let told = rows[2]
        .as_ref()
        .map(|row| row.messages.iter().any(|message| message.to == "CUSTOMER"));
    assert!(told.expect("done"), "the customer would be told");
    let after = counter.shop.orders().counts(&counter.ana).await.expect("counts");
    assert_eq!(before, after, "nothing was written");
    // Alone each of them would do, and so done one after the other they end as rehearsed.
    for (_, command) in &commands {
        counter.shop.rehearse(&counter.ana, command.clone()).await.expect("would do");
    }
    for ((_, command), rehearsed) in commands.into_iter().zip(rows) {
        let done = counter.shop.execute(&counter.ana, operation(), command).await;
        agrees(&rehearsed, &done).expect("the same");
    }
}

/// The feed of PostgreSQL sees the commits of the whole server, other tests' too: one quiet rehearsal of many suffices.
async fn moves_nothing_committed(fresh: &Fresh, counter: &Counter, note: &Command) -> bool {
    let mut connection = sqlx::PgConnection::connect(&fresh.url).await.expect("a connection");
    let snapshot = "SELECT pg_current_snapshot()::text";
    for _ in 0..200 {
        let before: String = sqlx::query_scalar(snapshot).fetch_one(&mut connection).await.expect("a snapshot");
        counter.shop.rehearse(&counter.ana, note.clone()).await.expect("a rehearsal");
        let after: String = sqlx::query_scalar(snapshot).fetch_one(&mut connection).await.expect("a snapshot");
        assert_ne!(before, after, "a transaction that is taken back moves the snapshot");
        let asked = sqlx::query_scalar(COMMITTED).bind(before).bind(after);
        if !asked.fetch_one(&mut connection).await.unwrap_or(true) {
            return true;
        }
    }
    false
}

/// M23: a program that was open before goes on with the role it had no longer.
async fn whoever_was_set_inactive_does_nothing_more(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = counter.place().await;
    let note = || {
        Command::Note(Note {
            order: order.id,
            text: "sigo aquí".into(),
            internal: true,
        })
    };
    let says = |sql: &'static str| krafta::db::Query::new(sql).bind(counter.luis.id);
    let shop = &counter.shop;
    crate::shop::write(&fresh.db, says("UPDATE operators SET role = 'COORDINATOR' WHERE id = "))
        .await
        .expect("demoted");
    let claim = Command::Claim(krafta::service::core::command::OnOrder { order: order.id });
    let refused = shop
        .execute(&counter.luis, operation(), claim)
        .await
        .expect_err("no admin any more");
    assert_eq!(refused.code(), "forbidden");
    shop.execute(&counter.luis, operation(), note())
        .await
        .expect("coordinators may write notes");
    crate::shop::write(&fresh.db, says("UPDATE operators SET active = FALSE WHERE id = "))
        .await
        .expect("inactive");
    let refused = shop.execute(&counter.luis, operation(), note()).await.expect_err("inactive");
    assert_eq!(refused.code(), "operator-inactive");
    let refused = shop.rehearse(&counter.luis, note()).await.expect_err("inactive");
    assert_eq!(refused.code(), "operator-inactive");
}
