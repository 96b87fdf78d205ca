//! Money that goes back of a delivered order, and what its workshop gives back for it: each refund has a clawback of its own.

use chrono::NaiveDate;

use crate::counter::{Placed, bolivares};
use crate::fresh::{Fresh, on_both_engines};
use crate::yard::{Yard, complete, dollars, forward, hand_over};
use krafta::db::{DbResult, FromRow, Query, Row};
use krafta::domain::ids::{PayableId, RefundId};
use krafta::domain::method::PaymentMethod;
use krafta::domain::money::{Currency, Money};
use krafta::domain::payables::line::{PayableKind, PayableStatus};
use krafta::domain::payments::refund::{Bearer, Destination, RefundKind};
use krafta::service::core::command::Seen;
use krafta::service::core::receipt::Outcome;
use krafta::service::orders::view::RefundView;
use krafta::service::payables::commands::{Sent, Settle, SettleLine};
use krafta::service::payments::commands::{DirectRefund, PartialRefund, PayRefund, VoidRefund};
use krafta::service::{Command, Receipt};

on_both_engines!(
    each_refund_has_its_own_clawback,
    a_netted_clawback_is_paid_back,
    a_share_is_given_back_of_what_was_delivered,
    money_that_came_in_dollars_is_bounded_in_dollars,
    a_refund_is_counted_with_the_rate_of_the_day_it_left,
    a_customer_says_where_the_money_goes,
    a_refund_leaves_in_what_its_method_carries,
);

async fn delivered(yard: &Yard, reference: &str) -> Placed {
    let order = yard.accepted(reference).await;
    let hands = &yard.makers[0].hands;
    let deposit = lines(yard, &order).await.remove(0);
    pay(yard, &[(deposit.id, None)], deposit.amount, "7001").await;
    yard.done(hands, Command::Start(forward(&order))).await;
    yard.done(hands, Command::Ready(forward(&order))).await;
    yard.done(hands, hand_over(&order, Some("MRW"), Some("123456"))).await;
    yard.done(&yard.coordinator, Command::Complete(complete(&order))).await;
    order
}

fn part(order: &Placed, cents: i64, share: Option<u32>) -> PartialRefund {
    PartialRefund {
        order: order.id,
        seen: None,
        kind: RefundKind::Goodwill,
        amount: Some(bolivares(cents)),
        reason: "llegó una franela manchada".into(),
        borne_by: Some(Bearer::Workshop),
        share,
    }
}

async fn given_back(yard: &Yard, order: &Placed, cents: i64, share: u32) -> RefundId {
    let receipt = yard
        .done(&yard.counter.ana, Command::PartialRefund(part(order, cents, Some(share))))
        .await;
    match receipt.outcome {
        Outcome::RefundDue { refund, .. } => refund,
        other => panic!("no refund: {other:?}"),
    }
}

fn voided(order: &Placed, refund: RefundId) -> Command {
    Command::VoidRefund(VoidRefund {
        order: order.id,
        seen: None,
        refund: Some(refund),
        reason: "el cliente se quedó conforme".into(),
    })
}

struct Line {
    id: PayableId,
    kind: PayableKind,
    amount: Money,
    status: PayableStatus,
    version: i64,
    refund: Option<RefundId>,
}

impl FromRow for Line {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self {
            id: row.get("id")?,
            kind: row.get("kind")?,
            amount: row.money("amount", "currency")?,
            status: row.get("status")?,
            version: row.get("version")?,
            refund: row.get("refund_id")?,
        })
    }
}

async fn lines(yard: &Yard, order: &Placed) -> Vec<Line> {
    let lines = Query::new("SELECT id, kind, amount, currency, status, version, refund_id FROM workshop_payables WHERE order_id = ")
        .bind(order.id)
        .push(" ORDER BY created_at, id");
    yard.counter.shop.db().all(lines).await.expect("lines")
}

async fn of_refund(yard: &Yard, order: &Placed, refund: RefundId) -> Vec<(PayableKind, i64, PayableStatus)> {
    let lines = lines(yard, order).await.into_iter().filter(|line| line.refund == Some(refund));
    lines.map(|line| (line.kind, line.amount.minor(), line.status)).collect()
}

async fn pay(yard: &Yard, parts: &[(PayableId, Option<Money>)], total: Money, reference: &str) -> Receipt {
    let mut settled = Vec::new();
    for (payable, amount) in parts {
        let query = Query::new("SELECT id, kind, amount, currency, status, version, refund_id FROM workshop_payables WHERE id = ");
        let line: Line = yard.counter.shop.db().one(query.bind(*payable)).await.expect("a line");
        settled.push(SettleLine {
            payable: line.id,
            version: line.version,
            amount: *amount,
        });
    }
    let settle = Settle {
        workshop: yard.makers[0].id,
        lines: settled,
        total,
        early: true,
        sent: Sent::default(),
        method: PaymentMethod::BankTransfer,
        reference: reference.into(),
        receipt_url: None,
        note: None,
        repeats_reason: None,
    };
    yard.done(&yard.counter.ana, Command::Settle(settle)).await
}

/// Three shirts at 5,00 were agreed.
async fn each_refund_has_its_own_clawback(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = delivered(&yard, "482913").await;
    let first = given_back(&yard, &order, 10_000, 2_000).await;
    let second = given_back(&yard, &order, 5_000, 1_000).await;
    let clawback = |cents, status| vec![(PayableKind::Clawback, cents, status)];
    assert_eq!(of_refund(&yard, &order, first).await, clawback(-300, PayableStatus::Due));
    assert_eq!(of_refund(&yard, &order, second).await, clawback(-150, PayableStatus::Due));
    yard.done(&yard.counter.ana, voided(&order, first)).await;
    assert_eq!(of_refund(&yard, &order, first).await, clawback(-300, PayableStatus::Voided));
    assert_eq!(
        of_refund(&yard, &order, second).await,
        clawback(-150, PayableStatus::Due),
        "the other stands"
    );
}

async fn a_netted_clawback_is_paid_back(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = delivered(&yard, "482913").await;
    let refund = given_back(&yard, &order, 10_000, 2_000).await;
    let all = lines(&yard, &order).await;
    let line = |kind| all.iter().find(|line| line.kind == kind).expect("a line");
    // A part of it is netted: all of what is paid here.
    let balance = (line(PayableKind::Balance).id, Some(dollars(200)));
    pay(&yard, &[balance], dollars(0), "").await;
    yard.done(&yard.counter.ana, voided(&order, refund)).await;
    assert_eq!(
        of_refund(&yard, &order, refund).await,
        [
            (PayableKind::Clawback, -300, PayableStatus::PartiallyPaid),
            (PayableKind::Adjustment, 300, PayableStatus::Due),
        ],
        "what is not netted yet nets against it"
    );
}

async fn a_share_is_given_back_of_what_was_delivered(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let ana = &yard.counter.ana;
    let accepted = yard.accepted("482913").await;
    let early = Command::PartialRefund(part(&accepted, 10_000, Some(2_000)));
    assert_eq!(yard.refused(ana, early).await, "share-unfit");
    let order = delivered(&yard, "583024").await;
    let all = PartialRefund {
        amount: Some(order.due),
        ..part(&order, 0, None)
    };
    assert_eq!(yard.refused(ana, Command::PartialRefund(all)).await, "goodwill-is-part");
    // Its money is not doubted beside a part that went back.
    let refund = given_back(&yard, &order, 10_000, 2_000).await;
    let seen = yard.counter.seen(&order).await;
    let pay = paying(&order, seen, bolivares(10_000), None);
    yard.done(&yard.counter.luis, Command::PayRefund(pay)).await;
    let doubt = krafta::service::core::command::WithReason {
        overridden: true,
        ..yard.counter.because(&order, "el banco la devolvió").await
    };
    assert_eq!(yard.refused(ana, Command::Reverse(doubt)).await, "refund-part-paid");
    assert_eq!(yard.refused(ana, voided(&order, refund)).await, "no-refund-due", "it is paid");
}

async fn money_that_came_in_dollars_is_bounded_in_dollars(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = delivered(&yard, "482913").await;
    let mut tx = fresh.db.begin().await.expect("a transaction");
    let insert = Query::new("INSERT INTO refunds (id, order_id, kind, borne_by, amount, currency, status, reason, requested_by) SELECT ")
        .bind(RefundId::from_uuid(uuid::Uuid::now_v7()))
        .push(", ")
        .bind(order.id)
        .push(", 'GOODWILL', 'KRAFTA', ")
        .bind(krafta::db::Amount(dollars(100).amount()))
        .push(", 'USD', 'DUE', 'por la mancha', id FROM operators WHERE login = 'ana'");
    let refused = tx.exec(insert).await.expect_err("nothing was verified in dollars");
    assert!(format!("{refused:?}").contains("RefundExceeds"), "{refused:?}");
}

fn paying(order: &Placed, seen: Seen, amount: Money, sent_on: Option<NaiveDate>) -> PayRefund {
    let here = amount.currency() == Currency::Ves;
    PayRefund {
        order: order.id,
        seen,
        refund: None,
        amount,
        rate: None,
        rate_confirmed: false,
        sent_on,
        method: if here { PaymentMethod::PagoMovil } else { PaymentMethod::Zelle },
        reference: if here { "991100" } else { "ZZ1100" }.into(),
        receipt_url: None,
        repeats_reason: None,
    }
}

/// The shop opened on the 22nd, at 93,0371; two days later a dollar is 100,0000.
async fn a_refund_is_counted_with_the_rate_of_the_day_it_left(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = delivered(&yard, "482913").await;
    let first_day = yard.counter.shop.today();
    given_back(&yard, &order, 20_000, 0).await;
    yard.counter.minutes_pass(2 * 24 * 60);
    let seen = yard.counter.seen(&order).await;
    let early = paying(&order, seen, dollars(100), Some(first_day));
    let receipt = yard.done(&yard.counter.luis, Command::PayRefund(early)).await;
    let Outcome::RefundPaid { paid, .. } = receipt.outcome else {
        panic!("not paid: {receipt:?}")
    };
    assert_eq!(paid, bolivares(9_304));
    let before = PayRefund {
        reference: "ZZ2200".into(),
        ..paying(&order, yard.counter.seen(&order).await, dollars(100), first_day.pred_opt())
    };
    assert_eq!(
        yard.refused(&yard.counter.luis, Command::PayRefund(before)).await,
        "date-before-order"
    );
}

async fn a_customer_says_where_the_money_goes(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = delivered(&yard, "482913").await;
    let refund = given_back(&yard, &order, 10_000, 0).await;
    let to = Destination {
        method: Some(PaymentMethod::Zelle),
        account: Some("maria@correo.example".into()),
        name: Some("María Fernández".into()),
        ..Destination::default()
    };
    let direct = |refund| {
        Command::DirectRefund(DirectRefund {
            order: order.id,
            seen: None,
            refund,
            to: to.clone(),
        })
    };
    let counter = &yard.counter;
    let other = krafta::domain::actor::Actor::customer("+584249998877");
    assert_eq!(counter.refused(&other, direct(None)).await, "not-your-order");
    assert_eq!(counter.refused(&counter.support, direct(None)).await, "forbidden");
    counter.done(&counter.customer, direct(Some(refund))).await;
    let refunds: RefundView = counter.shop.payments().refund(&counter.ana, refund).await.expect("a refund");
    assert_eq!(
        (refunds.to.method, refunds.to.name.map(|name| name.to_string())),
        (to.method, to.name)
    );
}

/// M10; a dollar is 93,0371.
async fn a_refund_leaves_in_what_its_method_carries(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = delivered(&yard, "482913").await;
    given_back(&yard, &order, 20_000, 0).await;
    let seen = yard.counter.seen(&order).await;
    let by = |method, reference: &str, amount| PayRefund {
        method,
        reference: reference.into(),
        ..paying(&order, seen.clone(), amount, None)
    };
    let unusual = PayRefund {
        rate: "9.71".parse().ok(),
        ..by(PaymentMethod::Zelle, "ZZ1100", dollars(100))
    };
    for (pay, code) in [
        (by(PaymentMethod::Zelle, "ZZ1100", bolivares(1_500)), "proof-currency"),
        (by(PaymentMethod::PagoMovil, "990011", dollars(1_000)), "proof-currency"),
        (unusual.clone(), "rate-unusual"),
    ] {
        assert_eq!(yard.refused(&yard.counter.luis, Command::PayRefund(pay)).await, code);
    }
    let rehearsed = async |pay| match yard.counter.shop.rehearse(&yard.counter.luis, Command::PayRefund(pay)).await {
        Ok(would) => match would.receipt.outcome {
            Outcome::RefundPaid { paid, left, .. } => (paid, left),
            other => panic!("not paid: {other:?}"),
        },
        Err(error) => panic!("not paid: {error:?}"),
    };
    let sure = PayRefund {
        rate_confirmed: true,
        ..unusual
    };
    assert_eq!(rehearsed(sure).await.0, bolivares(971));
    // What is left, in dollars, is all of it although a cent of a dollar is many of a bolívar.
    let all = by(PaymentMethod::Zelle, "ZZ1100", dollars(215));
    assert_eq!(rehearsed(all).await, (bolivares(20_000), bolivares(0)));
}
