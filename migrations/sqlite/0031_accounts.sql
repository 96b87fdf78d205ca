-- What each workshop is owed, as a ledger in the order in which it came to be, and its sums by month: a page of a statement
-- and what was owed before it cost the same however long the account is. Written by what it is about, and by nothing else.
CREATE TABLE workshop_movements (
  seq INTEGER NOT NULL PRIMARY KEY CONSTRAINT "krafta:out-of-bounds seq" CHECK (seq BETWEEN 1 AND 9007199254740991),
  workshop_id BLOB NOT NULL REFERENCES workshops (id),
  currency TEXT NOT NULL CHECK (currency IN ('USD', 'VES', 'USDT')),
  at INTEGER NOT NULL CONSTRAINT "krafta:out-of-bounds at" CHECK (at BETWEEN 946684800000000 AND 4102444800000000),
  entry TEXT NOT NULL CHECK (entry IN ('LINE', 'VOID', 'PAYMENT', 'REVERSAL')),
  -- The line, or the payment.
  source_id BLOB NOT NULL CHECK (length(source_id) = 16),
  -- Signed: positive raises what is owed.
  change INTEGER NOT NULL CONSTRAINT "krafta:out-of-bounds change" CHECK (change BETWEEN -100000000000000 AND 100000000000000)
) STRICT;

-- The month is of UTC, by its first day.
CREATE TABLE workshop_months (
  workshop_id BLOB NOT NULL REFERENCES workshops (id),
  currency TEXT NOT NULL CHECK (currency IN ('USD', 'VES', 'USDT')),
  month TEXT NOT NULL CONSTRAINT "krafta:out-of-bounds month"
    CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-01' AND month BETWEEN '2000-01-01' AND '2100-01-01'),
  entry TEXT NOT NULL CHECK (entry IN ('LINE', 'VOID', 'PAYMENT', 'REVERSAL')),
  change INTEGER NOT NULL CONSTRAINT "krafta:out-of-bounds change" CHECK (change BETWEEN -100000000000000 AND 100000000000000),
  PRIMARY KEY (workshop_id, currency, month, entry)
) STRICT, WITHOUT ROWID;

INSERT INTO workshop_movements (workshop_id, currency, at, entry, source_id, change)
SELECT * FROM (
  SELECT p.workshop_id, p.currency, p.created_at AS at, 'LINE' AS entry, p.id, p.amount FROM workshop_payables p
  UNION ALL SELECT p.workshop_id, p.currency, e.at, 'VOID', p.id, -e.amount
    FROM payable_events e JOIN workshop_payables p ON p.id = e.payable_id WHERE e.kind = 'VOIDED'
  UNION ALL SELECT p.workshop_id, p.currency, y.paid_at, CASE WHEN y.reverses_id IS NULL THEN 'PAYMENT' ELSE 'REVERSAL' END, y.id, -y.amount
    FROM payable_payments y JOIN workshop_payables p ON p.id = y.payable_id
) ORDER BY at, entry, 5;
INSERT INTO workshop_months (workshop_id, currency, month, entry, change)
SELECT workshop_id, currency, date(at / 1000000, 'unixepoch', 'start of month') AS month, entry, sum(change)
FROM workshop_movements GROUP BY workshop_id, currency, month, entry;
CREATE INDEX workshop_movements_of ON workshop_movements (workshop_id, currency, at, seq, entry, change);

CREATE TRIGGER workshop_movements_unreplaced BEFORE INSERT ON workshop_movements
WHEN EXISTS (SELECT 1 FROM workshop_movements m WHERE m.seq = NEW.seq) BEGIN
  SELECT RAISE(ABORT, 'krafta:append-only Rows of workshop_movements are never replaced.');
END;
CREATE TRIGGER workshop_movements_unedited BEFORE UPDATE ON workshop_movements BEGIN
  SELECT RAISE(ABORT, 'krafta:append-only Rows of workshop_movements are never edited or deleted. Write a row that corrects it.');
END;
CREATE TRIGGER workshop_movements_kept BEFORE DELETE ON workshop_movements BEGIN
  SELECT RAISE(ABORT, 'krafta:append-only Rows of workshop_movements are never edited or deleted. Write a row that corrects it.');
END;
CREATE TRIGGER workshop_months_kept BEFORE DELETE ON workshop_months BEGIN
  SELECT RAISE(ABORT, 'krafta:append-only Rows of workshop_months are never deleted.');
END;
-- A month changes by the movement that was just booked.
CREATE TRIGGER workshop_months_unedited BEFORE UPDATE ON workshop_months
WHEN NEW.workshop_id <> OLD.workshop_id OR NEW.currency <> OLD.currency OR NEW.month <> OLD.month OR NEW.entry <> OLD.entry
  OR NEW.change - OLD.change <> (SELECT m.change FROM workshop_movements m ORDER BY m.seq DESC LIMIT 1) BEGIN
  SELECT RAISE(ABORT, 'krafta:append-only Rows of workshop_months change by what is booked alone.');
END;
CREATE TRIGGER workshop_movements_summed AFTER INSERT ON workshop_movements BEGIN
  INSERT INTO workshop_months (workshop_id, currency, month, entry, change)
  VALUES (NEW.workshop_id, NEW.currency, date(NEW.at / 1000000, 'unixepoch', 'start of month'), NEW.entry, NEW.change)
  ON CONFLICT (workshop_id, currency, month, entry) DO UPDATE SET change = change + excluded.change;
END;

CREATE TRIGGER workshop_payables_moved AFTER INSERT ON workshop_payables BEGIN
  INSERT INTO workshop_movements (workshop_id, currency, at, entry, source_id, change)
  VALUES (NEW.workshop_id, NEW.currency, NEW.created_at, 'LINE', NEW.id, NEW.amount);
END;
CREATE TRIGGER payable_events_moved AFTER INSERT ON payable_events WHEN NEW.kind = 'VOIDED' BEGIN
  INSERT INTO workshop_movements (workshop_id, currency, at, entry, source_id, change)
  SELECT p.workshop_id, p.currency, NEW.at, 'VOID', p.id, -NEW.amount FROM workshop_payables p WHERE p.id = NEW.payable_id;
END;
CREATE TRIGGER payable_payments_moved AFTER INSERT ON payable_payments BEGIN
  INSERT INTO workshop_movements (workshop_id, currency, at, entry, source_id, change)
  SELECT p.workshop_id, p.currency, NEW.paid_at, CASE WHEN NEW.reverses_id IS NULL THEN 'PAYMENT' ELSE 'REVERSAL' END, NEW.id, -NEW.amount
  FROM workshop_payables p WHERE p.id = NEW.payable_id;
END;

-- No statement's plan takes these: the indexes by status, of what is open, and by the reference without its zeros do.
DROP INDEX workshop_payables_due;
DROP INDEX payment_evidence_bank;
DROP INDEX notifications_unsent;
DROP INDEX production_assignments_respond;
DROP INDEX production_assignments_handed;
