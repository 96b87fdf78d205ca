-- What Krafta owes its workshops and what it paid. Nothing here is edited: a mistake is undone by a reversing row.

CREATE TABLE workshop_payables (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  assignment_id BLOB NOT NULL REFERENCES production_assignments (id),
  order_id BLOB NOT NULL REFERENCES orders (id),
  workshop_id BLOB NOT NULL REFERENCES workshops (id),
  kind TEXT NOT NULL CHECK (kind IN ('FULL', 'DEPOSIT', 'BALANCE', 'CANCELLATION_FEE', 'CLAWBACK', 'ADJUSTMENT')),
  policy TEXT NOT NULL
    CHECK (policy IN ('PREPAID', 'DEPOSIT_BALANCE', 'ON_READY', 'ON_DELIVERY', 'WEEKLY_CUT', 'BIWEEKLY_CUT', 'MONTHLY_CUT')),
  amount INTEGER NOT NULL,
  currency TEXT NOT NULL CHECK (currency IN ('USD', 'VES', 'USDT')),
  status TEXT NOT NULL DEFAULT 'SCHEDULED'
    CHECK (status IN ('SCHEDULED', 'DUE', 'PARTIALLY_PAID', 'PAID', 'ON_HOLD', 'VOIDED')),
  due_on TEXT NOT NULL CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  reason TEXT,
  version INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)),
  UNIQUE (assignment_id, kind),
  CONSTRAINT workshop_payables_sign CHECK (CASE kind WHEN 'CLAWBACK' THEN amount < 0 WHEN 'ADJUSTMENT' THEN amount <> 0 ELSE amount >= 0 END)
) STRICT;
CREATE INDEX workshop_payables_workshop ON workshop_payables (workshop_id, status, due_on);
CREATE INDEX workshop_payables_due ON workshop_payables (due_on, id) WHERE status IN ('SCHEDULED', 'DUE', 'PARTIALLY_PAID');
CREATE INDEX workshop_payables_order ON workshop_payables (order_id);

-- One transfer to a workshop, covering the payables its payments list.
CREATE TABLE settlements (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  workshop_id BLOB NOT NULL REFERENCES workshops (id),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  currency TEXT NOT NULL CHECK (currency IN ('USD', 'VES', 'USDT')),
  method TEXT NOT NULL CHECK (method IN ('PAGO_MOVIL', 'BANK_TRANSFER', 'ZELLE', 'BINANCE_PAY', 'CASH')),
  reference TEXT NOT NULL CHECK (length(trim(reference)) > 0),
  receipt_url TEXT,
  note TEXT,
  paid_by BLOB NOT NULL REFERENCES operators (id),
  paid_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER))
) STRICT;
CREATE INDEX settlements_workshop ON settlements (workshop_id, paid_at);

CREATE TABLE payable_payments (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  payable_id BLOB NOT NULL REFERENCES workshop_payables (id),
  settlement_id BLOB REFERENCES settlements (id),
  amount INTEGER NOT NULL CHECK (amount <> 0),
  currency TEXT NOT NULL CHECK (currency IN ('USD', 'VES', 'USDT')),
  method TEXT NOT NULL CHECK (method IN ('PAGO_MOVIL', 'BANK_TRANSFER', 'ZELLE', 'BINANCE_PAY', 'CASH')),
  reference TEXT NOT NULL CHECK (length(trim(reference)) > 0),
  receipt_url TEXT,
  reverses_id BLOB UNIQUE REFERENCES payable_payments (id),
  reason TEXT,
  paid_by BLOB NOT NULL REFERENCES operators (id),
  paid_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)),
  CONSTRAINT payable_payments_reversal CHECK (reverses_id IS NULL OR reason IS NOT NULL)
) STRICT;
CREATE INDEX payable_payments_payable ON payable_payments (payable_id);
CREATE INDEX payable_payments_settlement ON payable_payments (settlement_id) WHERE settlement_id IS NOT NULL;
