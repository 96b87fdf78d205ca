-- What workshops offer and can take, and the assignments that make orders.

CREATE TABLE workshop_zones (
  workshop_id uuid NOT NULL REFERENCES workshops (id),
  zone_id uuid NOT NULL REFERENCES service_zones (id),
  PRIMARY KEY (workshop_id, zone_id)
);
CREATE INDEX workshop_zones_zone ON workshop_zones (zone_id);

CREATE TABLE workshop_offers (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  workshop_id uuid NOT NULL REFERENCES workshops (id),
  product_id uuid NOT NULL REFERENCES products (id),
  unit_cost_amount numeric(18,2) NOT NULL CHECK (unit_cost_amount >= 0),
  currency text NOT NULL CHECK (currency IN ('USD', 'VES', 'USDT')),
  capacity_units bigint NOT NULL DEFAULT 1 CHECK (capacity_units > 0),
  lead_days bigint NOT NULL DEFAULT 0 CHECK (lead_days >= 0),
  daily_limit bigint CHECK (daily_limit >= 0),
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (workshop_id, product_id)
);
CREATE INDEX workshop_offers_product ON workshop_offers (product_id) WHERE active;

-- Units a day: the weekly pattern (1 is Monday), then a dated override, then holidays. No row is no capacity.
CREATE TABLE capacity_weekly (
  workshop_id uuid NOT NULL REFERENCES workshops (id),
  weekday bigint NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  units bigint NOT NULL CHECK (units >= 0),
  PRIMARY KEY (workshop_id, weekday)
);

CREATE TABLE capacity_overrides (
  workshop_id uuid NOT NULL REFERENCES workshops (id),
  day date NOT NULL,
  units bigint NOT NULL CHECK (units >= 0),
  reason text,
  operator_id uuid REFERENCES operators (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workshop_id, day)
);

CREATE TABLE holidays (
  day date NOT NULL PRIMARY KEY,
  name text NOT NULL
);

CREATE TABLE production_assignments (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  order_id uuid NOT NULL REFERENCES orders (id),
  attempt bigint NOT NULL CHECK (attempt > 0),
  status assignment_status NOT NULL DEFAULT 'PENDING_ASSIGNMENT',
  workshop_id uuid REFERENCES workshops (id),
  cause text,
  agreed_cost numeric(18,2) CHECK (agreed_cost >= 0),
  currency text NOT NULL DEFAULT 'USD' CHECK (currency IN ('USD', 'VES', 'USDT')),
  policy payment_policy,
  deposit_basis_points bigint CHECK (deposit_basis_points BETWEEN 0 AND 10000),
  respond_by timestamptz,
  promised_ready_on date,
  notified_at timestamptz,
  accepted_at timestamptz,
  started_at timestamptz,
  ready_at timestamptz,
  handed_at timestamptz,
  completed_at timestamptz,
  closed_at timestamptz,
  reason_code text,
  reason_text text,
  cancel_share_basis_points bigint CHECK (cancel_share_basis_points BETWEEN 0 AND 10000),
  carrier text,
  tracking_number text,
  tracking_url text,
  event_seq bigint NOT NULL DEFAULT 0,
  version bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (order_id, attempt),
  CONSTRAINT production_assignments_workshop
    CHECK (workshop_id IS NOT NULL OR status IN ('PENDING_ASSIGNMENT', 'CANCELLED')),
  CONSTRAINT production_assignments_tracking CHECK (tracking_number IS NULL OR carrier IS NOT NULL)
);
-- An exclusion and not a unique index: object mappers read the latter as one assignment per order.
ALTER TABLE production_assignments ADD CONSTRAINT active_assignment
  EXCLUDE USING btree (order_id WITH =) WHERE (status NOT IN ('REJECTED', 'CANCELLED'));
CREATE INDEX production_assignments_status ON production_assignments (status, created_at, id);
CREATE INDEX production_assignments_workshop ON production_assignments (workshop_id, status) WHERE workshop_id IS NOT NULL;
CREATE INDEX production_assignments_respond ON production_assignments (respond_by) WHERE status = 'NOTIFIED';

-- How the choice looked when it was made: everyone, in order, with the reason of who did not fit.
CREATE TABLE assignment_candidates (
  assignment_id uuid NOT NULL REFERENCES production_assignments (id),
  rank bigint NOT NULL CHECK (rank > 0),
  workshop_id uuid NOT NULL REFERENCES workshops (id),
  eligible boolean NOT NULL,
  reason_code text,
  facts jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (assignment_id, rank),
  UNIQUE (assignment_id, workshop_id),
  CONSTRAINT assignment_candidates_reason CHECK (eligible OR reason_code IS NOT NULL)
);

-- A workshop that refused is never offered that order again.
CREATE TABLE workshop_exclusions (
  order_id uuid NOT NULL REFERENCES orders (id),
  workshop_id uuid NOT NULL REFERENCES workshops (id),
  assignment_id uuid REFERENCES production_assignments (id),
  reason_code text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (order_id, workshop_id)
);

-- Free = limit − Σ units held; there is no stored counter.
CREATE TABLE capacity_bookings (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  assignment_id uuid NOT NULL REFERENCES production_assignments (id),
  workshop_id uuid NOT NULL REFERENCES workshops (id),
  offer_id uuid REFERENCES workshop_offers (id),
  day date NOT NULL,
  units bigint NOT NULL CHECK (units > 0),
  state text NOT NULL DEFAULT 'HELD' CHECK (state IN ('HELD', 'FREED')),
  override_reason text,
  override_by uuid REFERENCES operators (id),
  freed_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT capacity_bookings_freed CHECK ((state = 'FREED') = (freed_at IS NOT NULL))
);
CREATE INDEX capacity_bookings_day ON capacity_bookings (workshop_id, day) WHERE state = 'HELD';
CREATE INDEX capacity_bookings_assignment ON capacity_bookings (assignment_id);

ALTER TABLE order_events
  ADD FOREIGN KEY (assignment_id) REFERENCES production_assignments (id);
