-- A bound for every instant, day, amount, rate, counter, text and JSON value, so that whatever anybody writes can be read again.
-- Written from the table in src/db/engine/bounds.rs: KRAFTA_BLESS=1 cargo test --lib bounds. Rows that would not fit are told of first.

PRAGMA writable_schema = ON;

-- Ids and instants that the database makes itself work from SQLite 3.37 on: without unhex(), and without subsec.
UPDATE sqlite_schema SET sql = replace(sql,
  '(unhex(printf(''%012x'', CAST(unixepoch(''subsec'') * 1000 AS INTEGER)) || ''7'' || substr(hex(randomblob(2)), 2) || substr(''89AB'', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))',
  '(CAST(randomblob(6) || substr(x''404142434445464748494A4B4C4D4E4F'', 1 + abs(random() % 16), 1) || randomblob(1) || substr(x''808182838485868788898A8B8C8D8E8F'', 1 + abs(random() % 16), 1) || randomblob(7) AS BLOB))')
WHERE sql LIKE '%unhex(%';
UPDATE sqlite_schema SET sql = replace(sql, 'unixepoch(''subsec'')', '((julianday(''now'') - 2440587.5) * 86400.0)') WHERE sql LIKE '%subsec%';
UPDATE sqlite_schema SET sql = replace(sql, 'unixepoch(OLD.value_date)', 'CAST(strftime(''%s'', OLD.value_date) AS INTEGER)')
WHERE sql LIKE '%unixepoch(OLD.value_date)%';
-- There, json_valid(NULL) is false.
UPDATE sqlite_schema SET sql = replace(replace(sql, 'CHECK (json_valid(old))', 'CHECK (old IS NULL OR json_valid(old))'),
  'CHECK (json_valid(new))', 'CHECK (new IS NULL OR json_valid(new))') WHERE name = 'master_changes';
-- A phone's pictures are WebP and HEIC too.
UPDATE sqlite_schema SET sql = replace(sql, 'receipt_kind IN (''JPEG'', ''PNG'', ''PDF'')',
  'receipt_kind IN (''JPEG'', ''PNG'', ''WEBP'', ''HEIC'', ''PDF'')') WHERE name = 'payment_submissions';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds version" CHECK (version BETWEEN 0 AND 1000000000),
  CONSTRAINT "krafta:out-of-bounds applied_at" CHECK (applied_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds name" CHECK (length(name) <= 200 AND length(CAST(name AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds checksum" CHECK (length(checksum) <= 200 AND length(CAST(checksum AS BLOB)) <= 800)) STRICT') WHERE type = 'table' AND name = 'schema_migrations';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds code" CHECK (code IN (''P1'', ''P2'', ''P3'', ''P4'', ''P5'', ''P6'', ''P7'', ''P8'', ''P9'', ''P10'', ''P11'', ''P12'', ''P13'', ''P14'', ''P15'', ''P16'', ''P17'', ''P18'', ''P19'', ''P20'', ''A1'', ''A2'', ''A3'', ''A4'', ''A5'', ''A6'', ''A7'', ''A8'', ''A9'', ''A10'', ''A11'', ''A12'', ''A13'', ''NOTE'', ''RANKED'', ''REMINDED'', ''REFUND_PART'', ''REFUND_PART_PAID'', ''REFUND_PAID'', ''REFUND_REVERSED'', ''REFUND_DESTINATION'', ''REFUND_VOIDED'', ''SURPLUS_CREDITED'', ''SURPLUS_RECORDED''))) STRICT') WHERE type = 'table' AND name = 'payment_edges';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds code" CHECK (code IN (''P1'', ''P2'', ''P3'', ''P4'', ''P5'', ''P6'', ''P7'', ''P8'', ''P9'', ''P10'', ''P11'', ''P12'', ''P13'', ''P14'', ''P15'', ''P16'', ''P17'', ''P18'', ''P19'', ''P20'', ''A1'', ''A2'', ''A3'', ''A4'', ''A5'', ''A6'', ''A7'', ''A8'', ''A9'', ''A10'', ''A11'', ''A12'', ''A13'', ''NOTE'', ''RANKED'', ''REMINDED'', ''REFUND_PART'', ''REFUND_PART_PAID'', ''REFUND_PAID'', ''REFUND_REVERSED'', ''REFUND_DESTINATION'', ''REFUND_VOIDED'', ''SURPLUS_CREDITED'', ''SURPLUS_RECORDED''))) STRICT') WHERE type = 'table' AND name = 'assignment_edges';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds name" CHECK (length(name) <= 200 AND length(CAST(name AS BLOB)) <= 800)) STRICT') WHERE type = 'table' AND name = 'states';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds name" CHECK (length(name) <= 200 AND length(CAST(name AS BLOB)) <= 800)) STRICT') WHERE type = 'table' AND name = 'cities';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds name" CHECK (length(name) <= 200 AND length(CAST(name AS BLOB)) <= 800)) STRICT') WHERE type = 'table' AND name = 'service_zones';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds sku" CHECK (length(sku) <= 200 AND length(CAST(sku AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds name" CHECK (length(name) <= 200 AND length(CAST(name AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds unit_price_amount" CHECK (unit_price_amount BETWEEN -100000000000000 AND 100000000000000),
  CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000)) STRICT') WHERE type = 'table' AND name = 'products';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds amount" CHECK (amount BETWEEN -100000000000000 AND 100000000000000),
  CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000)) STRICT') WHERE type = 'table' AND name = 'shipping_rates';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds alias" CHECK (length(alias) <= 200 AND length(CAST(alias AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds number" CHECK (length(number) <= 200 AND length(CAST(number AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds holder_name" CHECK (length(holder_name) <= 200 AND length(CAST(holder_name AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds holder_id" CHECK (length(holder_id) <= 200 AND length(CAST(holder_id AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds phone" CHECK (length(phone) <= 200 AND length(CAST(phone AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds email" CHECK (length(email) <= 200 AND length(CAST(email AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds offered_order" CHECK (offered_order BETWEEN 0 AND 1000000000),
  CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000)) STRICT') WHERE type = 'table' AND name = 'bank_accounts';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds name" CHECK (length(name) <= 200 AND length(CAST(name AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds contact_name" CHECK (length(contact_name) <= 200 AND length(CAST(contact_name AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds phone" CHECK (length(phone) <= 200 AND length(CAST(phone AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds email" CHECK (length(email) <= 200 AND length(CAST(email AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds rif" CHECK (length(rif) <= 200 AND length(CAST(rif AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds payee_account" CHECK (length(payee_account) <= 200 AND length(CAST(payee_account AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds payee_name" CHECK (length(payee_name) <= 200 AND length(CAST(payee_name AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds payee_id_doc" CHECK (length(payee_id_doc) <= 200 AND length(CAST(payee_id_doc AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds address" CHECK (length(address) <= 4000 AND length(CAST(address AS BLOB)) <= 16000),
  CONSTRAINT "krafta:out-of-bounds pause_reason" CHECK (length(pause_reason) <= 4000 AND length(CAST(pause_reason AS BLOB)) <= 16000),
  CONSTRAINT "krafta:out-of-bounds paused_until" CHECK (paused_until BETWEEN ''2000-01-01'' AND ''2100-01-01'' AND date(paused_until) = paused_until),
  CONSTRAINT "krafta:out-of-bounds version" CHECK (version BETWEEN 0 AND 1000000000),
  CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000)) STRICT') WHERE type = 'table' AND name = 'workshops';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds at" CHECK (at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds what" CHECK (length(what) <= 200 AND length(CAST(what AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds operator_name" CHECK (length(operator_name) <= 200 AND length(CAST(operator_name AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds reason" CHECK (length(reason) <= 4000 AND length(CAST(reason AS BLOB)) <= 16000),
  CONSTRAINT "krafta:out-of-bounds data" CHECK (length(CAST(data AS BLOB)) <= 100000)) STRICT') WHERE type = 'table' AND name = 'workshop_changes';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds unit_cost_amount" CHECK (unit_cost_amount BETWEEN -100000000000000 AND 100000000000000),
  CONSTRAINT "krafta:out-of-bounds capacity_units" CHECK (capacity_units BETWEEN 0 AND 1000000000),
  CONSTRAINT "krafta:out-of-bounds lead_days" CHECK (lead_days BETWEEN 0 AND 1000000000),
  CONSTRAINT "krafta:out-of-bounds daily_limit" CHECK (daily_limit BETWEEN 0 AND 1000000000),
  CONSTRAINT "krafta:out-of-bounds min_quantity" CHECK (min_quantity BETWEEN 0 AND 1000000000),
  CONSTRAINT "krafta:out-of-bounds max_quantity" CHECK (max_quantity BETWEEN 0 AND 1000000000),
  CONSTRAINT "krafta:out-of-bounds valid_from" CHECK (valid_from BETWEEN ''2000-01-01'' AND ''2100-01-01'' AND date(valid_from) = valid_from),
  CONSTRAINT "krafta:out-of-bounds valid_to" CHECK (valid_to BETWEEN ''2000-01-01'' AND ''2100-01-01'' AND date(valid_to) = valid_to),
  CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000)) STRICT') WHERE type = 'table' AND name = 'workshop_offers';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds reason_code" CHECK (reason_code IN (''NOT_FOUND'', ''AMOUNT_MISMATCH'', ''REF_MISMATCH'', ''REF_REUSED'', ''WRONG_ACCOUNT'', ''ILLEGIBLE'', ''INCOMPLETE_DATA'', ''REVERSED'', ''WRONG_CURRENCY'', ''SUSPECTED_FRAUD'', ''OTHER'', ''NO_CAPACITY'', ''NO_MATERIAL'', ''DEADLINE'', ''COST'', ''SPEC_UNCLEAR'', ''CANNOT_PRODUCE'', ''MACHINE_DOWN'', ''ZONE'', ''NO_ANSWER'', ''NO_CANDIDATE'', ''ATTEMPTS'', ''WITHDRAWN'')),
  CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000)) STRICT') WHERE type = 'table' AND name = 'workshop_exclusions';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds units" CHECK (units BETWEEN 0 AND 1000000000)) STRICT') WHERE type = 'table' AND name = 'capacity_weekly';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds day" CHECK (day BETWEEN ''2000-01-01'' AND ''2100-01-01'' AND date(day) = day),
  CONSTRAINT "krafta:out-of-bounds units" CHECK (units BETWEEN 0 AND 1000000000),
  CONSTRAINT "krafta:out-of-bounds reason" CHECK (length(reason) <= 4000 AND length(CAST(reason AS BLOB)) <= 16000),
  CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000)) STRICT') WHERE type = 'table' AND name = 'capacity_overrides';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds day" CHECK (day BETWEEN ''2000-01-01'' AND ''2100-01-01'' AND date(day) = day),
  CONSTRAINT "krafta:out-of-bounds units" CHECK (units BETWEEN 0 AND 1000000000),
  CONSTRAINT "krafta:out-of-bounds override_reason" CHECK (length(override_reason) <= 4000 AND length(CAST(override_reason AS BLOB)) <= 16000),
  CONSTRAINT "krafta:out-of-bounds freed_at" CHECK (freed_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000)) STRICT') WHERE type = 'table' AND name = 'capacity_bookings';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds day" CHECK (day BETWEEN ''2000-01-01'' AND ''2100-01-01'' AND date(day) = day),
  CONSTRAINT "krafta:out-of-bounds name" CHECK (length(name) <= 200 AND length(CAST(name AS BLOB)) <= 800)) STRICT') WHERE type = 'table' AND name = 'holidays';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds login" CHECK (length(login) <= 200 AND length(CAST(login AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds display_name" CHECK (length(display_name) <= 200 AND length(CAST(display_name AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000)) STRICT') WHERE type = 'table' AND name = 'operators';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds kind" CHECK (length(kind) <= 60 AND length(CAST(kind AS BLOB)) <= 240),
  CONSTRAINT "krafta:out-of-bounds fingerprint" CHECK (length(fingerprint) <= 200 AND length(CAST(fingerprint AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds receipt" CHECK (length(CAST(receipt AS BLOB)) <= 1000000),
  CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000)) STRICT') WHERE type = 'table' AND name = 'operations';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds value_date" CHECK (value_date BETWEEN ''2000-01-01'' AND ''2100-01-01'' AND date(value_date) = value_date),
  CONSTRAINT "krafta:out-of-bounds rate" CHECK (length(rate) <= 20 AND rate GLOB ''[0-9]*'' AND rate NOT GLOB ''*[^0-9.]*'' AND rate NOT GLOB ''*.*.*'' AND rate NOT GLOB ''*.'' AND rate NOT GLOB ''*.?????????*'' AND CAST(rate AS REAL) > 0 AND CAST(rate AS REAL) <= 1000000000),
  CONSTRAINT "krafta:out-of-bounds source" CHECK (length(source) <= 200 AND length(CAST(source AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds ended_reason" CHECK (length(ended_reason) <= 4000 AND length(CAST(ended_reason AS BLOB)) <= 16000),
  CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000)) STRICT') WHERE type = 'table' AND name = 'exchange_rates';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds customer_name" CHECK (length(customer_name) <= 200 AND length(CAST(customer_name AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds customer_id_doc" CHECK (length(customer_id_doc) <= 200 AND length(CAST(customer_id_doc AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds customer_email" CHECK (length(customer_email) <= 200 AND length(CAST(customer_email AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds address" CHECK (length(address) <= 4000 AND length(CAST(address AS BLOB)) <= 16000),
  CONSTRAINT "krafta:out-of-bounds subtotal_amount" CHECK (subtotal_amount BETWEEN -100000000000000 AND 100000000000000),
  CONSTRAINT "krafta:out-of-bounds shipping_amount" CHECK (shipping_amount BETWEEN -100000000000000 AND 100000000000000),
  CONSTRAINT "krafta:out-of-bounds total_amount" CHECK (total_amount BETWEEN -100000000000000 AND 100000000000000),
  CONSTRAINT "krafta:out-of-bounds due_amount" CHECK (due_amount BETWEEN -100000000000000 AND 100000000000000),
  CONSTRAINT "krafta:out-of-bounds credited_amount" CHECK (credited_amount BETWEEN -100000000000000 AND 100000000000000),
  CONSTRAINT "krafta:out-of-bounds rate" CHECK (length(rate) <= 20 AND rate GLOB ''[0-9]*'' AND rate NOT GLOB ''*[^0-9.]*'' AND rate NOT GLOB ''*.*.*'' AND rate NOT GLOB ''*.'' AND rate NOT GLOB ''*.?????????*'' AND CAST(rate AS REAL) > 0 AND CAST(rate AS REAL) <= 1000000000),
  CONSTRAINT "krafta:out-of-bounds quoted_at" CHECK (quoted_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds quote_expires_at" CHECK (quote_expires_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds claimed_at" CHECK (claimed_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds claim_expires_at" CHECK (claim_expires_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds placed_at" CHECK (placed_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds last_event_at" CHECK (last_event_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds attempt" CHECK (attempt BETWEEN 0 AND 1000000000),
  CONSTRAINT "krafta:out-of-bounds version" CHECK (version BETWEEN 0 AND 1000000000),
  CONSTRAINT "krafta:out-of-bounds event_seq" CHECK (event_seq BETWEEN 0 AND 1000000000)) STRICT') WHERE type = 'table' AND name = 'orders';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds name" CHECK (length(name) <= 200 AND length(CAST(name AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds quantity" CHECK (quantity BETWEEN 0 AND 1000000000),
  CONSTRAINT "krafta:out-of-bounds unit_price_amount" CHECK (unit_price_amount BETWEEN -100000000000000 AND 100000000000000),
  CONSTRAINT "krafta:out-of-bounds line_amount" CHECK (line_amount BETWEEN -100000000000000 AND 100000000000000)) STRICT') WHERE type = 'table' AND name = 'order_items';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds seq" CHECK (seq BETWEEN 0 AND 1000000000),
  CONSTRAINT "krafta:out-of-bounds total_amount" CHECK (total_amount BETWEEN -100000000000000 AND 100000000000000),
  CONSTRAINT "krafta:out-of-bounds due_amount" CHECK (due_amount BETWEEN -100000000000000 AND 100000000000000),
  CONSTRAINT "krafta:out-of-bounds rate" CHECK (length(rate) <= 20 AND rate GLOB ''[0-9]*'' AND rate NOT GLOB ''*[^0-9.]*'' AND rate NOT GLOB ''*.*.*'' AND rate NOT GLOB ''*.'' AND rate NOT GLOB ''*.?????????*'' AND CAST(rate AS REAL) > 0 AND CAST(rate AS REAL) <= 1000000000),
  CONSTRAINT "krafta:out-of-bounds quoted_at" CHECK (quoted_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds expires_at" CHECK (expires_at BETWEEN 946684800000000 AND 4102444800000000)) STRICT') WHERE type = 'table' AND name = 'order_quotes';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds seq" CHECK (seq BETWEEN 0 AND 1000000000),
  CONSTRAINT "krafta:out-of-bounds at" CHECK (at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds edge" CHECK (edge IN (''P1'', ''P2'', ''P3'', ''P4'', ''P5'', ''P6'', ''P7'', ''P8'', ''P9'', ''P10'', ''P11'', ''P12'', ''P13'', ''P14'', ''P15'', ''P16'', ''P17'', ''P18'', ''P19'', ''P20'', ''A1'', ''A2'', ''A3'', ''A4'', ''A5'', ''A6'', ''A7'', ''A8'', ''A9'', ''A10'', ''A11'', ''A12'', ''A13'', ''NOTE'', ''RANKED'', ''REMINDED'', ''REFUND_PART'', ''REFUND_PART_PAID'', ''REFUND_PAID'', ''REFUND_REVERSED'', ''REFUND_DESTINATION'', ''REFUND_VOIDED'', ''SURPLUS_CREDITED'', ''SURPLUS_RECORDED'')),
  CONSTRAINT "krafta:out-of-bounds from_status" CHECK (from_status IN (''PENDING'', ''REPORTED'', ''UNDER_REVIEW'', ''CONFIRMED'', ''REJECTED'', ''CANCELLED'', ''REFUND_PENDING'', ''REFUNDED'', ''PENDING_ASSIGNMENT'', ''NOTIFIED'', ''ACCEPTED'', ''IN_PRODUCTION'', ''READY'', ''HANDED_TO_DELIVERY'', ''COMPLETED'')),
  CONSTRAINT "krafta:out-of-bounds to_status" CHECK (to_status IN (''PENDING'', ''REPORTED'', ''UNDER_REVIEW'', ''CONFIRMED'', ''REJECTED'', ''CANCELLED'', ''REFUND_PENDING'', ''REFUNDED'', ''PENDING_ASSIGNMENT'', ''NOTIFIED'', ''ACCEPTED'', ''IN_PRODUCTION'', ''READY'', ''HANDED_TO_DELIVERY'', ''COMPLETED'')),
  CONSTRAINT "krafta:out-of-bounds actor_name" CHECK (length(actor_name) <= 200 AND length(CAST(actor_name AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds reason_code" CHECK (reason_code IN (''NOT_FOUND'', ''AMOUNT_MISMATCH'', ''REF_MISMATCH'', ''REF_REUSED'', ''WRONG_ACCOUNT'', ''ILLEGIBLE'', ''INCOMPLETE_DATA'', ''REVERSED'', ''WRONG_CURRENCY'', ''SUSPECTED_FRAUD'', ''OTHER'', ''NO_CAPACITY'', ''NO_MATERIAL'', ''DEADLINE'', ''COST'', ''SPEC_UNCLEAR'', ''CANNOT_PRODUCE'', ''MACHINE_DOWN'', ''ZONE'', ''NO_ANSWER'', ''NO_CANDIDATE'', ''ATTEMPTS'', ''WITHDRAWN'')),
  CONSTRAINT "krafta:out-of-bounds text" CHECK (length(text) <= 4000 AND length(CAST(text AS BLOB)) <= 16000),
  CONSTRAINT "krafta:out-of-bounds data" CHECK (length(CAST(data AS BLOB)) <= 100000)) STRICT') WHERE type = 'table' AND name = 'order_events';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds event_seq" CHECK (event_seq BETWEEN 0 AND 1000000000),
  CONSTRAINT "krafta:out-of-bounds attempts" CHECK (attempts BETWEEN 0 AND 1000000000),
  CONSTRAINT "krafta:out-of-bounds kind" CHECK (length(kind) <= 60 AND length(CAST(kind AS BLOB)) <= 240),
  CONSTRAINT "krafta:out-of-bounds channel" CHECK (length(channel) <= 60 AND length(CAST(channel AS BLOB)) <= 240),
  CONSTRAINT "krafta:out-of-bounds recipient" CHECK (length(recipient) <= 200 AND length(CAST(recipient AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds template" CHECK (length(template) <= 200 AND length(CAST(template AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds unique_key" CHECK (length(unique_key) <= 200 AND length(CAST(unique_key AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds data" CHECK (length(CAST(data AS BLOB)) <= 100000),
  CONSTRAINT "krafta:out-of-bounds last_error" CHECK (length(last_error) <= 4000 AND length(CAST(last_error AS BLOB)) <= 16000),
  CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds sent_at" CHECK (sent_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds cancelled_at" CHECK (cancelled_at BETWEEN 946684800000000 AND 4102444800000000)) STRICT') WHERE type = 'table' AND name = 'notifications';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds seq" CHECK (seq BETWEEN 0 AND 1000000000),
  CONSTRAINT "krafta:out-of-bounds attempt" CHECK (attempt BETWEEN 0 AND 1000000000),
  CONSTRAINT "krafta:out-of-bounds quote_seq" CHECK (quote_seq BETWEEN 0 AND 1000000000),
  CONSTRAINT "krafta:out-of-bounds receipt_bytes" CHECK (receipt_bytes BETWEEN 0 AND 1000000000),
  CONSTRAINT "krafta:out-of-bounds amount" CHECK (amount BETWEEN -100000000000000 AND 100000000000000),
  CONSTRAINT "krafta:out-of-bounds verified_amount" CHECK (verified_amount BETWEEN -100000000000000 AND 100000000000000),
  CONSTRAINT "krafta:out-of-bounds credited_amount" CHECK (credited_amount BETWEEN -100000000000000 AND 100000000000000),
  CONSTRAINT "krafta:out-of-bounds paid_on" CHECK (paid_on BETWEEN ''2000-01-01'' AND ''2100-01-01'' AND date(paid_on) = paid_on),
  CONSTRAINT "krafta:out-of-bounds origin_bank" CHECK (length(origin_bank) <= 200 AND length(CAST(origin_bank AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds reference" CHECK (length(reference) <= 200 AND length(CAST(reference AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds reference_key" CHECK (length(reference_key) <= 200 AND length(CAST(reference_key AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds reference_reversed" CHECK (length(reference_reversed) <= 200 AND length(CAST(reference_reversed AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds payer_name" CHECK (length(payer_name) <= 200 AND length(CAST(payer_name AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds payer_id_doc" CHECK (length(payer_id_doc) <= 200 AND length(CAST(payer_id_doc AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds payer_phone" CHECK (length(payer_phone) <= 200 AND length(CAST(payer_phone AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds payer_email" CHECK (length(payer_email) <= 200 AND length(CAST(payer_email AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds signals" CHECK (length(CAST(signals AS BLOB)) <= 100000),
  CONSTRAINT "krafta:out-of-bounds reported_at" CHECK (reported_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000)) STRICT') WHERE type = 'table' AND name = 'payment_submissions';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds value_date" CHECK (value_date BETWEEN ''2000-01-01'' AND ''2100-01-01'' AND date(value_date) = value_date),
  CONSTRAINT "krafta:out-of-bounds amount" CHECK (amount BETWEEN -100000000000000 AND 100000000000000),
  CONSTRAINT "krafta:out-of-bounds credit_amount" CHECK (credit_amount BETWEEN -100000000000000 AND 100000000000000),
  CONSTRAINT "krafta:out-of-bounds bank_reference" CHECK (length(bank_reference) <= 200 AND length(CAST(bank_reference AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds bank_line" CHECK (length(bank_line) <= 4000 AND length(CAST(bank_line AS BLOB)) <= 16000),
  CONSTRAINT "krafta:out-of-bounds note" CHECK (length(note) <= 4000 AND length(CAST(note AS BLOB)) <= 16000),
  CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000)) STRICT') WHERE type = 'table' AND name = 'payment_evidence';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds event_seq" CHECK (event_seq BETWEEN 0 AND 1000000000),
  CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000)) STRICT') WHERE type = 'table' AND name = 'payment_evidence_voids';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds reason_code" CHECK (reason_code IN (''NOT_FOUND'', ''AMOUNT_MISMATCH'', ''REF_MISMATCH'', ''REF_REUSED'', ''WRONG_ACCOUNT'', ''ILLEGIBLE'', ''INCOMPLETE_DATA'', ''REVERSED'', ''WRONG_CURRENCY'', ''SUSPECTED_FRAUD'', ''OTHER'', ''NO_CAPACITY'', ''NO_MATERIAL'', ''DEADLINE'', ''COST'', ''SPEC_UNCLEAR'', ''CANNOT_PRODUCE'', ''MACHINE_DOWN'', ''ZONE'', ''NO_ANSWER'', ''NO_CANDIDATE'', ''ATTEMPTS'', ''WITHDRAWN'')),
  CONSTRAINT "krafta:out-of-bounds reason_text" CHECK (length(reason_text) <= 4000 AND length(CAST(reason_text AS BLOB)) <= 16000),
  CONSTRAINT "krafta:out-of-bounds override_reason" CHECK (length(override_reason) <= 4000 AND length(CAST(override_reason AS BLOB)) <= 16000),
  CONSTRAINT "krafta:out-of-bounds credited_amount" CHECK (credited_amount BETWEEN -100000000000000 AND 100000000000000),
  CONSTRAINT "krafta:out-of-bounds due_amount" CHECK (due_amount BETWEEN -100000000000000 AND 100000000000000),
  CONSTRAINT "krafta:out-of-bounds tolerance_amount" CHECK (tolerance_amount BETWEEN -100000000000000 AND 100000000000000),
  CONSTRAINT "krafta:out-of-bounds surplus_amount" CHECK (surplus_amount BETWEEN -100000000000000 AND 100000000000000),
  CONSTRAINT "krafta:out-of-bounds event_seq" CHECK (event_seq BETWEEN 0 AND 1000000000),
  CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000)) STRICT') WHERE type = 'table' AND name = 'payment_verification_logs';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds amount" CHECK (amount BETWEEN -100000000000000 AND 100000000000000),
  CONSTRAINT "krafta:out-of-bounds reason" CHECK (length(reason) <= 4000 AND length(CAST(reason AS BLOB)) <= 16000),
  CONSTRAINT "krafta:out-of-bounds to_account" CHECK (length(to_account) <= 200 AND length(CAST(to_account AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds to_phone" CHECK (length(to_phone) <= 200 AND length(CAST(to_phone AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds to_id_doc" CHECK (length(to_id_doc) <= 200 AND length(CAST(to_id_doc AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds to_name" CHECK (length(to_name) <= 200 AND length(CAST(to_name AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds closed_at" CHECK (closed_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000)) STRICT') WHERE type = 'table' AND name = 'refunds';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds amount" CHECK (amount BETWEEN -100000000000000 AND 100000000000000),
  CONSTRAINT "krafta:out-of-bounds sent_amount" CHECK (sent_amount BETWEEN -100000000000000 AND 100000000000000),
  CONSTRAINT "krafta:out-of-bounds reference" CHECK (length(reference) <= 200 AND length(CAST(reference AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds receipt_url" CHECK (length(receipt_url) <= 500 AND length(CAST(receipt_url AS BLOB)) <= 2000),
  CONSTRAINT "krafta:out-of-bounds paid_at" CHECK (paid_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds reason" CHECK (length(reason) <= 4000 AND length(CAST(reason AS BLOB)) <= 16000),
  CONSTRAINT "krafta:out-of-bounds repeats_reason" CHECK (length(repeats_reason) <= 4000 AND length(CAST(repeats_reason AS BLOB)) <= 16000),
  CONSTRAINT "krafta:out-of-bounds sent_on" CHECK (sent_on BETWEEN ''2000-01-01'' AND ''2100-01-01'' AND date(sent_on) = sent_on),
  CONSTRAINT "krafta:out-of-bounds rate" CHECK (length(rate) <= 20 AND rate GLOB ''[0-9]*'' AND rate NOT GLOB ''*[^0-9.]*'' AND rate NOT GLOB ''*.*.*'' AND rate NOT GLOB ''*.'' AND rate NOT GLOB ''*.?????????*'' AND CAST(rate AS REAL) > 0 AND CAST(rate AS REAL) <= 1000000000)) STRICT') WHERE type = 'table' AND name = 'refund_payments';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds attempt" CHECK (attempt BETWEEN 0 AND 1000000000),
  CONSTRAINT "krafta:out-of-bounds event_seq" CHECK (event_seq BETWEEN 0 AND 1000000000),
  CONSTRAINT "krafta:out-of-bounds version" CHECK (version BETWEEN 0 AND 1000000000),
  CONSTRAINT "krafta:out-of-bounds ranked_supply" CHECK (ranked_supply BETWEEN 0 AND 1000000000),
  CONSTRAINT "krafta:out-of-bounds cause" CHECK (cause IN (''NOT_FOUND'', ''AMOUNT_MISMATCH'', ''REF_MISMATCH'', ''REF_REUSED'', ''WRONG_ACCOUNT'', ''ILLEGIBLE'', ''INCOMPLETE_DATA'', ''REVERSED'', ''WRONG_CURRENCY'', ''SUSPECTED_FRAUD'', ''OTHER'', ''NO_CAPACITY'', ''NO_MATERIAL'', ''DEADLINE'', ''COST'', ''SPEC_UNCLEAR'', ''CANNOT_PRODUCE'', ''MACHINE_DOWN'', ''ZONE'', ''NO_ANSWER'', ''NO_CANDIDATE'', ''ATTEMPTS'', ''WITHDRAWN'')),
  CONSTRAINT "krafta:out-of-bounds reason_code" CHECK (reason_code IN (''NOT_FOUND'', ''AMOUNT_MISMATCH'', ''REF_MISMATCH'', ''REF_REUSED'', ''WRONG_ACCOUNT'', ''ILLEGIBLE'', ''INCOMPLETE_DATA'', ''REVERSED'', ''WRONG_CURRENCY'', ''SUSPECTED_FRAUD'', ''OTHER'', ''NO_CAPACITY'', ''NO_MATERIAL'', ''DEADLINE'', ''COST'', ''SPEC_UNCLEAR'', ''CANNOT_PRODUCE'', ''MACHINE_DOWN'', ''ZONE'', ''NO_ANSWER'', ''NO_CANDIDATE'', ''ATTEMPTS'', ''WITHDRAWN'')),
  CONSTRAINT "krafta:out-of-bounds agreed_cost" CHECK (agreed_cost BETWEEN -100000000000000 AND 100000000000000),
  CONSTRAINT "krafta:out-of-bounds respond_by" CHECK (respond_by BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds notified_at" CHECK (notified_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds accepted_at" CHECK (accepted_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds started_at" CHECK (started_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds ready_at" CHECK (ready_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds handed_at" CHECK (handed_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds completed_at" CHECK (completed_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds closed_at" CHECK (closed_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds ranked_at" CHECK (ranked_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds reminded_at" CHECK (reminded_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds promised_ready_on" CHECK (promised_ready_on BETWEEN ''2000-01-01'' AND ''2100-01-01'' AND date(promised_ready_on) = promised_ready_on),
  CONSTRAINT "krafta:out-of-bounds reason_text" CHECK (length(reason_text) <= 4000 AND length(CAST(reason_text AS BLOB)) <= 16000),
  CONSTRAINT "krafta:out-of-bounds carrier" CHECK (length(carrier) <= 200 AND length(CAST(carrier AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds tracking_number" CHECK (length(tracking_number) <= 200 AND length(CAST(tracking_number AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds pickup_code" CHECK (length(pickup_code) <= 200 AND length(CAST(pickup_code AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds tracking_url" CHECK (length(tracking_url) <= 500 AND length(CAST(tracking_url AS BLOB)) <= 2000)) STRICT') WHERE type = 'table' AND name = 'production_assignments';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds seq" CHECK (seq BETWEEN 0 AND 1000000000),
  CONSTRAINT "krafta:out-of-bounds at" CHECK (at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds ranking" CHECK (length(CAST(ranking AS BLOB)) <= 1000000)) STRICT') WHERE type = 'table' AND name = 'assignment_rankings';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds version" CHECK (version BETWEEN 0 AND 1000000000)) STRICT') WHERE type = 'table' AND name = 'supply_state';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds name" CHECK (length(name) <= 60 AND length(CAST(name AS BLOB)) <= 240),
  CONSTRAINT "krafta:out-of-bounds until" CHECK (until BETWEEN 946684800000000 AND 4102444800000000)) STRICT') WHERE type = 'table' AND name = 'job_leases';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds amount" CHECK (amount BETWEEN -100000000000000 AND 100000000000000),
  CONSTRAINT "krafta:out-of-bounds due_on" CHECK (due_on BETWEEN ''2000-01-01'' AND ''2100-01-01'' AND date(due_on) = due_on),
  CONSTRAINT "krafta:out-of-bounds cut_on" CHECK (cut_on BETWEEN ''2000-01-01'' AND ''2100-01-01'' AND date(cut_on) = cut_on),
  CONSTRAINT "krafta:out-of-bounds reason" CHECK (length(reason) <= 4000 AND length(CAST(reason AS BLOB)) <= 16000),
  CONSTRAINT "krafta:out-of-bounds version" CHECK (version BETWEEN 0 AND 1000000000),
  CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000)) STRICT') WHERE type = 'table' AND name = 'workshop_payables';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds seq" CHECK (seq BETWEEN 0 AND 1000000000),
  CONSTRAINT "krafta:out-of-bounds at" CHECK (at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds actor_name" CHECK (length(actor_name) <= 200 AND length(CAST(actor_name AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds reason" CHECK (length(reason) <= 4000 AND length(CAST(reason AS BLOB)) <= 16000),
  CONSTRAINT "krafta:out-of-bounds amount" CHECK (amount BETWEEN -100000000000000 AND 100000000000000)) STRICT') WHERE type = 'table' AND name = 'payable_events';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds amount" CHECK (amount BETWEEN -100000000000000 AND 100000000000000),
  CONSTRAINT "krafta:out-of-bounds sent_amount" CHECK (sent_amount BETWEEN -100000000000000 AND 100000000000000),
  CONSTRAINT "krafta:out-of-bounds reference" CHECK (length(reference) <= 200 AND length(CAST(reference AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds payee_name" CHECK (length(payee_name) <= 200 AND length(CAST(payee_name AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds payee_id_doc" CHECK (length(payee_id_doc) <= 200 AND length(CAST(payee_id_doc AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds payee_bank_code" CHECK (length(payee_bank_code) <= 200 AND length(CAST(payee_bank_code AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds payee_account" CHECK (length(payee_account) <= 200 AND length(CAST(payee_account AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds receipt_url" CHECK (length(receipt_url) <= 500 AND length(CAST(receipt_url AS BLOB)) <= 2000),
  CONSTRAINT "krafta:out-of-bounds note" CHECK (length(note) <= 4000 AND length(CAST(note AS BLOB)) <= 16000),
  CONSTRAINT "krafta:out-of-bounds repeats_reason" CHECK (length(repeats_reason) <= 4000 AND length(CAST(repeats_reason AS BLOB)) <= 16000),
  CONSTRAINT "krafta:out-of-bounds paid_at" CHECK (paid_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds sent_on" CHECK (sent_on BETWEEN ''2000-01-01'' AND ''2100-01-01'' AND date(sent_on) = sent_on),
  CONSTRAINT "krafta:out-of-bounds rate" CHECK (length(rate) <= 20 AND rate GLOB ''[0-9]*'' AND rate NOT GLOB ''*[^0-9.]*'' AND rate NOT GLOB ''*.*.*'' AND rate NOT GLOB ''*.'' AND rate NOT GLOB ''*.?????????*'' AND CAST(rate AS REAL) > 0 AND CAST(rate AS REAL) <= 1000000000)) STRICT') WHERE type = 'table' AND name = 'settlements';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds amount" CHECK (amount BETWEEN -100000000000000 AND 100000000000000),
  CONSTRAINT "krafta:out-of-bounds sent_amount" CHECK (sent_amount BETWEEN -100000000000000 AND 100000000000000),
  CONSTRAINT "krafta:out-of-bounds reference" CHECK (length(reference) <= 200 AND length(CAST(reference AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds receipt_url" CHECK (length(receipt_url) <= 500 AND length(CAST(receipt_url AS BLOB)) <= 2000),
  CONSTRAINT "krafta:out-of-bounds reason" CHECK (length(reason) <= 4000 AND length(CAST(reason AS BLOB)) <= 16000),
  CONSTRAINT "krafta:out-of-bounds paid_at" CHECK (paid_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds rate" CHECK (length(rate) <= 20 AND rate GLOB ''[0-9]*'' AND rate NOT GLOB ''*[^0-9.]*'' AND rate NOT GLOB ''*.*.*'' AND rate NOT GLOB ''*.'' AND rate NOT GLOB ''*.?????????*'' AND CAST(rate AS REAL) > 0 AND CAST(rate AS REAL) <= 1000000000)) STRICT') WHERE type = 'table' AND name = 'payable_payments';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds id" CHECK (id BETWEEN 0 AND 1000000000),
  CONSTRAINT "krafta:out-of-bounds table_name" CHECK (length(table_name) <= 200 AND length(CAST(table_name AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds row_id" CHECK (length(row_id) <= 200 AND length(CAST(row_id AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds actor_name" CHECK (length(actor_name) <= 200 AND length(CAST(actor_name AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds login" CHECK (length(login) <= 200 AND length(CAST(login AS BLOB)) <= 800),
  CONSTRAINT "krafta:out-of-bounds old" CHECK (length(CAST(old AS BLOB)) <= 1000000),
  CONSTRAINT "krafta:out-of-bounds new" CHECK (length(CAST(new AS BLOB)) <= 1000000),
  CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000)) STRICT') WHERE type = 'table' AND name = 'master_changes';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds answered_at" CHECK (answered_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT "krafta:out-of-bounds receipt" CHECK (length(CAST(receipt AS BLOB)) <= 100000)) STRICT') WHERE type = 'table' AND name = 'requests';

UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ',
  CONSTRAINT "krafta:out-of-bounds role" CHECK (length(role) <= 60 AND length(CAST(role AS BLOB)) <= 240),
  CONSTRAINT "krafta:out-of-bounds name" CHECK (length(name) <= 200 AND length(CAST(name AS BLOB)) <= 800)) STRICT') WHERE type = 'table' AND name = 'acting_person';

PRAGMA writable_schema = RESET;

CREATE TRIGGER workshop_changes_data_depth BEFORE INSERT ON workshop_changes
WHEN length(NEW.data) - length(replace(replace(NEW.data, '{', ''), '[', '')) > 32 AND EXISTS (SELECT 1 FROM json_tree(NEW.data) WHERE length(path) - length(replace(replace(path, '.', ''), '[', '')) >= 32)
BEGIN SELECT RAISE(ABORT, 'krafta:out-of-bounds data is nested too deep.'); END;

CREATE TRIGGER workshop_changes_data_depth_changed BEFORE UPDATE OF data ON workshop_changes
WHEN length(NEW.data) - length(replace(replace(NEW.data, '{', ''), '[', '')) > 32 AND EXISTS (SELECT 1 FROM json_tree(NEW.data) WHERE length(path) - length(replace(replace(path, '.', ''), '[', '')) >= 32)
BEGIN SELECT RAISE(ABORT, 'krafta:out-of-bounds data is nested too deep.'); END;

CREATE TRIGGER operations_receipt_depth BEFORE INSERT ON operations
WHEN length(NEW.receipt) - length(replace(replace(NEW.receipt, '{', ''), '[', '')) > 32 AND EXISTS (SELECT 1 FROM json_tree(NEW.receipt) WHERE length(path) - length(replace(replace(path, '.', ''), '[', '')) >= 32)
BEGIN SELECT RAISE(ABORT, 'krafta:out-of-bounds receipt is nested too deep.'); END;

CREATE TRIGGER operations_receipt_depth_changed BEFORE UPDATE OF receipt ON operations
WHEN length(NEW.receipt) - length(replace(replace(NEW.receipt, '{', ''), '[', '')) > 32 AND EXISTS (SELECT 1 FROM json_tree(NEW.receipt) WHERE length(path) - length(replace(replace(path, '.', ''), '[', '')) >= 32)
BEGIN SELECT RAISE(ABORT, 'krafta:out-of-bounds receipt is nested too deep.'); END;

CREATE TRIGGER order_events_data_depth BEFORE INSERT ON order_events
WHEN length(NEW.data) - length(replace(replace(NEW.data, '{', ''), '[', '')) > 32 AND EXISTS (SELECT 1 FROM json_tree(NEW.data) WHERE length(path) - length(replace(replace(path, '.', ''), '[', '')) >= 32)
BEGIN SELECT RAISE(ABORT, 'krafta:out-of-bounds data is nested too deep.'); END;

CREATE TRIGGER order_events_data_depth_changed BEFORE UPDATE OF data ON order_events
WHEN length(NEW.data) - length(replace(replace(NEW.data, '{', ''), '[', '')) > 32 AND EXISTS (SELECT 1 FROM json_tree(NEW.data) WHERE length(path) - length(replace(replace(path, '.', ''), '[', '')) >= 32)
BEGIN SELECT RAISE(ABORT, 'krafta:out-of-bounds data is nested too deep.'); END;

CREATE TRIGGER notifications_data_depth BEFORE INSERT ON notifications
WHEN length(NEW.data) - length(replace(replace(NEW.data, '{', ''), '[', '')) > 32 AND EXISTS (SELECT 1 FROM json_tree(NEW.data) WHERE length(path) - length(replace(replace(path, '.', ''), '[', '')) >= 32)
BEGIN SELECT RAISE(ABORT, 'krafta:out-of-bounds data is nested too deep.'); END;

CREATE TRIGGER notifications_data_depth_changed BEFORE UPDATE OF data ON notifications
WHEN length(NEW.data) - length(replace(replace(NEW.data, '{', ''), '[', '')) > 32 AND EXISTS (SELECT 1 FROM json_tree(NEW.data) WHERE length(path) - length(replace(replace(path, '.', ''), '[', '')) >= 32)
BEGIN SELECT RAISE(ABORT, 'krafta:out-of-bounds data is nested too deep.'); END;

CREATE TRIGGER payment_submissions_signals_depth BEFORE INSERT ON payment_submissions
WHEN length(NEW.signals) - length(replace(replace(NEW.signals, '{', ''), '[', '')) > 32 AND EXISTS (SELECT 1 FROM json_tree(NEW.signals) WHERE length(path) - length(replace(replace(path, '.', ''), '[', '')) >= 32)
BEGIN SELECT RAISE(ABORT, 'krafta:out-of-bounds signals is nested too deep.'); END;

CREATE TRIGGER payment_submissions_signals_depth_changed BEFORE UPDATE OF signals ON payment_submissions
WHEN length(NEW.signals) - length(replace(replace(NEW.signals, '{', ''), '[', '')) > 32 AND EXISTS (SELECT 1 FROM json_tree(NEW.signals) WHERE length(path) - length(replace(replace(path, '.', ''), '[', '')) >= 32)
BEGIN SELECT RAISE(ABORT, 'krafta:out-of-bounds signals is nested too deep.'); END;

CREATE TRIGGER assignment_rankings_ranking_depth BEFORE INSERT ON assignment_rankings
WHEN length(NEW.ranking) - length(replace(replace(NEW.ranking, '{', ''), '[', '')) > 32 AND EXISTS (SELECT 1 FROM json_tree(NEW.ranking) WHERE length(path) - length(replace(replace(path, '.', ''), '[', '')) >= 32)
BEGIN SELECT RAISE(ABORT, 'krafta:out-of-bounds ranking is nested too deep.'); END;

CREATE TRIGGER assignment_rankings_ranking_depth_changed BEFORE UPDATE OF ranking ON assignment_rankings
WHEN length(NEW.ranking) - length(replace(replace(NEW.ranking, '{', ''), '[', '')) > 32 AND EXISTS (SELECT 1 FROM json_tree(NEW.ranking) WHERE length(path) - length(replace(replace(path, '.', ''), '[', '')) >= 32)
BEGIN SELECT RAISE(ABORT, 'krafta:out-of-bounds ranking is nested too deep.'); END;

CREATE TRIGGER master_changes_old_depth BEFORE INSERT ON master_changes
WHEN length(NEW.old) - length(replace(replace(NEW.old, '{', ''), '[', '')) > 32 AND EXISTS (SELECT 1 FROM json_tree(NEW.old) WHERE length(path) - length(replace(replace(path, '.', ''), '[', '')) >= 32)
BEGIN SELECT RAISE(ABORT, 'krafta:out-of-bounds old is nested too deep.'); END;

CREATE TRIGGER master_changes_old_depth_changed BEFORE UPDATE OF old ON master_changes
WHEN length(NEW.old) - length(replace(replace(NEW.old, '{', ''), '[', '')) > 32 AND EXISTS (SELECT 1 FROM json_tree(NEW.old) WHERE length(path) - length(replace(replace(path, '.', ''), '[', '')) >= 32)
BEGIN SELECT RAISE(ABORT, 'krafta:out-of-bounds old is nested too deep.'); END;

CREATE TRIGGER master_changes_new_depth BEFORE INSERT ON master_changes
WHEN length(NEW.new) - length(replace(replace(NEW.new, '{', ''), '[', '')) > 32 AND EXISTS (SELECT 1 FROM json_tree(NEW.new) WHERE length(path) - length(replace(replace(path, '.', ''), '[', '')) >= 32)
BEGIN SELECT RAISE(ABORT, 'krafta:out-of-bounds new is nested too deep.'); END;

CREATE TRIGGER master_changes_new_depth_changed BEFORE UPDATE OF new ON master_changes
WHEN length(NEW.new) - length(replace(replace(NEW.new, '{', ''), '[', '')) > 32 AND EXISTS (SELECT 1 FROM json_tree(NEW.new) WHERE length(path) - length(replace(replace(path, '.', ''), '[', '')) >= 32)
BEGIN SELECT RAISE(ABORT, 'krafta:out-of-bounds new is nested too deep.'); END;

CREATE TRIGGER requests_receipt_depth BEFORE INSERT ON requests
WHEN length(NEW.receipt) - length(replace(replace(NEW.receipt, '{', ''), '[', '')) > 32 AND EXISTS (SELECT 1 FROM json_tree(NEW.receipt) WHERE length(path) - length(replace(replace(path, '.', ''), '[', '')) >= 32)
BEGIN SELECT RAISE(ABORT, 'krafta:out-of-bounds receipt is nested too deep.'); END;

CREATE TRIGGER requests_receipt_depth_changed BEFORE UPDATE OF receipt ON requests
WHEN length(NEW.receipt) - length(replace(replace(NEW.receipt, '{', ''), '[', '')) > 32 AND EXISTS (SELECT 1 FROM json_tree(NEW.receipt) WHERE length(path) - length(replace(replace(path, '.', ''), '[', '')) >= 32)
BEGIN SELECT RAISE(ABORT, 'krafta:out-of-bounds receipt is nested too deep.'); END;
