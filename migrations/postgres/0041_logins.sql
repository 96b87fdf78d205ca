-- Whose hand a database login is. A login of krafta_staff is one operator's, and writes in that operator's name and no other; a login
-- of krafta_service (a server, the sender, the jobs, a terminal that several share) writes for any of them, for customers and for the
-- system; a site's login is held by its row policies. Who owns the tables may do as the service does. What a role may write to is
-- said here for every table, as it is for every edge in edge_roles. A role AUDITOR reads and verifies.

SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);

ALTER TABLE operators ADD COLUMN db_role text CONSTRAINT "krafta:out-of-bounds db_role" CHECK (length(db_role) <= 63);
CREATE UNIQUE INDEX operators_db_role ON operators (db_role);
ALTER TABLE operators DROP CONSTRAINT operators_role_check;
ALTER TABLE operators ADD CONSTRAINT operators_role_check CHECK (role IN ('ADMIN', 'COORDINATOR', 'SUPPORT', 'WORKSHOP', 'AUDITOR'));
-- With a login of one's own every order could be read; a workshop comes by the server.
ALTER TABLE operators ADD CONSTRAINT operators_db_role CHECK (db_role IS NULL OR role <> 'WORKSHOP');
DO $$
BEGIN
  EXECUTE replace(pg_get_functiondef('krafta_operations_fit'::regproc), '''SYSTEM''::text', '''SYSTEM''::text, ''AUDITOR''::text');
END $$;
ALTER TABLE master_changes DROP CONSTRAINT master_changes_actor_role_check;
ALTER TABLE master_changes ADD CONSTRAINT master_changes_actor_role_check
  CHECK (actor_role IN ('ADMIN', 'COORDINATOR', 'SUPPORT', 'WORKSHOP', 'CUSTOMER', 'SYSTEM', 'AUDITOR'));

-- Who may write to a table at all; a test compares it with the permissions (src/db/people/writers.rs).
CREATE TABLE table_roles (
  table_name text NOT NULL CONSTRAINT "krafta:out-of-bounds table_name" CHECK (length(table_name) <= 63),
  role text NOT NULL CHECK (role IN ('ADMIN', 'COORDINATOR', 'SUPPORT', 'WORKSHOP', 'CUSTOMER', 'SYSTEM', 'AUDITOR')),
  PRIMARY KEY (table_name, role)
);
INSERT INTO table_roles (table_name, role)
SELECT t.name, r.name FROM (VALUES
  ('accepted_clocks bank_accounts cities exchange_rates products shipping_rates', 'ADMIN'),
  ('operators', 'ADMIN'),
  ('holidays service_zone_cities service_zones workshop_offers workshop_zones', 'ADMIN'),
  ('capacity_overrides capacity_weekly workshop_changes workshops', 'ADMIN COORDINATOR'),
  ('bank_allocations bank_credit_notes bank_credits bank_files bank_imports order_items order_quotes payment_evidence payment_evidence_voids payment_submissions payment_verification_logs receipts refund_payments refunds', 'ADMIN'),
  ('payable_payments payment_run_choices payment_run_lines payment_run_payables payment_runs settlements', 'ADMIN'),
  ('assignment_rankings capacity_bookings payable_events production_assignments workshop_exclusions workshop_payables', 'ADMIN COORDINATOR SYSTEM'),
  ('notifications order_events orders', 'ADMIN COORDINATOR SUPPORT'),
  ('message_acts message_contacts', 'ADMIN COORDINATOR SUPPORT'),
  ('alert_reads operations saved_views', 'ADMIN COORDINATOR SUPPORT AUDITOR'),
  ('job_leases message_attempts message_channels requests', 'SYSTEM')) AS w (tables, roles),
  unnest(string_to_array(w.tables, ' ')) AS t (name), unnest(string_to_array(w.roles, ' ')) AS r (name);

-- Logins ----------------------------------------------------------------------------------------------------------

-- The operator whose own the session's login is; NULL where it may write for anybody, or is a site's.
CREATE FUNCTION krafta_login_operator() RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  own uuid;
BEGIN
  -- Nothing here reads a table: it is asked at every statement. Only who owns the tables may put triggers on them.
  IF to_regrole('krafta_service') IS NULL OR to_regrole('krafta_staff') IS NULL OR has_table_privilege(session_user, 'operators', 'TRIGGER')
    OR pg_has_role(session_user, 'krafta_service', 'MEMBER') OR NOT pg_has_role(session_user, 'krafta_staff', 'MEMBER') THEN
    RETURN NULL;
  END IF;
  SELECT p.id INTO own FROM operators p WHERE p.db_role = session_user AND p.active;
  IF own IS NULL THEN
    PERFORM krafta_refuse('login-no-operator', format('No active operator has the database login %s.', session_user),
      'An administrator ties it: krafta operators edit LOGIN --db-role ROLE.');
  END IF;
  RETURN own;
END $$;

CREATE FUNCTION krafta_login_writes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  own uuid := krafta_login_operator();
BEGIN
  -- First and by itself: an expression that names tables locks them, whatever comes of it.
  IF own IS NULL THEN
    RETURN NULL;
  ELSIF NOT EXISTS (
    SELECT 1 FROM table_roles t JOIN operators p ON p.role = t.role WHERE p.id = own AND t.table_name = TG_TABLE_NAME) THEN
    PERFORM krafta_refuse('forbidden', format('The operator of the login %s does not write to %s.', session_user, TG_TABLE_NAME),
      'table_roles has who does.');
  END IF;
  RETURN NULL;
END $$;

-- The system acts by a person's login as a consequence of what that person did in the same transaction; it ends a claim that lapsed
-- before they take it over, and the assignment of the verdict that they take back.
CREATE FUNCTION krafta_login_led(own uuid, subject uuid, edge text) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path FROM CURRENT AS $$
BEGIN
  RETURN edge IN ('A1', 'A3', 'A11', 'PAYABLE')
      AND EXISTS (SELECT 1 FROM order_events e WHERE e.order_id = subject AND e.actor_id = own AND e.created_at = now())
    OR edge = 'P5' AND EXISTS (SELECT 1 FROM orders o WHERE o.id = subject AND o.claim_expires_at <= clock_timestamp() + interval '5 minutes')
    OR edge = 'A11' AND (SELECT e.actor_id = own AND e.edge = 'P6' AND e.created_at > now() - interval '1 hour'
      FROM order_events e WHERE e.order_id = subject AND e.lane = 'PAYMENT' ORDER BY e.seq DESC LIMIT 1);
END $$;

-- Its arguments are the columns that say who; a value that was there already may stay.
CREATE FUNCTION krafta_login_signs() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  own uuid := krafta_login_operator();
  signed jsonb;
  was jsonb;
  subject uuid;
BEGIN
  IF own IS NULL THEN
    RETURN NEW;
  END IF;
  signed := to_jsonb(NEW);
  IF TG_OP = 'UPDATE' THEN
    was := to_jsonb(OLD);
  END IF;
  IF signed ->> 'actor_role' = 'SYSTEM' THEN
    subject := CASE TG_TABLE_NAME WHEN 'order_events' THEN (signed ->> 'order_id')::uuid
      WHEN 'payable_events' THEN (SELECT y.order_id FROM workshop_payables y WHERE y.id = (signed ->> 'payable_id')::uuid) END;
    IF krafta_login_led(own, subject, coalesce(signed ->> 'edge', 'PAYABLE')) THEN
      RETURN NEW;
    END IF;
  END IF;
  IF signed ->> 'actor_role' IN ('CUSTOMER', 'SYSTEM') OR EXISTS (SELECT 1 FROM unnest(TG_ARGV) AS c (name)
    WHERE signed ->> c.name <> own::text AND signed ->> c.name IS DISTINCT FROM was ->> c.name) THEN
    PERFORM krafta_refuse('not-your-login', format('The login %s writes in its own operator''s name only.', session_user),
      'What is done for others is done by a login of krafta_service.');
  END IF;
  RETURN NEW;
END $$;

-- A change of master data is a permission of who makes it, whatever login it comes by.
CREATE FUNCTION krafta_master_change_may() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF NEW.origin = 'PROGRAM' AND NEW.actor_role <> 'SYSTEM' AND NOT EXISTS (
    SELECT 1 FROM table_roles t WHERE t.table_name = NEW.table_name AND t.role = NEW.actor_role) THEN
    PERFORM krafta_refuse('forbidden', format('%s does not change %s.', NEW.actor_role, NEW.table_name), 'table_roles has who does.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER master_changes_may BEFORE INSERT ON master_changes FOR EACH ROW EXECUTE FUNCTION krafta_master_change_may();
CREATE TRIGGER master_changes_signed BEFORE INSERT ON master_changes FOR EACH ROW EXECUTE FUNCTION krafta_login_signs('actor_id');

DO $$
DECLARE
  written record;
BEGIN
  FOR written IN SELECT DISTINCT table_name AS name FROM table_roles LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE INSERT OR UPDATE OR DELETE ON %I FOR EACH STATEMENT EXECUTE FUNCTION krafta_login_writes()',
      written.name || '_login', written.name);
  END LOOP;
  FOR written IN SELECT * FROM (VALUES
    ('operations', 'INSERT', 'actor_id'),
    ('order_events', 'INSERT', 'actor_id'),
    ('payable_events', 'INSERT', 'actor_id'),
    ('orders', 'UPDATE OF claim_operator_id', 'claim_operator_id'),
    ('refunds', 'INSERT OR UPDATE OF requested_by, closed_by', 'requested_by, closed_by'),
    ('refund_payments', 'INSERT', 'paid_by'),
    ('payment_submissions', 'INSERT', 'reported_by_id'),
    ('payment_evidence', 'INSERT', 'operator_id'),
    ('payment_evidence_voids', 'INSERT', 'operator_id'),
    ('payment_verification_logs', 'INSERT', 'operator_id'),
    ('capacity_overrides', 'INSERT OR UPDATE', 'operator_id'),
    ('capacity_bookings', 'INSERT', 'override_by'),
    ('workshop_changes', 'INSERT', 'operator_id'),
    ('settlements', 'INSERT', 'paid_by'),
    ('payable_payments', 'INSERT', 'paid_by'),
    ('saved_views', 'INSERT OR UPDATE', 'operator_id'),
    ('message_acts', 'INSERT', 'operator_id'),
    ('message_contacts', 'INSERT', 'by_id'),
    ('alert_reads', 'INSERT OR UPDATE', 'operator_id'),
    ('bank_imports', 'INSERT', 'operator_id'),
    ('bank_credits', 'INSERT', 'operator_id'),
    ('bank_credit_notes', 'INSERT', 'operator_id'),
    ('payment_runs', 'INSERT OR UPDATE', 'made_by, frozen_by, countersigned_by, ended_by'),
    ('payment_run_choices', 'INSERT', 'operator_id'),
    ('payment_run_lines', 'INSERT OR UPDATE', 'handled_by')
  ) AS s (name, moment, who) LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE %s ON %I FOR EACH ROW EXECUTE FUNCTION krafta_login_signs(%s)',
      written.name || '_signed', written.moment, written.name, written.who);
  END LOOP;
END $$;
