//! One bank credit pays several orders and never more than it is; what came above an order's due is given back or credited to
//! another order of its customer, once.

use crate::books::{Books, over_credits};
use crate::counter::{Counter, Placed, bolivares, checkout, on};
use crate::fresh::{Fresh, on_both_engines};
use krafta::db::{Amount, Query};
use krafta::domain::actor::Actor;
use krafta::domain::ids::{EvidenceId, SubmissionId};
use krafta::domain::money::Money;
use krafta::domain::orders::status::PaymentStatus;
use krafta::domain::payments::refund::RefundKind;
use krafta::domain::payments::rejection::RejectionReason;
use krafta::service::core::receipt::Outcome;
use krafta::service::orders::commands::{Checkout, Customer};
use krafta::service::orders::view::{OrderFilter, Timeline};
use krafta::service::payments::commands::{CreditSurplus, PartialRefund, RequestRefund, Verify};
use krafta::service::{Command, Receipt};

on_both_engines!(
    one_credit_pays_two_orders,
    six_thousand_are_not_confirmed_from_four,
    a_surplus_is_credited_once_to_the_same_customer,
    a_rejected_credit_gives_the_surplus_back,
    the_database_guards_credits_and_surpluses,
    orders_with_a_surplus_are_listed,
);

async fn reported(counter: &Counter, reference: &str) -> (Placed, SubmissionId) {
    counter.reported_and_claimed(reference).await
}

async fn verify(counter: &Counter, order: &Placed, proof: SubmissionId, amount: Money, whole: Option<Money>) -> Verify {
    let mut verify = counter.verify(order, &[(proof, amount, "482913")]).await;
    verify.evidence[0].whole = whole;
    verify
}

fn twice(money: Money) -> Money {
    Money::of_minor(2 * money.minor(), money.currency())
}

/// An order of which twice its due was verified.
async fn overpaid(counter: &Counter) -> Placed {
    let (order, proof) = reported(counter, "482913").await;
    let verify = verify(counter, &order, proof, twice(order.due), None).await;
    counter.done(&counter.ana, Command::Confirm(verify)).await;
    order
}

fn credit(from: &Placed, to: &Placed, amount: Option<Money>) -> Command {
    Command::CreditSurplus(CreditSurplus {
        order: from.id,
        seen: None,
        to: to.number.clone(),
        amount,
        reason: "pagó de más y pidió usarlo aquí".into(),
    })
}

fn credited(receipt: &Receipt) -> SubmissionId {
    match receipt.outcome {
        Outcome::SurplusCredited { submission, .. } => submission,
        ref other => panic!("not credited: {other:?}"),
    }
}

async fn timeline(counter: &Counter, order: &Placed) -> Timeline {
    counter.shop.orders().timeline(&counter.ana, order.id).await.expect("a timeline")
}

async fn one_credit_pays_two_orders(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let whole = |order: &Placed| Some(twice(order.due));
    let (first, proof) = reported(&counter, "482913").await;
    let stated = verify(&counter, &first, proof, first.due, whole(&first)).await;
    counter.done(&counter.ana, Command::Confirm(stated)).await;
    let (second, proof) = reported(&counter, "482913").await;
    let other = verify(&counter, &second, proof, second.due, Some(bolivares(99_999_999))).await;
    assert_eq!(counter.refused(&counter.ana, Command::Confirm(other)).await, "credit-stated");
    // Enough is left of it, so no reference is used twice; it was stated once and need not be again.
    let rest = verify(&counter, &second, proof, second.due, None).await;
    let receipt = counter.done(&counter.ana, Command::Confirm(rest)).await;
    assert_eq!(on(&receipt).payment, PaymentStatus::Confirmed);
    let (third, proof) = reported(&counter, "482913").await;
    let mut nothing_left = verify(&counter, &third, proof, third.due, None).await;
    nothing_left.override_reason = Some("insiste".into());
    assert_eq!(
        counter.refused(&counter.ana, Command::Confirm(nothing_left)).await,
        "credit-exceeded"
    );
}

async fn six_thousand_are_not_confirmed_from_four(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let first = overpaid(&counter).await;
    assert_eq!(timeline(&counter, &first).await.order.surplus, first.due);
    let (second, proof) = reported(&counter, "482913").await;
    let mut again = verify(&counter, &second, proof, second.due, None).await;
    again.override_reason = Some("es la misma transferencia".into());
    assert_eq!(counter.refused(&counter.ana, Command::Confirm(again)).await, "credit-exceeded");
    // What is left of it is credited instead, and reviewed like any proof.
    let reject = counter.reject(&second, RejectionReason::RefReused).await;
    counter.done(&counter.ana, Command::Reject(reject)).await;
    let receipt = counter.done(&counter.ana, credit(&first, &second, None)).await;
    let proof = credited(&receipt);
    assert_eq!(on(&receipt).number, second.number);
    let source = timeline(&counter, &first).await;
    assert_eq!(source.order.surplus, bolivares(0));
    assert_eq!(source.events.last().expect("an event").event.edge, "SURPLUS_CREDITED");
    counter.claim(&second).await;
    let half = counter.verify(&second, &[(proof, bolivares(100), "482913")]).await;
    assert_eq!(counter.refused(&counter.ana, Command::Confirm(half)).await, "surplus-whole");
    let verify = counter.verify(&second, &[(proof, second.due, "482913")]).await;
    let receipt = counter.done(&counter.ana, Command::Confirm(verify)).await;
    assert_eq!(on(&receipt).payment, PaymentStatus::Confirmed);
    let seen = timeline(&counter, &second).await;
    let evidence = &seen.proofs.last().expect("a proof").evidence[0];
    assert_eq!(
        evidence.bank_reference.as_str(),
        first.number,
        "its evidence is the order it comes from"
    );
    // It is not given back as well: what is left of the first order is what it owed.
    let surplus = PartialRefund {
        order: first.id,
        seen: None,
        kind: RefundKind::Surplus,
        amount: None,
        reason: "lo pide".into(),
        borne_by: None,
        share: None,
    };
    assert_eq!(counter.refused(&counter.ana, Command::PartialRefund(surplus)).await, "no-surplus");
    let doubt = krafta::service::core::command::WithReason {
        overridden: true,
        ..counter.because(&first, "el banco la devolvió").await
    };
    assert_eq!(counter.refused(&counter.ana, Command::Reverse(doubt)).await, "refund-part-paid");
    let all = RequestRefund {
        evidence: Vec::new(),
        order: first.id,
        seen: None,
        reason: "el cliente canceló".into(),
        overridden: false,
        share: None,
        borne_by: None,
    };
    let receipt = counter.done(&counter.ana, Command::RequestRefund(all)).await;
    let Outcome::RefundDue { amount, .. } = receipt.outcome else {
        panic!("no refund: {receipt:?}")
    };
    assert_eq!(amount, first.due);
    assert_eq!(over_credits(&fresh.db).await, 0);
    for order in [&first, &second] {
        Books::read(&fresh.db, order.id).await.check();
    }
}

async fn a_surplus_is_credited_once_to_the_same_customer(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let first = overpaid(&counter).await;
    let second = counter.place().await;
    let exact = counter.confirmed("583024").await;
    assert_eq!(counter.refused(&counter.ana, credit(&exact, &second, None)).await, "no-surplus");
    assert_eq!(counter.refused(&counter.ana, credit(&first, &first, None)).await, "surplus-order");
    assert_eq!(counter.refused(&counter.ana, credit(&first, &exact, None)).await, "payment-edge");
    assert_eq!(counter.refused(&counter.support, credit(&first, &second, None)).await, "forbidden");
    let other = Actor::customer("+584249998877");
    let theirs = Checkout {
        customer: Customer {
            name: "Pedro Páez".into(),
            phone: "0424-999.88.77".into(),
            id_doc: None,
            email: None,
        },
        ..checkout()
    };
    let receipt = counter.done(&other, Command::Checkout(theirs)).await;
    let theirs = Placed {
        id: on(&receipt).order_id,
        number: on(&receipt).number.clone(),
        due: first.due,
    };
    assert_eq!(counter.refused(&counter.ana, credit(&first, &theirs, None)).await, "surplus-order");
    let too_much = credit(&first, &second, Some(twice(first.due)));
    assert_eq!(counter.refused(&counter.ana, too_much).await, "surplus-exceeds");
    let part = bolivares(100_000);
    counter.done(&counter.ana, credit(&first, &second, Some(part))).await;
    let left = timeline(&counter, &first).await.order.surplus;
    assert_eq!(left, first.due.less(part));
    let again = credit(&first, &second, Some(first.due));
    assert_eq!(counter.refused(&counter.ana, again).await, "surplus-exceeds");
}

async fn a_rejected_credit_gives_the_surplus_back(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (first, second) = (overpaid(&counter).await, counter.place().await);
    counter.done(&counter.ana, credit(&first, &second, None)).await;
    counter.claim(&second).await;
    let reject = counter.reject(&second, RejectionReason::NotFound).await;
    counter.done(&counter.ana, Command::Reject(reject)).await;
    assert_eq!(timeline(&counter, &first).await.order.surplus, first.due);
    // Credited elsewhere meanwhile, it is not verified here again.
    let third = counter.place().await;
    let proof = credited(&counter.done(&counter.ana, credit(&first, &third, None)).await);
    counter.claim(&third).await;
    let verify = counter.verify(&third, &[(proof, third.due, "1")]).await;
    counter.done(&counter.ana, Command::Confirm(verify)).await;
    let reopen = counter.because(&second, "se revisa otra vez").await;
    counter.done(&counter.ana, Command::Reopen(reopen)).await;
    let old = timeline(&counter, &second).await.proofs.last().expect("a proof").id;
    let verify = counter.verify(&second, &[(old, second.due, "1")]).await;
    assert_eq!(counter.refused(&counter.ana, Command::Confirm(verify)).await, "surplus-exceeds");
}

async fn refused_by_the_database(fresh: &Fresh, insert: Query) -> String {
    let mut tx = fresh.db.begin().await.expect("a transaction");
    format!("{:?}", tx.exec(insert).await.expect_err("guarded"))
}

/// Whoever writes meets the rules: there is no service in between here.
async fn the_database_guards_credits_and_surpluses(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let first = overpaid(&counter).await;
    let (second, proof) = reported(&counter, "111122").await;
    let evidence = Query::new(
        "INSERT INTO payment_evidence (id, submission_id, order_id, account_id, value_date, amount, currency, bank_reference, operator_id) SELECT ",
    )
    .bind(EvidenceId::from_uuid(uuid::Uuid::now_v7()))
    .push(", ")
    .bind(proof)
    .push(", ")
    .bind(second.id)
    .push(", e.account_id, e.value_date, e.amount, e.currency, '0' || e.bank_reference, e.operator_id FROM payment_evidence e WHERE e.order_id = ")
    .bind(first.id);
    let refused = refused_by_the_database(&fresh, evidence).await;
    assert!(refused.contains("CreditExceeded"), "{refused}");
    let third = counter.place().await;
    for (amount, by, token) in [
        (twice(first.due), "ADMIN", "SurplusExceeds"),
        (first.due, "CUSTOMER", "SurplusOrder"),
    ] {
        let insert = Query::new(
            "INSERT INTO payment_submissions (id, order_id, seq, attempt, quote_seq, reported_by, method, amount, currency, paid_on, \
             digest, reported_at, surplus_of) SELECT ",
        )
        .bind(SubmissionId::from_uuid(uuid::Uuid::now_v7()))
        .push(", ")
        .bind(third.id)
        .push(", 1, 1, s.quote_seq, ")
        .bind(by)
        .push(", s.method, ")
        .bind(Amount(amount.amount()))
        .push(", s.currency, s.paid_on, s.digest, s.reported_at, ")
        .bind(first.id)
        .push(" FROM payment_submissions s WHERE s.id = ")
        .bind(proof);
        let refused = refused_by_the_database(&fresh, insert).await;
        assert!(refused.contains(token), "{refused}");
    }
}

async fn orders_with_a_surplus_are_listed(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let first = overpaid(&counter).await;
    counter.confirmed("583024").await;
    let filter = OrderFilter {
        surplus: true,
        ..OrderFilter::default()
    };
    let listed = async || {
        let page = counter.shop.orders().list(&counter.ana, &filter, None, 50).await.expect("a page");
        page.rows.into_iter().map(|row| row.number).collect::<Vec<_>>()
    };
    assert_eq!(listed().await, std::slice::from_ref(&first.number));
    let second = counter.place().await;
    counter.done(&counter.ana, credit(&first, &second, None)).await;
    assert_eq!(listed().await, [] as [String; 0]);
}
