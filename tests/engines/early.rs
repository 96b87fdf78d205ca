//! "It is not there" is not said before the money could be there, unless somebody knows better and writes how.

use crate::counter::{Counter, opening};
use crate::fresh::{Fresh, on_both_engines};
use krafta::db::{DbResult, FromRow, Query, Row};
use krafta::domain::payments::rejection::RejectionReason;
use krafta::service::Command;
use krafta::service::payments::commands::Reject;

on_both_engines!(what_cannot_be_seen_yet_is_not_missing, who_knows_better_writes_how);

struct Why(Option<String>);

impl FromRow for Why {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self(row.get("override_reason")?))
    }
}

/// As a rejection without a word about how it is certain.
fn plain(reject: &Reject) -> Command {
    Command::Reject(Reject {
        early: None,
        ..reject.clone()
    })
}

async fn what_cannot_be_seen_yet_is_not_missing(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (order, _) = counter.reported_and_claimed("482913").await;
    let review = counter.shop.payments().review(&counter.ana, order.id).await.expect("a review");
    // A pago móvil is there within half an hour.
    let until = review.early_until.expect("it is early");
    assert!(until > opening() && until <= opening() + chrono::TimeDelta::minutes(40), "{until}");
    let reject = counter.reject(&order, RejectionReason::NotFound).await;
    assert_eq!(counter.refused(&counter.ana, plain(&reject)).await, "too-early");
    counter.minutes_pass(45);
    let review = counter.shop.payments().review(&counter.ana, order.id).await.expect("a review");
    assert_eq!(review.early_until, None);
    counter.claim(&order).await;
    let reject = counter.reject(&order, RejectionReason::NotFound).await;
    counter.done(&counter.ana, plain(&reject)).await;
}

async fn who_knows_better_writes_how(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (order, _) = counter.reported_and_claimed("482913").await;
    let other = counter.reject(&order, RejectionReason::RefMismatch).await;
    // Another reason needs no clock.
    counter
        .shop
        .rehearse(&counter.ana, plain(&other))
        .await
        .expect("another reason is no matter of time");
    let reject = counter.reject(&order, RejectionReason::NotFound).await;
    counter.done(&counter.ana, Command::Reject(reject.clone())).await;
    let logged =
        Query::new("SELECT override_reason FROM payment_verification_logs WHERE verdict = 'REJECTED' AND order_id = ").bind(order.id);
    let why: Vec<Why> = fresh.db.all(logged).await.expect("the log");
    assert_eq!(why.first().and_then(|why| why.0.clone()), reject.early);
    let timeline = counter.shop.orders().timeline(&counter.ana, order.id).await.expect("a timeline");
    let said: String = timeline.messages.iter().map(|message| message.data.to_string()).collect();
    assert!(!said.contains(reject.early.as_deref().expect("a reason")), "{said}");
}
