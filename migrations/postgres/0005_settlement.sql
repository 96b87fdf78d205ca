-- What Krafta owes its workshops and what it paid. Nothing here is edited: a mistake is undone by a reversing row.

CREATE TABLE workshop_payables (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  assignment_id uuid NOT NULL REFERENCES production_assignments (id),
  order_id uuid NOT NULL REFERENCES orders (id),
  workshop_id uuid NOT NULL REFERENCES workshops (id),
  kind text NOT NULL CHECK (kind IN ('FULL', 'DEPOSIT', 'BALANCE', 'CANCELLATION_FEE', 'CLAWBACK', 'ADJUSTMENT')),
  policy payment_policy NOT NULL,
  amount numeric(18,2) NOT NULL,
  currency text NOT NULL CHECK (currency IN ('USD', 'VES', 'USDT')),
  status text NOT NULL DEFAULT 'SCHEDULED' CHECK (status IN ('SCHEDULED', 'DUE', 'PARTIALLY_PAID', 'PAID', 'ON_HOLD', 'VOIDED')),
  due_on date NOT NULL,
  reason text,
  version bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (assignment_id, kind),
  CONSTRAINT workshop_payables_sign CHECK (CASE kind WHEN 'CLAWBACK' THEN amount < 0 WHEN 'ADJUSTMENT' THEN amount <> 0 ELSE amount >= 0 END)
);
CREATE INDEX workshop_payables_workshop ON workshop_payables (workshop_id, status, due_on);
CREATE INDEX workshop_payables_due ON workshop_payables (due_on, id) WHERE status IN ('SCHEDULED', 'DUE', 'PARTIALLY_PAID');
CREATE INDEX workshop_payables_order ON workshop_payables (order_id);

-- One transfer to a workshop, covering the payables its payments list.
CREATE TABLE settlements (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  workshop_id uuid NOT NULL REFERENCES workshops (id),
  amount numeric(18,2) NOT NULL CHECK (amount >= 0),
  currency text NOT NULL CHECK (currency IN ('USD', 'VES', 'USDT')),
  method payment_method NOT NULL,
  reference text NOT NULL CHECK (length(trim(reference)) > 0),
  receipt_url text,
  note text,
  paid_by uuid NOT NULL REFERENCES operators (id),
  paid_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX settlements_workshop ON settlements (workshop_id, paid_at);

CREATE TABLE payable_payments (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  payable_id uuid NOT NULL REFERENCES workshop_payables (id),
  settlement_id uuid REFERENCES settlements (id),
  amount numeric(18,2) NOT NULL CHECK (amount <> 0),
  currency text NOT NULL CHECK (currency IN ('USD', 'VES', 'USDT')),
  method payment_method NOT NULL,
  reference text NOT NULL CHECK (length(trim(reference)) > 0),
  receipt_url text,
  reverses_id uuid UNIQUE REFERENCES payable_payments (id),
  reason text,
  paid_by uuid NOT NULL REFERENCES operators (id),
  paid_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT payable_payments_reversal CHECK (reverses_id IS NULL OR reason IS NOT NULL)
);
CREATE INDEX payable_payments_payable ON payable_payments (payable_id);
CREATE INDEX payable_payments_settlement ON payable_payments (settlement_id) WHERE settlement_id IS NOT NULL;
