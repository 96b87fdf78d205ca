-- What orders refer to: places, products, shipping rates, our accounts, exchange rates, operators, workshops.
--
-- Conventions of every file: ids are UUIDv7 in 16 bytes (made here when the writer brings none), money is whole
-- cents, rates are decimal text, times are microseconds since 1970 in UTC, days are ISO text, booleans 0 or 1.

CREATE TABLE states (
  code TEXT NOT NULL PRIMARY KEY CHECK (code GLOB 'VE-[A-Z]'),
  name TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

CREATE TABLE cities (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  state_code TEXT NOT NULL REFERENCES states (code),
  name TEXT NOT NULL,
  UNIQUE (state_code, name)
) STRICT;

-- Gran Caracas spans three states, so a zone is a set of cities, not a state.
CREATE TABLE service_zones (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE service_zone_cities (
  zone_id BLOB NOT NULL REFERENCES service_zones (id),
  city_id BLOB NOT NULL REFERENCES cities (id),
  PRIMARY KEY (zone_id, city_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX service_zone_cities_city ON service_zone_cities (city_id);

CREATE TABLE products (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  sku TEXT NOT NULL UNIQUE CHECK (length(trim(sku)) > 0),
  name TEXT NOT NULL CHECK (length(trim(name)) > 0),
  unit_price_amount INTEGER NOT NULL CHECK (unit_price_amount >= 0),
  unit_price_currency TEXT NOT NULL CHECK (unit_price_currency IN ('USD', 'VES', 'USDT')),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER))
) STRICT;

CREATE TABLE shipping_rates (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  method TEXT NOT NULL CHECK (method IN ('PICKUP', 'LOCAL_DELIVERY', 'NATIONAL_SHIPPING')),
  city_id BLOB REFERENCES cities (id),
  state_code TEXT REFERENCES states (code),
  zone_id BLOB REFERENCES service_zones (id),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  currency TEXT NOT NULL CHECK (currency IN ('USD', 'VES', 'USDT')),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)),
  CONSTRAINT shipping_rates_one_scope
    CHECK ((city_id IS NOT NULL) + (state_code IS NOT NULL) + (zone_id IS NOT NULL) = 1)
) STRICT;
CREATE UNIQUE INDEX shipping_rates_city ON shipping_rates (method, city_id) WHERE active AND city_id IS NOT NULL;
CREATE UNIQUE INDEX shipping_rates_state ON shipping_rates (method, state_code) WHERE active AND state_code IS NOT NULL;
CREATE UNIQUE INDEX shipping_rates_zone ON shipping_rates (method, zone_id) WHERE active AND zone_id IS NOT NULL;

-- Ours: where customers send money.
CREATE TABLE bank_accounts (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  alias TEXT NOT NULL UNIQUE CHECK (length(trim(alias)) > 0),
  method TEXT NOT NULL CHECK (method IN ('PAGO_MOVIL', 'BANK_TRANSFER', 'ZELLE', 'BINANCE_PAY', 'CASH')),
  bank_code TEXT CHECK (bank_code GLOB '[0-9][0-9][0-9][0-9]'),
  number TEXT,
  holder_name TEXT NOT NULL CHECK (length(trim(holder_name)) > 0),
  holder_id TEXT,
  phone TEXT,
  email TEXT,
  currency TEXT NOT NULL CHECK (currency IN ('USD', 'VES', 'USDT')),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER))
) STRICT;

-- Bolívares for one dollar; the rate for a day is the one with the smallest value date not before it.
CREATE TABLE exchange_rates (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  value_date TEXT NOT NULL UNIQUE CHECK (value_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  rate TEXT NOT NULL CHECK (rate NOT GLOB '*[^0-9.]*' AND CAST(rate AS REAL) > 0),
  source TEXT NOT NULL,
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER))
) STRICT;

CREATE TABLE workshops (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  name TEXT NOT NULL UNIQUE CHECK (length(trim(name)) > 0),
  state_code TEXT NOT NULL REFERENCES states (code),
  city_id BLOB REFERENCES cities (id),
  address TEXT,
  contact_name TEXT,
  phone TEXT,
  email TEXT,
  rif TEXT,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
  paused_until TEXT CHECK (paused_until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  pause_reason TEXT,
  hosts_pickup INTEGER NOT NULL DEFAULT 0 CHECK (hosts_pickup IN (0, 1)),
  ships_nationally INTEGER NOT NULL DEFAULT 1 CHECK (ships_nationally IN (0, 1)),
  policy TEXT NOT NULL DEFAULT 'ON_READY'
    CHECK (policy IN ('PREPAID', 'DEPOSIT_BALANCE', 'ON_READY', 'ON_DELIVERY', 'WEEKLY_CUT', 'BIWEEKLY_CUT', 'MONTHLY_CUT')),
  deposit_basis_points INTEGER NOT NULL DEFAULT 5000 CHECK (deposit_basis_points BETWEEN 0 AND 10000),
  demands_deposit INTEGER NOT NULL DEFAULT 0 CHECK (demands_deposit IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER))
) STRICT;

CREATE TABLE operators (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  login TEXT NOT NULL UNIQUE CHECK (length(trim(login)) > 0),
  display_name TEXT NOT NULL CHECK (length(trim(display_name)) > 0),
  role TEXT NOT NULL CHECK (role IN ('ADMIN', 'COORDINATOR', 'SUPPORT', 'WORKSHOP')),
  workshop_id BLOB REFERENCES workshops (id),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)),
  CONSTRAINT operators_workshop CHECK ((role = 'WORKSHOP') = (workshop_id IS NOT NULL))
) STRICT;

-- Each command carries an id: the same id again answers the receipt kept here and changes nothing.
CREATE TABLE operations (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  kind TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  actor_role TEXT NOT NULL CHECK (actor_role IN ('ADMIN', 'COORDINATOR', 'SUPPORT', 'WORKSHOP', 'CUSTOMER', 'SYSTEM')),
  actor_id BLOB REFERENCES operators (id),
  order_id BLOB,
  receipt TEXT NOT NULL CHECK (json_valid(receipt)),
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER))
) STRICT;
