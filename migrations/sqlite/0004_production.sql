-- What workshops offer and can take, and the assignments that make orders.

CREATE TABLE workshop_zones (
  workshop_id BLOB NOT NULL REFERENCES workshops (id),
  zone_id BLOB NOT NULL REFERENCES service_zones (id),
  PRIMARY KEY (workshop_id, zone_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX workshop_zones_zone ON workshop_zones (zone_id);

CREATE TABLE workshop_offers (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  workshop_id BLOB NOT NULL REFERENCES workshops (id),
  product_id BLOB NOT NULL REFERENCES products (id),
  unit_cost_amount INTEGER NOT NULL CHECK (unit_cost_amount >= 0),
  currency TEXT NOT NULL CHECK (currency IN ('USD', 'VES', 'USDT')),
  capacity_units INTEGER NOT NULL DEFAULT 1 CHECK (capacity_units > 0),
  lead_days INTEGER NOT NULL DEFAULT 0 CHECK (lead_days >= 0),
  daily_limit INTEGER CHECK (daily_limit >= 0),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)),
  UNIQUE (workshop_id, product_id)
) STRICT;
CREATE INDEX workshop_offers_product ON workshop_offers (product_id) WHERE active;

-- Units a day: the weekly pattern (1 is Monday), then a dated override, then holidays. No row is no capacity.
CREATE TABLE capacity_weekly (
  workshop_id BLOB NOT NULL REFERENCES workshops (id),
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  units INTEGER NOT NULL CHECK (units >= 0),
  PRIMARY KEY (workshop_id, weekday)
) STRICT, WITHOUT ROWID;

CREATE TABLE capacity_overrides (
  workshop_id BLOB NOT NULL REFERENCES workshops (id),
  day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  units INTEGER NOT NULL CHECK (units >= 0),
  reason TEXT,
  operator_id BLOB REFERENCES operators (id),
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)),
  PRIMARY KEY (workshop_id, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE holidays (
  day TEXT NOT NULL PRIMARY KEY CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE production_assignments (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  order_id BLOB NOT NULL REFERENCES orders (id),
  attempt INTEGER NOT NULL CHECK (attempt > 0),
  status TEXT NOT NULL DEFAULT 'PENDING_ASSIGNMENT'
    CHECK (status IN ('PENDING_ASSIGNMENT', 'NOTIFIED', 'ACCEPTED', 'IN_PRODUCTION', 'READY', 'HANDED_TO_DELIVERY', 'COMPLETED', 'CANCELLED', 'REJECTED')),
  workshop_id BLOB REFERENCES workshops (id),
  cause TEXT,
  agreed_cost INTEGER CHECK (agreed_cost >= 0),
  currency TEXT NOT NULL DEFAULT 'USD' CHECK (currency IN ('USD', 'VES', 'USDT')),
  policy TEXT
    CHECK (policy IN ('PREPAID', 'DEPOSIT_BALANCE', 'ON_READY', 'ON_DELIVERY', 'WEEKLY_CUT', 'BIWEEKLY_CUT', 'MONTHLY_CUT')),
  deposit_basis_points INTEGER CHECK (deposit_basis_points BETWEEN 0 AND 10000),
  respond_by INTEGER,
  promised_ready_on TEXT CHECK (promised_ready_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  notified_at INTEGER,
  accepted_at INTEGER,
  started_at INTEGER,
  ready_at INTEGER,
  handed_at INTEGER,
  completed_at INTEGER,
  closed_at INTEGER,
  reason_code TEXT,
  reason_text TEXT,
  cancel_share_basis_points INTEGER CHECK (cancel_share_basis_points BETWEEN 0 AND 10000),
  carrier TEXT,
  tracking_number TEXT,
  tracking_url TEXT,
  event_seq INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)),
  UNIQUE (order_id, attempt),
  CONSTRAINT production_assignments_workshop
    CHECK (workshop_id IS NOT NULL OR status IN ('PENDING_ASSIGNMENT', 'CANCELLED')),
  CONSTRAINT production_assignments_tracking CHECK (tracking_number IS NULL OR carrier IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX active_assignment
  ON production_assignments (order_id) WHERE status NOT IN ('REJECTED', 'CANCELLED');
CREATE INDEX production_assignments_status ON production_assignments (status, created_at, id);
CREATE INDEX production_assignments_workshop ON production_assignments (workshop_id, status) WHERE workshop_id IS NOT NULL;
CREATE INDEX production_assignments_respond ON production_assignments (respond_by) WHERE status = 'NOTIFIED';

-- How the choice looked when it was made: everyone, in order, with the reason of who did not fit.
CREATE TABLE assignment_candidates (
  assignment_id BLOB NOT NULL REFERENCES production_assignments (id),
  rank INTEGER NOT NULL CHECK (rank > 0),
  workshop_id BLOB NOT NULL REFERENCES workshops (id),
  eligible INTEGER NOT NULL CHECK (eligible IN (0, 1)),
  reason_code TEXT,
  facts TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(facts)),
  PRIMARY KEY (assignment_id, rank),
  UNIQUE (assignment_id, workshop_id),
  CONSTRAINT assignment_candidates_reason CHECK (eligible OR reason_code IS NOT NULL)
) STRICT, WITHOUT ROWID;

-- A workshop that refused is never offered that order again.
CREATE TABLE workshop_exclusions (
  order_id BLOB NOT NULL REFERENCES orders (id),
  workshop_id BLOB NOT NULL REFERENCES workshops (id),
  assignment_id BLOB REFERENCES production_assignments (id),
  reason_code TEXT NOT NULL,
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)),
  PRIMARY KEY (order_id, workshop_id)
) STRICT, WITHOUT ROWID;

-- Free = limit − Σ units held; there is no stored counter.
CREATE TABLE capacity_bookings (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  assignment_id BLOB NOT NULL REFERENCES production_assignments (id),
  workshop_id BLOB NOT NULL REFERENCES workshops (id),
  offer_id BLOB REFERENCES workshop_offers (id),
  day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  units INTEGER NOT NULL CHECK (units > 0),
  state TEXT NOT NULL DEFAULT 'HELD' CHECK (state IN ('HELD', 'FREED')),
  override_reason TEXT,
  override_by BLOB REFERENCES operators (id),
  freed_at INTEGER,
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)),
  CONSTRAINT capacity_bookings_freed CHECK ((state = 'FREED') = (freed_at IS NOT NULL))
) STRICT;
CREATE INDEX capacity_bookings_day ON capacity_bookings (workshop_id, day) WHERE state = 'HELD';
CREATE INDEX capacity_bookings_assignment ON capacity_bookings (assignment_id);
