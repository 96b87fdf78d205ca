-- One bank credit pays several orders and never more than it is; a surplus is credited to another order of the same customer.

-- The whole transfer, where it pays more than this order. Stated once; later evidence repeats it or leaves it out.
ALTER TABLE payment_evidence ADD COLUMN credit_amount INTEGER CHECK (credit_amount >= amount);
-- The order whose surplus this is.
ALTER TABLE payment_submissions ADD COLUMN surplus_of BLOB REFERENCES orders (id);
CREATE INDEX payment_submissions_surplus ON payment_submissions (surplus_of) WHERE surplus_of IS NOT NULL;
CREATE INDEX orders_surplus ON orders (last_event_at, id) WHERE payment_status = 'CONFIRMED' AND credited_amount > due_amount;

-- A credit is the evidence of one account, reference and value date (domain.md §8, 16). Of a proof its last evidence counts.
CREATE TRIGGER payment_evidence_within BEFORE INSERT ON payment_evidence
WHEN ltrim(NEW.bank_reference, '0') <> ''
  AND EXISTS (SELECT 1 FROM payment_submissions s WHERE s.id = NEW.submission_id AND s.surplus_of IS NULL)
BEGIN
  SELECT CASE
    WHEN stated <> NEW.credit_amount THEN RAISE(ABORT, 'krafta:credit-stated The amount of that bank credit was stated before.')
    WHEN used > 0 AND used + NEW.amount > coalesce(stated, NEW.credit_amount, 0) THEN
      RAISE(ABORT, 'krafta:credit-exceeded That bank credit was used already.')
  END
  FROM (
    SELECT max(e.credit_amount) AS stated, coalesce(sum(e.amount), 0) AS used
    FROM payment_evidence e JOIN payment_submissions s ON s.id = e.submission_id
    WHERE e.account_id = NEW.account_id AND ltrim(e.bank_reference, '0') = ltrim(NEW.bank_reference, '0')
      AND e.value_date = NEW.value_date AND s.state = 'VERIFIED' AND s.surplus_of IS NULL AND s.id <> NEW.submission_id
      AND NOT EXISTS (SELECT 1 FROM payment_evidence_voids v WHERE v.evidence_id = e.id)
      AND NOT EXISTS (SELECT 1 FROM payment_evidence later WHERE later.submission_id = e.submission_id AND later.id > e.id));
END;

CREATE TRIGGER payment_submissions_surplus_new BEFORE INSERT ON payment_submissions
WHEN NEW.surplus_of IS NOT NULL
BEGIN
  SELECT CASE
    WHEN NEW.surplus_of = NEW.order_id OR NEW.reported_by <> 'ADMIN' OR NOT EXISTS (
      SELECT 1 FROM orders o JOIN orders t ON t.customer_phone = o.customer_phone
      WHERE o.id = NEW.surplus_of AND t.id = NEW.order_id AND o.payment_status = 'CONFIRMED' AND NOT o.on_hold
        AND NEW.currency = o.due_currency) THEN
      RAISE(ABORT, 'krafta:surplus-order A surplus is credited by an admin from a confirmed order to another of its customer.')
    WHEN NEW.amount > (
      SELECT o.credited_amount - o.due_amount
        - (SELECT coalesce(sum(r.amount), 0) FROM refunds r
          WHERE r.order_id = o.id AND r.kind = 'SURPLUS' AND r.status <> 'VOIDED' AND r.currency = o.due_currency)
        - (SELECT coalesce(sum(s.amount), 0) FROM payment_submissions s WHERE s.surplus_of = o.id AND s.state IN ('OPEN', 'VERIFIED'))
      FROM orders o WHERE o.id = NEW.surplus_of) THEN
      RAISE(ABORT, 'krafta:surplus-exceeds Not more than the surplus is credited.')
  END;
END;

CREATE TRIGGER payment_submissions_surplus_kept BEFORE UPDATE OF surplus_of ON payment_submissions
WHEN NEW.surplus_of IS NOT OLD.surplus_of
BEGIN SELECT RAISE(ABORT, 'krafta:submission-declared What was declared in a proof never changes; report another.'); END;

-- One that was rejected or withdrawn and is opened again finds what is left of the surplus.
CREATE TRIGGER payment_submissions_surplus_verified BEFORE UPDATE OF state ON payment_submissions
WHEN NEW.surplus_of IS NOT NULL AND NEW.state = 'VERIFIED' AND OLD.state <> 'VERIFIED'
BEGIN
  SELECT CASE WHEN NEW.verified_amount <> NEW.amount OR NEW.amount > (
    SELECT o.credited_amount - o.due_amount
      - (SELECT coalesce(sum(r.amount), 0) FROM refunds r
        WHERE r.order_id = o.id AND r.kind = 'SURPLUS' AND r.status <> 'VOIDED' AND r.currency = o.due_currency)
      - (SELECT coalesce(sum(s.amount), 0) FROM payment_submissions s
        WHERE s.surplus_of = o.id AND s.state = 'VERIFIED' AND s.id <> NEW.id)
    FROM orders o WHERE o.id = NEW.surplus_of) THEN
    RAISE(ABORT, 'krafta:surplus-exceeds Not more than the surplus is credited.') END;
END;

-- As before, less what was credited to other orders.
DROP TRIGGER refunds_new;
CREATE TRIGGER refunds_new BEFORE INSERT ON refunds
BEGIN
  SELECT CASE
    WHEN NEW.status <> 'DUE' THEN RAISE(ABORT, 'krafta:refund-closed A new refund is DUE.')
    WHEN NEW.kind IN ('CANCELLATION', 'RETURN') AND EXISTS (
      SELECT 1 FROM refunds r WHERE r.order_id = NEW.order_id AND r.status = 'DUE' AND r.kind IN ('CANCELLATION', 'RETURN')) THEN
      RAISE(ABORT, 'krafta:refund-closed The order already has a refund due.')
    WHEN NEW.kind IN ('SURPLUS', 'GOODWILL') AND o.payment_status <> 'CONFIRMED' THEN
      RAISE(ABORT, 'krafta:refund-kind A part is given back of an order that is CONFIRMED.')
    WHEN NEW.kind = 'GOODWILL' AND NEW.borne_by IS NULL THEN
      RAISE(ABORT, 'krafta:refund-kind A goodwill refund says who bears it.')
    WHEN NEW.currency = o.due_currency AND NEW.amount + (
      SELECT coalesce(sum(r.amount), 0) FROM refunds r
      WHERE r.order_id = NEW.order_id AND r.status <> 'VOIDED' AND r.currency = NEW.currency
        -- One that is paid stands beside a later one of the whole; one that is due is voided by it.
        AND NOT (NEW.kind IN ('CANCELLATION', 'RETURN') AND r.status = 'DUE')) > o.credited_amount
      - (SELECT coalesce(sum(s.amount), 0) FROM payment_submissions s WHERE s.surplus_of = o.id AND s.state IN ('OPEN', 'VERIFIED')) THEN
      RAISE(ABORT, 'krafta:refund-exceeds Refunds are not more than what was verified.')
    WHEN NEW.currency <> o.due_currency AND NEW.amount + (
      SELECT coalesce(sum(r.amount), 0) FROM refunds r
      WHERE r.order_id = NEW.order_id AND r.status <> 'VOIDED' AND r.currency = NEW.currency
        AND NOT (NEW.kind IN ('CANCELLATION', 'RETURN') AND r.status = 'DUE')) > (
      SELECT coalesce(sum(s.verified_amount), 0) FROM payment_submissions s
      WHERE s.order_id = NEW.order_id AND s.state = 'VERIFIED' AND s.verified_currency = NEW.currency) THEN
      RAISE(ABORT, 'krafta:refund-exceeds Refunds are not more than what was verified.')
    WHEN NEW.kind = 'SURPLUS' AND NEW.currency = o.due_currency AND NEW.amount + (
      SELECT coalesce(sum(r.amount), 0) FROM refunds r
      WHERE r.order_id = NEW.order_id AND r.status <> 'VOIDED' AND r.kind = 'SURPLUS') > o.credited_amount - o.due_amount
      - (SELECT coalesce(sum(s.amount), 0) FROM payment_submissions s WHERE s.surplus_of = o.id AND s.state IN ('OPEN', 'VERIFIED')) THEN
      RAISE(ABORT, 'krafta:surplus-exceeds Not more than the surplus is given back as surplus.')
  END
  FROM orders o WHERE o.id = NEW.order_id;
END;
