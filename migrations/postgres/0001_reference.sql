-- What orders refer to: places, products, shipping rates, our accounts, exchange rates, operators, workshops.
--
-- Conventions of every file: ids are UUIDv7 (made here when the writer brings none), money is NUMERIC(18,2) and never
-- without a currency, times are TIMESTAMPTZ, `created_at` is stamped by triggers (0006) whatever the writer sends.

CREATE FUNCTION uuid_v7() RETURNS uuid
LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
  SELECT encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
        PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
      52, 1), 53, 1), 'hex')::uuid
$$;

CREATE TYPE delivery_method AS ENUM ('PICKUP', 'LOCAL_DELIVERY', 'NATIONAL_SHIPPING');
CREATE TYPE payment_method AS ENUM ('PAGO_MOVIL', 'BANK_TRANSFER', 'ZELLE', 'BINANCE_PAY', 'CASH');
CREATE TYPE payment_status AS ENUM
  ('PENDING', 'REPORTED', 'UNDER_REVIEW', 'CONFIRMED', 'REJECTED', 'CANCELLED', 'REFUND_PENDING', 'REFUNDED');
CREATE TYPE assignment_status AS ENUM
  ('PENDING_ASSIGNMENT', 'NOTIFIED', 'ACCEPTED', 'IN_PRODUCTION', 'READY', 'HANDED_TO_DELIVERY', 'COMPLETED', 'CANCELLED', 'REJECTED');
CREATE TYPE payment_policy AS ENUM
  ('PREPAID', 'DEPOSIT_BALANCE', 'ON_READY', 'ON_DELIVERY', 'WEEKLY_CUT', 'BIWEEKLY_CUT', 'MONTHLY_CUT');

CREATE TABLE states (
  code text NOT NULL PRIMARY KEY CHECK (code ~ '^VE-[A-Z]$'),
  name text NOT NULL UNIQUE
);

CREATE TABLE cities (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  state_code text NOT NULL REFERENCES states (code),
  name text NOT NULL,
  UNIQUE (state_code, name)
);

-- Gran Caracas spans three states, so a zone is a set of cities, not a state.
CREATE TABLE service_zones (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  name text NOT NULL UNIQUE
);

CREATE TABLE service_zone_cities (
  zone_id uuid NOT NULL REFERENCES service_zones (id),
  city_id uuid NOT NULL REFERENCES cities (id),
  PRIMARY KEY (zone_id, city_id)
);
CREATE INDEX service_zone_cities_city ON service_zone_cities (city_id);

CREATE TABLE products (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  sku text NOT NULL UNIQUE CHECK (length(trim(sku)) > 0),
  name text NOT NULL CHECK (length(trim(name)) > 0),
  unit_price_amount numeric(18,2) NOT NULL CHECK (unit_price_amount >= 0),
  unit_price_currency text NOT NULL CHECK (unit_price_currency IN ('USD', 'VES', 'USDT')),
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE shipping_rates (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  method delivery_method NOT NULL,
  city_id uuid REFERENCES cities (id),
  state_code text REFERENCES states (code),
  zone_id uuid REFERENCES service_zones (id),
  amount numeric(18,2) NOT NULL CHECK (amount >= 0),
  currency text NOT NULL CHECK (currency IN ('USD', 'VES', 'USDT')),
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT shipping_rates_one_scope
    CHECK (num_nonnulls(city_id, state_code, zone_id) = 1)
);
CREATE UNIQUE INDEX shipping_rates_city ON shipping_rates (method, city_id) WHERE active AND city_id IS NOT NULL;
CREATE UNIQUE INDEX shipping_rates_state ON shipping_rates (method, state_code) WHERE active AND state_code IS NOT NULL;
CREATE UNIQUE INDEX shipping_rates_zone ON shipping_rates (method, zone_id) WHERE active AND zone_id IS NOT NULL;

-- Ours: where customers send money.
CREATE TABLE bank_accounts (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  alias text NOT NULL UNIQUE CHECK (length(trim(alias)) > 0),
  method payment_method NOT NULL,
  bank_code text CHECK (bank_code ~ '^[0-9]{4}$'),
  number text,
  holder_name text NOT NULL CHECK (length(trim(holder_name)) > 0),
  holder_id text,
  phone text,
  email text,
  currency text NOT NULL CHECK (currency IN ('USD', 'VES', 'USDT')),
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Bolívares for one dollar; the rate for a day is the one with the smallest value date not before it.
CREATE TABLE exchange_rates (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  value_date date NOT NULL UNIQUE,
  rate numeric(18,8) NOT NULL CHECK (rate > 0),
  source text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE workshops (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  name text NOT NULL UNIQUE CHECK (length(trim(name)) > 0),
  state_code text NOT NULL REFERENCES states (code),
  city_id uuid REFERENCES cities (id),
  address text,
  contact_name text,
  phone text,
  email text,
  rif text,
  active boolean NOT NULL DEFAULT true,
  paused boolean NOT NULL DEFAULT false,
  paused_until date,
  pause_reason text,
  hosts_pickup boolean NOT NULL DEFAULT false,
  ships_nationally boolean NOT NULL DEFAULT true,
  policy payment_policy NOT NULL DEFAULT 'ON_READY',
  deposit_basis_points bigint NOT NULL DEFAULT 5000 CHECK (deposit_basis_points BETWEEN 0 AND 10000),
  demands_deposit boolean NOT NULL DEFAULT false,
  version bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE operators (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  login text NOT NULL UNIQUE CHECK (length(trim(login)) > 0),
  display_name text NOT NULL CHECK (length(trim(display_name)) > 0),
  role text NOT NULL CHECK (role IN ('ADMIN', 'COORDINATOR', 'SUPPORT', 'WORKSHOP')),
  workshop_id uuid REFERENCES workshops (id),
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT operators_workshop CHECK ((role = 'WORKSHOP') = (workshop_id IS NOT NULL))
);

-- Each command carries an id: the same id again answers the receipt kept here and changes nothing.
CREATE TABLE operations (
  id uuid NOT NULL PRIMARY KEY,
  kind text NOT NULL,
  fingerprint text NOT NULL,
  actor_role text NOT NULL CHECK (actor_role IN ('ADMIN', 'COORDINATOR', 'SUPPORT', 'WORKSHOP', 'CUSTOMER', 'SYSTEM')),
  actor_id uuid REFERENCES operators (id),
  order_id uuid,
  receipt jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
