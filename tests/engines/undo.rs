//! P20: who gave a verdict takes it back while nothing came of it, and all is as it was.

use std::time::Duration;

use crate::books::Books;
use crate::counter::{Counter, Placed, bolivares, on, operation};
use crate::effects;
use crate::fresh::{Fresh, on_both_engines};
use crate::shop::{Number, token, write};
use crate::ways;
use crate::yard::Yard;
use krafta::db::Query;
use krafta::domain::actor::Actor;
use krafta::domain::ids::OrderId;
use krafta::domain::method::ProofState;
use krafta::domain::orders::status::{AssignmentStatus, PaymentStatus};
use krafta::domain::payments::rejection::RejectionReason;
use krafta::service::core::command::OnOrder;
use krafta::service::core::receipt::Outcome;
use krafta::service::orders::commands::Note;
use krafta::service::{Command, Error};

on_both_engines!(
    a_confirmation_is_taken_back_with_all_it_did,
    a_rejection_is_taken_back_with_its_own_proofs,
    a_part_payment_gives_its_quote_back,
    a_workshop_that_was_asked_by_itself_hears_nothing,
    a_hold_that_the_verdict_lifted_is_there_again,
    a_verdict_is_taken_back_by_its_person_in_time_and_alone,
    what_is_offered_is_not_refused,
    the_database_holds_the_same_rules,
);

fn undo(order: OrderId) -> Command {
    Command::UndoVerdict(OnOrder { order })
}

async fn undone(counter: &Counter, order: &Placed, verdict: &str) -> Books {
    let db = counter.shop.db();
    let before = Books::read(db, order.id).await;
    let receipt = counter.done(&counter.ana, undo(order.id)).await;
    assert_eq!(on(&receipt).payment, PaymentStatus::UnderReview);
    assert!(
        matches!(&receipt.outcome, Outcome::Undone { verdict: edge, .. } if edge == verdict),
        "{receipt:?}"
    );
    let after = Books::read(db, order.id).await;
    after.check();
    effects::agree(db, &before, &after).await.expect("what the rows say");
    assert_eq!(after.head.claim_operator_id, counter.ana.id, "theirs again");
    assert_eq!(waiting(counter, order, &before, verdict).await, 0, "no message of it leaves");
    after
}

/// Messages about events from the verdict on that would still be sent.
async fn waiting(counter: &Counter, order: &Placed, before: &Books, verdict: &str) -> i64 {
    let at = before.events.iter().rfind(|event| event.edge == verdict).expect("a verdict").seq;
    let query = Query::new("SELECT count(*) AS n FROM notifications WHERE cancelled_at IS NULL AND order_id = ")
        .bind(order.id)
        .push(" AND event_seq >= ")
        .bind(at);
    counter.shop.db().one::<Number>(query).await.expect("a count").0
}

async fn a_confirmation_is_taken_back_with_all_it_did(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = counter.place().await;
    let paid = counter.report(&order, "482913").await;
    counter.report_amount(&order, bolivares(1000), "111111").await;
    counter.claim(&order).await;
    let before = Books::read(&fresh.db, order.id).await;
    let verify = counter.verify(&order, &[(paid, order.due, "482913")]).await;
    counter.done(&counter.ana, Command::Confirm(verify)).await;
    counter.clock.advance(Duration::from_secs(30));
    let after = undone(&counter, &order, "P6").await;
    let edges: Vec<&str> = after.events[before.events.len()..]
        .iter()
        .map(|event| event.edge.as_str())
        .collect();
    assert_eq!(edges, ["P6", "A1", "A11", "P20"]);
    assert_eq!(after.proofs, before.proofs, "both wait, as they did");
    assert_eq!((after.credited(), after.active().count()), (bolivares(0), 0));
    let review = counter.shop.payments().review(&counter.ana, order.id).await.expect("a review");
    assert!(review.proofs.iter().all(|proof| proof.evidence.is_empty()), "{:?}", review.proofs);
    assert_eq!(
        review.order.claim.expect("a claim").until,
        counter.shop.now() + chrono::TimeDelta::minutes(15)
    );
    // The same money, read right this time, is no duplicate of what was voided; nor is it for another order.
    let verify = counter.verify(&order, &[(paid, order.due, "999999")]).await;
    counter.done(&counter.ana, Command::Confirm(verify)).await;
    let confirmed = Books::read(&fresh.db, order.id).await;
    confirmed.check();
    assert_eq!(confirmed.active().count(), 1);
    let other = counter.place().await;
    let proof = counter.report(&other, "777777").await;
    counter.claim(&other).await;
    let verify = counter.verify(&other, &[(proof, other.due, "999999")]).await;
    assert_eq!(counter.refused(&counter.ana, Command::Confirm(verify)).await, "duplicate-reference");
}

async fn a_rejection_is_taken_back_with_its_own_proofs(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = counter.place().await;
    let first = counter.report(&order, "482913").await;
    counter.report_amount(&order, bolivares(1000), "222222").await;
    counter.claim(&order).await;
    let verify = counter.verify(&order, &[(first, bolivares(1000), "482913")]).await;
    counter.done(&counter.ana, Command::Part(verify)).await;
    let third = counter.report_amount(&order, bolivares(2000), "333333").await;
    counter.claim(&order).await;
    let before = Books::read(&fresh.db, order.id).await;
    let reject = counter.reject(&order, RejectionReason::Illegible).await;
    counter.done(&counter.ana, Command::Reject(reject)).await;
    let after = undone(&counter, &order, "P7").await;
    assert_eq!(after.proofs, before.proofs, "what the part payment rejected stays so");
    assert_eq!(after.open().map(|proof| proof.id).collect::<Vec<_>>(), [third]);
    assert_eq!(after.credited(), bolivares(1000));
}

async fn a_part_payment_gives_its_quote_back(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (order, proof) = counter.reported_and_claimed("482913").await;
    let quote = counter
        .shop
        .payments()
        .review(&counter.ana, order.id)
        .await
        .expect("a review")
        .order;
    // Two days later, when the balance is quoted at another rate.
    write(
        &fresh.db,
        Query::new("INSERT INTO exchange_rates (value_date, rate, source) VALUES ('2026-11-24', ")
            .push_for("'95'", "95")
            .push(", 'BCV')"),
    )
    .await
    .expect("a rate");
    counter.minutes_pass(48 * 60);
    counter.done(&counter.ana, Command::Claim(OnOrder { order: order.id })).await;
    let verify = counter.verify(&order, &[(proof, bolivares(1000), "482913")]).await;
    counter.done(&counter.ana, Command::Part(verify)).await;
    assert_ne!(Books::read(&fresh.db, order.id).await.due(), order.due, "quoted anew");
    let after = undone(&counter, &order, "P8").await;
    assert_eq!((after.due(), after.counts.quotes, after.credited()), (order.due, 3, bolivares(0)));
    assert_eq!(after.proofs[0].state, ProofState::Open);
    let again = counter
        .shop
        .payments()
        .review(&counter.ana, order.id)
        .await
        .expect("a review")
        .order;
    assert_eq!(
        (again.due, again.quote_expires_at),
        (quote.due, quote.quote_expires_at),
        "the same term"
    );
}

/// In a zone that asks its workshops by itself: the days are free again, what waited for the workshop is not sent, and it may
/// be asked again.
async fn a_workshop_that_was_asked_by_itself_hears_nothing(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    write(&fresh.db, Query::new("UPDATE service_zones SET mode = ").bind("AUTOMATIC"))
        .await
        .expect("they are asked");
    let counter = &yard.counter;
    let order = counter.confirmed("482913").await;
    let asked = yard.made(order.id).await.remove(0);
    assert_eq!(asked.status, AssignmentStatus::Notified);
    let books = undone(counter, &order, "P6").await;
    assert_eq!(books.active().count(), 0);
    for maker in &yard.makers {
        assert!(yard.held(maker).await.is_empty(), "days are free again");
    }
    let confirm = ways::command(counter, &order, "confirm").await;
    counter.done(&counter.ana, confirm).await;
    let again = yard.made(order.id).await.remove(1);
    assert_eq!(
        (again.status, again.workshop),
        (AssignmentStatus::Notified, asked.workshop),
        "it is not excluded"
    );
}

/// A reversed confirmation is confirmed again and that is taken back: the workshop's order is on hold as before.
async fn a_hold_that_the_verdict_lifted_is_there_again(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = counter.confirmed("482913").await;
    let reverse = ways::command(&counter, &order, "reverse").await;
    counter.done(&counter.ana, reverse).await;
    let held = Books::read(&fresh.db, order.id).await;
    let confirm = ways::command(&counter, &order, "confirm").await;
    counter.done(&counter.ana, confirm).await;
    let after = undone(&counter, &order, "P6").await;
    assert_eq!(
        (after.head.on_hold, after.making),
        (true, held.making),
        "its assignment was there before the verdict"
    );
}

async fn refusal(counter: &Counter, actor: &Actor, order: &Placed) -> (String, String) {
    let before = Books::read(counter.shop.db(), order.id).await;
    let Err(Error::Refused(refusal)) = counter.run(actor, undo(order.id)).await else {
        panic!("not refused")
    };
    assert_eq!(Books::read(counter.shop.db(), order.id).await, before);
    let es = krafta::locale::Catalogue::of(krafta::locale::Locale::Es);
    (refusal.code.to_string(), es.refusal(&refusal))
}

async fn a_verdict_is_taken_back_by_its_person_in_time_and_alone(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = counter.place().await;
    assert_eq!(refusal(&counter, &counter.ana, &order).await.0, "undo-nothing");
    let order = counter.confirmed("482913").await;
    let (code, said) = refusal(&counter, &counter.luis, &order).await;
    assert_eq!(code, "undo-not-yours");
    assert!(said.contains("ana") && said.contains("22/11/2026 10:00"), "{said}");
    assert_eq!(refusal(&counter, &counter.support, &order).await.0, "forbidden");
    counter.clock.advance(Duration::from_secs(31));
    let (code, said) = refusal(&counter, &counter.ana, &order).await;
    assert_eq!(code, "undo-too-late");
    assert!(said.contains("30 segundos") && said.contains("revierte la confirmación"), "{said}");

    let order = counter.confirmed("555555").await;
    let note = Command::Note(Note {
        order: order.id,
        text: "llamó".into(),
        internal: true,
    });
    counter.done(&counter.luis, note).await;
    let (code, said) = refusal(&counter, &counter.ana, &order).await;
    assert_eq!(code, "undo-superseded");
    assert!(said.contains("nota") && said.contains("luis"), "{said}");

    let order = counter.confirmed("666666").await;
    let sent = Query::new("UPDATE notifications SET sent_at = ")
        .bind(counter.shop.now())
        .push(" WHERE kind = 'P6' AND order_id = ")
        .bind(order.id);
    write(&fresh.db, sent).await.expect("it is sent");
    assert_eq!(refusal(&counter, &counter.ana, &order).await.0, "undo-message-left");
    // A second time there is nothing more: the verdict was taken back already.
    let order = counter.confirmed("777777").await;
    let once = operation();
    counter.shop.execute(&counter.ana, once, undo(order.id)).await.expect("undone");
    assert!(
        counter
            .shop
            .execute(&counter.ana, once, undo(order.id))
            .await
            .expect("the receipt")
            .repeated
    );
    assert_eq!(refusal(&counter, &counter.ana, &order).await.0, "undo-nothing");
}

async fn what_is_offered_is_not_refused(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let offered = async |order: &Placed, actor: &Actor| {
        let timeline = counter.shop.orders().timeline(actor, order.id).await.expect("a timeline");
        let step = timeline.next.into_iter().find(|step| step.edge == "P20");
        step.map(|step| step.ruling.map_err(|refusal| refusal.code.to_string()))
    };
    let order = counter.place().await;
    assert_eq!(offered(&order, &counter.ana).await, None);
    let order = counter.confirmed("482913").await;
    assert_eq!(offered(&order, &counter.ana).await, Some(Ok(())));
    assert_eq!(offered(&order, &counter.luis).await, Some(Err("undo-not-yours".into())));
    counter.clock.advance(Duration::from_secs(31));
    assert_eq!(offered(&order, &counter.ana).await, None, "it is past");
}

/// Another program that takes a verdict back as it likes is refused like a person.
async fn the_database_holds_the_same_rules(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = counter.confirmed("482913").await;
    let seq = Books::read(&fresh.db, order.id).await.head.event_seq + 1;
    let event = |order: OrderId, actor: &Actor, (edge, from, to): (&str, &str, &str), seq: i64| {
        Query::new("INSERT INTO order_events (lane, actor_role, actor_name, text, order_id, seq, at, actor_id, edge, from_status, to_status, operation_id) VALUES ('PAYMENT', 'ADMIN', 'x', 'porque sí', ")
            .bind_list([order.into(), seq.into(), counter.shop.now().into(), actor.id.into(), edge.into(), from.into(), to.into(), operation().into()])
            .push(")")
    };
    let back = ("P20", "CONFIRMED", "UNDER_REVIEW");
    assert_eq!(
        token(write(&fresh.db, event(order.id, &counter.luis, back, seq)).await),
        "undo-not-yours"
    );
    let void = Query::new(
        "INSERT INTO payment_evidence_voids (evidence_id, order_id, event_seq, operator_id) SELECT id, order_id, 1, operator_id FROM payment_evidence",
    );
    assert_eq!(token(write(&fresh.db, void).await), "evidence-stands");
    counter.done(&counter.ana, undo(order.id)).await;
    for edit in [
        "DELETE FROM payment_evidence_voids",
        "UPDATE payment_evidence_voids SET event_seq = 1",
    ] {
        assert_eq!(token(write(&fresh.db, Query::new(edit)).await), "append-only");
    }
    let send = Query::new("UPDATE notifications SET sent_at = created_at WHERE cancelled_at IS NOT NULL");
    assert_eq!(token(write(&fresh.db, send).await), "message-cancelled");
    // A withdrawn proof opens by the undo alone.
    let cancelled = counter.place().await;
    counter.report(&cancelled, "555555").await;
    let because = counter.because(&cancelled, "no va").await;
    counter.done(&counter.ana, Command::Cancel(because)).await;
    let open = Query::new("UPDATE payment_submissions SET state = 'OPEN' WHERE state = 'WITHDRAWN'");
    assert_eq!(token(write(&fresh.db, open).await), "submission-state");
    let seq = Books::read(&fresh.db, cancelled.id).await.head.event_seq + 1;
    let late = event(cancelled.id, &counter.ana, ("P18", "CANCELLED", "REPORTED"), seq);
    let refused = token(write(&fresh.db, late).await);
    assert!(["late-without-proof", "event-proof"].contains(&refused.as_str()), "{refused}");
    // A verdict of an order that was placed anew is none to take back.
    let placed = counter.place().await;
    let none = event(placed.id, &counter.ana, ("P20", "PENDING", "UNDER_REVIEW"), 2);
    assert_eq!(token(write(&fresh.db, none).await), "undo-nothing");
    let superseded = counter.confirmed("666666").await;
    let note = Command::Note(Note {
        order: superseded.id,
        text: "llamó".into(),
        internal: true,
    });
    counter.done(&counter.luis, note).await;
    let seq = Books::read(&fresh.db, superseded.id).await.head.event_seq + 1;
    assert_eq!(
        token(write(&fresh.db, event(superseded.id, &counter.ana, back, seq)).await),
        "undo-superseded"
    );
    let sent = counter.confirmed("777777").await;
    write(
        &fresh.db,
        Query::new("UPDATE notifications SET sent_at = created_at WHERE kind = 'P6' AND order_id = ").bind(sent.id),
    )
    .await
    .expect("it is sent");
    let seq = Books::read(&fresh.db, sent.id).await.head.event_seq + 1;
    assert_eq!(
        token(write(&fresh.db, event(sent.id, &counter.ana, back, seq)).await),
        "undo-message-left"
    );
}
