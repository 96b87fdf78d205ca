//! The production half, history and search, as the database itself guards them (domain.md §3, §4, §8).

use uuid::Uuid;

use crate::fresh::{Fresh, on_both_engines};
use crate::shop::{Order, Shop, amount, at, token};
use krafta::db::{Db, Dialect, Query};
use krafta::domain::fulfilment::assignment_edges::{ASSIGNMENT_EDGES, edge};
use krafta::domain::orders::status::AssignmentStatus;

on_both_engines!(
    production_needs_a_confirmed_payment,
    an_order_has_one_active_assignment,
    a_production_move_that_is_no_edge_is_refused,
    pickup_is_never_handed_to_delivery,
    a_hold_lets_only_cancel,
    what_was_agreed_stays,
    a_payable_is_paid_within_its_amount,
    history_stays,
    names_are_found_without_case_and_accents,
    places_are_there,
);

async fn production_needs_a_confirmed_payment(fresh: Fresh) {
    let shop = Shop::open(fresh.db.clone()).await;
    let (order, _) = shop.reported("KRFT-PAYF01", "PICKUP").await;
    assert_eq!(
        shop.refused(Shop::assignment_row(order.id, Uuid::now_v7(), 1)).await,
        "payment-not-confirmed"
    );
}

async fn an_order_has_one_active_assignment(fresh: Fresh) {
    let shop = Shop::open(fresh.db.clone()).await;
    let (mut order, first) = shop.assigned("KRFT-ACTIV1", "PICKUP").await;
    let second = Uuid::now_v7();
    assert_eq!(shop.refused(Shop::assignment_row(order.id, second, 2)).await, "active-assignment");
    shop.try_make(&mut order, first, "A11", Some("PENDING_ASSIGNMENT"), "CANCELLED")
        .await
        .expect("A11");
    let none = Query::new("SELECT count(*) AS n FROM orders WHERE production_status IS NULL AND workshop_id IS NULL");
    assert_eq!(shop.number(none).await, 1);
    shop.must(Shop::assignment_row(order.id, second, 2)).await;
    assert_eq!(
        shop.refused(Query::new("UPDATE production_assignments SET status = 'PENDING_ASSIGNMENT'"))
            .await,
        "status-without-event"
    );
}

pub async fn walk(shop: &Shop, order: &mut Order, assignment: Uuid, to: AssignmentStatus) {
    use AssignmentStatus::{Accepted, Cancelled, Completed, HandedToDelivery, InProduction, Notified, PendingAssignment, Ready, Rejected};
    let way: &[AssignmentStatus] = match to {
        PendingAssignment => &[],
        Notified => &[Notified],
        Accepted => &[Notified, Accepted],
        InProduction => &[Notified, Accepted, InProduction],
        Ready => &[Notified, Accepted, InProduction, Ready],
        HandedToDelivery => &[Notified, Accepted, InProduction, Ready, HandedToDelivery],
        Completed => &[Notified, Accepted, InProduction, Ready, HandedToDelivery, Completed],
        Cancelled => &[Cancelled],
        Rejected => &[Notified, Rejected],
    };
    let mut from = PendingAssignment;
    for to in way {
        let code = edge(Some(from), *to).expect("an edge").code;
        shop.try_make(order, assignment, code.as_str(), Some(from.as_str()), to.as_str())
            .await
            .expect("a way");
        from = *to;
    }
}

async fn a_production_move_that_is_no_edge_is_refused(fresh: Fresh) {
    let shop = Shop::open(fresh.db.clone()).await;
    for (at, from) in AssignmentStatus::ALL.iter().enumerate() {
        let (mut order, assignment) = shop
            .assigned(
                [
                    "KRFT-MOVE00",
                    "KRFT-MOVE01",
                    "KRFT-MOVE02",
                    "KRFT-MOVE03",
                    "KRFT-MOVE04",
                    "KRFT-MOVE05",
                    "KRFT-MOVE06",
                    "KRFT-MOVE07",
                    "KRFT-MOVE08",
                ][at],
                "LOCAL_DELIVERY",
            )
            .await;
        walk(&shop, &mut order, assignment, *from).await;
        for to in AssignmentStatus::ALL {
            let known = edge(Some(*from), *to);
            for other in ASSIGNMENT_EDGES
                .iter()
                .filter(|row| known.is_none_or(|known| known.code != row.code))
            {
                let outcome = shop
                    .try_make(&mut order, assignment, other.code.as_str(), Some(from.as_str()), to.as_str())
                    .await;
                assert_eq!(token(outcome), "assignment-edge", "{} from {from} to {to}", other.code);
            }
        }
    }
}

async fn pickup_is_never_handed_to_delivery(fresh: Fresh) {
    let shop = Shop::open(fresh.db.clone()).await;
    let (mut order, assignment) = shop.assigned("KRFT-PICK01", "PICKUP").await;
    walk(&shop, &mut order, assignment, AssignmentStatus::Ready).await;
    let handed = shop
        .try_make(&mut order, assignment, "A8", Some("READY"), "HANDED_TO_DELIVERY")
        .await;
    assert_eq!(token(handed), "pickup-is-not-delivered");
    shop.try_make(&mut order, assignment, "A9", Some("READY"), "COMPLETED")
        .await
        .expect("A9");

    let (mut order, assignment) = shop.assigned("KRFT-PICK02", "NATIONAL_SHIPPING").await;
    walk(&shop, &mut order, assignment, AssignmentStatus::Ready).await;
    let completed = shop.try_make(&mut order, assignment, "A9", Some("READY"), "COMPLETED").await;
    assert_eq!(token(completed), "pickup-only");
}

async fn a_hold_lets_only_cancel(fresh: Fresh) {
    let shop = Shop::open(fresh.db.clone()).await;
    let (mut order, assignment) = shop.assigned("KRFT-HOLD01", "PICKUP").await;
    walk(&shop, &mut order, assignment, AssignmentStatus::Notified).await;
    shop.walk(&mut order, "P17", Some("CONFIRMED"), "UNDER_REVIEW").await;
    let accepted = shop.try_make(&mut order, assignment, "A4", Some("NOTIFIED"), "ACCEPTED").await;
    assert_eq!(token(accepted), "on-hold");
    shop.try_make(&mut order, assignment, "A11", Some("NOTIFIED"), "CANCELLED")
        .await
        .expect("A11");
}

async fn what_was_agreed_stays(fresh: Fresh) {
    let shop = Shop::open(fresh.db.clone()).await;
    let (mut order, assignment) = shop.assigned("KRFT-AGREE1", "PICKUP").await;
    walk(&shop, &mut order, assignment, AssignmentStatus::Notified).await;
    shop.must(Query::new("UPDATE production_assignments SET policy = 'ON_READY', agreed_cost = ").bind(amount(500)))
        .await;
    shop.try_make(&mut order, assignment, "A4", Some("NOTIFIED"), "ACCEPTED")
        .await
        .expect("A4");
    for change in ["agreed_cost = 1", "policy = 'PREPAID'", "currency = 'VES'", "workshop_id = NULL"] {
        assert_eq!(
            shop.refused(Query::new("UPDATE production_assignments SET ").push(change)).await,
            "assignment-frozen",
            "{change}"
        );
    }
}

async fn a_payable_is_paid_within_its_amount(fresh: Fresh) {
    let shop = Shop::open(fresh.db.clone()).await;
    let (order, assignment) = shop.assigned("KRFT-PAYAB1", "PICKUP").await;
    let payable = Uuid::now_v7();
    shop.must(
        Query::new("INSERT INTO workshop_payables (kind, policy, currency, due_on, id, assignment_id, order_id, workshop_id, amount) VALUES ('FULL', 'ON_READY', 'USD', '2026-11-25', ")
            .bind_list([payable.into(), assignment.into(), order.id.into(), shop.workshop.into(), amount(500).into()])
            .push(")"),
    )
    .await;
    let pay = |id: Uuid, cents: i64, reverses: Option<Uuid>| {
        Query::new("INSERT INTO payable_payments (currency, method, reference, reason, id, payable_id, reverses_id, paid_by, amount, paid_at) VALUES ('USD', 'ZELLE', '77', 'x', ")
            .bind_list([id.into(), payable.into(), reverses.into(), shop.operator.into(), amount(cents).into(), at().into()])
            .push(")")
    };
    let first = Uuid::now_v7();
    shop.must(pay(first, 300, None)).await;
    assert_eq!(shop.refused(pay(Uuid::now_v7(), 201, None)).await, "payable-exceeds");
    assert_eq!(shop.refused(pay(Uuid::now_v7(), -100, None)).await, "payable-exceeds");
    assert_eq!(
        shop.refused(Query::new("UPDATE workshop_payables SET status = 'PAID'")).await,
        "payable-unpaid"
    );
    assert_eq!(
        shop.refused(Query::new("UPDATE workshop_payables SET status = 'VOIDED'")).await,
        "payable-started"
    );
    assert_eq!(
        shop.refused(Query::new("UPDATE workshop_payables SET amount = 1")).await,
        "payable-frozen"
    );
    shop.must(pay(Uuid::now_v7(), -300, Some(first))).await;
    shop.must(pay(Uuid::now_v7(), 500, None)).await;
    shop.must(Query::new("UPDATE workshop_payables SET status = 'PAID'")).await;
}

async fn history_stays(fresh: Fresh) {
    let shop = Shop::open(fresh.db.clone()).await;
    shop.assigned("KRFT-HIST01", "PICKUP").await;
    for statement in [
        "DELETE FROM orders",
        "DELETE FROM order_events",
        "DELETE FROM order_items",
        "DELETE FROM order_quotes",
        "DELETE FROM payment_submissions",
        "DELETE FROM payment_evidence",
        "DELETE FROM production_assignments",
        "UPDATE order_events SET text = 'otra'",
        "UPDATE order_events SET created_at = at",
        "UPDATE order_quotes SET due_amount = 1",
        "UPDATE order_items SET name = 'otra'",
        "UPDATE payment_evidence SET bank_reference = '1'",
    ] {
        assert_eq!(shop.refused(Query::new(statement)).await, "append-only", "{statement}");
    }
    let replaced = match fresh.db.dialect() {
        Dialect::Sqlite => "INSERT OR REPLACE INTO payment_evidence SELECT * FROM payment_evidence",
        Dialect::Postgres => "TRUNCATE order_events, orders CASCADE",
    };
    assert_eq!(shop.refused(Query::new(replaced)).await, "append-only");
    if fresh.db.dialect() == Dialect::Sqlite {
        let stamped = Query::new(
            "INSERT INTO operations (id, kind, fingerprint, actor_role, receipt, created_at) VALUES (randomblob(16), 'x', 'x', 'ADMIN', '{}', 1)",
        );
        assert_eq!(shop.refused(stamped).await, "created-at");
    }
}

async fn found(db: &Db, fragment: &'static str) -> i64 {
    let query = Query::default()
        .push_for(
            "SELECT count(*) AS n FROM orders_search JOIN orders o ON o.rowno = orders_search.rowid WHERE orders_search MATCH ",
            "SELECT count(*) AS n FROM orders WHERE krafta_fold(customer_name) LIKE '%' || krafta_fold(",
        )
        .bind(krafta::domain::text::fold(fragment))
        .push_for("", ") || '%'");
    db.one::<crate::shop::Number>(query).await.expect("a count").0
}

async fn names_are_found_without_case_and_accents(fresh: Fresh) {
    let shop = Shop::open(fresh.db.clone()).await;
    shop.place("KRFT-NAME01", "PICKUP").await;
    for fragment in ["perez", "PÉREZ", "José", "ose", "jose pe"] {
        let quoted = fresh.db.dialect() == Dialect::Sqlite && fragment.contains(' ');
        assert_eq!(
            found(&fresh.db, if quoted { "\"jose pe\"" } else { fragment }).await,
            1,
            "{fragment}"
        );
    }
    shop.must(Query::new("UPDATE orders SET customer_name = 'Begoña Núñez'")).await;
    assert_eq!((found(&fresh.db, "perez").await, found(&fresh.db, "nunez").await), (0, 1));
}

async fn places_are_there(fresh: Fresh) {
    let count = |text: &'static str| {
        let db = fresh.db.clone();
        async move { db.one::<crate::shop::Number>(Query::new(text)).await.expect("a count").0 }
    };
    assert_eq!(count("SELECT count(*) AS n FROM states").await, 24);
    assert!(count("SELECT count(*) AS n FROM cities").await >= 60);
    assert_eq!(
        count(
            "SELECT count(DISTINCT c.state_code) AS n FROM service_zones z JOIN service_zone_cities m ON m.zone_id = z.id \
             JOIN cities c ON c.id = m.city_id WHERE z.name = 'Gran Caracas'"
        )
        .await,
        3
    );
}
