-- What the banks show: credits and debits of our accounts, and what each of them pays. Evidence is an allocation of a credit to a proof; more
-- than the credit is refused.

-- A statement as it was imported: kept under the hash of its bytes.
CREATE TABLE bank_files (
  sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  name TEXT NOT NULL CONSTRAINT "krafta:out-of-bounds name" CHECK (length(name) <= 200 AND length(CAST(name AS BLOB)) <= 800),
  content BLOB NOT NULL CHECK (length(content) <= 8000000),
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)) CONSTRAINT "krafta:out-of-bounds created_at"
    CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000)
) STRICT;

CREATE TABLE bank_imports (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  account_id BLOB NOT NULL REFERENCES bank_accounts (id),
  file_sha256 TEXT NOT NULL REFERENCES bank_files (sha256),
  profile TEXT NOT NULL CONSTRAINT "krafta:out-of-bounds profile" CHECK (length(profile) <= 60 AND length(CAST(profile AS BLOB)) <= 240),
  catch_up INTEGER NOT NULL CHECK (catch_up IN (0, 1)),
  lines INTEGER NOT NULL CONSTRAINT "krafta:out-of-bounds lines" CHECK (lines BETWEEN 0 AND 1000000000),
  added INTEGER NOT NULL CONSTRAINT "krafta:out-of-bounds added" CHECK (added BETWEEN 0 AND 1000000000),
  known INTEGER NOT NULL CONSTRAINT "krafta:out-of-bounds known" CHECK (known BETWEEN 0 AND 1000000000),
  refused INTEGER NOT NULL CONSTRAINT "krafta:out-of-bounds refused" CHECK (refused BETWEEN 0 AND 1000000000),
  first_day TEXT CONSTRAINT "krafta:out-of-bounds first_day" CHECK (first_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND first_day BETWEEN '2000-01-01' AND '2099-12-31'),
  last_day TEXT CONSTRAINT "krafta:out-of-bounds last_day" CHECK (last_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND last_day BETWEEN '2000-01-01' AND '2099-12-31'),
  -- In the currency of the account; below nothing when it is overdrawn.
  opening INTEGER CONSTRAINT "krafta:out-of-bounds opening" CHECK (opening BETWEEN -100000000000000 AND 100000000000000),
  closing INTEGER CONSTRAINT "krafta:out-of-bounds closing" CHECK (closing BETWEEN -100000000000000 AND 100000000000000),
  chain TEXT NOT NULL CHECK (chain IN ('HOLDS', 'BREAKS', 'UNKNOWN')),
  operator_id BLOB NOT NULL REFERENCES operators (id),
  operation_id BLOB NOT NULL CHECK (length(operation_id) = 16),
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)) CONSTRAINT "krafta:out-of-bounds created_at"
    CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000)
) STRICT;
CREATE INDEX bank_imports_account ON bank_imports (account_id, id);

-- Money that came to an account of ours, or left it: a line of a statement, a notice of the bank, or what an admin saw there and typed.
CREATE TABLE bank_credits (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  account_id BLOB NOT NULL REFERENCES bank_accounts (id),
  direction TEXT NOT NULL CHECK (direction IN ('IN', 'OUT')),
  origin TEXT NOT NULL CHECK (origin IN ('STATEMENT', 'NOTICE', 'ATTESTED')),
  kind TEXT NOT NULL CHECK (kind IN ('PAYMENT', 'FEE', 'OWN', 'REVERSAL')),
  value_date TEXT NOT NULL CONSTRAINT "krafta:out-of-bounds value_date" CHECK (value_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND value_date BETWEEN '2000-01-01' AND '2099-12-31'),
  amount INTEGER NOT NULL CONSTRAINT "krafta:out-of-bounds amount" CHECK (amount BETWEEN 1 AND 100000000000000),
  currency TEXT NOT NULL CHECK (currency IN ('USD', 'VES', 'USDT')),
  reference TEXT NOT NULL CONSTRAINT "krafta:out-of-bounds reference" CHECK (length(reference) <= 200 AND length(CAST(reference AS BLOB)) <= 800),
  description TEXT NOT NULL CONSTRAINT "krafta:out-of-bounds description" CHECK (length(description) <= 4000 AND length(CAST(description AS BLOB)) <= 16000),
  payer_phone TEXT CONSTRAINT "krafta:out-of-bounds payer_phone" CHECK (length(payer_phone) <= 40 AND length(CAST(payer_phone AS BLOB)) <= 160),
  payer_document TEXT CONSTRAINT "krafta:out-of-bounds payer_document" CHECK (length(payer_document) <= 40 AND length(CAST(payer_document AS BLOB)) <= 160),
  balance INTEGER CONSTRAINT "krafta:out-of-bounds balance" CHECK (balance BETWEEN -100000000000000 AND 100000000000000),
  -- What it is found by: the last six signs of the reference, and the order that its description names.
  reference_tail TEXT CONSTRAINT "krafta:out-of-bounds reference_tail" CHECK (length(reference_tail) <= 6 AND length(CAST(reference_tail AS BLOB)) <= 24),
  named_order TEXT CONSTRAINT "krafta:out-of-bounds named_order" CHECK (length(named_order) <= 6 AND length(CAST(named_order AS BLOB)) <= 24),
  -- Of a line: what it is known by when it comes again, the import, and where in its file it stands.
  line_key TEXT CONSTRAINT "krafta:out-of-bounds line_key" CHECK (length(line_key) <= 200 AND length(CAST(line_key AS BLOB)) <= 800),
  import_id BLOB REFERENCES bank_imports (id),
  line_no INTEGER CONSTRAINT "krafta:out-of-bounds line_no" CHECK (line_no BETWEEN 1 AND 1000000000),
  -- Of what was attested: the line that it turned out to be.
  line_id BLOB REFERENCES bank_credits (id),
  -- What stands of it in orders, refunds and settlements. The database keeps the sum.
  allocated INTEGER NOT NULL DEFAULT 0 CONSTRAINT "krafta:out-of-bounds allocated" CHECK (allocated BETWEEN 0 AND 100000000000000),
  -- A person said that it belongs to no order, or it came before this program was used.
  set_aside INTEGER NOT NULL DEFAULT 0 CHECK (set_aside IN (0, 1)),
  operator_id BLOB NOT NULL REFERENCES operators (id),
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)) CONSTRAINT "krafta:out-of-bounds created_at"
    CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT bank_credits_allocated CHECK (allocated <= amount),
  CONSTRAINT bank_credits_line CHECK (CASE origin WHEN 'ATTESTED' THEN line_key IS NULL AND import_id IS NULL AND line_no IS NULL
    ELSE line_key IS NOT NULL AND import_id IS NOT NULL AND line_no IS NOT NULL AND line_id IS NULL END)
) STRICT;
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
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  credit_id BLOB NOT NULL REFERENCES bank_credits (id),
  evidence_id BLOB UNIQUE REFERENCES payment_evidence (id),
  refund_payment_id BLOB UNIQUE REFERENCES refund_payments (id),
  settlement_id BLOB UNIQUE REFERENCES settlements (id),
  amount INTEGER NOT NULL CONSTRAINT "krafta:out-of-bounds amount" CHECK (amount BETWEEN 1 AND 100000000000000),
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)) CONSTRAINT "krafta:out-of-bounds created_at"
    CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT bank_allocations_one CHECK ((evidence_id IS NOT NULL) + (refund_payment_id IS NOT NULL) + (settlement_id IS NOT NULL) = 1)
) STRICT;
CREATE INDEX bank_allocations_credit ON bank_allocations (credit_id);

-- What people say about a credit.
CREATE TABLE bank_credit_notes (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  credit_id BLOB NOT NULL REFERENCES bank_credits (id),
  act TEXT NOT NULL CHECK (act IN ('NOTE', 'SET_ASIDE', 'RESTORED', 'RECONCILED')),
  note TEXT CONSTRAINT "krafta:out-of-bounds note" CHECK (length(note) <= 4000 AND length(CAST(note AS BLOB)) <= 16000),
  operator_id BLOB NOT NULL REFERENCES operators (id),
  operation_id BLOB NOT NULL CHECK (length(operation_id) = 16),
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)) CONSTRAINT "krafta:out-of-bounds created_at"
    CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000)
) STRICT;
CREATE INDEX bank_credit_notes_credit ON bank_credit_notes (credit_id, id);

-- The line that was chosen. What is typed without one is a credit of its own, or part of what was attested before.
ALTER TABLE payment_evidence ADD COLUMN credit_id BLOB REFERENCES bank_credits (id);

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

-- The sum of a credit is of what stands, its own and that of what was attested and turned out to be it.
CREATE TRIGGER bank_credits_summed BEFORE UPDATE OF allocated ON bank_credits
BEGIN
  SELECT CASE
    WHEN NEW.allocated <> (SELECT coalesce(sum(x.amount), 0) FROM bank_allocations_standing x WHERE x.credit_id IN (
      SELECT NEW.id UNION ALL SELECT c.id FROM bank_credits c WHERE c.line_id = NEW.id)) THEN
      RAISE(ABORT, 'krafta:credit-sum The database keeps what is allocated of a credit; leave it out.')
    WHEN NEW.allocated > NEW.amount THEN RAISE(ABORT, 'krafta:credit-exceeded That bank credit was used already.')
  END;
END;

CREATE TRIGGER bank_credits_new BEFORE INSERT ON bank_credits
WHEN NEW.allocated <> 0 OR NEW.line_id IS NOT NULL
  OR NOT EXISTS (SELECT 1 FROM bank_accounts b WHERE b.id = NEW.account_id AND b.currency = NEW.currency)
BEGIN SELECT RAISE(ABORT, 'krafta:credit-frozen A new bank credit is in the currency of its account, and pays nothing yet.'); END;

CREATE TRIGGER bank_credits_frozen BEFORE UPDATE ON bank_credits
WHEN NEW.id IS NOT OLD.id OR NEW.account_id IS NOT OLD.account_id OR NEW.direction IS NOT OLD.direction OR NEW.origin IS NOT OLD.origin
  OR NEW.kind IS NOT OLD.kind OR NEW.value_date IS NOT OLD.value_date OR NEW.currency IS NOT OLD.currency
  OR NEW.reference IS NOT OLD.reference OR NEW.description IS NOT OLD.description OR NEW.payer_phone IS NOT OLD.payer_phone
  OR NEW.payer_document IS NOT OLD.payer_document OR NEW.reference_tail IS NOT OLD.reference_tail
  OR NEW.named_order IS NOT OLD.named_order OR NEW.balance IS NOT OLD.balance OR NEW.line_key IS NOT OLD.line_key
  OR NEW.import_id IS NOT OLD.import_id OR NEW.line_no IS NOT OLD.line_no OR NEW.operator_id IS NOT OLD.operator_id
  OR NEW.created_at IS NOT OLD.created_at OR (NEW.amount <> OLD.amount AND (OLD.origin <> 'ATTESTED' OR NOT EXISTS (SELECT 1 FROM payment_evidence e WHERE e.account_id = OLD.account_id AND ltrim(e.bank_reference, '0') = ltrim(OLD.reference, '0')
      AND e.value_date = OLD.value_date AND NEW.amount IN (e.amount, e.credit_amount))))
  OR (NEW.line_id IS NOT OLD.line_id AND (OLD.origin <> 'ATTESTED' OR NEW.line_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM bank_credits l WHERE l.id = NEW.line_id AND l.origin <> 'ATTESTED' AND l.account_id = OLD.account_id
      AND l.direction = OLD.direction)))
BEGIN SELECT RAISE(ABORT, 'krafta:credit-frozen What the bank showed does not change.'); END;

CREATE TRIGGER bank_credits_reconciled AFTER UPDATE OF line_id ON bank_credits
WHEN NEW.line_id IS NOT OLD.line_id
BEGIN
  UPDATE bank_credits SET allocated = (SELECT coalesce(sum(x.amount), 0) FROM bank_allocations_standing x WHERE x.credit_id IN (
    SELECT bank_credits.id UNION ALL SELECT c.id FROM bank_credits c WHERE c.line_id = bank_credits.id))
  WHERE id IN (OLD.line_id, NEW.line_id);
END;

-- Typed evidence: part of what was attested of that account, reference and day, or a credit of its own, named like the evidence.
CREATE TRIGGER payment_evidence_attested AFTER INSERT ON payment_evidence
WHEN EXISTS (SELECT 1 FROM payment_submissions s WHERE s.id = NEW.submission_id AND s.surplus_of IS NULL)
BEGIN
  SELECT CASE WHEN NOT EXISTS (
    SELECT 1 FROM bank_credits c WHERE c.id = NEW.credit_id AND c.account_id = NEW.account_id AND c.direction = 'IN'
      AND c.currency = NEW.currency AND c.value_date = NEW.value_date AND NOT c.set_aside) THEN
    RAISE(ABORT, 'krafta:credit-other The evidence is not what its bank credit shows.') END
  WHERE NEW.credit_id IS NOT NULL;
  UPDATE bank_credits SET amount = CASE WHEN allocated = 0 THEN coalesce(NEW.credit_amount, NEW.amount)
    ELSE max(amount, coalesce(NEW.credit_amount, 0)) END
  WHERE NEW.credit_id IS NULL AND id = (SELECT c.id FROM bank_credits c WHERE c.account_id = NEW.account_id AND ltrim(c.reference, '0') = ltrim(NEW.bank_reference, '0')
      AND c.value_date = NEW.value_date AND ltrim(NEW.bank_reference, '0') <> '' AND c.origin = 'ATTESTED' AND c.direction = 'IN'
      ORDER BY c.amount - c.allocated DESC, c.id LIMIT 1);
  INSERT INTO bank_credits (id, account_id, direction, origin, kind, value_date, amount, currency, reference, description, operator_id, created_at)
    SELECT NEW.id, NEW.account_id, 'IN', 'ATTESTED', 'PAYMENT', NEW.value_date, coalesce(NEW.credit_amount, NEW.amount), NEW.currency,
      NEW.bank_reference, '', NEW.operator_id, NEW.created_at
    WHERE NEW.credit_id IS NULL AND (SELECT c.id FROM bank_credits c WHERE c.account_id = NEW.account_id AND ltrim(c.reference, '0') = ltrim(NEW.bank_reference, '0')
      AND c.value_date = NEW.value_date AND ltrim(NEW.bank_reference, '0') <> '' AND c.origin = 'ATTESTED' AND c.direction = 'IN'
      ORDER BY c.amount - c.allocated DESC, c.id LIMIT 1) IS NULL;
  INSERT INTO bank_allocations (id, credit_id, evidence_id, amount, created_at)
    VALUES (NEW.id, coalesce(NEW.credit_id, (SELECT c.id FROM bank_credits c WHERE c.account_id = NEW.account_id AND ltrim(c.reference, '0') = ltrim(NEW.bank_reference, '0')
      AND c.value_date = NEW.value_date AND ltrim(NEW.bank_reference, '0') <> '' AND c.origin = 'ATTESTED' AND c.direction = 'IN'
      ORDER BY c.amount - c.allocated DESC, c.id LIMIT 1), NEW.id), NEW.id, NEW.amount, NEW.created_at);
  UPDATE bank_credits SET allocated = (SELECT coalesce(sum(x.amount), 0) FROM bank_allocations_standing x WHERE x.credit_id IN (
    SELECT bank_credits.id UNION ALL SELECT c.id FROM bank_credits c WHERE c.line_id = bank_credits.id))
  WHERE id IN (
    SELECT a.credit_id FROM payment_evidence e JOIN bank_allocations a ON a.evidence_id = e.id WHERE e.submission_id = NEW.submission_id
    UNION SELECT c.line_id FROM payment_evidence e JOIN bank_allocations a ON a.evidence_id = e.id JOIN bank_credits c ON c.id = a.credit_id
      WHERE e.submission_id = NEW.submission_id AND c.line_id IS NOT NULL);
END;

CREATE TRIGGER payment_evidence_voids_counted AFTER INSERT ON payment_evidence_voids
BEGIN
  UPDATE bank_credits SET allocated = (SELECT coalesce(sum(x.amount), 0) FROM bank_allocations_standing x WHERE x.credit_id IN (
    SELECT bank_credits.id UNION ALL SELECT c.id FROM bank_credits c WHERE c.line_id = bank_credits.id))
  WHERE id IN (
    SELECT a.credit_id FROM bank_allocations a WHERE a.evidence_id = NEW.evidence_id
    UNION SELECT c.line_id FROM bank_allocations a JOIN bank_credits c ON c.id = a.credit_id WHERE a.evidence_id = NEW.evidence_id AND c.line_id IS NOT NULL);
END;

CREATE TRIGGER payment_submissions_counted AFTER UPDATE OF state ON payment_submissions
WHEN NEW.state <> OLD.state AND (NEW.state = 'VERIFIED' OR OLD.state = 'VERIFIED')
BEGIN
  UPDATE bank_credits SET allocated = (SELECT coalesce(sum(x.amount), 0) FROM bank_allocations_standing x WHERE x.credit_id IN (
    SELECT bank_credits.id UNION ALL SELECT c.id FROM bank_credits c WHERE c.line_id = bank_credits.id))
  WHERE id IN (
    SELECT a.credit_id FROM payment_evidence e JOIN bank_allocations a ON a.evidence_id = e.id WHERE e.submission_id = NEW.id
    UNION SELECT c.line_id FROM payment_evidence e JOIN bank_allocations a ON a.evidence_id = e.id JOIN bank_credits c ON c.id = a.credit_id
      WHERE e.submission_id = NEW.id AND c.line_id IS NOT NULL);
END;

-- An allocation is of a debit to money that we sent; what a proof is allocated follows its evidence.
CREATE TRIGGER bank_allocations_new BEFORE INSERT ON bank_allocations
BEGIN
  SELECT CASE
    WHEN NEW.evidence_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM payment_evidence e WHERE e.id = NEW.evidence_id AND e.amount = NEW.amount
      AND (e.credit_id IS NULL OR e.credit_id = NEW.credit_id)) THEN
      RAISE(ABORT, 'krafta:credit-other The allocation is not what its evidence says.')
    WHEN NEW.evidence_id IS NULL AND NOT EXISTS (SELECT 1 FROM bank_credits c WHERE c.id = NEW.credit_id AND c.direction = 'OUT' AND NOT c.set_aside) THEN
      RAISE(ABORT, 'krafta:credit-other Money that we sent is allocated from a debit.')
  END;
END;
CREATE TRIGGER bank_allocations_counted AFTER INSERT ON bank_allocations WHEN NEW.evidence_id IS NULL
BEGIN
  UPDATE bank_credits SET allocated = (SELECT coalesce(sum(x.amount), 0) FROM bank_allocations_standing x WHERE x.credit_id IN (
    SELECT bank_credits.id UNION ALL SELECT c.id FROM bank_credits c WHERE c.line_id = bank_credits.id))
  WHERE id IN (
    SELECT NEW.credit_id UNION SELECT c.line_id FROM bank_credits c WHERE c.id = NEW.credit_id AND c.line_id IS NOT NULL);
END;

CREATE TRIGGER bank_credit_notes_followed AFTER INSERT ON bank_credit_notes WHEN NEW.act IN ('SET_ASIDE', 'RESTORED')
BEGIN UPDATE bank_credits SET set_aside = NEW.act = 'SET_ASIDE' WHERE id = NEW.credit_id; END;

CREATE TRIGGER bank_files_unreplaced BEFORE INSERT ON bank_files WHEN EXISTS (SELECT 1 FROM bank_files m WHERE m.sha256 = NEW.sha256)
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of bank_files are never replaced.'); END;
CREATE TRIGGER bank_files_kept BEFORE DELETE ON bank_files
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of bank_files are never edited or deleted. Write a row that corrects it.'); END;
CREATE TRIGGER bank_files_unedited BEFORE UPDATE ON bank_files
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of bank_files are never edited or deleted. Write a row that corrects it.'); END;

CREATE TRIGGER bank_imports_unreplaced BEFORE INSERT ON bank_imports WHEN EXISTS (SELECT 1 FROM bank_imports m WHERE m.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of bank_imports are never replaced.'); END;
CREATE TRIGGER bank_imports_kept BEFORE DELETE ON bank_imports
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of bank_imports are never edited or deleted. Write a row that corrects it.'); END;
CREATE TRIGGER bank_imports_unedited BEFORE UPDATE ON bank_imports
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of bank_imports are never edited or deleted. Write a row that corrects it.'); END;

CREATE TRIGGER bank_credits_unreplaced BEFORE INSERT ON bank_credits
WHEN EXISTS (SELECT 1 FROM bank_credits m WHERE m.id = NEW.id)
  OR EXISTS (SELECT 1 FROM bank_credits m WHERE m.account_id = NEW.account_id AND m.line_key = NEW.line_key AND m.line_key IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of bank_credits are never replaced.'); END;
CREATE TRIGGER bank_credits_kept BEFORE DELETE ON bank_credits
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of bank_credits are never edited or deleted. Write a row that corrects it.'); END;

CREATE TRIGGER bank_allocations_unreplaced BEFORE INSERT ON bank_allocations
WHEN EXISTS (SELECT 1 FROM bank_allocations m WHERE m.id = NEW.id OR m.evidence_id = NEW.evidence_id OR m.refund_payment_id = NEW.refund_payment_id OR m.settlement_id = NEW.settlement_id)
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of bank_allocations are never replaced.'); END;
CREATE TRIGGER bank_allocations_kept BEFORE DELETE ON bank_allocations
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of bank_allocations are never edited or deleted. Write a row that corrects it.'); END;
CREATE TRIGGER bank_allocations_unedited BEFORE UPDATE ON bank_allocations
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of bank_allocations are never edited or deleted. Write a row that corrects it.'); END;

CREATE TRIGGER bank_credit_notes_unreplaced BEFORE INSERT ON bank_credit_notes WHEN EXISTS (SELECT 1 FROM bank_credit_notes m WHERE m.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of bank_credit_notes are never replaced.'); END;
CREATE TRIGGER bank_credit_notes_kept BEFORE DELETE ON bank_credit_notes
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of bank_credit_notes are never edited or deleted. Write a row that corrects it.'); END;
CREATE TRIGGER bank_credit_notes_unedited BEFORE UPDATE ON bank_credit_notes
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of bank_credit_notes are never edited or deleted. Write a row that corrects it.'); END;

-- As before, of what is typed: a line that was chosen has an amount of its own.
DROP TRIGGER payment_evidence_within;
CREATE TRIGGER payment_evidence_within BEFORE INSERT ON payment_evidence
WHEN NEW.credit_id IS NULL AND ltrim(NEW.bank_reference, '0') <> ''
  AND EXISTS (SELECT 1 FROM payment_submissions s WHERE s.id = NEW.submission_id AND s.surplus_of IS NULL)
BEGIN
  SELECT CASE
    WHEN stated <> NEW.credit_amount THEN RAISE(ABORT, 'krafta:credit-stated The amount of that bank credit was stated before.')
    WHEN used > 0 AND used + NEW.amount > coalesce(stated, NEW.credit_amount, 0) THEN
      RAISE(ABORT, 'krafta:credit-exceeded That bank credit was used already.')
  END
  FROM (
    SELECT max(e.credit_amount) AS stated, coalesce(sum(e.amount), 0) AS used
    FROM payment_evidence e JOIN payment_submissions s ON s.id = e.submission_id
    WHERE e.account_id = NEW.account_id AND ltrim(e.bank_reference, '0') = ltrim(NEW.bank_reference, '0')
      AND e.value_date = NEW.value_date AND s.state = 'VERIFIED' AND s.surplus_of IS NULL AND s.id <> NEW.submission_id
      AND NOT EXISTS (SELECT 1 FROM payment_evidence_voids v WHERE v.evidence_id = e.id)
      AND NOT EXISTS (SELECT 1 FROM payment_evidence later WHERE later.submission_id = e.submission_id AND later.id > e.id));
END;
