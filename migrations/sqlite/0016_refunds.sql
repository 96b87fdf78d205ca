-- Refunds have a kind, a destination and, after a complaint, somebody who bears them; a payment of one says when it left, in
-- which currency and at what rate, and is undone by a reversing row. P19 leads back from REFUNDED.

INSERT INTO payment_edges (from_status, to_status, code) VALUES ('REFUNDED', 'REFUND_PENDING', 'P19');

-- CANCELLATION and RETURN give all of it back and move the order's status; SURPLUS and GOODWILL leave it as it is.
ALTER TABLE refunds ADD COLUMN kind TEXT NOT NULL DEFAULT 'CANCELLATION' CHECK (kind IN ('CANCELLATION', 'RETURN', 'SURPLUS', 'GOODWILL'));
ALTER TABLE refunds ADD COLUMN borne_by TEXT CHECK (borne_by IN ('WORKSHOP', 'KRAFTA', 'COURIER'));
-- Where the money goes.
ALTER TABLE refunds ADD COLUMN to_method TEXT CHECK (to_method IN ('PAGO_MOVIL', 'BANK_TRANSFER', 'ZELLE', 'BINANCE_PAY', 'CASH'));
ALTER TABLE refunds ADD COLUMN to_bank TEXT CHECK (to_bank GLOB '[0-9][0-9][0-9][0-9]');
ALTER TABLE refunds ADD COLUMN to_account TEXT CHECK (length(to_account) <= 100);
ALTER TABLE refunds ADD COLUMN to_phone TEXT CHECK (length(to_phone) <= 20);
ALTER TABLE refunds ADD COLUMN to_id_doc TEXT CHECK (length(to_id_doc) <= 20);
ALTER TABLE refunds ADD COLUMN to_name TEXT CHECK (length(to_name) <= 200);
DROP INDEX refunds_one_due;
CREATE UNIQUE INDEX refunds_one_due ON refunds (order_id) WHERE status = 'DUE' AND kind IN ('CANCELLATION', 'RETURN');

-- No table refers to refund_payments, so it is copied in place. The triggers that name it are made again below.
DROP TRIGGER order_events_refunded;
DROP TRIGGER order_events_reinstated;
DROP TRIGGER refunds_new;
DROP TRIGGER refunds_closed;
CREATE TABLE refund_payments_0016 (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  refund_id BLOB NOT NULL REFERENCES refunds (id),
  order_id BLOB NOT NULL REFERENCES orders (id),
  amount INTEGER NOT NULL,
  currency TEXT NOT NULL CHECK (currency IN ('USD', 'VES', 'USDT')),
  method TEXT NOT NULL CHECK (method IN ('PAGO_MOVIL', 'BANK_TRANSFER', 'ZELLE', 'BINANCE_PAY', 'CASH')),
  reference TEXT NOT NULL CHECK (length(trim(reference)) > 0),
  receipt_url TEXT,
  paid_by BLOB NOT NULL REFERENCES operators (id),
  paid_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)),
  reverses_id BLOB REFERENCES refund_payments_0016 (id),
  reason TEXT,
  -- The day it left the bank.
  sent_on TEXT CHECK (sent_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  -- What left, where that is not the refund's currency, and the bolívares for a dollar it was counted at.
  sent_amount INTEGER,
  sent_currency TEXT CHECK (sent_currency IN ('USD', 'VES', 'USDT')),
  rate TEXT CHECK (rate NOT GLOB '*[^0-9.]*' AND CAST(rate AS REAL) > 0),
  -- Why the reference of another refund's payment was used again.
  repeats_reason TEXT,
  CONSTRAINT refund_payments_sign CHECK (CASE WHEN reverses_id IS NULL THEN amount > 0 ELSE amount < 0 END),
  CONSTRAINT refund_payments_reversal CHECK (reverses_id IS NULL OR length(trim(reason)) > 0),
  CONSTRAINT refund_payments_sent CHECK ((sent_amount IS NULL) = (sent_currency IS NULL) AND (sent_amount IS NULL) = (rate IS NULL)
    AND (sent_currency IS NULL OR sent_currency <> currency))
) STRICT;
INSERT INTO refund_payments_0016 (id, refund_id, order_id, amount, currency, method, reference, receipt_url, paid_by, paid_at, created_at)
SELECT id, refund_id, order_id, amount, currency, method, reference, receipt_url, paid_by, paid_at, created_at FROM refund_payments;
DROP TABLE refund_payments;
ALTER TABLE refund_payments_0016 RENAME TO refund_payments;
CREATE INDEX refund_payments_refund ON refund_payments (refund_id);
CREATE INDEX refund_payments_order ON refund_payments (order_id);
CREATE UNIQUE INDEX refund_payments_reverses ON refund_payments (reverses_id) WHERE reverses_id IS NOT NULL;
CREATE INDEX refund_payments_reference ON refund_payments (method, ltrim(reference, '0')) WHERE reverses_id IS NULL;

CREATE TRIGGER refund_payments_kept BEFORE DELETE ON refund_payments
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of refund_payments are never deleted.'); END;
CREATE TRIGGER refund_payments_unedited BEFORE UPDATE ON refund_payments
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of refund_payments are never edited.'); END;
CREATE TRIGGER refund_payments_unreplaced BEFORE INSERT ON refund_payments
WHEN EXISTS (SELECT 1 FROM refund_payments WHERE id = NEW.id OR reverses_id = NEW.reverses_id)
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of refund_payments are never replaced.'); END;
CREATE TRIGGER refund_payments_stamped BEFORE INSERT ON refund_payments
WHEN abs(NEW.created_at - CAST(unixepoch('subsec') * 1000000 AS INTEGER)) > 60000000
BEGIN SELECT RAISE(ABORT, 'krafta:created-at The database stamps created_at; leave it out.'); END;

CREATE TRIGGER order_events_refunded BEFORE INSERT ON order_events
WHEN NEW.lane = 'PAYMENT' AND NEW.edge = 'P15' AND NEW.to_status = 'REFUNDED'
BEGIN
  SELECT RAISE(ABORT, 'krafta:refund-incomplete An order is REFUNDED when its refund is paid in full.')
  FROM orders o
  WHERE o.id = NEW.order_id AND NEW.seq = o.event_seq + 1 AND o.payment_status = 'REFUND_PENDING' AND (
    NOT EXISTS (SELECT 1 FROM refunds r WHERE r.order_id = NEW.order_id AND r.status <> 'VOIDED' AND r.kind IN ('CANCELLATION', 'RETURN'))
    OR EXISTS (
      SELECT 1 FROM refunds r
      WHERE r.order_id = NEW.order_id AND r.status <> 'VOIDED' AND r.kind IN ('CANCELLATION', 'RETURN')
        AND r.amount <> (SELECT coalesce(sum(p.amount), 0) FROM refund_payments p WHERE p.refund_id = r.id)));
END;

CREATE TRIGGER order_events_reinstated BEFORE INSERT ON order_events
WHEN NEW.lane = 'PAYMENT' AND NEW.edge = 'P16' AND NEW.to_status = 'CONFIRMED'
BEGIN
  SELECT RAISE(ABORT, 'krafta:refund-started Part of the refund was already paid.')
  FROM orders o
  WHERE o.id = NEW.order_id AND NEW.seq = o.event_seq + 1 AND o.payment_status = 'REFUND_PENDING'
    AND 0 <> (
      SELECT coalesce(sum(p.amount), 0) FROM refund_payments p JOIN refunds r ON r.id = p.refund_id
      WHERE p.order_id = NEW.order_id AND r.kind IN ('CANCELLATION', 'RETURN'));
END;

CREATE TRIGGER order_events_refund_again BEFORE INSERT ON order_events
WHEN NEW.lane = 'PAYMENT' AND NEW.edge = 'P19' AND NEW.to_status = 'REFUND_PENDING'
BEGIN
  SELECT RAISE(ABORT, 'krafta:refund-closed A refunded order waits again when a payment of its refund was reversed.')
  FROM orders o
  WHERE o.id = NEW.order_id AND NEW.seq = o.event_seq + 1 AND o.payment_status = 'REFUNDED' AND NOT EXISTS (
    SELECT 1 FROM refunds r
    WHERE r.order_id = NEW.order_id AND r.status = 'DUE' AND r.kind IN ('CANCELLATION', 'RETURN')
      AND r.amount > (SELECT coalesce(sum(p.amount), 0) FROM refund_payments p WHERE p.refund_id = r.id));
END;

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
        AND NOT (NEW.kind IN ('CANCELLATION', 'RETURN') AND r.status = 'DUE')) > o.credited_amount THEN
      RAISE(ABORT, 'krafta:refund-exceeds Refunds are not more than what was verified.')
    WHEN NEW.kind = 'SURPLUS' AND NEW.currency = o.due_currency AND NEW.amount + (
      SELECT coalesce(sum(r.amount), 0) FROM refunds r
      WHERE r.order_id = NEW.order_id AND r.status <> 'VOIDED' AND r.kind = 'SURPLUS') > o.credited_amount - o.due_amount THEN
      RAISE(ABORT, 'krafta:surplus-exceeds Not more than the surplus is given back as surplus.')
  END
  FROM orders o WHERE o.id = NEW.order_id;
END;

CREATE TRIGGER refunds_closed BEFORE UPDATE ON refunds
BEGIN
  SELECT CASE
    WHEN NEW.id <> OLD.id OR NEW.order_id <> OLD.order_id OR NEW.amount <> OLD.amount OR NEW.currency <> OLD.currency
      OR NEW.kind <> OLD.kind OR NEW.borne_by IS NOT OLD.borne_by OR NEW.created_at <> OLD.created_at
      OR OLD.status = 'VOIDED' OR (OLD.status = 'PAID' AND NEW.status <> 'DUE') THEN
      RAISE(ABORT, 'krafta:refund-closed A refund only closes: PAID when paid in full, VOIDED when nothing was paid.')
    WHEN OLD.status = 'PAID' AND paid.amount >= NEW.amount THEN
      RAISE(ABORT, 'krafta:refund-closed A paid refund is due again when one of its payments was reversed.')
    WHEN NEW.status = 'PAID' AND NEW.amount <> paid.amount THEN
      RAISE(ABORT, 'krafta:refund-incomplete The refund is not paid in full.')
    WHEN NEW.status = 'VOIDED' AND paid.amount <> 0 THEN
      RAISE(ABORT, 'krafta:refund-started Part of the refund was already paid.')
  END
  FROM (SELECT coalesce(sum(p.amount), 0) AS amount FROM refund_payments p WHERE p.refund_id = NEW.id) AS paid;
END;

CREATE TRIGGER refund_payments_within BEFORE INSERT ON refund_payments
BEGIN
  SELECT CASE
    WHEN r.order_id <> NEW.order_id OR r.currency <> NEW.currency THEN
      RAISE(ABORT, 'krafta:refund-currency A payment has its refund''s order and currency.')
    WHEN NEW.reverses_id IS NOT NULL THEN
      CASE WHEN NOT EXISTS (
        SELECT 1 FROM refund_payments p
        WHERE p.id = NEW.reverses_id AND p.refund_id = NEW.refund_id AND p.amount = -NEW.amount AND p.reverses_id IS NULL) THEN
        RAISE(ABORT, 'krafta:refund-exceeds A reversing row undoes exactly one payment of the same refund.') END
    WHEN r.status <> 'DUE' THEN RAISE(ABORT, 'krafta:refund-closed The refund is no longer due.')
    WHEN NEW.amount + (SELECT coalesce(sum(p.amount), 0) FROM refund_payments p WHERE p.refund_id = r.id) > r.amount THEN
      RAISE(ABORT, 'krafta:refund-exceeds The payment is more than what is left of the refund.')
    WHEN NEW.repeats_reason IS NULL AND EXISTS (
      SELECT 1 FROM refund_payments p
      WHERE p.method = NEW.method AND ltrim(p.reference, '0') = ltrim(NEW.reference, '0') AND p.reverses_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM refund_payments x WHERE x.reverses_id = p.id)) THEN
      RAISE(ABORT, 'krafta:refund-repeated A refund was paid with this method and reference before.')
  END
  FROM refunds r WHERE r.id = NEW.refund_id;
END;
