//! The life of a payment, told as its people live it: reported, reviewed, confirmed, rejected, paid in parts, refunded.

use crate::counter::{Counter, Standing, bolivares, checkout, on, operation, report};
use crate::fresh::{Fresh, on_both_engines};
use krafta::db::Query;
use krafta::db::engine::row::Named;
use krafta::domain::ids::OrderId;
use krafta::domain::method::PaymentMethod;
use krafta::domain::money::{Currency, Money};
use krafta::domain::orders::status::{AssignmentStatus, PaymentStatus};
use krafta::domain::payments::rejection::RejectionReason;
use krafta::service::core::command::{OnOrder, Seen};
use krafta::service::core::receipt::Outcome;
use krafta::service::orders::commands::Note;
use krafta::service::payments::commands::{PayRefund, RequestRefund};
use krafta::service::{Command, Error};

on_both_engines!(
    a_payment_is_reported_reviewed_and_confirmed,
    a_rejected_proof_is_corrected_and_confirmed,
    a_short_payment_is_kept_and_its_balance_quoted_anew,
    a_refund_is_paid_in_parts,
    a_refund_can_be_taken_back_before_it_is_paid,
    a_confirmed_payment_can_be_reversed_and_holds_production,
    the_same_command_twice_is_done_once,
    two_people_confirm_one_order,
    a_claim_lapses_and_another_takes_it,
    a_reference_pays_one_order,
    a_reviewers_reason_is_kept_and_overrides_nothing,
    support_reads_and_notes_but_moves_nothing,
    a_customer_touches_only_their_own_order,
    an_unpaid_order_lapses_only_when_configured,
);

pub async fn a_payment_is_reported_reviewed_and_confirmed(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = counter.place().await;
    // 3 × 12,50 + 4,00 of shipping, at 93,0371.
    assert_eq!(order.due, bolivares(386_104));
    let submission = counter.report(&order, "00482913").await;
    counter.claim(&order).await;
    let verify = counter.verify(&order, &[(submission, order.due, "00000482913")]).await;
    let receipt = counter.done(&counter.ana, Command::Confirm(verify)).await;
    assert_eq!(on(&receipt).payment, PaymentStatus::Confirmed);
    assert_eq!(on(&receipt).production, Some(AssignmentStatus::PendingAssignment));
    // P1, P2, P4, P6, A1.
    assert_eq!(on(&receipt).version, 5);
    assert_eq!(
        receipt.outcome,
        Outcome::Confirmed {
            credited: order.due,
            surplus: bolivares(0)
        }
    );
}

async fn a_rejected_proof_is_corrected_and_confirmed(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (order, _) = counter.reported_and_claimed("482913").await;
    let reject = counter.reject(&order, RejectionReason::RefMismatch).await;
    let receipt = counter.done(&counter.ana, Command::Reject(reject)).await;
    assert_eq!(on(&receipt).payment, PaymentStatus::Rejected);
    counter.minutes_pass(30);
    let again = counter.report(&order, "482931").await;
    counter.claim(&order).await;
    let verify = counter.verify(&order, &[(again, order.due, "482931")]).await;
    let receipt = counter.done(&counter.ana, Command::Confirm(verify)).await;
    assert_eq!(on(&receipt).payment, PaymentStatus::Confirmed);
    // OTHER needs the text the customer will read.
    let (other, _) = counter.reported_and_claimed("555111").await;
    let reject = counter.reject(&other, RejectionReason::Other).await;
    assert_eq!(
        counter.refused(&counter.ana, Command::Reject(reject)).await,
        "rejection-text-required"
    );
    // A rejected order can be opened again, with a reason.
    let reject = counter.reject(&other, RejectionReason::NotFound).await;
    counter.done(&counter.ana, Command::Reject(reject)).await;
    let silent = counter.because(&other, " ").await;
    assert_eq!(counter.refused(&counter.luis, Command::Reopen(silent)).await, "reason-required");
    let because = counter.because(&other, "el banco la mostró tarde").await;
    let receipt = counter.done(&counter.luis, Command::Reopen(because)).await;
    assert_eq!(on(&receipt).payment, PaymentStatus::UnderReview);
}

async fn a_short_payment_is_kept_and_its_balance_quoted_anew(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = counter.place().await;
    let half = bolivares(200_000);
    let first = counter.report_amount(&order, half, "700001").await;
    counter.claim(&order).await;
    let verify = counter.verify(&order, &[(first, half, "700001")]).await;
    assert_eq!(counter.refused(&counter.ana, Command::Confirm(verify.clone())).await, "not-covered");
    // A day later the dollar is dearer: what was paid stays, what is missing is revalued.
    let receipt = counter.done(&counter.ana, Command::Part(verify)).await;
    assert_eq!(on(&receipt).payment, PaymentStatus::Pending);
    let Outcome::PartlyPaid { credited, missing, .. } = receipt.outcome else {
        panic!("{receipt:?}")
    };
    assert_eq!((credited, missing), (half, bolivares(186_104)));
    let second = counter.report_amount(&order, missing, "700002").await;
    counter.claim(&order).await;
    let verify = counter.verify(&order, &[(second, missing, "700002")]).await;
    let receipt = counter.done(&counter.ana, Command::Confirm(verify)).await;
    assert_eq!(on(&receipt).payment, PaymentStatus::Confirmed);
    // Money was verified: nobody cancels such an order, it is refunded.
    let because = counter.because(&order, "se arrepintió").await;
    assert_eq!(counter.refused(&counter.ana, Command::Cancel(because)).await, "payment-edge");
}

fn refund(order: &crate::counter::Placed) -> RequestRefund {
    RequestRefund {
        evidence: Vec::new(),
        order: order.id,
        seen: None,
        reason: "no se puede producir".into(),
        overridden: false,
        share: None,
        borne_by: None,
    }
}

async fn pay(counter: &Counter, order: &crate::counter::Placed, amount: Money) -> PayRefund {
    PayRefund {
        order: order.id,
        refund: None,
        rate: None,
        rate_confirmed: false,
        sent_on: None,
        repeats_reason: None,
        seen: Seen {
            proofs: None,
            ..counter.seen(order).await
        },
        amount,
        method: PaymentMethod::PagoMovil,
        reference: "99887766".into(),
        receipt_url: None,
    }
}

async fn a_refund_is_paid_in_parts(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = counter.confirmed("800001").await;
    let receipt = counter.done(&counter.customer, Command::RequestRefund(refund(&order))).await;
    assert_eq!(on(&receipt).payment, PaymentStatus::RefundPending);
    assert_eq!(on(&receipt).production, None, "its assignment is cancelled with it");
    let too_much = pay(&counter, &order, bolivares(order.due.minor() + 1)).await;
    assert_eq!(counter.refused(&counter.ana, Command::PayRefund(too_much)).await, "refund-exceeds");
    // Dollars count in bolívares at the day's rate.
    let dollars = PayRefund {
        method: PaymentMethod::Zelle,
        ..pay(&counter, &order, Money::of_minor(1_000_000, Currency::Usd)).await
    };
    assert_eq!(counter.refused(&counter.ana, Command::PayRefund(dollars)).await, "refund-exceeds");
    let part = pay(&counter, &order, bolivares(100_000)).await;
    let receipt = counter.done(&counter.ana, Command::PayRefund(part.clone())).await;
    assert_eq!(on(&receipt).payment, PaymentStatus::RefundPending);
    assert!(matches!(
        counter.run(&counter.ana, Command::PayRefund(part)).await,
        Err(Error::Conflict(_))
    ));
    let because = counter.because(&order, "sí se puede").await;
    assert_eq!(counter.refused(&counter.ana, Command::Reinstate(because)).await, "refund-started");
    let mut rest = pay(&counter, &order, bolivares(order.due.minor() - 100_000)).await;
    assert_eq!(
        counter.refused(&counter.luis, Command::PayRefund(rest.clone())).await,
        "refund-repeated"
    );
    rest.reference = "99887767".into();
    let receipt = counter.done(&counter.luis, Command::PayRefund(rest)).await;
    assert_eq!(on(&receipt).payment, PaymentStatus::Refunded);
}

async fn a_refund_can_be_taken_back_before_it_is_paid(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = counter.confirmed("800002").await;
    counter.done(&counter.ana, Command::RequestRefund(refund(&order))).await;
    let because = counter.because(&order, "el taller consiguió la tela").await;
    let receipt = counter.done(&counter.ana, Command::Reinstate(because)).await;
    assert_eq!(on(&receipt).payment, PaymentStatus::Confirmed);
    assert_eq!(on(&receipt).production, Some(AssignmentStatus::PendingAssignment));
}

async fn a_confirmed_payment_can_be_reversed_and_holds_production(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = counter.confirmed("800003").await;
    let mut because = counter.because(&order, "el banco devolvió el pago").await;
    assert_eq!(
        counter.refused(&counter.luis, Command::Reverse(because.clone())).await,
        "override-required"
    );
    because.overridden = true;
    let receipt = counter.done(&counter.luis, Command::Reverse(because)).await;
    assert_eq!(on(&receipt).payment, PaymentStatus::UnderReview);
    let Standing(on_hold, credited) = counter.order_row(&order).await;
    assert!(on_hold);
    assert_eq!(credited, bolivares(0));
    let because = counter.because(&order, "no llegó").await;
    let receipt = counter.done(&counter.luis, Command::Cancel(because)).await;
    assert_eq!((on(&receipt).payment, on(&receipt).production), (PaymentStatus::Cancelled, None));
}

async fn the_same_command_twice_is_done_once(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (order, submission) = counter.reported_and_claimed("900001").await;
    let verify = counter.verify(&order, &[(submission, order.due, "900001")]).await;
    let (operation, command) = (operation(), Command::Confirm(verify));
    let first = counter
        .shop
        .execute(&counter.ana, operation, command.clone())
        .await
        .expect("confirmed");
    let second = counter
        .shop
        .execute(&counter.ana, operation, command)
        .await
        .expect("the first receipt");
    assert!(second.repeated && !first.repeated);
    assert_eq!(first.on, second.on);
    let other = Command::Note(Note {
        order: order.id,
        text: "otra cosa".into(),
        internal: true,
    });
    let reused = counter.shop.execute(&counter.ana, operation, other).await;
    // The note itself could be written; its id says that it is somebody else's.
    assert_eq!(reused.expect_err("refused").code(), "operation-reused");
    assert_eq!(counter.seen(&order).await.version, on(&first).version);
}

async fn two_people_confirm_one_order(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (order, submission) = counter.reported_and_claimed("900002").await;
    let verify = counter.verify(&order, &[(submission, order.due, "900002")]).await;
    counter.done(&counter.ana, Command::Confirm(verify.clone())).await;
    match counter.run(&counter.luis, Command::Confirm(verify)).await {
        Err(Error::Conflict(conflict)) => {
            assert_eq!(&*conflict.changes[0].who, "ana");
            assert_eq!(conflict.changes[0].edge, "P6");
        }
        other => panic!("{other:?}"),
    }
}

async fn a_claim_lapses_and_another_takes_it(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (order, submission) = counter.reported_and_claimed("900003").await;
    let claim = || Command::Claim(OnOrder { order: order.id });
    assert_eq!(counter.refused(&counter.luis, claim()).await, "claim-held");
    let free = counter.because(&order, "").await;
    assert_eq!(
        counter.refused(&counter.support, Command::Release(free.clone())).await,
        "claim-not-lapsed"
    );
    let because = counter.because(&order, "ana se fue a almorzar").await;
    counter.done(&counter.luis, Command::TakeOver(because)).await;
    let verify = counter.verify(&order, &[(submission, order.due, "900003")]).await;
    assert_eq!(counter.refused(&counter.ana, Command::Confirm(verify.clone())).await, "claim-held");
    counter.minutes_pass(16);
    assert_eq!(counter.refused(&counter.luis, Command::Confirm(verify)).await, "claim-lapsed");
    let free = counter.because(&order, "").await;
    counter.done(&counter.support, Command::Release(free)).await;
    counter.done(&counter.ana, claim()).await;
    counter.minutes_pass(16);
    // A lapsed claim is released by the system when another admin takes the order.
    let receipt = counter.done(&counter.luis, claim()).await;
    assert_eq!(receipt.events.len(), 2);
}

async fn a_reference_pays_one_order(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    counter.confirmed("004829130").await;
    let (second, submission) = counter.reported_and_claimed("4829130").await;
    let mut verify = counter.verify(&second, &[(submission, second.due, "4829130")]).await;
    assert_eq!(
        counter.refused(&counter.ana, Command::Confirm(verify.clone())).await,
        "duplicate-reference"
    );
    // Of one day it is one credit, whatever is said of it; of another day the bank may repeat it.
    verify.override_reason = Some("el banco repite referencias entre agencias".into());
    assert_eq!(
        counter.refused(&counter.ana, Command::Confirm(verify.clone())).await,
        "credit-exceeded"
    );
    counter.next_day(&second).await;
    verify.seen = counter.seen(&second).await;
    verify.evidence[0].date = counter.shop.today();
    counter.done(&counter.ana, Command::Confirm(verify)).await;
}

/// Why a reviewer accepts what differs is kept with the verdict, and opens no way for a reference that is taken.
async fn a_reviewers_reason_is_kept_and_overrides_nothing(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (order, submission) = counter.reported_and_claimed("77112233").await;
    let mut verify = counter.verify(&order, &[(submission, order.due, "88990011")]).await;
    verify.reason = Some(" el banco muestra otra referencia ".into());
    counter.done(&counter.ana, Command::Confirm(verify)).await;
    for kept in [
        "SELECT text AS name, order_id AS id FROM order_events WHERE edge = 'P6' AND order_id = ",
        "SELECT reason_text AS name, order_id AS id FROM payment_verification_logs WHERE override_reason IS NULL AND order_id = ",
    ] {
        let kept: Named<OrderId> = fresh.db.one(Query::new(kept).bind(order.id)).await.expect("the verdict");
        assert_eq!(kept.name, "el banco muestra otra referencia");
    }
    let (second, submission) = counter.reported_and_claimed("4455667788").await;
    let mut verify = counter.verify(&second, &[(submission, second.due, "88990011")]).await;
    verify.reason = Some("otra agencia".into());
    assert_eq!(
        counter.refused(&counter.ana, Command::Confirm(verify.clone())).await,
        "duplicate-reference"
    );
    verify.override_reason = Some("el banco repite referencias".into());
    counter.next_day(&second).await;
    verify.seen = counter.seen(&second).await;
    verify.evidence[0].date = counter.shop.today();
    counter.done(&counter.ana, Command::Confirm(verify)).await;
}

async fn support_reads_and_notes_but_moves_nothing(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (order, submission) = counter.reported_and_claimed("900004").await;
    let verify = counter.verify(&order, &[(submission, order.due, "900004")]).await;
    let because = counter.because(&order, "por favor").await;
    for command in [
        Command::Confirm(verify),
        Command::Cancel(because.clone()),
        Command::RequestRefund(refund(&order)),
        Command::Checkout(checkout()),
        Command::Report(report(&order, order.due, "123456")),
        Command::TakeOver(because),
    ] {
        assert_eq!(counter.refused(&counter.support, command).await, "forbidden");
    }
    let note = Command::Note(Note {
        order: order.id,
        text: "el cliente llamó".into(),
        internal: true,
    });
    counter.done(&counter.support, note).await;
}

async fn a_customer_touches_only_their_own_order(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = counter.place().await;
    let stranger = krafta::domain::actor::Actor::customer("+584245550000");
    assert_eq!(
        counter
            .refused(&stranger, Command::Report(report(&order, order.due, "123456")))
            .await,
        "not-your-order"
    );
    let because = counter.because(&order, "").await;
    assert_eq!(counter.refused(&stranger, Command::Cancel(because.clone())).await, "not-your-order");
    let receipt = counter.done(&counter.customer, Command::Cancel(because)).await;
    assert_eq!(on(&receipt).payment, PaymentStatus::Cancelled);
}

async fn an_unpaid_order_lapses_only_when_configured(fresh: Fresh) {
    let mut settings = krafta::config::Settings::default();
    let counter = Counter::open(&fresh).await;
    let (unpaid, reported) = (counter.place().await, counter.place().await);
    counter.report(&reported, "900005").await;
    counter.minutes_pass(72 * 60);
    assert_eq!(
        counter.shop.jobs().expire_unpaid(&counter.ana, false, 10).await.expect("nothing"),
        []
    );
    settings.expiry.unpaid_after_hours = Some(48);
    let strict = krafta::service::core::krafta::Krafta::with_clock(fresh.db.clone(), settings, counter.clock.clone());
    let dry = strict.jobs().expire_unpaid(&counter.ana, true, 10).await.expect("a list");
    assert_eq!(
        dry.iter().map(|order| order.number.as_str()).collect::<Vec<_>>(),
        [unpaid.number.as_str()]
    );
    assert_eq!(counter.seen(&unpaid).await.version, 1, "a dry run writes nothing");
    let done = strict.jobs().expire_unpaid(&counter.ana, false, 10).await.expect("a list");
    assert_eq!(done[0].left, None);
    assert_eq!(strict.jobs().expire_unpaid(&counter.ana, false, 10).await.expect("a list"), []);
}
