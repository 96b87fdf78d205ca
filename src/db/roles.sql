-- Roles for a Krafta database on PostgreSQL. Read it, then run it once as the owner of the tables, who may create roles
-- (it may be run again, and should be after each `krafta db migrate`):
--
--   krafta db roles | psql --single-transaction --set ON_ERROR_STOP=1 DATABASE
--
-- krafta_staff is for people by this program, krafta_service for what works for all of them (a terminal that several share, krafta
-- serve, jobs, deliver), krafta_site for the customer site. None may log in, owns anything or changes the schema. Give each its login:
--
--   CREATE ROLE krafta_ana LOGIN PASSWORD '…' IN ROLE krafta_staff;
--   CREATE ROLE krafta_team LOGIN PASSWORD '…' IN ROLE krafta_service;
--   CREATE ROLE tienda LOGIN PASSWORD '…' IN ROLE krafta_site;
--
-- A login of krafta_staff is one operator's, who is named with: krafta operators edit ana --db-role krafta_ana. The database takes what
-- it writes in that operator's name alone, as far as their role goes. A login of krafta_service writes for any operator, for customers
-- and for the system.
--   ALTER ROLE tienda SET statement_timeout TO '30s';
--
-- A login does not inherit the settings of its role, so what none may do without, the database sets for whoever comes: a
-- transaction that holds rows and does nothing ends after 15 seconds. Who needs longer by hand says so in their session.
--
-- The rules of orders and payments are in triggers, and hold whatever a role may write.

DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'krafta_staff') THEN
    CREATE ROLE krafta_staff NOLOGIN;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'krafta_service') THEN
    CREATE ROLE krafta_service NOLOGIN IN ROLE krafta_staff;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'krafta_site') THEN
    CREATE ROLE krafta_site NOLOGIN;
  END IF;
  EXECUTE format('ALTER DATABASE %I SET timezone TO %L', current_database(), 'UTC');
  EXECUTE format('ALTER DATABASE %I SET idle_in_transaction_session_timeout TO %L', current_database(), '15s');
  EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM PUBLIC, krafta_staff, krafta_site', current_schema());
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO krafta_staff, krafta_site', current_schema());
  EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA %I FROM PUBLIC, krafta_staff, krafta_site', current_schema());
  EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO krafta_staff', current_schema());
END $$;

-- What this program does. Edges and the register of migrations are read only; history is inserted and never changed.
GRANT INSERT ON
  operations, orders, order_items, order_quotes, order_events, notifications,
  payment_submissions, payment_evidence, payment_evidence_voids, payment_verification_logs, refunds, refund_payments,
  bank_files, bank_imports, bank_credits, bank_allocations, bank_credit_notes,
  payment_runs, payment_run_choices, payment_run_lines, payment_run_payables,
  products, shipping_rates, bank_accounts, exchange_rates, operators, operator_keys, cities, service_zones,
  service_zone_cities,
  workshops, workshop_zones, workshop_offers, capacity_weekly, capacity_overrides, holidays, capacity_bookings,
  production_assignments, assignment_rankings, workshop_exclusions, workshop_changes, job_leases,
  workshop_payables, payable_events, settlements, payable_payments, receipts,
  accepted_clocks, saved_views, message_attempts, message_acts, message_contacts, message_channels, alert_reads,
  closed_day_proposals
TO krafta_staff;
GRANT UPDATE (expires_at, revoked_at, revoked_by, revoked_reason) ON operator_keys TO krafta_staff;
GRANT UPDATE ON
  orders, payment_submissions, refunds, notifications, payment_runs, payment_run_lines,
  products, shipping_rates, bank_accounts, exchange_rates, operators, cities, service_zones,
  workshops, workshop_offers, capacity_weekly, capacity_overrides, holidays, capacity_bookings,
  production_assignments, workshop_payables, job_leases, saved_views, message_attempts, message_channels, alert_reads,
  closed_day_proposals
TO krafta_staff;
GRANT UPDATE (line_id) ON bank_credits TO krafta_staff;
GRANT UPDATE (answered_at, outcome, receipt, refusal) ON requests TO krafta_staff;
GRANT DELETE ON
  service_zone_cities, workshop_zones, capacity_weekly, capacity_overrides, holidays, saved_views
TO krafta_staff;

-- What a customer site needs: the catalogue, orders with their proofs, and events of the customer's own edges.
GRANT SELECT ON
  states, cities, service_zones, service_zone_cities, products, shipping_rates, bank_accounts, exchange_rates,
  operations, orders, order_items, order_quotes, order_events, payment_submissions, refunds, refund_payments,
  payment_edges, assignment_edges, edge_roles, schema_migrations, requests
TO krafta_site;
GRANT SELECT (id, order_id, attempt, status, promised_ready_on, carrier, tracking_number, tracking_url, created_at)
  ON production_assignments TO krafta_site;
GRANT SELECT (id, display_name) ON operators TO krafta_site;
GRANT INSERT ON
  operations, orders, order_items, order_quotes, order_events, payment_submissions, notifications, receipts
TO krafta_site;
-- One call each does what a site would have to write by hand; an ORM reads the views whole.
REVOKE EXECUTE ON FUNCTION krafta_place(jsonb), krafta_report(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION krafta_place(jsonb), krafta_report(jsonb) TO krafta_site;
GRANT SELECT ON site_assignments, site_operators TO krafta_site;
-- What its customers were told; of the outbox it reads nothing.
GRANT SELECT ON site_messages TO krafta_site;
-- It asks; the answer is the back office's, and a trigger refuses one that is not empty. The right is to the whole row, since an ORM
-- writes the columns it was not told as NULL or DEFAULT, and that takes the right to them.
GRANT INSERT ON requests TO krafta_site;
-- Locking a row (SELECT … FOR UPDATE) takes the right to update some column. The version is moved by events alone:
-- any other change of it is refused, so this right changes nothing.
GRANT UPDATE (version) ON orders TO krafta_site;

-- Row security: the staff see and write every row; what a site may follows.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['order_events', 'payment_submissions', 'operations', 'order_quotes', 'notifications'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('DROP POLICY IF EXISTS site_reads ON %I', name);
    EXECUTE format('DROP POLICY IF EXISTS site_writes ON %I', name);
    EXECUTE format('DROP POLICY IF EXISTS staff ON %I', name);
    EXECUTE format('CREATE POLICY staff ON %I TO krafta_staff USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;

-- The site walks the customer's edges, in the customer's name, and does not read internal notes.
CREATE POLICY site_reads ON order_events FOR SELECT TO krafta_site USING (NOT internal);
CREATE POLICY site_writes ON order_events FOR INSERT TO krafta_site WITH CHECK (
  actor_role = 'CUSTOMER' AND actor_id IS NULL AND NOT internal
  AND (lane = 'NOTE' OR (lane = 'PAYMENT' AND edge IN ('P1', 'P2', 'P3', 'P9', 'P11'))));

CREATE POLICY site_reads ON payment_submissions FOR SELECT TO krafta_site USING (true);
CREATE POLICY site_writes ON payment_submissions FOR INSERT TO krafta_site
  WITH CHECK (reported_by = 'CUSTOMER' AND reported_by_id IS NULL);

-- It reads and writes what is done in a customer's name only: their operations, their order's quote, the messages of their edges.
CREATE POLICY site_reads ON operations FOR SELECT TO krafta_site USING (actor_role = 'CUSTOMER');
CREATE POLICY site_writes ON operations FOR INSERT TO krafta_site WITH CHECK (actor_role = 'CUSTOMER' AND actor_id IS NULL);

CREATE POLICY site_reads ON order_quotes FOR SELECT TO krafta_site USING (true);
CREATE POLICY site_writes ON order_quotes FOR INSERT TO krafta_site WITH CHECK (seq = 1);

CREATE POLICY site_writes ON notifications FOR INSERT TO krafta_site WITH CHECK (
  kind IN ('P1', 'P2', 'P3', 'P9', 'P11') AND template = 'message-' || lower(recipient_kind) || '-' || kind
  AND recipient_kind IN ('CUSTOMER', 'ADMINS') AND sent_at IS NULL AND cancelled_at IS NULL AND attempts = 0 AND last_error IS NULL
  AND state = 'PENDING' AND not_before IS NULL AND lease IS NULL AND lease_until IS NULL AND sent_to IS NULL AND subject IS NULL
  AND body IS NULL AND NOT maybe_twice AND resent_of IS NULL AND workshop_id IS NULL AND erased_at IS NULL
  AND unique_key = (SELECT o.number FROM orders o WHERE o.id = order_id
    AND (recipient_kind = 'ADMINS' AND recipient IS NULL OR recipient = o.customer_phone)) || ':' || event_seq || ':' || recipient_kind);
