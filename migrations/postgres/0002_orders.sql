-- Orders, what was ordered, the quotes that froze their bolívares, and their history.

CREATE TABLE orders (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  number text NOT NULL UNIQUE CHECK (number ~ '^KRFT-[A-Z0-9]{6}$'),
  customer_name text NOT NULL CHECK (length(trim(customer_name)) > 0),
  customer_phone text NOT NULL CHECK (customer_phone ~ '^\+[1-9][0-9]{7,14}$'),
  customer_id_doc text,
  customer_email text,
  delivery_method delivery_method NOT NULL,
  city_id uuid REFERENCES cities (id),
  state_code text REFERENCES states (code),
  address text,
  subtotal_amount numeric(18,2) NOT NULL CHECK (subtotal_amount >= 0),
  shipping_amount numeric(18,2) NOT NULL CHECK (shipping_amount >= 0),
  total_amount numeric(18,2) NOT NULL CHECK (total_amount >= 0),
  currency text NOT NULL CHECK (currency = 'USD'),
  due_amount numeric(18,2) NOT NULL CHECK (due_amount >= 0),
  due_currency text NOT NULL CHECK (due_currency = 'VES'),
  rate numeric(18,8) NOT NULL CHECK (rate > 0),
  quoted_at timestamptz NOT NULL,
  quote_expires_at timestamptz NOT NULL,
  credited_amount numeric(18,2) NOT NULL DEFAULT 0 CHECK (credited_amount >= 0),
  payment_status payment_status NOT NULL DEFAULT 'PENDING',
  on_hold boolean NOT NULL DEFAULT false,
  claim_operator_id uuid REFERENCES operators (id),
  claimed_at timestamptz,
  claim_expires_at timestamptz,
  attempt bigint NOT NULL DEFAULT 0 CHECK (attempt >= 0),
  production_status assignment_status CHECK (production_status NOT IN ('REJECTED', 'CANCELLED')),
  workshop_id uuid REFERENCES workshops (id),
  version bigint NOT NULL DEFAULT 0,
  event_seq bigint NOT NULL DEFAULT 0,
  placed_at timestamptz NOT NULL,
  last_event_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT orders_total CHECK (total_amount = subtotal_amount + shipping_amount),
  CONSTRAINT orders_destination
    CHECK (delivery_method = 'PICKUP' OR (state_code IS NOT NULL AND address IS NOT NULL)),
  CONSTRAINT orders_quote_lasts CHECK (quote_expires_at >= quoted_at),
  CONSTRAINT orders_claim_whole
    CHECK ((claim_operator_id IS NULL) = (claimed_at IS NULL) AND (claim_operator_id IS NULL) = (claim_expires_at IS NULL)),
  CONSTRAINT orders_claim_under_review CHECK (claim_operator_id IS NULL OR payment_status = 'UNDER_REVIEW')
);
CREATE INDEX orders_placed ON orders (placed_at, id);
CREATE INDEX orders_last_event ON orders (last_event_at, id);
CREATE INDEX orders_status ON orders (payment_status, last_event_at, id);
CREATE INDEX orders_phone ON orders (customer_phone);
CREATE INDEX orders_id_doc ON orders (customer_id_doc) WHERE customer_id_doc IS NOT NULL;
CREATE INDEX orders_claim ON orders (claim_operator_id, claim_expires_at) WHERE claim_operator_id IS NOT NULL;

CREATE TABLE order_items (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  order_id uuid NOT NULL REFERENCES orders (id),
  product_id uuid NOT NULL REFERENCES products (id),
  name text NOT NULL,
  quantity bigint NOT NULL CHECK (quantity > 0),
  unit_price_amount numeric(18,2) NOT NULL CHECK (unit_price_amount >= 0),
  currency text NOT NULL CHECK (currency = 'USD'),
  line_amount numeric(18,2) NOT NULL,
  CONSTRAINT order_items_line CHECK (line_amount = quantity * unit_price_amount)
);
CREATE INDEX order_items_order ON order_items (order_id);

-- A quote freezes the bolívares of a total (or, after a part payment, of the balance). The newest is on the order too.
CREATE TABLE order_quotes (
  order_id uuid NOT NULL REFERENCES orders (id),
  seq bigint NOT NULL CHECK (seq > 0),
  total_amount numeric(18,2) NOT NULL CHECK (total_amount >= 0),
  currency text NOT NULL CHECK (currency = 'USD'),
  due_amount numeric(18,2) NOT NULL CHECK (due_amount >= 0),
  due_currency text NOT NULL CHECK (due_currency = 'VES'),
  rate numeric(18,8) NOT NULL CHECK (rate > 0),
  quoted_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (order_id, seq),
  CONSTRAINT order_quotes_lasts CHECK (expires_at >= quoted_at)
);

-- The write path of both statuses: an event is checked and applied by the triggers of 0006, never the other way round.
CREATE TABLE order_events (
  order_id uuid NOT NULL REFERENCES orders (id),
  seq bigint NOT NULL CHECK (seq > 0),
  at timestamptz NOT NULL,
  lane text NOT NULL CHECK (lane IN ('PAYMENT', 'PRODUCTION', 'NOTE')),
  edge text NOT NULL CHECK (edge ~ '^[A-Z]'),
  from_status text,
  to_status text,
  assignment_id uuid,
  submission_id uuid,
  refund_id uuid,
  actor_role text NOT NULL CHECK (actor_role IN ('ADMIN', 'COORDINATOR', 'SUPPORT', 'WORKSHOP', 'CUSTOMER', 'SYSTEM')),
  actor_id uuid REFERENCES operators (id),
  actor_name text NOT NULL,
  reason_code text,
  text text,
  internal boolean NOT NULL DEFAULT false,
  data jsonb NOT NULL DEFAULT '{}',
  operation_id uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (order_id, seq),
  CONSTRAINT order_events_lane CHECK (
    CASE lane
      WHEN 'NOTE' THEN from_status IS NULL AND to_status IS NULL
      WHEN 'PAYMENT' THEN to_status IS NOT NULL AND assignment_id IS NULL
      ELSE to_status IS NOT NULL AND assignment_id IS NOT NULL
    END)
);
CREATE INDEX order_events_assignment ON order_events (assignment_id, seq) WHERE assignment_id IS NOT NULL;

-- Messages to send, written with the change they tell of. Sending is another program's work.
CREATE TABLE notifications (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  order_id uuid REFERENCES orders (id),
  event_seq bigint,
  kind text NOT NULL,
  recipient_kind text NOT NULL CHECK (recipient_kind IN ('CUSTOMER', 'ADMINS', 'WORKSHOP')),
  recipient text,
  channel text NOT NULL,
  template text NOT NULL,
  data jsonb NOT NULL DEFAULT '{}',
  unique_key text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  sent_at timestamptz,
  attempts bigint NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  last_error text
);
CREATE INDEX notifications_unsent ON notifications (created_at, id) WHERE sent_at IS NULL;
CREATE INDEX notifications_order ON notifications (order_id) WHERE order_id IS NOT NULL;
