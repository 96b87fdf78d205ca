//! Money that no order waits for: late money is given back from review without being confirmed (P14), and a payment of an order
//! that needs no more is recorded as its surplus, without an edge.

use crate::books::{Books, over_credits};
use crate::counter::{Counter, Placed, bolivares, on, report};
use crate::fresh::{Fresh, on_both_engines};
use crate::shop::{Number, write};
use krafta::db::Query;
use krafta::domain::ids::SubmissionId;
use krafta::domain::method::PaymentMethod;
use krafta::domain::money::Money;
use krafta::domain::orders::status::PaymentStatus;
use krafta::domain::payments::refund::RefundKind;
use krafta::service::core::receipt::Outcome;
use krafta::service::orders::commands::Checkout;
use krafta::service::orders::view::{OrderFilter, Timeline};
use krafta::service::payments::commands::{CreditSurplus, PartialRefund, PayRefund, RecordSurplus, Report, RequestRefund, Verify};
use krafta::service::{Command, Receipt};

on_both_engines!(
    late_money_is_returned_from_review,
    what_is_returned_names_its_money_once,
    who_paid_twice_has_a_surplus,
    a_payment_of_a_refunded_order_is_given_back_too,
    what_was_given_back_does_not_pay_the_order_again,
    only_an_admin_records_what_the_bank_shows,
    the_database_takes_no_verified_proof_else,
);

async fn timeline(counter: &Counter, order: &Placed) -> Timeline {
    counter.shop.orders().timeline(&counter.ana, order.id).await.expect("a timeline")
}

fn returned(verify: Verify, overridden: bool) -> Command {
    Command::RequestRefund(RequestRefund {
        order: verify.order,
        seen: Some(verify.seen),
        reason: "llegó tarde y ya no lo quiere".into(),
        overridden,
        share: None,
        borne_by: None,
        evidence: verify.evidence,
    })
}

fn record(order: &Placed, amount: Money, reference: &str) -> RecordSurplus {
    RecordSurplus {
        report: Report {
            note: Some("pagó dos veces".into()),
            ..report(order, amount, reference)
        },
        seen: None,
        whole: None,
        overridden: false,
    }
}

fn surplus_back(order: &Placed) -> Command {
    Command::PartialRefund(PartialRefund {
        order: order.id,
        seen: None,
        kind: RefundKind::Surplus,
        amount: None,
        reason: "lo pide".into(),
        borne_by: None,
        share: None,
    })
}

fn due(receipt: &Receipt) -> Money {
    match receipt.outcome {
        Outcome::RefundDue { amount, .. } => amount,
        ref other => panic!("no refund: {other:?}"),
    }
}

fn left(receipt: &Receipt) -> Money {
    match receipt.outcome {
        Outcome::SurplusRecorded { surplus, .. } => surplus,
        ref other => panic!("not recorded: {other:?}"),
    }
}

async fn pay(counter: &Counter, order: &Placed, amount: Money, reference: &str) -> Receipt {
    let pay = PayRefund {
        order: order.id,
        seen: counter.seen(order).await,
        refund: None,
        amount,
        rate: None,
        rate_confirmed: false,
        sent_on: None,
        method: PaymentMethod::PagoMovil,
        reference: reference.into(),
        receipt_url: None,
        repeats_reason: None,
    };
    counter.done(&counter.ana, Command::PayRefund(pay)).await
}

async fn refunded(counter: &Counter, reference: &str) -> Placed {
    let order = counter.confirmed(reference).await;
    let all = Verify {
        order: order.id,
        seen: counter.seen(&order).await,
        evidence: Vec::new(),
        override_reason: None,
        reason: None,
    };
    counter.done(&counter.ana, returned(all, false)).await;
    pay(counter, &order, order.due, "70001").await;
    order
}

async fn check(fresh: &Fresh, order: &Placed) {
    Books::read(&fresh.db, order.id).await.check();
    assert_eq!(over_credits(&fresh.db).await, 0);
}

async fn late_money_is_returned_from_review(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = counter.place().await;
    let because = counter.because(&order, "pedido duplicado").await;
    counter.done(&counter.ana, Command::Cancel(because)).await;
    let late = record(&order, order.due, "482913").report;
    counter.done(&counter.ana, Command::Report(late)).await;
    counter.claim(&order).await;
    let proof = timeline(&counter, &order).await.proofs.last().expect("a proof").id;
    let verify = counter.verify(&order, &[(proof, order.due, "482913")]).await;
    assert_eq!(
        counter.refused(&counter.support, returned(verify.clone(), false)).await,
        "forbidden"
    );
    let receipt = counter.done(&counter.ana, returned(verify, false)).await;
    assert_eq!((on(&receipt).payment, due(&receipt)), (PaymentStatus::RefundPending, order.due));
    let seen = timeline(&counter, &order).await;
    assert!(seen.events.iter().all(|event| event.event.edge != "P6"), "it was never confirmed");
    assert!(seen.order.surplus.is_zero(), "all of it goes back");
    let to = &seen.refunds[0].to;
    assert_eq!(to.phone.as_ref().map(|phone| phone.to_string()).as_deref(), Some("0414-555.12.34"));
    let log = Query::new("SELECT count(*) AS n FROM payment_verification_logs WHERE verdict = 'RETURNED' AND order_id = ").bind(order.id);
    assert_eq!(fresh.db.one::<Number>(log).await.expect("a count").0, 1);
    pay(&counter, &order, order.due, "70001").await;
    assert_eq!(timeline(&counter, &order).await.order.payment, PaymentStatus::Refunded);
    check(&fresh, &order).await;
}

async fn what_is_returned_names_its_money_once(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    counter.confirmed("482913").await;
    let (order, proof) = counter.reported_and_claimed("482913").await;
    let found = counter.verify(&order, &[(proof, order.due, "482913")]).await;
    assert_eq!(
        counter.refused(&counter.ana, returned(found.clone(), false)).await,
        "duplicate-reference"
    );
    // No override makes two of one bank credit.
    assert_eq!(counter.refused(&counter.ana, returned(found, true)).await, "credit-exceeded");
    let nothing = Verify {
        evidence: Vec::new(),
        ..counter.verify(&order, &[]).await
    };
    assert_eq!(counter.refused(&counter.ana, returned(nothing, false)).await, "nothing-verified");
    check(&fresh, &order).await;
}

async fn who_paid_twice_has_a_surplus(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = counter.confirmed("482913").await;
    let again = record(&order, order.due, "583024");
    let receipt = counter.done(&counter.ana, Command::RecordSurplus(again)).await;
    assert_eq!((on(&receipt).payment, left(&receipt)), (PaymentStatus::Confirmed, order.due));
    let seen = timeline(&counter, &order).await;
    assert_eq!(seen.order.surplus, order.due);
    let event = seen.events.last().expect("an event");
    assert_eq!((event.event.edge.as_str(), event.event.text.is_some()), ("SURPLUS_RECORDED", true));
    let told = Query::new("SELECT count(*) AS n FROM notifications WHERE template = 'message-customer-SURPLUS_RECORDED' AND order_id = ");
    assert_eq!(fresh.db.one::<Number>(told.bind(order.id)).await.expect("a count").0, 1);
    let filter = OrderFilter {
        surplus: true,
        ..OrderFilter::default()
    };
    let page = counter.shop.orders().list(&counter.ana, &filter, None, 50).await.expect("a page");
    assert_eq!(page.rows.len(), 1);
    // The same transfer is not recorded twice.
    let once_more = record(&order, order.due, "583024");
    assert_eq!(
        counter.refused(&counter.ana, Command::RecordSurplus(once_more)).await,
        "duplicate-reference"
    );
    assert_eq!(due(&counter.done(&counter.ana, surplus_back(&order)).await), order.due);
    assert!(timeline(&counter, &order).await.order.surplus.is_zero());
    pay(&counter, &order, order.due, "70001").await;
    assert_eq!(timeline(&counter, &order).await.order.payment, PaymentStatus::Confirmed);
    check(&fresh, &order).await;
}

async fn a_payment_of_a_refunded_order_is_given_back_too(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = refunded(&counter, "482913").await;
    assert_eq!(counter.refused(&counter.ana, surplus_back(&order)).await, "no-surplus");
    let again = record(&order, bolivares(200_000), "583024");
    let receipt = counter.done(&counter.ana, Command::RecordSurplus(again)).await;
    assert_eq!(
        (on(&receipt).payment, left(&receipt)),
        (PaymentStatus::Refunded, bolivares(200_000))
    );
    // A part pays another order of the customer, the rest goes back.
    let other = counter.place().await;
    let credit = CreditSurplus {
        order: order.id,
        seen: None,
        to: other.number.clone(),
        amount: Some(bolivares(50_000)),
        reason: "lo pide".into(),
    };
    counter.done(&counter.ana, Command::CreditSurplus(credit)).await;
    assert_eq!(due(&counter.done(&counter.ana, surplus_back(&order)).await), bolivares(150_000));
    pay(&counter, &order, bolivares(150_000), "70002").await;
    let seen = timeline(&counter, &order).await.order;
    assert_eq!((seen.payment, seen.surplus), (PaymentStatus::Refunded, bolivares(0)));
    check(&fresh, &order).await;
    check(&fresh, &other).await;
}

async fn what_was_given_back_does_not_pay_the_order_again(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = counter.confirmed("482913").await;
    let all = Verify {
        evidence: Vec::new(),
        ..counter.verify(&order, &[]).await
    };
    counter.done(&counter.ana, returned(all, false)).await;
    let again = record(&order, order.due, "583024");
    counter.done(&counter.ana, Command::RecordSurplus(again)).await;
    counter.done(&counter.ana, surplus_back(&order)).await;
    pay_surplus(&counter, &order).await;
    // The first payment is there still: the order goes on with it, and nothing is left over.
    let because = counter.because(&order, "lo quiere").await;
    let receipt = counter.done(&counter.ana, Command::Reinstate(because)).await;
    assert_eq!(on(&receipt).payment, PaymentStatus::Confirmed);
    assert!(timeline(&counter, &order).await.order.surplus.is_zero());
    check(&fresh, &order).await;
    // Half of a price, returned and paid again, was given back: it is not there.
    let (half, proof) = counter.reported_and_claimed("610001").await;
    let part = bolivares(half.due.minor() / 2);
    let found = counter.verify(&half, &[(proof, part, "610001")]).await;
    counter.done(&counter.ana, returned(found, false)).await;
    let rest = record(&half, half.due.less(part), "610002");
    counter.done(&counter.ana, Command::RecordSurplus(rest)).await;
    counter.done(&counter.ana, surplus_back(&half)).await;
    let because = counter.because(&half, "lo quiere").await;
    assert_eq!(counter.refused(&counter.ana, Command::Reinstate(because)).await, "not-covered");
    check(&fresh, &half).await;
}

/// The one that is no cancellation.
async fn pay_surplus(counter: &Counter, order: &Placed) {
    let refunds = timeline(counter, order).await.refunds;
    let part = refunds.iter().find(|refund| !refund.kind.is_whole()).expect("a part");
    let pay = PayRefund {
        order: order.id,
        seen: counter.seen(order).await,
        refund: Some(part.id),
        amount: part.left,
        rate: None,
        rate_confirmed: false,
        sent_on: None,
        method: PaymentMethod::PagoMovil,
        reference: "70003".into(),
        receipt_url: None,
        repeats_reason: None,
    };
    counter.done(&counter.ana, Command::PayRefund(pay)).await;
}

async fn only_an_admin_records_what_the_bank_shows(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let waits = counter.place().await;
    let early = record(&waits, waits.due, "583024");
    assert_eq!(counter.refused(&counter.ana, Command::RecordSurplus(early)).await, "not-surplus");
    let order = counter.confirmed("482913").await;
    let refused = async |change: &dyn Fn(&mut RecordSurplus)| {
        let mut wrong = record(&order, order.due, "583024");
        change(&mut wrong);
        counter.refused(&counter.ana, Command::RecordSurplus(wrong)).await
    };
    let forbidden = Command::RecordSurplus(record(&order, order.due, "583024"));
    assert_eq!(counter.refused(&counter.support, forbidden).await, "forbidden");
    assert_eq!(refused(&|wrong| wrong.report.note = None).await, "reason-required");
    assert_eq!(refused(&|wrong| wrong.report.account = None).await, "evidence-missing");
    assert_eq!(
        refused(&|wrong| wrong.report.account = Some("nada".into())).await,
        "account-unknown"
    );
    assert_eq!(refused(&|wrong| wrong.report.amount = "0".into()).await, "amount-zero");
    assert_eq!(refused(&|wrong| wrong.report.paid_on = "2027-11-22".into()).await, "date-future");
    check(&fresh, &order).await;
}

/// Whoever writes meets the rules: there is no service in between here.
async fn the_database_takes_no_verified_proof_else(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let paid = counter.confirmed("482913").await;
    let waits = counter
        .place_as(Checkout {
            ..crate::counter::checkout()
        })
        .await;
    for (order, by) in [(&waits, "ADMIN"), (&paid, "CUSTOMER"), (&paid, "SUPPORT")] {
        let insert = Query::new(
            "INSERT INTO payment_submissions (id, order_id, seq, attempt, quote_seq, reported_by, method, amount, currency, paid_on, \
             digest, reported_at, state, verified_amount, verified_currency, credited_amount) SELECT ",
        )
        .bind(SubmissionId::from_uuid(uuid::Uuid::now_v7()))
        .push(", ")
        .bind(order.id)
        .push(", 9, 1, s.quote_seq, ")
        .bind(by)
        .push(
            ", s.method, s.amount, s.currency, s.paid_on, s.digest, s.reported_at, 'VERIFIED', s.amount, s.currency, s.amount \
             FROM payment_submissions s WHERE s.order_id = ",
        )
        .bind(paid.id);
        let refused = format!("{:?}", write(&fresh.db, insert).await.expect_err("guarded"));
        assert!(refused.contains("NewSubmission") || refused.contains("Check"), "{refused}");
    }
}
