-- A line is unique by its assignment, its kind and its cause: each refund has its own clawback. The table is made anew.
CREATE TABLE workshop_payables_anew (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  assignment_id BLOB NOT NULL REFERENCES production_assignments (id),
  order_id BLOB NOT NULL REFERENCES orders (id),
  workshop_id BLOB NOT NULL REFERENCES workshops (id),
  kind TEXT NOT NULL CHECK (kind IN ('FULL', 'DEPOSIT', 'BALANCE', 'CANCELLATION_FEE', 'CLAWBACK', 'ADJUSTMENT')),
  policy TEXT NOT NULL
    CHECK (policy IN ('PREPAID', 'DEPOSIT_BALANCE', 'ON_READY', 'ON_DELIVERY', 'WEEKLY_CUT', 'BIWEEKLY_CUT', 'MONTHLY_CUT')),
  amount INTEGER NOT NULL,
  currency TEXT NOT NULL CHECK (currency IN ('USD', 'VES', 'USDT')),
  status TEXT NOT NULL DEFAULT 'SCHEDULED'
    CHECK (status IN ('SCHEDULED', 'DUE', 'PARTIALLY_PAID', 'PAID', 'ON_HOLD', 'VOIDED')),
  due_on TEXT NOT NULL CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  reason TEXT,
  version INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)),
  cut_on TEXT CHECK (cut_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  -- The refund it comes of, where one does.
  refund_id BLOB REFERENCES refunds (id),
  CONSTRAINT workshop_payables_sign CHECK (CASE kind WHEN 'CLAWBACK' THEN amount < 0 WHEN 'ADJUSTMENT' THEN amount <> 0 ELSE amount >= 0 END)
) STRICT;
INSERT INTO workshop_payables_anew (id, assignment_id, order_id, workshop_id, kind, policy, amount, currency, status, due_on, reason, version, created_at, cut_on)
SELECT id, assignment_id, order_id, workshop_id, kind, policy, amount, currency, status, due_on, reason, version, created_at, cut_on FROM workshop_payables;
DROP TABLE workshop_payables;
ALTER TABLE workshop_payables_anew RENAME TO workshop_payables;
CREATE UNIQUE INDEX workshop_payables_once ON workshop_payables (assignment_id, kind) WHERE refund_id IS NULL;
CREATE UNIQUE INDEX workshop_payables_once_a_refund ON workshop_payables (refund_id, assignment_id, kind) WHERE refund_id IS NOT NULL;
CREATE INDEX workshop_payables_assignment ON workshop_payables (assignment_id);
CREATE INDEX workshop_payables_due ON workshop_payables (due_on, id) WHERE status IN ('SCHEDULED', 'DUE', 'PARTIALLY_PAID');
CREATE INDEX workshop_payables_order ON workshop_payables (order_id);
CREATE INDEX workshop_payables_amount ON workshop_payables (abs(amount));
CREATE INDEX workshop_payables_cut ON workshop_payables (cut_on) WHERE status = 'SCHEDULED';
CREATE INDEX workshop_payables_listed ON workshop_payables (workshop_id, due_on, id);
CREATE INDEX workshop_payables_open ON workshop_payables (workshop_id, due_on, id, status, currency, amount)
  WHERE status NOT IN ('PAID', 'VOIDED');

CREATE TRIGGER workshop_payables_kept BEFORE DELETE ON workshop_payables
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of workshop_payables are never deleted.'); END;
CREATE TRIGGER workshop_payables_unreplaced BEFORE INSERT ON workshop_payables
WHEN EXISTS (
  SELECT 1 FROM workshop_payables
  WHERE id = NEW.id OR (assignment_id = NEW.assignment_id AND kind = NEW.kind AND refund_id IS NEW.refund_id))
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of workshop_payables are never replaced.'); END;
CREATE TRIGGER workshop_payables_stamped BEFORE INSERT ON workshop_payables
WHEN abs(NEW.created_at - CAST(unixepoch('subsec') * 1000000 AS INTEGER)) > 60000000
BEGIN SELECT RAISE(ABORT, 'krafta:created-at The database stamps created_at; leave it out.'); END;

CREATE TRIGGER workshop_payables_kept_whole BEFORE UPDATE ON workshop_payables
BEGIN
  SELECT CASE
    WHEN NEW.id <> OLD.id OR NEW.assignment_id <> OLD.assignment_id OR NEW.order_id <> OLD.order_id
      OR NEW.workshop_id <> OLD.workshop_id OR NEW.kind <> OLD.kind OR NEW.amount <> OLD.amount
      OR NEW.currency <> OLD.currency OR NEW.due_on <> OLD.due_on OR NEW.cut_on IS NOT OLD.cut_on OR NEW.refund_id IS NOT OLD.refund_id OR NEW.created_at <> OLD.created_at THEN
      RAISE(ABORT, 'krafta:payable-frozen A payable''s amount, days and parties never change.')
    WHEN NEW.status <> OLD.status AND OLD.status = 'VOIDED' THEN
      RAISE(ABORT, 'krafta:payable-closed A voided payable stays so.')
    WHEN NEW.status <> OLD.status AND NEW.status = 'PAID'
      AND NEW.amount <> (SELECT coalesce(sum(p.amount), 0) FROM payable_payments p WHERE p.payable_id = NEW.id) THEN
      RAISE(ABORT, 'krafta:payable-unpaid The payable is not paid in full.')
    -- What was paid of a cancelled assignment is weighed by its fee or clawback.
    WHEN NEW.status <> OLD.status AND NEW.status = 'VOIDED'
      AND 0 <> (SELECT coalesce(sum(p.amount), 0) FROM payable_payments p WHERE p.payable_id = NEW.id)
      AND NOT EXISTS (SELECT 1 FROM production_assignments a WHERE a.id = NEW.assignment_id AND a.status = 'CANCELLED') THEN
      RAISE(ABORT, 'krafta:payable-started Money was already paid; claw it back instead.')
  END;
END;

-- As before, and money that came in dollars is bounded too.
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
        AND NOT (NEW.kind IN ('CANCELLATION', 'RETURN') AND r.status = 'DUE')) > o.credited_amount THEN
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
      WHERE r.order_id = NEW.order_id AND r.status <> 'VOIDED' AND r.kind = 'SURPLUS') > o.credited_amount - o.due_amount THEN
      RAISE(ABORT, 'krafta:surplus-exceeds Not more than the surplus is given back as surplus.')
  END
  FROM orders o WHERE o.id = NEW.order_id;
END;

-- As before; a till has no identity at a bank, and a doubled account is not opened again.
DROP TRIGGER bank_accounts_new_identity;
DROP TRIGGER bank_accounts_identity;
CREATE TRIGGER bank_accounts_new_identity BEFORE INSERT ON bank_accounts
WHEN EXISTS (SELECT 1 FROM bank_accounts b WHERE b.method = NEW.method AND b.alias <> NEW.alias AND (
    CASE NEW.method
      WHEN 'PAGO_MOVIL' THEN b.bank_code = NEW.bank_code AND b.phone = NEW.phone AND b.holder_id = NEW.holder_id
      WHEN 'BANK_TRANSFER' THEN b.bank_code = NEW.bank_code
        AND replace(replace(replace(b.number, ' ', ''), '-', ''), '.', '') = replace(replace(replace(NEW.number, ' ', ''), '-', ''), '.', '')
      WHEN 'CASH' THEN 0
      ELSE lower(b.email) = lower(NEW.email) OR b.phone = NEW.phone OR lower(b.number) = lower(NEW.number) END))
BEGIN SELECT RAISE(ABORT, 'krafta:account-known This is an account that is there already, by another name.'); END;
CREATE TRIGGER bank_accounts_identity BEFORE UPDATE OF method, bank_code, number, holder_id, phone, email, active ON bank_accounts
WHEN (NEW.method <> OLD.method OR NEW.bank_code IS NOT OLD.bank_code OR NEW.number IS NOT OLD.number
    OR NEW.holder_id IS NOT OLD.holder_id OR NEW.phone IS NOT OLD.phone OR NEW.email IS NOT OLD.email
    OR NEW.active > OLD.active)
  AND EXISTS (SELECT 1 FROM bank_accounts b WHERE b.method = NEW.method AND b.id <> OLD.id AND (
    CASE NEW.method
      WHEN 'PAGO_MOVIL' THEN b.bank_code = NEW.bank_code AND b.phone = NEW.phone AND b.holder_id = NEW.holder_id
      WHEN 'BANK_TRANSFER' THEN b.bank_code = NEW.bank_code
        AND replace(replace(replace(b.number, ' ', ''), '-', ''), '.', '') = replace(replace(replace(NEW.number, ' ', ''), '-', ''), '.', '')
      WHEN 'CASH' THEN 0
      ELSE lower(b.email) = lower(NEW.email) OR b.phone = NEW.phone OR lower(b.number) = lower(NEW.number) END))
BEGIN SELECT RAISE(ABORT, 'krafta:account-known This is an account that is there already, by another name.'); END;
