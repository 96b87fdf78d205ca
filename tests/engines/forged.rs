//! Each rule that a check asks of money, proofs and people finds what breaks it, written while the triggers were away; and finds
//! nothing where they never were.

use crate::check::{lived, without_rules};
use crate::counter::Counter;
use crate::fresh::{Fresh, on_both_engines};
use crate::shop::write;
use crate::yard::Yard;
use krafta::db::audit::check_books::RULES;
use krafta::db::{Db, Query};

on_both_engines!(each_rule_finds_what_breaks_it);

/// The tables that are forged.
const TABLES: &[&str] = &[
    "orders",
    "workshop_movements",
    "workshop_months",
    "order_quotes",
    "order_events",
    "payment_submissions",
    "payment_evidence",
    "payment_verification_logs",
    "refunds",
    "refund_payments",
    "settlements",
    "workshop_payables",
    "capacity_bookings",
    "bank_credits",
    "bank_allocations",
];

/// What breaks a rule. What is broken stays so: the next one starts from there.
const FORGED: &[(&str, &str)] = &[
    ("quote-figures", "UPDATE order_quotes SET due_amount = due_amount + 2"),
    (
        "uncovered",
        "UPDATE orders SET credited_amount = 1 WHERE payment_status = 'CONFIRMED'",
    ),
    (
        "credited-sum",
        "UPDATE orders SET credited_amount = 2 WHERE payment_status = 'CONFIRMED'",
    ),
    (
        "refund-sum",
        "INSERT INTO refunds (order_id, amount, currency, reason, requested_role, status) \
         SELECT id, 99, due_currency, 'x', 'ADMIN', 'PAID' FROM orders WHERE payment_status = 'CONFIRMED'",
    ),
    (
        "refunds-over",
        "INSERT INTO refund_payments (refund_id, order_id, amount, currency, method, reference, paid_by, paid_at) \
         SELECT r.id, r.order_id, 98, r.currency, 'PAGO_MOVIL', 'x', (SELECT id FROM operators LIMIT 1), r.created_at FROM refunds r",
    ),
    ("refunded", "UPDATE refunds SET reason = 'y'"),
    (
        "credit-over",
        "UPDATE payment_evidence SET bank_reference = '777', credit_amount = NULL",
    ),
    (
        "credit-equal",
        "UPDATE bank_credits SET reference = '778', value_date = '2026-11-22', allocated = amount",
    ),
    ("credit-sum", "UPDATE bank_credits SET allocated = 0"),
    ("evidence-without-credit", "UPDATE bank_allocations SET amount = amount + 1"),
    ("evidence-over", "UPDATE payment_evidence SET amount = 1"),
    (
        "surplus-over",
        "UPDATE payment_submissions SET surplus_of = (SELECT o.id FROM orders o WHERE o.payment_status = 'CONFIRMED' \
           AND o.id <> payment_submissions.order_id ORDER BY o.number LIMIT 1) WHERE state = 'VERIFIED'",
    ),
    (
        "proof-without-event",
        "UPDATE order_events SET submission_id = NULL WHERE edge = 'P2'",
    ),
    ("reported-without-proof", "UPDATE order_events SET text = 'x' WHERE edge = 'P2'"),
    ("verdict-without-log", "UPDATE payment_verification_logs SET event_seq = 900"),
    ("wrong-actor", "UPDATE order_events SET actor_role = 'SUPPORT' WHERE edge = 'P6'"),
    ("reasonless", "UPDATE order_events SET reason_code = NULL WHERE edge = 'A5'"),
    ("settlement-sum", "UPDATE settlements SET amount = amount + 1"),
    ("ledger-differs", "UPDATE workshop_movements SET change = change + 1"),
    ("ledger-months", "UPDATE workshop_months SET change = change + 1"),
    ("line-sum", "UPDATE workshop_payables SET status = 'PAID'"),
    (
        "over-without-person",
        "UPDATE capacity_bookings SET override_reason = 'x', override_by = NULL",
    ),
];

async fn found(db: &Db, code: &str) -> Vec<String> {
    let rule = RULES.iter().find(|rule| rule.code == code).expect("a rule");
    db.broken(rule).await.expect("an answer")
}

async fn each_rule_finds_what_breaks_it(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    lived(&yard).await;
    let counter: &Counter = &yard.counter;
    let waiting = counter.place().await;
    counter.report(&waiting, "661122").await;
    for rule in RULES {
        assert_eq!(found(&fresh.db, rule.code).await, [""; 0], "{}", rule.code);
    }
    without_rules(&fresh, TABLES).await;
    for (code, forged) in FORGED {
        write(&fresh.db, Query::new(forged))
            .await
            .unwrap_or_else(|error| panic!("{code}: {error}"));
        assert!(!found(&fresh.db, code).await.is_empty(), "{code}");
    }
    let missing: Vec<_> = RULES
        .iter()
        .filter(|rule| FORGED.iter().all(|(code, _)| *code != rule.code))
        .map(|rule| rule.code)
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}
