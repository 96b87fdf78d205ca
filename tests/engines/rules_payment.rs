//! The payment half, as the database itself guards it, whoever writes (domain.md §2, §8).

use uuid::Uuid;

use crate::fresh::{Fresh, on_both_engines};
use crate::shop::{Order, Shop, amount, token};
use krafta::db::Query;
use krafta::domain::orders::status::PaymentStatus;
use krafta::domain::payments::payment_edges::{PAYMENT_EDGES, edge};

on_both_engines!(
    a_move_that_is_no_edge_is_refused,
    a_new_order_starts_at_the_beginning,
    an_order_becomes_real_with_its_items_and_quote,
    a_status_moves_by_its_event_alone,
    confirming_needs_verified_money_with_evidence,
    the_whole_way_of_an_order_replays,
    a_proof_stays_as_declared,
    five_proofs_may_be_open,
    money_has_an_amount_and_a_currency,
    a_refund_is_paid_in_full_and_no_more,
);

/// An order in each status that is reached without refunding anything, by the domain's own edges.
pub async fn in_status(shop: &Shop, status: PaymentStatus, number: &str) -> Order {
    use PaymentStatus::{Cancelled, Confirmed, Pending, RefundPending, Refunded, Rejected, Reported, UnderReview};
    match status {
        Pending => shop.place(number, "PICKUP").await,
        Reported => shop.reported(number, "PICKUP").await.0,
        Confirmed => shop.confirmed(number, "PICKUP").await.0,
        Cancelled => {
            let mut order = shop.place(number, "PICKUP").await;
            shop.walk(&mut order, "P11", Some("PENDING"), "CANCELLED").await;
            order
        }
        UnderReview | Rejected => {
            let (mut order, _) = shop.reported(number, "PICKUP").await;
            shop.walk(&mut order, "P4", Some("REPORTED"), "UNDER_REVIEW").await;
            if status == Rejected {
                shop.walk(&mut order, "P7", Some("UNDER_REVIEW"), "REJECTED").await;
            }
            order
        }
        RefundPending | Refunded => {
            let (mut order, _) = shop.confirmed(number, "PICKUP").await;
            shop.must(refund_row(order.id, Uuid::from_u128(order.id.as_u128() + 1), 100)).await;
            shop.walk(&mut order, "P13", Some("CONFIRMED"), "REFUND_PENDING").await;
            if status == Refunded {
                shop.must(refund_payment(shop, order.id, Uuid::from_u128(order.id.as_u128() + 1), 100, "VES"))
                    .await;
                shop.walk(&mut order, "P15", Some("REFUND_PENDING"), "REFUNDED").await;
            }
            order
        }
    }
}

async fn a_move_that_is_no_edge_is_refused(fresh: Fresh) {
    let shop = Shop::open(fresh.db.clone()).await;
    for (at, from) in PaymentStatus::ALL.iter().enumerate() {
        let mut order = in_status(&shop, *from, &format!("KRFT-EDGE0{at}")).await;
        for to in PaymentStatus::ALL {
            for other in PAYMENT_EDGES.iter().filter(|row| edge(row.code, Some(*from), *to).is_none()) {
                let outcome = shop
                    .try_walk(&mut order, other.code.as_str(), Some(from.as_str()), to.as_str())
                    .await;
                assert_eq!(token(outcome), "payment-edge", "{} from {from} to {to}", other.code);
            }
        }
        let wrong = if *from == PaymentStatus::Pending { "REPORTED" } else { "PENDING" };
        assert_eq!(
            token(shop.try_walk(&mut order, "P2", Some(wrong), "REPORTED").await),
            "payment-edge"
        );
        assert_eq!(token(shop.try_walk(&mut order, "P1", None, "PENDING").await), "payment-edge");
    }
}

async fn a_new_order_starts_at_the_beginning(fresh: Fresh) {
    let shop = Shop::open(fresh.db.clone()).await;
    shop.place("KRFT-START1", "PICKUP").await;
    let copy = |column: &'static str, value: &'static str| {
        Query::new(
            "INSERT INTO orders (customer_name, customer_phone, delivery_method, subtotal_amount, shipping_amount, total_amount, currency, \
             due_amount, due_currency, rate, quoted_at, quote_expires_at, placed_at, last_event_at, number, ",
        )
        .push(column)
        .push(
            ") SELECT customer_name, customer_phone, delivery_method, subtotal_amount, shipping_amount, total_amount, currency, \
             due_amount, due_currency, rate, quoted_at, quote_expires_at, placed_at, last_event_at, 'KRFT-START2', ",
        )
        .push(value)
        .push(" FROM orders")
    };
    for (column, value) in [
        ("payment_status", "'CONFIRMED'"),
        ("event_seq", "1"),
        ("version", "1"),
        ("credited_amount", "100"),
        ("attempt", "1"),
        ("production_status", "'READY'"),
    ] {
        assert_eq!(shop.refused(copy(column, value)).await, "new-order", "{column}");
    }
    // What is left out is made by the database: an id, by chance alone on SQLite, and the time.
    shop.must(copy("address", "NULL")).await;
    let version = Query::new("SELECT ")
        .push_for("hex(id)", "replace(id::text, '-', '')")
        .push(" AS t FROM orders WHERE number = 'KRFT-START2'");
    let wanted = match shop.db.dialect() {
        krafta::db::Dialect::Sqlite => '4',
        krafta::db::Dialect::Postgres => '7',
    };
    assert_eq!(shop.text(version).await.chars().nth(12), Some(wanted));
    assert_eq!(
        shop.number(Query::new(
            "SELECT count(*) AS n FROM orders WHERE created_at > placed_at OR created_at < placed_at"
        ))
        .await,
        2
    );
}

async fn an_order_becomes_real_with_its_items_and_quote(fresh: Fresh) {
    let shop = Shop::open(fresh.db.clone()).await;
    let mut order = Order {
        id: Uuid::now_v7(),
        seq: 0,
    };
    shop.must(Shop::order_row(order.id, "KRFT-ITEM01", "PICKUP")).await;
    assert_eq!(token(shop.try_walk(&mut order, "P1", None, "PENDING").await), "empty-order");
    shop.must(shop.item_row(order.id)).await;
    assert_eq!(token(shop.try_walk(&mut order, "P1", None, "PENDING").await), "new-order");
    shop.must(Shop::quote_row(order.id)).await;
    shop.walk(&mut order, "P1", None, "PENDING").await;
    assert_eq!(shop.refused(shop.item_row(order.id)).await, "order-frozen");
    for column in [
        "subtotal_amount = 1, total_amount = 1",
        "number = 'KRFT-ITEM02'",
        "delivery_method = 'LOCAL_DELIVERY'",
    ] {
        assert_eq!(shop.refused(Query::new("UPDATE orders SET ").push(column)).await, "order-frozen");
    }
}

async fn a_status_moves_by_its_event_alone(fresh: Fresh) {
    let shop = Shop::open(fresh.db.clone()).await;
    let mut order = shop.place("KRFT-EVENT1", "PICKUP").await;
    for change in [
        "payment_status = 'CONFIRMED'",
        "payment_status = 'REPORTED', event_seq = 2, version = 2",
        "version = version + 1",
        "event_seq = event_seq + 1, version = version + 1",
        "production_status = 'READY'",
    ] {
        assert_eq!(
            shop.refused(Query::new("UPDATE orders SET ").push(change)).await,
            "status-without-event",
            "{change}"
        );
    }
    for seq in [0, 2, 7] {
        let mut late = Order { id: order.id, seq };
        assert_eq!(
            token(shop.try_walk(&mut late, "P11", Some("PENDING"), "CANCELLED").await),
            "event-order",
            "{seq}"
        );
    }
    shop.walk(&mut order, "P11", Some("PENDING"), "CANCELLED").await;
    assert_eq!(shop.number(Query::new("SELECT version AS n FROM orders")).await, 2);
}

async fn confirming_needs_verified_money_with_evidence(fresh: Fresh) {
    let shop = Shop::open(fresh.db.clone()).await;
    let (mut order, proof) = shop.reported("KRFT-MONEY1", "PICKUP").await;
    assert_eq!(shop.refused(Shop::verify(proof)).await, "submission-state");
    shop.walk(&mut order, "P4", Some("REPORTED"), "UNDER_REVIEW").await;
    assert_eq!(
        token(shop.try_walk(&mut order, "P6", Some("UNDER_REVIEW"), "CONFIRMED").await),
        "nothing-verified"
    );
    shop.must(Shop::verify(proof)).await;
    assert_eq!(
        token(shop.try_walk(&mut order, "P6", Some("UNDER_REVIEW"), "CONFIRMED").await),
        "evidence-missing"
    );
    shop.must(shop.evidence_row(order.id, proof)).await;
    shop.walk(&mut order, "P6", Some("UNDER_REVIEW"), "CONFIRMED").await;
    let credited = Query::new("SELECT count(*) AS n FROM orders WHERE credited_amount = ").bind(amount(365_000));
    assert_eq!(shop.number(credited).await, 1);
    assert_eq!(
        shop.refused(Query::new("UPDATE orders SET credited_amount = 1")).await,
        "credited-amount"
    );
}

async fn the_whole_way_of_an_order_replays(fresh: Fresh) {
    let shop = Shop::open(fresh.db.clone()).await;
    let (mut order, _) = shop.confirmed("KRFT-WHOLE1", "PICKUP").await;
    shop.walk(&mut order, "P17", Some("CONFIRMED"), "UNDER_REVIEW").await;
    let held = Query::new("SELECT count(*) AS n FROM orders WHERE on_hold AND attempt = 1 AND event_seq = 5 AND version = 5");
    assert_eq!(shop.number(held).await, 1);
    shop.walk(&mut order, "P7", Some("UNDER_REVIEW"), "REJECTED").await;
    shop.must(shop.proof_row(order.id, Uuid::now_v7(), 2)).await;
    shop.walk(&mut order, "P9", Some("REJECTED"), "REPORTED").await;
    shop.walk(&mut order, "P4", Some("REPORTED"), "UNDER_REVIEW").await;
    shop.walk(&mut order, "P6", Some("UNDER_REVIEW"), "CONFIRMED").await;
    let lifted = Query::new("SELECT count(*) AS n FROM orders WHERE NOT on_hold AND attempt = 2 AND event_seq = 9");
    assert_eq!(shop.number(lifted).await, 1);
}

async fn a_proof_stays_as_declared(fresh: Fresh) {
    let shop = Shop::open(fresh.db.clone()).await;
    let (_, proof) = shop.reported("KRFT-PROOF1", "PICKUP").await;
    for change in [
        "amount = 1",
        "currency = 'USD'",
        "reference = '999'",
        "payer_name = 'Otro'",
        "reference_key = NULL, reference_reversed = NULL",
    ] {
        assert_eq!(
            shop.refused(Query::new("UPDATE payment_submissions SET ").push(change)).await,
            "submission-declared",
            "{change}"
        );
    }
    shop.must(Query::new("UPDATE payment_submissions SET state = 'WITHDRAWN' WHERE id = ").bind(proof))
        .await;
    assert_eq!(
        shop.refused(Query::new("UPDATE payment_submissions SET state = 'OPEN'")).await,
        "submission-state"
    );
}

async fn five_proofs_may_be_open(fresh: Fresh) {
    let shop = Shop::open(fresh.db.clone()).await;
    let (mut order, _) = shop.reported("KRFT-FIVE01", "PICKUP").await;
    for seq in 2..=5 {
        shop.must(shop.proof_row(order.id, Uuid::now_v7(), seq)).await;
    }
    assert_eq!(shop.refused(shop.proof_row(order.id, Uuid::now_v7(), 6)).await, "too-many-open");
    shop.walk(&mut order, "P4", Some("REPORTED"), "UNDER_REVIEW").await;
    assert_eq!(
        shop.refused(shop.proof_row(order.id, Uuid::now_v7(), 6)).await,
        "order-takes-no-proof"
    );
}

async fn money_has_an_amount_and_a_currency(fresh: Fresh) {
    let shop = Shop::open(fresh.db.clone()).await;
    let (order, _) = shop.reported("KRFT-CURR01", "PICKUP").await;
    let copy = |amount: &'static str, currency: &'static str| {
        Query::new(
            "INSERT INTO payment_submissions (seq, attempt, quote_seq, reported_by, method, paid_on, digest, reported_at, order_id, amount, currency) \
             SELECT 2, attempt, quote_seq, reported_by, method, paid_on, digest, reported_at, order_id, ",
        )
        .push(amount)
        .push(", ")
        .push(currency)
        .push(" FROM payment_submissions")
    };
    for (amount, currency) in [
        ("amount", "NULL"),
        ("amount", "'EUR'"),
        ("0", "currency"),
        ("-amount", "currency"),
        ("NULL", "currency"),
    ] {
        assert!(shop.try_write(copy(amount, currency)).await.is_err(), "{amount} {currency}");
    }
    shop.must(copy("amount", "currency")).await;
    assert!(
        shop.try_write(Query::new("UPDATE orders SET due_amount = -1 WHERE id = ").bind(order.id))
            .await
            .is_err()
    );
}

fn refund_row(order: Uuid, id: Uuid, cents: i64) -> Query {
    Query::new("INSERT INTO refunds (currency, reason, requested_role, order_id, id, amount) VALUES ('VES', 'no va', 'ADMIN', ")
        .bind_list([order.into(), id.into(), amount(cents).into()])
        .push(")")
}

fn refund_payment(shop: &Shop, order: Uuid, refund: Uuid, cents: i64, currency: &str) -> Query {
    Query::new(
        "INSERT INTO refund_payments (method, reference, order_id, refund_id, paid_by, amount, currency, paid_at) VALUES ('PAGO_MOVIL', ",
    )
    .bind_list([
        format!("77{cents}").into(),
        order.into(),
        refund.into(),
        shop.operator.into(),
        amount(cents).into(),
        currency.into(),
        crate::shop::at().into(),
    ])
    .push(")")
}

async fn a_refund_is_paid_in_full_and_no_more(fresh: Fresh) {
    let shop = Shop::open(fresh.db.clone()).await;
    let (mut order, _) = shop.confirmed("KRFT-REFUND", "PICKUP").await;
    let refund = Uuid::now_v7();
    assert_eq!(shop.refused(refund_row(order.id, refund, 365_001)).await, "refund-exceeds");
    shop.must(refund_row(order.id, refund, 365_000)).await;
    assert_eq!(shop.refused(refund_row(order.id, Uuid::now_v7(), 1)).await, "refund-closed");
    shop.walk(&mut order, "P13", Some("CONFIRMED"), "REFUND_PENDING").await;
    shop.must(refund_payment(&shop, order.id, refund, 300_000, "VES")).await;
    assert_eq!(
        shop.refused(refund_payment(&shop, order.id, refund, 65_000, "USD")).await,
        "refund-currency"
    );
    assert_eq!(
        shop.refused(refund_payment(&shop, order.id, refund, 65_001, "VES")).await,
        "refund-exceeds"
    );
    assert_eq!(
        token(shop.try_walk(&mut order, "P15", Some("REFUND_PENDING"), "REFUNDED").await),
        "refund-incomplete"
    );
    assert_eq!(
        token(shop.try_walk(&mut order, "P16", Some("REFUND_PENDING"), "CONFIRMED").await),
        "refund-started"
    );
    assert_eq!(
        shop.refused(Query::new("UPDATE refunds SET status = 'PAID'")).await,
        "refund-incomplete"
    );
    assert_eq!(
        shop.refused(Query::new("UPDATE refunds SET status = 'VOIDED'")).await,
        "refund-started"
    );
    shop.must(refund_payment(&shop, order.id, refund, 32_000, "VES")).await;
    assert_eq!(
        shop.refused(refund_payment(&shop, order.id, refund, 32_000, "VES")).await,
        "refund-repeated"
    );
    shop.must(refund_payment(&shop, order.id, refund, 33_000, "VES")).await;
    shop.must(Query::new("UPDATE refunds SET status = 'PAID'")).await;
    shop.walk(&mut order, "P15", Some("REFUND_PENDING"), "REFUNDED").await;
    // Back again only with a payment that was taken back, whole and once.
    assert_eq!(
        token(shop.try_walk(&mut order, "P19", Some("REFUNDED"), "REFUND_PENDING").await),
        "refund-closed"
    );
    assert_eq!(shop.refused(Query::new("UPDATE refunds SET status = 'DUE'")).await, "refund-closed");
    let taken_back = |cents: i64| {
        Query::new(
            "INSERT INTO refund_payments (method, reference, order_id, refund_id, paid_by, amount, currency, paid_at, reverses_id, reason) \
             SELECT method, reference, order_id, refund_id, paid_by, ",
        )
        .bind(amount(-cents))
        .push(", currency, paid_at, id, 'rebotó' FROM refund_payments WHERE reverses_id IS NULL AND amount = ")
        .bind(amount(33_000))
    };
    assert_eq!(shop.refused(taken_back(32_000)).await, "refund-exceeds");
    shop.must(taken_back(33_000)).await;
    shop.must(Query::new("UPDATE refunds SET status = 'DUE'")).await;
    shop.walk(&mut order, "P19", Some("REFUNDED"), "REFUND_PENDING").await;
}
