//! The law of rehearsing (domain.md §8, 15): what a command would do and what it then does are the same, ids and drawn
//! numbers apart; a rehearsal writes nothing and wakes nobody.

use std::time::Duration;

use krafta::db::engine::feed::COMMITTED;
use krafta::db::orders::history;
use krafta::db::payables::settlement_list;
use krafta::db::{DbResult, Dialect, FromRow, Query, Row};
use krafta::domain::actor::Actor;
use krafta::domain::orders::event::{Change, OrderEvent};
use krafta::service::commands::rehearse::{PICKUP_CODE, Rehearsal, UNDRAWN};
use krafta::service::core::receipt::Outcome;
use krafta::service::orders::commands::Note;
use krafta::service::payables::view::SettledLine;
use krafta::service::{Command, Error, Krafta, Receipt};
use serde_json::{Value, json};
use sqlx::Connection;

use crate::asked::Asked;
use crate::counter::{Counter, operation};
use crate::fresh::{Fresh, on_both_engines};
use crate::shop::Number;

on_both_engines!(
    a_rehearsal_writes_nothing_and_wakes_no_feed,
    rows_of_a_rehearsal_see_each_other_and_leave_nothing,
    whoever_was_set_inactive_does_nothing_more
);

/// A command as it was rehearsed, and how many messages there were then.
pub struct Foreseen {
    result: Result<Rehearsal, Error>,
    messages: i64,
}

pub async fn foresee(shop: &Krafta, actor: &Actor, command: Asked) -> Foreseen {
    let result = command.rehearse(shop, actor).await;
    Foreseen::of(shop, result).await
}

impl Foreseen {
    async fn of(shop: &Krafta, result: Result<Rehearsal, Error>) -> Self {
        let count = Query::new("SELECT count(*) AS n FROM notifications");
        let messages = shop.db().one::<Number>(count).await.expect("a count").0;
        Self { result, messages }
    }

    /// Says how the rehearsal and the command itself disagree: receipt, history, messages, payments, or the refusal. Nothing else
    /// was written between the two.
    pub async fn agrees(&self, shop: &Krafta, done: &Result<Receipt, Error>) -> Result<(), String> {
        match (&self.result, done) {
            (Ok(would), Ok(did)) => {
                same(&facts(&would.receipt), &facts(did))?;
                same(&events(&would.events), &events(&written(shop, did).await))?;
                let told = would.messages.iter();
                let mut told: Vec<Value> = told.map(|one| json!([one.to, one.template, one.data])).map(masked).collect();
                let mut sent = messages_from(shop, self.messages).await;
                told.sort_by_key(Value::to_string);
                sent.sort_by_key(Value::to_string);
                same(&json!(told), &json!(sent))?;
                same(&paid(&would.settled), &paid(&settled(shop, did).await))
            }
            (Err(rehearsed), Err(done)) if rehearsed.code() == done.code() => Ok(()),
            (would, _) => Err(format!("rehearsed {would:#?}\nbut did {done:#?}")),
        }
    }
}

fn same(would: &Value, did: &Value) -> Result<(), String> {
    (would == did)
        .then_some(())
        .ok_or_else(|| format!("rehearsed {would:#}\nbut did {did:#}"))
}

/// What a command appended to the history of its order.
async fn written(shop: &Krafta, receipt: &Receipt) -> Vec<OrderEvent> {
    let Some(on) = &receipt.on else { return Vec::new() };
    let mut events = history::of(&mut shop.db(), on.order_id).await.expect("a history");
    events.retain(|event| receipt.events.contains(&event.seq));
    events
}

/// What a command paid of each line.
async fn settled(shop: &Krafta, receipt: &Receipt) -> Vec<SettledLine> {
    let Outcome::Settled { settlement, .. } = receipt.outcome else {
        return Vec::new();
    };
    settlement_list::payments(&mut shop.db(), settlement).await.expect("payments")
}

fn paid(lines: &[SettledLine]) -> Value {
    masked(json!(lines))
}

fn events(events: &[OrderEvent]) -> Value {
    let event = |event: &OrderEvent| {
        let (who, about) = (
            json!([event.actor_role, event.actor_id, event.actor_name]),
            json!([event.reason_code, event.text, event.internal, event.data.stored()]),
        );
        let moved = match event.change {
            Change::Payment { from, to } => json!([from, to]),
            Change::Production { from, to, .. } => json!([from, to]),
            Change::Note => Value::Null,
        };
        json!([event.seq, moved, event.edge, who, about])
    };
    masked(json!(events.iter().map(event).collect::<Vec<_>>()))
}

/// The messages that were written since there were so many.
async fn messages_from(shop: &Krafta, count: i64) -> Vec<Value> {
    struct Sent(Value);
    impl FromRow for Sent {
        fn from_row(row: &Row<'_>) -> DbResult<Self> {
            let (to, template, mut data): (String, String, Value) = (row.get("to")?, row.get("template")?, row.get("data")?);
            // A rehearsal shows no code that is not the one of the order.
            if let Some(code) = data.get_mut(PICKUP_CODE).filter(|code| code.is_string()) {
                *code = UNDRAWN.into();
            }
            Ok(Self(masked(json!([to, template, data]))))
        }
    }
    let query = "SELECT CAST(recipient_kind AS text) AS \"to\", template, data FROM notifications ORDER BY id LIMIT 1000000 OFFSET ";
    let sent: Vec<Sent> = shop.db().all(Query::new(query).bind(count)).await.expect("messages");
    sent.into_iter().map(|sent| sent.0).collect()
}

fn masked(mut value: Value) -> Value {
    mask(&mut value);
    value
}

/// A receipt without what every run draws anew.
fn facts(receipt: &Receipt) -> Value {
    masked(serde_json::to_value(receipt).expect("JSON"))
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
    let foreseen = Foreseen::of(&counter.shop, Ok(would)).await;
    let done = counter.shop.execute(&counter.ana, Krafta::new_operation(), note).await;
    foreseen.agrees(&counter.shop, &done).await.expect("the same");
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
    let told = rows[2].as_ref().map(|row| {
        row.messages
            .iter()
            .any(|message| message.to == krafta::domain::messages::channel::Recipient::Customer)
    });
    assert!(told.expect("done"), "the customer would be told");
    let after = counter.shop.orders().counts(&counter.ana).await.expect("counts");
    assert_eq!(before, after, "nothing was written");
    // Alone each of them would do, and so done one after the other they end as rehearsed.
    for (_, command) in &commands {
        counter.shop.rehearse(&counter.ana, command.clone()).await.expect("would do");
    }
    for ((_, command), rehearsed) in commands.into_iter().zip(rows) {
        let foreseen = Foreseen::of(&counter.shop, rehearsed).await;
        let done = counter.shop.execute(&counter.ana, operation(), command).await;
        foreseen.agrees(&counter.shop, &done).await.expect("the same");
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
