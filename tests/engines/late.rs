//! P18: money comes for a cancelled order. An admin records it, and it is reviewed like any payment.

use crate::books::Books;
use crate::counter::{Counter, Placed, on, report};
use crate::fresh::{Fresh, on_both_engines};
use crate::shop::write;
use krafta::config::Settings;
use krafta::db::Query;
use krafta::domain::money::Money;
use krafta::domain::orders::status::PaymentStatus;
use krafta::domain::payments::signal::Signal;
use krafta::service::Command;
use krafta::service::commands::JobCommand;
use krafta::service::core::command::OnOrder;
use krafta::service::payments::commands::Report;

on_both_engines!(
    money_for_a_cancelled_order_is_reviewed,
    money_for_an_expired_order_is_quoted_anew,
    a_place_that_is_not_shipped_to_any_more_is_said,
    only_an_admin_with_a_reason_records_it,
    a_rejected_order_that_was_cancelled_begins_a_new_round,
);

async fn cancelled(counter: &Counter) -> Placed {
    let order = counter.place().await;
    let because = counter.because(&order, "pedido duplicado").await;
    counter.done(&counter.ana, Command::Cancel(because)).await;
    order
}

fn late(order: &Placed, amount: Money, reference: &str) -> Report {
    Report {
        note: Some("llegó después de cancelar".into()),
        ..report(order, amount, reference)
    }
}

async fn signals(counter: &Counter, order: &Placed) -> Vec<Signal> {
    let review = counter.shop.payments().review(&counter.ana, order.id).await.expect("a review");
    let proof = review.proofs.last().expect("a proof");
    proof.signals.iter().map(|found| found.signal).collect()
}

async fn money_for_a_cancelled_order_is_reviewed(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = cancelled(&counter).await;
    let before = counter.shop.orders().timeline(&counter.ana, order.id).await.expect("a timeline");
    assert!(
        before.next.iter().any(|step| step.edge == "P18" && step.ruling.is_ok()),
        "it is offered"
    );
    let receipt = counter.done(&counter.ana, Command::Report(late(&order, order.due, "482913"))).await;
    assert_eq!(on(&receipt).payment, PaymentStatus::Reported);
    assert_eq!(signals(&counter, &order).await, [Signal::Late], "though its quote holds still");
    let books = Books::read(&fresh.db, order.id).await;
    books.check();
    assert_eq!((books.counts.quotes, books.due()), (1, order.due), "a quote that holds stays");
    counter.claim(&order).await;
    let proof = books.open().next().expect("a proof").id;
    let verify = counter.verify(&order, &[(proof, order.due, "482913")]).await;
    let receipt = counter.done(&counter.ana, Command::Confirm(verify)).await;
    assert_eq!(on(&receipt).payment, PaymentStatus::Confirmed);
    Books::read(&fresh.db, order.id).await.check();
}

/// Whole days later, at another rate: total and shipping are those of the checkout, the bolívares those of the day.
async fn money_for_an_expired_order_is_quoted_anew(fresh: Fresh) {
    let mut settings = Settings::default();
    settings.expiry.unpaid_after_hours = Some(48);
    let counter = Counter::open_with(&fresh, settings).await;
    let order = counter.place().await;
    let before = counter.shop.orders().timeline(&counter.ana, order.id).await.expect("a timeline");
    counter.minutes_pass(7 * 24 * 60);
    let system = krafta::domain::actor::Actor::system();
    counter.done(&system, JobCommand::Expire(OnOrder { order: order.id })).await;
    counter.done(&counter.ana, Command::Report(late(&order, order.due, "482913"))).await;
    let after = counter.shop.orders().timeline(&counter.ana, order.id).await.expect("a timeline");
    let (old, new) = (&before.order, &after.order);
    assert_eq!((old.total, old.shipping), (new.total, new.shipping), "frozen at checkout");
    assert_eq!(new.due, Money::of_minor(415_000, order.due.currency()), "USD 41,50 at 100");
    assert_eq!(signals(&counter, &order).await, [Signal::AmountShort, Signal::Late]);
    let books = Books::read(&fresh.db, order.id).await;
    books.check();
    assert_eq!(books.counts.quotes, 2);
}

async fn a_place_that_is_not_shipped_to_any_more_is_said(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = cancelled(&counter).await;
    write(&fresh.db, Query::new("UPDATE shipping_rates SET active = ").bind(false))
        .await
        .expect("nothing is shipped");
    counter.done(&counter.ana, Command::Report(late(&order, order.due, "482913"))).await;
    assert_eq!(signals(&counter, &order).await, [Signal::Late, Signal::NoShipping]);
}

async fn only_an_admin_with_a_reason_records_it(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = cancelled(&counter).await;
    let before = Books::read(&fresh.db, order.id).await;
    let without = Command::Report(report(&order, order.due, "482913"));
    assert_eq!(counter.refused(&counter.ana, without.clone()).await, "reason-required");
    assert_eq!(counter.refused(&counter.support, without.clone()).await, "forbidden");
    assert_eq!(counter.refused(&counter.customer, without).await, "forbidden");
    assert_eq!(Books::read(&fresh.db, order.id).await, before);
}

async fn a_rejected_order_that_was_cancelled_begins_a_new_round(fresh: Fresh) {
    use krafta::domain::payments::rejection::RejectionReason;
    let counter = Counter::open(&fresh).await;
    let (order, _) = counter.reported_and_claimed("482913").await;
    let reject = counter.reject(&order, RejectionReason::NotFound).await;
    counter.done(&counter.ana, Command::Reject(reject)).await;
    let because = counter.because(&order, "no va").await;
    counter.done(&counter.ana, Command::Cancel(because)).await;
    counter.done(&counter.ana, Command::Report(late(&order, order.due, "555555"))).await;
    counter.claim(&order).await;
    // The rejection of the late proof is reopened alone.
    let reject = counter.reject(&order, RejectionReason::NotFound).await;
    counter.done(&counter.ana, Command::Reject(reject)).await;
    let because = counter.because(&order, "ya llegó").await;
    counter.done(&counter.ana, Command::Reopen(because)).await;
    let books = Books::read(&fresh.db, order.id).await;
    books.check();
    assert_eq!((books.head.attempt, books.open().count()), (2, 1));
}
