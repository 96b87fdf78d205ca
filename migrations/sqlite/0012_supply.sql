-- What workshops can take, in full: whom to pay, how much of what and when, how a choice looked, and which jobs run where.
-- A new version of the supply means that orders without a workshop are worth another look.

ALTER TABLE workshops ADD COLUMN payee_method TEXT CHECK (payee_method IN ('PAGO_MOVIL', 'BANK_TRANSFER', 'ZELLE', 'BINANCE_PAY', 'CASH'));
ALTER TABLE workshops ADD COLUMN payee_bank_code TEXT CHECK (payee_bank_code GLOB '[0-9][0-9][0-9][0-9]');
ALTER TABLE workshops ADD COLUMN payee_account TEXT;
ALTER TABLE workshops ADD COLUMN payee_name TEXT;
ALTER TABLE workshops ADD COLUMN payee_id_doc TEXT;

ALTER TABLE workshop_offers ADD COLUMN min_quantity INTEGER NOT NULL DEFAULT 1 CHECK (min_quantity > 0);
ALTER TABLE workshop_offers ADD COLUMN max_quantity INTEGER CHECK (max_quantity >= min_quantity);
ALTER TABLE workshop_offers ADD COLUMN valid_from TEXT CHECK (valid_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');
ALTER TABLE workshop_offers ADD COLUMN valid_to TEXT CHECK (valid_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');

-- Whether an order in the zone is sent to its workshop by itself, or waits for somebody to say so.
ALTER TABLE service_zones ADD COLUMN mode TEXT NOT NULL DEFAULT 'SUGGEST' CHECK (mode IN ('SUGGEST', 'AUTOMATIC'));

-- Who changed what a workshop can take, and why.
CREATE TABLE workshop_changes (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  workshop_id BLOB NOT NULL REFERENCES workshops (id),
  what TEXT NOT NULL,
  reason TEXT,
  data TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(data)),
  operator_id BLOB REFERENCES operators (id),
  operator_name TEXT NOT NULL,
  at INTEGER NOT NULL,
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER))
) STRICT;
CREATE INDEX workshop_changes_workshop ON workshop_changes (workshop_id, at);

-- The choice ------------------------------------------------------------------------------------------------------

-- How each choice looked when it was made: everyone who fits, in order, and why the others do not. One document a choice.
CREATE TABLE assignment_rankings (
  assignment_id BLOB NOT NULL REFERENCES production_assignments (id),
  seq INTEGER NOT NULL CHECK (seq > 0),
  at INTEGER NOT NULL,
  ranking TEXT NOT NULL CHECK (json_valid(ranking)),
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)),
  PRIMARY KEY (assignment_id, seq)
) STRICT, WITHOUT ROWID;
DROP TABLE assignment_candidates;

ALTER TABLE production_assignments ADD COLUMN ranked_at INTEGER;
ALTER TABLE production_assignments ADD COLUMN ranked_supply INTEGER;
ALTER TABLE production_assignments ADD COLUMN demands_deposit INTEGER NOT NULL DEFAULT 0 CHECK (demands_deposit IN (0, 1));
ALTER TABLE production_assignments ADD COLUMN reminded_at INTEGER;
-- Who comes for a pickup says it.
ALTER TABLE production_assignments ADD COLUMN pickup_code TEXT;
CREATE INDEX production_assignments_handed ON production_assignments (handed_at) WHERE status = 'HANDED_TO_DELIVERY';

CREATE TRIGGER production_assignments_promised BEFORE UPDATE OF promised_ready_on, deposit_basis_points, demands_deposit ON production_assignments
WHEN OLD.status NOT IN ('PENDING_ASSIGNMENT', 'NOTIFIED')
  AND ((OLD.promised_ready_on IS NOT NULL AND NEW.promised_ready_on IS NOT OLD.promised_ready_on)
    OR NEW.deposit_basis_points IS NOT OLD.deposit_basis_points OR NEW.demands_deposit <> OLD.demands_deposit)
BEGIN SELECT RAISE(ABORT, 'krafta:assignment-frozen The day and the terms were promised when the workshop accepted.'); END;

-- Supply ----------------------------------------------------------------------------------------------------------

CREATE TABLE supply_state (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  version INTEGER NOT NULL
) STRICT;
INSERT INTO supply_state (id, version) VALUES (1, 1);

CREATE TRIGGER workshops_supply_new AFTER INSERT ON workshops BEGIN UPDATE supply_state SET version = version + 1; END;
CREATE TRIGGER workshops_supply AFTER UPDATE ON workshops BEGIN UPDATE supply_state SET version = version + 1; END;
CREATE TRIGGER workshop_offers_supply_new AFTER INSERT ON workshop_offers BEGIN UPDATE supply_state SET version = version + 1; END;
CREATE TRIGGER workshop_offers_supply AFTER UPDATE ON workshop_offers BEGIN UPDATE supply_state SET version = version + 1; END;
CREATE TRIGGER workshop_zones_supply_new AFTER INSERT ON workshop_zones BEGIN UPDATE supply_state SET version = version + 1; END;
CREATE TRIGGER workshop_zones_supply_gone AFTER DELETE ON workshop_zones BEGIN UPDATE supply_state SET version = version + 1; END;
CREATE TRIGGER service_zones_supply AFTER UPDATE ON service_zones BEGIN UPDATE supply_state SET version = version + 1; END;
CREATE TRIGGER service_zone_cities_supply_new AFTER INSERT ON service_zone_cities BEGIN UPDATE supply_state SET version = version + 1; END;
CREATE TRIGGER service_zone_cities_supply_gone AFTER DELETE ON service_zone_cities BEGIN UPDATE supply_state SET version = version + 1; END;
CREATE TRIGGER capacity_weekly_supply_new AFTER INSERT ON capacity_weekly BEGIN UPDATE supply_state SET version = version + 1; END;
CREATE TRIGGER capacity_weekly_supply AFTER UPDATE ON capacity_weekly BEGIN UPDATE supply_state SET version = version + 1; END;
CREATE TRIGGER capacity_weekly_supply_gone AFTER DELETE ON capacity_weekly BEGIN UPDATE supply_state SET version = version + 1; END;
CREATE TRIGGER capacity_overrides_supply_new AFTER INSERT ON capacity_overrides BEGIN UPDATE supply_state SET version = version + 1; END;
CREATE TRIGGER capacity_overrides_supply AFTER UPDATE ON capacity_overrides BEGIN UPDATE supply_state SET version = version + 1; END;
CREATE TRIGGER capacity_overrides_supply_gone AFTER DELETE ON capacity_overrides BEGIN UPDATE supply_state SET version = version + 1; END;
CREATE TRIGGER holidays_supply_new AFTER INSERT ON holidays BEGIN UPDATE supply_state SET version = version + 1; END;
CREATE TRIGGER holidays_supply_gone AFTER DELETE ON holidays BEGIN UPDATE supply_state SET version = version + 1; END;

-- Bookings --------------------------------------------------------------------------------------------------------

-- All that a day's free units are computed from, without a look at the rows.
DROP INDEX capacity_bookings_day;
CREATE INDEX capacity_bookings_held ON capacity_bookings (workshop_id, day, offer_id, units, assignment_id) WHERE state = 'HELD';
CREATE INDEX capacity_bookings_freed ON capacity_bookings (freed_at) WHERE state = 'FREED';

CREATE TRIGGER capacity_bookings_within BEFORE INSERT ON capacity_bookings
WHEN NEW.state = 'HELD' AND trim(coalesce(NEW.override_reason, '')) = ''
BEGIN
  SELECT CASE
    WHEN NEW.units + (SELECT coalesce(sum(b.units), 0) FROM capacity_bookings b
        WHERE b.workshop_id = NEW.workshop_id AND b.day = NEW.day AND b.state = 'HELD')
      > CASE WHEN EXISTS (SELECT 1 FROM holidays h WHERE h.day = NEW.day) THEN 0
        ELSE coalesce(
          (SELECT v.units FROM capacity_overrides v WHERE v.workshop_id = NEW.workshop_id AND v.day = NEW.day),
          (SELECT w.units FROM capacity_weekly w
            WHERE w.workshop_id = NEW.workshop_id AND w.weekday = (CAST(strftime('%w', NEW.day) AS INTEGER) + 6) % 7 + 1), 0) END THEN
      RAISE(ABORT, 'krafta:capacity-full The workshop has not so many units free on that day.')
    WHEN NEW.units + (SELECT coalesce(sum(b.units), 0) FROM capacity_bookings b
        WHERE b.workshop_id = NEW.workshop_id AND b.day = NEW.day AND b.offer_id = NEW.offer_id AND b.state = 'HELD')
      > (SELECT f.daily_limit FROM workshop_offers f WHERE f.id = NEW.offer_id) THEN
      RAISE(ABORT, 'krafta:capacity-full The offer has not so many units free on that day.')
  END;
END;

CREATE TRIGGER capacity_bookings_frozen BEFORE UPDATE ON capacity_bookings
WHEN NEW.id <> OLD.id OR NEW.assignment_id <> OLD.assignment_id OR NEW.workshop_id <> OLD.workshop_id OR NEW.offer_id IS NOT OLD.offer_id
  OR NEW.day <> OLD.day OR NEW.units <> OLD.units OR NEW.override_reason IS NOT OLD.override_reason OR NEW.override_by IS NOT OLD.override_by
  OR NEW.created_at <> OLD.created_at OR OLD.state = 'FREED'
BEGIN SELECT RAISE(ABORT, 'krafta:booking-frozen A booking is only freed, once.'); END;

-- Timed jobs ------------------------------------------------------------------------------------------------------

-- Of many programs on one database only the holder of the lease runs the timed jobs.
CREATE TABLE job_leases (
  name TEXT NOT NULL PRIMARY KEY,
  holder BLOB NOT NULL CHECK (length(holder) = 16),
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Kept ------------------------------------------------------------------------------------------------------------

CREATE TRIGGER workshop_changes_kept BEFORE DELETE ON workshop_changes
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of workshop_changes are never deleted.'); END;
CREATE TRIGGER workshop_changes_unedited BEFORE UPDATE ON workshop_changes
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of workshop_changes are never edited.'); END;
CREATE TRIGGER assignment_rankings_kept BEFORE DELETE ON assignment_rankings
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of assignment_rankings are never deleted.'); END;
CREATE TRIGGER assignment_rankings_unedited BEFORE UPDATE ON assignment_rankings
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of assignment_rankings are never edited.'); END;
CREATE TRIGGER capacity_bookings_kept BEFORE DELETE ON capacity_bookings
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of capacity_bookings are never deleted.'); END;
CREATE TRIGGER capacity_bookings_unreplaced BEFORE INSERT ON capacity_bookings
WHEN EXISTS (SELECT 1 FROM capacity_bookings WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of capacity_bookings are never replaced.'); END;
CREATE TRIGGER workshop_exclusions_kept BEFORE DELETE ON workshop_exclusions
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of workshop_exclusions are never deleted.'); END;
CREATE TRIGGER workshop_exclusions_unedited BEFORE UPDATE ON workshop_exclusions
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of workshop_exclusions are never edited.'); END;
