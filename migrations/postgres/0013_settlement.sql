-- Cuts, what happened to a line beyond its payments, and where the money of a settlement went.

SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);

-- The day whose end makes a SCHEDULED line due.
ALTER TABLE workshop_payables ADD COLUMN cut_on date;
CREATE INDEX workshop_payables_cut ON workshop_payables (cut_on) WHERE status = 'SCHEDULED';

CREATE TABLE payable_events (
  payable_id uuid NOT NULL REFERENCES workshop_payables (id),
  seq bigint NOT NULL CHECK (seq > 0),
  at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('CREATED', 'CUT', 'HELD', 'RELEASED', 'VOIDED')),
  actor_role text NOT NULL CHECK (actor_role IN ('ADMIN', 'COORDINATOR', 'SUPPORT', 'WORKSHOP', 'CUSTOMER', 'SYSTEM')),
  actor_id uuid REFERENCES operators (id),
  actor_name text NOT NULL,
  reason text,
  -- The rest that a VOIDED line no longer owes.
  amount numeric(18,2),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (payable_id, seq),
  CONSTRAINT payable_events_voided CHECK ((kind = 'VOIDED') = (amount IS NOT NULL)),
  CONSTRAINT payable_events_reason CHECK (kind NOT IN ('HELD', 'RELEASED') OR reason IS NOT NULL)
);

-- The workshop's details as they were when it was paid.
ALTER TABLE settlements
  ADD COLUMN payee_name text,
  ADD COLUMN payee_id_doc text,
  ADD COLUMN payee_bank_code text,
  ADD COLUMN payee_account text,
  -- Why the reference of another settlement of this workshop was used again.
  ADD COLUMN repeats_reason text;
CREATE INDEX settlements_reference ON settlements (workshop_id, ltrim(reference, '0'));
CREATE INDEX settlements_paid ON settlements (paid_at, id);

CREATE FUNCTION krafta_settlements_reference_once() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM 1 FROM workshops WHERE id = NEW.workshop_id FOR NO KEY UPDATE;
  IF EXISTS (SELECT 1 FROM settlements s WHERE s.workshop_id = NEW.workshop_id AND ltrim(s.reference, '0') = ltrim(NEW.reference, '0')) THEN
    PERFORM krafta_refuse('settlement-repeated', 'The workshop was paid with this reference before.', 'Say why in repeats_reason.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER settlements_reference_once BEFORE INSERT ON settlements FOR EACH ROW
WHEN (NEW.repeats_reason IS NULL)
EXECUTE FUNCTION krafta_settlements_reference_once();

CREATE OR REPLACE FUNCTION krafta_payables_kept_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF (NEW.id, NEW.assignment_id, NEW.order_id, NEW.workshop_id, NEW.kind, NEW.amount, NEW.currency, NEW.due_on, NEW.cut_on, NEW.created_at)
    IS DISTINCT FROM (OLD.id, OLD.assignment_id, OLD.order_id, OLD.workshop_id, OLD.kind, OLD.amount, OLD.currency, OLD.due_on, OLD.cut_on, OLD.created_at) THEN
    PERFORM krafta_refuse('payable-frozen', 'A payable''s amount, days and parties never change.');
  ELSIF NEW.status <> OLD.status AND OLD.status = 'VOIDED' THEN
    PERFORM krafta_refuse('payable-closed', 'A voided payable stays so.');
  ELSIF NEW.status <> OLD.status AND NEW.status = 'PAID'
    AND NEW.amount <> (SELECT coalesce(sum(p.amount), 0) FROM payable_payments p WHERE p.payable_id = NEW.id) THEN
    PERFORM krafta_refuse('payable-unpaid', 'The payable is not paid in full.');
  -- What was paid of a cancelled assignment is weighed by its fee or clawback.
  ELSIF NEW.status <> OLD.status AND NEW.status = 'VOIDED'
    AND 0 <> (SELECT coalesce(sum(p.amount), 0) FROM payable_payments p WHERE p.payable_id = NEW.id)
    AND NOT EXISTS (SELECT 1 FROM production_assignments a WHERE a.id = NEW.assignment_id AND a.status = 'CANCELLED') THEN
    PERFORM krafta_refuse('payable-started', 'Money was already paid; claw it back instead.');
  END IF;
  RETURN NEW;
END $$;

DO $$
BEGIN
  CREATE TRIGGER payable_events_kept BEFORE DELETE ON payable_events FOR EACH ROW EXECUTE FUNCTION krafta_append_only();
  CREATE TRIGGER payable_events_untruncated BEFORE TRUNCATE ON payable_events FOR EACH STATEMENT EXECUTE FUNCTION krafta_append_only();
  CREATE TRIGGER payable_events_unedited BEFORE UPDATE ON payable_events FOR EACH ROW EXECUTE FUNCTION krafta_append_only();
  CREATE TRIGGER payable_events_stamped BEFORE INSERT ON payable_events FOR EACH ROW EXECUTE FUNCTION krafta_stamp();
END $$;
