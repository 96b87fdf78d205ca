-- Refunds have a kind, a destination and, after a complaint, somebody who bears them; a payment of one says when it left, in
-- which currency and at what rate, and is undone by a reversing row. P19 leads back from REFUNDED.

SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);

INSERT INTO payment_edges (from_status, to_status, code) VALUES ('REFUNDED', 'REFUND_PENDING', 'P19');

ALTER TABLE refunds
  -- CANCELLATION and RETURN give all of it back and move the order's status; SURPLUS and GOODWILL leave it as it is.
  ADD COLUMN kind text NOT NULL DEFAULT 'CANCELLATION' CHECK (kind IN ('CANCELLATION', 'RETURN', 'SURPLUS', 'GOODWILL')),
  ADD COLUMN borne_by text CHECK (borne_by IN ('WORKSHOP', 'KRAFTA', 'COURIER')),
  -- Where the money goes.
  ADD COLUMN to_method payment_method,
  ADD COLUMN to_bank text CHECK (to_bank ~ '^[0-9]{4}$'),
  ADD COLUMN to_account text CHECK (length(to_account) <= 100),
  ADD COLUMN to_phone text CHECK (length(to_phone) <= 20),
  ADD COLUMN to_id_doc text CHECK (length(to_id_doc) <= 20),
  ADD COLUMN to_name text CHECK (length(to_name) <= 200);
ALTER TABLE refunds DROP CONSTRAINT refunds_one_due;
ALTER TABLE refunds ADD CONSTRAINT refunds_one_due
  EXCLUDE USING btree (order_id WITH =) WHERE (status = 'DUE' AND kind IN ('CANCELLATION', 'RETURN'));

ALTER TABLE refund_payments
  DROP CONSTRAINT refund_payments_amount_check,
  ADD COLUMN reverses_id uuid,
  ADD COLUMN reason text,
  -- The day it left the bank.
  ADD COLUMN sent_on date,
  -- What left, where that is not the refund's currency, and the bolívares for a dollar it was counted at.
  ADD COLUMN sent_amount numeric(18,2),
  ADD COLUMN sent_currency text CHECK (sent_currency IN ('USD', 'VES', 'USDT')),
  ADD COLUMN rate numeric CHECK (rate > 0),
  -- Why the reference of another refund's payment was used again.
  ADD COLUMN repeats_reason text,
  ADD CONSTRAINT refund_payments_sign CHECK (CASE WHEN reverses_id IS NULL THEN amount > 0 ELSE amount < 0 END),
  ADD CONSTRAINT refund_payments_reversal CHECK (reverses_id IS NULL OR length(trim(reason)) > 0),
  ADD CONSTRAINT refund_payments_sent CHECK ((sent_amount IS NULL) = (sent_currency IS NULL) AND (sent_amount IS NULL) = (rate IS NULL)
    AND (sent_currency IS NULL OR sent_currency <> currency)),
  ADD FOREIGN KEY (reverses_id) REFERENCES refund_payments (id);
CREATE UNIQUE INDEX refund_payments_reverses ON refund_payments (reverses_id) WHERE reverses_id IS NOT NULL;
CREATE INDEX refund_payments_reference ON refund_payments (method, ltrim(reference, '0')) WHERE reverses_id IS NULL;

-- What of an order is given back as a whole, net of what was reversed.
CREATE FUNCTION krafta_refunded_whole(order_in uuid) RETURNS numeric LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
  SELECT coalesce(sum(p.amount), 0) FROM refund_payments p JOIN refunds r ON r.id = p.refund_id
  WHERE p.order_id = order_in AND r.kind IN ('CANCELLATION', 'RETURN');
$$;

CREATE OR REPLACE FUNCTION krafta_check_refunded(order_id_in uuid) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM refunds r WHERE r.order_id = order_id_in AND r.status <> 'VOIDED' AND r.kind IN ('CANCELLATION', 'RETURN'))
    OR EXISTS (
      SELECT 1 FROM refunds r
      WHERE r.order_id = order_id_in AND r.status <> 'VOIDED' AND r.kind IN ('CANCELLATION', 'RETURN')
        AND r.amount <> (SELECT coalesce(sum(p.amount), 0) FROM refund_payments p WHERE p.refund_id = r.id)) THEN
    PERFORM krafta_refuse('refund-incomplete', 'An order is REFUNDED when its refund is paid in full.');
  END IF;
END $$;

-- As in 0006, but P16 while nothing is paid back, net of what was reversed, and P19 while something is missing again.
CREATE OR REPLACE FUNCTION krafta_order_events_checked() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
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
        IF krafta_refunded_whole(NEW.order_id) <> 0 THEN
          PERFORM krafta_refuse('refund-started', 'Part of the refund was already paid.');
        END IF;
      WHEN 'P19' THEN
        IF NOT EXISTS (
          SELECT 1 FROM refunds r
          WHERE r.order_id = NEW.order_id AND r.status = 'DUE' AND r.kind IN ('CANCELLATION', 'RETURN')
            AND r.amount > (SELECT coalesce(sum(p.amount), 0) FROM refund_payments p WHERE p.refund_id = r.id)) THEN
          PERFORM krafta_refuse('refund-closed', 'A refunded order waits again when a payment of its refund was reversed.');
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

CREATE OR REPLACE FUNCTION krafta_refunds_new() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  o record;
BEGIN
  NEW.created_at := now();
  SELECT due_currency, due_amount, credited_amount, payment_status INTO o FROM orders WHERE id = NEW.order_id FOR NO KEY UPDATE;
  IF NEW.status <> 'DUE' THEN
    PERFORM krafta_refuse('refund-closed', 'A new refund is DUE.');
  ELSIF NEW.kind IN ('CANCELLATION', 'RETURN') AND EXISTS (
    SELECT 1 FROM refunds r WHERE r.order_id = NEW.order_id AND r.status = 'DUE' AND r.kind IN ('CANCELLATION', 'RETURN')) THEN
    PERFORM krafta_refuse('refund-closed', 'The order already has a refund due.');
  ELSIF NEW.kind IN ('SURPLUS', 'GOODWILL') AND o.payment_status <> 'CONFIRMED' THEN
    PERFORM krafta_refuse('refund-kind', 'A part is given back of an order that is CONFIRMED.', 'Else all of it goes back, by P13 or P14.');
  ELSIF NEW.kind = 'GOODWILL' AND NEW.borne_by IS NULL THEN
    PERFORM krafta_refuse('refund-kind', 'A goodwill refund says who bears it.');
  ELSIF NEW.currency = o.due_currency AND NEW.amount + (
    SELECT coalesce(sum(r.amount), 0) FROM refunds r
    WHERE r.order_id = NEW.order_id AND r.status <> 'VOIDED' AND r.currency = NEW.currency
      -- One that is paid stands beside a later one of the whole; one that is due is voided by it.
      AND NOT (NEW.kind IN ('CANCELLATION', 'RETURN') AND r.status = 'DUE')) > o.credited_amount THEN
    PERFORM krafta_refuse('refund-exceeds', 'Refunds are not more than what was verified.');
  ELSIF NEW.kind = 'SURPLUS' AND NEW.currency = o.due_currency AND NEW.amount + (
    SELECT coalesce(sum(r.amount), 0) FROM refunds r
    WHERE r.order_id = NEW.order_id AND r.status <> 'VOIDED' AND r.kind = 'SURPLUS') > o.credited_amount - o.due_amount THEN
    PERFORM krafta_refuse('surplus-exceeds', 'Not more than the surplus is given back as surplus.');
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION krafta_refunds_closed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  paid numeric;
BEGIN
  SELECT coalesce(sum(p.amount), 0) INTO paid FROM refund_payments p WHERE p.refund_id = NEW.id;
  IF NEW.id <> OLD.id OR NEW.order_id <> OLD.order_id OR NEW.amount <> OLD.amount OR NEW.currency <> OLD.currency
    OR NEW.kind <> OLD.kind OR NEW.borne_by IS DISTINCT FROM OLD.borne_by OR NEW.created_at <> OLD.created_at
    OR OLD.status = 'VOIDED' OR (OLD.status = 'PAID' AND NEW.status <> 'DUE') THEN
    PERFORM krafta_refuse('refund-closed', 'A refund only closes: PAID when paid in full, VOIDED when nothing was paid.',
      'A payment that bounced is undone by a reversing row.');
  ELSIF OLD.status = 'PAID' AND paid >= NEW.amount THEN
    PERFORM krafta_refuse('refund-closed', 'A paid refund is due again when one of its payments was reversed.');
  ELSIF NEW.status = 'PAID' AND NEW.amount <> paid THEN
    PERFORM krafta_refuse('refund-incomplete', 'The refund is not paid in full.');
  ELSIF NEW.status = 'VOIDED' AND paid <> 0 THEN
    PERFORM krafta_refuse('refund-started', 'Part of the refund was already paid.');
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION krafta_refund_payments_within() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  r refunds;
BEGIN
  NEW.created_at := now();
  SELECT * INTO r FROM refunds WHERE id = NEW.refund_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN NEW; -- the foreign key refuses it
  ELSIF r.order_id <> NEW.order_id OR r.currency <> NEW.currency THEN
    PERFORM krafta_refuse('refund-currency', 'A payment has its refund''s order and currency.',
      'What left in another currency stands in sent_amount and sent_currency.');
  ELSIF NEW.reverses_id IS NOT NULL THEN
    IF NOT EXISTS (
      SELECT 1 FROM refund_payments p
      WHERE p.id = NEW.reverses_id AND p.refund_id = NEW.refund_id AND p.amount = -NEW.amount AND p.reverses_id IS NULL) THEN
      PERFORM krafta_refuse('refund-exceeds', 'A reversing row undoes exactly one payment of the same refund.');
    END IF;
  ELSIF r.status <> 'DUE' THEN
    PERFORM krafta_refuse('refund-closed', 'The refund is no longer due.');
  ELSIF NEW.amount + (SELECT coalesce(sum(p.amount), 0) FROM refund_payments p WHERE p.refund_id = r.id) > r.amount THEN
    PERFORM krafta_refuse('refund-exceeds', 'The payment is more than what is left of the refund.');
  ELSIF NEW.repeats_reason IS NULL THEN
    -- Two payments of the same reference take turns.
    PERFORM pg_advisory_xact_lock(hashtextextended('refund ' || NEW.method::text || ltrim(NEW.reference, '0'), 0));
    IF EXISTS (
      SELECT 1 FROM refund_payments p
      WHERE p.method = NEW.method AND ltrim(p.reference, '0') = ltrim(NEW.reference, '0') AND p.reverses_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM refund_payments x WHERE x.reverses_id = p.id)) THEN
      PERFORM krafta_refuse('refund-repeated', 'A refund was paid with this method and reference before.', 'Say why in repeats_reason.');
    END IF;
  END IF;
  RETURN NEW;
END $$;
