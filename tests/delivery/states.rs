//! What becomes of a message by what the server does, on both engines.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::desk::{Desk, is, sender};
use crate::fresh::{Fresh, on_both_engines};
use crate::server::Server;
use krafta::config::Settings;
use krafta::db::Query;
use krafta::delivery::{Delivery, Words};
use krafta::domain::ids::NotificationId;
use krafta::domain::payments::rejection::RejectionReason;
use krafta::service::core::command::OnOrder;
use krafta::service::messages::commands::{ResendMessage, SetContact, Whose};
use krafta::service::{Command, Krafta};

on_both_engines!(
    a_server_that_says_later_is_asked_later,
    a_refused_address_is_corrected_and_the_message_said_again,
    a_server_that_took_it_and_says_nothing_may_have_it_twice,
    an_outage_uses_no_try_up,
    of_two_senders_one_works,
    a_verdict_taken_back_leaves_no_message,
    messages_of_an_order_leave_in_its_order,
    a_clock_that_jumps_loses_and_doubles_nothing,
    a_program_with_other_settings_switches_nobody_off,
);

async fn a_server_that_says_later_is_asked_later(fresh: Fresh) {
    let mut desk = Desk::open(&fresh).await;
    desk.server.does(&json!({ "later": 1 }));
    let order = desk.order("ana@correo.example").await;
    assert_eq!(desk.sends().await.failed, 1);
    assert_eq!(desk.stands(&order).await, is("FAILED", 1));
    assert_eq!(desk.later(2).await.sent, 0, "not before its time");
    assert_eq!(desk.later(12).await.sent, 1);
    assert_eq!(desk.stands(&order).await, is("SENT", 2));
    assert_eq!(desk.tries(&order).await, ["TEMPORARY later", "SENT"]);
    let message = desk.message(&order).await;
    assert!(!message.maybe_twice);
    let caught = desk.caught(&message);
    assert_eq!((caught.len(), caught[0].twice), (1, false));
}

async fn a_refused_address_is_corrected_and_the_message_said_again(fresh: Fresh) {
    let mut desk = Desk::open(&fresh).await;
    desk.server.does(&json!({ "refuse": ["nadie@correo.example"] }));
    let (wrong, right) = (desk.order("nadie@correo.example").await, desk.order("ana@correo.example").await);
    let delivered = desk.sends().await;
    assert_eq!((delivered.sent, delivered.dead), (1, 1));
    assert_eq!(desk.stands(&wrong).await, is("DEAD", 1));
    assert_eq!(desk.tries(&wrong).await, ["PERMANENT refused"]);
    assert_eq!(desk.stands(&right).await, is("SENT", 1));
    assert_eq!(desk.later(7200).await.sent, 0, "nobody asked for it");

    let contact = SetContact {
        whose: Whose::Order(wrong.number.clone()),
        email: Some("alguien@correo.example".into()),
        phone: None,
        language: None,
    };
    desk.counter.done(&desk.counter.ana, Command::SetContact(contact)).await;
    let again = ResendMessage {
        message: NotificationId::from_uuid(desk.message(&wrong).await.id),
        email: None,
    };
    desk.counter.done(&desk.counter.ana, Command::ResendMessage(again)).await;
    assert_eq!(desk.sends().await.sent, 1);
    let messages = desk.messages(&wrong).await;
    let states: Vec<&str> = messages.iter().map(|one| one.state.as_str()).collect();
    assert_eq!(states, ["SUPERSEDED", "SENT"]);
    assert!(
        desk.counter.shop.messages().cautions().await.expect("cautions").is_empty(),
        "nobody has to look any longer"
    );
    let caught = desk.caught(&messages[1]);
    assert_eq!(caught[0].to, ["alguien@correo.example"]);
    assert!(caught[0].text.contains(&wrong.number), "{}", caught[0].text);
}

async fn a_server_that_took_it_and_says_nothing_may_have_it_twice(fresh: Fresh) {
    let mut desk = Desk::open(&fresh).await;
    desk.server.does(&json!({ "hang_after_data": 1 }));
    let order = desk.order("ana@correo.example").await;
    desk.sends().await;
    assert_eq!(desk.stands(&order).await, is("FAILED", 1));
    assert!(desk.message(&order).await.maybe_twice);
    desk.later(15).await;
    assert_eq!(desk.stands(&order).await, is("SENT", 2));
    let tries = desk.tries(&order).await;
    assert!(tries[0].starts_with("UNKNOWN ") && tries[1] == "SENT", "{tries:?}");
    let caught = desk.caught(&desk.message(&order).await);
    assert_eq!(caught.iter().map(|one| one.twice).collect::<Vec<_>>(), [false, true]);
    assert_eq!(caught[0].message_id, caught[1].message_id);
}

async fn an_outage_uses_no_try_up(fresh: Fresh) {
    let mut desk = Desk::open(&fresh).await;
    desk.server.kill();
    let mut orders = Vec::new();
    for _ in 0..6 {
        orders.push(desk.order("ana@correo.example").await);
    }
    desk.sends().await;
    let mut tried = Vec::new();
    for order in &orders {
        let message = desk.message(order).await;
        assert_eq!((message.attempts, message.maybe_twice), (0, false));
        tried.extend(desk.tries(order).await);
    }
    assert_eq!(tried, ["OUTAGE connect"; 3], "the others wait with it");
    let health = desk.counter.shop.messages().health(&desk.counter.ana).await.expect("health");
    let rests = health
        .channels
        .iter()
        .find_map(|one| one.resting_until)
        .expect("a channel that rests");
    assert!(rests > desk.counter.shop.now());
    assert_eq!(desk.later(1).await.failed, 0, "it rests");

    desk.server.again();
    assert_eq!(desk.later(60).await.sent, 6);
    for order in &orders {
        assert_eq!(desk.stands(order).await, is("SENT", 1));
    }
    let health = desk.counter.shop.messages().health(&desk.counter.ana).await.expect("health");
    assert!(
        health.channels.iter().all(|one| one.failures == 0 && one.resting_until.is_none()),
        "{health:?}"
    );
}

async fn of_two_senders_one_works(fresh: Fresh) {
    let mut desk = Desk::open(&fresh).await;
    let mut orders = Vec::new();
    for _ in 0..20 {
        orders.push(desk.order("ana@correo.example").await);
    }
    let mut other = sender(&desk.counter);
    let began = Instant::now();
    let (mut sent, mut busy) = (0, 0);
    while sent < 20 && began.elapsed() < Duration::from_secs(20) {
        let (one, two) = tokio::join!(desk.sender.once(), other.once());
        for delivered in [one.expect("a round"), two.expect("a round")] {
            sent += delivered.sent;
            busy += u32::from(delivered.busy);
        }
    }
    assert_eq!(sent, 20);
    assert!(busy > 0, "one of them found the other at work");
    for order in &orders {
        assert_eq!(desk.stands(order).await, is("SENT", 1));
        assert_eq!(desk.caught(&desk.message(order).await).len(), 1);
    }
}

async fn a_verdict_taken_back_leaves_no_message(fresh: Fresh) {
    let mut desk = Desk::open_with(&fresh, Server::start(), |settings| settings.review.undo_seconds = 30).await;
    let order = desk.order("ana@correo.example").await;
    let order = desk.counter.confirm(order, "482913").await;
    desk.sends().await;
    let waits = |messages: Vec<crate::desk::Standing>| messages.into_iter().map(|one| (one.kind, one.state)).collect::<Vec<_>>();
    let before = waits(desk.messages(&order).await);
    assert!(before.contains(&("P6".into(), "PENDING".into())), "{before:?}");
    desk.counter
        .done(&desk.counter.ana, Command::UndoVerdict(OnOrder { order: order.id }))
        .await;
    desk.later(120).await;
    let after = waits(desk.messages(&order).await);
    assert!(after.contains(&("P6".into(), "CANCELLED".into())), "{after:?}");
    assert_eq!(desk.server.caught().len(), 2, "placed, and reported");
    assert!(desk.server.caught().iter().all(|one| !one.text.contains("Confirmamos el pago")));

    // A verdict that stands is told when its time is over.
    let order = desk.order("luis@correo.example").await;
    let order = desk.counter.confirm(order, "482914").await;
    desk.later(31).await;
    assert!(desk.messages(&order).await.iter().all(|one| one.state == "SENT"));
}

async fn messages_of_an_order_leave_in_its_order(fresh: Fresh) {
    let mut desk = Desk::open(&fresh).await;
    desk.server.does(&json!({ "later": 1 }));
    let order = desk.order("ana@correo.example").await;
    desk.counter.report(&order, "482913").await;
    desk.counter.claim(&order).await;
    let reject = desk.counter.reject(&order, RejectionReason::RefMismatch).await;
    desk.counter.done(&desk.counter.ana, Command::Reject(reject)).await;
    desk.counter.report(&order, "482914").await;
    desk.sends().await;
    assert!(desk.server.caught().is_empty(), "those after the first wait for it");
    desk.later(15).await;
    let written: Vec<String> = desk.messages(&order).await.iter().map(|one| one.id.to_string()).collect();
    let caught: Vec<String> = desk.server.caught().into_iter().map(|one| one.message).collect();
    assert_eq!(written.len(), 4);
    assert_eq!(caught, written);
}

/// The clock is set a month ahead while messages fail, and put right: nothing waits a month, and nothing leaves twice.
async fn a_clock_that_jumps_loses_and_doubles_nothing(fresh: Fresh) {
    let mut desk = Desk::open(&fresh).await;
    let sent = desk.order("ana@correo.example").await;
    desk.sends().await;
    let right = desk.counter.shop.now();
    desk.server.does(&json!({ "later": 100 }));
    let order = desk.order("luis@correo.example").await;
    desk.counter.clock.advance(Duration::from_secs(30 * 86_400));
    for _ in 0..4 {
        desk.sends().await;
    }
    assert_eq!(desk.stands(&order).await.0, "FAILED");
    // A sender that was lost then.
    let mut tx = desk.counter.shop.db().begin().await.expect("a transaction");
    let taken = Query::new("UPDATE notifications SET state = 'SENDING', lease = ")
        .bind(uuid::Uuid::now_v7())
        .push(", lease_until = ")
        .bind(right + chrono::TimeDelta::days(30))
        .push(" WHERE state = 'FAILED' AND order_id = ")
        .bind(order.id);
    tx.exec(taken).await.expect("a taken message");
    tx.commit().await.expect("a commit");

    desk.counter.clock.set(right + chrono::TimeDelta::minutes(1));
    desk.server.does(&json!({}));
    desk.sends().await;
    assert_eq!(desk.stands(&order).await.0, "SENT");
    assert_eq!(
        (
            desk.caught(&desk.message(&order).await).len(),
            desk.caught(&desk.message(&sent).await).len()
        ),
        (1, 1)
    );
}

async fn a_program_with_other_settings_switches_nobody_off(fresh: Fresh) {
    let mut desk = Desk::open(&fresh).await;
    let clock = std::sync::Arc::clone(&desk.counter.clock);
    let other = Krafta::with_clock(fresh.db.clone(), Settings::default(), clock);
    let words = Words::of(other.settings()).expect("the program's own words");
    let mut other = Delivery::new(other, words);
    let order = desk.order("ana@correo.example").await;
    other.once().await.expect("a round of the other program");
    assert_eq!(desk.stands(&order).await, is("PENDING", 0));
    assert_eq!(desk.sends().await.sent, 1);
    assert_eq!(desk.stands(&order).await, is("SENT", 1));
}
