-- The database guards money, not only edges, for any client and role: who walks an edge, the proof that goes with an event, what an
-- order costs, what a verdict counted, who paid.

SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);

-- Who may walk an edge (domain.md §2 and §3); a test compares it with the domain's tables.
CREATE TABLE edge_roles (
  code text NOT NULL CONSTRAINT "krafta:out-of-bounds code" CHECK (length(code) <= 60),
  -- Empty where the edge begins the order or the assignment.
  from_status text NOT NULL CONSTRAINT "krafta:out-of-bounds from_status" CHECK (length(from_status) <= 60),
  role text NOT NULL CHECK (role IN ('ADMIN', 'COORDINATOR', 'SUPPORT', 'WORKSHOP', 'CUSTOMER', 'SYSTEM')),
  PRIMARY KEY (code, from_status, role)
);
INSERT INTO edge_roles (code, from_status, role)
SELECT DISTINCT e.code, coalesce(e.from_status, ''), unnest(string_to_array(r.roles, ' '))
FROM (SELECT code, from_status::text FROM payment_edges UNION ALL SELECT code, from_status::text FROM assignment_edges) AS e
JOIN (VALUES
  ('P1', 'CUSTOMER ADMIN SYSTEM'), ('P2', 'CUSTOMER ADMIN'), ('P3', 'CUSTOMER ADMIN'), ('P4', 'ADMIN'), ('P5', 'ADMIN SYSTEM SUPPORT'),
  ('P6', 'ADMIN'), ('P7', 'ADMIN'), ('P8', 'ADMIN'), ('P9', 'CUSTOMER ADMIN'), ('P10', 'ADMIN'), ('P11', 'CUSTOMER ADMIN SYSTEM'),
  ('P12', 'ADMIN'), ('P13', 'CUSTOMER ADMIN'), ('P14', 'ADMIN'), ('P15', 'ADMIN'), ('P16', 'ADMIN'), ('P17', 'ADMIN'), ('P18', 'ADMIN'),
  ('P19', 'ADMIN'), ('P20', 'ADMIN'),
  ('A1', 'SYSTEM'), ('A2', 'COORDINATOR ADMIN'), ('A3', 'SYSTEM COORDINATOR ADMIN'), ('A4', 'WORKSHOP COORDINATOR ADMIN'),
  ('A5', 'WORKSHOP COORDINATOR ADMIN SYSTEM'), ('A6', 'WORKSHOP COORDINATOR ADMIN'), ('A7', 'WORKSHOP COORDINATOR ADMIN'),
  ('A8', 'WORKSHOP COORDINATOR ADMIN'), ('A9', 'WORKSHOP COORDINATOR ADMIN'), ('A10', 'CUSTOMER COORDINATOR ADMIN SYSTEM'),
  ('A11', 'SYSTEM COORDINATOR ADMIN'), ('A12', 'ADMIN'), ('A13', 'ADMIN')) AS r (code, roles) ON r.code = e.code;
-- A workshop gives back what it accepted.
INSERT INTO edge_roles (code, from_status, role) VALUES ('A11', 'ACCEPTED', 'WORKSHOP');

-- What is written now happened now, within a day. Only the owner may say otherwise, to keep a past; "krafta db check" tells of it.
CREATE TABLE clock_rule (
  one integer NOT NULL PRIMARY KEY DEFAULT 1 CHECK (one = 1),
  applies boolean NOT NULL
);
INSERT INTO clock_rule (applies) VALUES (true);
CREATE FUNCTION krafta_is_now(at timestamptz) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT at BETWEEN now() - interval '1 day' AND now() + interval '1 day' OR NOT (SELECT applies FROM clock_rule)
$$;

-- Events ----------------------------------------------------------------------------------------------------------

-- What an order costs: its products' prices, the rate of its day (whatever the shop's time zone), and that much in bolívares.
CREATE FUNCTION krafta_check_quote(order_id_in uuid) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  o orders;
BEGIN
  SELECT * INTO o FROM orders WHERE id = order_id_in;
  IF abs(o.due_amount - round(o.total_amount * o.rate, 2)) > 0.01 THEN
    PERFORM krafta_refuse('quote-figures', 'What is due is the total at the rate.', 'due_amount = round(total_amount * rate, 2)');
  ELSIF NOT EXISTS (SELECT 1 FROM exchange_rates e WHERE e.rate = o.rate AND e.ended IS NULL
    AND e.value_date BETWEEN (o.quoted_at AT TIME ZONE 'UTC' - interval '12 hours')::date
      AND (o.quoted_at AT TIME ZONE 'UTC' + interval '14 hours')::date + 5) THEN
    PERFORM krafta_refuse('quote-figures', 'The rate is not the one of that day.', 'Take it from exchange_rates.');
  ELSIF o.quote_expires_at > o.quoted_at + interval '366 days' THEN
    PERFORM krafta_refuse('quote-figures', 'A quote lasts at most a year.');
  ELSIF EXISTS (SELECT 1 FROM order_items i JOIN products p ON p.id = i.product_id
    WHERE i.order_id = order_id_in AND (i.unit_price_amount <> p.unit_price_amount OR i.currency <> p.unit_price_currency OR NOT p.active)) THEN
    PERFORM krafta_refuse('item-price', 'An item has the price of its product.', 'Take it from products.');
  END IF;
END $$;

-- What a verdict counted: no more than the bank's evidence has, at no better rate than the order was quoted.
CREATE FUNCTION krafta_check_counted(order_id_in uuid) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM payment_submissions s
    WHERE s.order_id = order_id_in AND s.state = 'VERIFIED' AND s.surplus_of IS NULL
      AND (NOT EXISTS (SELECT 1 FROM payment_evidence e WHERE e.submission_id = s.id AND e.currency = s.verified_currency AND e.amount >= s.verified_amount)
        OR s.credited_amount > CASE s.verified_currency WHEN 'VES' THEN s.verified_amount
          ELSE (SELECT round(s.verified_amount * max(q.rate), 2) + 0.01 FROM order_quotes q WHERE q.order_id = order_id_in) END)) THEN
    PERFORM krafta_refuse('evidence-exceeded', 'A proof counts no more than its evidence from the bank.');
  END IF;
END $$;

CREATE FUNCTION krafta_order_events_guarded() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  o record;
BEGIN
  IF NEW.actor_role IN ('CUSTOMER', 'SYSTEM') THEN
    IF NEW.actor_id IS NOT NULL THEN
      PERFORM krafta_refuse('event-actor', 'A customer and the system are no operators.', 'Leave actor_id out.');
    END IF;
    NEW.actor_name := CASE NEW.actor_role WHEN 'CUSTOMER' THEN 'cliente' ELSE 'sistema' END;
  ELSIF NOT EXISTS (SELECT 1 FROM operators p WHERE p.id = NEW.actor_id AND p.active AND p.role = NEW.actor_role) THEN
    PERFORM krafta_refuse('event-actor', 'An event of staff names an active operator with that role.');
  END IF;
  IF NOT krafta_is_now(NEW.at) THEN
    PERFORM krafta_refuse('not-now', 'An event happens when it is written.', 'Use the present instant.');
  ELSIF NEW.lane = 'NOTE' THEN
    RETURN NEW;
  ELSIF NOT EXISTS (SELECT 1 FROM edge_roles r WHERE r.code = NEW.edge
    AND r.from_status = coalesce(NEW.from_status, '') AND r.role = NEW.actor_role) THEN
    PERFORM krafta_refuse('forbidden', format('%s does not walk %s.', NEW.actor_role, NEW.edge), 'edge_roles has who does.');
  ELSIF NEW.edge IN ('P7', 'A5') AND NEW.reason_code IS NULL
    OR NEW.edge IN ('P10', 'P12', 'P17', 'P18', 'P19', 'A12', 'A13') AND trim(coalesce(NEW.text, '')) = '' THEN
    PERFORM krafta_refuse('reason-required', 'This edge has a reason.');
  END IF;
  SELECT claim_operator_id, due_amount, credited_amount, on_hold INTO o FROM orders WHERE id = NEW.order_id;
  CASE
    WHEN NEW.edge = 'P1' THEN PERFORM krafta_check_quote(NEW.order_id);
    -- A proof is reported once.
    WHEN NEW.edge IN ('P2', 'P3', 'P9', 'P18') THEN
      IF NOT EXISTS (SELECT 1 FROM payment_submissions s
        WHERE s.id = NEW.submission_id AND s.order_id = NEW.order_id AND s.state = 'OPEN')
        OR EXISTS (SELECT 1 FROM order_events e WHERE e.order_id = NEW.order_id AND e.submission_id = NEW.submission_id) THEN
        PERFORM krafta_refuse('event-proof', 'A reported payment has its own open proof of this order.');
      END IF;
    WHEN NEW.edge IN ('P6', 'P7', 'P8') THEN
      IF o.claim_operator_id IS DISTINCT FROM NEW.actor_id THEN
        PERFORM krafta_refuse('not-holder', 'A verdict is given by whoever holds the order for review.');
      ELSIF NEW.edge <> 'P7' THEN
        PERFORM krafta_check_counted(NEW.order_id);
      END IF;
      -- The shop's tolerance is a setting, and never more than this.
      IF NEW.edge = 'P6' AND o.credited_amount < o.due_amount - greatest(100, o.due_amount * 0.1) THEN
        PERFORM krafta_refuse('not-covered', 'What was verified does not cover what is due.');
      END IF;
    ELSE NULL;
  END CASE;
  RETURN NEW;
END $$;
-- After order_events_checked, which locks the order and puts its events in order.
CREATE TRIGGER order_events_guarded BEFORE INSERT ON order_events
FOR EACH ROW EXECUTE FUNCTION krafta_order_events_guarded();

-- What a site wrote is told of as what the program writes: the customer and, of a payment, the admins; each once.
CREATE FUNCTION krafta_order_events_told() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  o orders;
BEGIN
  SELECT * INTO o FROM orders WHERE id = NEW.order_id;
  INSERT INTO notifications (order_id, event_seq, kind, recipient_kind, recipient, channel, template, data, unique_key)
  SELECT o.id, NEW.seq, NEW.edge, whom.kind, CASE whom.kind WHEN 'CUSTOMER' THEN o.customer_phone END, whom.channel,
    'message-' || lower(whom.kind) || '-' || NEW.edge,
    jsonb_build_object('order', o.number, 'customer', o.customer_name, 'by', NEW.actor_role, 'delivery', o.delivery_method,
      'label', NEW.to_status,
      'total', jsonb_build_object('amount', o.total_amount::text, 'currency', o.currency),
      'due', jsonb_build_object('amount', o.due_amount::text, 'currency', o.due_currency),
      'credited', jsonb_build_object('amount', o.credited_amount::text, 'currency', o.due_currency),
      'expires_at', to_char(o.quote_expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
      || CASE jsonb_typeof(NEW.data) WHEN 'object' THEN NEW.data ELSE '{}' END,
    o.number || ':' || NEW.seq || ':' || whom.kind
  FROM (VALUES ('CUSTOMER', 'SMS'), ('ADMINS', 'PANEL')) AS whom (kind, channel)
  WHERE whom.kind = 'CUSTOMER' OR NEW.edge IN ('P2', 'P3', 'P9')
  ON CONFLICT (unique_key) DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER order_events_told AFTER INSERT ON order_events FOR EACH ROW
WHEN (NEW.actor_role = 'CUSTOMER' AND NEW.operation_id IS NULL AND NEW.edge IN ('P1', 'P2', 'P3', 'P9', 'P11'))
EXECUTE FUNCTION krafta_order_events_told();

-- Orders and proofs -----------------------------------------------------------------------------------------------

-- What is due changes with a new quote and in no other way: the balance at another rate, the total at the day's, or what was before.
CREATE FUNCTION krafta_quotes_figures() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  o orders;
BEGIN
  SELECT * INTO o FROM orders WHERE id = NEW.order_id;
  IF NEW.total_amount <> o.total_amount OR NOT (abs(NEW.due_amount - round(NEW.total_amount * NEW.rate, 2)) <= 0.01
    OR abs(NEW.due_amount - o.credited_amount - round((o.due_amount - o.credited_amount) * NEW.rate / o.rate, 2)) <= 0.01
    OR EXISTS (SELECT 1 FROM order_quotes q WHERE q.order_id = NEW.order_id AND q.due_amount = NEW.due_amount AND q.rate = NEW.rate)) THEN
    PERFORM krafta_refuse('quote-figures', 'A new quote is of the order''s total, at a rate.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER order_quotes_figures BEFORE INSERT ON order_quotes FOR EACH ROW
WHEN (NEW.seq > 1)
EXECUTE FUNCTION krafta_quotes_figures();

CREATE FUNCTION krafta_orders_quoted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM order_quotes q WHERE q.order_id = NEW.id AND q.due_amount = NEW.due_amount AND q.rate = NEW.rate
    AND q.quoted_at = NEW.quoted_at AND q.expires_at = NEW.quote_expires_at
    AND q.seq = (SELECT max(m.seq) FROM order_quotes m WHERE m.order_id = NEW.id)) THEN
    PERFORM krafta_refuse('order-frozen', 'What is due is what the order''s last quote says.', 'Insert the quote first.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER orders_quoted BEFORE UPDATE ON orders FOR EACH ROW
WHEN (NEW.due_amount <> OLD.due_amount OR NEW.rate <> OLD.rate OR NEW.quoted_at <> OLD.quoted_at OR NEW.quote_expires_at <> OLD.quote_expires_at)
EXECUTE FUNCTION krafta_orders_quoted();

CREATE FUNCTION krafta_now_only() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_TABLE_NAME = 'orders' THEN
    IF NOT krafta_is_now(NEW.placed_at) OR NOT krafta_is_now(NEW.quoted_at) THEN
      PERFORM krafta_refuse('not-now', 'An order is placed and quoted when it is written.', 'Use the present instant.');
    END IF;
  ELSIF NOT krafta_is_now(NEW.reported_at) OR (NEW.paid_on > (now() + interval '1 day')::date AND NOT krafta_is_now(NEW.paid_on)) THEN
    PERFORM krafta_refuse('not-now', 'A payment is reported when it is written, and was paid before.', 'Use the present instant.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER orders_now BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION krafta_now_only();
CREATE TRIGGER payment_submissions_now BEFORE INSERT ON payment_submissions FOR EACH ROW EXECUTE FUNCTION krafta_now_only();

-- People ----------------------------------------------------------------------------------------------------------

-- Money is moved, and a limit passed, by an active operator who may: the column that names them, and their roles.
CREATE FUNCTION krafta_by_operator() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM operators p
    WHERE p.id = (to_jsonb(NEW) ->> TG_ARGV[0])::uuid AND p.active AND p.role = ANY (string_to_array(TG_ARGV[1], ' '))) THEN
    PERFORM krafta_refuse('event-actor', format('%s names an active operator who may: %s.', TG_ARGV[0], TG_ARGV[1]));
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_evidence_by BEFORE INSERT ON payment_evidence
FOR EACH ROW EXECUTE FUNCTION krafta_by_operator('operator_id', 'ADMIN');
CREATE TRIGGER refund_payments_by BEFORE INSERT ON refund_payments
FOR EACH ROW EXECUTE FUNCTION krafta_by_operator('paid_by', 'ADMIN');
CREATE TRIGGER settlements_by BEFORE INSERT ON settlements
FOR EACH ROW EXECUTE FUNCTION krafta_by_operator('paid_by', 'ADMIN');
CREATE TRIGGER payable_payments_by BEFORE INSERT ON payable_payments
FOR EACH ROW EXECUTE FUNCTION krafta_by_operator('paid_by', 'ADMIN');
CREATE TRIGGER capacity_bookings_by BEFORE INSERT ON capacity_bookings FOR EACH ROW
WHEN (trim(coalesce(NEW.override_reason, '')) <> '')
EXECUTE FUNCTION krafta_by_operator('override_by', 'ADMIN COORDINATOR');
CREATE TRIGGER orders_claimed_by BEFORE UPDATE ON orders FOR EACH ROW
WHEN (NEW.claim_operator_id IS NOT NULL AND NEW.claim_operator_id IS DISTINCT FROM OLD.claim_operator_id)
EXECUTE FUNCTION krafta_by_operator('claim_operator_id', 'ADMIN');
