-- A role AUDITOR reads and verifies. Who may write to a table at all is said here for every table, as it is for every edge in
-- edge_roles; on a file the database can hold to it where it knows who acts: with master data. A file has no logins of its own:
-- operators.db_role is for a server.

PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, 'role TEXT NOT NULL CHECK (role IN (''ADMIN'', ''COORDINATOR'', ''SUPPORT'', ''WORKSHOP''))',
  'role TEXT NOT NULL CHECK (role IN (''ADMIN'', ''COORDINATOR'', ''SUPPORT'', ''WORKSHOP'', ''AUDITOR''))')
WHERE type = 'table' AND name = 'operators';
UPDATE sqlite_schema SET sql = replace(sql, '''CUSTOMER'', ''SYSTEM'')', '''CUSTOMER'', ''SYSTEM'', ''AUDITOR'')')
WHERE type = 'table' AND name IN ('operations', 'master_changes');
PRAGMA writable_schema = RESET;

ALTER TABLE operators ADD COLUMN db_role TEXT CONSTRAINT "krafta:out-of-bounds db_role"
  CHECK (length(db_role) <= 63 AND length(CAST(db_role AS BLOB)) <= 252);

DROP TRIGGER operators_added;
DROP TRIGGER operators_changed;
DROP TRIGGER operators_removed;
CREATE TRIGGER operators_added AFTER INSERT ON operators BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'operators', lower(hex(NEW.id)),
    json_object('id', lower(hex(NEW.id)), 'login', NEW.login, 'display_name', NEW.display_name, 'role', NEW.role,
    'workshop_id', nullif(lower(hex(NEW.workshop_id)), ''), 'active', NEW.active,
    'created_at', NEW.created_at, 'db_role', NEW.db_role)
  FROM acting a;
END;
CREATE TRIGGER operators_changed AFTER UPDATE ON operators BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'operators', lower(hex(NEW.id)), c.old, c.new
  FROM acting a, (SELECT
    json_object('id', lower(hex(OLD.id)), 'login', OLD.login, 'display_name', OLD.display_name, 'role', OLD.role,
    'workshop_id', nullif(lower(hex(OLD.workshop_id)), ''), 'active', OLD.active,
    'created_at', OLD.created_at, 'db_role', OLD.db_role) AS old,
    json_object('id', lower(hex(NEW.id)), 'login', NEW.login, 'display_name', NEW.display_name, 'role', NEW.role,
    'workshop_id', nullif(lower(hex(NEW.workshop_id)), ''), 'active', NEW.active,
    'created_at', NEW.created_at, 'db_role', NEW.db_role) AS new) c
  WHERE c.old <> c.new;
END;
CREATE TRIGGER operators_removed AFTER DELETE ON operators BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'operators', lower(hex(OLD.id)),
    json_object('id', lower(hex(OLD.id)), 'login', OLD.login, 'display_name', OLD.display_name, 'role', OLD.role,
    'workshop_id', nullif(lower(hex(OLD.workshop_id)), ''), 'active', OLD.active,
    'created_at', OLD.created_at, 'db_role', OLD.db_role)
  FROM acting a;
END;

-- Who may write to a table at all; a test compares it with the permissions (src/db/people/writers.rs).
CREATE TABLE table_roles (
  table_name TEXT NOT NULL CONSTRAINT "krafta:out-of-bounds table_name" CHECK (length(table_name) <= 63 AND length(CAST(table_name AS BLOB)) <= 252),
  role TEXT NOT NULL CHECK (role IN ('ADMIN', 'COORDINATOR', 'SUPPORT', 'WORKSHOP', 'CUSTOMER', 'SYSTEM', 'AUDITOR')),
  PRIMARY KEY (table_name, role)
) STRICT, WITHOUT ROWID;
INSERT INTO table_roles (table_name, role) VALUES
  ('accepted_clocks', 'ADMIN'), ('bank_accounts', 'ADMIN'), ('cities', 'ADMIN'), ('exchange_rates', 'ADMIN'), ('products', 'ADMIN'),
  ('shipping_rates', 'ADMIN'), ('operators', 'ADMIN'), ('holidays', 'ADMIN'), ('service_zone_cities', 'ADMIN'),
  ('service_zones', 'ADMIN'), ('workshop_offers', 'ADMIN'), ('workshop_zones', 'ADMIN'), ('capacity_overrides', 'ADMIN'),
  ('capacity_overrides', 'COORDINATOR'), ('capacity_weekly', 'ADMIN'), ('capacity_weekly', 'COORDINATOR'), ('workshop_changes', 'ADMIN'),
  ('workshop_changes', 'COORDINATOR'), ('workshops', 'ADMIN'), ('workshops', 'COORDINATOR'), ('bank_allocations', 'ADMIN'),
  ('bank_credit_notes', 'ADMIN'), ('bank_credits', 'ADMIN'), ('bank_files', 'ADMIN'), ('bank_imports', 'ADMIN'),
  ('order_items', 'ADMIN'), ('order_quotes', 'ADMIN'), ('payment_evidence', 'ADMIN'), ('payment_evidence_voids', 'ADMIN'),
  ('payment_submissions', 'ADMIN'), ('payment_verification_logs', 'ADMIN'), ('receipts', 'ADMIN'), ('refund_payments', 'ADMIN'),
  ('refunds', 'ADMIN'), ('payable_payments', 'ADMIN'), ('payment_run_choices', 'ADMIN'), ('payment_run_lines', 'ADMIN'),
  ('payment_run_payables', 'ADMIN'), ('payment_runs', 'ADMIN'), ('settlements', 'ADMIN'), ('assignment_rankings', 'ADMIN'),
  ('assignment_rankings', 'COORDINATOR'), ('assignment_rankings', 'SYSTEM'), ('capacity_bookings', 'ADMIN'),
  ('capacity_bookings', 'COORDINATOR'), ('capacity_bookings', 'SYSTEM'), ('payable_events', 'ADMIN'), ('payable_events', 'COORDINATOR'),
  ('payable_events', 'SYSTEM'), ('production_assignments', 'ADMIN'), ('production_assignments', 'COORDINATOR'),
  ('production_assignments', 'SYSTEM'), ('workshop_exclusions', 'ADMIN'), ('workshop_exclusions', 'COORDINATOR'),
  ('workshop_exclusions', 'SYSTEM'), ('workshop_payables', 'ADMIN'), ('workshop_payables', 'COORDINATOR'),
  ('workshop_payables', 'SYSTEM'), ('notifications', 'ADMIN'), ('notifications', 'COORDINATOR'), ('notifications', 'SUPPORT'),
  ('order_events', 'ADMIN'), ('order_events', 'COORDINATOR'), ('order_events', 'SUPPORT'), ('orders', 'ADMIN'),
  ('orders', 'COORDINATOR'), ('orders', 'SUPPORT'), ('message_acts', 'ADMIN'), ('message_acts', 'COORDINATOR'),
  ('message_acts', 'SUPPORT'), ('message_contacts', 'ADMIN'), ('message_contacts', 'COORDINATOR'), ('message_contacts', 'SUPPORT'),
  ('alert_reads', 'ADMIN'), ('alert_reads', 'COORDINATOR'), ('alert_reads', 'SUPPORT'), ('alert_reads', 'AUDITOR'),
  ('operations', 'ADMIN'), ('operations', 'COORDINATOR'), ('operations', 'SUPPORT'), ('operations', 'AUDITOR'), ('saved_views', 'ADMIN'),
  ('saved_views', 'COORDINATOR'), ('saved_views', 'SUPPORT'), ('saved_views', 'AUDITOR'), ('job_leases', 'SYSTEM'),
  ('message_attempts', 'SYSTEM'), ('message_channels', 'SYSTEM'), ('requests', 'SYSTEM');

-- A change of master data is a permission of who makes it.
CREATE TRIGGER master_changes_may BEFORE INSERT ON master_changes
WHEN NEW.origin = 'PROGRAM' AND NEW.actor_role <> 'SYSTEM'
  AND NOT EXISTS (SELECT 1 FROM table_roles t WHERE t.table_name = NEW.table_name AND t.role = NEW.actor_role)
BEGIN SELECT RAISE(ABORT, 'krafta:forbidden That role does not change that table: table_roles has who does.'); END;
