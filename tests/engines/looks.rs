//! What people see of one order: the review, the timeline, what an end would do, and what the customer reads.

use crate::counter::{Counter, Placed, bolivares, on};
use crate::fresh::{Fresh, on_both_engines};
use crate::lists::code;
use krafta::domain::actor::{Actor, Role};
use krafta::domain::orders::event::Lane;
use krafta::domain::orders::status::{AssignmentStatus, PaymentStatus};
use krafta::domain::payments::rejection::RejectionReason;
use krafta::domain::payments::signal::Signal;
use krafta::domain::refusal::Code;
use krafta::service::commands::rehearse::Rehearsal;
use krafta::service::core::command::{OnOrder, WithReason};
use krafta::service::core::receipt::Outcome;
use krafta::service::orders::view::{NextStep, OrderFilter, Timeline};
use krafta::service::payments::commands::RequestRefund;
use krafta::service::payments::view::{QueueFilter, RefundFilter};
use krafta::service::{Command, Error};

on_both_engines!(
    a_review_shows_what_a_decision_is_bound_to,
    signals_are_found_anew_when_a_review_is_opened,
    a_timeline_tells_both_lanes_and_what_may_follow,
    steps_out_of_a_short_payment,
    an_end_is_shown_before_it_happens,
    a_customer_reads_one_label_and_their_own_order,
    a_suspicion_is_never_told,
    a_refund_is_listed_with_its_parts,
    roles_see_what_they_may,
);

async fn a_review_shows_what_a_decision_is_bound_to(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (order, submission) = counter.reported_and_claimed("00482913").await;
    let review = counter.shop.payments().review(&counter.luis, order.id).await.expect("a review");
    let seen = counter.seen(&order).await;
    assert_eq!(
        (review.order.version, Some(&review.proofs_digest)),
        (seen.version, seen.proofs.as_ref())
    );
    assert_eq!(review.order.claim.as_ref().map(|claim| claim.name.as_str()), Some("ana"));
    assert_eq!(review.order.phone, "0414-555.12.34");
    assert_eq!(review.order.id_doc.as_deref(), Some("V-12.345.678"));
    assert_eq!(review.order.missing, order.due);
    assert_eq!(review.order.items[0].quantity, 3);
    let proof = &review.proofs[0];
    assert_eq!(proof.id, submission);
    assert_eq!(proof.account.as_ref().map(|account| account.alias.as_str()), Some("pm-venezuela"));
    assert_eq!(proof.reference.as_deref(), Some("00482913"));
    assert!(proof.signals.is_empty(), "{:?}", proof.signals);
    assert_eq!(review.accounts.len(), 3);
    // What was read can be decided on.
    let verify = counter.verify(&order, &[(submission, order.due, "482913")]).await;
    counter.done(&counter.ana, Command::Confirm(verify)).await;
    let review = counter.shop.payments().review(&counter.ana, order.id).await.expect("a review");
    assert_eq!(review.proofs[0].evidence[0].by.as_str(), "ana");
    assert_eq!(review.proofs[0].verified, Some(order.due));
    assert_eq!(review.order.missing, bolivares(0));
}

async fn signals_are_found_anew_when_a_review_is_opened(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    // Both report before either is confirmed: the second proof looked only similar then.
    let first = counter.place().await;
    let paid = counter.report(&first, "482913").await;
    let second = counter.place().await;
    counter.report(&second, "00482913").await;
    let signals = async |order: &Placed| {
        let review = counter.shop.payments().review(&counter.ana, order.id).await.expect("a review");
        review.proofs[0].signals.iter().map(|found| found.signal).collect::<Vec<_>>()
    };
    assert_eq!(signals(&second).await, [Signal::RefSimilar]);
    counter.claim(&first).await;
    let verify = counter.verify(&first, &[(paid, first.due, "482913")]).await;
    counter.done(&counter.ana, Command::Confirm(verify)).await;
    assert_eq!(signals(&second).await, [Signal::RefReused]);
}

fn step<'a>(timeline: &'a Timeline, to: &str) -> &'a NextStep {
    let found = timeline.next.iter().find(|step| step.to == to);
    found.unwrap_or_else(|| panic!("no step to {to}: {:?}", timeline.next))
}

fn why_not(step: &NextStep) -> Option<Code> {
    step.ruling.as_ref().err().map(|refusal| refusal.code)
}

async fn a_timeline_tells_both_lanes_and_what_may_follow(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = counter.place().await;
    counter.minutes_pass(57);
    let submission = counter.report(&order, "482913").await;
    counter.minutes_pass(30);
    counter.claim(&order).await;
    let verify = counter.verify(&order, &[(submission, order.due, "482913")]).await;
    counter.done(&counter.ana, Command::Confirm(verify)).await;
    let timeline = counter.shop.orders().timeline(&counter.ana, order.id).await.expect("a timeline");
    let edges: Vec<_> = timeline.events.iter().map(|event| event.event.edge.as_str()).collect();
    assert_eq!(edges, ["P1", "P2", "P4", "P6", "A1"]);
    let stood: Vec<_> = timeline
        .events
        .iter()
        .map(|event| event.stood.map(|span| span.num_minutes()))
        .collect();
    assert_eq!(stood, [None, Some(57), Some(30), Some(0), None]);
    assert_eq!(timeline.order.label, "CONFIRMED");
    assert_eq!(timeline.order.production, Some(AssignmentStatus::PendingAssignment));
    assert!(timeline.messages.iter().any(|message| &*message.template == "message-customer-P6"));
    // Every edge out of CONFIRMED and out of PENDING_ASSIGNMENT, the undo of the verdict included, and no other.
    assert_eq!(why_not(step(&timeline, "payment-REFUND_PENDING")), None);
    assert_eq!(why_not(step(&timeline, "payment-UNDER_REVIEW")), None);
    assert_eq!(why_not(step(&timeline, "production-NOTIFIED")), None);
    assert_eq!(why_not(step(&timeline, "production-CANCELLED")), None);
    assert_eq!(timeline.next.len(), 6);
    let read_only = counter
        .shop
        .orders()
        .timeline(&counter.support, order.id)
        .await
        .expect("support reads");
    assert!(read_only.next.iter().all(|step| why_not(step) == Some(Code::Forbidden)));
}

async fn steps_out_of_a_short_payment(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = counter.place().await;
    counter.report_amount(&order, bolivares(100_000), "482913").await;
    let timeline = counter.shop.orders().timeline(&counter.ana, order.id).await.expect("a timeline");
    assert_eq!(why_not(step(&timeline, "payment-UNDER_REVIEW")), None);
    counter.claim(&order).await;
    let timeline = counter.shop.orders().timeline(&counter.ana, order.id).await.expect("a timeline");
    assert_eq!(why_not(step(&timeline, "payment-CONFIRMED")), Some(Code::NotCovered));
    assert_eq!(why_not(step(&timeline, "payment-PENDING")), None);
    assert_eq!(why_not(step(&timeline, "payment-REFUND_PENDING")), Some(Code::NothingVerified));
    let other = counter.shop.orders().timeline(&counter.luis, order.id).await.expect("a timeline");
    assert_eq!(why_not(step(&other, "payment-REJECTED")), Some(Code::ClaimHeld));
}

async fn an_end_is_shown_before_it_happens(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let open = counter.place().await;
    let rehearse = |command: Command| counter.shop.rehearse(&counter.ana, command);
    let cancel = rehearse(Command::Cancel(because(&counter, &open).await))
        .await
        .expect("a rehearsal");
    assert_eq!(walked(&cancel), "P11");
    assert_eq!((&cancel.receipt.outcome, &cancel.end), (&Outcome::Done, &None));
    assert_eq!(told(&cancel), [("message-customer-P11", "CUSTOMER")]);
    let refund = rehearse(Command::RequestRefund(refund_of(&counter, &open).await)).await;
    assert_eq!(code(refund), Code::NothingVerified.as_str(), "nothing was paid");
    let paid = counter.confirmed("482913").await;
    let request = Command::RequestRefund(refund_of(&counter, &paid).await);
    let refund = rehearse(request.clone()).await.expect("a rehearsal");
    assert_eq!(walked(&refund), "P13");
    assert!(matches!(refund.receipt.outcome, Outcome::RefundDue { amount, .. } if amount == paid.due));
    let ended = refund.end.as_ref().map(|end| end.status);
    assert_eq!(ended, Some(AssignmentStatus::PendingAssignment));
    let cancel = rehearse(Command::Cancel(because(&counter, &paid).await)).await;
    assert_eq!(code(cancel), Code::PaymentEdge.as_str(), "no such edge");
    // Shown, not done; and then done as shown.
    let Command::RequestRefund(bound) = &request else { unreachable!() };
    let version = bound.seen.as_ref().map(|seen| seen.version);
    assert_eq!(version, Some(counter.seen(&paid).await.version));
    let receipt = counter.done(&counter.ana, request).await;
    assert_eq!(on(&receipt).payment, PaymentStatus::RefundPending);
    assert!(matches!(receipt.outcome, Outcome::RefundDue { amount, .. } if amount == paid.due));
}

/// The edge of the payment that a rehearsal walked.
fn walked(would: &Rehearsal) -> &str {
    let moved = would.events.iter().find(|event| event.change.lane() == Lane::Payment);
    moved.map_or("", |event| event.edge.as_str())
}

fn told(would: &Rehearsal) -> Vec<(&str, &str)> {
    let messages = would.messages.iter();
    messages.map(|message| (message.template.as_str(), message.to.as_str())).collect()
}

async fn because(counter: &Counter, order: &Placed) -> WithReason {
    WithReason {
        order: order.id,
        seen: Some(counter.seen(order).await),
        reason: Some("no hay tela".into()),
        overridden: false,
    }
}

async fn refund_of(counter: &Counter, order: &Placed) -> RequestRefund {
    RequestRefund {
        evidence: Vec::new(),
        order: order.id,
        seen: Some(counter.seen(order).await),
        reason: "no hay tela".into(),
        overridden: false,
        share: None,
        borne_by: None,
    }
}

async fn a_customer_reads_one_label_and_their_own_order(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = counter.confirmed("482913").await;
    let number = order.number.trim_start_matches("KRFT-").to_lowercase();
    let track = async |actor: &Actor, phone| counter.shop.orders().track(actor, &number, phone).await;
    let own = track(&counter.customer, None).await.expect("their own");
    assert_eq!((own.number.as_str(), own.key), (order.number.as_str(), "CONFIRMED"));
    // The claim is not told: both statuses read the same.
    let keys: Vec<_> = own.history.iter().map(|step| step.key).collect();
    assert_eq!(keys, ["PENDING", "REPORTED", "CONFIRMED"]);
    assert_eq!(own.missing, bolivares(0));
    assert_eq!(own.rejection, None);
    assert_eq!(track(&counter.support, None).await.expect("staff see it too"), own);
    assert_eq!(
        track(&counter.support, Some("0414 555 1234")).await.expect("the phone is right"),
        own
    );
    assert_eq!(code(track(&counter.support, Some("0412-5550000")).await), "order-unknown");
    // Somebody else's order and no order are the same answer.
    let stranger = Actor::customer("+584120000000");
    assert_eq!(code(track(&stranger, None).await), "order-unknown");
    assert_eq!(code(counter.shop.orders().track(&stranger, "ZZZZZZ", None).await), "order-unknown");
}

async fn a_suspicion_is_never_told(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (order, _) = counter.reported_and_claimed("482913").await;
    let mut reject = counter.reject(&order, RejectionReason::SuspectedFraud).await;
    reject.text = Some("comprobante editado".into());
    counter.done(&counter.ana, Command::Reject(reject)).await;
    let seen = counter
        .shop
        .orders()
        .track(&counter.customer, &order.number, None)
        .await
        .expect("their own");
    assert_eq!(seen.key, "REJECTED");
    assert_eq!(seen.rejection, Some((RejectionReason::NotFound, None)));
    counter.report(&order, "482931").await;
    let seen = counter
        .shop
        .orders()
        .track(&counter.customer, &order.number, None)
        .await
        .expect("their own");
    assert_eq!((seen.key, seen.rejection), ("REPORTED", None));
}

async fn a_refund_is_listed_with_its_parts(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = counter.confirmed("482913").await;
    let request = RequestRefund {
        evidence: Vec::new(),
        order: order.id,
        seen: None,
        reason: "no hay tela".into(),
        overridden: false,
        share: None,
        borne_by: None,
    };
    counter.done(&counter.ana, Command::RequestRefund(request)).await;
    let page = counter
        .shop
        .payments()
        .refunds(&counter.support, RefundFilter::Due, None, 10)
        .await
        .expect("a page");
    let refund = &page.rows[0];
    assert_eq!(
        (refund.number.as_str(), refund.amount, refund.left),
        (order.number.as_str(), order.due, order.due)
    );
    assert_eq!(refund.version, counter.seen(&order).await.version);
    assert_eq!(
        counter.shop.payments().refund(&counter.support, refund.id).await.expect("a refund"),
        *refund
    );
    let missing = krafta::domain::ids::RefundId::from_uuid(order.id.uuid());
    assert_eq!(
        code(counter.shop.payments().refund(&counter.support, missing).await),
        "refund-unknown"
    );
    assert_eq!(
        code(
            counter
                .shop
                .payments()
                .refunds(&counter.customer, RefundFilter::All, None, 10)
                .await
        ),
        "forbidden"
    );
}

async fn roles_see_what_they_may(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = counter.place().await;
    counter.report(&order, "482913").await;
    counter.done(&counter.ana, Command::Claim(OnOrder { order: order.id })).await;
    let shop = &counter.shop;
    let page = shop
        .payments()
        .queue(&counter.support, &QueueFilter::default(), None, 10)
        .await
        .expect("support reads");
    assert_eq!(page.rows[0].claim.as_ref().map(|claim| claim.name.as_str()), Some("ana"));
    let customer = &counter.customer;
    assert_eq!(
        code(shop.payments().queue(customer, &QueueFilter::default(), None, 10).await),
        "forbidden"
    );
    assert_eq!(
        code(shop.orders().list(customer, &OrderFilter::default(), None, 10).await),
        "forbidden"
    );
    assert_eq!(code(shop.orders().counts(customer).await), "forbidden");
    assert_eq!(code(shop.orders().timeline(customer, order.id).await), "forbidden");
    assert_eq!(code(shop.payments().accounts(customer).await), "forbidden");
    let nobody = |_| Ok::<(), Error>(());
    assert_eq!(
        code(shop.orders().export(customer, &OrderFilter::default(), nobody).await),
        "forbidden"
    );
    let workshop = Actor {
        role: Role::Workshop,
        ..counter.ana.clone()
    };
    assert_eq!(code(shop.payments().review(&workshop, order.id).await), "forbidden");
}
