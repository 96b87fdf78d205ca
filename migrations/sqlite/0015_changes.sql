-- Who changed what orders refer to, when, and how it was before and after: a row a change, written by the database itself,
-- whoever writes. A command of the program names the person for its transaction in acting_person; without that the change
-- came from outside the program. Ids are lower hex in the documents.

CREATE TABLE master_changes (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  table_name TEXT NOT NULL,
  -- The row's key; of several columns, parted by a slash.
  row_id TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('PROGRAM', 'OUTSIDE')),
  actor_role TEXT CHECK (actor_role IN ('ADMIN', 'COORDINATOR', 'SUPPORT', 'WORKSHOP', 'CUSTOMER', 'SYSTEM')),
  actor_id BLOB,
  actor_name TEXT,
  -- The database's own login, where there is one.
  login TEXT,
  operation_id BLOB,
  old TEXT CHECK (json_valid(old)),
  new TEXT CHECK (json_valid(new)),
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)),
  CHECK ((origin = 'PROGRAM') = (actor_role IS NOT NULL)),
  CHECK (old IS NOT NULL OR new IS NOT NULL)
) STRICT;
CREATE INDEX master_changes_row ON master_changes (table_name, row_id, id);

CREATE TRIGGER master_changes_kept BEFORE DELETE ON master_changes
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of master_changes are never deleted.'); END;
CREATE TRIGGER master_changes_unedited BEFORE UPDATE ON master_changes
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of master_changes are never edited.'); END;
CREATE TRIGGER master_changes_unreplaced BEFORE INSERT ON master_changes
WHEN EXISTS (SELECT 1 FROM master_changes WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of master_changes are never replaced.'); END;
CREATE TRIGGER master_changes_stamped BEFORE INSERT ON master_changes
WHEN abs(NEW.created_at - CAST(unixepoch('subsec') * 1000000 AS INTEGER)) > 60000000
BEGIN SELECT RAISE(ABORT, 'krafta:created-at The database stamps created_at; leave it out.'); END;

-- Whose command is at work: one row while its transaction lasts, none otherwise.
CREATE TABLE acting_person (
  one INTEGER NOT NULL PRIMARY KEY DEFAULT 1 CHECK (one = 1),
  role TEXT NOT NULL,
  operator_id BLOB,
  name TEXT NOT NULL,
  operation_id BLOB
) STRICT;

CREATE VIEW acting AS
SELECT CASE WHEN p.one IS NULL THEN 'OUTSIDE' ELSE 'PROGRAM' END AS origin, p.role, p.operator_id, p.name, p.operation_id
FROM (SELECT 1) LEFT JOIN acting_person p ON true;

CREATE TRIGGER products_added AFTER INSERT ON products BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'products', lower(hex(NEW.id)),
    json_object('id', lower(hex(NEW.id)), 'sku', NEW.sku, 'name', NEW.name, 'unit_price_amount', NEW.unit_price_amount,
    'unit_price_currency', NEW.unit_price_currency, 'active', NEW.active, 'created_at', NEW.created_at)
  FROM acting a;
END;
CREATE TRIGGER products_changed AFTER UPDATE ON products BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'products', lower(hex(NEW.id)), c.old, c.new
  FROM acting a, (SELECT
    json_object('id', lower(hex(OLD.id)), 'sku', OLD.sku, 'name', OLD.name, 'unit_price_amount', OLD.unit_price_amount,
    'unit_price_currency', OLD.unit_price_currency, 'active', OLD.active, 'created_at', OLD.created_at) AS old,
    json_object('id', lower(hex(NEW.id)), 'sku', NEW.sku, 'name', NEW.name, 'unit_price_amount', NEW.unit_price_amount,
    'unit_price_currency', NEW.unit_price_currency, 'active', NEW.active, 'created_at', NEW.created_at) AS new) c
  WHERE c.old <> c.new;
END;
CREATE TRIGGER products_removed AFTER DELETE ON products BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'products', lower(hex(OLD.id)),
    json_object('id', lower(hex(OLD.id)), 'sku', OLD.sku, 'name', OLD.name, 'unit_price_amount', OLD.unit_price_amount,
    'unit_price_currency', OLD.unit_price_currency, 'active', OLD.active, 'created_at', OLD.created_at)
  FROM acting a;
END;

CREATE TRIGGER exchange_rates_added AFTER INSERT ON exchange_rates BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'exchange_rates', lower(hex(NEW.id)),
    json_object('id', lower(hex(NEW.id)), 'value_date', NEW.value_date, 'rate', NEW.rate, 'source', NEW.source,
    'created_at', NEW.created_at)
  FROM acting a;
END;
CREATE TRIGGER exchange_rates_changed AFTER UPDATE ON exchange_rates BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'exchange_rates', lower(hex(NEW.id)), c.old, c.new
  FROM acting a, (SELECT
    json_object('id', lower(hex(OLD.id)), 'value_date', OLD.value_date, 'rate', OLD.rate, 'source', OLD.source,
    'created_at', OLD.created_at) AS old,
    json_object('id', lower(hex(NEW.id)), 'value_date', NEW.value_date, 'rate', NEW.rate, 'source', NEW.source,
    'created_at', NEW.created_at) AS new) c
  WHERE c.old <> c.new;
END;
CREATE TRIGGER exchange_rates_removed AFTER DELETE ON exchange_rates BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'exchange_rates', lower(hex(OLD.id)),
    json_object('id', lower(hex(OLD.id)), 'value_date', OLD.value_date, 'rate', OLD.rate, 'source', OLD.source,
    'created_at', OLD.created_at)
  FROM acting a;
END;

CREATE TRIGGER shipping_rates_added AFTER INSERT ON shipping_rates BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'shipping_rates', lower(hex(NEW.id)),
    json_object('id', lower(hex(NEW.id)), 'method', NEW.method, 'city_id', nullif(lower(hex(NEW.city_id)), ''),
    'state_code', NEW.state_code, 'zone_id', nullif(lower(hex(NEW.zone_id)), ''), 'amount', NEW.amount,
    'currency', NEW.currency, 'active', NEW.active, 'created_at', NEW.created_at)
  FROM acting a;
END;
CREATE TRIGGER shipping_rates_changed AFTER UPDATE ON shipping_rates BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'shipping_rates', lower(hex(NEW.id)), c.old, c.new
  FROM acting a, (SELECT
    json_object('id', lower(hex(OLD.id)), 'method', OLD.method, 'city_id', nullif(lower(hex(OLD.city_id)), ''),
    'state_code', OLD.state_code, 'zone_id', nullif(lower(hex(OLD.zone_id)), ''), 'amount', OLD.amount,
    'currency', OLD.currency, 'active', OLD.active, 'created_at', OLD.created_at) AS old,
    json_object('id', lower(hex(NEW.id)), 'method', NEW.method, 'city_id', nullif(lower(hex(NEW.city_id)), ''),
    'state_code', NEW.state_code, 'zone_id', nullif(lower(hex(NEW.zone_id)), ''), 'amount', NEW.amount,
    'currency', NEW.currency, 'active', NEW.active, 'created_at', NEW.created_at) AS new) c
  WHERE c.old <> c.new;
END;
CREATE TRIGGER shipping_rates_removed AFTER DELETE ON shipping_rates BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'shipping_rates', lower(hex(OLD.id)),
    json_object('id', lower(hex(OLD.id)), 'method', OLD.method, 'city_id', nullif(lower(hex(OLD.city_id)), ''),
    'state_code', OLD.state_code, 'zone_id', nullif(lower(hex(OLD.zone_id)), ''), 'amount', OLD.amount,
    'currency', OLD.currency, 'active', OLD.active, 'created_at', OLD.created_at)
  FROM acting a;
END;

CREATE TRIGGER bank_accounts_added AFTER INSERT ON bank_accounts BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'bank_accounts', lower(hex(NEW.id)),
    json_object('id', lower(hex(NEW.id)), 'alias', NEW.alias, 'method', NEW.method, 'bank_code', NEW.bank_code,
    'number', NEW.number, 'holder_name', NEW.holder_name, 'holder_id', NEW.holder_id, 'phone', NEW.phone,
    'email', NEW.email, 'currency', NEW.currency, 'active', NEW.active, 'created_at', NEW.created_at)
  FROM acting a;
END;
CREATE TRIGGER bank_accounts_changed AFTER UPDATE ON bank_accounts BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'bank_accounts', lower(hex(NEW.id)), c.old, c.new
  FROM acting a, (SELECT
    json_object('id', lower(hex(OLD.id)), 'alias', OLD.alias, 'method', OLD.method, 'bank_code', OLD.bank_code,
    'number', OLD.number, 'holder_name', OLD.holder_name, 'holder_id', OLD.holder_id, 'phone', OLD.phone,
    'email', OLD.email, 'currency', OLD.currency, 'active', OLD.active, 'created_at', OLD.created_at) AS old,
    json_object('id', lower(hex(NEW.id)), 'alias', NEW.alias, 'method', NEW.method, 'bank_code', NEW.bank_code,
    'number', NEW.number, 'holder_name', NEW.holder_name, 'holder_id', NEW.holder_id, 'phone', NEW.phone,
    'email', NEW.email, 'currency', NEW.currency, 'active', NEW.active, 'created_at', NEW.created_at) AS new) c
  WHERE c.old <> c.new;
END;
CREATE TRIGGER bank_accounts_removed AFTER DELETE ON bank_accounts BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'bank_accounts', lower(hex(OLD.id)),
    json_object('id', lower(hex(OLD.id)), 'alias', OLD.alias, 'method', OLD.method, 'bank_code', OLD.bank_code,
    'number', OLD.number, 'holder_name', OLD.holder_name, 'holder_id', OLD.holder_id, 'phone', OLD.phone,
    'email', OLD.email, 'currency', OLD.currency, 'active', OLD.active, 'created_at', OLD.created_at)
  FROM acting a;
END;

CREATE TRIGGER operators_added AFTER INSERT ON operators BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'operators', lower(hex(NEW.id)),
    json_object('id', lower(hex(NEW.id)), 'login', NEW.login, 'display_name', NEW.display_name, 'role', NEW.role,
    'workshop_id', nullif(lower(hex(NEW.workshop_id)), ''), 'active', NEW.active,
    'created_at', NEW.created_at)
  FROM acting a;
END;
CREATE TRIGGER operators_changed AFTER UPDATE ON operators BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'operators', lower(hex(NEW.id)), c.old, c.new
  FROM acting a, (SELECT
    json_object('id', lower(hex(OLD.id)), 'login', OLD.login, 'display_name', OLD.display_name, 'role', OLD.role,
    'workshop_id', nullif(lower(hex(OLD.workshop_id)), ''), 'active', OLD.active,
    'created_at', OLD.created_at) AS old,
    json_object('id', lower(hex(NEW.id)), 'login', NEW.login, 'display_name', NEW.display_name, 'role', NEW.role,
    'workshop_id', nullif(lower(hex(NEW.workshop_id)), ''), 'active', NEW.active,
    'created_at', NEW.created_at) AS new) c
  WHERE c.old <> c.new;
END;
CREATE TRIGGER operators_removed AFTER DELETE ON operators BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'operators', lower(hex(OLD.id)),
    json_object('id', lower(hex(OLD.id)), 'login', OLD.login, 'display_name', OLD.display_name, 'role', OLD.role,
    'workshop_id', nullif(lower(hex(OLD.workshop_id)), ''), 'active', OLD.active,
    'created_at', OLD.created_at)
  FROM acting a;
END;

CREATE TRIGGER workshops_added AFTER INSERT ON workshops BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'workshops', lower(hex(NEW.id)),
    json_object('id', lower(hex(NEW.id)), 'name', NEW.name, 'state_code', NEW.state_code,
    'city_id', nullif(lower(hex(NEW.city_id)), ''), 'address', NEW.address, 'contact_name', NEW.contact_name,
    'phone', NEW.phone, 'email', NEW.email, 'rif', NEW.rif, 'active', NEW.active, 'paused', NEW.paused,
    'paused_until', NEW.paused_until, 'pause_reason', NEW.pause_reason, 'hosts_pickup', NEW.hosts_pickup,
    'ships_nationally', NEW.ships_nationally, 'policy', NEW.policy,
    'deposit_basis_points', NEW.deposit_basis_points, 'demands_deposit', NEW.demands_deposit,
    'version', NEW.version, 'created_at', NEW.created_at, 'payee_method', NEW.payee_method,
    'payee_bank_code', NEW.payee_bank_code, 'payee_account', NEW.payee_account, 'payee_name', NEW.payee_name,
    'payee_id_doc', NEW.payee_id_doc)
  FROM acting a;
END;
CREATE TRIGGER workshops_changed AFTER UPDATE ON workshops BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'workshops', lower(hex(NEW.id)), c.old, c.new
  FROM acting a, (SELECT
    json_object('id', lower(hex(OLD.id)), 'name', OLD.name, 'state_code', OLD.state_code,
    'city_id', nullif(lower(hex(OLD.city_id)), ''), 'address', OLD.address, 'contact_name', OLD.contact_name,
    'phone', OLD.phone, 'email', OLD.email, 'rif', OLD.rif, 'active', OLD.active, 'paused', OLD.paused,
    'paused_until', OLD.paused_until, 'pause_reason', OLD.pause_reason, 'hosts_pickup', OLD.hosts_pickup,
    'ships_nationally', OLD.ships_nationally, 'policy', OLD.policy,
    'deposit_basis_points', OLD.deposit_basis_points, 'demands_deposit', OLD.demands_deposit,
    'version', OLD.version, 'created_at', OLD.created_at, 'payee_method', OLD.payee_method,
    'payee_bank_code', OLD.payee_bank_code, 'payee_account', OLD.payee_account, 'payee_name', OLD.payee_name,
    'payee_id_doc', OLD.payee_id_doc) AS old,
    json_object('id', lower(hex(NEW.id)), 'name', NEW.name, 'state_code', NEW.state_code,
    'city_id', nullif(lower(hex(NEW.city_id)), ''), 'address', NEW.address, 'contact_name', NEW.contact_name,
    'phone', NEW.phone, 'email', NEW.email, 'rif', NEW.rif, 'active', NEW.active, 'paused', NEW.paused,
    'paused_until', NEW.paused_until, 'pause_reason', NEW.pause_reason, 'hosts_pickup', NEW.hosts_pickup,
    'ships_nationally', NEW.ships_nationally, 'policy', NEW.policy,
    'deposit_basis_points', NEW.deposit_basis_points, 'demands_deposit', NEW.demands_deposit,
    'version', NEW.version, 'created_at', NEW.created_at, 'payee_method', NEW.payee_method,
    'payee_bank_code', NEW.payee_bank_code, 'payee_account', NEW.payee_account, 'payee_name', NEW.payee_name,
    'payee_id_doc', NEW.payee_id_doc) AS new) c
  WHERE c.old <> c.new;
END;
CREATE TRIGGER workshops_removed AFTER DELETE ON workshops BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'workshops', lower(hex(OLD.id)),
    json_object('id', lower(hex(OLD.id)), 'name', OLD.name, 'state_code', OLD.state_code,
    'city_id', nullif(lower(hex(OLD.city_id)), ''), 'address', OLD.address, 'contact_name', OLD.contact_name,
    'phone', OLD.phone, 'email', OLD.email, 'rif', OLD.rif, 'active', OLD.active, 'paused', OLD.paused,
    'paused_until', OLD.paused_until, 'pause_reason', OLD.pause_reason, 'hosts_pickup', OLD.hosts_pickup,
    'ships_nationally', OLD.ships_nationally, 'policy', OLD.policy,
    'deposit_basis_points', OLD.deposit_basis_points, 'demands_deposit', OLD.demands_deposit,
    'version', OLD.version, 'created_at', OLD.created_at, 'payee_method', OLD.payee_method,
    'payee_bank_code', OLD.payee_bank_code, 'payee_account', OLD.payee_account, 'payee_name', OLD.payee_name,
    'payee_id_doc', OLD.payee_id_doc)
  FROM acting a;
END;

CREATE TRIGGER workshop_offers_added AFTER INSERT ON workshop_offers BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'workshop_offers', lower(hex(NEW.id)),
    json_object('id', lower(hex(NEW.id)), 'workshop_id', lower(hex(NEW.workshop_id)),
    'product_id', lower(hex(NEW.product_id)), 'unit_cost_amount', NEW.unit_cost_amount,
    'currency', NEW.currency, 'capacity_units', NEW.capacity_units, 'lead_days', NEW.lead_days,
    'daily_limit', NEW.daily_limit, 'active', NEW.active, 'created_at', NEW.created_at,
    'min_quantity', NEW.min_quantity, 'max_quantity', NEW.max_quantity, 'valid_from', NEW.valid_from,
    'valid_to', NEW.valid_to)
  FROM acting a;
END;
CREATE TRIGGER workshop_offers_changed AFTER UPDATE ON workshop_offers BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'workshop_offers', lower(hex(NEW.id)), c.old, c.new
  FROM acting a, (SELECT
    json_object('id', lower(hex(OLD.id)), 'workshop_id', lower(hex(OLD.workshop_id)),
    'product_id', lower(hex(OLD.product_id)), 'unit_cost_amount', OLD.unit_cost_amount,
    'currency', OLD.currency, 'capacity_units', OLD.capacity_units, 'lead_days', OLD.lead_days,
    'daily_limit', OLD.daily_limit, 'active', OLD.active, 'created_at', OLD.created_at,
    'min_quantity', OLD.min_quantity, 'max_quantity', OLD.max_quantity, 'valid_from', OLD.valid_from,
    'valid_to', OLD.valid_to) AS old,
    json_object('id', lower(hex(NEW.id)), 'workshop_id', lower(hex(NEW.workshop_id)),
    'product_id', lower(hex(NEW.product_id)), 'unit_cost_amount', NEW.unit_cost_amount,
    'currency', NEW.currency, 'capacity_units', NEW.capacity_units, 'lead_days', NEW.lead_days,
    'daily_limit', NEW.daily_limit, 'active', NEW.active, 'created_at', NEW.created_at,
    'min_quantity', NEW.min_quantity, 'max_quantity', NEW.max_quantity, 'valid_from', NEW.valid_from,
    'valid_to', NEW.valid_to) AS new) c
  WHERE c.old <> c.new;
END;
CREATE TRIGGER workshop_offers_removed AFTER DELETE ON workshop_offers BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'workshop_offers', lower(hex(OLD.id)),
    json_object('id', lower(hex(OLD.id)), 'workshop_id', lower(hex(OLD.workshop_id)),
    'product_id', lower(hex(OLD.product_id)), 'unit_cost_amount', OLD.unit_cost_amount,
    'currency', OLD.currency, 'capacity_units', OLD.capacity_units, 'lead_days', OLD.lead_days,
    'daily_limit', OLD.daily_limit, 'active', OLD.active, 'created_at', OLD.created_at,
    'min_quantity', OLD.min_quantity, 'max_quantity', OLD.max_quantity, 'valid_from', OLD.valid_from,
    'valid_to', OLD.valid_to)
  FROM acting a;
END;

CREATE TRIGGER workshop_zones_added AFTER INSERT ON workshop_zones BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'workshop_zones', lower(hex(NEW.workshop_id)) || '/' || lower(hex(NEW.zone_id)),
    json_object('workshop_id', lower(hex(NEW.workshop_id)), 'zone_id', lower(hex(NEW.zone_id)))
  FROM acting a;
END;
CREATE TRIGGER workshop_zones_changed AFTER UPDATE ON workshop_zones BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'workshop_zones', lower(hex(NEW.workshop_id)) || '/' || lower(hex(NEW.zone_id)), c.old, c.new
  FROM acting a, (SELECT
    json_object('workshop_id', lower(hex(OLD.workshop_id)), 'zone_id', lower(hex(OLD.zone_id))) AS old,
    json_object('workshop_id', lower(hex(NEW.workshop_id)), 'zone_id', lower(hex(NEW.zone_id))) AS new) c
  WHERE c.old <> c.new;
END;
CREATE TRIGGER workshop_zones_removed AFTER DELETE ON workshop_zones BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'workshop_zones', lower(hex(OLD.workshop_id)) || '/' || lower(hex(OLD.zone_id)),
    json_object('workshop_id', lower(hex(OLD.workshop_id)), 'zone_id', lower(hex(OLD.zone_id)))
  FROM acting a;
END;

CREATE TRIGGER service_zones_added AFTER INSERT ON service_zones BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'service_zones', lower(hex(NEW.id)),
    json_object('id', lower(hex(NEW.id)), 'name', NEW.name, 'mode', NEW.mode)
  FROM acting a;
END;
CREATE TRIGGER service_zones_changed AFTER UPDATE ON service_zones BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'service_zones', lower(hex(NEW.id)), c.old, c.new
  FROM acting a, (SELECT
    json_object('id', lower(hex(OLD.id)), 'name', OLD.name, 'mode', OLD.mode) AS old,
    json_object('id', lower(hex(NEW.id)), 'name', NEW.name, 'mode', NEW.mode) AS new) c
  WHERE c.old <> c.new;
END;
CREATE TRIGGER service_zones_removed AFTER DELETE ON service_zones BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'service_zones', lower(hex(OLD.id)),
    json_object('id', lower(hex(OLD.id)), 'name', OLD.name, 'mode', OLD.mode)
  FROM acting a;
END;

CREATE TRIGGER service_zone_cities_added AFTER INSERT ON service_zone_cities BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'service_zone_cities', lower(hex(NEW.zone_id)) || '/' || lower(hex(NEW.city_id)),
    json_object('zone_id', lower(hex(NEW.zone_id)), 'city_id', lower(hex(NEW.city_id)))
  FROM acting a;
END;
CREATE TRIGGER service_zone_cities_changed AFTER UPDATE ON service_zone_cities BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'service_zone_cities', lower(hex(NEW.zone_id)) || '/' || lower(hex(NEW.city_id)), c.old, c.new
  FROM acting a, (SELECT
    json_object('zone_id', lower(hex(OLD.zone_id)), 'city_id', lower(hex(OLD.city_id))) AS old,
    json_object('zone_id', lower(hex(NEW.zone_id)), 'city_id', lower(hex(NEW.city_id))) AS new) c
  WHERE c.old <> c.new;
END;
CREATE TRIGGER service_zone_cities_removed AFTER DELETE ON service_zone_cities BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'service_zone_cities', lower(hex(OLD.zone_id)) || '/' || lower(hex(OLD.city_id)),
    json_object('zone_id', lower(hex(OLD.zone_id)), 'city_id', lower(hex(OLD.city_id)))
  FROM acting a;
END;

CREATE TRIGGER capacity_weekly_added AFTER INSERT ON capacity_weekly BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'capacity_weekly', lower(hex(NEW.workshop_id)) || '/' || NEW.weekday,
    json_object('workshop_id', lower(hex(NEW.workshop_id)), 'weekday', NEW.weekday, 'units', NEW.units)
  FROM acting a;
END;
CREATE TRIGGER capacity_weekly_changed AFTER UPDATE ON capacity_weekly BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'capacity_weekly', lower(hex(NEW.workshop_id)) || '/' || NEW.weekday, c.old, c.new
  FROM acting a, (SELECT
    json_object('workshop_id', lower(hex(OLD.workshop_id)), 'weekday', OLD.weekday, 'units', OLD.units) AS old,
    json_object('workshop_id', lower(hex(NEW.workshop_id)), 'weekday', NEW.weekday, 'units', NEW.units) AS new) c
  WHERE c.old <> c.new;
END;
CREATE TRIGGER capacity_weekly_removed AFTER DELETE ON capacity_weekly BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'capacity_weekly', lower(hex(OLD.workshop_id)) || '/' || OLD.weekday,
    json_object('workshop_id', lower(hex(OLD.workshop_id)), 'weekday', OLD.weekday, 'units', OLD.units)
  FROM acting a;
END;

CREATE TRIGGER capacity_overrides_added AFTER INSERT ON capacity_overrides BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'capacity_overrides', lower(hex(NEW.workshop_id)) || '/' || NEW.day,
    json_object('workshop_id', lower(hex(NEW.workshop_id)), 'day', NEW.day, 'units', NEW.units, 'reason', NEW.reason,
    'operator_id', nullif(lower(hex(NEW.operator_id)), ''), 'created_at', NEW.created_at)
  FROM acting a;
END;
CREATE TRIGGER capacity_overrides_changed AFTER UPDATE ON capacity_overrides BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'capacity_overrides', lower(hex(NEW.workshop_id)) || '/' || NEW.day, c.old, c.new
  FROM acting a, (SELECT
    json_object('workshop_id', lower(hex(OLD.workshop_id)), 'day', OLD.day, 'units', OLD.units, 'reason', OLD.reason,
    'operator_id', nullif(lower(hex(OLD.operator_id)), ''), 'created_at', OLD.created_at) AS old,
    json_object('workshop_id', lower(hex(NEW.workshop_id)), 'day', NEW.day, 'units', NEW.units, 'reason', NEW.reason,
    'operator_id', nullif(lower(hex(NEW.operator_id)), ''), 'created_at', NEW.created_at) AS new) c
  WHERE c.old <> c.new;
END;
CREATE TRIGGER capacity_overrides_removed AFTER DELETE ON capacity_overrides BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'capacity_overrides', lower(hex(OLD.workshop_id)) || '/' || OLD.day,
    json_object('workshop_id', lower(hex(OLD.workshop_id)), 'day', OLD.day, 'units', OLD.units, 'reason', OLD.reason,
    'operator_id', nullif(lower(hex(OLD.operator_id)), ''), 'created_at', OLD.created_at)
  FROM acting a;
END;

CREATE TRIGGER holidays_added AFTER INSERT ON holidays BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'holidays', NEW.day,
    json_object('day', NEW.day, 'name', NEW.name)
  FROM acting a;
END;
CREATE TRIGGER holidays_changed AFTER UPDATE ON holidays BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'holidays', NEW.day, c.old, c.new
  FROM acting a, (SELECT
    json_object('day', OLD.day, 'name', OLD.name) AS old,
    json_object('day', NEW.day, 'name', NEW.name) AS new) c
  WHERE c.old <> c.new;
END;
CREATE TRIGGER holidays_removed AFTER DELETE ON holidays BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'holidays', OLD.day,
    json_object('day', OLD.day, 'name', OLD.name)
  FROM acting a;
END;
