//! What was written stays, whoever writes and however: no status is set without its event, from any status to any other,
//! and no row of history is replaced by SQLite's conflict clauses or PostgreSQL's upserts.

use crate::fresh::{Fresh, on_both_engines};
use crate::rules_payment::in_status;
use crate::rules_production::walk;
use crate::shop::Shop;
use krafta::db::{Dialect, Query};
use krafta::domain::orders::status::{AssignmentStatus, PaymentStatus};

on_both_engines!(no_status_is_set_by_hand, no_row_of_history_is_replaced);

async fn no_status_is_set_by_hand(fresh: Fresh) {
    let shop = Shop::open(fresh.db.clone()).await;
    for (at, from) in PaymentStatus::ALL.iter().enumerate() {
        let order = in_status(&shop, *from, &format!("KRFT-HAND0{at}")).await;
        for to in PaymentStatus::ALL.iter().filter(|to| *to != from) {
            for more in [
                "",
                ", event_seq = event_seq + 1, version = version + 1",
                ", event_seq = 1, version = 1",
            ] {
                let set = Query::new("UPDATE orders SET payment_status = ")
                    .bind(*to)
                    .push(more)
                    .push(" WHERE id = ")
                    .bind(order.id);
                let token = shop.refused(set).await;
                // A claim goes with a review alone, which a table's own check may notice first.
                assert!(
                    ["status-without-event", "event-order"].contains(&token.as_str()),
                    "{from} to {to}{more}: {token}"
                );
            }
        }
        for to in AssignmentStatus::ALL.iter().filter(|to| to.is_active()) {
            let set = Query::new("UPDATE orders SET production_status = ")
                .bind(*to)
                .push(" WHERE id = ")
                .bind(order.id);
            let same = (*from == PaymentStatus::Confirmed, *to) == (true, AssignmentStatus::PendingAssignment);
            let token = shop.refused(set).await;
            assert!(token == "status-without-event" || same, "{from}: {to}: {token}");
        }
    }
    for (at, from) in AssignmentStatus::ALL.iter().enumerate() {
        let (mut order, assignment) = shop.assigned(&format!("KRFT-MADE0{at}"), "LOCAL_DELIVERY").await;
        walk(&shop, &mut order, assignment, *from).await;
        for to in AssignmentStatus::ALL.iter().filter(|to| *to != from) {
            let set = Query::new("UPDATE production_assignments SET status = ")
                .bind(*to)
                .push(" WHERE id = ")
                .bind(assignment);
            assert_eq!(shop.refused(set).await, "status-without-event", "{from} to {to}");
        }
    }
}

async fn no_row_of_history_is_replaced(fresh: Fresh) {
    let shop = Shop::open(fresh.db.clone()).await;
    shop.assigned("KRFT-KEEP01", "PICKUP").await;
    in_status(&shop, PaymentStatus::Refunded, "KRFT-KEEP02").await;
    in_status(&shop, PaymentStatus::Reported, "KRFT-KEEP03").await;
    shop.must(Query::new(
        "INSERT INTO operations (kind, fingerprint, actor_role, receipt, id) SELECT 'note', 'x', 'ADMIN', '{}', id FROM orders",
    ))
    .await;
    let all = "SELECT count(*) AS n FROM orders o JOIN order_events e ON e.order_id = o.id WHERE o.event_seq > 3";
    let before = shop.number(Query::new(all)).await;
    let statements: &[&'static str] = match fresh.db.dialect() {
        Dialect::Sqlite => &[
            "INSERT OR REPLACE INTO orders SELECT * FROM orders",
            "INSERT OR REPLACE INTO orders (id, number, customer_name, customer_phone, delivery_method, subtotal_amount, shipping_amount, \
              total_amount, currency, due_amount, due_currency, rate, quoted_at, quote_expires_at, placed_at, last_event_at) \
              SELECT id, number, customer_name, customer_phone, delivery_method, subtotal_amount, shipping_amount, total_amount, currency, \
              due_amount, due_currency, rate, quoted_at, quote_expires_at, placed_at, last_event_at FROM orders",
            "INSERT OR REPLACE INTO orders (number, customer_name, customer_phone, delivery_method, subtotal_amount, shipping_amount, \
              total_amount, currency, due_amount, due_currency, rate, quoted_at, quote_expires_at, placed_at, last_event_at) \
              SELECT number, customer_name, customer_phone, delivery_method, subtotal_amount, shipping_amount, total_amount, currency, \
              due_amount, due_currency, rate, quoted_at, quote_expires_at, placed_at, last_event_at FROM orders",
            "INSERT OR REPLACE INTO order_items SELECT * FROM order_items",
            "INSERT OR REPLACE INTO order_quotes SELECT * FROM order_quotes",
            "INSERT OR REPLACE INTO order_events SELECT * FROM order_events",
            "INSERT OR REPLACE INTO payment_submissions SELECT * FROM payment_submissions",
            "INSERT OR REPLACE INTO payment_submissions (order_id, seq, attempt, quote_seq, reported_by, method, amount, currency, paid_on, \
              digest, reported_at) SELECT order_id, seq, attempt, quote_seq, reported_by, method, 1, currency, paid_on, digest, reported_at \
              FROM payment_submissions",
            "INSERT OR REPLACE INTO refunds SELECT * FROM refunds",
            "INSERT OR REPLACE INTO refunds (id, order_id, amount, currency, reason, requested_role) SELECT id, order_id, 1, currency, reason, \
              requested_role FROM refunds",
            "INSERT OR REPLACE INTO operations SELECT * FROM operations",
            "INSERT OR REPLACE INTO refund_payments SELECT * FROM refund_payments",
            "INSERT OR REPLACE INTO production_assignments SELECT * FROM production_assignments",
            "INSERT OR REPLACE INTO production_assignments (order_id, attempt) SELECT order_id, attempt FROM production_assignments",
            "UPDATE OR REPLACE orders SET number = 'KRFT-KEEP01'",
            "UPDATE OR REPLACE payment_submissions SET seq = 1, order_id = (SELECT id FROM orders LIMIT 1)",
        ],
        Dialect::Postgres => &[
            "INSERT INTO orders SELECT * FROM orders ON CONFLICT (id) DO UPDATE SET payment_status = 'CONFIRMED'",
            "INSERT INTO order_items SELECT * FROM order_items ON CONFLICT (id) DO UPDATE SET name = 'otra'",
            "INSERT INTO order_events SELECT * FROM order_events ON CONFLICT (order_id, seq) DO UPDATE SET text = 'otra'",
            "INSERT INTO payment_evidence SELECT * FROM payment_evidence ON CONFLICT (id) DO UPDATE SET bank_reference = '1'",
            "TRUNCATE payment_submissions CASCADE",
            "TRUNCATE orders CASCADE",
        ],
    };
    let mut taken = Vec::new();
    for statement in statements {
        if shop.try_write(Query::new(statement)).await.is_ok() {
            taken.push(*statement);
        }
    }
    assert_eq!(taken, Vec::<&str>::new());
    assert_eq!(shop.number(Query::new(all)).await, before);
}
