-- The database's own lock on the rules: the edges of both statuses, and triggers that refuse what the domain refuses,
-- whoever writes. A refusal has SQLSTATE 23514, the token as its constraint and `krafta:<token> <sentence>` as its message.
--
-- Statuses move by events: an INSERT into order_events is checked against the edges and then applied to orders and
-- production_assignments. A status written any other way is refused. The functions that read or write for a role
-- without the right to (krafta_site) run as the owner, with this schema and nothing else on their path.

SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);

CREATE TABLE payment_edges (
  from_status payment_status,
  to_status payment_status NOT NULL,
  code text NOT NULL
);
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
  from_status assignment_status,
  to_status assignment_status NOT NULL,
  code text NOT NULL
);
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

CREATE FUNCTION krafta_refuse(token text, sentence text, advice text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'krafta:% %', token, sentence
    USING ERRCODE = '23514', CONSTRAINT = token, HINT = coalesce(advice, sentence);
END $$;

-- Orders start at the beginning -----------------------------------------------------------------------------------

CREATE FUNCTION krafta_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.created_at := now();
  RETURN NEW;
END $$;

CREATE FUNCTION krafta_orders_new() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF NEW.payment_status <> 'PENDING' OR NEW.event_seq <> 0 OR NEW.version <> 0 OR NEW.credited_amount <> 0 OR NEW.on_hold
    OR NEW.attempt <> 0 OR NEW.claim_operator_id IS NOT NULL OR NEW.production_status IS NOT NULL OR NEW.workshop_id IS NOT NULL THEN
    PERFORM krafta_refuse('new-order', 'A new order is PENDING, with no money, claim, events or production.',
      'Leave these columns out and insert the P1 event into order_events.');
  END IF;
  NEW.created_at := now();
  RETURN NEW;
END $$;
CREATE TRIGGER orders_new BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION krafta_orders_new();

CREATE FUNCTION krafta_orders_frozen() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM krafta_refuse('order-frozen', 'The number, totals and delivery method of an order were frozen at checkout.',
    'Cancel the order and place another.');
  RETURN NULL;
END $$;
CREATE TRIGGER orders_frozen BEFORE UPDATE ON orders FOR EACH ROW
WHEN (NEW.id <> OLD.id OR NEW.number <> OLD.number OR NEW.delivery_method <> OLD.delivery_method
  OR NEW.subtotal_amount <> OLD.subtotal_amount OR NEW.shipping_amount <> OLD.shipping_amount
  OR NEW.total_amount <> OLD.total_amount OR NEW.currency <> OLD.currency OR NEW.due_currency <> OLD.due_currency
  OR NEW.placed_at <> OLD.placed_at OR NEW.created_at <> OLD.created_at)
EXECUTE FUNCTION krafta_orders_frozen();

CREATE FUNCTION krafta_items_in_time() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF (SELECT event_seq FROM orders WHERE id = NEW.order_id) > 0 THEN
    PERFORM krafta_refuse('order-frozen', 'Items are added before the order''s first event.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER order_items_in_time BEFORE INSERT ON order_items FOR EACH ROW EXECUTE FUNCTION krafta_items_in_time();

-- Events, in order and along the edges ----------------------------------------------------------------------------

CREATE FUNCTION krafta_check_creation(order_id_in uuid) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  o orders;
  lines numeric;
BEGIN
  SELECT * INTO o FROM orders WHERE id = order_id_in;
  SELECT sum(line_amount) INTO lines FROM order_items WHERE order_id = order_id_in;
  IF lines IS NULL THEN
    PERFORM krafta_refuse('empty-order', 'An order has at least one item before its first event.');
  ELSIF lines <> o.subtotal_amount THEN
    PERFORM krafta_refuse('new-order', 'The items do not add up to the subtotal.');
  ELSIF NOT EXISTS (
    SELECT 1 FROM order_quotes q
    WHERE q.order_id = order_id_in AND q.seq = 1 AND q.due_amount = o.due_amount AND q.total_amount = o.total_amount) THEN
    PERFORM krafta_refuse('new-order', 'The order''s quote is kept in order_quotes before its first event.');
  END IF;
END $$;

CREATE FUNCTION krafta_check_money_seen(order_id_in uuid) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM payment_submissions s WHERE s.order_id = order_id_in AND s.state = 'VERIFIED') THEN
    PERFORM krafta_refuse('nothing-verified', 'Verify a proof before confirming its order.');
  ELSIF EXISTS (
    SELECT 1 FROM payment_submissions s
    WHERE s.order_id = order_id_in AND s.state = 'VERIFIED'
      AND NOT EXISTS (SELECT 1 FROM payment_evidence e WHERE e.submission_id = s.id)) THEN
    PERFORM krafta_refuse('evidence-missing', 'Every verified proof has evidence from the bank.');
  END IF;
END $$;

CREATE FUNCTION krafta_check_refunded(order_id_in uuid) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM refunds r WHERE r.order_id = order_id_in AND r.status <> 'VOIDED')
    OR EXISTS (
      SELECT 1 FROM refunds r
      WHERE r.order_id = order_id_in AND r.status <> 'VOIDED'
        AND r.amount <> (SELECT coalesce(sum(p.amount), 0) FROM refund_payments p WHERE p.refund_id = r.id)) THEN
    PERFORM krafta_refuse('refund-incomplete', 'An order is REFUNDED when its refund is paid in full.');
  END IF;
END $$;

CREATE FUNCTION krafta_order_events_checked() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  o record;
  a record;
BEGIN
  NEW.created_at := now();
  -- The lock makes two writers of one order take turns; the second one then finds its number taken.
  SELECT event_seq, payment_status, on_hold, delivery_method INTO o FROM orders WHERE id = NEW.order_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN NEW; -- the foreign key refuses it
  ELSIF NEW.seq <> o.event_seq + 1 THEN
    PERFORM krafta_refuse('event-order', 'The next event of an order carries its event_seq plus one.', 'Read the order again.');
  ELSIF NEW.seq = 1 AND NEW.lane <> 'PAYMENT' THEN
    PERFORM krafta_refuse('event-order', 'The first event of an order is its creation.');
  END IF;

  IF NEW.lane = 'PAYMENT' THEN
    IF NEW.from_status IS DISTINCT FROM (CASE WHEN NEW.seq > 1 THEN o.payment_status::text END)
      OR NOT EXISTS (
        SELECT 1 FROM payment_edges e
        WHERE e.to_status::text = NEW.to_status AND e.from_status::text IS NOT DISTINCT FROM NEW.from_status AND e.code = NEW.edge) THEN
      PERFORM krafta_refuse('payment-edge', 'The order is not in the status this event leaves, or there is no such edge.',
        'The allowed edges are in payment_edges.');
    END IF;
    CASE NEW.edge
      WHEN 'P1' THEN PERFORM krafta_check_creation(NEW.order_id);
      WHEN 'P6', 'P8' THEN PERFORM krafta_check_money_seen(NEW.order_id);
      WHEN 'P15' THEN PERFORM krafta_check_refunded(NEW.order_id);
      WHEN 'P16' THEN
        IF EXISTS (SELECT 1 FROM refund_payments p WHERE p.order_id = NEW.order_id) THEN
          PERFORM krafta_refuse('refund-started', 'Part of the refund was already paid.');
        END IF;
      ELSE NULL;
    END CASE;

  ELSIF NEW.lane = 'PRODUCTION' THEN
    SELECT status::text AS status, event_seq INTO a
    FROM production_assignments WHERE id = NEW.assignment_id AND order_id = NEW.order_id FOR NO KEY UPDATE;
    IF NOT FOUND THEN
      PERFORM krafta_refuse('assignment-edge', 'The assignment belongs to another order.');
    ELSIF NEW.from_status IS DISTINCT FROM (CASE WHEN a.event_seq > 0 THEN a.status END)
      OR NOT EXISTS (
        SELECT 1 FROM assignment_edges e
        WHERE e.to_status::text = NEW.to_status AND e.from_status::text IS NOT DISTINCT FROM NEW.from_status AND e.code = NEW.edge) THEN
      PERFORM krafta_refuse('assignment-edge', 'The assignment is not in the status this event leaves, or there is no such edge.',
        'The allowed edges are in assignment_edges.');
    ELSIF o.on_hold AND NEW.to_status <> 'CANCELLED' THEN
      PERFORM krafta_refuse('on-hold', 'The order is on hold: its assignment can only be cancelled.');
    ELSIF o.payment_status <> 'CONFIRMED' AND NEW.to_status NOT IN ('CANCELLED', 'REJECTED') THEN
      PERFORM krafta_refuse('payment-not-confirmed', 'Production moves only while the payment is CONFIRMED.');
    ELSIF NEW.to_status = 'HANDED_TO_DELIVERY' AND o.delivery_method = 'PICKUP' THEN
      PERFORM krafta_refuse('pickup-is-not-delivered', 'An order for pickup is never handed to delivery.');
    ELSIF NEW.edge = 'A9' AND o.delivery_method <> 'PICKUP' THEN
      PERFORM krafta_refuse('pickup-only', 'Only an order for pickup is completed without delivery.');
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER order_events_checked BEFORE INSERT ON order_events
FOR EACH ROW EXECUTE FUNCTION krafta_order_events_checked();

-- Events, applied -------------------------------------------------------------------------------------------------

CREATE FUNCTION krafta_order_events_applied() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF NEW.lane = 'PAYMENT' THEN
    UPDATE orders SET
      payment_status = NEW.to_status::payment_status,
      event_seq = NEW.seq,
      version = version + 1,
      last_event_at = greatest(last_event_at, NEW.at),
      on_hold = CASE WHEN NEW.edge = 'P17' THEN true WHEN NEW.edge IN ('P6', 'P11', 'P12', 'P13', 'P14', 'P16') THEN false ELSE on_hold END,
      attempt = CASE WHEN NEW.edge = 'P9' THEN attempt + 1 WHEN NEW.edge = 'P2' THEN greatest(attempt, 1) ELSE attempt END,
      claim_operator_id = CASE WHEN NEW.to_status = 'UNDER_REVIEW' THEN claim_operator_id END,
      claimed_at = CASE WHEN NEW.to_status = 'UNDER_REVIEW' THEN claimed_at END,
      claim_expires_at = CASE WHEN NEW.to_status = 'UNDER_REVIEW' THEN claim_expires_at END
    WHERE id = NEW.order_id;
  ELSIF NEW.lane = 'PRODUCTION' THEN
    UPDATE production_assignments SET status = NEW.to_status::assignment_status, event_seq = NEW.seq, version = version + 1
    WHERE id = NEW.assignment_id;
    UPDATE orders o SET
      production_status = CASE WHEN NEW.to_status NOT IN ('REJECTED', 'CANCELLED') THEN NEW.to_status::assignment_status END,
      workshop_id = CASE WHEN NEW.to_status NOT IN ('REJECTED', 'CANCELLED')
        THEN (SELECT a.workshop_id FROM production_assignments a WHERE a.id = NEW.assignment_id) END,
      event_seq = NEW.seq,
      version = version + 1,
      last_event_at = greatest(last_event_at, NEW.at)
    WHERE id = NEW.order_id;
  ELSE
    UPDATE orders SET event_seq = NEW.seq, version = version + 1, last_event_at = greatest(last_event_at, NEW.at)
    WHERE id = NEW.order_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER order_events_applied AFTER INSERT ON order_events
FOR EACH ROW EXECUTE FUNCTION krafta_order_events_applied();

-- A status, and what goes with it, changes by the order's next event and in no other way.
CREATE FUNCTION krafta_orders_status_by_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF NEW.event_seq <> OLD.event_seq + 1 OR NEW.version <> OLD.version + 1 OR NOT EXISTS (
    SELECT 1 FROM order_events e
    WHERE e.order_id = OLD.id AND e.seq = NEW.event_seq
      AND NEW.payment_status::text = CASE e.lane WHEN 'PAYMENT' THEN e.to_status ELSE OLD.payment_status::text END
      AND NEW.production_status::text IS NOT DISTINCT FROM CASE
        WHEN e.lane <> 'PRODUCTION' THEN OLD.production_status::text
        WHEN e.to_status NOT IN ('REJECTED', 'CANCELLED') THEN e.to_status END) THEN
    PERFORM krafta_refuse('status-without-event', 'A status changes by inserting into order_events.',
      'Insert the event; its trigger applies the status.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER orders_status_by_event BEFORE UPDATE ON orders FOR EACH ROW
WHEN (NEW.payment_status <> OLD.payment_status OR NEW.production_status IS DISTINCT FROM OLD.production_status
  OR NEW.event_seq <> OLD.event_seq OR NEW.version <> OLD.version OR NEW.last_event_at <> OLD.last_event_at)
EXECUTE FUNCTION krafta_orders_status_by_event();

CREATE FUNCTION krafta_assignments_status_by_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF NEW.event_seq <= OLD.event_seq OR NOT EXISTS (
    SELECT 1 FROM order_events e
    WHERE e.order_id = OLD.order_id AND e.seq = NEW.event_seq
      AND e.assignment_id = OLD.id AND e.lane = 'PRODUCTION' AND e.to_status = NEW.status::text) THEN
    PERFORM krafta_refuse('status-without-event', 'A status changes by inserting into order_events.',
      'Insert the event; its trigger applies the status.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER production_assignments_status_by_event BEFORE UPDATE ON production_assignments FOR EACH ROW
WHEN (NEW.status <> OLD.status OR NEW.event_seq <> OLD.event_seq)
EXECUTE FUNCTION krafta_assignments_status_by_event();

-- Proofs ----------------------------------------------------------------------------------------------------------

CREATE FUNCTION krafta_submissions_new() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  status payment_status;
BEGIN
  NEW.created_at := now();
  SELECT payment_status INTO status FROM orders WHERE id = NEW.order_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN NEW; -- the foreign key refuses it
  ELSIF NEW.state <> 'OPEN' THEN
    PERFORM krafta_refuse('new-submission', 'A new proof is OPEN and has no verdict.');
  ELSIF NEW.previous_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM payment_submissions s WHERE s.id = NEW.previous_id AND s.order_id = NEW.order_id AND s.state = 'REJECTED') THEN
    PERFORM krafta_refuse('new-submission', 'The proof it replaces is a rejected one of the same order.');
  ELSIF status NOT IN ('PENDING', 'REPORTED', 'REJECTED') THEN
    PERFORM krafta_refuse('order-takes-no-proof', 'The order takes no proofs in its present status.');
  ELSIF (SELECT count(*) FROM payment_submissions s WHERE s.order_id = NEW.order_id AND s.state = 'OPEN') >= 5 THEN
    PERFORM krafta_refuse('too-many-open', 'At most 5 proofs of an order wait for a verdict.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_submissions_new BEFORE INSERT ON payment_submissions
FOR EACH ROW EXECUTE FUNCTION krafta_submissions_new();

CREATE FUNCTION krafta_submissions_declared() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM krafta_refuse('submission-declared', 'What was declared in a proof never changes; report another.');
  RETURN NULL;
END $$;
CREATE TRIGGER payment_submissions_declared BEFORE UPDATE ON payment_submissions FOR EACH ROW
WHEN ((NEW.id, NEW.order_id, NEW.seq, NEW.attempt, NEW.quote_seq, NEW.previous_id, NEW.reported_by, NEW.reported_by_id, NEW.method,
    NEW.amount, NEW.currency, NEW.paid_on, NEW.account_id, NEW.origin_bank, NEW.reference, NEW.reference_key, NEW.reference_reversed,
    NEW.payer_name, NEW.payer_id_doc, NEW.payer_phone, NEW.payer_email, NEW.receipt_digest, NEW.receipt_kind, NEW.receipt_bytes,
    NEW.digest, NEW.reported_at, NEW.created_at)
  IS DISTINCT FROM
   (OLD.id, OLD.order_id, OLD.seq, OLD.attempt, OLD.quote_seq, OLD.previous_id, OLD.reported_by, OLD.reported_by_id, OLD.method,
    OLD.amount, OLD.currency, OLD.paid_on, OLD.account_id, OLD.origin_bank, OLD.reference, OLD.reference_key, OLD.reference_reversed,
    OLD.payer_name, OLD.payer_id_doc, OLD.payer_phone, OLD.payer_email, OLD.receipt_digest, OLD.receipt_kind, OLD.receipt_bytes,
    OLD.digest, OLD.reported_at, OLD.created_at))
EXECUTE FUNCTION krafta_submissions_declared();

CREATE FUNCTION krafta_submissions_verdict() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF NEW.state = OLD.state THEN
    PERFORM krafta_refuse('submission-state', 'Verified amounts are set with the verdict.');
  ELSIF NOT (OLD.state = 'OPEN' OR (OLD.state = 'REJECTED' AND NEW.state = 'OPEN')
    OR (OLD.state = 'VERIFIED' AND NEW.state IN ('OPEN', 'REJECTED'))) THEN
    PERFORM krafta_refuse('submission-state', 'A withdrawn proof stays so, and a verdict changes only by reopening it.');
  ELSIF NEW.state = 'VERIFIED' AND (SELECT payment_status FROM orders WHERE id = NEW.order_id) <> 'UNDER_REVIEW' THEN
    PERFORM krafta_refuse('submission-state', 'A proof is verified while its order is UNDER_REVIEW.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_submissions_verdict BEFORE UPDATE ON payment_submissions FOR EACH ROW
WHEN (NEW.state <> OLD.state OR (NEW.verified_amount, NEW.verified_currency, NEW.credited_amount)
  IS DISTINCT FROM (OLD.verified_amount, OLD.verified_currency, OLD.credited_amount))
EXECUTE FUNCTION krafta_submissions_verdict();

-- The order's credited money is the sum of its verified proofs, kept here and refused when written otherwise.
CREATE FUNCTION krafta_submissions_credit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  UPDATE orders SET credited_amount =
    (SELECT coalesce(sum(s.credited_amount), 0) FROM payment_submissions s WHERE s.order_id = NEW.order_id AND s.state = 'VERIFIED')
  WHERE id = NEW.order_id;
  RETURN NULL;
END $$;
CREATE TRIGGER payment_submissions_credit AFTER UPDATE OF state ON payment_submissions FOR EACH ROW
WHEN (NEW.state <> OLD.state AND (NEW.state = 'VERIFIED' OR OLD.state = 'VERIFIED'))
EXECUTE FUNCTION krafta_submissions_credit();

CREATE FUNCTION krafta_orders_credited() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF NEW.credited_amount <>
    (SELECT coalesce(sum(s.credited_amount), 0) FROM payment_submissions s WHERE s.order_id = NEW.id AND s.state = 'VERIFIED') THEN
    PERFORM krafta_refuse('credited-amount', 'Credited money is the sum of the order''s verified proofs.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER orders_credited BEFORE UPDATE ON orders FOR EACH ROW
WHEN (NEW.credited_amount <> OLD.credited_amount)
EXECUTE FUNCTION krafta_orders_credited();

CREATE FUNCTION krafta_evidence_same_order() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM payment_submissions s WHERE s.id = NEW.submission_id AND s.order_id = NEW.order_id) THEN
    PERFORM krafta_refuse('evidence-missing', 'The evidence names a proof of another order.');
  END IF;
  NEW.created_at := now();
  RETURN NEW;
END $$;
CREATE TRIGGER payment_evidence_same_order BEFORE INSERT ON payment_evidence
FOR EACH ROW EXECUTE FUNCTION krafta_evidence_same_order();

-- Refunds ---------------------------------------------------------------------------------------------------------

CREATE FUNCTION krafta_refunds_new() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  o record;
BEGIN
  NEW.created_at := now();
  SELECT due_currency, credited_amount INTO o FROM orders WHERE id = NEW.order_id;
  IF NEW.status <> 'DUE' THEN
    PERFORM krafta_refuse('refund-closed', 'A new refund is DUE.');
  ELSIF EXISTS (SELECT 1 FROM refunds r WHERE r.order_id = NEW.order_id AND r.status = 'DUE') THEN
    PERFORM krafta_refuse('refund-closed', 'The order already has a refund due.');
  ELSIF NEW.currency = o.due_currency AND NEW.amount > o.credited_amount THEN
    PERFORM krafta_refuse('refund-exceeds', 'A refund is not more than what was verified.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER refunds_new BEFORE INSERT ON refunds FOR EACH ROW EXECUTE FUNCTION krafta_refunds_new();

CREATE FUNCTION krafta_refunds_closed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF NEW.id <> OLD.id OR NEW.order_id <> OLD.order_id OR NEW.amount <> OLD.amount OR NEW.currency <> OLD.currency
    OR NEW.created_at <> OLD.created_at OR OLD.status <> 'DUE' THEN
    PERFORM krafta_refuse('refund-closed', 'A refund only closes: PAID when paid in full, VOIDED when nothing was paid.');
  ELSIF NEW.status = 'PAID' AND NEW.amount <> (SELECT coalesce(sum(p.amount), 0) FROM refund_payments p WHERE p.refund_id = NEW.id) THEN
    PERFORM krafta_refuse('refund-incomplete', 'The refund is not paid in full.');
  ELSIF NEW.status = 'VOIDED' AND EXISTS (SELECT 1 FROM refund_payments p WHERE p.refund_id = NEW.id) THEN
    PERFORM krafta_refuse('refund-started', 'Part of the refund was already paid.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER refunds_closed BEFORE UPDATE ON refunds FOR EACH ROW EXECUTE FUNCTION krafta_refunds_closed();

CREATE FUNCTION krafta_refund_payments_within() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  r refunds;
BEGIN
  NEW.created_at := now();
  SELECT * INTO r FROM refunds WHERE id = NEW.refund_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN NEW; -- the foreign key refuses it
  ELSIF r.order_id <> NEW.order_id OR r.currency <> NEW.currency THEN
    PERFORM krafta_refuse('refund-currency', 'A payment has its refund''s order and currency.');
  ELSIF r.status <> 'DUE' THEN
    PERFORM krafta_refuse('refund-closed', 'The refund is no longer due.');
  ELSIF NEW.amount + (SELECT coalesce(sum(p.amount), 0) FROM refund_payments p WHERE p.refund_id = r.id) > r.amount THEN
    PERFORM krafta_refuse('refund-exceeds', 'The payment is more than what is left of the refund.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER refund_payments_within BEFORE INSERT ON refund_payments
FOR EACH ROW EXECUTE FUNCTION krafta_refund_payments_within();

-- Assignments -----------------------------------------------------------------------------------------------------

CREATE FUNCTION krafta_assignments_new() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  o record;
BEGIN
  NEW.created_at := now();
  SELECT payment_status, on_hold INTO o FROM orders WHERE id = NEW.order_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN NEW; -- the foreign key refuses it
  ELSIF NEW.status <> 'PENDING_ASSIGNMENT' OR NEW.event_seq <> 0 OR NEW.version <> 0 THEN
    PERFORM krafta_refuse('new-assignment', 'A new assignment is PENDING_ASSIGNMENT.');
  ELSIF o.payment_status <> 'CONFIRMED' THEN
    PERFORM krafta_refuse('payment-not-confirmed', 'Production moves only while the payment is CONFIRMED.');
  ELSIF o.on_hold THEN
    PERFORM krafta_refuse('on-hold', 'The order is on hold.');
  ELSIF EXISTS (
    SELECT 1 FROM production_assignments a WHERE a.order_id = NEW.order_id AND a.status NOT IN ('REJECTED', 'CANCELLED')) THEN
    PERFORM krafta_refuse('active-assignment', 'The order already has an active assignment.');
  ELSIF EXISTS (SELECT 1 FROM workshop_exclusions x WHERE x.order_id = NEW.order_id AND x.workshop_id = NEW.workshop_id) THEN
    PERFORM krafta_refuse('workshop-excluded', 'The workshop refused this order.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER production_assignments_new BEFORE INSERT ON production_assignments
FOR EACH ROW EXECUTE FUNCTION krafta_assignments_new();

CREATE FUNCTION krafta_assignments_frozen() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF NEW.id <> OLD.id OR NEW.order_id <> OLD.order_id OR NEW.attempt <> OLD.attempt OR NEW.created_at <> OLD.created_at THEN
    PERFORM krafta_refuse('assignment-frozen', 'An assignment stays with its order.');
  ELSIF OLD.agreed_cost IS NOT NULL AND OLD.status NOT IN ('PENDING_ASSIGNMENT', 'NOTIFIED')
    AND (NEW.agreed_cost, NEW.currency, NEW.policy) IS DISTINCT FROM (OLD.agreed_cost, OLD.currency, OLD.policy) THEN
    PERFORM krafta_refuse('assignment-frozen', 'Cost and policy were agreed when the workshop accepted.');
  ELSIF NEW.workshop_id IS DISTINCT FROM OLD.workshop_id THEN
    IF OLD.status <> 'PENDING_ASSIGNMENT' THEN
      PERFORM krafta_refuse('assignment-frozen', 'The workshop is chosen before it is notified.');
    ELSIF EXISTS (SELECT 1 FROM workshop_exclusions x WHERE x.order_id = NEW.order_id AND x.workshop_id = NEW.workshop_id) THEN
      PERFORM krafta_refuse('workshop-excluded', 'The workshop refused this order.');
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER production_assignments_frozen
BEFORE UPDATE OF id, order_id, attempt, workshop_id, agreed_cost, currency, policy, created_at ON production_assignments
FOR EACH ROW EXECUTE FUNCTION krafta_assignments_frozen();

CREATE FUNCTION krafta_assignments_workshop_shown() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  UPDATE orders SET workshop_id = NEW.workshop_id WHERE id = NEW.order_id;
  RETURN NULL;
END $$;
CREATE TRIGGER production_assignments_workshop_shown AFTER UPDATE OF workshop_id ON production_assignments FOR EACH ROW
WHEN (NEW.workshop_id IS DISTINCT FROM OLD.workshop_id)
EXECUTE FUNCTION krafta_assignments_workshop_shown();

-- Payables --------------------------------------------------------------------------------------------------------

CREATE FUNCTION krafta_payables_kept_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF (NEW.id, NEW.assignment_id, NEW.order_id, NEW.workshop_id, NEW.kind, NEW.amount, NEW.currency, NEW.created_at)
    IS DISTINCT FROM (OLD.id, OLD.assignment_id, OLD.order_id, OLD.workshop_id, OLD.kind, OLD.amount, OLD.currency, OLD.created_at) THEN
    PERFORM krafta_refuse('payable-frozen', 'A payable''s amount and parties never change.');
  ELSIF NEW.status <> OLD.status AND NEW.status = 'PAID'
    AND NEW.amount <> (SELECT coalesce(sum(p.amount), 0) FROM payable_payments p WHERE p.payable_id = NEW.id) THEN
    PERFORM krafta_refuse('payable-unpaid', 'The payable is not paid in full.');
  ELSIF NEW.status <> OLD.status AND NEW.status = 'VOIDED'
    AND 0 <> (SELECT coalesce(sum(p.amount), 0) FROM payable_payments p WHERE p.payable_id = NEW.id) THEN
    PERFORM krafta_refuse('payable-started', 'Money was already paid; claw it back instead.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER workshop_payables_kept_whole BEFORE UPDATE ON workshop_payables
FOR EACH ROW EXECUTE FUNCTION krafta_payables_kept_whole();

CREATE FUNCTION krafta_payable_payments_within() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  y workshop_payables;
BEGIN
  NEW.created_at := now();
  SELECT * INTO y FROM workshop_payables WHERE id = NEW.payable_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN NEW; -- the foreign key refuses it
  ELSIF y.currency <> NEW.currency THEN
    PERFORM krafta_refuse('payable-currency', 'A payment has its payable''s currency.');
  ELSIF NEW.reverses_id IS NOT NULL THEN
    IF NOT EXISTS (
      SELECT 1 FROM payable_payments p
      WHERE p.id = NEW.reverses_id AND p.payable_id = NEW.payable_id AND p.amount = -NEW.amount AND p.reverses_id IS NULL) THEN
      PERFORM krafta_refuse('payable-exceeds', 'A reversing row undoes exactly one payment of the same payable.');
    END IF;
  ELSIF y.status IN ('VOIDED', 'ON_HOLD') THEN
    PERFORM krafta_refuse('payable-closed', 'The payable takes no payments.');
  ELSIF (NEW.amount > 0) <> (y.amount > 0)
    OR abs(NEW.amount + (SELECT coalesce(sum(p.amount), 0) FROM payable_payments p WHERE p.payable_id = y.id)) > abs(y.amount) THEN
    PERFORM krafta_refuse('payable-exceeds', 'The payment is more than what is left of the payable.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payable_payments_within BEFORE INSERT ON payable_payments
FOR EACH ROW EXECUTE FUNCTION krafta_payable_payments_within();

-- History is neither edited nor deleted, and created_at is the database's -------------------------------------------

CREATE FUNCTION krafta_append_only() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM krafta_refuse('append-only', format('Rows of %s are never edited or deleted.', TG_TABLE_NAME), 'Write a row that corrects it.');
  RETURN NULL;
END $$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['orders', 'order_items', 'order_quotes', 'order_events', 'operations', 'payment_submissions',
    'payment_evidence', 'payment_verification_logs', 'refunds', 'refund_payments', 'production_assignments', 'workshop_payables',
    'settlements', 'payable_payments'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION krafta_append_only()', name || '_kept', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION krafta_append_only()', name || '_untruncated', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['order_items', 'order_quotes', 'order_events', 'operations', 'payment_evidence',
    'payment_verification_logs', 'refund_payments', 'settlements', 'payable_payments'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION krafta_append_only()', name || '_unedited', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['operations', 'notifications', 'payment_verification_logs', 'workshop_payables', 'settlements',
    'capacity_bookings', 'workshop_exclusions', 'operators', 'products', 'exchange_rates', 'shipping_rates', 'bank_accounts', 'workshops'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION krafta_stamp()', name || '_stamped', name);
  END LOOP;
END $$;
