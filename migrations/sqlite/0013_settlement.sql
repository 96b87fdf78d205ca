-- Cuts, what happened to a line beyond its payments, and where the money of a settlement went.

-- The day whose end makes a SCHEDULED line due.
ALTER TABLE workshop_payables ADD COLUMN cut_on TEXT CHECK (cut_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');
CREATE INDEX workshop_payables_cut ON workshop_payables (cut_on) WHERE status = 'SCHEDULED';

CREATE TABLE payable_events (
  payable_id BLOB NOT NULL REFERENCES workshop_payables (id),
  seq INTEGER NOT NULL CHECK (seq > 0),
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('CREATED', 'CUT', 'HELD', 'RELEASED', 'VOIDED')),
  actor_role TEXT NOT NULL CHECK (actor_role IN ('ADMIN', 'COORDINATOR', 'SUPPORT', 'WORKSHOP', 'CUSTOMER', 'SYSTEM')),
  actor_id BLOB REFERENCES operators (id),
  actor_name TEXT NOT NULL,
  reason TEXT,
  -- The rest that a VOIDED line no longer owes.
  amount INTEGER,
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)),
  PRIMARY KEY (payable_id, seq),
  CONSTRAINT payable_events_voided CHECK ((kind = 'VOIDED') = (amount IS NOT NULL)),
  CONSTRAINT payable_events_reason CHECK (kind NOT IN ('HELD', 'RELEASED') OR reason IS NOT NULL)
) STRICT, WITHOUT ROWID;

-- The workshop's details as they were when it was paid.
ALTER TABLE settlements ADD COLUMN payee_name TEXT;
ALTER TABLE settlements ADD COLUMN payee_id_doc TEXT;
ALTER TABLE settlements ADD COLUMN payee_bank_code TEXT;
ALTER TABLE settlements ADD COLUMN payee_account TEXT;
-- Why the reference of another settlement of this workshop was used again.
ALTER TABLE settlements ADD COLUMN repeats_reason TEXT;
CREATE INDEX settlements_reference ON settlements (workshop_id, ltrim(reference, '0'));
CREATE INDEX settlements_paid ON settlements (paid_at, id);

CREATE TRIGGER settlements_reference_once BEFORE INSERT ON settlements
WHEN NEW.repeats_reason IS NULL AND EXISTS (
  SELECT 1 FROM settlements s WHERE s.workshop_id = NEW.workshop_id AND ltrim(s.reference, '0') = ltrim(NEW.reference, '0'))
BEGIN SELECT RAISE(ABORT, 'krafta:settlement-repeated The workshop was paid with this reference before.'); END;

DROP TRIGGER workshop_payables_kept_whole;
CREATE TRIGGER workshop_payables_kept_whole BEFORE UPDATE ON workshop_payables
BEGIN
  SELECT CASE
    WHEN NEW.id <> OLD.id OR NEW.assignment_id <> OLD.assignment_id OR NEW.order_id <> OLD.order_id
      OR NEW.workshop_id <> OLD.workshop_id OR NEW.kind <> OLD.kind OR NEW.amount <> OLD.amount
      OR NEW.currency <> OLD.currency OR NEW.due_on <> OLD.due_on OR NEW.cut_on IS NOT OLD.cut_on OR NEW.created_at <> OLD.created_at THEN
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

CREATE TRIGGER payable_events_kept BEFORE DELETE ON payable_events
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of payable_events are never deleted.'); END;
CREATE TRIGGER payable_events_unedited BEFORE UPDATE ON payable_events
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of payable_events are never edited.'); END;
CREATE TRIGGER workshop_payables_unreplaced BEFORE INSERT ON workshop_payables
WHEN EXISTS (SELECT 1 FROM workshop_payables WHERE id = NEW.id OR (assignment_id = NEW.assignment_id AND kind = NEW.kind))
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of workshop_payables are never replaced.'); END;
