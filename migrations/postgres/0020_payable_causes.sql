-- A line is unique by its assignment, its kind and its cause: each refund has its own clawback.
ALTER TABLE workshop_payables
  ADD COLUMN refund_id uuid REFERENCES refunds (id),
  DROP CONSTRAINT workshop_payables_assignment_id_kind_key;
CREATE UNIQUE INDEX workshop_payables_once ON workshop_payables (assignment_id, kind) WHERE refund_id IS NULL;
CREATE UNIQUE INDEX workshop_payables_once_a_refund ON workshop_payables (refund_id, assignment_id, kind) WHERE refund_id IS NOT NULL;
CREATE INDEX workshop_payables_assignment ON workshop_payables (assignment_id);

CREATE OR REPLACE FUNCTION krafta_payables_kept_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF (NEW.id, NEW.assignment_id, NEW.order_id, NEW.workshop_id, NEW.kind, NEW.amount, NEW.currency, NEW.due_on, NEW.cut_on, NEW.refund_id, NEW.created_at)
    IS DISTINCT FROM (OLD.id, OLD.assignment_id, OLD.order_id, OLD.workshop_id, OLD.kind, OLD.amount, OLD.currency, OLD.due_on, OLD.cut_on, OLD.refund_id, OLD.created_at) THEN
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

-- As before, and money that came in dollars is bounded too.
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
  ELSIF NEW.currency <> o.due_currency AND NEW.amount + (
    SELECT coalesce(sum(r.amount), 0) FROM refunds r
    WHERE r.order_id = NEW.order_id AND r.status <> 'VOIDED' AND r.currency = NEW.currency
      AND NOT (NEW.kind IN ('CANCELLATION', 'RETURN') AND r.status = 'DUE')) > (
    SELECT coalesce(sum(s.verified_amount), 0) FROM payment_submissions s
    WHERE s.order_id = NEW.order_id AND s.state = 'VERIFIED' AND s.verified_currency = NEW.currency) THEN
    PERFORM krafta_refuse('refund-exceeds', 'Refunds are not more than what was verified.');
  ELSIF NEW.kind = 'SURPLUS' AND NEW.currency = o.due_currency AND NEW.amount + (
    SELECT coalesce(sum(r.amount), 0) FROM refunds r
    WHERE r.order_id = NEW.order_id AND r.status <> 'VOIDED' AND r.kind = 'SURPLUS') > o.credited_amount - o.due_amount THEN
    PERFORM krafta_refuse('surplus-exceeds', 'Not more than the surplus is given back as surplus.');
  END IF;
  RETURN NEW;
END $$;

-- As before; a till has no identity at a bank, and a doubled account is not opened again.
CREATE OR REPLACE FUNCTION krafta_account_identity() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.method, NEW.bank_code, NEW.number, NEW.holder_id, NEW.phone, NEW.email)
    IS NOT DISTINCT FROM (OLD.method, OLD.bank_code, OLD.number, OLD.holder_id, OLD.phone, OLD.email)
    AND NEW.active <= OLD.active THEN
    RETURN NEW;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('krafta.bank_accounts', 0));
  IF EXISTS (SELECT 1 FROM bank_accounts b WHERE b.method = NEW.method AND b.id <> NEW.id AND b.alias <> NEW.alias AND (
    CASE NEW.method
      WHEN 'PAGO_MOVIL' THEN b.bank_code = NEW.bank_code AND b.phone = NEW.phone AND b.holder_id = NEW.holder_id
      WHEN 'BANK_TRANSFER' THEN b.bank_code = NEW.bank_code
        AND replace(replace(replace(b.number, ' ', ''), '-', ''), '.', '') = replace(replace(replace(NEW.number, ' ', ''), '-', ''), '.', '')
      WHEN 'CASH' THEN false
      ELSE lower(b.email) = lower(NEW.email) OR b.phone = NEW.phone OR lower(b.number) = lower(NEW.number) END)) THEN
    PERFORM krafta_refuse('account-known', 'This is an account that is there already, by another name.');
  END IF;
  RETURN NEW;
END $$;
