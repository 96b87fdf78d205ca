//! What a check of a whole database asks of money, proofs, verdicts and people: a statement for each rule, which answers the order
//! (or the row) that breaks it, whatever was switched off when it was written. A finding is `db-check-<code>`.

use crate::db::engine::Db;
use crate::db::engine::error::DbResult;
use crate::db::engine::ledger::movements;
use crate::db::engine::row::{Found, found};
use crate::db::engine::statement::Query;

/// Bank credits of an order's surplus to others.
macro_rules! away {
    () => {
        "(SELECT coalesce(sum(x.amount), 0) FROM payment_submissions x WHERE x.surplus_of = o.id AND x.state = 'VERIFIED')"
    };
}

/// One rule: its code and what breaks it, as `found`.
pub struct Rule {
    pub code: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

const fn rule(code: &'static str, broken: &'static str) -> Rule {
    Rule {
        code,
        sqlite: broken,
        postgres: broken,
    }
}

macro_rules! month_sum {
    ($month:literal) => {
        concat!(
            "SELECT DISTINCT w.name AS found FROM (SELECT u.workshop_id FROM (SELECT m.workshop_id, m.currency, ",
            $month,
            " AS month, m.entry, m.change FROM workshop_movements m \
              UNION ALL SELECT t.workshop_id, t.currency, t.month, t.entry, -t.change FROM workshop_months t) u \
              GROUP BY u.workshop_id, u.currency, u.month, u.entry HAVING sum(u.change) <> 0) x JOIN workshops w ON w.id = x.workshop_id"
        )
    };
}

/// What is first due is the total at the rate, but for its rounding by this much.
macro_rules! misquoted {
    ($rounding:literal) => {
        concat!(
            "SELECT o.number AS found FROM order_quotes q JOIN orders o ON o.id = q.order_id WHERE q.seq = 1 \
             AND abs(q.due_amount - q.total_amount * CAST(q.rate AS double precision)) > ",
            $rounding
        )
    };
}

/// domain.md §2 and §8.
pub const RULES: &[Rule] = &[
    // Money is in hundredths on SQLite.
    Rule {
        code: "quote-figures",
        sqlite: misquoted!("1.5"),
        postgres: misquoted!("0.015"),
    },
    // 3, with the tolerance that the verdict had.
    rule(
        "uncovered",
        "SELECT o.number AS found FROM orders o WHERE o.payment_status = 'CONFIRMED' AND NOT o.on_hold \
          AND o.due_amount - o.credited_amount > (SELECT coalesce(max(l.tolerance_amount), 0) \
          FROM payment_verification_logs l WHERE l.order_id = o.id)",
    ),
    rule(
        "credited-sum",
        "SELECT o.number AS found FROM orders o WHERE o.credited_amount <> (SELECT coalesce(sum(s.credited_amount), 0) \
          FROM payment_submissions s WHERE s.order_id = o.id AND s.state = 'VERIFIED')",
    ),
    // 7
    rule(
        "refunds-over",
        concat!(
            "SELECT o.number AS found FROM orders o JOIN (SELECT p.order_id, sum(p.amount) AS paid FROM refund_payments p JOIN orders h \
             ON h.id = p.order_id AND h.due_currency = p.currency GROUP BY p.order_id) b ON b.order_id = o.id WHERE b.paid > o.credited_amount - ",
            away!()
        ),
    ),
    // 13
    rule(
        "refunded",
        "SELECT o.number AS found FROM orders o WHERE (o.payment_status = 'REFUNDED') <> (EXISTS (SELECT 1 FROM refunds r \
          WHERE r.order_id = o.id AND r.kind IN ('CANCELLATION', 'RETURN') AND r.status = 'PAID') AND NOT EXISTS (SELECT 1 FROM refunds r \
          WHERE r.order_id = o.id AND r.kind IN ('CANCELLATION', 'RETURN') AND r.status = 'DUE'))",
    ),
    rule(
        "refund-sum",
        "SELECT o.number AS found FROM refunds r JOIN orders o ON o.id = r.order_id WHERE r.status = 'PAID' AND r.amount <> \
          (SELECT coalesce(sum(p.amount), 0) FROM refund_payments p WHERE p.refund_id = r.id)",
    ),
    // 16
    rule(
        "credit-over",
        "SELECT min(e.bank_reference) AS found FROM payment_evidence e JOIN payment_submissions s ON s.id = e.submission_id \
          WHERE s.state = 'VERIFIED' AND s.surplus_of IS NULL AND ltrim(e.bank_reference, '0') <> '' \
          AND NOT EXISTS (SELECT 1 FROM payment_evidence_voids v WHERE v.evidence_id = e.id) \
          AND NOT EXISTS (SELECT 1 FROM payment_evidence later WHERE later.submission_id = e.submission_id AND later.id > e.id) \
          GROUP BY e.account_id, ltrim(e.bank_reference, '0'), e.value_date \
          HAVING count(*) > 1 AND sum(e.amount) > coalesce(max(e.credit_amount), 0)",
    ),
    rule(
        "credit-sum",
        "SELECT c.reference AS found FROM bank_credits c WHERE c.allocated > c.amount OR c.allocated <> (SELECT coalesce(sum(x.amount), 0) \
          FROM bank_allocations_standing x WHERE x.credit_id IN (SELECT c.id UNION ALL SELECT a.id FROM bank_credits a WHERE a.line_id = c.id))",
    ),
    rule(
        "evidence-without-credit",
        "SELECT e.bank_reference AS found FROM payment_evidence e JOIN payment_submissions s ON s.id = e.submission_id \
          WHERE s.surplus_of IS NULL AND NOT EXISTS (SELECT 1 FROM bank_allocations a WHERE a.evidence_id = e.id AND a.amount = e.amount)",
    ),
    // What was attested twice before credits were kept; two that stand for one are for a person to look at.
    rule(
        "credit-equal",
        "SELECT min(c.reference) AS found FROM bank_credits c WHERE c.origin = 'ATTESTED' AND c.line_id IS NULL AND c.allocated > 0 \
          AND ltrim(c.reference, '0') <> '' GROUP BY c.account_id, ltrim(c.reference, '0'), c.value_date HAVING count(*) > 1",
    ),
    // 17
    rule(
        "surplus-over",
        concat!(
            "SELECT o.number AS found FROM orders o JOIN order_surpluses x ON x.order_id = o.id WHERE ",
            away!(),
            " > 0 AND x.surplus < ",
            away!()
        ),
    ),
    rule(
        "evidence-over",
        "SELECT o.number AS found FROM payment_submissions s JOIN orders o ON o.id = s.order_id WHERE s.state = 'VERIFIED' \
          AND s.surplus_of IS NULL AND NOT EXISTS (SELECT 1 FROM payment_evidence e WHERE e.submission_id = s.id \
          AND e.currency = s.verified_currency AND e.amount >= s.verified_amount)",
    ),
    rule(
        "proof-without-event",
        "SELECT o.number AS found FROM payment_submissions s JOIN orders o ON o.id = s.order_id WHERE s.state = 'OPEN' \
          AND NOT EXISTS (SELECT 1 FROM order_events e WHERE e.order_id = s.order_id AND e.submission_id = s.id)",
    ),
    rule(
        "reported-without-proof",
        "SELECT o.number AS found FROM order_events e JOIN orders o ON o.id = e.order_id WHERE e.edge IN ('P2', 'P3', 'P9', 'P18') \
          AND NOT EXISTS (SELECT 1 FROM payment_submissions s WHERE s.id = e.submission_id AND s.order_id = e.order_id)",
    ),
    rule(
        "verdict-without-log",
        "SELECT o.number AS found FROM order_events e JOIN orders o ON o.id = e.order_id WHERE e.edge IN ('P6', 'P7', 'P8') \
          AND NOT EXISTS (SELECT 1 FROM payment_verification_logs l WHERE l.order_id = e.order_id AND l.event_seq = e.seq)",
    ),
    rule(
        "wrong-actor",
        "SELECT o.number || ' ' || e.edge AS found FROM order_events e JOIN orders o ON o.id = e.order_id WHERE \
          e.actor_role IN ('CUSTOMER', 'SYSTEM') AND e.actor_id IS NOT NULL \
          OR e.actor_role IN ('ADMIN', 'COORDINATOR', 'SUPPORT') AND e.actor_id IS NULL OR e.lane <> 'NOTE' \
          AND NOT EXISTS (SELECT 1 FROM edge_roles r WHERE r.code = e.edge AND r.from_status = coalesce(e.from_status, '') \
          AND r.role = e.actor_role)",
    ),
    rule(
        "reasonless",
        "SELECT o.number || ' ' || e.edge AS found FROM order_events e JOIN orders o ON o.id = e.order_id WHERE \
          e.edge IN ('P7', 'A5') AND e.reason_code IS NULL \
          OR e.edge IN ('P10', 'P12', 'P17', 'P18', 'P19', 'A12', 'A13') AND trim(coalesce(e.text, '')) = ''",
    ),
    rule(
        "settlement-sum",
        "SELECT s.reference AS found FROM settlements s WHERE s.amount <> (SELECT coalesce(sum(p.amount), 0) FROM payable_payments p \
          WHERE p.settlement_id = s.id AND p.reverses_id IS NULL)",
    ),
    rule(
        "line-sum",
        "SELECT o.number AS found FROM workshop_payables y JOIN orders o ON o.id = y.order_id WHERE y.status = 'PAID' AND y.amount <> \
          (SELECT coalesce(sum(p.amount), 0) FROM payable_payments p WHERE p.payable_id = y.id)",
    ),
    // The ledger against what it is made of, each row as often; the months against the ledger.
    rule(
        "ledger-differs",
        concat!(
            "SELECT DISTINCT w.name AS found FROM (SELECT u.workshop_id FROM (SELECT s.*, 1 AS n FROM (",
            movements!(),
            ") s UNION ALL SELECT m.workshop_id, m.currency, m.at, m.entry, m.source_id, m.change, -1 FROM workshop_movements m) u \
             GROUP BY u.workshop_id, u.currency, u.at, u.entry, u.source_id, u.change HAVING sum(u.n) <> 0) x \
             JOIN workshops w ON w.id = x.workshop_id"
        ),
    ),
    Rule {
        code: "ledger-months",
        sqlite: month_sum!("date(m.at / 1000000, 'unixepoch', 'start of month')"),
        postgres: month_sum!("date_trunc('month', m.at AT TIME ZONE 'UTC')::date"),
    },
    rule(
        "over-without-person",
        "SELECT o.number AS found FROM capacity_bookings b JOIN production_assignments a ON a.id = b.assignment_id \
          JOIN orders o ON o.id = a.order_id WHERE b.override_reason IS NOT NULL AND b.override_by IS NULL",
    ),
];

impl Db {
    /// What breaks a rule, by its order or its reference.
    ///
    /// # Errors
    /// As every question to the database.
    pub async fn broken(&self, rule: &Rule) -> DbResult<Vec<String>> {
        Ok(found(
            self.all_in_its_time::<Found<String>>(Query::default().push_for(rule.sqlite, rule.postgres))
                .await?,
        ))
    }
}
