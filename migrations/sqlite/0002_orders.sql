-- Orders, what was ordered, the quotes that froze their bolívares, and their history.
-- `rowno` exists so that the name index (0007) survives VACUUM; nothing else uses it.

CREATE TABLE orders (
  rowno INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2))) CHECK (length(id) = 16),
  number TEXT NOT NULL UNIQUE
    CHECK (number GLOB 'KRFT-[A-Z0-9][A-Z0-9][A-Z0-9][A-Z0-9][A-Z0-9][A-Z0-9]'),
  customer_name TEXT NOT NULL CHECK (length(trim(customer_name)) > 0),
  customer_phone TEXT NOT NULL
    CHECK (customer_phone GLOB '+[1-9]*' AND substr(customer_phone, 2) NOT GLOB '*[^0-9]*' AND length(customer_phone) BETWEEN 9 AND 16),
  customer_id_doc TEXT,
  customer_email TEXT,
  delivery_method TEXT NOT NULL CHECK (delivery_method IN ('PICKUP', 'LOCAL_DELIVERY', 'NATIONAL_SHIPPING')),
  city_id BLOB REFERENCES cities (id),
  state_code TEXT REFERENCES states (code),
  address TEXT,
  subtotal_amount INTEGER NOT NULL CHECK (subtotal_amount >= 0),
  shipping_amount INTEGER NOT NULL CHECK (shipping_amount >= 0),
  total_amount INTEGER NOT NULL CHECK (total_amount >= 0),
  currency TEXT NOT NULL CHECK (currency = 'USD'),
  due_amount INTEGER NOT NULL CHECK (due_amount >= 0),
  due_currency TEXT NOT NULL CHECK (due_currency = 'VES'),
  rate TEXT NOT NULL CHECK (rate NOT GLOB '*[^0-9.]*' AND CAST(rate AS REAL) > 0),
  quoted_at INTEGER NOT NULL,
  quote_expires_at INTEGER NOT NULL,
  credited_amount INTEGER NOT NULL DEFAULT 0 CHECK (credited_amount >= 0),
  payment_status TEXT NOT NULL DEFAULT 'PENDING'
    CHECK (payment_status IN ('PENDING', 'REPORTED', 'UNDER_REVIEW', 'CONFIRMED', 'REJECTED', 'CANCELLED', 'REFUND_PENDING', 'REFUNDED')),
  on_hold INTEGER NOT NULL DEFAULT 0 CHECK (on_hold IN (0, 1)),
  claim_operator_id BLOB REFERENCES operators (id),
  claimed_at INTEGER,
  claim_expires_at INTEGER,
  attempt INTEGER NOT NULL DEFAULT 0 CHECK (attempt >= 0),
  production_status TEXT
    CHECK (production_status IN ('PENDING_ASSIGNMENT', 'NOTIFIED', 'ACCEPTED', 'IN_PRODUCTION', 'READY', 'HANDED_TO_DELIVERY', 'COMPLETED')),
  workshop_id BLOB REFERENCES workshops (id),
  version INTEGER NOT NULL DEFAULT 0,
  event_seq INTEGER NOT NULL DEFAULT 0,
  placed_at INTEGER NOT NULL,
  last_event_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)),
  CONSTRAINT orders_total CHECK (total_amount = subtotal_amount + shipping_amount),
  CONSTRAINT orders_destination
    CHECK (delivery_method = 'PICKUP' OR (state_code IS NOT NULL AND address IS NOT NULL)),
  CONSTRAINT orders_quote_lasts CHECK (quote_expires_at >= quoted_at),
  CONSTRAINT orders_claim_whole
    CHECK ((claim_operator_id IS NULL) = (claimed_at IS NULL) AND (claim_operator_id IS NULL) = (claim_expires_at IS NULL)),
  CONSTRAINT orders_claim_under_review CHECK (claim_operator_id IS NULL OR payment_status = 'UNDER_REVIEW')
) STRICT;
CREATE INDEX orders_placed ON orders (placed_at, id);
CREATE INDEX orders_last_event ON orders (last_event_at, id);
CREATE INDEX orders_status ON orders (payment_status, last_event_at, id);
CREATE INDEX orders_phone ON orders (customer_phone);
CREATE INDEX orders_id_doc ON orders (customer_id_doc) WHERE customer_id_doc IS NOT NULL;
CREATE INDEX orders_claim ON orders (claim_operator_id, claim_expires_at) WHERE claim_operator_id IS NOT NULL;

CREATE TABLE order_items (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  order_id BLOB NOT NULL REFERENCES orders (id),
  product_id BLOB NOT NULL REFERENCES products (id),
  name TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  unit_price_amount INTEGER NOT NULL CHECK (unit_price_amount >= 0),
  currency TEXT NOT NULL CHECK (currency = 'USD'),
  line_amount INTEGER NOT NULL,
  CONSTRAINT order_items_line CHECK (line_amount = quantity * unit_price_amount)
) STRICT;
CREATE INDEX order_items_order ON order_items (order_id);

-- A quote freezes the bolívares of a total (or, after a part payment, of the balance). The newest is on the order too.
CREATE TABLE order_quotes (
  order_id BLOB NOT NULL REFERENCES orders (id),
  seq INTEGER NOT NULL CHECK (seq > 0),
  total_amount INTEGER NOT NULL CHECK (total_amount >= 0),
  currency TEXT NOT NULL CHECK (currency = 'USD'),
  due_amount INTEGER NOT NULL CHECK (due_amount >= 0),
  due_currency TEXT NOT NULL CHECK (due_currency = 'VES'),
  rate TEXT NOT NULL CHECK (rate NOT GLOB '*[^0-9.]*' AND CAST(rate AS REAL) > 0),
  quoted_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (order_id, seq),
  CONSTRAINT order_quotes_lasts CHECK (expires_at >= quoted_at)
) STRICT, WITHOUT ROWID;

-- The write path of both statuses: an event is checked and applied by the triggers of 0006, never the other way round.
CREATE TABLE order_events (
  order_id BLOB NOT NULL REFERENCES orders (id),
  seq INTEGER NOT NULL CHECK (seq > 0),
  at INTEGER NOT NULL,
  lane TEXT NOT NULL CHECK (lane IN ('PAYMENT', 'PRODUCTION', 'NOTE')),
  edge TEXT NOT NULL CHECK (edge GLOB '[A-Z]*'),
  from_status TEXT,
  to_status TEXT,
  assignment_id BLOB REFERENCES production_assignments (id),
  submission_id BLOB REFERENCES payment_submissions (id),
  refund_id BLOB REFERENCES refunds (id),
  actor_role TEXT NOT NULL CHECK (actor_role IN ('ADMIN', 'COORDINATOR', 'SUPPORT', 'WORKSHOP', 'CUSTOMER', 'SYSTEM')),
  actor_id BLOB REFERENCES operators (id),
  actor_name TEXT NOT NULL,
  reason_code TEXT,
  text TEXT,
  internal INTEGER NOT NULL DEFAULT 0 CHECK (internal IN (0, 1)),
  data TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(data)),
  operation_id BLOB CHECK (length(operation_id) = 16),
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)),
  PRIMARY KEY (order_id, seq),
  CONSTRAINT order_events_lane CHECK (
    CASE lane
      WHEN 'NOTE' THEN from_status IS NULL AND to_status IS NULL
      WHEN 'PAYMENT' THEN to_status IS NOT NULL AND assignment_id IS NULL
      ELSE to_status IS NOT NULL AND assignment_id IS NOT NULL
    END)
) STRICT, WITHOUT ROWID;
CREATE INDEX order_events_assignment ON order_events (assignment_id, seq) WHERE assignment_id IS NOT NULL;

-- Messages to send, written with the change they tell of. Sending is another program's work.
CREATE TABLE notifications (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  order_id BLOB REFERENCES orders (id),
  event_seq INTEGER,
  kind TEXT NOT NULL,
  recipient_kind TEXT NOT NULL CHECK (recipient_kind IN ('CUSTOMER', 'ADMINS', 'WORKSHOP')),
  recipient TEXT,
  channel TEXT NOT NULL,
  template TEXT NOT NULL,
  data TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(data)),
  unique_key TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)),
  sent_at INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  last_error TEXT
) STRICT;
CREATE INDEX notifications_unsent ON notifications (created_at, id) WHERE sent_at IS NULL;
CREATE INDEX notifications_order ON notifications (order_id) WHERE order_id IS NOT NULL;
