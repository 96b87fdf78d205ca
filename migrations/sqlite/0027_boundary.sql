-- The database guards money, not only edges, whoever writes: who walks an edge, the proof that goes with an event, what an order
-- costs, what a verdict counted, who paid.

-- Who may walk an edge (domain.md §2 and §3); a test compares it with the domain's tables.
CREATE TABLE edge_roles (
  code TEXT NOT NULL CONSTRAINT "krafta:out-of-bounds code" CHECK (length(code) <= 60 AND length(CAST(code AS BLOB)) <= 240),
  -- Empty where the edge begins the order or the assignment.
  from_status TEXT NOT NULL CONSTRAINT "krafta:out-of-bounds from_status"
    CHECK (length(from_status) <= 60 AND length(CAST(from_status AS BLOB)) <= 240),
  role TEXT NOT NULL CHECK (role IN ('ADMIN', 'COORDINATOR', 'SUPPORT', 'WORKSHOP', 'CUSTOMER', 'SYSTEM')),
  PRIMARY KEY (code, from_status, role)
) STRICT, WITHOUT ROWID;
INSERT INTO edge_roles (code, from_status, role)
SELECT DISTINCT e.code, coalesce(e.from_status, ''), r.role
FROM (SELECT code, from_status FROM payment_edges UNION ALL SELECT code, from_status FROM assignment_edges) e
JOIN (SELECT column1 AS code, column2 AS role FROM (VALUES
  ('P1', 'CUSTOMER'), ('P1', 'ADMIN'), ('P1', 'SYSTEM'), ('P2', 'CUSTOMER'), ('P2', 'ADMIN'), ('P3', 'CUSTOMER'),
  ('P3', 'ADMIN'), ('P4', 'ADMIN'), ('P5', 'ADMIN'), ('P5', 'SYSTEM'), ('P5', 'SUPPORT'), ('P6', 'ADMIN'),
  ('P7', 'ADMIN'), ('P8', 'ADMIN'), ('P9', 'CUSTOMER'), ('P9', 'ADMIN'), ('P10', 'ADMIN'), ('P11', 'CUSTOMER'),
  ('P11', 'ADMIN'), ('P11', 'SYSTEM'), ('P12', 'ADMIN'), ('P13', 'CUSTOMER'), ('P13', 'ADMIN'), ('P14', 'ADMIN'),
  ('P15', 'ADMIN'), ('P16', 'ADMIN'), ('P17', 'ADMIN'), ('P18', 'ADMIN'), ('P19', 'ADMIN'), ('P20', 'ADMIN'),
  ('A1', 'SYSTEM'), ('A2', 'COORDINATOR'), ('A2', 'ADMIN'), ('A3', 'SYSTEM'), ('A3', 'COORDINATOR'), ('A3', 'ADMIN'),
  ('A4', 'WORKSHOP'), ('A4', 'COORDINATOR'), ('A4', 'ADMIN'), ('A5', 'WORKSHOP'), ('A5', 'COORDINATOR'), ('A5', 'ADMIN'),
  ('A5', 'SYSTEM'), ('A6', 'WORKSHOP'), ('A6', 'COORDINATOR'), ('A6', 'ADMIN'), ('A7', 'WORKSHOP'), ('A7', 'COORDINATOR'),
  ('A7', 'ADMIN'), ('A8', 'WORKSHOP'), ('A8', 'COORDINATOR'), ('A8', 'ADMIN'), ('A9', 'WORKSHOP'), ('A9', 'COORDINATOR'),
  ('A9', 'ADMIN'), ('A10', 'CUSTOMER'), ('A10', 'COORDINATOR'), ('A10', 'ADMIN'), ('A10', 'SYSTEM'), ('A11', 'SYSTEM'),
  ('A11', 'COORDINATOR'), ('A11', 'ADMIN'), ('A12', 'ADMIN'), ('A13', 'ADMIN'))) r ON r.code = e.code;
-- A workshop gives back what it accepted.
INSERT INTO edge_roles (code, from_status, role) VALUES ('A11', 'ACCEPTED', 'WORKSHOP');

-- What is written now happened now, within a day; another rule keeps a past, and "krafta db check" tells of it.
CREATE TABLE clock_rule (
  one INTEGER NOT NULL PRIMARY KEY DEFAULT 1 CHECK (one = 1),
  applies INTEGER NOT NULL CHECK (applies IN (0, 1))
) STRICT;
INSERT INTO clock_rule (applies) VALUES (1);
CREATE VIEW clock_range AS
SELECT CASE applies WHEN 1 THEN CAST((julianday('now') - 2440588.5) * 86400000 AS INTEGER) * 1000 ELSE 0 END AS first,
  CASE applies WHEN 1 THEN CAST((julianday('now') - 2440586.5) * 86400000 AS INTEGER) * 1000 ELSE 9000000000000000 END AS last,
  CASE applies WHEN 1 THEN date('now', '+1 day') ELSE '9999-12-31' END AS last_day
FROM clock_rule;

-- Events ----------------------------------------------------------------------------------------------------------

CREATE TRIGGER order_events_by BEFORE INSERT ON order_events BEGIN
  SELECT CASE
    WHEN NEW.actor_role IN ('CUSTOMER', 'SYSTEM') AND NEW.actor_id IS NOT NULL THEN
      RAISE(ABORT, 'krafta:event-actor A customer and the system are no operators.')
    WHEN NEW.actor_role IN ('CUSTOMER', 'SYSTEM') AND NEW.actor_name <> CASE NEW.actor_role WHEN 'CUSTOMER' THEN 'cliente' ELSE 'sistema' END THEN
      RAISE(ABORT, 'krafta:event-actor A customer''s event has the name "cliente", the system''s "sistema".')
    WHEN NEW.actor_role NOT IN ('CUSTOMER', 'SYSTEM')
      AND NOT EXISTS (SELECT 1 FROM operators p WHERE p.id = NEW.actor_id AND p.active AND p.role = NEW.actor_role) THEN
      RAISE(ABORT, 'krafta:event-actor An event of staff names an active operator with that role.')
    WHEN NOT EXISTS (SELECT 1 FROM clock_range c WHERE NEW.at BETWEEN c.first AND c.last) THEN
      RAISE(ABORT, 'krafta:not-now An event happens when it is written.')
    -- What is no edge is refused as such elsewhere.
    WHEN EXISTS (SELECT 1 FROM edge_roles r WHERE r.code = NEW.edge AND r.from_status = coalesce(NEW.from_status, ''))
      AND NOT EXISTS (SELECT 1 FROM edge_roles r
        WHERE r.code = NEW.edge AND r.from_status = coalesce(NEW.from_status, '') AND r.role = NEW.actor_role) THEN
      RAISE(ABORT, 'krafta:forbidden That role does not walk that edge: edge_roles has who does.')
    WHEN NEW.edge IN ('P7', 'A5') AND NEW.reason_code IS NULL
      OR NEW.edge IN ('P10', 'P12', 'P17', 'P18', 'P19', 'A12', 'A13') AND trim(coalesce(NEW.text, '')) = '' THEN
      RAISE(ABORT, 'krafta:reason-required This edge has a reason.')
  END;
END;

-- What an order costs: its products' prices, the rate of its day (whatever the shop's time zone), and that much in bolívares,
-- counted in whole numbers: the rate's digits before and after its point.
CREATE VIEW order_figures AS
SELECT o.id AS order_id, o.due_amount,
  o.total_amount * CAST(substr(o.rate, 1, instr(o.rate || '.', '.') - 1) AS INTEGER)
    + (o.total_amount * CAST(substr(substr(o.rate, instr(o.rate || '.', '.') + 1) || '00000000', 1, 8) AS INTEGER) + 50000000) / 100000000 AS counted
FROM orders o;

CREATE TRIGGER order_events_placed BEFORE INSERT ON order_events WHEN NEW.edge = 'P1' BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM order_figures f WHERE f.order_id = NEW.order_id AND abs(f.due_amount - f.counted) > 1) THEN
      RAISE(ABORT, 'krafta:quote-figures What is due is the total at the rate.')
    WHEN NOT EXISTS (SELECT 1 FROM orders o JOIN exchange_rates e
      ON e.value_date BETWEEN date(o.quoted_at / 1000000 - 43200, 'unixepoch') AND date(o.quoted_at / 1000000 + 50400, 'unixepoch', '+5 days')
      WHERE o.id = NEW.order_id AND e.ended IS NULL AND CAST(e.rate AS REAL) = CAST(o.rate AS REAL)) THEN
      RAISE(ABORT, 'krafta:quote-figures The rate is not the one of that day.')
    WHEN EXISTS (SELECT 1 FROM orders o WHERE o.id = NEW.order_id AND o.quote_expires_at > o.quoted_at + 31622400000000) THEN
      RAISE(ABORT, 'krafta:quote-figures A quote lasts at most a year.')
    WHEN EXISTS (SELECT 1 FROM order_items i JOIN products p ON p.id = i.product_id
      WHERE i.order_id = NEW.order_id AND (i.unit_price_amount <> p.unit_price_amount OR i.currency <> p.unit_price_currency OR NOT p.active)) THEN
      RAISE(ABORT, 'krafta:item-price An item has the price of its product.')
  END;
END;

CREATE TRIGGER order_events_reported BEFORE INSERT ON order_events WHEN NEW.edge IN ('P2', 'P3', 'P9', 'P18')
  AND EXISTS (SELECT 1 FROM payment_edges m JOIN orders o ON o.payment_status = m.from_status
    WHERE o.id = NEW.order_id AND m.code = NEW.edge AND m.from_status = NEW.from_status AND m.to_status = NEW.to_status)
  AND (NOT EXISTS (SELECT 1 FROM payment_submissions s WHERE s.id = NEW.submission_id AND s.order_id = NEW.order_id AND s.state = 'OPEN')
    OR EXISTS (SELECT 1 FROM order_events e WHERE e.order_id = NEW.order_id AND e.submission_id = NEW.submission_id))
BEGIN SELECT RAISE(ABORT, 'krafta:event-proof A reported payment has its own open proof of this order.'); END;

-- A verdict is the holder's, counts no more than the bank's evidence has at no better rate than the order was quoted, and covers
-- what is due: the shop's tolerance is a setting, and never more than this.
CREATE TRIGGER order_events_verdict BEFORE INSERT ON order_events WHEN NEW.edge IN ('P6', 'P7', 'P8')
  AND EXISTS (SELECT 1 FROM payment_edges m JOIN orders o ON o.payment_status = m.from_status
    WHERE o.id = NEW.order_id AND m.code = NEW.edge AND m.from_status = NEW.from_status AND m.to_status = NEW.to_status)
BEGIN
  SELECT CASE
    WHEN NOT EXISTS (SELECT 1 FROM orders o WHERE o.id = NEW.order_id AND o.claim_operator_id = NEW.actor_id) THEN
      RAISE(ABORT, 'krafta:not-holder A verdict is given by whoever holds the order for review.')
    WHEN NEW.edge <> 'P7' AND EXISTS (
      SELECT 1 FROM payment_submissions s
      WHERE s.order_id = NEW.order_id AND s.state = 'VERIFIED' AND s.surplus_of IS NULL
        AND EXISTS (SELECT 1 FROM payment_evidence e WHERE e.submission_id = s.id)
        AND (NOT EXISTS (SELECT 1 FROM payment_evidence e
            WHERE e.submission_id = s.id AND e.currency = s.verified_currency AND e.amount >= s.verified_amount)
          OR s.credited_amount > CASE s.verified_currency WHEN 'VES' THEN s.verified_amount
            ELSE (SELECT max(s.verified_amount * CAST(substr(q.rate, 1, instr(q.rate || '.', '.') - 1) AS INTEGER)
              + (s.verified_amount * CAST(substr(substr(q.rate, instr(q.rate || '.', '.') + 1) || '00000000', 1, 8) AS INTEGER) + 50000000) / 100000000) + 1
              FROM order_quotes q WHERE q.order_id = NEW.order_id) END)) THEN
      RAISE(ABORT, 'krafta:evidence-exceeded A proof counts no more than its evidence from the bank.')
    WHEN NEW.edge = 'P6' AND EXISTS (SELECT 1 FROM payment_submissions s JOIN payment_evidence e ON e.submission_id = s.id
        WHERE s.order_id = NEW.order_id AND s.state = 'VERIFIED')
      AND EXISTS (SELECT 1 FROM orders o WHERE o.id = NEW.order_id AND o.credited_amount < o.due_amount - max(10000, o.due_amount / 10)) THEN
      RAISE(ABORT, 'krafta:not-covered What was verified does not cover what is due.')
  END;
END;

-- What a site wrote is told of as what the program writes: the customer and, of a payment, the admins; each once.
CREATE TRIGGER order_events_told AFTER INSERT ON order_events
WHEN NEW.actor_role = 'CUSTOMER' AND NEW.operation_id IS NULL AND NEW.edge IN ('P1', 'P2', 'P3', 'P9', 'P11')
BEGIN
  INSERT INTO notifications (order_id, event_seq, kind, recipient_kind, recipient, channel, template, data, unique_key)
  SELECT o.id, NEW.seq, NEW.edge, whom.kind, CASE whom.kind WHEN 'CUSTOMER' THEN o.customer_phone END, whom.channel,
    'message-' || lower(whom.kind) || '-' || NEW.edge,
    json_patch(json_object('order', o.number, 'customer', o.customer_name, 'by', NEW.actor_role, 'delivery', o.delivery_method,
      'label', NEW.to_status,
      'total', json_object('amount', printf('%d.%02d', o.total_amount / 100, o.total_amount % 100), 'currency', o.currency),
      'due', json_object('amount', printf('%d.%02d', o.due_amount / 100, o.due_amount % 100), 'currency', o.due_currency),
      'credited', json_object('amount', printf('%d.%02d', o.credited_amount / 100, o.credited_amount % 100), 'currency', o.due_currency),
      'expires_at', strftime('%Y-%m-%dT%H:%M:%SZ', o.quote_expires_at / 1000000, 'unixepoch')),
      CASE json_type(NEW.data) WHEN 'object' THEN NEW.data ELSE '{}' END),
    o.number || ':' || NEW.seq || ':' || whom.kind
  FROM orders o, (SELECT 'CUSTOMER' AS kind, 'SMS' AS channel UNION ALL SELECT 'ADMINS', 'PANEL') whom
  WHERE o.id = NEW.order_id AND (whom.kind = 'CUSTOMER' OR NEW.edge IN ('P2', 'P3', 'P9'))
  ON CONFLICT (unique_key) DO NOTHING;
END;

-- Orders and proofs -----------------------------------------------------------------------------------------------

-- What is due changes with a new quote and in no other way: the balance at another rate, the total at the day's, or what was before.
-- Guards of a later quote may count in floating point: what a customer is first asked is counted in whole numbers above.
CREATE TRIGGER order_quotes_figures BEFORE INSERT ON order_quotes
WHEN NEW.seq > 1 AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.id = NEW.order_id AND NEW.total_amount = o.total_amount
  AND (abs(NEW.due_amount - NEW.total_amount * CAST(NEW.rate AS REAL)) <= 1.5
    OR abs(NEW.due_amount - o.credited_amount - (o.due_amount - o.credited_amount) * CAST(NEW.rate AS REAL) / CAST(o.rate AS REAL)) <= 1.5
    OR EXISTS (SELECT 1 FROM order_quotes q WHERE q.order_id = NEW.order_id AND q.due_amount = NEW.due_amount AND q.rate = NEW.rate)))
BEGIN SELECT RAISE(ABORT, 'krafta:quote-figures A new quote is of the order''s total, at a rate.'); END;
CREATE TRIGGER orders_quoted BEFORE UPDATE ON orders
WHEN (NEW.due_amount <> OLD.due_amount OR NEW.rate <> OLD.rate OR NEW.quoted_at <> OLD.quoted_at OR NEW.quote_expires_at <> OLD.quote_expires_at)
  AND NOT EXISTS (SELECT 1 FROM order_quotes q WHERE q.order_id = NEW.id AND q.due_amount = NEW.due_amount AND q.rate = NEW.rate
    AND q.quoted_at = NEW.quoted_at AND q.expires_at = NEW.quote_expires_at
    AND q.seq = (SELECT max(m.seq) FROM order_quotes m WHERE m.order_id = NEW.id))
BEGIN SELECT RAISE(ABORT, 'krafta:order-frozen What is due is what the order''s last quote says.'); END;

CREATE TRIGGER orders_now BEFORE INSERT ON orders
WHEN NOT EXISTS (SELECT 1 FROM clock_range c WHERE NEW.placed_at BETWEEN c.first AND c.last AND NEW.quoted_at BETWEEN c.first AND c.last)
BEGIN SELECT RAISE(ABORT, 'krafta:not-now An order is placed and quoted when it is written.'); END;
CREATE TRIGGER payment_submissions_now BEFORE INSERT ON payment_submissions
WHEN NOT EXISTS (SELECT 1 FROM clock_range c WHERE NEW.reported_at BETWEEN c.first AND c.last AND NEW.paid_on <= c.last_day)
BEGIN SELECT RAISE(ABORT, 'krafta:not-now A payment is reported when it is written, and was paid before.'); END;

-- People ----------------------------------------------------------------------------------------------------------

-- Money is moved, and a limit passed, by an active operator who may.
CREATE TRIGGER payment_evidence_by BEFORE INSERT ON payment_evidence
WHEN NOT EXISTS (SELECT 1 FROM operators p WHERE p.id = NEW.operator_id AND p.active AND p.role = 'ADMIN')
BEGIN SELECT RAISE(ABORT, 'krafta:event-actor operator_id names an active operator who may: ADMIN.'); END;
CREATE TRIGGER refund_payments_by BEFORE INSERT ON refund_payments
WHEN NOT EXISTS (SELECT 1 FROM operators p WHERE p.id = NEW.paid_by AND p.active AND p.role = 'ADMIN')
BEGIN SELECT RAISE(ABORT, 'krafta:event-actor paid_by names an active operator who may: ADMIN.'); END;
CREATE TRIGGER settlements_by BEFORE INSERT ON settlements
WHEN NOT EXISTS (SELECT 1 FROM operators p WHERE p.id = NEW.paid_by AND p.active AND p.role = 'ADMIN')
BEGIN SELECT RAISE(ABORT, 'krafta:event-actor paid_by names an active operator who may: ADMIN.'); END;
CREATE TRIGGER payable_payments_by BEFORE INSERT ON payable_payments
WHEN NOT EXISTS (SELECT 1 FROM operators p WHERE p.id = NEW.paid_by AND p.active AND p.role = 'ADMIN')
BEGIN SELECT RAISE(ABORT, 'krafta:event-actor paid_by names an active operator who may: ADMIN.'); END;
CREATE TRIGGER capacity_bookings_by BEFORE INSERT ON capacity_bookings
WHEN trim(coalesce(NEW.override_reason, '')) <> ''
  AND NOT EXISTS (SELECT 1 FROM operators p WHERE p.id = NEW.override_by AND p.active AND p.role IN ('ADMIN', 'COORDINATOR'))
BEGIN SELECT RAISE(ABORT, 'krafta:event-actor override_by names an active operator who may: ADMIN COORDINATOR.'); END;
CREATE TRIGGER orders_claimed_by BEFORE UPDATE ON orders
WHEN NEW.claim_operator_id IS NOT NULL AND NEW.claim_operator_id IS NOT OLD.claim_operator_id
  AND NOT EXISTS (SELECT 1 FROM operators p WHERE p.id = NEW.claim_operator_id AND p.active AND p.role = 'ADMIN')
BEGIN SELECT RAISE(ABORT, 'krafta:event-actor claim_operator_id names an active operator who may: ADMIN.'); END;

-- Search ----------------------------------------------------------------------------------------------------------

-- As before, for SQLite from 3.37 on, whose trigrams keep accents: they are folded here, as on PostgreSQL.
DROP TRIGGER orders_search_added;
DROP TRIGGER orders_search_renamed;
DROP TABLE orders_search;
CREATE VIEW order_names AS
SELECT rowno, replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(customer_name, 'Ü', 'u'), 'ñ', 'n'), 'Ñ', 'n'), 'ç', 'c'), 'Ç', 'c'), 'ý', 'y'), 'ÿ', 'y'), 'Ý', 'y'), char(768), ''), char(769), ''), char(770), ''), char(771), ''), char(776), ''), char(807), '') AS customer_name
  FROM (SELECT rowno, replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(customer_name, 'ô', 'o'), 'õ', 'o'), 'ö', 'o'), 'Ó', 'o'), 'Ò', 'o'), 'Ô', 'o'), 'Õ', 'o'), 'Ö', 'o'), 'ú', 'u'), 'ù', 'u'), 'û', 'u'), 'ü', 'u'), 'Ú', 'u'), 'Ù', 'u'), 'Û', 'u') AS customer_name
  FROM (SELECT rowno, replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(customer_name, 'ë', 'e'), 'É', 'e'), 'È', 'e'), 'Ê', 'e'), 'Ë', 'e'), 'í', 'i'), 'ì', 'i'), 'î', 'i'), 'ï', 'i'), 'Í', 'i'), 'Ì', 'i'), 'Î', 'i'), 'Ï', 'i'), 'ó', 'o'), 'ò', 'o') AS customer_name
  FROM (SELECT rowno, replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(customer_name, 'á', 'a'), 'à', 'a'), 'â', 'a'), 'ã', 'a'), 'ä', 'a'), 'å', 'a'), 'Á', 'a'), 'À', 'a'), 'Â', 'a'), 'Ã', 'a'), 'Ä', 'a'), 'Å', 'a'), 'é', 'e'), 'è', 'e'), 'ê', 'e') AS customer_name FROM orders)));
CREATE VIRTUAL TABLE orders_search USING fts5 (customer_name, content = 'order_names', content_rowid = 'rowno', tokenize = 'trigram');
INSERT INTO orders_search (orders_search) VALUES ('rebuild');
CREATE TRIGGER orders_search_added AFTER INSERT ON orders
BEGIN INSERT INTO orders_search (rowid, customer_name) SELECT rowno, customer_name FROM order_names WHERE rowno = NEW.rowno; END;
CREATE TRIGGER orders_search_renamed AFTER UPDATE OF customer_name ON orders
WHEN NEW.customer_name <> OLD.customer_name
BEGIN
  INSERT INTO orders_search (orders_search, rowid, customer_name) SELECT 'delete', OLD.rowno, customer_name
  FROM (SELECT replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(customer_name, 'Ü', 'u'), 'ñ', 'n'), 'Ñ', 'n'), 'ç', 'c'), 'Ç', 'c'), 'ý', 'y'), 'ÿ', 'y'), 'Ý', 'y'), char(768), ''), char(769), ''), char(770), ''), char(771), ''), char(776), ''), char(807), '') AS customer_name
  FROM (SELECT replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(customer_name, 'ô', 'o'), 'õ', 'o'), 'ö', 'o'), 'Ó', 'o'), 'Ò', 'o'), 'Ô', 'o'), 'Õ', 'o'), 'Ö', 'o'), 'ú', 'u'), 'ù', 'u'), 'û', 'u'), 'ü', 'u'), 'Ú', 'u'), 'Ù', 'u'), 'Û', 'u') AS customer_name
  FROM (SELECT replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(customer_name, 'ë', 'e'), 'É', 'e'), 'È', 'e'), 'Ê', 'e'), 'Ë', 'e'), 'í', 'i'), 'ì', 'i'), 'î', 'i'), 'ï', 'i'), 'Í', 'i'), 'Ì', 'i'), 'Î', 'i'), 'Ï', 'i'), 'ó', 'o'), 'ò', 'o') AS customer_name
  FROM (SELECT replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(customer_name, 'á', 'a'), 'à', 'a'), 'â', 'a'), 'ã', 'a'), 'ä', 'a'), 'å', 'a'), 'Á', 'a'), 'À', 'a'), 'Â', 'a'), 'Ã', 'a'), 'Ä', 'a'), 'Å', 'a'), 'é', 'e'), 'è', 'e'), 'ê', 'e') AS customer_name FROM (SELECT OLD.customer_name AS customer_name)))));
  INSERT INTO orders_search (rowid, customer_name) SELECT rowno, customer_name FROM order_names WHERE rowno = NEW.rowno;
END;
