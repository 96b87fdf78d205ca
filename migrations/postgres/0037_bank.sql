-- What the banks show: credits and debits of our accounts, and what each of them pays. Evidence is an allocation of a credit to a proof; more
-- than the credit is refused.

SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);

-- A statement as it was imported: kept under the hash of its bytes.
CREATE TABLE bank_files (
  sha256 text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  name text NOT NULL CONSTRAINT "krafta:out-of-bounds name" CHECK (length(name) <= 200),
  content bytea NOT NULL CHECK (length(content) <= 8000000),
  created_at timestamptz NOT NULL DEFAULT now() CONSTRAINT "krafta:out-of-bounds created_at"
    CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00')
);

CREATE TABLE bank_imports (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  account_id uuid NOT NULL REFERENCES bank_accounts (id),
  file_sha256 text NOT NULL REFERENCES bank_files (sha256),
  profile text NOT NULL CONSTRAINT "krafta:out-of-bounds profile" CHECK (length(profile) <= 60),
  catch_up boolean NOT NULL,
  lines bigint NOT NULL CONSTRAINT "krafta:out-of-bounds lines" CHECK (lines BETWEEN 0 AND 1000000000),
  added bigint NOT NULL CONSTRAINT "krafta:out-of-bounds added" CHECK (added BETWEEN 0 AND 1000000000),
  known bigint NOT NULL CONSTRAINT "krafta:out-of-bounds known" CHECK (known BETWEEN 0 AND 1000000000),
  refused bigint NOT NULL CONSTRAINT "krafta:out-of-bounds refused" CHECK (refused BETWEEN 0 AND 1000000000),
  first_day date CONSTRAINT "krafta:out-of-bounds first_day" CHECK (first_day BETWEEN DATE '2000-01-01' AND DATE '2099-12-31'),
  last_day date CONSTRAINT "krafta:out-of-bounds last_day" CHECK (last_day BETWEEN DATE '2000-01-01' AND DATE '2099-12-31'),
  -- In the currency of the account; below nothing when it is overdrawn.
  opening numeric(18,2) CONSTRAINT "krafta:out-of-bounds opening" CHECK (opening BETWEEN -1000000000000 AND 1000000000000),
  closing numeric(18,2) CONSTRAINT "krafta:out-of-bounds closing" CHECK (closing BETWEEN -1000000000000 AND 1000000000000),
  chain text NOT NULL CHECK (chain IN ('HOLDS', 'BREAKS', 'UNKNOWN')),
  operator_id uuid NOT NULL REFERENCES operators (id),
  operation_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now() CONSTRAINT "krafta:out-of-bounds created_at"
    CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00')
);
CREATE INDEX bank_imports_account ON bank_imports (account_id, id);

-- Money that came to an account of ours, or left it: a line of a statement, a notice of the bank, or what an admin saw there and typed.
CREATE TABLE bank_credits (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  account_id uuid NOT NULL REFERENCES bank_accounts (id),
  direction text NOT NULL CHECK (direction IN ('IN', 'OUT')),
  origin text NOT NULL CHECK (origin IN ('STATEMENT', 'NOTICE', 'ATTESTED')),
  kind text NOT NULL CHECK (kind IN ('PAYMENT', 'FEE', 'OWN', 'REVERSAL')),
  value_date date NOT NULL CONSTRAINT "krafta:out-of-bounds value_date" CHECK (value_date BETWEEN DATE '2000-01-01' AND DATE '2099-12-31'),
  amount numeric(18,2) NOT NULL CONSTRAINT "krafta:out-of-bounds amount" CHECK (amount BETWEEN 0.01 AND 1000000000000),
  currency text NOT NULL CHECK (currency IN ('USD', 'VES', 'USDT')),
  reference text NOT NULL CONSTRAINT "krafta:out-of-bounds reference" CHECK (length(reference) <= 200),
  description text NOT NULL CONSTRAINT "krafta:out-of-bounds description" CHECK (length(description) <= 4000),
  payer_phone text CONSTRAINT "krafta:out-of-bounds payer_phone" CHECK (length(payer_phone) <= 40),
  payer_document text CONSTRAINT "krafta:out-of-bounds payer_document" CHECK (length(payer_document) <= 40),
  balance numeric(18,2) CONSTRAINT "krafta:out-of-bounds balance" CHECK (balance BETWEEN -1000000000000 AND 1000000000000),
  -- What it is found by: the last six signs of the reference, and the order that its description names.
  reference_tail text CONSTRAINT "krafta:out-of-bounds reference_tail" CHECK (length(reference_tail) <= 6),
  named_order text CONSTRAINT "krafta:out-of-bounds named_order" CHECK (length(named_order) <= 6),
  -- Of a line: what it is known by when it comes again, the import, and where in its file it stands.
  line_key text CONSTRAINT "krafta:out-of-bounds line_key" CHECK (length(line_key) <= 200),
  import_id uuid REFERENCES bank_imports (id),
  line_no bigint CONSTRAINT "krafta:out-of-bounds line_no" CHECK (line_no BETWEEN 1 AND 1000000000),
  -- Of what was attested: the line that it turned out to be.
  line_id uuid REFERENCES bank_credits (id),
  -- What stands of it in orders, refunds and settlements. The database keeps the sum.
  allocated numeric(18,2) NOT NULL DEFAULT 0 CONSTRAINT "krafta:out-of-bounds allocated" CHECK (allocated BETWEEN 0 AND 1000000000000),
  -- A person said that it belongs to no order, or it came before this program was used.
  set_aside boolean NOT NULL DEFAULT false,
  operator_id uuid NOT NULL REFERENCES operators (id),
  created_at timestamptz NOT NULL DEFAULT now() CONSTRAINT "krafta:out-of-bounds created_at"
    CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  CONSTRAINT bank_credits_allocated CHECK (allocated <= amount),
  CONSTRAINT bank_credits_line CHECK (CASE origin WHEN 'ATTESTED' THEN line_key IS NULL AND import_id IS NULL AND line_no IS NULL
    ELSE line_key IS NOT NULL AND import_id IS NOT NULL AND line_no IS NOT NULL AND line_id IS NULL END)
);
CREATE UNIQUE INDEX bank_credits_key ON bank_credits (account_id, line_key) WHERE line_key IS NOT NULL;
CREATE INDEX bank_credits_reference ON bank_credits (account_id, ltrim(reference, '0'), value_date);
CREATE INDEX bank_credits_tail ON bank_credits (account_id, reference_tail, value_date) WHERE reference_tail IS NOT NULL;
CREATE INDEX bank_credits_named ON bank_credits (account_id, named_order) WHERE named_order IS NOT NULL;
CREATE INDEX bank_credits_amount ON bank_credits (account_id, amount, value_date);
CREATE INDEX bank_credits_import ON bank_credits (import_id, line_no) WHERE import_id IS NOT NULL;
CREATE INDEX bank_credits_line ON bank_credits (line_id) WHERE line_id IS NOT NULL;
CREATE INDEX bank_credits_day ON bank_credits (account_id, value_date, id);
-- Money without an order, and what was attested and has not been seen.
CREATE INDEX bank_credits_free ON bank_credits (value_date, id)
  WHERE direction = 'IN' AND kind = 'PAYMENT' AND origin <> 'ATTESTED' AND NOT set_aside AND allocated < amount;
CREATE INDEX bank_credits_unseen ON bank_credits (value_date, id) WHERE origin = 'ATTESTED' AND line_id IS NULL AND allocated > 0;

-- What a credit pays.
CREATE TABLE bank_allocations (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  credit_id uuid NOT NULL REFERENCES bank_credits (id),
  evidence_id uuid UNIQUE REFERENCES payment_evidence (id),
  refund_payment_id uuid UNIQUE REFERENCES refund_payments (id),
  settlement_id uuid UNIQUE REFERENCES settlements (id),
  amount numeric(18,2) NOT NULL CONSTRAINT "krafta:out-of-bounds amount" CHECK (amount BETWEEN 0.01 AND 1000000000000),
  created_at timestamptz NOT NULL DEFAULT now() CONSTRAINT "krafta:out-of-bounds created_at"
    CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  CONSTRAINT bank_allocations_one CHECK (num_nonnulls(evidence_id, refund_payment_id, settlement_id) = 1)
);
CREATE INDEX bank_allocations_credit ON bank_allocations (credit_id);

-- What people say about a credit.
CREATE TABLE bank_credit_notes (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  credit_id uuid NOT NULL REFERENCES bank_credits (id),
  act text NOT NULL CHECK (act IN ('NOTE', 'SET_ASIDE', 'RESTORED', 'RECONCILED')),
  note text CONSTRAINT "krafta:out-of-bounds note" CHECK (length(note) <= 4000),
  operator_id uuid NOT NULL REFERENCES operators (id),
  operation_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now() CONSTRAINT "krafta:out-of-bounds created_at"
    CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00')
);
CREATE INDEX bank_credit_notes_credit ON bank_credit_notes (credit_id, id);

-- The line that was chosen. What is typed without one is a credit of its own, or part of what was attested before.
ALTER TABLE payment_evidence ADD COLUMN credit_id uuid REFERENCES bank_credits (id);

-- One look at the allocations of a credit: what of them counts.
CREATE VIEW bank_allocations_standing AS
  SELECT a.credit_id, a.amount FROM bank_allocations a
  WHERE (a.evidence_id IS NULL OR EXISTS (
      SELECT 1 FROM payment_evidence e JOIN payment_submissions s ON s.id = e.submission_id
      WHERE e.id = a.evidence_id AND s.state = 'VERIFIED'
      AND NOT EXISTS (SELECT 1 FROM payment_evidence_voids v WHERE v.evidence_id = e.id)
      AND NOT EXISTS (SELECT 1 FROM payment_evidence later WHERE later.submission_id = e.submission_id AND later.id > e.id)))
    AND (a.refund_payment_id IS NULL OR NOT EXISTS (SELECT 1 FROM refund_payments r WHERE r.reverses_id = a.refund_payment_id))
    AND (a.settlement_id IS NULL OR EXISTS (SELECT 1 FROM payable_payments y WHERE y.settlement_id = a.settlement_id
      AND NOT EXISTS (SELECT 1 FROM payable_payments r WHERE r.reverses_id = y.id)));

-- Every evidence that stands becomes a credit of its own; equal ones are listed by the check of the database, and not joined.
INSERT INTO bank_credits (id, account_id, direction, origin, kind, value_date, amount, currency, reference, description, operator_id, created_at)
  SELECT e.id, e.account_id, 'IN', 'ATTESTED', 'PAYMENT', e.value_date, coalesce(e.credit_amount, e.amount), e.currency, e.bank_reference, '',
    e.operator_id, e.created_at
  FROM payment_evidence e JOIN payment_submissions s ON s.id = e.submission_id WHERE s.surplus_of IS NULL;
INSERT INTO bank_allocations (id, credit_id, evidence_id, amount, created_at)
  SELECT c.id, c.id, c.id, e.amount, c.created_at FROM bank_credits c JOIN payment_evidence e ON e.id = c.id;
UPDATE bank_credits SET allocated = (SELECT coalesce(sum(x.amount), 0) FROM bank_allocations_standing x WHERE x.credit_id = bank_credits.id);

-- The sum of these credits is of what stands, their own and that of what was attested and turned out to be them.
CREATE FUNCTION krafta_credits_count(credits uuid[]) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
  UPDATE bank_credits b SET allocated = (SELECT coalesce(sum(x.amount), 0) FROM bank_allocations_standing x WHERE x.credit_id IN (
    SELECT b.id UNION ALL SELECT c.id FROM bank_credits c WHERE c.line_id = b.id))
  WHERE b.id = ANY (credits) OR b.id IN (SELECT c.line_id FROM bank_credits c WHERE c.id = ANY (credits));
$$;
REVOKE EXECUTE ON FUNCTION krafta_credits_count(uuid[]) FROM PUBLIC;

CREATE FUNCTION krafta_bank_credits() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.allocated <> 0 OR NEW.line_id IS NOT NULL
      OR NOT EXISTS (SELECT 1 FROM bank_accounts b WHERE b.id = NEW.account_id AND b.currency = NEW.currency) THEN
      PERFORM krafta_refuse('credit-frozen', 'A new bank credit is in the currency of its account, and pays nothing yet.');
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.account_id, NEW.direction, NEW.origin, NEW.kind, NEW.value_date, NEW.currency, NEW.reference, NEW.description, NEW.payer_phone,
      NEW.payer_document, NEW.reference_tail, NEW.named_order, NEW.balance, NEW.line_key, NEW.import_id, NEW.line_no, NEW.operator_id, NEW.created_at) IS DISTINCT FROM
    (OLD.id, OLD.account_id, OLD.direction, OLD.origin, OLD.kind, OLD.value_date, OLD.currency, OLD.reference, OLD.description, OLD.payer_phone,
      OLD.payer_document, OLD.reference_tail, OLD.named_order, OLD.balance, OLD.line_key, OLD.import_id, OLD.line_no, OLD.operator_id, OLD.created_at)
    OR NEW.amount <> OLD.amount AND (OLD.origin <> 'ATTESTED' OR NOT EXISTS (SELECT 1 FROM payment_evidence e WHERE e.account_id = OLD.account_id AND ltrim(e.bank_reference, '0') = ltrim(OLD.reference, '0')
      AND e.value_date = OLD.value_date AND NEW.amount IN (e.amount, e.credit_amount)))
    OR NEW.line_id IS DISTINCT FROM OLD.line_id AND (OLD.origin <> 'ATTESTED' OR NEW.line_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM bank_credits l WHERE l.id = NEW.line_id AND l.origin <> 'ATTESTED' AND l.account_id = OLD.account_id
        AND l.direction = OLD.direction)) THEN
    PERFORM krafta_refuse('credit-frozen', 'What the bank showed does not change.');
  END IF;
  IF NEW.allocated <> OLD.allocated AND NEW.allocated <> (
    SELECT coalesce(sum(x.amount), 0) FROM bank_allocations_standing x WHERE x.credit_id IN (
      SELECT NEW.id UNION ALL SELECT c.id FROM bank_credits c WHERE c.line_id = NEW.id)) THEN
    PERFORM krafta_refuse('credit-sum', 'The database keeps what is allocated of a credit; leave it out.');
  ELSIF NEW.allocated > NEW.amount THEN
    PERFORM krafta_refuse('credit-exceeded', 'That bank credit was used already.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bank_credits_frozen BEFORE INSERT OR UPDATE ON bank_credits FOR EACH ROW EXECUTE FUNCTION krafta_bank_credits();

CREATE FUNCTION krafta_bank_credits_reconciled() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM krafta_credits_count(ARRAY[OLD.line_id, NEW.line_id]);
  RETURN NULL;
END $$;
CREATE TRIGGER bank_credits_reconciled AFTER UPDATE ON bank_credits FOR EACH ROW WHEN (NEW.line_id IS DISTINCT FROM OLD.line_id)
EXECUTE FUNCTION krafta_bank_credits_reconciled();

-- Typed evidence: part of what was attested of that account, reference and day, or a credit of its own, named like the evidence.
CREATE FUNCTION krafta_evidence_attested() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  chosen uuid := NEW.credit_id;
BEGIN
  IF EXISTS (SELECT 1 FROM payment_submissions s WHERE s.id = NEW.submission_id AND s.surplus_of IS NOT NULL) THEN
    RETURN NULL;
  END IF;
  IF chosen IS NOT NULL THEN
    IF NOT EXISTS (SELECT 1 FROM bank_credits c WHERE c.id = chosen AND c.account_id = NEW.account_id AND c.direction = 'IN'
      AND c.currency = NEW.currency AND c.value_date = NEW.value_date AND NOT c.set_aside FOR UPDATE) THEN
      PERFORM krafta_refuse('credit-other', 'The evidence is not what its bank credit shows.');
    END IF;
  ELSE
    SELECT c.id INTO chosen FROM bank_credits c WHERE c.account_id = NEW.account_id AND ltrim(c.reference, '0') = ltrim(NEW.bank_reference, '0')
      AND c.value_date = NEW.value_date AND ltrim(NEW.bank_reference, '0') <> '' AND c.origin = 'ATTESTED' AND c.direction = 'IN'
      ORDER BY c.amount - c.allocated DESC, c.id LIMIT 1;
    IF chosen IS NOT NULL THEN
      UPDATE bank_credits SET amount = CASE WHEN allocated = 0 THEN coalesce(NEW.credit_amount, NEW.amount)
        ELSE greatest(amount, coalesce(NEW.credit_amount, 0)) END
      WHERE id = chosen;
    ELSE
      chosen := NEW.id;
      INSERT INTO bank_credits (id, account_id, direction, origin, kind, value_date, amount, currency, reference, description, operator_id, created_at)
      VALUES (NEW.id, NEW.account_id, 'IN', 'ATTESTED', 'PAYMENT', NEW.value_date, coalesce(NEW.credit_amount, NEW.amount), NEW.currency,
        NEW.bank_reference, '', NEW.operator_id, NEW.created_at);
    END IF;
  END IF;
  INSERT INTO bank_allocations (id, credit_id, evidence_id, amount, created_at) VALUES (NEW.id, chosen, NEW.id, NEW.amount, NEW.created_at);
  PERFORM krafta_credits_count(ARRAY(SELECT a.credit_id FROM payment_evidence e JOIN bank_allocations a ON a.evidence_id = e.id
    WHERE e.submission_id = NEW.submission_id));
  RETURN NULL;
END $$;
CREATE TRIGGER payment_evidence_attested AFTER INSERT ON payment_evidence FOR EACH ROW EXECUTE FUNCTION krafta_evidence_attested();

CREATE FUNCTION krafta_credits_counted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM krafta_credits_count(CASE TG_TABLE_NAME
    WHEN 'payment_evidence_voids' THEN ARRAY(SELECT a.credit_id FROM bank_allocations a WHERE a.evidence_id = (to_jsonb(NEW) ->> 'evidence_id')::uuid)
    WHEN 'bank_allocations' THEN ARRAY[(to_jsonb(NEW) ->> 'credit_id')::uuid]
    ELSE ARRAY(SELECT a.credit_id FROM payment_evidence e JOIN bank_allocations a ON a.evidence_id = e.id
      WHERE e.submission_id = (to_jsonb(NEW) ->> 'id')::uuid) END);
  RETURN NULL;
END $$;
CREATE TRIGGER payment_evidence_voids_counted AFTER INSERT ON payment_evidence_voids FOR EACH ROW EXECUTE FUNCTION krafta_credits_counted();
CREATE TRIGGER payment_submissions_counted AFTER UPDATE OF state ON payment_submissions FOR EACH ROW
WHEN (NEW.state <> OLD.state AND (NEW.state = 'VERIFIED' OR OLD.state = 'VERIFIED'))
EXECUTE FUNCTION krafta_credits_counted();

-- An allocation is of a debit to money that we sent; what a proof is allocated follows its evidence.
CREATE FUNCTION krafta_bank_allocations_new() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF NEW.evidence_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM payment_evidence e WHERE e.id = NEW.evidence_id AND e.amount = NEW.amount
    AND (e.credit_id IS NULL OR e.credit_id = NEW.credit_id)) THEN
    PERFORM krafta_refuse('credit-other', 'The allocation is not what its evidence says.');
  ELSIF NEW.evidence_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM bank_credits c WHERE c.id = NEW.credit_id AND c.direction = 'OUT' AND NOT c.set_aside FOR UPDATE) THEN
    PERFORM krafta_refuse('credit-other', 'Money that we sent is allocated from a debit.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bank_allocations_new BEFORE INSERT ON bank_allocations FOR EACH ROW EXECUTE FUNCTION krafta_bank_allocations_new();
CREATE TRIGGER bank_allocations_counted AFTER INSERT ON bank_allocations FOR EACH ROW WHEN (NEW.evidence_id IS NULL)
EXECUTE FUNCTION krafta_credits_counted();

CREATE FUNCTION krafta_bank_credit_notes_followed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  UPDATE bank_credits SET set_aside = NEW.act = 'SET_ASIDE' WHERE id = NEW.credit_id;
  RETURN NULL;
END $$;
CREATE TRIGGER bank_credit_notes_followed AFTER INSERT ON bank_credit_notes FOR EACH ROW WHEN (NEW.act IN ('SET_ASIDE', 'RESTORED'))
EXECUTE FUNCTION krafta_bank_credit_notes_followed();

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['bank_files', 'bank_imports', 'bank_credits', 'bank_allocations', 'bank_credit_notes'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION krafta_append_only()', name || '_kept', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION krafta_append_only()', name || '_untruncated', name);
    IF name <> 'bank_credits' THEN
      EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION krafta_append_only()', name || '_unedited', name);
    END IF;
  END LOOP;
  FOREACH name IN ARRAY ARRAY['bank_files', 'bank_imports', 'bank_credit_notes'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION krafta_stamp()', name || '_stamped', name);
  END LOOP;
END $$;

-- As before, of what is typed: a line that was chosen has an amount of its own.
CREATE OR REPLACE FUNCTION krafta_evidence_within() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  stated numeric;
  used numeric;
BEGIN
  IF NEW.credit_id IS NOT NULL OR ltrim(NEW.bank_reference, '0') = ''
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
