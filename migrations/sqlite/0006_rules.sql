-- The database's own lock on the rules: the edges of both statuses, and triggers that refuse what the domain refuses,
-- whoever writes. A refusal's message is `krafta:<token> <sentence>`; the program knows the token.
--
-- Statuses move by events: an INSERT into order_events is checked against the edges and then applied to orders and
-- production_assignments. A status written any other way is refused.

CREATE TABLE payment_edges (
  from_status TEXT,
  to_status TEXT NOT NULL,
  code TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX payment_edges_move ON payment_edges (to_status, from_status, code);
INSERT INTO payment_edges (from_status, to_status, code) VALUES
  (NULL, 'PENDING', 'P1'),
  ('PENDING', 'REPORTED', 'P2'),
  ('REPORTED', 'REPORTED', 'P3'),
  ('REPORTED', 'UNDER_REVIEW', 'P4'),
  ('UNDER_REVIEW', 'REPORTED', 'P5'),
  ('UNDER_REVIEW', 'CONFIRMED', 'P6'),
  ('UNDER_REVIEW', 'REJECTED', 'P7'),
  ('UNDER_REVIEW', 'PENDING', 'P8'),
  ('REJECTED', 'REPORTED', 'P9'),
  ('REJECTED', 'UNDER_REVIEW', 'P10'),
  ('PENDING', 'CANCELLED', 'P11'),
  ('REJECTED', 'CANCELLED', 'P11'),
  ('REPORTED', 'CANCELLED', 'P12'),
  ('UNDER_REVIEW', 'CANCELLED', 'P12'),
  ('CONFIRMED', 'REFUND_PENDING', 'P13'),
  ('PENDING', 'REFUND_PENDING', 'P14'),
  ('UNDER_REVIEW', 'REFUND_PENDING', 'P14'),
  ('REJECTED', 'REFUND_PENDING', 'P14'),
  ('CANCELLED', 'REFUND_PENDING', 'P14'),
  ('REFUND_PENDING', 'REFUNDED', 'P15'),
  ('REFUND_PENDING', 'CONFIRMED', 'P16'),
  ('CONFIRMED', 'UNDER_REVIEW', 'P17');

CREATE TABLE assignment_edges (
  from_status TEXT,
  to_status TEXT NOT NULL,
  code TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX assignment_edges_move ON assignment_edges (to_status, from_status, code);
INSERT INTO assignment_edges (from_status, to_status, code) VALUES
  (NULL, 'PENDING_ASSIGNMENT', 'A1'),
  ('PENDING_ASSIGNMENT', 'PENDING_ASSIGNMENT', 'A2'),
  ('PENDING_ASSIGNMENT', 'NOTIFIED', 'A3'),
  ('NOTIFIED', 'ACCEPTED', 'A4'),
  ('NOTIFIED', 'REJECTED', 'A5'),
  ('ACCEPTED', 'IN_PRODUCTION', 'A6'),
  ('IN_PRODUCTION', 'READY', 'A7'),
  ('READY', 'HANDED_TO_DELIVERY', 'A8'),
  ('READY', 'COMPLETED', 'A9'),
  ('HANDED_TO_DELIVERY', 'COMPLETED', 'A10'),
  ('PENDING_ASSIGNMENT', 'CANCELLED', 'A11'),
  ('NOTIFIED', 'CANCELLED', 'A11'),
  ('ACCEPTED', 'CANCELLED', 'A11'),
  ('IN_PRODUCTION', 'CANCELLED', 'A12'),
  ('READY', 'CANCELLED', 'A12'),
  ('HANDED_TO_DELIVERY', 'CANCELLED', 'A12'),
  ('READY', 'IN_PRODUCTION', 'A13'),
  ('HANDED_TO_DELIVERY', 'READY', 'A13'),
  ('IN_PRODUCTION', 'ACCEPTED', 'A13');

-- Orders start at the beginning -----------------------------------------------------------------------------------

CREATE TRIGGER orders_new BEFORE INSERT ON orders
WHEN NEW.payment_status <> 'PENDING' OR NEW.event_seq <> 0 OR NEW.version <> 0 OR NEW.credited_amount <> 0 OR NEW.on_hold <> 0
  OR NEW.attempt <> 0 OR NEW.claim_operator_id IS NOT NULL OR NEW.production_status IS NOT NULL OR NEW.workshop_id IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'krafta:new-order A new order is PENDING, with no money, claim, events or production.'); END;

CREATE TRIGGER orders_frozen
BEFORE UPDATE OF id, number, delivery_method, subtotal_amount, shipping_amount, total_amount, currency, due_currency, placed_at, created_at ON orders
WHEN NEW.id <> OLD.id OR NEW.number <> OLD.number OR NEW.delivery_method <> OLD.delivery_method
  OR NEW.subtotal_amount <> OLD.subtotal_amount OR NEW.shipping_amount <> OLD.shipping_amount
  OR NEW.total_amount <> OLD.total_amount OR NEW.currency <> OLD.currency OR NEW.due_currency <> OLD.due_currency
  OR NEW.placed_at <> OLD.placed_at OR NEW.created_at <> OLD.created_at
BEGIN SELECT RAISE(ABORT, 'krafta:order-frozen The number, totals and delivery method of an order were frozen at checkout.'); END;

CREATE TRIGGER order_items_in_time BEFORE INSERT ON order_items
WHEN (SELECT event_seq FROM orders WHERE id = NEW.order_id) > 0
BEGIN SELECT RAISE(ABORT, 'krafta:order-frozen Items are added before the order''s first event.'); END;

-- Events, in order and along the edges ----------------------------------------------------------------------------
-- SQLite fires the triggers of one table in no promised order, so each looks only at events that the others let pass.

CREATE TRIGGER order_events_in_order BEFORE INSERT ON order_events
BEGIN
  SELECT CASE
    WHEN NEW.seq <> o.event_seq + 1 THEN
      RAISE(ABORT, 'krafta:event-order The next event of an order carries its event_seq plus one.')
    WHEN NEW.seq = 1 AND NEW.lane <> 'PAYMENT' THEN
      RAISE(ABORT, 'krafta:event-order The first event of an order is its creation.')
  END
  FROM orders o WHERE o.id = NEW.order_id;
END;

CREATE TRIGGER order_events_payment BEFORE INSERT ON order_events
WHEN NEW.lane = 'PAYMENT'
BEGIN
  SELECT RAISE(ABORT, 'krafta:payment-edge The order is not in the status this event leaves, or there is no such edge.')
  FROM orders o
  WHERE o.id = NEW.order_id AND NEW.seq = o.event_seq + 1 AND (
    NEW.from_status IS NOT CASE WHEN NEW.seq = 1 THEN NULL ELSE o.payment_status END
    OR NOT EXISTS (
      SELECT 1 FROM payment_edges e
      WHERE e.to_status = NEW.to_status AND e.from_status IS NEW.from_status AND e.code = NEW.edge));
END;

CREATE TRIGGER order_events_p1 BEFORE INSERT ON order_events
WHEN NEW.lane = 'PAYMENT' AND NEW.edge = 'P1' AND NEW.to_status = 'PENDING'
BEGIN
  SELECT CASE
    WHEN NOT EXISTS (SELECT 1 FROM order_items i WHERE i.order_id = o.id) THEN
      RAISE(ABORT, 'krafta:empty-order An order has at least one item before its first event.')
    WHEN o.subtotal_amount <> (SELECT sum(i.line_amount) FROM order_items i WHERE i.order_id = o.id) THEN
      RAISE(ABORT, 'krafta:new-order The items do not add up to the subtotal.')
    WHEN NOT EXISTS (
      SELECT 1 FROM order_quotes q
      WHERE q.order_id = o.id AND q.seq = 1 AND q.due_amount = o.due_amount AND q.total_amount = o.total_amount) THEN
      RAISE(ABORT, 'krafta:new-order The order''s quote is kept in order_quotes before its first event.')
  END
  FROM orders o WHERE o.id = NEW.order_id AND NEW.seq = o.event_seq + 1 AND NEW.seq = 1 AND NEW.from_status IS NULL;
END;

CREATE TRIGGER order_events_money_seen BEFORE INSERT ON order_events
WHEN NEW.lane = 'PAYMENT' AND ((NEW.edge = 'P6' AND NEW.to_status = 'CONFIRMED') OR (NEW.edge = 'P8' AND NEW.to_status = 'PENDING'))
BEGIN
  SELECT CASE
    WHEN NOT EXISTS (SELECT 1 FROM payment_submissions s WHERE s.order_id = NEW.order_id AND s.state = 'VERIFIED') THEN
      RAISE(ABORT, 'krafta:nothing-verified Verify a proof before confirming its order.')
    WHEN EXISTS (
      SELECT 1 FROM payment_submissions s
      WHERE s.order_id = NEW.order_id AND s.state = 'VERIFIED'
        AND NOT EXISTS (SELECT 1 FROM payment_evidence e WHERE e.submission_id = s.id)) THEN
      RAISE(ABORT, 'krafta:evidence-missing Every verified proof has evidence from the bank.')
  END
  FROM orders o
  WHERE o.id = NEW.order_id AND NEW.seq = o.event_seq + 1 AND o.payment_status = 'UNDER_REVIEW' AND NEW.from_status = o.payment_status;
END;

CREATE TRIGGER order_events_refunded BEFORE INSERT ON order_events
WHEN NEW.lane = 'PAYMENT' AND NEW.edge = 'P15' AND NEW.to_status = 'REFUNDED'
BEGIN
  SELECT RAISE(ABORT, 'krafta:refund-incomplete An order is REFUNDED when its refund is paid in full.')
  FROM orders o
  WHERE o.id = NEW.order_id AND NEW.seq = o.event_seq + 1 AND o.payment_status = 'REFUND_PENDING' AND (
    NOT EXISTS (SELECT 1 FROM refunds r WHERE r.order_id = NEW.order_id AND r.status <> 'VOIDED')
    OR EXISTS (
      SELECT 1 FROM refunds r
      WHERE r.order_id = NEW.order_id AND r.status <> 'VOIDED'
        AND r.amount <> (SELECT coalesce(sum(p.amount), 0) FROM refund_payments p WHERE p.refund_id = r.id)));
END;

CREATE TRIGGER order_events_reinstated BEFORE INSERT ON order_events
WHEN NEW.lane = 'PAYMENT' AND NEW.edge = 'P16' AND NEW.to_status = 'CONFIRMED'
BEGIN
  SELECT RAISE(ABORT, 'krafta:refund-started Part of the refund was already paid.')
  FROM orders o JOIN refund_payments p ON p.order_id = o.id
  WHERE o.id = NEW.order_id AND NEW.seq = o.event_seq + 1 AND o.payment_status = 'REFUND_PENDING';
END;

CREATE TRIGGER order_events_production BEFORE INSERT ON order_events
WHEN NEW.lane = 'PRODUCTION'
BEGIN
  SELECT RAISE(ABORT, 'krafta:assignment-edge The assignment belongs to another order.')
  FROM orders o
  WHERE o.id = NEW.order_id AND NEW.seq = o.event_seq + 1
    AND NOT EXISTS (SELECT 1 FROM production_assignments a WHERE a.id = NEW.assignment_id AND a.order_id = NEW.order_id);
  SELECT CASE
    WHEN NEW.from_status IS NOT CASE WHEN a.event_seq = 0 THEN NULL ELSE a.status END
      OR NOT EXISTS (
        SELECT 1 FROM assignment_edges e
        WHERE e.to_status = NEW.to_status AND e.from_status IS NEW.from_status AND e.code = NEW.edge) THEN
      RAISE(ABORT, 'krafta:assignment-edge The assignment is not in the status this event leaves, or there is no such edge.')
    WHEN o.on_hold = 1 AND NEW.to_status <> 'CANCELLED' THEN
      RAISE(ABORT, 'krafta:on-hold The order is on hold: its assignment can only be cancelled.')
    WHEN o.payment_status <> 'CONFIRMED' AND NEW.to_status NOT IN ('CANCELLED', 'REJECTED') THEN
      RAISE(ABORT, 'krafta:payment-not-confirmed Production moves only while the payment is CONFIRMED.')
    WHEN NEW.to_status = 'HANDED_TO_DELIVERY' AND o.delivery_method = 'PICKUP' THEN
      RAISE(ABORT, 'krafta:pickup-is-not-delivered An order for pickup is never handed to delivery.')
    WHEN NEW.edge = 'A9' AND o.delivery_method <> 'PICKUP' THEN
      RAISE(ABORT, 'krafta:pickup-only Only an order for pickup is completed without delivery.')
  END
  FROM orders o JOIN production_assignments a ON a.id = NEW.assignment_id
  WHERE o.id = NEW.order_id AND NEW.seq = o.event_seq + 1 AND NEW.seq > 1;
END;

-- Events, applied -------------------------------------------------------------------------------------------------

CREATE TRIGGER order_events_apply_payment AFTER INSERT ON order_events
WHEN NEW.lane = 'PAYMENT'
BEGIN
  UPDATE orders SET
    payment_status = NEW.to_status,
    event_seq = NEW.seq,
    version = version + 1,
    last_event_at = max(last_event_at, NEW.at),
    on_hold = CASE WHEN NEW.edge = 'P17' THEN 1 WHEN NEW.edge IN ('P6', 'P11', 'P12', 'P13', 'P14', 'P16') THEN 0 ELSE on_hold END,
    attempt = CASE WHEN NEW.edge = 'P9' THEN attempt + 1 WHEN NEW.edge = 'P2' THEN max(attempt, 1) ELSE attempt END,
    claim_operator_id = CASE WHEN NEW.to_status = 'UNDER_REVIEW' THEN claim_operator_id END,
    claimed_at = CASE WHEN NEW.to_status = 'UNDER_REVIEW' THEN claimed_at END,
    claim_expires_at = CASE WHEN NEW.to_status = 'UNDER_REVIEW' THEN claim_expires_at END
  WHERE id = NEW.order_id;
END;

CREATE TRIGGER order_events_apply_production AFTER INSERT ON order_events
WHEN NEW.lane = 'PRODUCTION'
BEGIN
  UPDATE production_assignments SET status = NEW.to_status, event_seq = NEW.seq, version = version + 1
  WHERE id = NEW.assignment_id;
  UPDATE orders SET
    production_status = CASE WHEN NEW.to_status NOT IN ('REJECTED', 'CANCELLED') THEN NEW.to_status END,
    workshop_id = CASE WHEN NEW.to_status NOT IN ('REJECTED', 'CANCELLED')
      THEN (SELECT a.workshop_id FROM production_assignments a WHERE a.id = NEW.assignment_id) END,
    event_seq = NEW.seq,
    version = version + 1,
    last_event_at = max(last_event_at, NEW.at)
  WHERE id = NEW.order_id;
END;

CREATE TRIGGER order_events_apply_note AFTER INSERT ON order_events
WHEN NEW.lane = 'NOTE'
BEGIN
  UPDATE orders SET event_seq = NEW.seq, version = version + 1, last_event_at = max(last_event_at, NEW.at)
  WHERE id = NEW.order_id;
END;

-- A status, and what goes with it, changes by the order's next event and in no other way.
CREATE TRIGGER orders_status_by_event
BEFORE UPDATE OF payment_status, production_status, event_seq, version, last_event_at ON orders
WHEN NEW.payment_status <> OLD.payment_status OR NEW.production_status IS NOT OLD.production_status
  OR NEW.event_seq <> OLD.event_seq OR NEW.version <> OLD.version OR NEW.last_event_at <> OLD.last_event_at
BEGIN
  SELECT RAISE(ABORT, 'krafta:status-without-event A status changes by inserting into order_events.')
  WHERE NEW.event_seq <> OLD.event_seq + 1 OR NEW.version <> OLD.version + 1 OR NOT EXISTS (
    SELECT 1 FROM order_events e
    WHERE e.order_id = OLD.id AND e.seq = NEW.event_seq
      AND NEW.payment_status = CASE e.lane WHEN 'PAYMENT' THEN e.to_status ELSE OLD.payment_status END
      AND NEW.production_status IS CASE
        WHEN e.lane <> 'PRODUCTION' THEN OLD.production_status
        WHEN e.to_status NOT IN ('REJECTED', 'CANCELLED') THEN e.to_status END);
END;

CREATE TRIGGER production_assignments_status_by_event
BEFORE UPDATE OF status, event_seq ON production_assignments
WHEN NEW.status <> OLD.status OR NEW.event_seq <> OLD.event_seq
BEGIN
  SELECT RAISE(ABORT, 'krafta:status-without-event A status changes by inserting into order_events.')
  WHERE NEW.event_seq <= OLD.event_seq OR NOT EXISTS (
    SELECT 1 FROM order_events e
    WHERE e.order_id = OLD.order_id AND e.seq = NEW.event_seq
      AND e.assignment_id = OLD.id AND e.lane = 'PRODUCTION' AND e.to_status = NEW.status);
END;

-- Proofs ----------------------------------------------------------------------------------------------------------

CREATE TRIGGER payment_submissions_new BEFORE INSERT ON payment_submissions
BEGIN
  SELECT CASE
    WHEN NEW.state <> 'OPEN' THEN
      RAISE(ABORT, 'krafta:new-submission A new proof is OPEN and has no verdict.')
    WHEN NEW.previous_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM payment_submissions s WHERE s.id = NEW.previous_id AND s.order_id = NEW.order_id AND s.state = 'REJECTED') THEN
      RAISE(ABORT, 'krafta:new-submission The proof it replaces is a rejected one of the same order.')
    WHEN o.payment_status NOT IN ('PENDING', 'REPORTED', 'REJECTED') THEN
      RAISE(ABORT, 'krafta:order-takes-no-proof The order takes no proofs in its present status.')
    WHEN (SELECT count(*) FROM payment_submissions s WHERE s.order_id = NEW.order_id AND s.state = 'OPEN') >= 5 THEN
      RAISE(ABORT, 'krafta:too-many-open At most 5 proofs of an order wait for a verdict.')
    WHEN EXISTS (SELECT 1 FROM payment_submissions s WHERE s.id = NEW.id) THEN
      RAISE(ABORT, 'krafta:append-only Rows of payment_submissions are never replaced.')
  END
  FROM orders o WHERE o.id = NEW.order_id;
END;

CREATE TRIGGER payment_submissions_declared
BEFORE UPDATE OF id, order_id, seq, attempt, quote_seq, previous_id, reported_by, reported_by_id, method, amount, currency, paid_on,
  account_id, origin_bank, reference, reference_key, reference_reversed, payer_name, payer_id_doc, payer_phone, payer_email,
  receipt_digest, receipt_kind, receipt_bytes, digest, reported_at, created_at ON payment_submissions
WHEN NEW.id <> OLD.id OR NEW.order_id <> OLD.order_id OR NEW.seq <> OLD.seq OR NEW.attempt <> OLD.attempt
  OR NEW.quote_seq <> OLD.quote_seq OR NEW.previous_id IS NOT OLD.previous_id
  OR NEW.reported_by <> OLD.reported_by OR NEW.reported_by_id IS NOT OLD.reported_by_id
  OR NEW.method <> OLD.method OR NEW.amount <> OLD.amount OR NEW.currency <> OLD.currency OR NEW.paid_on <> OLD.paid_on
  OR NEW.account_id IS NOT OLD.account_id OR NEW.origin_bank IS NOT OLD.origin_bank OR NEW.reference IS NOT OLD.reference
  OR NEW.reference_key IS NOT OLD.reference_key OR NEW.reference_reversed IS NOT OLD.reference_reversed
  OR NEW.payer_name IS NOT OLD.payer_name OR NEW.payer_id_doc IS NOT OLD.payer_id_doc
  OR NEW.payer_phone IS NOT OLD.payer_phone OR NEW.payer_email IS NOT OLD.payer_email
  OR NEW.receipt_digest IS NOT OLD.receipt_digest OR NEW.receipt_kind IS NOT OLD.receipt_kind
  OR NEW.receipt_bytes IS NOT OLD.receipt_bytes OR NEW.digest <> OLD.digest
  OR NEW.reported_at <> OLD.reported_at OR NEW.created_at <> OLD.created_at
BEGIN SELECT RAISE(ABORT, 'krafta:submission-declared What was declared in a proof never changes; report another.'); END;

CREATE TRIGGER payment_submissions_verdict
BEFORE UPDATE OF state, verified_amount, verified_currency, credited_amount ON payment_submissions
BEGIN
  SELECT CASE
    WHEN NEW.state = OLD.state THEN
      CASE WHEN NEW.verified_amount IS NOT OLD.verified_amount OR NEW.verified_currency IS NOT OLD.verified_currency
        OR NEW.credited_amount IS NOT OLD.credited_amount THEN
        RAISE(ABORT, 'krafta:submission-state Verified amounts are set with the verdict.') END
    WHEN NOT (OLD.state = 'OPEN' OR (OLD.state = 'REJECTED' AND NEW.state = 'OPEN')
      OR (OLD.state = 'VERIFIED' AND NEW.state IN ('OPEN', 'REJECTED'))) THEN
      RAISE(ABORT, 'krafta:submission-state A withdrawn proof stays so, and a verdict changes only by reopening it.')
    WHEN NEW.state = 'VERIFIED' AND (SELECT payment_status FROM orders WHERE id = NEW.order_id) <> 'UNDER_REVIEW' THEN
      RAISE(ABORT, 'krafta:submission-state A proof is verified while its order is UNDER_REVIEW.')
  END;
END;

-- The order's credited money is the sum of its verified proofs, kept here and refused when written otherwise.
CREATE TRIGGER payment_submissions_credit AFTER UPDATE OF state ON payment_submissions
WHEN NEW.state <> OLD.state AND (NEW.state = 'VERIFIED' OR OLD.state = 'VERIFIED')
BEGIN
  UPDATE orders SET credited_amount =
    (SELECT coalesce(sum(s.credited_amount), 0) FROM payment_submissions s WHERE s.order_id = NEW.order_id AND s.state = 'VERIFIED')
  WHERE id = NEW.order_id;
END;

CREATE TRIGGER orders_credited BEFORE UPDATE OF credited_amount ON orders
WHEN NEW.credited_amount <> OLD.credited_amount
BEGIN
  SELECT RAISE(ABORT, 'krafta:credited-amount Credited money is the sum of the order''s verified proofs.')
  WHERE NEW.credited_amount <>
    (SELECT coalesce(sum(s.credited_amount), 0) FROM payment_submissions s WHERE s.order_id = NEW.id AND s.state = 'VERIFIED');
END;

CREATE TRIGGER payment_evidence_same_order BEFORE INSERT ON payment_evidence
WHEN NOT EXISTS (SELECT 1 FROM payment_submissions s WHERE s.id = NEW.submission_id AND s.order_id = NEW.order_id)
BEGIN SELECT RAISE(ABORT, 'krafta:evidence-missing The evidence names a proof of another order.'); END;

-- Refunds ---------------------------------------------------------------------------------------------------------

CREATE TRIGGER refunds_new BEFORE INSERT ON refunds
BEGIN
  SELECT CASE
    WHEN NEW.status <> 'DUE' THEN RAISE(ABORT, 'krafta:refund-closed A new refund is DUE.')
    WHEN EXISTS (SELECT 1 FROM refunds r WHERE r.order_id = NEW.order_id AND r.status = 'DUE') THEN
      RAISE(ABORT, 'krafta:refund-closed The order already has a refund due.')
    WHEN NEW.currency = o.due_currency AND NEW.amount > o.credited_amount THEN
      RAISE(ABORT, 'krafta:refund-exceeds A refund is not more than what was verified.')
  END
  FROM orders o WHERE o.id = NEW.order_id;
END;

CREATE TRIGGER refunds_closed BEFORE UPDATE ON refunds
BEGIN
  SELECT CASE
    WHEN NEW.id <> OLD.id OR NEW.order_id <> OLD.order_id OR NEW.amount <> OLD.amount OR NEW.currency <> OLD.currency
      OR NEW.created_at <> OLD.created_at OR OLD.status <> 'DUE' THEN
      RAISE(ABORT, 'krafta:refund-closed A refund only closes: PAID when paid in full, VOIDED when nothing was paid.')
    WHEN NEW.status = 'PAID' AND NEW.amount <> (SELECT coalesce(sum(p.amount), 0) FROM refund_payments p WHERE p.refund_id = NEW.id) THEN
      RAISE(ABORT, 'krafta:refund-incomplete The refund is not paid in full.')
    WHEN NEW.status = 'VOIDED' AND EXISTS (SELECT 1 FROM refund_payments p WHERE p.refund_id = NEW.id) THEN
      RAISE(ABORT, 'krafta:refund-started Part of the refund was already paid.')
  END;
END;

CREATE TRIGGER refund_payments_within BEFORE INSERT ON refund_payments
BEGIN
  SELECT CASE
    WHEN r.order_id <> NEW.order_id OR r.currency <> NEW.currency THEN
      RAISE(ABORT, 'krafta:refund-currency A payment has its refund''s order and currency.')
    WHEN r.status <> 'DUE' THEN RAISE(ABORT, 'krafta:refund-closed The refund is no longer due.')
    WHEN NEW.amount + (SELECT coalesce(sum(p.amount), 0) FROM refund_payments p WHERE p.refund_id = r.id) > r.amount THEN
      RAISE(ABORT, 'krafta:refund-exceeds The payment is more than what is left of the refund.')
  END
  FROM refunds r WHERE r.id = NEW.refund_id;
END;

-- Assignments -----------------------------------------------------------------------------------------------------

CREATE TRIGGER production_assignments_new BEFORE INSERT ON production_assignments
BEGIN
  SELECT CASE
    WHEN NEW.status <> 'PENDING_ASSIGNMENT' OR NEW.event_seq <> 0 OR NEW.version <> 0 THEN
      RAISE(ABORT, 'krafta:new-assignment A new assignment is PENDING_ASSIGNMENT.')
    WHEN o.payment_status <> 'CONFIRMED' THEN
      RAISE(ABORT, 'krafta:payment-not-confirmed Production moves only while the payment is CONFIRMED.')
    WHEN o.on_hold = 1 THEN RAISE(ABORT, 'krafta:on-hold The order is on hold.')
    WHEN EXISTS (
      SELECT 1 FROM production_assignments a WHERE a.order_id = NEW.order_id AND a.status NOT IN ('REJECTED', 'CANCELLED')) THEN
      RAISE(ABORT, 'krafta:active-assignment The order already has an active assignment.')
    WHEN EXISTS (SELECT 1 FROM workshop_exclusions x WHERE x.order_id = NEW.order_id AND x.workshop_id = NEW.workshop_id) THEN
      RAISE(ABORT, 'krafta:workshop-excluded The workshop refused this order.')
  END
  FROM orders o WHERE o.id = NEW.order_id;
END;

CREATE TRIGGER production_assignments_frozen
BEFORE UPDATE OF id, order_id, attempt, workshop_id, agreed_cost, currency, policy, created_at ON production_assignments
BEGIN
  SELECT CASE
    WHEN NEW.id <> OLD.id OR NEW.order_id <> OLD.order_id OR NEW.attempt <> OLD.attempt OR NEW.created_at <> OLD.created_at THEN
      RAISE(ABORT, 'krafta:assignment-frozen An assignment stays with its order.')
    WHEN OLD.agreed_cost IS NOT NULL AND OLD.status NOT IN ('PENDING_ASSIGNMENT', 'NOTIFIED')
      AND (NEW.agreed_cost IS NOT OLD.agreed_cost OR NEW.currency <> OLD.currency OR NEW.policy IS NOT OLD.policy) THEN
      RAISE(ABORT, 'krafta:assignment-frozen Cost and policy were agreed when the workshop accepted.')
    WHEN NEW.workshop_id IS NOT OLD.workshop_id AND OLD.status <> 'PENDING_ASSIGNMENT' THEN
      RAISE(ABORT, 'krafta:assignment-frozen The workshop is chosen before it is notified.')
    WHEN NEW.workshop_id IS NOT OLD.workshop_id AND EXISTS (
      SELECT 1 FROM workshop_exclusions x WHERE x.order_id = NEW.order_id AND x.workshop_id = NEW.workshop_id) THEN
      RAISE(ABORT, 'krafta:workshop-excluded The workshop refused this order.')
  END;
END;

CREATE TRIGGER production_assignments_workshop_shown AFTER UPDATE OF workshop_id ON production_assignments
WHEN NEW.workshop_id IS NOT OLD.workshop_id
BEGIN UPDATE orders SET workshop_id = NEW.workshop_id WHERE id = NEW.order_id; END;

-- Payables --------------------------------------------------------------------------------------------------------

CREATE TRIGGER workshop_payables_kept_whole BEFORE UPDATE ON workshop_payables
BEGIN
  SELECT CASE
    WHEN NEW.id <> OLD.id OR NEW.assignment_id <> OLD.assignment_id OR NEW.order_id <> OLD.order_id
      OR NEW.workshop_id <> OLD.workshop_id OR NEW.kind <> OLD.kind OR NEW.amount <> OLD.amount
      OR NEW.currency <> OLD.currency OR NEW.created_at <> OLD.created_at THEN
      RAISE(ABORT, 'krafta:payable-frozen A payable''s amount and parties never change.')
    WHEN NEW.status <> OLD.status AND NEW.status = 'PAID'
      AND NEW.amount <> (SELECT coalesce(sum(p.amount), 0) FROM payable_payments p WHERE p.payable_id = NEW.id) THEN
      RAISE(ABORT, 'krafta:payable-unpaid The payable is not paid in full.')
    WHEN NEW.status <> OLD.status AND NEW.status = 'VOIDED'
      AND 0 <> (SELECT coalesce(sum(p.amount), 0) FROM payable_payments p WHERE p.payable_id = NEW.id) THEN
      RAISE(ABORT, 'krafta:payable-started Money was already paid; claw it back instead.')
  END;
END;

CREATE TRIGGER payable_payments_within BEFORE INSERT ON payable_payments
BEGIN
  SELECT CASE
    WHEN y.currency <> NEW.currency THEN RAISE(ABORT, 'krafta:payable-currency A payment has its payable''s currency.')
    WHEN NEW.reverses_id IS NOT NULL THEN
      CASE WHEN NOT EXISTS (
        SELECT 1 FROM payable_payments p
        WHERE p.id = NEW.reverses_id AND p.payable_id = NEW.payable_id AND p.amount = -NEW.amount AND p.reverses_id IS NULL) THEN
        RAISE(ABORT, 'krafta:payable-exceeds A reversing row undoes exactly one payment of the same payable.') END
    WHEN y.status IN ('VOIDED', 'ON_HOLD') THEN RAISE(ABORT, 'krafta:payable-closed The payable takes no payments.')
    WHEN (NEW.amount > 0) <> (y.amount > 0)
      OR abs(NEW.amount + (SELECT coalesce(sum(p.amount), 0) FROM payable_payments p WHERE p.payable_id = y.id)) > abs(y.amount) THEN
      RAISE(ABORT, 'krafta:payable-exceeds The payment is more than what is left of the payable.')
  END
  FROM workshop_payables y WHERE y.id = NEW.payable_id;
END;

-- History is neither edited, deleted nor replaced -----------------------------------------------------------------

CREATE TRIGGER orders_kept BEFORE DELETE ON orders
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of orders are never deleted.'); END;

CREATE TRIGGER order_items_kept BEFORE DELETE ON order_items
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of order_items are never deleted.'); END;

CREATE TRIGGER order_quotes_kept BEFORE DELETE ON order_quotes
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of order_quotes are never deleted.'); END;

CREATE TRIGGER order_events_kept BEFORE DELETE ON order_events
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of order_events are never deleted.'); END;

CREATE TRIGGER operations_kept BEFORE DELETE ON operations
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of operations are never deleted.'); END;

CREATE TRIGGER payment_submissions_kept BEFORE DELETE ON payment_submissions
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of payment_submissions are never deleted.'); END;

CREATE TRIGGER payment_evidence_kept BEFORE DELETE ON payment_evidence
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of payment_evidence are never deleted.'); END;

CREATE TRIGGER payment_verification_logs_kept BEFORE DELETE ON payment_verification_logs
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of payment_verification_logs are never deleted.'); END;

CREATE TRIGGER refunds_kept BEFORE DELETE ON refunds
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of refunds are never deleted.'); END;

CREATE TRIGGER refund_payments_kept BEFORE DELETE ON refund_payments
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of refund_payments are never deleted.'); END;

CREATE TRIGGER production_assignments_kept BEFORE DELETE ON production_assignments
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of production_assignments are never deleted.'); END;

CREATE TRIGGER workshop_payables_kept BEFORE DELETE ON workshop_payables
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of workshop_payables are never deleted.'); END;

CREATE TRIGGER settlements_kept BEFORE DELETE ON settlements
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of settlements are never deleted.'); END;

CREATE TRIGGER payable_payments_kept BEFORE DELETE ON payable_payments
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of payable_payments are never deleted.'); END;

CREATE TRIGGER order_items_unedited BEFORE UPDATE ON order_items
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of order_items are never edited.'); END;

CREATE TRIGGER order_quotes_unedited BEFORE UPDATE ON order_quotes
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of order_quotes are never edited.'); END;

CREATE TRIGGER order_events_unedited BEFORE UPDATE ON order_events
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of order_events are never edited.'); END;

CREATE TRIGGER operations_unedited BEFORE UPDATE ON operations
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of operations are never edited.'); END;

CREATE TRIGGER payment_evidence_unedited BEFORE UPDATE ON payment_evidence
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of payment_evidence are never edited.'); END;

CREATE TRIGGER payment_verification_logs_unedited BEFORE UPDATE ON payment_verification_logs
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of payment_verification_logs are never edited.'); END;

CREATE TRIGGER refund_payments_unedited BEFORE UPDATE ON refund_payments
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of refund_payments are never edited.'); END;

CREATE TRIGGER settlements_unedited BEFORE UPDATE ON settlements
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of settlements are never edited.'); END;

CREATE TRIGGER payable_payments_unedited BEFORE UPDATE ON payable_payments
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of payable_payments are never edited.'); END;

CREATE TRIGGER payment_evidence_unreplaced BEFORE INSERT ON payment_evidence
WHEN EXISTS (SELECT 1 FROM payment_evidence WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of payment_evidence are never replaced.'); END;

CREATE TRIGGER payment_verification_logs_unreplaced BEFORE INSERT ON payment_verification_logs
WHEN EXISTS (SELECT 1 FROM payment_verification_logs WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of payment_verification_logs are never replaced.'); END;

CREATE TRIGGER refund_payments_unreplaced BEFORE INSERT ON refund_payments
WHEN EXISTS (SELECT 1 FROM refund_payments WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of refund_payments are never replaced.'); END;

CREATE TRIGGER settlements_unreplaced BEFORE INSERT ON settlements
WHEN EXISTS (SELECT 1 FROM settlements WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of settlements are never replaced.'); END;

CREATE TRIGGER payable_payments_unreplaced BEFORE INSERT ON payable_payments
WHEN EXISTS (SELECT 1 FROM payable_payments WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of payable_payments are never replaced.'); END;

-- created_at is the database's -------------------------------------------------------------------------------------

CREATE TRIGGER orders_stamped BEFORE INSERT ON orders
WHEN abs(NEW.created_at - CAST(unixepoch('subsec') * 1000000 AS INTEGER)) > 60000000
BEGIN SELECT RAISE(ABORT, 'krafta:created-at The database stamps created_at; leave it out.'); END;

CREATE TRIGGER order_events_stamped BEFORE INSERT ON order_events
WHEN abs(NEW.created_at - CAST(unixepoch('subsec') * 1000000 AS INTEGER)) > 60000000
BEGIN SELECT RAISE(ABORT, 'krafta:created-at The database stamps created_at; leave it out.'); END;

CREATE TRIGGER operations_stamped BEFORE INSERT ON operations
WHEN abs(NEW.created_at - CAST(unixepoch('subsec') * 1000000 AS INTEGER)) > 60000000
BEGIN SELECT RAISE(ABORT, 'krafta:created-at The database stamps created_at; leave it out.'); END;

CREATE TRIGGER payment_submissions_stamped BEFORE INSERT ON payment_submissions
WHEN abs(NEW.created_at - CAST(unixepoch('subsec') * 1000000 AS INTEGER)) > 60000000
BEGIN SELECT RAISE(ABORT, 'krafta:created-at The database stamps created_at; leave it out.'); END;

CREATE TRIGGER payment_evidence_stamped BEFORE INSERT ON payment_evidence
WHEN abs(NEW.created_at - CAST(unixepoch('subsec') * 1000000 AS INTEGER)) > 60000000
BEGIN SELECT RAISE(ABORT, 'krafta:created-at The database stamps created_at; leave it out.'); END;

CREATE TRIGGER payment_verification_logs_stamped BEFORE INSERT ON payment_verification_logs
WHEN abs(NEW.created_at - CAST(unixepoch('subsec') * 1000000 AS INTEGER)) > 60000000
BEGIN SELECT RAISE(ABORT, 'krafta:created-at The database stamps created_at; leave it out.'); END;

CREATE TRIGGER refunds_stamped BEFORE INSERT ON refunds
WHEN abs(NEW.created_at - CAST(unixepoch('subsec') * 1000000 AS INTEGER)) > 60000000
BEGIN SELECT RAISE(ABORT, 'krafta:created-at The database stamps created_at; leave it out.'); END;

CREATE TRIGGER refund_payments_stamped BEFORE INSERT ON refund_payments
WHEN abs(NEW.created_at - CAST(unixepoch('subsec') * 1000000 AS INTEGER)) > 60000000
BEGIN SELECT RAISE(ABORT, 'krafta:created-at The database stamps created_at; leave it out.'); END;

CREATE TRIGGER production_assignments_stamped BEFORE INSERT ON production_assignments
WHEN abs(NEW.created_at - CAST(unixepoch('subsec') * 1000000 AS INTEGER)) > 60000000
BEGIN SELECT RAISE(ABORT, 'krafta:created-at The database stamps created_at; leave it out.'); END;

CREATE TRIGGER workshop_payables_stamped BEFORE INSERT ON workshop_payables
WHEN abs(NEW.created_at - CAST(unixepoch('subsec') * 1000000 AS INTEGER)) > 60000000
BEGIN SELECT RAISE(ABORT, 'krafta:created-at The database stamps created_at; leave it out.'); END;

CREATE TRIGGER settlements_stamped BEFORE INSERT ON settlements
WHEN abs(NEW.created_at - CAST(unixepoch('subsec') * 1000000 AS INTEGER)) > 60000000
BEGIN SELECT RAISE(ABORT, 'krafta:created-at The database stamps created_at; leave it out.'); END;

CREATE TRIGGER payable_payments_stamped BEFORE INSERT ON payable_payments
WHEN abs(NEW.created_at - CAST(unixepoch('subsec') * 1000000 AS INTEGER)) > 60000000
BEGIN SELECT RAISE(ABORT, 'krafta:created-at The database stamps created_at; leave it out.'); END;

