SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);

-- What each workshop is owed, as a ledger in the order in which it came to be, and its sums by month: a page of a statement
-- and what was owed before it cost the same however long the account is. Written by what it is about, and by nothing else.
CREATE TABLE workshop_movements (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY CONSTRAINT "krafta:out-of-bounds seq" CHECK (seq BETWEEN 1 AND 9007199254740991),
  workshop_id uuid NOT NULL REFERENCES workshops (id),
  currency text NOT NULL CHECK (currency IN ('USD', 'VES', 'USDT')),
  at timestamptz NOT NULL CONSTRAINT "krafta:out-of-bounds at"
    CHECK (at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  entry text NOT NULL CHECK (entry IN ('LINE', 'VOID', 'PAYMENT', 'REVERSAL')),
  -- The line, or the payment.
  source_id uuid NOT NULL,
  -- Signed: positive raises what is owed.
  change numeric(18,2) NOT NULL CONSTRAINT "krafta:out-of-bounds change" CHECK (change BETWEEN -1000000000000 AND 1000000000000)
);

-- The month is of UTC, by its first day.
CREATE TABLE workshop_months (
  workshop_id uuid NOT NULL REFERENCES workshops (id),
  currency text NOT NULL CHECK (currency IN ('USD', 'VES', 'USDT')),
  month date NOT NULL CONSTRAINT "krafta:out-of-bounds month"
    CHECK (month BETWEEN DATE '2000-01-01' AND DATE '2100-01-01'),
  entry text NOT NULL CHECK (entry IN ('LINE', 'VOID', 'PAYMENT', 'REVERSAL')),
  change numeric(18,2) NOT NULL CONSTRAINT "krafta:out-of-bounds change" CHECK (change BETWEEN -1000000000000 AND 1000000000000),
  PRIMARY KEY (workshop_id, currency, month, entry),
  CONSTRAINT workshop_months_first CHECK (extract(day FROM month) = 1)
);

INSERT INTO workshop_movements (workshop_id, currency, at, entry, source_id, change)
SELECT * FROM (
  SELECT p.workshop_id, p.currency, p.created_at AS at, 'LINE' AS entry, p.id, p.amount FROM workshop_payables p
  UNION ALL SELECT p.workshop_id, p.currency, e.at, 'VOID', p.id, -e.amount
    FROM payable_events e JOIN workshop_payables p ON p.id = e.payable_id WHERE e.kind = 'VOIDED'
  UNION ALL SELECT p.workshop_id, p.currency, y.paid_at, CASE WHEN y.reverses_id IS NULL THEN 'PAYMENT' ELSE 'REVERSAL' END, y.id, -y.amount
    FROM payable_payments y JOIN workshop_payables p ON p.id = y.payable_id
) found ORDER BY 3, 4, 5;
INSERT INTO workshop_months (workshop_id, currency, month, entry, change)
SELECT workshop_id, currency, date_trunc('month', at AT TIME ZONE 'UTC')::date, entry, sum(change)
FROM workshop_movements GROUP BY 1, 2, 3, 4;
CREATE INDEX workshop_movements_of ON workshop_movements (workshop_id, currency, at, seq) INCLUDE (entry, change);

CREATE TRIGGER workshop_movements_unedited BEFORE UPDATE ON workshop_movements FOR EACH ROW EXECUTE FUNCTION krafta_append_only();
CREATE TRIGGER workshop_movements_kept BEFORE DELETE ON workshop_movements FOR EACH ROW EXECUTE FUNCTION krafta_append_only();
CREATE TRIGGER workshop_movements_untruncated BEFORE TRUNCATE ON workshop_movements FOR EACH STATEMENT EXECUTE FUNCTION krafta_append_only();
CREATE TRIGGER workshop_months_kept BEFORE DELETE ON workshop_months FOR EACH ROW EXECUTE FUNCTION krafta_append_only();
CREATE TRIGGER workshop_months_untruncated BEFORE TRUNCATE ON workshop_months FOR EACH STATEMENT EXECUTE FUNCTION krafta_append_only();

CREATE FUNCTION krafta_movements_summed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO workshop_months AS m (workshop_id, currency, month, entry, change)
  VALUES (NEW.workshop_id, NEW.currency, date_trunc('month', NEW.at AT TIME ZONE 'UTC')::date, NEW.entry, NEW.change)
  ON CONFLICT (workshop_id, currency, month, entry) DO UPDATE SET change = m.change + excluded.change;
  RETURN NULL;
END $$;
CREATE TRIGGER workshop_movements_summed AFTER INSERT ON workshop_movements FOR EACH ROW EXECUTE FUNCTION krafta_movements_summed();

CREATE FUNCTION krafta_payables_moved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO workshop_movements (workshop_id, currency, at, entry, source_id, change)
  VALUES (NEW.workshop_id, NEW.currency, NEW.created_at, 'LINE', NEW.id, NEW.amount);
  RETURN NULL;
END $$;
CREATE TRIGGER workshop_payables_moved AFTER INSERT ON workshop_payables FOR EACH ROW EXECUTE FUNCTION krafta_payables_moved();

CREATE FUNCTION krafta_payable_events_moved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO workshop_movements (workshop_id, currency, at, entry, source_id, change)
  SELECT p.workshop_id, p.currency, NEW.at, 'VOID', p.id, -NEW.amount FROM workshop_payables p WHERE p.id = NEW.payable_id;
  RETURN NULL;
END $$;
CREATE TRIGGER payable_events_moved AFTER INSERT ON payable_events
FOR EACH ROW WHEN (NEW.kind = 'VOIDED') EXECUTE FUNCTION krafta_payable_events_moved();

CREATE FUNCTION krafta_payable_payments_moved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO workshop_movements (workshop_id, currency, at, entry, source_id, change)
  SELECT p.workshop_id, p.currency, NEW.paid_at, CASE WHEN NEW.reverses_id IS NULL THEN 'PAYMENT' ELSE 'REVERSAL' END, NEW.id, -NEW.amount
  FROM workshop_payables p WHERE p.id = NEW.payable_id;
  RETURN NULL;
END $$;
CREATE TRIGGER payable_payments_moved AFTER INSERT ON payable_payments FOR EACH ROW EXECUTE FUNCTION krafta_payable_payments_moved();

-- No statement's plan takes these: the indexes by status, of what is open, and by the reference without its zeros do.
DROP INDEX workshop_payables_due;
DROP INDEX payment_evidence_bank;
DROP INDEX notifications_unsent;
DROP INDEX production_assignments_respond;
DROP INDEX production_assignments_handed;
