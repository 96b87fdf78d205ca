-- Payment runs: all that is to be paid until a day, frozen as one batch, sent, and found again in the bank's statement. What stands in a run
-- is paid by it alone.

-- A run of transfers on its way out, with the number people call it by: who is paid until which day, from which account of ours.
CREATE TABLE payment_runs (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  number INTEGER NOT NULL UNIQUE CONSTRAINT "krafta:out-of-bounds number" CHECK (number BETWEEN 1 AND 1000000000),
  account_id BLOB NOT NULL REFERENCES bank_accounts (id),
  currency TEXT NOT NULL CHECK (currency IN ('USD', 'VES', 'USDT')),
  cut_off TEXT NOT NULL CONSTRAINT "krafta:out-of-bounds cut_off" CHECK (cut_off GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND cut_off BETWEEN '2000-01-01' AND '2099-12-31'),
  -- Bolívares for a dollar; of a draft only where somebody said it.
  rate TEXT CONSTRAINT "krafta:out-of-bounds rate" CHECK (length(rate) <= 20 AND rate GLOB '[0-9]*' AND rate NOT GLOB '*[^0-9.]*' AND rate NOT GLOB '*.*.*' AND rate NOT GLOB '*.' AND rate NOT GLOB '*.?????????*' AND CAST(rate AS REAL) > 0 AND CAST(rate AS REAL) <= 1000000000),
  state TEXT NOT NULL DEFAULT 'DRAFT' CHECK (state IN ('DRAFT', 'FROZEN', 'CLOSED', 'VOIDED')),
  -- Of what was frozen: how many are paid, what leaves, what that is in dollars, and whether a second person has to agree.
  lines INTEGER CONSTRAINT "krafta:out-of-bounds lines" CHECK (lines BETWEEN 1 AND 1000000000),
  total INTEGER CONSTRAINT "krafta:out-of-bounds total" CHECK (total BETWEEN 1 AND 100000000000000),
  total_usd INTEGER CONSTRAINT "krafta:out-of-bounds total_usd" CHECK (total_usd BETWEEN 1 AND 100000000000000),
  needs_second INTEGER CHECK (needs_second IN (0, 1)),
  made_by BLOB NOT NULL REFERENCES operators (id),
  frozen_by BLOB REFERENCES operators (id),
  frozen_at INTEGER CONSTRAINT "krafta:out-of-bounds frozen_at"
    CHECK (frozen_at BETWEEN 946684800000000 AND 4102444800000000),
  countersigned_by BLOB REFERENCES operators (id),
  countersigned_at INTEGER CONSTRAINT "krafta:out-of-bounds countersigned_at"
    CHECK (countersigned_at BETWEEN 946684800000000 AND 4102444800000000),
  ended_by BLOB REFERENCES operators (id),
  ended_at INTEGER CONSTRAINT "krafta:out-of-bounds ended_at"
    CHECK (ended_at BETWEEN 946684800000000 AND 4102444800000000),
  -- Why it was given up.
  reason TEXT CONSTRAINT "krafta:out-of-bounds reason" CHECK (length(reason) <= 4000 AND length(CAST(reason AS BLOB)) <= 16000),
  version INTEGER NOT NULL DEFAULT 0 CONSTRAINT "krafta:out-of-bounds version" CHECK (version BETWEEN 0 AND 1000000000),
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)) CONSTRAINT "krafta:out-of-bounds created_at"
    CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT payment_runs_frozen CHECK (CASE WHEN frozen_at IS NULL THEN state IN ('DRAFT', 'VOIDED') AND lines IS NULL AND total IS NULL AND total_usd IS NULL
    AND needs_second IS NULL AND frozen_by IS NULL AND countersigned_by IS NULL
    ELSE state <> 'DRAFT' AND lines IS NOT NULL AND total IS NOT NULL AND total_usd IS NOT NULL AND needs_second IS NOT NULL AND frozen_by IS NOT NULL END),
  CONSTRAINT payment_runs_second CHECK ((countersigned_by IS NULL) = (countersigned_at IS NULL) AND (countersigned_by IS NULL OR countersigned_by <> frozen_by)),
  CONSTRAINT payment_runs_ended CHECK ((state IN ('CLOSED', 'VOIDED')) = (ended_by IS NOT NULL) AND (ended_by IS NULL) = (ended_at IS NULL)
    AND (state = 'VOIDED') = (reason IS NOT NULL))
) STRICT;

-- What somebody said of a payee while the run was a draft: left out, or paid only so much. The newest counts.
CREATE TABLE payment_run_choices (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  run_id BLOB NOT NULL REFERENCES payment_runs (id),
  workshop_id BLOB REFERENCES workshops (id),
  refund_id BLOB REFERENCES refunds (id),
  excluded INTEGER NOT NULL CHECK (excluded IN (0, 1)),
  amount INTEGER CONSTRAINT "krafta:out-of-bounds amount" CHECK (amount BETWEEN 1 AND 100000000000000),
  currency TEXT CHECK (currency IN ('USD', 'VES', 'USDT')),
  reason TEXT CONSTRAINT "krafta:out-of-bounds reason" CHECK (length(reason) <= 4000 AND length(CAST(reason AS BLOB)) <= 16000),
  operator_id BLOB NOT NULL REFERENCES operators (id),
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)) CONSTRAINT "krafta:out-of-bounds created_at"
    CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT payment_run_choices_one CHECK ((workshop_id IS NOT NULL) + (refund_id IS NOT NULL) = 1),
  CONSTRAINT payment_run_choices_amount CHECK ((amount IS NULL) = (currency IS NULL) AND (amount IS NULL OR NOT excluded))
) STRICT;
CREATE INDEX payment_run_choices_run ON payment_run_choices (run_id, id);

-- A transfer of a run: to a workshop or for a refund, with where it goes as it was when the run was frozen, and what became of it.
CREATE TABLE payment_run_lines (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  run_id BLOB NOT NULL REFERENCES payment_runs (id),
  position INTEGER NOT NULL CONSTRAINT "krafta:out-of-bounds position" CHECK (position BETWEEN 1 AND 1000000000),
  workshop_id BLOB REFERENCES workshops (id),
  refund_id BLOB REFERENCES refunds (id),
  method TEXT NOT NULL CHECK (method IN ('PAGO_MOVIL', 'BANK_TRANSFER', 'ZELLE', 'BINANCE_PAY', 'CASH')),
  payee_name TEXT CONSTRAINT "krafta:out-of-bounds payee_name" CHECK (length(payee_name) <= 200 AND length(CAST(payee_name AS BLOB)) <= 800),
  payee_id_doc TEXT CONSTRAINT "krafta:out-of-bounds payee_id_doc" CHECK (length(payee_id_doc) <= 40 AND length(CAST(payee_id_doc AS BLOB)) <= 160),
  payee_bank TEXT CONSTRAINT "krafta:out-of-bounds payee_bank" CHECK (length(payee_bank) <= 4 AND length(CAST(payee_bank AS BLOB)) <= 16),
  payee_account TEXT CONSTRAINT "krafta:out-of-bounds payee_account" CHECK (length(payee_account) <= 200 AND length(CAST(payee_account AS BLOB)) <= 800),
  payee_phone TEXT CONSTRAINT "krafta:out-of-bounds payee_phone" CHECK (length(payee_phone) <= 40 AND length(CAST(payee_phone AS BLOB)) <= 160),
  -- What is owed, and what leaves for it.
  owed INTEGER NOT NULL CONSTRAINT "krafta:out-of-bounds owed" CHECK (owed BETWEEN 1 AND 100000000000000),
  owed_currency TEXT NOT NULL CHECK (owed_currency IN ('USD', 'VES', 'USDT')),
  amount INTEGER NOT NULL CONSTRAINT "krafta:out-of-bounds amount" CHECK (amount BETWEEN 1 AND 100000000000000),
  currency TEXT NOT NULL CHECK (currency IN ('USD', 'VES', 'USDT')),
  state TEXT NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'PAID', 'FAILED', 'EXPLAINED', 'VOIDED')),
  reference TEXT CONSTRAINT "krafta:out-of-bounds reference" CHECK (length(reference) <= 200 AND length(CAST(reference AS BLOB)) <= 800),
  sent_on TEXT CONSTRAINT "krafta:out-of-bounds sent_on" CHECK (sent_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND sent_on BETWEEN '2000-01-01' AND '2099-12-31'),
  reason TEXT CONSTRAINT "krafta:out-of-bounds reason" CHECK (length(reason) <= 4000 AND length(CAST(reason AS BLOB)) <= 16000),
  -- As it was booked. What is booked for a line says so by itself, and the line follows it.
  settlement_id BLOB UNIQUE REFERENCES settlements (id),
  refund_payment_id BLOB UNIQUE REFERENCES refund_payments (id),
  -- The line of the bank that shows it.
  credit_id BLOB REFERENCES bank_credits (id),
  handled_by BLOB REFERENCES operators (id),
  handled_at INTEGER CONSTRAINT "krafta:out-of-bounds handled_at"
    CHECK (handled_at BETWEEN 946684800000000 AND 4102444800000000),
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)) CONSTRAINT "krafta:out-of-bounds created_at"
    CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000),
  UNIQUE (run_id, position),
  CONSTRAINT payment_run_lines_one CHECK ((workshop_id IS NOT NULL) + (refund_id IS NOT NULL) = 1),
  CONSTRAINT payment_run_lines_booked CHECK (CASE state WHEN 'PENDING' THEN reference IS NULL AND settlement_id IS NULL AND refund_payment_id IS NULL AND credit_id IS NULL
    AND handled_by IS NULL AND reason IS NULL
    WHEN 'PAID' THEN reference IS NOT NULL AND sent_on IS NOT NULL AND handled_by IS NOT NULL AND (settlement_id IS NOT NULL) = (workshop_id IS NOT NULL)
    AND (refund_payment_id IS NOT NULL) = (refund_id IS NOT NULL) AND reason IS NULL
    WHEN 'EXPLAINED' THEN reference IS NOT NULL AND reason IS NOT NULL AND credit_id IS NULL
    WHEN 'FAILED' THEN reason IS NOT NULL AND handled_by IS NOT NULL AND settlement_id IS NULL AND refund_payment_id IS NULL AND credit_id IS NULL
    ELSE settlement_id IS NULL AND refund_payment_id IS NULL AND credit_id IS NULL END),
  CONSTRAINT payment_run_lines_same CHECK (owed_currency <> currency OR owed = amount)
) STRICT;
CREATE UNIQUE INDEX payment_run_lines_refund ON payment_run_lines (refund_id) WHERE state = 'PENDING' AND refund_id IS NOT NULL;

-- What a transfer to a workshop pays, and what it nets.
CREATE TABLE payment_run_payables (
  line_id BLOB NOT NULL REFERENCES payment_run_lines (id),
  payable_id BLOB NOT NULL REFERENCES workshop_payables (id),
  amount INTEGER NOT NULL CONSTRAINT "krafta:out-of-bounds amount" CHECK (amount BETWEEN -100000000000000 AND 100000000000000),
  -- The transfer has not been made, and has not failed.
  pending INTEGER NOT NULL DEFAULT 1 CHECK (pending IN (0, 1)),
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)) CONSTRAINT "krafta:out-of-bounds created_at"
    CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000),
  PRIMARY KEY (line_id, payable_id),
  CONSTRAINT payment_run_payables_amount CHECK (amount <> 0)
) STRICT;
ALTER TABLE settlements ADD COLUMN run_line_id BLOB REFERENCES payment_run_lines (id);
ALTER TABLE refund_payments ADD COLUMN run_line_id BLOB REFERENCES payment_run_lines (id);
CREATE UNIQUE INDEX payment_run_payables_once ON payment_run_payables (payable_id) WHERE pending;

CREATE TRIGGER payment_runs_new BEFORE INSERT ON payment_runs
WHEN NEW.state <> 'DRAFT' OR NEW.version <> 0
  OR NOT EXISTS (SELECT 1 FROM bank_accounts b WHERE b.id = NEW.account_id AND b.currency = NEW.currency AND b.active)
BEGIN SELECT RAISE(ABORT, 'krafta:run-other A run is of an account, in its currency, and is paid as it was frozen.'); END;

CREATE TRIGGER payment_runs_guarded BEFORE UPDATE ON payment_runs
BEGIN
  SELECT CASE
    WHEN NEW.id IS NOT OLD.id OR NEW.number IS NOT OLD.number OR NEW.account_id IS NOT OLD.account_id OR NEW.currency IS NOT OLD.currency OR NEW.cut_off IS NOT
    OLD.cut_off OR NEW.made_by IS NOT OLD.made_by OR NEW.created_at IS NOT OLD.created_at OR NEW.version <> OLD.version + 1
      OR (OLD.state <> 'DRAFT' AND (NEW.rate IS NOT OLD.rate OR NEW.lines IS NOT OLD.lines OR NEW.total IS NOT OLD.total OR NEW.total_usd IS NOT OLD.total_usd OR NEW.needs_second IS NOT
    OLD.needs_second OR NEW.frozen_by IS NOT OLD.frozen_by OR NEW.frozen_at IS NOT OLD.frozen_at))
      OR (OLD.countersigned_by IS NOT NULL AND NEW.countersigned_by IS NOT OLD.countersigned_by) THEN
      RAISE(ABORT, 'krafta:run-frozen A payment run stays as it was frozen.')
    WHEN NEW.state <> OLD.state AND (OLD.state || NEW.state) NOT IN ('DRAFTFROZEN', 'DRAFTVOIDED', 'FROZENCLOSED', 'FROZENVOIDED')
      OR NEW.state = OLD.state AND OLD.state IN ('CLOSED', 'VOIDED')
      OR (OLD.state || NEW.state) = 'FROZENVOIDED' AND EXISTS (SELECT 1 FROM payment_run_lines l WHERE l.run_id = NEW.id AND l.state IN ('PAID', 'EXPLAINED')) THEN
      RAISE(ABORT, 'krafta:run-state A payment run goes from draft to frozen to closed, or is given up before anything of it was paid.')
    WHEN (OLD.state || NEW.state) = 'DRAFTFROZEN' AND (SELECT count(*) <> NEW.lines OR coalesce(sum(l.amount), 0) <> NEW.total
        FROM payment_run_lines l WHERE l.run_id = NEW.id) THEN
      RAISE(ABORT, 'krafta:run-other A run is of an account, in its currency, and is paid as it was frozen.')
    WHEN (OLD.state || NEW.state) = 'FROZENCLOSED' AND EXISTS (SELECT 1 FROM payment_run_lines l WHERE l.run_id = NEW.id
        AND (l.state = 'PENDING' OR l.state = 'PAID' AND l.credit_id IS NULL)) THEN
      RAISE(ABORT, 'krafta:run-waits A payment run is closed when every line was found, failed, or was explained.')
  END;
END;
-- What it held is free for the next one.
CREATE TRIGGER payment_runs_voided AFTER UPDATE ON payment_runs WHEN NEW.state = 'VOIDED' AND OLD.state = 'FROZEN'
BEGIN UPDATE payment_run_lines SET state = 'VOIDED' WHERE run_id = NEW.id AND state = 'PENDING'; END;

CREATE TRIGGER payment_run_choices_new BEFORE INSERT ON payment_run_choices
WHEN NOT EXISTS (SELECT 1 FROM payment_runs r WHERE r.id = NEW.run_id AND r.state = 'DRAFT')
BEGIN SELECT RAISE(ABORT, 'krafta:run-frozen A payment run stays as it was frozen.'); END;

CREATE TRIGGER payment_run_lines_new BEFORE INSERT ON payment_run_lines
WHEN NEW.state <> 'PENDING' OR NOT EXISTS (SELECT 1 FROM payment_runs r WHERE r.id = NEW.run_id AND r.state = 'DRAFT' AND r.currency = NEW.currency)
BEGIN SELECT RAISE(ABORT, 'krafta:run-frozen A payment run stays as it was frozen.'); END;
CREATE TRIGGER payment_run_lines_guarded BEFORE UPDATE ON payment_run_lines
BEGIN
  SELECT CASE
    WHEN NEW.id IS NOT OLD.id OR NEW.run_id IS NOT OLD.run_id OR NEW.position IS NOT OLD.position OR NEW.workshop_id IS NOT OLD.workshop_id OR NEW.refund_id IS
    NOT OLD.refund_id OR NEW.method IS NOT OLD.method OR NEW.payee_name IS NOT OLD.payee_name OR NEW.payee_id_doc IS NOT OLD.payee_id_doc OR
    NEW.payee_bank IS NOT OLD.payee_bank OR NEW.payee_account IS NOT OLD.payee_account OR NEW.payee_phone IS NOT OLD.payee_phone OR NEW.owed IS NOT
    OLD.owed OR NEW.owed_currency IS NOT OLD.owed_currency OR NEW.amount IS NOT OLD.amount OR NEW.currency IS NOT OLD.currency OR NEW.created_at IS NOT
    OLD.created_at
      OR (OLD.state <> 'PENDING' AND (NEW.reference IS NOT OLD.reference OR NEW.sent_on IS NOT OLD.sent_on
        OR NEW.settlement_id IS NOT OLD.settlement_id OR NEW.refund_payment_id IS NOT OLD.refund_payment_id))
      OR (OLD.credit_id IS NOT NULL AND NEW.credit_id IS NOT OLD.credit_id) THEN
      RAISE(ABORT, 'krafta:run-frozen A payment run stays as it was frozen.')
    WHEN (OLD.state || NEW.state) NOT IN ('PENDINGPAID', 'PENDINGFAILED', 'PENDINGVOIDED', 'PAIDPAID', 'PAIDEXPLAINED')
      OR NOT EXISTS (SELECT 1 FROM payment_runs r WHERE r.id = NEW.run_id AND r.state = CASE NEW.state WHEN 'VOIDED' THEN 'VOIDED' ELSE 'FROZEN' END) THEN
      RAISE(ABORT, 'krafta:run-state A payment run goes from draft to frozen to closed, or is given up before anything of it was paid.')
    WHEN NEW.state = 'PAID' AND EXISTS (SELECT 1 FROM payment_runs r WHERE r.id = NEW.run_id AND r.needs_second AND r.countersigned_by IS NULL) THEN
      RAISE(ABORT, 'krafta:run-second A second person agrees to this payment run before it is paid.')
    WHEN OLD.state = 'PENDING' AND NEW.state = 'PAID' AND NOT EXISTS (SELECT 1 FROM settlements s WHERE s.id = NEW.settlement_id AND s.run_line_id = NEW.id)
      AND NOT EXISTS (SELECT 1 FROM refund_payments s WHERE s.id = NEW.refund_payment_id AND s.run_line_id = NEW.id) THEN
      RAISE(ABORT, 'krafta:run-other A run is of an account, in its currency, and is paid as it was frozen.')
    WHEN NEW.credit_id IS NOT OLD.credit_id AND NOT EXISTS (SELECT 1 FROM bank_allocations a WHERE a.credit_id = NEW.credit_id
        AND (a.settlement_id = NEW.settlement_id OR a.refund_payment_id = NEW.refund_payment_id)) THEN
      RAISE(ABORT, 'krafta:run-other A run is of an account, in its currency, and is paid as it was frozen.')
  END;
END;
CREATE TRIGGER payment_run_lines_left AFTER UPDATE OF state ON payment_run_lines WHEN NEW.state <> 'PENDING' AND OLD.state = 'PENDING'
BEGIN UPDATE payment_run_payables SET pending = 0 WHERE line_id = NEW.id; END;

CREATE TRIGGER payment_run_payables_new BEFORE INSERT ON payment_run_payables
WHEN NOT NEW.pending OR NOT EXISTS (SELECT 1 FROM payment_run_lines l JOIN payment_runs r ON r.id = l.run_id
  JOIN workshop_payables p ON p.id = NEW.payable_id AND p.workshop_id = l.workshop_id AND p.currency = l.owed_currency
  WHERE l.id = NEW.line_id AND r.state = 'DRAFT')
BEGIN SELECT RAISE(ABORT, 'krafta:run-frozen A payment run stays as it was frozen.'); END;
CREATE TRIGGER payment_run_payables_guarded BEFORE UPDATE ON payment_run_payables
WHEN NEW.line_id IS NOT OLD.line_id OR NEW.payable_id IS NOT OLD.payable_id OR NEW.amount IS NOT OLD.amount OR NEW.created_at IS NOT OLD.created_at
  OR NEW.pending OR EXISTS (SELECT 1 FROM payment_run_lines l WHERE l.id = NEW.line_id AND l.state = 'PENDING')
BEGIN SELECT RAISE(ABORT, 'krafta:run-frozen A payment run stays as it was frozen.'); END;

-- What stands in a run is paid by the run, as it was frozen.
CREATE TRIGGER payable_payments_run BEFORE INSERT ON payable_payments
WHEN NEW.reverses_id IS NULL AND EXISTS (SELECT 1 FROM payment_run_payables x WHERE x.payable_id = NEW.payable_id AND x.pending)
BEGIN SELECT RAISE(ABORT, 'krafta:run-holds That stands in a frozen payment run, and is paid by it alone.'); END;
CREATE TRIGGER settlements_run BEFORE INSERT ON settlements
WHEN NEW.run_line_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM payment_run_lines l WHERE l.id = NEW.run_line_id AND l.state = 'PENDING'
  AND l.workshop_id = NEW.workshop_id AND l.owed = NEW.amount AND l.owed_currency = NEW.currency AND l.amount = coalesce(NEW.sent_amount, NEW.amount)
  AND l.currency = coalesce(NEW.sent_currency, NEW.currency) AND l.payee_account IS NEW.payee_account AND l.payee_name IS NEW.payee_name)
BEGIN SELECT RAISE(ABORT, 'krafta:run-other A run is of an account, in its currency, and is paid as it was frozen.'); END;
CREATE TRIGGER settlements_run_paid AFTER INSERT ON settlements WHEN NEW.run_line_id IS NOT NULL
BEGIN
  UPDATE payment_run_lines SET state = 'PAID', reference = NEW.reference, sent_on = NEW.sent_on, settlement_id = NEW.id, handled_by = NEW.paid_by,
    handled_at = NEW.paid_at WHERE id = NEW.run_line_id;
END;
CREATE TRIGGER refund_payments_run BEFORE INSERT ON refund_payments WHEN NEW.reverses_id IS NULL
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM payment_run_lines l WHERE l.refund_id = NEW.refund_id AND l.state = 'PENDING' AND l.id IS NOT NEW.run_line_id) THEN
      RAISE(ABORT, 'krafta:run-holds That stands in a frozen payment run, and is paid by it alone.')
    WHEN NEW.run_line_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM payment_run_lines l WHERE l.id = NEW.run_line_id AND l.state = 'PENDING'
      AND l.refund_id = NEW.refund_id AND l.amount = coalesce(NEW.sent_amount, NEW.amount) AND l.currency = coalesce(NEW.sent_currency, NEW.currency)) THEN
      RAISE(ABORT, 'krafta:run-other A run is of an account, in its currency, and is paid as it was frozen.')
  END;
END;
CREATE TRIGGER refund_payments_run_paid AFTER INSERT ON refund_payments WHEN NEW.run_line_id IS NOT NULL
BEGIN
  UPDATE payment_run_lines SET state = 'PAID', reference = NEW.reference, sent_on = NEW.sent_on, refund_payment_id = NEW.id, handled_by = NEW.paid_by,
    handled_at = NEW.paid_at WHERE id = NEW.run_line_id;
END;
CREATE TRIGGER bank_allocations_run_found AFTER INSERT ON bank_allocations WHEN NEW.evidence_id IS NULL
BEGIN
  UPDATE payment_run_lines SET credit_id = NEW.credit_id
  WHERE (settlement_id = NEW.settlement_id OR refund_payment_id = NEW.refund_payment_id) AND state = 'PAID' AND credit_id IS NULL;
END;

-- A debit pays what it shows, and a transfer that was taken back frees its debit: the rows that take it back are none that stand.
DROP VIEW bank_allocations_standing;
CREATE VIEW bank_allocations_standing AS
  SELECT a.credit_id, a.amount FROM bank_allocations a
  WHERE (a.evidence_id IS NULL OR EXISTS (
      SELECT 1 FROM payment_evidence e JOIN payment_submissions s ON s.id = e.submission_id
      WHERE e.id = a.evidence_id AND s.state = 'VERIFIED'
      AND NOT EXISTS (SELECT 1 FROM payment_evidence_voids v WHERE v.evidence_id = e.id)
      AND NOT EXISTS (SELECT 1 FROM payment_evidence later WHERE later.submission_id = e.submission_id AND later.id > e.id)))
    AND (a.refund_payment_id IS NULL OR NOT EXISTS (SELECT 1 FROM refund_payments r WHERE r.reverses_id = a.refund_payment_id))
    AND (a.settlement_id IS NULL OR EXISTS (SELECT 1 FROM payable_payments y WHERE y.settlement_id = a.settlement_id AND y.reverses_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM payable_payments r WHERE r.reverses_id = y.id)));

CREATE TRIGGER payable_payments_counted AFTER INSERT ON payable_payments WHEN NEW.reverses_id IS NOT NULL AND NEW.settlement_id IS NOT NULL
BEGIN
  UPDATE bank_credits SET allocated = (SELECT coalesce(sum(x.amount), 0) FROM bank_allocations_standing x WHERE x.credit_id IN (
    SELECT bank_credits.id UNION ALL SELECT c.id FROM bank_credits c WHERE c.line_id = bank_credits.id))
  WHERE id IN (SELECT a.credit_id FROM bank_allocations a WHERE a.settlement_id = NEW.settlement_id);
END;
CREATE TRIGGER refund_payments_counted AFTER INSERT ON refund_payments WHEN NEW.reverses_id IS NOT NULL
BEGIN
  UPDATE bank_credits SET allocated = (SELECT coalesce(sum(x.amount), 0) FROM bank_allocations_standing x WHERE x.credit_id IN (
    SELECT bank_credits.id UNION ALL SELECT c.id FROM bank_credits c WHERE c.line_id = bank_credits.id))
  WHERE id IN (SELECT a.credit_id FROM bank_allocations a WHERE a.refund_payment_id = NEW.reverses_id);
END;

CREATE TRIGGER payment_runs_unreplaced BEFORE INSERT ON payment_runs
WHEN EXISTS (SELECT 1 FROM payment_runs m WHERE m.id = NEW.id) OR EXISTS (SELECT 1 FROM payment_runs m WHERE m.number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of payment_runs are never replaced.'); END;
CREATE TRIGGER payment_runs_kept BEFORE DELETE ON payment_runs
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of payment_runs are never edited or deleted. Write a row that corrects it.'); END;
CREATE TRIGGER payment_run_choices_unreplaced BEFORE INSERT ON payment_run_choices
WHEN EXISTS (SELECT 1 FROM payment_run_choices m WHERE m.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of payment_run_choices are never replaced.'); END;
CREATE TRIGGER payment_run_choices_kept BEFORE DELETE ON payment_run_choices
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of payment_run_choices are never edited or deleted. Write a row that corrects it.'); END;
CREATE TRIGGER payment_run_lines_unreplaced BEFORE INSERT ON payment_run_lines
WHEN EXISTS (SELECT 1 FROM payment_run_lines m WHERE m.id = NEW.id) OR EXISTS (SELECT 1 FROM payment_run_lines m WHERE m.run_id = NEW.run_id AND m.position = NEW.position) OR EXISTS (SELECT 1 FROM payment_run_lines m WHERE m.settlement_id = NEW.settlement_id) OR EXISTS (SELECT 1 FROM payment_run_lines m WHERE m.refund_payment_id = NEW.refund_payment_id)
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of payment_run_lines are never replaced.'); END;
CREATE TRIGGER payment_run_lines_kept BEFORE DELETE ON payment_run_lines
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of payment_run_lines are never edited or deleted. Write a row that corrects it.'); END;
CREATE TRIGGER payment_run_payables_unreplaced BEFORE INSERT ON payment_run_payables
WHEN EXISTS (SELECT 1 FROM payment_run_payables m WHERE m.line_id = NEW.line_id AND m.payable_id = NEW.payable_id)
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of payment_run_payables are never replaced.'); END;
CREATE TRIGGER payment_run_payables_kept BEFORE DELETE ON payment_run_payables
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of payment_run_payables are never edited or deleted. Write a row that corrects it.'); END;

CREATE TRIGGER payment_run_lines_once BEFORE INSERT ON payment_run_lines
WHEN EXISTS (SELECT 1 FROM payment_run_lines m WHERE m.refund_id = NEW.refund_id AND m.state = 'PENDING')
BEGIN SELECT RAISE(ABORT, 'krafta:run-holds That stands in a frozen payment run, and is paid by it alone.'); END;
CREATE TRIGGER payment_run_payables_once BEFORE INSERT ON payment_run_payables
WHEN EXISTS (SELECT 1 FROM payment_run_payables m WHERE m.payable_id = NEW.payable_id AND m.pending)
BEGIN SELECT RAISE(ABORT, 'krafta:run-holds That stands in a frozen payment run, and is paid by it alone.'); END;
CREATE TRIGGER payment_run_choices_unedited BEFORE UPDATE ON payment_run_choices
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of payment_run_choices are never edited or deleted. Write a row that corrects it.'); END;
