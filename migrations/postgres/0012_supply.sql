-- What workshops can take, in full: whom to pay, how much of what and when, how a choice looked, and which jobs run where.
-- A new version of the supply means that orders without a workshop are worth another look.

SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);

ALTER TABLE workshops
  ADD COLUMN payee_method payment_method,
  ADD COLUMN payee_bank_code text CHECK (payee_bank_code ~ '^[0-9]{4}$'),
  ADD COLUMN payee_account text,
  ADD COLUMN payee_name text,
  ADD COLUMN payee_id_doc text;

ALTER TABLE workshop_offers
  ADD COLUMN min_quantity integer NOT NULL DEFAULT 1 CHECK (min_quantity > 0),
  ADD COLUMN max_quantity integer,
  ADD COLUMN valid_from date,
  ADD COLUMN valid_to date,
  ADD CHECK (max_quantity >= min_quantity);

-- Whether an order in the zone is sent to its workshop by itself, or waits for somebody to say so.
ALTER TABLE service_zones ADD COLUMN mode text NOT NULL DEFAULT 'SUGGEST' CHECK (mode IN ('SUGGEST', 'AUTOMATIC'));

-- Who changed what a workshop can take, and why.
CREATE TABLE workshop_changes (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  workshop_id uuid NOT NULL REFERENCES workshops (id),
  what text NOT NULL,
  reason text,
  data jsonb NOT NULL DEFAULT '{}',
  operator_id uuid REFERENCES operators (id),
  operator_name text NOT NULL,
  at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX workshop_changes_workshop ON workshop_changes (workshop_id, at);

-- The choice ------------------------------------------------------------------------------------------------------

-- How each choice looked when it was made: everyone who fits, in order, and why the others do not. One document a choice.
CREATE TABLE assignment_rankings (
  assignment_id uuid NOT NULL REFERENCES production_assignments (id),
  seq bigint NOT NULL CHECK (seq > 0),
  at timestamptz NOT NULL,
  ranking jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (assignment_id, seq)
);
DROP TABLE assignment_candidates;

ALTER TABLE production_assignments
  ADD COLUMN ranked_at timestamptz,
  ADD COLUMN ranked_supply bigint,
  ADD COLUMN demands_deposit boolean NOT NULL DEFAULT false,
  ADD COLUMN reminded_at timestamptz,
  -- Who comes for a pickup says it.
  ADD COLUMN pickup_code text;
CREATE INDEX production_assignments_handed ON production_assignments (handed_at) WHERE status = 'HANDED_TO_DELIVERY';

CREATE FUNCTION krafta_assignments_promised() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM krafta_refuse('assignment-frozen', 'The day and the terms were promised when the workshop accepted.');
  RETURN NULL;
END $$;
CREATE TRIGGER production_assignments_promised
BEFORE UPDATE OF promised_ready_on, deposit_basis_points, demands_deposit ON production_assignments FOR EACH ROW
WHEN (OLD.status NOT IN ('PENDING_ASSIGNMENT', 'NOTIFIED')
  AND ((OLD.promised_ready_on IS NOT NULL AND NEW.promised_ready_on IS DISTINCT FROM OLD.promised_ready_on)
    OR NEW.deposit_basis_points IS DISTINCT FROM OLD.deposit_basis_points OR NEW.demands_deposit <> OLD.demands_deposit))
EXECUTE FUNCTION krafta_assignments_promised();

-- Supply ----------------------------------------------------------------------------------------------------------

CREATE TABLE supply_state (
  id integer PRIMARY KEY CHECK (id = 1),
  version bigint NOT NULL
);
INSERT INTO supply_state (id, version) VALUES (1, 1);

CREATE FUNCTION krafta_supply_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  UPDATE supply_state SET version = version + 1;
  RETURN NULL;
END $$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['workshops', 'workshop_offers', 'workshop_zones', 'service_zones', 'service_zone_cities',
    'capacity_weekly', 'capacity_overrides', 'holidays'] LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH STATEMENT EXECUTE FUNCTION krafta_supply_changed()', name || '_supply', name);
  END LOOP;
END $$;

-- Bookings --------------------------------------------------------------------------------------------------------

-- All that a day's free units are computed from, without a look at the rows.
DROP INDEX capacity_bookings_day;
CREATE INDEX capacity_bookings_held ON capacity_bookings (workshop_id, day, offer_id, units, assignment_id) WHERE state = 'HELD';
CREATE INDEX capacity_bookings_freed ON capacity_bookings (freed_at) WHERE state = 'FREED';

CREATE FUNCTION krafta_bookings_within() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  allowed bigint;
BEGIN
  -- Two who book the same workshop stand in line; what the first took, the second sees.
  PERFORM 1 FROM workshops WHERE id = NEW.workshop_id FOR NO KEY UPDATE;
  SELECT CASE WHEN EXISTS (SELECT 1 FROM holidays h WHERE h.day = NEW.day) THEN 0
    ELSE coalesce(
      (SELECT v.units FROM capacity_overrides v WHERE v.workshop_id = NEW.workshop_id AND v.day = NEW.day),
      (SELECT w.units FROM capacity_weekly w WHERE w.workshop_id = NEW.workshop_id AND w.weekday = extract(isodow FROM NEW.day)), 0) END
    INTO allowed;
  IF NEW.units + (SELECT coalesce(sum(b.units), 0) FROM capacity_bookings b
      WHERE b.workshop_id = NEW.workshop_id AND b.day = NEW.day AND b.state = 'HELD') > allowed THEN
    PERFORM krafta_refuse('capacity-full', 'The workshop has not so many units free on that day.');
  ELSIF NEW.units + (SELECT coalesce(sum(b.units), 0) FROM capacity_bookings b
      WHERE b.workshop_id = NEW.workshop_id AND b.day = NEW.day AND b.offer_id = NEW.offer_id AND b.state = 'HELD')
    > (SELECT f.daily_limit FROM workshop_offers f WHERE f.id = NEW.offer_id) THEN
    PERFORM krafta_refuse('capacity-full', 'The offer has not so many units free on that day.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER capacity_bookings_within BEFORE INSERT ON capacity_bookings FOR EACH ROW
WHEN (NEW.state = 'HELD' AND trim(coalesce(NEW.override_reason, '')) = '')
EXECUTE FUNCTION krafta_bookings_within();

CREATE FUNCTION krafta_bookings_frozen() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM krafta_refuse('booking-frozen', 'A booking is only freed, once.');
  RETURN NULL;
END $$;
CREATE TRIGGER capacity_bookings_frozen BEFORE UPDATE ON capacity_bookings FOR EACH ROW
WHEN ((NEW.id, NEW.assignment_id, NEW.workshop_id, NEW.offer_id, NEW.day, NEW.units, NEW.override_reason, NEW.override_by, NEW.created_at)
  IS DISTINCT FROM (OLD.id, OLD.assignment_id, OLD.workshop_id, OLD.offer_id, OLD.day, OLD.units, OLD.override_reason, OLD.override_by, OLD.created_at)
  OR OLD.state = 'FREED')
EXECUTE FUNCTION krafta_bookings_frozen();

-- Timed jobs ------------------------------------------------------------------------------------------------------

-- Of many programs on one database only the holder of the lease runs the timed jobs.
CREATE TABLE job_leases (
  name text PRIMARY KEY,
  holder uuid NOT NULL,
  until timestamptz NOT NULL
);

-- Kept ------------------------------------------------------------------------------------------------------------

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['workshop_changes', 'assignment_rankings', 'capacity_bookings', 'workshop_exclusions'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION krafta_append_only()', name || '_kept', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION krafta_append_only()', name || '_untruncated', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['workshop_changes', 'assignment_rankings'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION krafta_append_only()', name || '_unedited', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION krafta_stamp()', name || '_stamped', name);
  END LOOP;
  CREATE TRIGGER workshop_exclusions_unedited BEFORE UPDATE ON workshop_exclusions FOR EACH ROW EXECUTE FUNCTION krafta_append_only();
END $$;
