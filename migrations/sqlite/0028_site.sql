-- A customer site in any language places an order and reports a payment by one INSERT each, into a view whose trigger computes what a
-- site would have to: numbers, prices, shipping, rate and term, the keys of a reference, the edge.

-- The pictures of payments, under their SHA-256: written once. A program on this machine may keep them in a folder instead.
CREATE TABLE receipts (
  digest TEXT NOT NULL PRIMARY KEY CONSTRAINT "krafta:out-of-bounds digest"
    CHECK (length(digest) = 64 AND length(CAST(digest AS BLOB)) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
  kind TEXT NOT NULL CONSTRAINT "krafta:out-of-bounds kind" CHECK (length(kind) <= 60 AND length(CAST(kind AS BLOB)) <= 240),
  content BLOB NOT NULL CONSTRAINT "krafta:receipt-too-large" CHECK (length(content) BETWEEN 1 AND 5000000),
  stored_at INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) * 1000)
    CONSTRAINT "krafta:out-of-bounds stored_at" CHECK (stored_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:receipt-kind" CHECK (CASE kind
    WHEN 'JPEG' THEN substr(content, 1, 3) = x'FFD8FF'
    WHEN 'PNG' THEN substr(content, 1, 8) = x'89504E470D0A1A0A'
    WHEN 'WEBP' THEN substr(content, 1, 4) = x'52494646' AND substr(content, 9, 4) = x'57454250'
    WHEN 'HEIC' THEN substr(content, 5, 4) = x'66747970'
    WHEN 'PDF' THEN substr(content, 1, 5) = x'255044462D'
    ELSE 0 END)
) STRICT;
CREATE TRIGGER receipts_unreplaced BEFORE INSERT ON receipts
WHEN EXISTS (SELECT 1 FROM receipts r WHERE r.digest = NEW.digest AND r.content <> NEW.content) BEGIN
  SELECT RAISE(ABORT, 'krafta:append-only Rows of receipts are never replaced.');
END;
CREATE TRIGGER receipts_unedited BEFORE UPDATE ON receipts BEGIN
  SELECT RAISE(ABORT, 'krafta:append-only Rows of receipts are never edited or deleted. Write a row that corrects it.');
END;
CREATE TRIGGER receipts_kept BEFORE DELETE ON receipts BEGIN
  SELECT RAISE(ABORT, 'krafta:append-only Rows of receipts are never edited or deleted. Write a row that corrects it.');
END;

CREATE VIEW site_orders AS
SELECT o.number, o.customer_name, o.customer_phone, o.customer_id_doc, o.customer_email, o.delivery_method, o.state_code,
  (SELECT c.name FROM cities c WHERE c.id = o.city_id) AS city, o.address, NULL AS items,
  o.subtotal_amount, o.shipping_amount, o.total_amount, o.due_amount, o.rate, o.quote_expires_at, o.payment_status, o.placed_at
FROM orders o;

-- What an order placed today would cost: the items' prices, the way there (the city's rate, else the state's, else the cheapest of
-- its zones'), the rate of the day in Caracas and until when it holds.
CREATE TRIGGER site_orders_placed INSTEAD OF INSERT ON site_orders BEGIN
  SELECT CASE
    WHEN json_valid(NEW.items) IS NOT 1 OR json_type(NEW.items) <> 'array' OR json_array_length(NEW.items) NOT BETWEEN 1 AND 200 THEN
      RAISE(ABORT, 'krafta:empty-order An order has from 1 to 200 items: [{"sku": …, "quantity": …}].')
    WHEN EXISTS (SELECT 1 FROM json_each(NEW.items) i
      WHERE NOT EXISTS (SELECT 1 FROM products p WHERE p.sku = json_extract(i.value, '$.sku') AND p.active)) THEN
      RAISE(ABORT, 'krafta:product-unknown There is no such product: its sku is in products.')
    WHEN EXISTS (SELECT 1 FROM json_each(NEW.items) i WHERE json_type(i.value, '$.quantity') IS NOT 'integer'
      OR json_extract(i.value, '$.quantity') NOT BETWEEN 1 AND 100000) THEN
      RAISE(ABORT, 'krafta:quantity-out-of-range From 1 to 100000 pieces.')
    WHEN trim(coalesce(NEW.customer_name, '')) = '' THEN RAISE(ABORT, 'krafta:name-required Say who orders.')
    WHEN trim(coalesce(NEW.customer_phone, '')) = '' THEN RAISE(ABORT, 'krafta:phone-malformed A phone is like 0414-555.12.34 or +58 414 5551234.')
    WHEN NEW.city IS NOT NULL AND NOT EXISTS (SELECT 1 FROM cities c WHERE c.name = trim(NEW.city)
      AND (NEW.state_code IS NULL OR c.state_code = NEW.state_code)) THEN
      RAISE(ABORT, 'krafta:city-unknown There is no such city: its name is in cities.')
    WHEN coalesce(NEW.delivery_method, 'PICKUP') <> 'PICKUP' AND NEW.city IS NULL AND NEW.state_code IS NULL THEN
      RAISE(ABORT, 'krafta:city-required Say the city or the state it goes to.')
    WHEN coalesce(NEW.delivery_method, 'PICKUP') <> 'PICKUP' AND trim(coalesce(NEW.address, '')) = '' THEN
      RAISE(ABORT, 'krafta:address-required Say the address it goes to.')
    WHEN NOT EXISTS (SELECT 1 FROM exchange_rates e WHERE e.ended IS NULL
      AND e.value_date BETWEEN date('now', '-4 hours') AND date('now', '-4 hours', '+5 days')) THEN
      RAISE(ABORT, 'krafta:no-rate There is no exchange rate for today.')
  END;
  INSERT INTO orders (number, customer_name, customer_phone, customer_id_doc, customer_email, delivery_method, city_id, state_code, address,
    subtotal_amount, shipping_amount, total_amount, currency, due_amount, due_currency, rate, quoted_at, quote_expires_at, placed_at, last_event_at)
  SELECT coalesce(NEW.number, 'KRFT-' || substr('ABCDEFGHJKMNPQRSTUVWXYZ23456789', 1 + abs(random() % 31), 1) || substr('ABCDEFGHJKMNPQRSTUVWXYZ23456789', 1 + abs(random() % 31), 1) || substr('ABCDEFGHJKMNPQRSTUVWXYZ23456789', 1 + abs(random() % 31), 1) || substr('ABCDEFGHJKMNPQRSTUVWXYZ23456789', 1 + abs(random() % 31), 1) || substr('ABCDEFGHJKMNPQRSTUVWXYZ23456789', 1 + abs(random() % 31), 1) || substr('ABCDEFGHJKMNPQRSTUVWXYZ23456789', 1 + abs(random() % 31), 1)),
    trim(NEW.customer_name), CASE WHEN replace(replace(replace(replace(replace(replace(NEW.customer_phone, ' ', ''), '-', ''), '.', ''), '(', ''), ')', ''), '/', '') LIKE '+%' THEN replace(replace(replace(replace(replace(replace(NEW.customer_phone, ' ', ''), '-', ''), '.', ''), '(', ''), ')', ''), '/', '') WHEN replace(replace(replace(replace(replace(replace(NEW.customer_phone, ' ', ''), '-', ''), '.', ''), '(', ''), ')', ''), '/', '') LIKE '0058%' THEN '+' || substr(replace(replace(replace(replace(replace(replace(NEW.customer_phone, ' ', ''), '-', ''), '.', ''), '(', ''), ')', ''), '/', ''), 3) ELSE '+58' || ltrim(replace(replace(replace(replace(replace(replace(NEW.customer_phone, ' ', ''), '-', ''), '.', ''), '(', ''), ')', ''), '/', ''), '0') END,
    nullif(upper(replace(replace(replace(replace(replace(replace(NEW.customer_id_doc, ' ', ''), '-', ''), '.', ''), '(', ''), ')', ''), '/', '')), ''), lower(nullif(trim(NEW.customer_email), '')), t.method, t.city_id, t.state_code,
    nullif(trim(NEW.address), ''), t.subtotal, t.shipping, t.subtotal + t.shipping, 'USD',
    (t.subtotal + t.shipping) * CAST(substr(t.rate, 1, instr(t.rate || '.', '.') - 1) AS INTEGER) + ((t.subtotal + t.shipping)
      * CAST(substr(substr(t.rate, instr(t.rate || '.', '.') + 1) || '00000000', 1, 8) AS INTEGER) + 50000000) / 100000000,
    'VES', t.rate, t.now, max(t.now, (strftime('%s', date('now', '-4 hours', '+1 day')) + 14399) * 1000000), t.now, t.now
  FROM (SELECT w.*, CASE w.method WHEN 'PICKUP' THEN 0 ELSE (SELECT r.amount FROM shipping_rates r
      WHERE r.active AND r.method = w.method AND (r.city_id = w.city_id OR r.state_code = w.state_code
        OR r.zone_id IN (SELECT z.zone_id FROM service_zone_cities z WHERE z.city_id = w.city_id))
      ORDER BY r.city_id IS NULL, r.state_code IS NULL, r.amount, r.id LIMIT 1) END AS shipping
    FROM (SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) * 1000 AS now, coalesce(NEW.delivery_method, 'PICKUP') AS method,
      (SELECT c.id FROM cities c WHERE c.name = trim(NEW.city) AND (NEW.state_code IS NULL OR c.state_code = NEW.state_code)) AS city_id,
      coalesce((SELECT c.state_code FROM cities c WHERE c.name = trim(NEW.city) AND (NEW.state_code IS NULL OR c.state_code = NEW.state_code)),
        NEW.state_code) AS state_code,
      (SELECT sum(json_extract(i.value, '$.quantity') * p.unit_price_amount) FROM json_each(NEW.items) i
        JOIN products p ON p.sku = json_extract(i.value, '$.sku')) AS subtotal,
      (SELECT e.rate FROM exchange_rates e WHERE e.ended IS NULL
        AND e.value_date BETWEEN date('now', '-4 hours') AND date('now', '-4 hours', '+5 days') ORDER BY e.value_date LIMIT 1) AS rate) w) t
  WHERE t.shipping IS NOT NULL OR RAISE(ABORT, 'krafta:shipping-rate-missing Nothing is brought there that way: shipping_rates has where it is.');
  INSERT INTO order_items (order_id, product_id, name, quantity, unit_price_amount, currency, line_amount)
  SELECT o.id, p.id, p.name, json_extract(i.value, '$.quantity'), p.unit_price_amount, p.unit_price_currency,
    json_extract(i.value, '$.quantity') * p.unit_price_amount
  FROM orders o, json_each(NEW.items) i JOIN products p ON p.sku = json_extract(i.value, '$.sku') WHERE o.rowno = (SELECT max(rowno) FROM orders);
  INSERT INTO order_quotes (order_id, seq, total_amount, currency, due_amount, due_currency, rate, quoted_at, expires_at)
  SELECT id, 1, total_amount, currency, due_amount, due_currency, rate, quoted_at, quote_expires_at FROM orders WHERE rowno = (SELECT max(rowno) FROM orders);
  INSERT INTO order_events (order_id, seq, at, lane, edge, from_status, to_status, actor_role, actor_name, data)
  SELECT o.id, 1, o.placed_at, 'PAYMENT', 'P1', NULL, 'PENDING', 'CUSTOMER', 'cliente', json_object('accounts', json((
    SELECT coalesce(json_group_array(json_patch('{}', json_object('alias', a.alias, 'method', a.method, 'currency', a.currency, 'bank', a.bank_code,
      'number', a.number, 'phone', a.phone, 'email', a.email, 'holder', a.holder_name, 'holder_id', a.holder_id))), '[]')
    FROM (SELECT * FROM bank_accounts WHERE active AND CASE o.delivery_method WHEN 'PICKUP' THEN offered_pickup
      WHEN 'LOCAL_DELIVERY' THEN offered_local_delivery ELSE offered_national_shipping END ORDER BY offered_order, alias) a)))
  FROM orders o WHERE o.rowno = (SELECT max(rowno) FROM orders);
END;

CREATE VIEW site_reports AS
SELECT o.number AS order_number, s.method, s.amount, s.currency, s.paid_on, (SELECT a.alias FROM bank_accounts a WHERE a.id = s.account_id) AS account,
  s.origin_bank, s.reference, s.payer_name, s.payer_id_doc, s.payer_phone, s.payer_email, s.receipt_digest, s.seq, s.state, s.reported_at
FROM payment_submissions s JOIN orders o ON o.id = s.order_id;

CREATE TRIGGER site_reports_made INSTEAD OF INSERT ON site_reports BEGIN
  SELECT CASE
    WHEN NOT EXISTS (SELECT 1 FROM orders o WHERE o.number = NEW.order_number) THEN RAISE(ABORT, 'krafta:order-unknown There is no such order.')
    WHEN NOT EXISTS (SELECT 1 FROM orders o WHERE o.number = NEW.order_number AND o.payment_status IN ('PENDING', 'REPORTED', 'REJECTED')) THEN
      RAISE(ABORT, 'krafta:order-takes-no-proof The order takes no proofs in its present status.')
    WHEN EXISTS (SELECT 1 FROM orders o WHERE o.number = NEW.order_number AND o.payment_status = 'REJECTED' AND o.attempt >= 5) THEN
      RAISE(ABORT, 'krafta:too-many-attempts A payment is reported at most 5 times.')
    WHEN NEW.account IS NOT NULL AND NOT EXISTS (SELECT 1 FROM bank_accounts a WHERE a.alias = NEW.account AND a.active) THEN
      RAISE(ABORT, 'krafta:account-unknown There is no such account: its alias is in bank_accounts.')
    WHEN NEW.method <> 'CASH' AND trim(coalesce(NEW.reference, '')) = '' THEN
      RAISE(ABORT, 'krafta:reference-missing Say the reference of the payment.')
    WHEN NEW.receipt_digest IS NOT NULL AND NOT EXISTS (SELECT 1 FROM receipts r WHERE r.digest = NEW.receipt_digest) THEN
      RAISE(ABORT, 'krafta:receipt-missing The picture is not there: insert it in receipts first.')
    WHEN NEW.paid_on > date('now', '-4 hours') THEN RAISE(ABORT, 'krafta:date-future A payment was made today or before.')
  END;
  INSERT INTO payment_submissions (order_id, seq, attempt, quote_seq, previous_id, reported_by, method, amount, currency, paid_on, account_id,
    origin_bank, reference, reference_key, reference_reversed, payer_name, payer_id_doc, payer_phone, payer_email, receipt_digest,
    receipt_kind, receipt_bytes, digest, reported_at)
  SELECT o.id, (SELECT coalesce(max(s.seq), 0) + 1 FROM payment_submissions s WHERE s.order_id = o.id),
    CASE o.payment_status WHEN 'REJECTED' THEN o.attempt + 1 ELSE max(o.attempt, 1) END,
    (SELECT max(q.seq) FROM order_quotes q WHERE q.order_id = o.id),
    CASE o.payment_status WHEN 'REJECTED' THEN
      (SELECT s.id FROM payment_submissions s WHERE s.order_id = o.id AND s.state = 'REJECTED' ORDER BY s.seq DESC LIMIT 1) END,
    'CUSTOMER', NEW.method, NEW.amount, coalesce(NEW.currency, 'VES'), NEW.paid_on, (SELECT a.id FROM bank_accounts a WHERE a.alias = NEW.account),
    NEW.origin_bank, nullif(trim(NEW.reference), ''), nullif(ltrim(upper(replace(replace(replace(replace(replace(replace(trim(NEW.reference), ' ', ''), '-', ''), '.', ''), '(', ''), ')', ''), '/', '')), '0'), ''),
    (SELECT group_concat(sign, '') FROM (SELECT substr(nullif(ltrim(upper(replace(replace(replace(replace(replace(replace(trim(NEW.reference), ' ', ''), '-', ''), '.', ''), '(', ''), ')', ''), '/', '')), '0'), ''), n.value, 1) AS sign
      FROM json_each('[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63,64]') n
      WHERE n.value <= length(nullif(ltrim(upper(replace(replace(replace(replace(replace(replace(trim(NEW.reference), ' ', ''), '-', ''), '.', ''), '(', ''), ')', ''), '/', '')), '0'), '')) ORDER BY n.value DESC)),
    nullif(trim(NEW.payer_name), ''), nullif(upper(replace(replace(replace(replace(replace(replace(NEW.payer_id_doc, ' ', ''), '-', ''), '.', ''), '(', ''), ')', ''), '/', '')), ''),
    CASE WHEN NEW.payer_phone IS NOT NULL THEN CASE WHEN replace(replace(replace(replace(replace(replace(NEW.payer_phone, ' ', ''), '-', ''), '.', ''), '(', ''), ')', ''), '/', '') LIKE '+%' THEN replace(replace(replace(replace(replace(replace(NEW.payer_phone, ' ', ''), '-', ''), '.', ''), '(', ''), ')', ''), '/', '') WHEN replace(replace(replace(replace(replace(replace(NEW.payer_phone, ' ', ''), '-', ''), '.', ''), '(', ''), ')', ''), '/', '') LIKE '0058%' THEN '+' || substr(replace(replace(replace(replace(replace(replace(NEW.payer_phone, ' ', ''), '-', ''), '.', ''), '(', ''), ')', ''), '/', ''), 3) ELSE '+58' || ltrim(replace(replace(replace(replace(replace(replace(NEW.payer_phone, ' ', ''), '-', ''), '.', ''), '(', ''), ')', ''), '/', ''), '0') END END,
    lower(nullif(trim(NEW.payer_email), '')), NEW.receipt_digest, (SELECT r.kind FROM receipts r WHERE r.digest = NEW.receipt_digest),
    (SELECT length(r.content) FROM receipts r WHERE r.digest = NEW.receipt_digest), lower(hex(randomblob(32))), CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) * 1000
  FROM orders o WHERE o.number = NEW.order_number;
  INSERT INTO order_events (order_id, seq, at, lane, edge, from_status, to_status, submission_id, actor_role, actor_name, data)
  SELECT o.id, o.event_seq + 1, s.reported_at, 'PAYMENT', CASE o.payment_status WHEN 'PENDING' THEN 'P2' WHEN 'REPORTED' THEN 'P3' ELSE 'P9' END,
    o.payment_status, 'REPORTED', s.id, 'CUSTOMER', 'cliente',
    json_patch('{}', json_object('method', s.method, 'bank', s.origin_bank, 'reference', s.reference,
      'amount', json_object('amount', printf('%d.%02d', s.amount / 100, s.amount % 100), 'currency', s.currency)))
  FROM orders o JOIN payment_submissions s ON s.order_id = o.id
  WHERE o.number = NEW.order_number AND s.seq = (SELECT max(m.seq) FROM payment_submissions m WHERE m.order_id = o.id);
END;
