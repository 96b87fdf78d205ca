-- Money that is returned from review without having been confirmed (P14), and a payment that comes for an order that needs no
-- more: both leave a line in the log of verdicts.

ALTER TABLE payment_verification_logs DROP CONSTRAINT payment_verification_logs_verdict_check;
ALTER TABLE payment_verification_logs ADD CONSTRAINT payment_verification_logs_verdict_check
  CHECK (verdict IN ('CONFIRMED', 'REJECTED', 'PART', 'REOPENED', 'REVERSED', 'RETURNED', 'SURPLUS'));
CREATE INDEX payment_verification_logs_surplus ON payment_verification_logs (order_id) WHERE verdict = 'SURPLUS';

-- An admin's proof of an order that needs no more money is verified from the beginning: nobody reviews it.
CREATE OR REPLACE FUNCTION krafta_submissions_new() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  status payment_status;
BEGIN
  NEW.created_at := now();
  SELECT payment_status INTO status FROM orders WHERE id = NEW.order_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN NEW; -- the foreign key refuses it
  ELSIF NEW.state = 'VERIFIED' AND NEW.reported_by = 'ADMIN' AND NEW.verified_amount > 0 AND NEW.surplus_of IS NULL
    AND NEW.previous_id IS NULL AND status IN ('CONFIRMED', 'REFUND_PENDING', 'REFUNDED') THEN
    RETURN NEW;
  ELSIF NEW.state <> 'OPEN' THEN
    PERFORM krafta_refuse('new-submission', 'A new proof is OPEN and has no verdict.');
  ELSIF NEW.previous_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM payment_submissions s WHERE s.id = NEW.previous_id AND s.order_id = NEW.order_id AND s.state = 'REJECTED') THEN
    PERFORM krafta_refuse('new-submission', 'The proof it replaces is a rejected one of the same order.');
  -- An admin's on a cancelled order goes before its P18.
  ELSIF status NOT IN ('PENDING', 'REPORTED', 'REJECTED') AND NOT (status = 'CANCELLED' AND NEW.reported_by = 'ADMIN') THEN
    PERFORM krafta_refuse('order-takes-no-proof', 'The order takes no proofs in its present status.');
  ELSIF (SELECT count(*) FROM payment_submissions s WHERE s.order_id = NEW.order_id AND s.state = 'OPEN') >= 5 THEN
    PERFORM krafta_refuse('too-many-open', 'At most 5 proofs of an order wait for a verdict.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_submissions_credit_new AFTER INSERT ON payment_submissions FOR EACH ROW
WHEN (NEW.state = 'VERIFIED')
EXECUTE FUNCTION krafta_submissions_credit();

-- What is left of the surplus of an order: above its due while it is confirmed, beyond its refunds once all of it goes back.
-- What other orders were credited of it is not taken off here.
CREATE VIEW order_surpluses AS SELECT o.id AS order_id,
  o.credited_amount - CASE o.payment_status WHEN 'CONFIRMED' THEN o.due_amount ELSE 0 END
    - (SELECT coalesce(sum(r.amount), 0) FROM refunds r
      WHERE r.order_id = o.id AND (r.kind = 'SURPLUS' OR o.payment_status <> 'CONFIRMED') AND r.status <> 'VOIDED'
        AND r.currency = o.due_currency) AS surplus
FROM orders o WHERE o.payment_status IN ('CONFIRMED', 'REFUND_PENDING', 'REFUNDED');

CREATE OR REPLACE FUNCTION krafta_submissions_surplus() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  source record;
  taken numeric;
  surplus numeric;
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.surplus_of IS DISTINCT FROM OLD.surplus_of THEN
    PERFORM krafta_refuse('submission-declared', 'What was declared in a proof never changes; report another.');
  ELSIF TG_OP = 'UPDATE' AND NOT (NEW.state = 'VERIFIED' AND OLD.state <> 'VERIFIED') THEN
    RETURN NEW;
  END IF;
  SELECT customer_phone, payment_status, on_hold, due_currency INTO source FROM orders WHERE id = NEW.surplus_of FOR NO KEY UPDATE;
  IF TG_OP = 'INSERT' AND (NEW.surplus_of = NEW.order_id OR NEW.reported_by <> 'ADMIN'
    OR source.payment_status NOT IN ('CONFIRMED', 'REFUND_PENDING', 'REFUNDED')
    OR source.on_hold OR NEW.currency <> source.due_currency
    OR NOT EXISTS (SELECT 1 FROM orders t WHERE t.id = NEW.order_id AND t.customer_phone = source.customer_phone)) THEN
    PERFORM krafta_refuse('surplus-order', 'A surplus is credited by an admin from an order that has one to another of its customer.');
  END IF;
  SELECT coalesce(sum(s.amount), 0) INTO taken FROM payment_submissions s
  WHERE s.surplus_of = NEW.surplus_of AND s.id <> NEW.id AND (s.state = 'VERIFIED' OR (s.state = 'OPEN' AND TG_OP = 'INSERT'));
  SELECT s.surplus INTO surplus FROM order_surpluses s WHERE s.order_id = NEW.surplus_of;
  IF NEW.verified_amount <> NEW.amount OR NEW.amount > coalesce(surplus, 0) - taken THEN
    PERFORM krafta_refuse('surplus-exceeds', 'Not more than the surplus is credited.');
  END IF;
  RETURN NEW;
END $$;

-- As before; a surplus is given back of an order that ended too, beyond the refunds that end it.
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
  ELSIF NEW.kind = 'GOODWILL' AND o.payment_status <> 'CONFIRMED' THEN
    PERFORM krafta_refuse('refund-kind', 'A part is given back of an order that is CONFIRMED.', 'Else all of it goes back, by P13 or P14.');
  ELSIF NEW.kind = 'SURPLUS' AND o.payment_status NOT IN ('CONFIRMED', 'REFUND_PENDING', 'REFUNDED') THEN
    PERFORM krafta_refuse('refund-kind', 'A surplus is given back of an order that needs no more money.');
  ELSIF NEW.kind = 'GOODWILL' AND NEW.borne_by IS NULL THEN
    PERFORM krafta_refuse('refund-kind', 'A goodwill refund says who bears it.');
  ELSIF NEW.currency = o.due_currency AND NEW.amount + (
    SELECT coalesce(sum(r.amount), 0) FROM refunds r
    WHERE r.order_id = NEW.order_id AND r.status <> 'VOIDED' AND r.currency = NEW.currency
      -- One that is paid stands beside a later one of the whole; one that is due is voided by it.
      AND NOT (NEW.kind IN ('CANCELLATION', 'RETURN') AND r.status = 'DUE')) > o.credited_amount
    - (SELECT coalesce(sum(s.amount), 0) FROM payment_submissions s WHERE s.surplus_of = NEW.order_id AND s.state IN ('OPEN', 'VERIFIED')) THEN
    PERFORM krafta_refuse('refund-exceeds', 'Refunds are not more than what was verified.');
  ELSIF NEW.currency <> o.due_currency AND NEW.amount + (
    SELECT coalesce(sum(r.amount), 0) FROM refunds r
    WHERE r.order_id = NEW.order_id AND r.status <> 'VOIDED' AND r.currency = NEW.currency
      AND NOT (NEW.kind IN ('CANCELLATION', 'RETURN') AND r.status = 'DUE')) > (
    SELECT coalesce(sum(s.verified_amount), 0) FROM payment_submissions s
    WHERE s.order_id = NEW.order_id AND s.state = 'VERIFIED' AND s.verified_currency = NEW.currency) THEN
    PERFORM krafta_refuse('refund-exceeds', 'Refunds are not more than what was verified.');
  ELSIF NEW.kind = 'SURPLUS' AND NEW.currency = o.due_currency AND NEW.amount > (
    SELECT s.surplus - (SELECT coalesce(sum(x.amount), 0) FROM payment_submissions x
      WHERE x.surplus_of = s.order_id AND x.state IN ('OPEN', 'VERIFIED'))
    FROM order_surpluses s WHERE s.order_id = NEW.order_id) THEN
    PERFORM krafta_refuse('surplus-exceeds', 'Not more than the surplus is given back as surplus.');
  END IF;
  RETURN NEW;
END $$;
