-- Of what workshops were asked in a period, how much they accepted: only those answers are read, however long the shop has been open.
CREATE INDEX production_assignments_answered ON production_assignments (notified_at, workshop_id, accepted_at)
  WHERE workshop_id IS NOT NULL AND (accepted_at IS NOT NULL OR status = 'REJECTED');
