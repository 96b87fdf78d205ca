-- A rate may be corrected or removed with a reason: it is ended and kept, and another takes its value date. One account, one
-- identity at the bank. Each account says for which delivery methods customers are offered it, and in which order.

-- UNIQUE of the value date goes with the table, which is made anew: of a value date one rate is in use.
CREATE TABLE exchange_rates_anew (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  value_date TEXT NOT NULL CHECK (value_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  rate TEXT NOT NULL CHECK (rate NOT GLOB '*[^0-9.]*' AND CAST(rate AS REAL) > 0),
  source TEXT NOT NULL,
  ended TEXT CHECK (ended IN ('CORRECTED', 'REMOVED')),
  ended_reason TEXT CHECK (length(trim(ended_reason)) > 0),
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)),
  CONSTRAINT exchange_rates_ended CHECK ((ended IS NULL) = (ended_reason IS NULL))
) STRICT;
INSERT INTO exchange_rates_anew (id, value_date, rate, source, created_at)
SELECT id, value_date, rate, source, created_at FROM exchange_rates;
DROP TABLE exchange_rates;
ALTER TABLE exchange_rates_anew RENAME TO exchange_rates;
CREATE UNIQUE INDEX exchange_rates_in_use ON exchange_rates (value_date) WHERE ended IS NULL;
CREATE INDEX exchange_rates_dated ON exchange_rates (value_date, created_at);

CREATE TRIGGER exchange_rates_kept BEFORE DELETE ON exchange_rates
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of exchange_rates are never deleted.'); END;
CREATE TRIGGER exchange_rates_unreplaced BEFORE INSERT ON exchange_rates
WHEN EXISTS (SELECT 1 FROM exchange_rates WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of exchange_rates are never replaced.'); END;
CREATE TRIGGER exchange_rates_one_in_use BEFORE INSERT ON exchange_rates
WHEN NEW.ended IS NULL AND EXISTS (SELECT 1 FROM exchange_rates WHERE value_date = NEW.value_date AND ended IS NULL)
BEGIN SELECT RAISE(ABORT, 'krafta:rate-exists That value date has a rate.'); END;
CREATE TRIGGER exchange_rates_frozen BEFORE UPDATE ON exchange_rates
WHEN OLD.ended IS NOT NULL OR NEW.id <> OLD.id OR NEW.value_date <> OLD.value_date OR NEW.rate <> OLD.rate
  OR NEW.source <> OLD.source OR NEW.created_at <> OLD.created_at
BEGIN SELECT RAISE(ABORT, 'krafta:rate-frozen A rate is never rewritten: it is ended with a reason, and another is added.'); END;
-- Sure in every time zone; the program, which knows the shop's, refuses more. Days before the last value date with the
-- same rate were quoted with that one.
CREATE TRIGGER exchange_rates_used BEFORE UPDATE OF ended ON exchange_rates
WHEN NEW.ended = 'REMOVED' AND EXISTS (SELECT 1 FROM order_quotes q
  WHERE q.quoted_at >= (unixepoch(OLD.value_date) - 5 * 86400 + 12 * 3600) * 1000000
    AND q.quoted_at < (unixepoch(OLD.value_date) + 10 * 3600) * 1000000
    AND CAST(q.rate AS REAL) = CAST(OLD.rate AS REAL)
    AND NOT EXISTS (SELECT 1 FROM exchange_rates e WHERE e.value_date < OLD.value_date
      AND e.value_date >= date(OLD.value_date, '-5 days') AND CAST(e.rate AS REAL) = CAST(OLD.rate AS REAL)
      AND e.ended IS NOT 'REMOVED'))
BEGIN SELECT RAISE(ABORT, 'krafta:rate-used Orders were quoted with this rate: correct it instead.'); END;

CREATE TRIGGER exchange_rates_added AFTER INSERT ON exchange_rates BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'exchange_rates', lower(hex(NEW.id)),
    json_object('id', lower(hex(NEW.id)), 'value_date', NEW.value_date, 'rate', NEW.rate, 'source', NEW.source,
    'ended', NEW.ended, 'ended_reason', NEW.ended_reason, 'created_at', NEW.created_at)
  FROM acting a;
END;
CREATE TRIGGER exchange_rates_changed AFTER UPDATE ON exchange_rates BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'exchange_rates', lower(hex(NEW.id)), c.old, c.new
  FROM acting a, (SELECT
    json_object('id', lower(hex(OLD.id)), 'value_date', OLD.value_date, 'rate', OLD.rate, 'source', OLD.source,
    'ended', OLD.ended, 'ended_reason', OLD.ended_reason, 'created_at', OLD.created_at) AS old,
    json_object('id', lower(hex(NEW.id)), 'value_date', NEW.value_date, 'rate', NEW.rate, 'source', NEW.source,
    'ended', NEW.ended, 'ended_reason', NEW.ended_reason, 'created_at', NEW.created_at) AS new) c
  WHERE c.old <> c.new;
END;
CREATE TRIGGER exchange_rates_removed AFTER DELETE ON exchange_rates BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'exchange_rates', lower(hex(OLD.id)),
    json_object('id', lower(hex(OLD.id)), 'value_date', OLD.value_date, 'rate', OLD.rate, 'source', OLD.source,
    'ended', OLD.ended, 'ended_reason', OLD.ended_reason, 'created_at', OLD.created_at)
  FROM acting a;
END;

-- Who was quoted with a rate.
CREATE INDEX order_quotes_quoted ON order_quotes (quoted_at, rate);

ALTER TABLE bank_accounts ADD COLUMN offered_pickup INTEGER NOT NULL DEFAULT 1 CHECK (offered_pickup IN (0, 1));
ALTER TABLE bank_accounts ADD COLUMN offered_local_delivery INTEGER NOT NULL DEFAULT 1 CHECK (offered_local_delivery IN (0, 1));
ALTER TABLE bank_accounts ADD COLUMN offered_national_shipping INTEGER NOT NULL DEFAULT 1 CHECK (offered_national_shipping IN (0, 1));
ALTER TABLE bank_accounts ADD COLUMN offered_order INTEGER NOT NULL DEFAULT 0 CHECK (offered_order >= 0);

-- Accounts that were doubled before stay as they are, and may be closed; no more are made.
CREATE TRIGGER bank_accounts_new_identity BEFORE INSERT ON bank_accounts
WHEN EXISTS (SELECT 1 FROM bank_accounts b WHERE b.method = NEW.method AND b.alias <> NEW.alias AND (
    CASE NEW.method
      WHEN 'PAGO_MOVIL' THEN b.bank_code = NEW.bank_code AND b.phone = NEW.phone AND b.holder_id = NEW.holder_id
      WHEN 'BANK_TRANSFER' THEN b.bank_code = NEW.bank_code
        AND replace(replace(replace(b.number, ' ', ''), '-', ''), '.', '') = replace(replace(replace(NEW.number, ' ', ''), '-', ''), '.', '')
      ELSE lower(b.email) = lower(NEW.email) OR b.phone = NEW.phone OR lower(b.number) = lower(NEW.number) END))
BEGIN SELECT RAISE(ABORT, 'krafta:account-known This is an account that is there already, by another name.'); END;
CREATE TRIGGER bank_accounts_identity BEFORE UPDATE OF method, bank_code, number, holder_id, phone, email ON bank_accounts
WHEN (NEW.method <> OLD.method OR NEW.bank_code IS NOT OLD.bank_code OR NEW.number IS NOT OLD.number
    OR NEW.holder_id IS NOT OLD.holder_id OR NEW.phone IS NOT OLD.phone OR NEW.email IS NOT OLD.email)
  AND EXISTS (SELECT 1 FROM bank_accounts b WHERE b.method = NEW.method AND b.id <> OLD.id AND (
    CASE NEW.method
      WHEN 'PAGO_MOVIL' THEN b.bank_code = NEW.bank_code AND b.phone = NEW.phone AND b.holder_id = NEW.holder_id
      WHEN 'BANK_TRANSFER' THEN b.bank_code = NEW.bank_code
        AND replace(replace(replace(b.number, ' ', ''), '-', ''), '.', '') = replace(replace(replace(NEW.number, ' ', ''), '-', ''), '.', '')
      ELSE lower(b.email) = lower(NEW.email) OR b.phone = NEW.phone OR lower(b.number) = lower(NEW.number) END))
BEGIN SELECT RAISE(ABORT, 'krafta:account-known This is an account that is there already, by another name.'); END;

DROP TRIGGER bank_accounts_added;
DROP TRIGGER bank_accounts_changed;
DROP TRIGGER bank_accounts_removed;
CREATE TRIGGER bank_accounts_added AFTER INSERT ON bank_accounts BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'bank_accounts', lower(hex(NEW.id)),
    json_object('id', lower(hex(NEW.id)), 'alias', NEW.alias, 'method', NEW.method, 'bank_code', NEW.bank_code,
    'number', NEW.number, 'holder_name', NEW.holder_name, 'holder_id', NEW.holder_id, 'phone', NEW.phone,
    'email', NEW.email, 'currency', NEW.currency, 'active', NEW.active, 'offered_pickup', NEW.offered_pickup,
    'offered_local_delivery', NEW.offered_local_delivery, 'offered_national_shipping', NEW.offered_national_shipping,
    'offered_order', NEW.offered_order, 'created_at', NEW.created_at)
  FROM acting a;
END;
CREATE TRIGGER bank_accounts_changed AFTER UPDATE ON bank_accounts BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'bank_accounts', lower(hex(NEW.id)), c.old, c.new
  FROM acting a, (SELECT
    json_object('id', lower(hex(OLD.id)), 'alias', OLD.alias, 'method', OLD.method, 'bank_code', OLD.bank_code,
    'number', OLD.number, 'holder_name', OLD.holder_name, 'holder_id', OLD.holder_id, 'phone', OLD.phone,
    'email', OLD.email, 'currency', OLD.currency, 'active', OLD.active, 'offered_pickup', OLD.offered_pickup,
    'offered_local_delivery', OLD.offered_local_delivery, 'offered_national_shipping', OLD.offered_national_shipping,
    'offered_order', OLD.offered_order, 'created_at', OLD.created_at) AS old,
    json_object('id', lower(hex(NEW.id)), 'alias', NEW.alias, 'method', NEW.method, 'bank_code', NEW.bank_code,
    'number', NEW.number, 'holder_name', NEW.holder_name, 'holder_id', NEW.holder_id, 'phone', NEW.phone,
    'email', NEW.email, 'currency', NEW.currency, 'active', NEW.active, 'offered_pickup', NEW.offered_pickup,
    'offered_local_delivery', NEW.offered_local_delivery, 'offered_national_shipping', NEW.offered_national_shipping,
    'offered_order', NEW.offered_order, 'created_at', NEW.created_at) AS new) c
  WHERE c.old <> c.new;
END;
CREATE TRIGGER bank_accounts_removed AFTER DELETE ON bank_accounts BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'bank_accounts', lower(hex(OLD.id)),
    json_object('id', lower(hex(OLD.id)), 'alias', OLD.alias, 'method', OLD.method, 'bank_code', OLD.bank_code,
    'number', OLD.number, 'holder_name', OLD.holder_name, 'holder_id', OLD.holder_id, 'phone', OLD.phone,
    'email', OLD.email, 'currency', OLD.currency, 'active', OLD.active, 'offered_pickup', OLD.offered_pickup,
    'offered_local_delivery', OLD.offered_local_delivery, 'offered_national_shipping', OLD.offered_national_shipping,
    'offered_order', OLD.offered_order, 'created_at', OLD.created_at)
  FROM acting a;
END;
