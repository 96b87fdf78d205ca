-- PostgreSQL reads the text of every CHECK and of every WHEN of a trigger anew for each statement that writes to its table: of a
-- table with 38 of them that takes longer than the write. What a function says is read once a connection. So on the tables that
-- commands write to, all CHECKs of a table go into one function, each under its name, and conditions into the triggers' functions.
-- They are refused as before, for the same values and by the same names.

SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);

-- The function is called by one CHECK, with the columns that it looks at as arguments of their names.
DO $$
DECLARE
  target text;
  parameters text;
  arguments text;
  conditions text;
  dropped text;
BEGIN
  FOREACH target IN ARRAY ARRAY['orders', 'order_items', 'order_quotes', 'order_events', 'payment_submissions', 'payment_evidence',
    'payment_verification_logs', 'refunds', 'refund_payments', 'production_assignments', 'capacity_bookings', 'notifications',
    'workshop_payables', 'payable_payments', 'payable_events', 'settlements'] LOOP
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

-- A function in SQL is planned anew in each transaction, one in PL/pgSQL once a connection.
CREATE OR REPLACE FUNCTION krafta_is_now(at timestamptz) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  RETURN at BETWEEN now() - interval '1 day' AND now() + interval '1 day' OR NOT (SELECT applies FROM clock_rule);
END $$;

-- Triggers for the columns that a statement names, instead of a WHEN that compares them. ------------------------------

CREATE OR REPLACE FUNCTION krafta_orders_frozen() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF NEW.id <> OLD.id OR NEW.number <> OLD.number OR NEW.delivery_method <> OLD.delivery_method
    OR NEW.subtotal_amount <> OLD.subtotal_amount OR NEW.shipping_amount <> OLD.shipping_amount
    OR NEW.total_amount <> OLD.total_amount OR NEW.currency <> OLD.currency OR NEW.due_currency <> OLD.due_currency
    OR NEW.placed_at <> OLD.placed_at OR NEW.created_at <> OLD.created_at THEN
    PERFORM krafta_refuse('order-frozen', 'The number, totals and delivery method of an order were frozen at checkout.',
      'Cancel the order and place another.');
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER orders_frozen BEFORE UPDATE OF id, number, delivery_method, subtotal_amount, shipping_amount, total_amount,
  currency, due_currency, placed_at, created_at ON orders FOR EACH ROW EXECUTE FUNCTION krafta_orders_frozen();

CREATE OR REPLACE FUNCTION krafta_orders_quoted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF (NEW.due_amount <> OLD.due_amount OR NEW.rate <> OLD.rate OR NEW.quoted_at <> OLD.quoted_at OR NEW.quote_expires_at <> OLD.quote_expires_at)
    AND NOT EXISTS (SELECT 1 FROM order_quotes q WHERE q.order_id = NEW.id AND q.due_amount = NEW.due_amount AND q.rate = NEW.rate
      AND q.quoted_at = NEW.quoted_at AND q.expires_at = NEW.quote_expires_at
      AND q.seq = (SELECT max(m.seq) FROM order_quotes m WHERE m.order_id = NEW.id)) THEN
    PERFORM krafta_refuse('order-frozen', 'What is due is what the order''s last quote says.', 'Insert the quote first.');
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER orders_quoted BEFORE UPDATE OF due_amount, rate, quoted_at, quote_expires_at ON orders
FOR EACH ROW EXECUTE FUNCTION krafta_orders_quoted();

CREATE OR REPLACE FUNCTION krafta_orders_status_by_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF NEW.payment_status = OLD.payment_status AND NEW.production_status IS NOT DISTINCT FROM OLD.production_status
    AND NEW.event_seq = OLD.event_seq AND NEW.version = OLD.version AND NEW.last_event_at = OLD.last_event_at THEN
    RETURN NEW;
  ELSIF NEW.event_seq <> OLD.event_seq + 1 OR NEW.version <> OLD.version + 1 OR NOT EXISTS (
    SELECT 1 FROM order_events e
    WHERE e.order_id = OLD.id AND e.seq = NEW.event_seq
      AND NEW.payment_status::text = CASE e.lane WHEN 'PAYMENT' THEN e.to_status ELSE OLD.payment_status::text END
      AND NEW.production_status::text IS NOT DISTINCT FROM CASE
        WHEN e.lane <> 'PRODUCTION' THEN OLD.production_status::text
        WHEN e.to_status NOT IN ('REJECTED', 'CANCELLED') THEN e.to_status END) THEN
    PERFORM krafta_refuse('status-without-event', 'A status changes by inserting into order_events.',
      'Insert the event; its trigger applies the status.');
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER orders_status_by_event BEFORE UPDATE OF payment_status, production_status, event_seq, version, last_event_at
ON orders FOR EACH ROW EXECUTE FUNCTION krafta_orders_status_by_event();

CREATE OR REPLACE FUNCTION krafta_orders_credited() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF NEW.credited_amount <> OLD.credited_amount AND NEW.credited_amount <>
    (SELECT coalesce(sum(s.credited_amount), 0) FROM payment_submissions s WHERE s.order_id = NEW.id AND s.state = 'VERIFIED') THEN
    PERFORM krafta_refuse('credited-amount', 'Credited money is the sum of the order''s verified proofs.');
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER orders_credited BEFORE UPDATE OF credited_amount ON orders
FOR EACH ROW EXECUTE FUNCTION krafta_orders_credited();

CREATE OR REPLACE FUNCTION krafta_submissions_declared() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF (NEW.id, NEW.order_id, NEW.seq, NEW.attempt, NEW.quote_seq, NEW.previous_id, NEW.reported_by, NEW.reported_by_id, NEW.method,
      NEW.amount, NEW.currency, NEW.paid_on, NEW.account_id, NEW.origin_bank, NEW.reference, NEW.reference_key, NEW.reference_reversed,
      NEW.payer_name, NEW.payer_id_doc, NEW.payer_phone, NEW.payer_email, NEW.receipt_digest, NEW.receipt_kind, NEW.receipt_bytes,
      NEW.digest, NEW.reported_at, NEW.created_at)
    IS DISTINCT FROM
     (OLD.id, OLD.order_id, OLD.seq, OLD.attempt, OLD.quote_seq, OLD.previous_id, OLD.reported_by, OLD.reported_by_id, OLD.method,
      OLD.amount, OLD.currency, OLD.paid_on, OLD.account_id, OLD.origin_bank, OLD.reference, OLD.reference_key, OLD.reference_reversed,
      OLD.payer_name, OLD.payer_id_doc, OLD.payer_phone, OLD.payer_email, OLD.receipt_digest, OLD.receipt_kind, OLD.receipt_bytes,
      OLD.digest, OLD.reported_at, OLD.created_at) THEN
    PERFORM krafta_refuse('submission-declared', 'What was declared in a proof never changes; report another.');
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER payment_submissions_declared BEFORE UPDATE OF id, order_id, seq, attempt, quote_seq, previous_id, reported_by,
  reported_by_id, method, amount, currency, paid_on, account_id, origin_bank, reference, reference_key, reference_reversed, payer_name,
  payer_id_doc, payer_phone, payer_email, receipt_digest, receipt_kind, receipt_bytes, digest, reported_at, created_at
ON payment_submissions FOR EACH ROW EXECUTE FUNCTION krafta_submissions_declared();
