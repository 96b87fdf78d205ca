//! What holds of every filled shop, and what each has something of: conditions for both engines.

/// Rows that break a rule; each is told.
pub const BROKEN: &[(&str, &str)] = &[
    (
        "items add up",
        "orders o WHERE o.subtotal_amount <> (SELECT sum(i.line_amount) FROM order_items i WHERE i.order_id = o.id)",
    ),
    (
        "the newest quote is the order's",
        "orders o JOIN order_quotes q ON q.order_id = o.id AND q.seq = (SELECT max(seq) FROM order_quotes WHERE order_id = o.id) \
      WHERE q.due_amount <> o.due_amount OR q.rate <> o.rate OR q.expires_at <> o.quote_expires_at OR q.total_amount <> o.total_amount",
    ),
    (
        "credited is what was verified",
        "orders o WHERE o.credited_amount <> \
      (SELECT coalesce(sum(s.credited_amount), 0) FROM payment_submissions s WHERE s.order_id = o.id AND s.state = 'VERIFIED')",
    ),
    (
        "verified has evidence",
        "payment_submissions s WHERE s.state = 'VERIFIED' AND NOT EXISTS (SELECT 1 FROM payment_evidence e WHERE e.submission_id = s.id)",
    ),
    (
        "confirmed is covered",
        "orders o WHERE o.payment_status = 'CONFIRMED' AND o.credited_amount * 1000 < o.due_amount * 994",
    ),
    (
        "no reference pays twice",
        "payment_submissions s JOIN payment_submissions t ON t.account_id = s.account_id AND t.reference_key = s.reference_key \
      AND t.order_id <> s.order_id AND t.state = 'VERIFIED' WHERE s.state = 'VERIFIED'",
    ),
    (
        "open proofs wait in REPORTED or UNDER_REVIEW",
        "payment_submissions s JOIN orders o ON o.id = s.order_id \
      WHERE s.state = 'OPEN' AND o.payment_status NOT IN ('REPORTED', 'UNDER_REVIEW')",
    ),
    (
        "there is something to review",
        "orders o WHERE o.payment_status = 'REPORTED' AND NOT EXISTS \
      (SELECT 1 FROM payment_submissions s WHERE s.order_id = o.id AND s.state = 'OPEN')",
    ),
    (
        "under review is held",
        "orders o WHERE (o.payment_status = 'UNDER_REVIEW') <> (o.claim_operator_id IS NOT NULL)",
    ),
    (
        "pickup is not delivered",
        "production_assignments a JOIN orders o ON o.id = a.order_id WHERE o.delivery_method = 'PICKUP' AND a.handed_at IS NOT NULL",
    ),
    (
        "who refused is not asked again",
        "workshop_exclusions x JOIN production_assignments r ON r.id = x.assignment_id JOIN production_assignments a \
      ON a.order_id = x.order_id AND a.workshop_id = x.workshop_id WHERE a.attempt > r.attempt",
    ),
    (
        "the order shows its workshop",
        "orders o JOIN production_assignments a ON a.order_id = o.id AND a.status NOT IN ('REJECTED', 'CANCELLED') \
      WHERE CAST(a.status AS TEXT) <> CAST(o.production_status AS TEXT) OR a.workshop_id <> o.workshop_id",
    ),
    (
        "no production without assignment",
        "orders o WHERE o.production_status IS NOT NULL AND NOT EXISTS \
      (SELECT 1 FROM production_assignments a WHERE a.order_id = o.id AND a.status NOT IN ('REJECTED', 'CANCELLED'))",
    ),
    (
        "accepted is agreed",
        "production_assignments a WHERE a.accepted_at IS NOT NULL AND (a.agreed_cost IS NULL OR a.policy IS NULL)",
    ),
    (
        "a finished assignment's lines are its cost",
        "production_assignments a WHERE a.status = 'COMPLETED' AND a.agreed_cost <> \
      (SELECT coalesce(sum(p.amount), 0) FROM workshop_payables p WHERE p.assignment_id = a.id)",
    ),
    (
        "payables are paid as they say",
        "workshop_payables p WHERE (p.status = 'PAID') <> (p.amount = \
      (SELECT coalesce(sum(y.amount), 0) FROM payable_payments y WHERE y.payable_id = p.id))",
    ),
    (
        "nothing void is paid",
        "workshop_payables p JOIN payable_payments y ON y.payable_id = p.id WHERE p.status = 'VOIDED'",
    ),
    (
        "settlements are what they cover",
        "settlements t WHERE t.amount < 0 OR t.payee_account IS NULL OR t.amount <> \
      (SELECT sum(y.amount) FROM payable_payments y WHERE y.settlement_id = t.id AND y.reverses_id IS NULL)",
    ),
    (
        "a transfer left on a day, in bolívares at a rate but from a bank abroad",
        "settlements t WHERE t.sent_on IS NULL OR (t.amount > 0 AND (t.sent_currency IS NULL OR t.sent_currency <> 'VES') <> (t.method = 'ZELLE')) \
      OR (t.sent_amount IS NOT NULL AND (abs(t.sent_amount - t.amount * CAST(t.rate AS numeric)) > 0.5 * abs(t.amount) OR t.sent_amount <> \
      (SELECT sum(y.sent_amount) FROM payable_payments y WHERE y.settlement_id = t.id AND y.reverses_id IS NULL)))",
    ),
    (
        "a cut waits for its day",
        "workshop_payables p WHERE (p.cut_on IS NULL AND p.status = 'SCHEDULED') OR (p.status = 'SCHEDULED' AND p.cut_on < '2026-11-22') \
      OR (p.status = 'DUE' AND p.cut_on >= '2026-11-22')",
    ),
    (
        "what happened to a line is told",
        "workshop_payables p WHERE p.version <> (SELECT count(*) FROM payable_events e WHERE e.payable_id = p.id) \
      + (SELECT count(*) FROM payable_payments y WHERE y.payable_id = p.id)",
    ),
    (
        "what is held has a reason, what is void an amount",
        "workshop_payables p WHERE (p.status = 'ON_HOLD' OR p.status = 'VOIDED') AND NOT EXISTS (SELECT 1 FROM payable_events e \
      WHERE e.payable_id = p.id AND ((e.kind = 'HELD' AND e.reason IS NOT NULL) OR (e.kind = 'VOIDED' AND e.amount IS NOT NULL)))",
    ),
    (
        "who was told has days and terms",
        "production_assignments a WHERE a.notified_at IS NOT NULL AND (a.agreed_cost IS NULL OR a.policy IS NULL OR a.respond_by IS NULL \
      OR a.promised_ready_on IS NULL OR NOT EXISTS (SELECT 1 FROM capacity_bookings b WHERE b.assignment_id = a.id AND b.offer_id IS NOT NULL))",
    ),
    (
        "days are held while the assignment lives",
        "capacity_bookings b JOIN production_assignments a ON a.id = b.assignment_id \
      WHERE (b.state = 'FREED') <> (a.status IN ('REJECTED', 'CANCELLED'))",
    ),
    (
        "without a workshop there is a cause",
        "production_assignments a WHERE a.status = 'PENDING_ASSIGNMENT' AND (a.workshop_id IS NULL) <> (a.cause IS NOT NULL)",
    ),
    (
        "who waits at the counter has a code",
        "production_assignments a JOIN orders o ON o.id = a.order_id \
      WHERE a.status = 'READY' AND (o.delivery_method = 'PICKUP') <> (a.pickup_code IS NOT NULL)",
    ),
    (
        "refunds are paid as they say",
        "refunds r WHERE (r.status = 'PAID') <> (r.amount = \
      (SELECT coalesce(sum(p.amount), 0) FROM refund_payments p WHERE p.refund_id = r.id))",
    ),
    (
        "refunded means paid back",
        "orders o WHERE (o.payment_status = 'REFUNDED') <> EXISTS (SELECT 1 FROM refunds r WHERE r.order_id = o.id AND r.status = 'PAID')",
    ),
    (
        "a refund is due",
        "orders o WHERE (o.payment_status = 'REFUND_PENDING') <> EXISTS (SELECT 1 FROM refunds r WHERE r.order_id = o.id AND r.status = 'DUE')",
    ),
    (
        "a deposit comes first",
        "production_assignments a JOIN workshops w ON w.id = a.workshop_id JOIN workshop_payables p ON p.assignment_id = a.id \
      WHERE w.demands_deposit AND p.kind = 'DEPOSIT' AND a.started_at IS NOT NULL AND p.status <> 'PAID'",
    ),
    (
        "every id is found",
        "payment_submissions s WHERE s.previous_id IS NOT NULL AND NOT EXISTS \
      (SELECT 1 FROM payment_submissions t WHERE t.id = s.previous_id AND t.order_id = s.order_id AND t.state = 'REJECTED')",
    ),
];

/// Things a lively shop has.
pub const THERE: &[(&str, &str, i64)] = &[
    ("open proofs", "payment_submissions WHERE state = 'OPEN'", 12),
    ("claims", "orders WHERE claim_operator_id IS NOT NULL", 3),
    ("orders on hold", "orders WHERE on_hold", 1),
    ("refunds in parts", "order_events WHERE edge = 'REFUND_PAID'", 2),
    ("part payments", "payment_verification_logs WHERE verdict = 'PART'", 10),
    (
        "reused pictures",
        "payment_submissions WHERE CAST(signals AS TEXT) LIKE '%IMAGE_REUSED%'",
        2,
    ),
    (
        "reused references",
        "payment_submissions WHERE CAST(signals AS TEXT) LIKE '%REF_REUSED%'",
        2,
    ),
    (
        "short payments",
        "payment_submissions WHERE CAST(signals AS TEXT) LIKE '%AMOUNT_SHORT%'",
        10,
    ),
    (
        "late payments",
        "payment_submissions WHERE CAST(signals AS TEXT) LIKE '%\"LATE\"%'",
        10,
    ),
    (
        "money for cancelled orders",
        "orders o JOIN order_events e ON e.order_id = o.id AND e.edge = 'P18' WHERE o.payment_status = 'REPORTED'",
        1,
    ),
    (
        "other payers",
        "payment_submissions WHERE CAST(signals AS TEXT) LIKE '%THIRD_PARTY%'",
        10,
    ),
    ("notes", "order_events WHERE edge = 'NOTE'", 20),
    ("messages", "notifications", 50),
    ("candidates", "assignment_rankings", 20),
    ("workshops", "workshops", 60),
    ("rest", "workshops WHERE paused AND pause_reason IS NOT NULL", 3),
    ("holidays", "holidays", 40),
    ("zones that wait for nobody", "service_zones WHERE mode = 'AUTOMATIC'", 3),
    ("closed days", "capacity_overrides WHERE units = 0", 5),
    ("offers of some quantity", "workshop_offers WHERE min_quantity > 1", 10),
    (
        "offers with a limit of their own",
        "workshop_offers WHERE daily_limit IS NOT NULL",
        50,
    ),
    ("offers that end", "workshop_offers WHERE valid_to IS NOT NULL", 3),
    (
        "over the limit, with a reason",
        "capacity_bookings WHERE override_reason IS NOT NULL",
        1,
    ),
    (
        "nobody fits",
        "production_assignments WHERE status = 'PENDING_ASSIGNMENT' AND cause = 'NO_CANDIDATE'",
        1,
    ),
    (
        "a doubt",
        "production_assignments WHERE status = 'PENDING_ASSIGNMENT' AND cause = 'SPEC_UNCLEAR'",
        1,
    ),
    (
        "too dear",
        "production_assignments WHERE status = 'PENDING_ASSIGNMENT' AND cause = 'COST'",
        1,
    ),
    (
        "refused by all asked",
        "production_assignments WHERE status = 'PENDING_ASSIGNMENT' AND cause = 'ATTEMPTS'",
        1,
    ),
    (
        "withdrawn",
        "production_assignments WHERE status = 'PENDING_ASSIGNMENT' AND cause = 'WITHDRAWN'",
        1,
    ),
    (
        "to be told",
        "production_assignments WHERE status = 'PENDING_ASSIGNMENT' AND workshop_id IS NOT NULL",
        2,
    ),
    ("told", "production_assignments WHERE status = 'NOTIFIED'", 4),
    (
        "reminded",
        "production_assignments WHERE status = 'NOTIFIED' AND reminded_at IS NOT NULL",
        1,
    ),
    (
        "late work",
        "production_assignments WHERE status IN ('ACCEPTED', 'IN_PRODUCTION') AND promised_ready_on < '2026-11-22'",
        1,
    ),
    ("scheduled", "workshop_payables WHERE status = 'SCHEDULED'", 2),
    ("due", "workshop_payables WHERE status = 'DUE'", 3),
    ("paid in part", "workshop_payables WHERE status = 'PARTIALLY_PAID'", 1),
    ("held back", "workshop_payables WHERE status = 'ON_HOLD'", 1),
    ("void", "workshop_payables WHERE status = 'VOIDED'", 1),
    ("overdue", "workshop_payables WHERE status = 'DUE' AND due_on < '2026-11-22'", 1),
    ("clawbacks", "workshop_payables WHERE kind = 'CLAWBACK'", 1),
    ("fees", "workshop_payables WHERE kind = 'CANCELLATION_FEE'", 1),
    ("bounced", "payable_payments WHERE reverses_id IS NOT NULL", 1),
    ("products", "products", 50),
    ("states", "(SELECT DISTINCT state_code FROM orders) s", 22),
];
