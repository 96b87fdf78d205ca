-- Of what workshops were asked in a period, how much they accepted: only those answers are read, however long the shop has been open.
CREATE INDEX production_assignments_answered ON production_assignments (notified_at, workshop_id, accepted_at)
  WHERE workshop_id IS NOT NULL AND (accepted_at IS NOT NULL OR status = 'REJECTED');

-- The few bookings above a limit, which the board marks.
CREATE INDEX capacity_bookings_overridden ON capacity_bookings (workshop_id, day, units) WHERE state = 'HELD' AND override_reason IS NOT NULL;
