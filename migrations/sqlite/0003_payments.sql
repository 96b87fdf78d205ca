-- Proofs customers report, the evidence and verdicts of who reviews them, and refunds.

-- What was declared never changes (0006); the verdict is `state` and the columns after it.
CREATE TABLE payment_submissions (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  order_id BLOB NOT NULL REFERENCES orders (id),
  seq INTEGER NOT NULL CHECK (seq > 0),
  attempt INTEGER NOT NULL CHECK (attempt > 0),
  quote_seq INTEGER NOT NULL,
  previous_id BLOB REFERENCES payment_submissions (id),
  reported_by TEXT NOT NULL CHECK (reported_by IN ('ADMIN', 'COORDINATOR', 'SUPPORT', 'WORKSHOP', 'CUSTOMER', 'SYSTEM')),
  reported_by_id BLOB REFERENCES operators (id),
  method TEXT NOT NULL CHECK (method IN ('PAGO_MOVIL', 'BANK_TRANSFER', 'ZELLE', 'BINANCE_PAY', 'CASH')),
  amount INTEGER NOT NULL CHECK (amount > 0),
  currency TEXT NOT NULL CHECK (currency IN ('USD', 'VES', 'USDT')),
  paid_on TEXT NOT NULL CHECK (paid_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  account_id BLOB REFERENCES bank_accounts (id),
  origin_bank TEXT,
  reference TEXT,
  reference_key TEXT,
  reference_reversed TEXT,
  payer_name TEXT,
  payer_id_doc TEXT,
  payer_phone TEXT,
  payer_email TEXT,
  receipt_digest TEXT CHECK (length(receipt_digest) = 64 AND receipt_digest NOT GLOB '*[^0-9a-f]*'),
  receipt_kind TEXT CHECK (receipt_kind IN ('JPEG', 'PNG', 'PDF')),
  receipt_bytes INTEGER CHECK (receipt_bytes > 0),
  signals TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(signals)),
  digest TEXT NOT NULL CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
  reported_at INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'VERIFIED', 'REJECTED', 'WITHDRAWN')),
  verified_amount INTEGER CHECK (verified_amount > 0),
  verified_currency TEXT CHECK (verified_currency IN ('USD', 'VES', 'USDT')),
  credited_amount INTEGER CHECK (credited_amount >= 0),
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)),
  UNIQUE (order_id, seq),
  FOREIGN KEY (order_id, quote_seq) REFERENCES order_quotes (order_id, seq),
  CONSTRAINT payment_submissions_reference
    CHECK ((reference_key IS NULL) = (reference_reversed IS NULL) AND (reference_key IS NULL OR reference IS NOT NULL)),
  CONSTRAINT payment_submissions_receipt
    CHECK ((receipt_digest IS NULL) = (receipt_kind IS NULL) AND (receipt_digest IS NULL) = (receipt_bytes IS NULL)),
  CONSTRAINT payment_submissions_verified CHECK (
    (verified_amount IS NULL) = (verified_currency IS NULL) AND (verified_amount IS NULL) = (credited_amount IS NULL)
    AND (state <> 'VERIFIED' OR verified_amount IS NOT NULL) AND (state <> 'OPEN' OR verified_amount IS NULL))
) STRICT;
CREATE INDEX payment_submissions_open ON payment_submissions (reported_at, id) WHERE state = 'OPEN';
CREATE INDEX payment_submissions_account ON payment_submissions (account_id, reference_key) WHERE reference_key IS NOT NULL;
CREATE INDEX payment_submissions_reference_key ON payment_submissions (reference_key) WHERE reference_key IS NOT NULL;
CREATE INDEX payment_submissions_reversed ON payment_submissions (reference_reversed) WHERE reference_reversed IS NOT NULL;
CREATE INDEX payment_submissions_digest ON payment_submissions (receipt_digest) WHERE receipt_digest IS NOT NULL;
CREATE INDEX payment_submissions_previous ON payment_submissions (previous_id) WHERE previous_id IS NOT NULL;

-- The money as the bank shows it: a line, or what an admin typed after looking.
CREATE TABLE payment_evidence (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  submission_id BLOB NOT NULL REFERENCES payment_submissions (id),
  order_id BLOB NOT NULL REFERENCES orders (id),
  account_id BLOB NOT NULL REFERENCES bank_accounts (id),
  value_date TEXT NOT NULL CHECK (value_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  amount INTEGER NOT NULL CHECK (amount > 0),
  currency TEXT NOT NULL CHECK (currency IN ('USD', 'VES', 'USDT')),
  bank_reference TEXT NOT NULL CHECK (length(trim(bank_reference)) > 0),
  bank_line TEXT,
  note TEXT,
  operator_id BLOB NOT NULL REFERENCES operators (id),
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER))
) STRICT;
CREATE INDEX payment_evidence_submission ON payment_evidence (submission_id);
CREATE INDEX payment_evidence_order ON payment_evidence (order_id);
CREATE INDEX payment_evidence_bank ON payment_evidence (account_id, bank_reference);

CREATE TABLE payment_verification_logs (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  order_id BLOB NOT NULL REFERENCES orders (id),
  submission_id BLOB REFERENCES payment_submissions (id),
  verdict TEXT NOT NULL CHECK (verdict IN ('CONFIRMED', 'REJECTED', 'PART', 'REOPENED', 'REVERSED')),
  reason_code TEXT,
  reason_text TEXT,
  override_reason TEXT,
  credited_amount INTEGER NOT NULL CHECK (credited_amount >= 0),
  due_amount INTEGER NOT NULL CHECK (due_amount >= 0),
  tolerance_amount INTEGER NOT NULL CHECK (tolerance_amount >= 0),
  surplus_amount INTEGER NOT NULL CHECK (surplus_amount >= 0),
  currency TEXT NOT NULL DEFAULT 'VES' CHECK (currency = 'VES'),
  operator_id BLOB NOT NULL REFERENCES operators (id),
  event_seq INTEGER NOT NULL,
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)),
  CONSTRAINT payment_verification_logs_reason CHECK (verdict <> 'REJECTED' OR reason_code IS NOT NULL)
) STRICT;
CREATE INDEX payment_verification_logs_order ON payment_verification_logs (order_id, event_seq);

CREATE TABLE refunds (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  order_id BLOB NOT NULL REFERENCES orders (id),
  amount INTEGER NOT NULL CHECK (amount > 0),
  currency TEXT NOT NULL CHECK (currency IN ('USD', 'VES', 'USDT')),
  status TEXT NOT NULL DEFAULT 'DUE' CHECK (status IN ('DUE', 'PAID', 'VOIDED')),
  reason TEXT NOT NULL,
  requested_role TEXT NOT NULL CHECK (requested_role IN ('ADMIN', 'COORDINATOR', 'SUPPORT', 'WORKSHOP', 'CUSTOMER', 'SYSTEM')),
  requested_by BLOB REFERENCES operators (id),
  closed_by BLOB REFERENCES operators (id),
  closed_at INTEGER,
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER))
) STRICT;
CREATE INDEX refunds_order ON refunds (order_id);
CREATE INDEX refunds_due ON refunds (created_at, id) WHERE status = 'DUE';
CREATE UNIQUE INDEX refunds_one_due ON refunds (order_id) WHERE status = 'DUE';

CREATE TABLE refund_payments (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  refund_id BLOB NOT NULL REFERENCES refunds (id),
  order_id BLOB NOT NULL REFERENCES orders (id),
  amount INTEGER NOT NULL CHECK (amount > 0),
  currency TEXT NOT NULL CHECK (currency IN ('USD', 'VES', 'USDT')),
  method TEXT NOT NULL CHECK (method IN ('PAGO_MOVIL', 'BANK_TRANSFER', 'ZELLE', 'BINANCE_PAY', 'CASH')),
  reference TEXT NOT NULL CHECK (length(trim(reference)) > 0),
  receipt_url TEXT,
  paid_by BLOB NOT NULL REFERENCES operators (id),
  paid_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER))
) STRICT;
CREATE INDEX refund_payments_refund ON refund_payments (refund_id);
CREATE INDEX refund_payments_order ON refund_payments (order_id);
