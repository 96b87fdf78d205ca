-- One bank credit pays several orders and never more than it is; a surplus is credited to another order of the same customer.

-- The whole transfer, where it pays more than this order. Stated once; later evidence repeats it or leaves it out.
ALTER TABLE payment_evidence ADD COLUMN credit_amount numeric(18, 2) CHECK (credit_amount >= amount);
-- The order whose surplus this is.
ALTER TABLE payment_submissions ADD COLUMN surplus_of uuid REFERENCES orders (id);
CREATE INDEX payment_submissions_surplus ON payment_submissions (surplus_of) WHERE surplus_of IS NOT NULL;
CREATE INDEX orders_surplus ON orders (last_event_at, id) WHERE payment_status = 'CONFIRMED' AND credited_amount > due_amount;

-- A credit is the evidence of one account, reference and value date (domain.md §8, 16). Of a proof its last evidence counts.
-- Two verdicts on one credit wait for each other.
CREATE FUNCTION krafta_evidence_within() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  stated numeric;
  used numeric;
BEGIN
  IF ltrim(NEW.bank_reference, '0') = ''
    OR EXISTS (SELECT 1 FROM payment_submissions s WHERE s.id = NEW.submission_id AND s.surplus_of IS NOT NULL) THEN
    RETURN NEW;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('krafta.credit ' || NEW.account_id || ltrim(NEW.bank_reference, '0'), 0));
  SELECT max(e.credit_amount), coalesce(sum(e.amount), 0) INTO stated, used
  FROM payment_evidence e JOIN payment_submissions s ON s.id = e.submission_id
  WHERE e.account_id = NEW.account_id AND ltrim(e.bank_reference, '0') = ltrim(NEW.bank_reference, '0')
    AND e.value_date = NEW.value_date AND s.state = 'VERIFIED' AND s.surplus_of IS NULL AND s.id <> NEW.submission_id
    AND NOT EXISTS (SELECT 1 FROM payment_evidence_voids v WHERE v.evidence_id = e.id)
    AND NOT EXISTS (SELECT 1 FROM payment_evidence later WHERE later.submission_id = e.submission_id AND later.id > e.id);
  IF stated <> NEW.credit_amount THEN
    PERFORM krafta_refuse('credit-stated', 'The amount of that bank credit was stated before.');
  ELSIF used > 0 AND used + NEW.amount > coalesce(stated, NEW.credit_amount, 0) THEN
    PERFORM krafta_refuse('credit-exceeded', 'That bank credit was used already.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_evidence_within BEFORE INSERT ON payment_evidence FOR EACH ROW EXECUTE FUNCTION krafta_evidence_within();

CREATE FUNCTION krafta_submissions_surplus() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  source record;
  taken numeric;
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.surplus_of IS DISTINCT FROM OLD.surplus_of THEN
    PERFORM krafta_refuse('submission-declared', 'What was declared in a proof never changes; report another.');
  ELSIF TG_OP = 'UPDATE' AND NOT (NEW.state = 'VERIFIED' AND OLD.state <> 'VERIFIED') THEN
    RETURN NEW;
  END IF;
  SELECT customer_phone, payment_status, on_hold, due_currency, credited_amount - due_amount AS surplus INTO source
  FROM orders WHERE id = NEW.surplus_of FOR NO KEY UPDATE;
  IF TG_OP = 'INSERT' AND (NEW.surplus_of = NEW.order_id OR NEW.reported_by <> 'ADMIN' OR source.payment_status <> 'CONFIRMED'
    OR source.on_hold OR NEW.currency <> source.due_currency
    OR NOT EXISTS (SELECT 1 FROM orders t WHERE t.id = NEW.order_id AND t.customer_phone = source.customer_phone)) THEN
    PERFORM krafta_refuse('surplus-order', 'A surplus is credited by an admin from a confirmed order to another of its customer.');
  END IF;
  SELECT coalesce(sum(s.amount), 0) INTO taken FROM payment_submissions s
  WHERE s.surplus_of = NEW.surplus_of AND s.id <> NEW.id AND (s.state = 'VERIFIED' OR (s.state = 'OPEN' AND TG_OP = 'INSERT'));
  IF NEW.verified_amount <> NEW.amount OR NEW.amount > source.surplus - taken - (
    SELECT coalesce(sum(r.amount), 0) FROM refunds r
    WHERE r.order_id = NEW.surplus_of AND r.kind = 'SURPLUS' AND r.status <> 'VOIDED' AND r.currency = source.due_currency) THEN
    PERFORM krafta_refuse('surplus-exceeds', 'Not more than the surplus is credited.');
  END IF;
  RETURN NEW;
END $$;
-- What is opened again after a rejection finds what is left of the surplus.
CREATE TRIGGER payment_submissions_surplus BEFORE INSERT OR UPDATE ON payment_submissions FOR EACH ROW
WHEN (NEW.surplus_of IS NOT NULL)
EXECUTE FUNCTION krafta_submissions_surplus();

-- As before, less what was credited to other orders.
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
  ELSIF NEW.kind = 'SURPLUS' AND NEW.currency = o.due_currency AND NEW.amount + (
    SELECT coalesce(sum(r.amount), 0) FROM refunds r
    WHERE r.order_id = NEW.order_id AND r.status <> 'VOIDED' AND r.kind = 'SURPLUS') > o.credited_amount - o.due_amount
    - (SELECT coalesce(sum(s.amount), 0) FROM payment_submissions s WHERE s.surplus_of = NEW.order_id AND s.state IN ('OPEN', 'VERIFIED')) THEN
    PERFORM krafta_refuse('surplus-exceeds', 'Not more than the surplus is given back as surplus.');
  END IF;
  RETURN NEW;
END $$;
