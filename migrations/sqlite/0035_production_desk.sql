-- What workshops have on their hands, by the day that was promised; without one it comes last. Said by what it is not, so that no
-- other index of the status seems as good.
CREATE INDEX production_assignments_promised ON production_assignments (coalesce(promised_ready_on, '2100-01-01'), id)
  WHERE status NOT IN ('PENDING_ASSIGNMENT', 'COMPLETED', 'REJECTED', 'CANCELLED');

-- Orders for which a workshop can be notified or chosen now, apart from those for which none was found.
CREATE INDEX production_assignments_choosable ON production_assignments (created_at, id)
  WHERE status NOT IN ('NOTIFIED', 'ACCEPTED', 'IN_PRODUCTION', 'READY', 'HANDED_TO_DELIVERY', 'COMPLETED', 'REJECTED', 'CANCELLED')
  AND (workshop_id IS NOT NULL OR cause <> 'NO_CANDIDATE');
