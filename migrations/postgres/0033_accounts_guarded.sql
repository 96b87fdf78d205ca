SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);

-- What terminals booked while the ledger was made is booked in it now.
LOCK TABLE workshop_payables, payable_events, payable_payments IN SHARE ROW EXCLUSIVE MODE;
INSERT INTO workshop_movements (workshop_id, currency, at, entry, source_id, change)
SELECT * FROM (
  SELECT p.workshop_id, p.currency, p.created_at AS at, 'LINE' AS entry, p.id, p.amount FROM workshop_payables p
  UNION ALL SELECT p.workshop_id, p.currency, e.at, 'VOID', p.id, -e.amount
    FROM payable_events e JOIN workshop_payables p ON p.id = e.payable_id WHERE e.kind = 'VOIDED'
  UNION ALL SELECT p.workshop_id, p.currency, y.paid_at, CASE WHEN y.reverses_id IS NULL THEN 'PAYMENT' ELSE 'REVERSAL' END, y.id, -y.amount
    FROM payable_payments y JOIN workshop_payables p ON p.id = y.payable_id
) found (workshop_id, currency, at, entry, source_id, change)
WHERE NOT EXISTS (SELECT 1 FROM workshop_movements m WHERE m.workshop_id = found.workshop_id AND m.currency = found.currency
  AND m.at = found.at AND m.entry = found.entry AND m.source_id = found.source_id)
ORDER BY 3, 4, 5;

-- The tables that came since, and three more that every command writes to, have their CHECKs in a function each (0032).
DO $$
DECLARE
  target text;
  parameters text;
  arguments text;
  conditions text;
  dropped text;
BEGIN
  FOREACH target IN ARRAY ARRAY['operations', 'assignment_rankings', 'receipts', 'workshop_movements', 'workshop_months'] LOOP
    SELECT string_agg(format('%I %s', a.attname, format_type(a.atttypid, NULL)), ', ' ORDER BY a.attnum),
      string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
    INTO parameters, arguments
    FROM pg_attribute a WHERE a.attrelid = target::regclass AND EXISTS (
      SELECT 1 FROM pg_constraint c WHERE c.conrelid = a.attrelid AND c.contype = 'c' AND a.attnum = ANY (c.conkey));
    SELECT string_agg(format('    WHEN NOT (%s) THEN %L', pg_get_expr(c.conbin, c.conrelid), c.conname), E'\n' ORDER BY c.conname),
      string_agg(format('DROP CONSTRAINT %I', c.conname), ', ')
    INTO conditions, dropped
    FROM pg_constraint c WHERE c.conrelid = target::regclass AND c.contype = 'c';
    EXECUTE format('CREATE FUNCTION %I(%s) RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT AS %L',
      'krafta_' || target || '_fit', parameters, format(E'\nDECLARE\n  unfit text := CASE\n%s\n  END;\nBEGIN\n'
        '  IF unfit IS NOT NULL THEN\n'
        '    RAISE EXCEPTION ''new row for relation "%s" violates check constraint "%%"'', unfit\n'
        '      USING ERRCODE = ''23514'', CONSTRAINT = unfit, TABLE = ''%s'';\n'
        '  END IF;\n  RETURN true;\nEND ', conditions, target, target));
    EXECUTE format('ALTER TABLE %I %s, ADD CONSTRAINT %I CHECK (%I(%s))', target, dropped, target || '_fit', 'krafta_' || target || '_fit', arguments);
  END LOOP;
END $$;

-- The sender of a site asks for the messages that wait.
CREATE INDEX notifications_unsent ON notifications (created_at, id) WHERE sent_at IS NULL AND cancelled_at IS NULL;
-- The newest changes of a table.
CREATE INDEX master_changes_table ON master_changes (table_name, id);
