-- Money that is returned from review without having been confirmed (P14), and a payment that comes for an order that needs no
-- more: both leave a line in the log of verdicts.

-- No table refers to it, so it is copied in place.
CREATE TABLE payment_verification_logs_0024 (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  order_id BLOB NOT NULL REFERENCES orders (id),
  submission_id BLOB REFERENCES payment_submissions (id),
  verdict TEXT NOT NULL CHECK (verdict IN ('CONFIRMED', 'REJECTED', 'PART', 'REOPENED', 'REVERSED', 'RETURNED', 'SURPLUS')),
  reason_code TEXT,
  reason_text TEXT,
  override_reason TEXT,
  credited_amount INTEGER NOT NULL CHECK (credited_amount >= 0),
  due_amount INTEGER NOT NULL CHECK (due_amount >= 0),
  tolerance_amount INTEGER NOT NULL CHECK (tolerance_amount >= 0),
  surplus_amount INTEGER NOT NULL CHECK (surplus_amount >= 0),
  currency TEXT NOT NULL DEFAULT 'VES' CHECK (currency = 'VES'),
  operator_id BLOB NOT NULL REFERENCES operators (id),
  event_seq INTEGER NOT NULL,
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)),
  CONSTRAINT payment_verification_logs_reason CHECK (verdict <> 'REJECTED' OR reason_code IS NOT NULL)
) STRICT;
INSERT INTO payment_verification_logs_0024 SELECT * FROM payment_verification_logs;
DROP TABLE payment_verification_logs;
ALTER TABLE payment_verification_logs_0024 RENAME TO payment_verification_logs;
CREATE INDEX payment_verification_logs_order ON payment_verification_logs (order_id, event_seq);
CREATE INDEX payment_verification_logs_surplus ON payment_verification_logs (order_id) WHERE verdict = 'SURPLUS';
CREATE TRIGGER payment_verification_logs_kept BEFORE DELETE ON payment_verification_logs
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of payment_verification_logs are never deleted.'); END;
CREATE TRIGGER payment_verification_logs_unedited BEFORE UPDATE ON payment_verification_logs
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of payment_verification_logs are never edited.'); END;
CREATE TRIGGER payment_verification_logs_unreplaced BEFORE INSERT ON payment_verification_logs
WHEN EXISTS (SELECT 1 FROM payment_verification_logs WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of payment_verification_logs are never replaced.'); END;
CREATE TRIGGER payment_verification_logs_stamped BEFORE INSERT ON payment_verification_logs
WHEN abs(NEW.created_at - CAST(unixepoch('subsec') * 1000000 AS INTEGER)) > 60000000
BEGIN SELECT RAISE(ABORT, 'krafta:created-at The database stamps created_at; leave it out.'); END;

-- An admin's proof of an order that needs no more money is verified from the beginning: nobody reviews it.
DROP TRIGGER payment_submissions_new;
CREATE TRIGGER payment_submissions_new BEFORE INSERT ON payment_submissions
BEGIN
  SELECT CASE
    WHEN NEW.state <> 'OPEN' AND NOT (NEW.state = 'VERIFIED' AND NEW.reported_by = 'ADMIN' AND NEW.verified_amount > 0
      AND NEW.surplus_of IS NULL AND o.payment_status IN ('CONFIRMED', 'REFUND_PENDING', 'REFUNDED')) THEN
      RAISE(ABORT, 'krafta:new-submission A new proof is OPEN and has no verdict.')
    WHEN NEW.previous_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM payment_submissions s WHERE s.id = NEW.previous_id AND s.order_id = NEW.order_id AND s.state = 'REJECTED') THEN
      RAISE(ABORT, 'krafta:new-submission The proof it replaces is a rejected one of the same order.')
    -- An admin's on a cancelled order goes before its P18.
    WHEN NEW.state = 'OPEN' AND o.payment_status NOT IN ('PENDING', 'REPORTED', 'REJECTED')
      AND NOT (o.payment_status = 'CANCELLED' AND NEW.reported_by = 'ADMIN') THEN
      RAISE(ABORT, 'krafta:order-takes-no-proof The order takes no proofs in its present status.')
    WHEN NEW.state = 'OPEN' AND (SELECT count(*) FROM payment_submissions s WHERE s.order_id = NEW.order_id AND s.state = 'OPEN') >= 5 THEN
      RAISE(ABORT, 'krafta:too-many-open At most 5 proofs of an order wait for a verdict.')
    WHEN EXISTS (SELECT 1 FROM payment_submissions s WHERE s.id = NEW.id) THEN
      RAISE(ABORT, 'krafta:append-only Rows of payment_submissions are never replaced.')
  END
  FROM orders o WHERE o.id = NEW.order_id;
END;
CREATE TRIGGER payment_submissions_credit_new AFTER INSERT ON payment_submissions
WHEN NEW.state = 'VERIFIED'
BEGIN
  UPDATE orders SET credited_amount =
    (SELECT coalesce(sum(s.credited_amount), 0) FROM payment_submissions s WHERE s.order_id = NEW.order_id AND s.state = 'VERIFIED')
  WHERE id = NEW.order_id;
END;

-- What is left of the surplus of an order: above its due while it is confirmed, beyond its refunds once all of it goes back.
-- What other orders were credited of it is not taken off here.
CREATE VIEW order_surpluses AS SELECT o.id AS order_id,
  o.credited_amount - CASE o.payment_status WHEN 'CONFIRMED' THEN o.due_amount ELSE 0 END
    - (SELECT coalesce(sum(r.amount), 0) FROM refunds r
      WHERE r.order_id = o.id AND (r.kind = 'SURPLUS' OR o.payment_status <> 'CONFIRMED') AND r.status <> 'VOIDED'
        AND r.currency = o.due_currency) AS surplus
FROM orders o WHERE o.payment_status IN ('CONFIRMED', 'REFUND_PENDING', 'REFUNDED');

DROP TRIGGER payment_submissions_surplus_new;
CREATE TRIGGER payment_submissions_surplus_new BEFORE INSERT ON payment_submissions
WHEN NEW.surplus_of IS NOT NULL
BEGIN
  SELECT CASE
    WHEN NEW.surplus_of = NEW.order_id OR NEW.reported_by <> 'ADMIN' OR NOT EXISTS (
      SELECT 1 FROM orders o JOIN orders t ON t.customer_phone = o.customer_phone
      WHERE o.id = NEW.surplus_of AND t.id = NEW.order_id AND o.payment_status IN ('CONFIRMED', 'REFUND_PENDING', 'REFUNDED')
        AND NOT o.on_hold AND NEW.currency = o.due_currency) THEN
      RAISE(ABORT, 'krafta:surplus-order A surplus is credited by an admin from an order that has one to another of its customer.')
    WHEN NEW.amount > (
      SELECT s.surplus - (SELECT coalesce(sum(x.amount), 0) FROM payment_submissions x
        WHERE x.surplus_of = s.order_id AND x.state IN ('OPEN', 'VERIFIED'))
      FROM order_surpluses s WHERE s.order_id = NEW.surplus_of) THEN
      RAISE(ABORT, 'krafta:surplus-exceeds Not more than the surplus is credited.')
  END;
END;

DROP TRIGGER payment_submissions_surplus_verified;
CREATE TRIGGER payment_submissions_surplus_verified BEFORE UPDATE OF state ON payment_submissions
WHEN NEW.surplus_of IS NOT NULL AND NEW.state = 'VERIFIED' AND OLD.state <> 'VERIFIED'
BEGIN
  SELECT CASE WHEN NEW.verified_amount <> NEW.amount OR NEW.amount > coalesce((
    SELECT s.surplus - (SELECT coalesce(sum(x.amount), 0) FROM payment_submissions x
      WHERE x.surplus_of = s.order_id AND x.state = 'VERIFIED' AND x.id <> NEW.id)
    FROM order_surpluses s WHERE s.order_id = NEW.surplus_of), 0) THEN
    RAISE(ABORT, 'krafta:surplus-exceeds Not more than the surplus is credited.') END;
END;

-- As before; a surplus is given back of an order that ended too, beyond the refunds that end it.
DROP TRIGGER refunds_new;
CREATE TRIGGER refunds_new BEFORE INSERT ON refunds
BEGIN
  SELECT CASE
    WHEN NEW.status <> 'DUE' THEN RAISE(ABORT, 'krafta:refund-closed A new refund is DUE.')
    WHEN NEW.kind IN ('CANCELLATION', 'RETURN') AND EXISTS (
      SELECT 1 FROM refunds r WHERE r.order_id = NEW.order_id AND r.status = 'DUE' AND r.kind IN ('CANCELLATION', 'RETURN')) THEN
      RAISE(ABORT, 'krafta:refund-closed The order already has a refund due.')
    WHEN NEW.kind = 'GOODWILL' AND o.payment_status <> 'CONFIRMED' THEN
      RAISE(ABORT, 'krafta:refund-kind A part is given back of an order that is CONFIRMED.')
    WHEN NEW.kind = 'SURPLUS' AND o.payment_status NOT IN ('CONFIRMED', 'REFUND_PENDING', 'REFUNDED') THEN
      RAISE(ABORT, 'krafta:refund-kind A surplus is given back of an order that needs no more money.')
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
    WHEN NEW.kind = 'SURPLUS' AND NEW.currency = o.due_currency AND NEW.amount > (
      SELECT s.surplus - (SELECT coalesce(sum(x.amount), 0) FROM payment_submissions x
        WHERE x.surplus_of = s.order_id AND x.state IN ('OPEN', 'VERIFIED'))
      FROM order_surpluses s WHERE s.order_id = o.id) THEN
      RAISE(ABORT, 'krafta:surplus-exceeds Not more than the surplus is given back as surplus.')
  END
  FROM orders o WHERE o.id = NEW.order_id;
END;
