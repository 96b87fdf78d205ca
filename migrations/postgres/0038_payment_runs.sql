-- Payment runs: all that is to be paid until a day, frozen as one batch, sent, and found again in the bank's statement. What stands in a run
-- is paid by it alone.

SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);

-- A run of transfers on its way out, with the number people call it by: who is paid until which day, from which account of ours.
CREATE TABLE payment_runs (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  number bigint NOT NULL UNIQUE CONSTRAINT "krafta:out-of-bounds number" CHECK (number BETWEEN 1 AND 1000000000),
  account_id uuid NOT NULL REFERENCES bank_accounts (id),
  currency text NOT NULL CHECK (currency IN ('USD', 'VES', 'USDT')),
  cut_off date NOT NULL CONSTRAINT "krafta:out-of-bounds cut_off" CHECK (cut_off BETWEEN DATE '2000-01-01' AND DATE '2099-12-31'),
  -- Bolívares for a dollar; of a draft only where somebody said it.
  rate numeric CONSTRAINT "krafta:out-of-bounds rate" CHECK (rate > 0 AND rate <= 1000000000),
  state text NOT NULL DEFAULT 'DRAFT' CHECK (state IN ('DRAFT', 'FROZEN', 'CLOSED', 'VOIDED')),
  -- Of what was frozen: how many are paid, what leaves, what that is in dollars, and whether a second person has to agree.
  lines bigint CONSTRAINT "krafta:out-of-bounds lines" CHECK (lines BETWEEN 1 AND 1000000000),
  total numeric(18,2) CONSTRAINT "krafta:out-of-bounds total" CHECK (total BETWEEN 0.01 AND 1000000000000),
  total_usd numeric(18,2) CONSTRAINT "krafta:out-of-bounds total_usd" CHECK (total_usd BETWEEN 0.01 AND 1000000000000),
  needs_second boolean,
  made_by uuid NOT NULL REFERENCES operators (id),
  frozen_by uuid REFERENCES operators (id),
  frozen_at timestamptz CONSTRAINT "krafta:out-of-bounds frozen_at"
    CHECK (frozen_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  countersigned_by uuid REFERENCES operators (id),
  countersigned_at timestamptz CONSTRAINT "krafta:out-of-bounds countersigned_at"
    CHECK (countersigned_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ended_by uuid REFERENCES operators (id),
  ended_at timestamptz CONSTRAINT "krafta:out-of-bounds ended_at"
    CHECK (ended_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  -- Why it was given up.
  reason text CONSTRAINT "krafta:out-of-bounds reason" CHECK (length(reason) <= 4000),
  version bigint NOT NULL DEFAULT 0 CONSTRAINT "krafta:out-of-bounds version" CHECK (version BETWEEN 0 AND 1000000000),
  created_at timestamptz NOT NULL DEFAULT now() CONSTRAINT "krafta:out-of-bounds created_at"
    CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  CONSTRAINT payment_runs_frozen CHECK (CASE WHEN frozen_at IS NULL THEN state IN ('DRAFT', 'VOIDED') AND lines IS NULL AND total IS NULL AND total_usd IS NULL
    AND needs_second IS NULL AND frozen_by IS NULL AND countersigned_by IS NULL
    ELSE state <> 'DRAFT' AND lines IS NOT NULL AND total IS NOT NULL AND total_usd IS NOT NULL AND needs_second IS NOT NULL AND frozen_by IS NOT NULL END),
  CONSTRAINT payment_runs_second CHECK ((countersigned_by IS NULL) = (countersigned_at IS NULL) AND (countersigned_by IS NULL OR countersigned_by <> frozen_by)),
  CONSTRAINT payment_runs_ended CHECK ((state IN ('CLOSED', 'VOIDED')) = (ended_by IS NOT NULL) AND (ended_by IS NULL) = (ended_at IS NULL)
    AND (state = 'VOIDED') = (reason IS NOT NULL))
);

-- What somebody said of a payee while the run was a draft: left out, or paid only so much. The newest counts.
CREATE TABLE payment_run_choices (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  run_id uuid NOT NULL REFERENCES payment_runs (id),
  workshop_id uuid REFERENCES workshops (id),
  refund_id uuid REFERENCES refunds (id),
  excluded boolean NOT NULL,
  amount numeric(18,2) CONSTRAINT "krafta:out-of-bounds amount" CHECK (amount BETWEEN 0.01 AND 1000000000000),
  currency text CHECK (currency IN ('USD', 'VES', 'USDT')),
  reason text CONSTRAINT "krafta:out-of-bounds reason" CHECK (length(reason) <= 4000),
  operator_id uuid NOT NULL REFERENCES operators (id),
  created_at timestamptz NOT NULL DEFAULT now() CONSTRAINT "krafta:out-of-bounds created_at"
    CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  CONSTRAINT payment_run_choices_one CHECK (num_nonnulls(workshop_id, refund_id) = 1),
  CONSTRAINT payment_run_choices_amount CHECK ((amount IS NULL) = (currency IS NULL) AND (amount IS NULL OR NOT excluded))
);
CREATE INDEX payment_run_choices_run ON payment_run_choices (run_id, id);

-- A transfer of a run: to a workshop or for a refund, with where it goes as it was when the run was frozen, and what became of it.
CREATE TABLE payment_run_lines (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  run_id uuid NOT NULL REFERENCES payment_runs (id),
  position bigint NOT NULL CONSTRAINT "krafta:out-of-bounds position" CHECK (position BETWEEN 1 AND 1000000000),
  workshop_id uuid REFERENCES workshops (id),
  refund_id uuid REFERENCES refunds (id),
  method payment_method NOT NULL,
  payee_name text CONSTRAINT "krafta:out-of-bounds payee_name" CHECK (length(payee_name) <= 200),
  payee_id_doc text CONSTRAINT "krafta:out-of-bounds payee_id_doc" CHECK (length(payee_id_doc) <= 40),
  payee_bank text CONSTRAINT "krafta:out-of-bounds payee_bank" CHECK (length(payee_bank) <= 4),
  payee_account text CONSTRAINT "krafta:out-of-bounds payee_account" CHECK (length(payee_account) <= 200),
  payee_phone text CONSTRAINT "krafta:out-of-bounds payee_phone" CHECK (length(payee_phone) <= 40),
  -- What is owed, and what leaves for it.
  owed numeric(18,2) NOT NULL CONSTRAINT "krafta:out-of-bounds owed" CHECK (owed BETWEEN 0.01 AND 1000000000000),
  owed_currency text NOT NULL CHECK (owed_currency IN ('USD', 'VES', 'USDT')),
  amount numeric(18,2) NOT NULL CONSTRAINT "krafta:out-of-bounds amount" CHECK (amount BETWEEN 0.01 AND 1000000000000),
  currency text NOT NULL CHECK (currency IN ('USD', 'VES', 'USDT')),
  state text NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'PAID', 'FAILED', 'EXPLAINED', 'VOIDED')),
  reference text CONSTRAINT "krafta:out-of-bounds reference" CHECK (length(reference) <= 200),
  sent_on date CONSTRAINT "krafta:out-of-bounds sent_on" CHECK (sent_on BETWEEN DATE '2000-01-01' AND DATE '2099-12-31'),
  reason text CONSTRAINT "krafta:out-of-bounds reason" CHECK (length(reason) <= 4000),
  -- As it was booked. What is booked for a line says so by itself, and the line follows it.
  settlement_id uuid UNIQUE REFERENCES settlements (id),
  refund_payment_id uuid UNIQUE REFERENCES refund_payments (id),
  -- The line of the bank that shows it.
  credit_id uuid REFERENCES bank_credits (id),
  handled_by uuid REFERENCES operators (id),
  handled_at timestamptz CONSTRAINT "krafta:out-of-bounds handled_at"
    CHECK (handled_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  created_at timestamptz NOT NULL DEFAULT now() CONSTRAINT "krafta:out-of-bounds created_at"
    CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  UNIQUE (run_id, position),
  CONSTRAINT payment_run_lines_one CHECK (num_nonnulls(workshop_id, refund_id) = 1),
  CONSTRAINT payment_run_lines_booked CHECK (CASE state WHEN 'PENDING' THEN reference IS NULL AND settlement_id IS NULL AND refund_payment_id IS NULL AND credit_id IS NULL
    AND handled_by IS NULL AND reason IS NULL
    WHEN 'PAID' THEN reference IS NOT NULL AND sent_on IS NOT NULL AND handled_by IS NOT NULL AND (settlement_id IS NOT NULL) = (workshop_id IS NOT NULL)
    AND (refund_payment_id IS NOT NULL) = (refund_id IS NOT NULL) AND reason IS NULL
    WHEN 'EXPLAINED' THEN reference IS NOT NULL AND reason IS NOT NULL AND credit_id IS NULL
    WHEN 'FAILED' THEN reason IS NOT NULL AND handled_by IS NOT NULL AND settlement_id IS NULL AND refund_payment_id IS NULL AND credit_id IS NULL
    ELSE settlement_id IS NULL AND refund_payment_id IS NULL AND credit_id IS NULL END),
  CONSTRAINT payment_run_lines_same CHECK (owed_currency <> currency OR owed = amount)
);
CREATE UNIQUE INDEX payment_run_lines_refund ON payment_run_lines (refund_id) WHERE state = 'PENDING' AND refund_id IS NOT NULL;

-- What a transfer to a workshop pays, and what it nets.
CREATE TABLE payment_run_payables (
  line_id uuid NOT NULL REFERENCES payment_run_lines (id),
  payable_id uuid NOT NULL REFERENCES workshop_payables (id),
  amount numeric(18,2) NOT NULL CONSTRAINT "krafta:out-of-bounds amount" CHECK (amount BETWEEN -1000000000000 AND 1000000000000),
  -- The transfer has not been made, and has not failed.
  pending boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now() CONSTRAINT "krafta:out-of-bounds created_at"
    CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  PRIMARY KEY (line_id, payable_id),
  CONSTRAINT payment_run_payables_amount CHECK (amount <> 0)
);
ALTER TABLE settlements ADD COLUMN run_line_id uuid REFERENCES payment_run_lines (id);
ALTER TABLE refund_payments ADD COLUMN run_line_id uuid REFERENCES payment_run_lines (id);
CREATE UNIQUE INDEX payment_run_payables_once ON payment_run_payables (payable_id) WHERE pending;

CREATE FUNCTION krafta_payment_runs() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'DRAFT' OR NEW.version <> 0
      OR NOT EXISTS (SELECT 1 FROM bank_accounts b WHERE b.id = NEW.account_id AND b.currency = NEW.currency AND b.active) THEN
      PERFORM krafta_refuse('run-other', 'A run is of an account, in its currency, and is paid as it was frozen.');
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.number, NEW.account_id, NEW.currency, NEW.cut_off, NEW.made_by, NEW.created_at) IS DISTINCT FROM
    (OLD.id, OLD.number, OLD.account_id, OLD.currency, OLD.cut_off, OLD.made_by, OLD.created_at) OR NEW.version <> OLD.version + 1
    OR OLD.state <> 'DRAFT' AND (NEW.rate, NEW.lines, NEW.total, NEW.total_usd, NEW.needs_second, NEW.frozen_by, NEW.frozen_at) IS DISTINCT FROM
    (OLD.rate, OLD.lines, OLD.total, OLD.total_usd, OLD.needs_second, OLD.frozen_by, OLD.frozen_at)
    OR OLD.countersigned_by IS NOT NULL AND NEW.countersigned_by IS DISTINCT FROM OLD.countersigned_by THEN
    PERFORM krafta_refuse('run-frozen', 'A payment run stays as it was frozen.');
  ELSIF NEW.state <> OLD.state AND (OLD.state || NEW.state) NOT IN ('DRAFTFROZEN', 'DRAFTVOIDED', 'FROZENCLOSED', 'FROZENVOIDED')
    OR NEW.state = OLD.state AND OLD.state IN ('CLOSED', 'VOIDED')
    OR (OLD.state || NEW.state) = 'FROZENVOIDED' AND EXISTS (SELECT 1 FROM payment_run_lines l WHERE l.run_id = NEW.id AND l.state IN ('PAID', 'EXPLAINED')) THEN
    PERFORM krafta_refuse('run-state', 'A payment run goes from draft to frozen to closed, or is given up before anything of it was paid.');
  ELSIF (OLD.state || NEW.state) = 'DRAFTFROZEN' AND (SELECT count(*) <> NEW.lines OR coalesce(sum(l.amount), 0) <> NEW.total
    FROM payment_run_lines l WHERE l.run_id = NEW.id) THEN
    PERFORM krafta_refuse('run-other', 'A run is of an account, in its currency, and is paid as it was frozen.');
  ELSIF (OLD.state || NEW.state) = 'FROZENCLOSED' AND EXISTS (SELECT 1 FROM payment_run_lines l WHERE l.run_id = NEW.id
    AND (l.state = 'PENDING' OR l.state = 'PAID' AND l.credit_id IS NULL)) THEN
    PERFORM krafta_refuse('run-waits', 'A payment run is closed when every line was found, failed, or was explained.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_runs_guarded BEFORE INSERT OR UPDATE ON payment_runs FOR EACH ROW EXECUTE FUNCTION krafta_payment_runs();

-- What it held is free for the next one.
CREATE FUNCTION krafta_payment_runs_voided() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  UPDATE payment_run_lines SET state = 'VOIDED' WHERE run_id = NEW.id AND state = 'PENDING';
  RETURN NULL;
END $$;
CREATE TRIGGER payment_runs_voided AFTER UPDATE ON payment_runs FOR EACH ROW WHEN (NEW.state = 'VOIDED' AND OLD.state = 'FROZEN')
EXECUTE FUNCTION krafta_payment_runs_voided();

CREATE FUNCTION krafta_payment_run_choices() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM payment_runs r WHERE r.id = NEW.run_id AND r.state = 'DRAFT' FOR SHARE) THEN
    PERFORM krafta_refuse('run-frozen', 'A payment run stays as it was frozen.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_run_choices_new BEFORE INSERT ON payment_run_choices FOR EACH ROW EXECUTE FUNCTION krafta_payment_run_choices();

CREATE FUNCTION krafta_payment_run_lines() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'PENDING' OR NOT EXISTS (SELECT 1 FROM payment_runs r WHERE r.id = NEW.run_id AND r.state = 'DRAFT' AND r.currency = NEW.currency FOR SHARE) THEN
      PERFORM krafta_refuse('run-frozen', 'A payment run stays as it was frozen.');
    ELSIF EXISTS (SELECT 1 FROM payment_run_lines m WHERE m.refund_id = NEW.refund_id AND m.state = 'PENDING') THEN
      PERFORM krafta_refuse('run-holds', 'That stands in a frozen payment run, and is paid by it alone.');
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.run_id, NEW.position, NEW.workshop_id, NEW.refund_id, NEW.method, NEW.payee_name, NEW.payee_id_doc, NEW.payee_bank, NEW.payee_account, NEW.payee_phone, NEW.owed, NEW.owed_currency, NEW.amount, NEW.currency, NEW.created_at) IS DISTINCT FROM
    (OLD.id, OLD.run_id, OLD.position, OLD.workshop_id, OLD.refund_id, OLD.method, OLD.payee_name, OLD.payee_id_doc, OLD.payee_bank, OLD.payee_account, OLD.payee_phone, OLD.owed, OLD.owed_currency, OLD.amount, OLD.currency, OLD.created_at)
    OR OLD.state <> 'PENDING' AND (NEW.reference, NEW.sent_on, NEW.settlement_id, NEW.refund_payment_id) IS DISTINCT FROM
      (OLD.reference, OLD.sent_on, OLD.settlement_id, OLD.refund_payment_id)
    OR OLD.credit_id IS NOT NULL AND NEW.credit_id IS DISTINCT FROM OLD.credit_id THEN
    PERFORM krafta_refuse('run-frozen', 'A payment run stays as it was frozen.');
  ELSIF (OLD.state || NEW.state) NOT IN ('PENDINGPAID', 'PENDINGFAILED', 'PENDINGVOIDED', 'PAIDPAID', 'PAIDEXPLAINED')
    OR NOT EXISTS (SELECT 1 FROM payment_runs r WHERE r.id = NEW.run_id AND r.state = CASE NEW.state WHEN 'VOIDED' THEN 'VOIDED' ELSE 'FROZEN' END) THEN
    PERFORM krafta_refuse('run-state', 'A payment run goes from draft to frozen to closed, or is given up before anything of it was paid.');
  ELSIF NEW.state = 'PAID' AND EXISTS (SELECT 1 FROM payment_runs r WHERE r.id = NEW.run_id AND r.needs_second AND r.countersigned_by IS NULL) THEN
    PERFORM krafta_refuse('run-second', 'A second person agrees to this payment run before it is paid.');
  ELSIF OLD.state = 'PENDING' AND NEW.state = 'PAID' AND NOT EXISTS (SELECT 1 FROM settlements s WHERE s.id = NEW.settlement_id AND s.run_line_id = NEW.id)
    AND NOT EXISTS (SELECT 1 FROM refund_payments s WHERE s.id = NEW.refund_payment_id AND s.run_line_id = NEW.id) THEN
    PERFORM krafta_refuse('run-other', 'A run is of an account, in its currency, and is paid as it was frozen.');
  ELSIF NEW.credit_id IS DISTINCT FROM OLD.credit_id AND NOT EXISTS (SELECT 1 FROM bank_allocations a WHERE a.credit_id = NEW.credit_id
    AND (a.settlement_id = NEW.settlement_id OR a.refund_payment_id = NEW.refund_payment_id)) THEN
    PERFORM krafta_refuse('run-other', 'A run is of an account, in its currency, and is paid as it was frozen.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_run_lines_guarded BEFORE INSERT OR UPDATE ON payment_run_lines FOR EACH ROW EXECUTE FUNCTION krafta_payment_run_lines();

CREATE FUNCTION krafta_payment_run_lines_left() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  UPDATE payment_run_payables SET pending = false WHERE line_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER payment_run_lines_left AFTER UPDATE OF state ON payment_run_lines FOR EACH ROW WHEN (NEW.state <> 'PENDING' AND OLD.state = 'PENDING')
EXECUTE FUNCTION krafta_payment_run_lines_left();

CREATE FUNCTION krafta_payment_run_payables() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_OP = 'INSERT' AND (NOT NEW.pending OR NOT EXISTS (SELECT 1 FROM payment_run_lines l JOIN payment_runs r ON r.id = l.run_id
      JOIN workshop_payables p ON p.id = NEW.payable_id AND p.workshop_id = l.workshop_id AND p.currency = l.owed_currency
      WHERE l.id = NEW.line_id AND r.state = 'DRAFT'))
    OR TG_OP = 'UPDATE' AND ((NEW.line_id, NEW.payable_id, NEW.amount, NEW.created_at) IS DISTINCT FROM (OLD.line_id, OLD.payable_id, OLD.amount, OLD.created_at)
      OR NEW.pending OR EXISTS (SELECT 1 FROM payment_run_lines l WHERE l.id = NEW.line_id AND l.state = 'PENDING')) THEN
    PERFORM krafta_refuse('run-frozen', 'A payment run stays as it was frozen.');
  ELSIF TG_OP = 'INSERT' AND EXISTS (SELECT 1 FROM payment_run_payables m WHERE m.payable_id = NEW.payable_id AND m.pending) THEN
    PERFORM krafta_refuse('run-holds', 'That stands in a frozen payment run, and is paid by it alone.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_run_payables_guarded BEFORE INSERT OR UPDATE ON payment_run_payables FOR EACH ROW EXECUTE FUNCTION krafta_payment_run_payables();

-- What stands in a run is paid by the run, as it was frozen.
CREATE FUNCTION krafta_payable_payments_run() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM payment_run_payables x WHERE x.payable_id = NEW.payable_id AND x.pending) THEN
    PERFORM krafta_refuse('run-holds', 'That stands in a frozen payment run, and is paid by it alone.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payable_payments_run BEFORE INSERT ON payable_payments FOR EACH ROW WHEN (NEW.reverses_id IS NULL) EXECUTE FUNCTION krafta_payable_payments_run();

CREATE FUNCTION krafta_refund_payments_run() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM payment_run_lines l WHERE l.refund_id = NEW.refund_id AND l.state = 'PENDING' AND l.id IS DISTINCT FROM NEW.run_line_id) THEN
    PERFORM krafta_refuse('run-holds', 'That stands in a frozen payment run, and is paid by it alone.');
  ELSIF NEW.run_line_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM payment_run_lines l WHERE l.id = NEW.run_line_id AND l.state = 'PENDING'
    AND l.refund_id = NEW.refund_id AND l.amount = coalesce(NEW.sent_amount, NEW.amount) AND l.currency = coalesce(NEW.sent_currency, NEW.currency)) THEN
    PERFORM krafta_refuse('run-other', 'A run is of an account, in its currency, and is paid as it was frozen.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER refund_payments_run BEFORE INSERT ON refund_payments FOR EACH ROW WHEN (NEW.reverses_id IS NULL) EXECUTE FUNCTION krafta_refund_payments_run();

CREATE FUNCTION krafta_settlements_run() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM payment_run_lines l WHERE l.id = NEW.run_line_id AND l.state = 'PENDING'
    AND l.workshop_id = NEW.workshop_id AND l.owed = NEW.amount AND l.owed_currency = NEW.currency AND l.amount = coalesce(NEW.sent_amount, NEW.amount)
    AND l.currency = coalesce(NEW.sent_currency, NEW.currency) AND l.payee_account IS NOT DISTINCT FROM NEW.payee_account
    AND l.payee_name IS NOT DISTINCT FROM NEW.payee_name) THEN
    PERFORM krafta_refuse('run-other', 'A run is of an account, in its currency, and is paid as it was frozen.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER settlements_run BEFORE INSERT ON settlements FOR EACH ROW WHEN (NEW.run_line_id IS NOT NULL) EXECUTE FUNCTION krafta_settlements_run();

CREATE FUNCTION krafta_run_paid() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  UPDATE payment_run_lines SET state = 'PAID', reference = NEW.reference, sent_on = NEW.sent_on, handled_by = NEW.paid_by, handled_at = NEW.paid_at,
    settlement_id = CASE TG_TABLE_NAME WHEN 'settlements' THEN NEW.id END, refund_payment_id = CASE TG_TABLE_NAME WHEN 'refund_payments' THEN NEW.id END
  WHERE id = NEW.run_line_id;
  RETURN NULL;
END $$;
CREATE TRIGGER settlements_run_paid AFTER INSERT ON settlements FOR EACH ROW WHEN (NEW.run_line_id IS NOT NULL) EXECUTE FUNCTION krafta_run_paid();
CREATE TRIGGER refund_payments_run_paid AFTER INSERT ON refund_payments FOR EACH ROW WHEN (NEW.run_line_id IS NOT NULL) EXECUTE FUNCTION krafta_run_paid();

CREATE FUNCTION krafta_run_found() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  UPDATE payment_run_lines SET credit_id = NEW.credit_id
  WHERE (settlement_id = NEW.settlement_id OR refund_payment_id = NEW.refund_payment_id) AND state = 'PAID' AND credit_id IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER bank_allocations_run_found AFTER INSERT ON bank_allocations FOR EACH ROW WHEN (NEW.evidence_id IS NULL) EXECUTE FUNCTION krafta_run_found();

-- A debit pays what it shows, and a transfer that was taken back frees its debit: the rows that take it back are none that stand.
CREATE OR REPLACE VIEW bank_allocations_standing AS
  SELECT a.credit_id, a.amount FROM bank_allocations a
  WHERE (a.evidence_id IS NULL OR EXISTS (
      SELECT 1 FROM payment_evidence e JOIN payment_submissions s ON s.id = e.submission_id
      WHERE e.id = a.evidence_id AND s.state = 'VERIFIED'
      AND NOT EXISTS (SELECT 1 FROM payment_evidence_voids v WHERE v.evidence_id = e.id)
      AND NOT EXISTS (SELECT 1 FROM payment_evidence later WHERE later.submission_id = e.submission_id AND later.id > e.id)))
    AND (a.refund_payment_id IS NULL OR NOT EXISTS (SELECT 1 FROM refund_payments r WHERE r.reverses_id = a.refund_payment_id))
    AND (a.settlement_id IS NULL OR EXISTS (SELECT 1 FROM payable_payments y WHERE y.settlement_id = a.settlement_id AND y.reverses_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM payable_payments r WHERE r.reverses_id = y.id)));

CREATE FUNCTION krafta_taken_back_counted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  credits uuid[];
BEGIN
  IF TG_TABLE_NAME = 'payable_payments' THEN
    SELECT array_agg(a.credit_id) INTO credits FROM bank_allocations a WHERE a.settlement_id = NEW.settlement_id;
  ELSE
    SELECT array_agg(a.credit_id) INTO credits FROM bank_allocations a WHERE a.refund_payment_id = NEW.reverses_id;
  END IF;
  IF credits IS NOT NULL THEN
    PERFORM krafta_credits_count(credits);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER payable_payments_counted AFTER INSERT ON payable_payments FOR EACH ROW WHEN (NEW.reverses_id IS NOT NULL AND NEW.settlement_id IS NOT NULL)
EXECUTE FUNCTION krafta_taken_back_counted();
CREATE TRIGGER refund_payments_counted AFTER INSERT ON refund_payments FOR EACH ROW WHEN (NEW.reverses_id IS NOT NULL)
EXECUTE FUNCTION krafta_taken_back_counted();

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['payment_runs', 'payment_run_choices', 'payment_run_lines', 'payment_run_payables'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION krafta_append_only()', name || '_kept', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION krafta_append_only()', name || '_untruncated', name);
  END LOOP;
  CREATE TRIGGER payment_run_choices_unedited BEFORE UPDATE ON payment_run_choices FOR EACH ROW EXECUTE FUNCTION krafta_append_only();
END $$;
