-- A customer site in any language places an order and reports a payment by one call each, which compute what a site would have to:
-- numbers, prices, shipping, rate and term, the keys of a reference, the edge. The JSON is that of the feeds of "krafta checkout"
-- and "krafta report". Both run with the owner's rights and refuse what the program refuses.

SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);

-- A phone's pictures are WebP and HEIC too.
ALTER TABLE payment_submissions DROP CONSTRAINT payment_submissions_receipt_kind_check,
  ADD CONSTRAINT payment_submissions_receipt_kind_check CHECK (receipt_kind IN ('JPEG', 'PNG', 'WEBP', 'HEIC', 'PDF'));

-- The pictures of payments, under their SHA-256: written once, by a site too, and seen by every terminal.
CREATE TABLE receipts (
  digest text PRIMARY KEY CONSTRAINT "krafta:out-of-bounds digest" CHECK (length(digest) <= 64),
  kind text NOT NULL CONSTRAINT "krafta:out-of-bounds kind" CHECK (length(kind) <= 60),
  content bytea NOT NULL CONSTRAINT "krafta:receipt-too-large" CHECK (octet_length(content) BETWEEN 1 AND 5000000),
  stored_at timestamptz NOT NULL DEFAULT now() CONSTRAINT "krafta:out-of-bounds stored_at"
    CHECK (stored_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  CONSTRAINT "krafta:receipt-altered" CHECK (digest = encode(sha256(content), 'hex')),
  CONSTRAINT "krafta:receipt-kind" CHECK (CASE kind
    WHEN 'JPEG' THEN substr(content, 1, 3) = '\xffd8ff'::bytea
    WHEN 'PNG' THEN substr(content, 1, 8) = '\x89504e470d0a1a0a'::bytea
    WHEN 'WEBP' THEN substr(content, 1, 4) = 'RIFF'::bytea AND substr(content, 9, 4) = 'WEBP'::bytea
    WHEN 'HEIC' THEN substr(content, 5, 4) = 'ftyp'::bytea
    WHEN 'PDF' THEN substr(content, 1, 5) = '%PDF-'::bytea
    ELSE false END)
);
-- They are compressed already.
ALTER TABLE receipts ALTER COLUMN content SET STORAGE EXTERNAL;
CREATE TRIGGER receipts_unedited BEFORE UPDATE ON receipts FOR EACH ROW EXECUTE FUNCTION krafta_append_only();
CREATE TRIGGER receipts_kept BEFORE DELETE ON receipts FOR EACH ROW EXECUTE FUNCTION krafta_append_only();
CREATE TRIGGER receipts_untruncated BEFORE TRUNCATE ON receipts FOR EACH STATEMENT EXECUTE FUNCTION krafta_append_only();

-- A phone as E.164, from how people write it; a cédula or RIF without signs.
CREATE FUNCTION krafta_phone(typed text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path FROM CURRENT AS $$
  SELECT CASE WHEN typed LIKE '+%' THEN '+' || digits WHEN digits LIKE '0058%' THEN '+' || substr(digits, 3)
    WHEN digits LIKE '58%' AND length(digits) = 12 THEN '+' || digits ELSE '+58' || ltrim(digits, '0') END
  FROM (SELECT regexp_replace(typed, '[^0-9]', '', 'g') AS digits) AS typed_digits
$$;
CREATE FUNCTION krafta_id_doc(typed text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path FROM CURRENT AS $$
  SELECT nullif(upper(regexp_replace(typed, '[^0-9A-Za-z]', '', 'g')), '')
$$;
-- A customer's words without what a terminal would obey.
CREATE FUNCTION krafta_words(typed text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path FROM CURRENT AS $$
  SELECT nullif(trim(regexp_replace(typed, '[\u0001-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]', '', 'g')), '')
$$;

-- The receipt of the call with this id, if it was made before; no other call of it runs until this one ends.
CREATE FUNCTION krafta_call_before(call_id uuid, made text, said jsonb) RETURNS jsonb LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  earlier operations;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(call_id::text, 28));
  SELECT * INTO earlier FROM operations WHERE id = call_id;
  IF earlier.fingerprint <> encode(sha256(convert_to(made || said::text, 'UTF8')), 'hex') THEN
    PERFORM krafta_refuse('operation-reused', 'This operation was another call.', 'Take a new id for a new one.');
  END IF;
  RETURN earlier.receipt;
END $$;
CREATE FUNCTION krafta_call_made(call_id uuid, made text, said jsonb, ordered uuid, answer jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF call_id IS NOT NULL THEN
    INSERT INTO operations (id, kind, fingerprint, actor_role, order_id, receipt)
    VALUES (call_id, made, encode(sha256(convert_to(made || said::text, 'UTF8')), 'hex'), 'CUSTOMER', ordered, answer);
  END IF;
  RETURN answer;
END $$;
-- The id of a call, that says it again after a connection was lost.
CREATE FUNCTION krafta_call(said jsonb) RETURNS uuid LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF said ->> 'operation' !~* '^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$' THEN
    PERFORM krafta_refuse('out-of-bounds', 'operation is a UUID.');
  END IF;
  RETURN (said ->> 'operation')::uuid;
END $$;

CREATE FUNCTION krafta_place(placed jsonb) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
#variable_conflict use_variable
DECLARE
  today date := (now() AT TIME ZONE 'America/Caracas')::date;
  expires timestamptz := (((now() AT TIME ZONE 'America/Caracas')::date + 1)::timestamp - interval '1 second') AT TIME ZONE 'America/Caracas';
  call_id uuid := krafta_call(placed);
  made_before jsonb := krafta_call_before(call_id, 'krafta_place', placed);
  way_typed text := coalesce(placed #>> '{delivery,method}', 'PICKUP');
  way delivery_method;
  city_typed text := trim(placed #>> '{delivery,city}');
  state_typed text := trim(placed #>> '{delivery,state}');
  city_found uuid;
  state_found text;
  shipping numeric := 0;
  subtotal numeric;
  day_rate numeric;
  order_id_new uuid := uuid_v7();
  drawn text;
  accounts jsonb;
BEGIN
  IF made_before IS NOT NULL THEN
    RETURN made_before;
  ELSIF jsonb_typeof(placed -> 'items') IS DISTINCT FROM 'array' OR jsonb_array_length(placed -> 'items') NOT BETWEEN 1 AND 200
    OR EXISTS (SELECT 1 FROM jsonb_array_elements(placed -> 'items') AS i (item) WHERE jsonb_typeof(i.item) <> 'object') THEN
    PERFORM krafta_refuse('empty-order', 'An order has from 1 to 200 items: [{"sku": …, "quantity": …}].');
  ELSIF EXISTS (SELECT 1 FROM jsonb_array_elements(placed -> 'items') AS i (item)
    WHERE coalesce(i.item ->> 'quantity', '') !~ '^[0-9]{1,6}$') THEN
    PERFORM krafta_refuse('quantity-out-of-range', 'From 1 to 100000 pieces.');
  ELSIF NOT way_typed = ANY (enum_range(NULL::delivery_method)::text[]) THEN
    PERFORM krafta_refuse('out-of-bounds', 'delivery.method is PICKUP, LOCAL_DELIVERY or NATIONAL_SHIPPING.');
  ELSIF EXISTS (SELECT 1 FROM jsonb_to_recordset(placed -> 'items') AS i (sku text, quantity bigint)
    WHERE NOT EXISTS (SELECT 1 FROM products p WHERE p.sku = i.sku AND p.active)) THEN
    PERFORM krafta_refuse('product-unknown', 'There is no such product.', 'Its sku is in products.');
  ELSIF EXISTS (SELECT 1 FROM jsonb_to_recordset(placed -> 'items') AS i (sku text, quantity bigint)
    WHERE i.quantity IS NULL OR i.quantity NOT BETWEEN 1 AND 100000) THEN
    PERFORM krafta_refuse('quantity-out-of-range', 'From 1 to 100000 pieces.');
  ELSIF krafta_words(placed #>> '{customer,name}') IS NULL THEN
    PERFORM krafta_refuse('name-required', 'Say who orders.');
  ELSIF krafta_phone(placed #>> '{customer,phone}') !~ '^\+[1-9][0-9]{7,14}$' OR placed #>> '{customer,phone}' IS NULL THEN
    PERFORM krafta_refuse('phone-malformed', 'A phone is like 0414-555.12.34 or +58 414 5551234.');
  END IF;
  way := way_typed::delivery_method;
  SELECT sum(i.quantity * p.unit_price_amount) INTO subtotal
  FROM jsonb_to_recordset(placed -> 'items') AS i (sku text, quantity bigint) JOIN products p ON p.sku = i.sku;

  -- A state by its code or name, a city by its name or id.
  SELECT s.code INTO state_found FROM states s
  WHERE s.code = upper(state_typed) OR krafta_fold(s.name) = krafta_fold(state_typed) ORDER BY s.code LIMIT 1;
  IF nullif(city_typed, '') IS NOT NULL THEN
    SELECT c.id, c.state_code INTO city_found, state_found FROM cities c
    WHERE (krafta_fold(c.name) = krafta_fold(city_typed) OR c.id::text = lower(city_typed))
      AND (nullif(state_typed, '') IS NULL OR c.state_code = state_found)
    ORDER BY c.name LIMIT 1;
    IF NOT FOUND THEN
      PERFORM krafta_refuse('city-unknown', 'There is no such city.', 'Its name is in cities.');
    END IF;
  END IF;
  IF way <> 'PICKUP' THEN
    IF state_found IS NULL THEN
      PERFORM krafta_refuse('city-required', 'Say the city or the state it goes to.');
    ELSIF krafta_words(placed #>> '{delivery,address}') IS NULL THEN
      PERFORM krafta_refuse('address-required', 'Say the address it goes to.');
    END IF;
    -- The city's, else the state's, else the cheapest of its zones'.
    SELECT r.amount INTO shipping FROM shipping_rates r
    WHERE r.active AND r.method = way AND (r.city_id = city_found OR r.state_code = state_found
      OR r.zone_id IN (SELECT z.zone_id FROM service_zone_cities z WHERE z.city_id = city_found))
    ORDER BY r.city_id IS NULL, r.state_code IS NULL, r.amount, r.id LIMIT 1;
    IF NOT FOUND THEN
      PERFORM krafta_refuse('shipping-rate-missing', 'Nothing is brought there that way.', 'shipping_rates has where it is.');
    END IF;
  END IF;
  SELECT e.rate INTO day_rate FROM exchange_rates e
  WHERE e.ended IS NULL AND e.value_date BETWEEN today AND today + 5 ORDER BY e.value_date LIMIT 1;
  IF NOT FOUND THEN
    PERFORM krafta_refuse('no-rate', 'There is no exchange rate for today.');
  END IF;
  LOOP
    SELECT 'KRFT-' || string_agg(substr('ABCDEFGHJKMNPQRSTUVWXYZ23456789', 1 + get_byte(uuid_send(gen_random_uuid()), 0) % 31, 1), '')
    INTO drawn FROM generate_series(1, 6);
    EXIT WHEN NOT EXISTS (SELECT 1 FROM orders WHERE number = drawn);
  END LOOP;

  INSERT INTO orders (id, number, customer_name, customer_phone, customer_id_doc, customer_email, delivery_method, city_id, state_code, address,
    subtotal_amount, shipping_amount, total_amount, currency, due_amount, due_currency, rate, quoted_at, quote_expires_at, placed_at, last_event_at)
  VALUES (order_id_new, drawn, krafta_words(placed #>> '{customer,name}'), krafta_phone(placed #>> '{customer,phone}'),
    krafta_id_doc(placed #>> '{customer,id_doc}'), lower(krafta_words(placed #>> '{customer,email}')), way, city_found, state_found,
    krafta_words(placed #>> '{delivery,address}'), subtotal, shipping, subtotal + shipping, 'USD', round((subtotal + shipping) * day_rate, 2), 'VES',
    day_rate, now(), greatest(expires, now()), now(), now());
  INSERT INTO order_items (order_id, product_id, name, quantity, unit_price_amount, currency, line_amount)
  SELECT order_id_new, p.id, p.name, i.quantity, p.unit_price_amount, p.unit_price_currency, i.quantity * p.unit_price_amount
  FROM jsonb_to_recordset(placed -> 'items') AS i (sku text, quantity bigint) JOIN products p ON p.sku = i.sku;
  INSERT INTO order_quotes (order_id, seq, total_amount, currency, due_amount, due_currency, rate, quoted_at, expires_at)
  SELECT id, 1, total_amount, currency, due_amount, due_currency, rate, quoted_at, quote_expires_at FROM orders WHERE id = order_id_new;
  SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('alias', a.alias, 'method', a.method, 'currency', a.currency, 'bank', a.bank_code,
    'number', a.number, 'phone', a.phone, 'email', a.email, 'holder', a.holder_name, 'holder_id', a.holder_id)) ORDER BY a.offered_order, a.alias), '[]')
  INTO accounts FROM bank_accounts a
  WHERE a.active AND CASE way WHEN 'PICKUP' THEN a.offered_pickup WHEN 'LOCAL_DELIVERY' THEN a.offered_local_delivery
    ELSE a.offered_national_shipping END;
  INSERT INTO order_events (order_id, seq, at, lane, edge, from_status, to_status, actor_role, actor_name, data)
  VALUES (order_id_new, 1, now(), 'PAYMENT', 'P1', NULL, 'PENDING', 'CUSTOMER', 'cliente', jsonb_build_object('accounts', accounts));
  RETURN krafta_call_made(call_id, 'krafta_place', placed, order_id_new, (SELECT jsonb_build_object('number', o.number, 'total', o.total_amount::text, 'shipping', o.shipping_amount::text, 'due', o.due_amount::text,
    'rate', o.rate::text, 'expires_at', o.quote_expires_at, 'accounts', accounts) FROM orders o WHERE o.id = order_id_new));
END $$;

CREATE FUNCTION krafta_report(reported jsonb) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
#variable_conflict use_column
DECLARE
  call_id uuid := krafta_call(reported);
  made_before jsonb := krafta_call_before(call_id, 'krafta_report', reported);
  o orders;
  edge text;
  account uuid;
  submission uuid := uuid_v7();
  seq_new bigint;
  reference_new text := krafta_words(reported ->> 'reference');
  key text;
  amount_typed text := trim(coalesce(reported #>> '{amount,amount}', reported ->> 'amount'));
  amount_new numeric;
  currency_new text := coalesce(reported #>> '{amount,currency}', reported ->> 'currency', 'VES');
  day_typed text := trim(reported ->> 'paid_on');
  day date;
  picture bytea;
  picture_kind text;
  picture_digest text;
BEGIN
  IF made_before IS NOT NULL THEN
    RETURN made_before;
  END IF;
  SELECT * INTO o FROM orders
  WHERE number = CASE WHEN upper(reported ->> 'order') LIKE 'KRFT-%' THEN '' ELSE 'KRFT-' END || upper(reported ->> 'order') FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    PERFORM krafta_refuse('order-unknown', 'There is no such order.');
  END IF;
  edge := CASE o.payment_status WHEN 'PENDING' THEN 'P2' WHEN 'REPORTED' THEN 'P3' WHEN 'REJECTED' THEN 'P9' END;
  IF edge IS NULL THEN
    PERFORM krafta_refuse('order-takes-no-proof', 'The order takes no proofs in its present status.');
  ELSIF edge = 'P9' AND o.attempt >= 5 THEN
    PERFORM krafta_refuse('too-many-attempts', 'A payment is reported at most 5 times.');
  ELSIF NOT coalesce(reported ->> 'method', '') = ANY (enum_range(NULL::payment_method)::text[]) THEN
    PERFORM krafta_refuse('out-of-bounds', 'method is one of: ' || array_to_string(enum_range(NULL::payment_method)::text[], ', ') || '.');
  ELSIF currency_new NOT IN ('USD', 'VES', 'USDT') THEN
    PERFORM krafta_refuse('out-of-bounds', 'currency is USD, VES or USDT.');
  END IF;
  IF reported ->> 'account' IS NOT NULL THEN
    SELECT a.id INTO account FROM bank_accounts a WHERE a.alias = reported ->> 'account' AND a.active;
    IF NOT FOUND THEN
      PERFORM krafta_refuse('account-unknown', 'There is no such account.', 'Its alias is in bank_accounts.');
    END IF;
  END IF;
  -- 2698.08, or 2.698,08 as people write it.
  IF amount_typed ~ '^[0-9]{1,13}([.][0-9]{1,2})?$' THEN
    amount_new := amount_typed::numeric;
  ELSIF amount_typed ~ '^[0-9]{1,3}([.]?[0-9]{3})*,[0-9]{1,2}$' THEN
    amount_new := replace(replace(amount_typed, '.', ''), ',', '.')::numeric;
  ELSE
    PERFORM krafta_refuse('amount-malformed', 'An amount is like 2698.08 or 2.698,08.');
  END IF;
  IF amount_new = 0 THEN
    PERFORM krafta_refuse('amount-zero', 'An amount is above zero.');
  END IF;
  BEGIN
  IF day_typed ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' THEN
    day := to_date(day_typed, 'YYYY-MM-DD');
  ELSIF day_typed ~ '^[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}$' THEN
    day := to_date(day_typed, 'DD/MM/YYYY');
  ELSE
    PERFORM krafta_refuse('date-malformed', 'A day is like 2026-11-22 or 22/11/2026.');
  END IF;
  EXCEPTION WHEN datetime_field_overflow THEN
    PERFORM krafta_refuse('date-malformed', 'There is no such day.');
  END;
  IF reference_new IS NULL AND reported ->> 'method' <> 'CASH' THEN
    PERFORM krafta_refuse('reference-missing', 'Say the reference of the payment.');
  ELSIF day > (now() AT TIME ZONE 'America/Caracas')::date THEN
    PERFORM krafta_refuse('date-future', 'A payment was made today or before.');
  END IF;
  IF coalesce(reported ->> 'picture', '') <> '' THEN
    -- Five million bytes in base64.
    IF length(reported ->> 'picture') > 6800000 THEN
      PERFORM krafta_refuse('receipt-too-large', 'A picture has at most 5 MB.');
    END IF;
    BEGIN
      -- A page may send "data:image/png;base64,…".
      picture := decode(regexp_replace(reported ->> 'picture', '^data:[^,]*,', ''), 'base64');
    EXCEPTION WHEN data_exception THEN
      PERFORM krafta_refuse('receipt-kind', 'A picture is sent in base64.');
    END;
    picture_kind := CASE
      WHEN substr(picture, 1, 3) = '\xffd8ff'::bytea THEN 'JPEG'
      WHEN substr(picture, 1, 8) = '\x89504e470d0a1a0a'::bytea THEN 'PNG'
      WHEN substr(picture, 1, 4) = 'RIFF'::bytea AND substr(picture, 9, 4) = 'WEBP'::bytea THEN 'WEBP'
      WHEN substr(picture, 5, 4) = 'ftyp'::bytea AND substr(picture, 9, 4) IN ('heic', 'heix', 'heim', 'heis', 'mif1', 'msf1') THEN 'HEIC'
      WHEN substr(picture, 1, 5) = '%PDF-'::bytea THEN 'PDF' END;
    IF octet_length(picture) > 5000000 THEN
      PERFORM krafta_refuse('receipt-too-large', 'A picture has at most 5 MB.');
    ELSIF picture_kind IS NULL THEN
      PERFORM krafta_refuse('receipt-kind', 'A picture is a JPEG, PNG, WebP, HEIC or PDF.');
    END IF;
    picture_digest := encode(sha256(picture), 'hex');
    INSERT INTO receipts (digest, kind, content) VALUES (picture_digest, picture_kind, picture) ON CONFLICT (digest) DO NOTHING;
  END IF;
  key := nullif(ltrim(upper(regexp_replace(reference_new, '[^0-9A-Za-z]', '', 'g')), '0'), '');
  SELECT coalesce(max(s.seq), 0) + 1 INTO seq_new FROM payment_submissions s WHERE s.order_id = o.id;
  INSERT INTO payment_submissions (id, order_id, seq, attempt, quote_seq, previous_id, reported_by, method, amount, currency, paid_on, account_id,
    origin_bank, reference, reference_key, reference_reversed, payer_name, payer_id_doc, payer_phone, payer_email, receipt_digest, receipt_kind, receipt_bytes, digest,
    reported_at)
  VALUES (submission, o.id, seq_new, CASE edge WHEN 'P9' THEN o.attempt + 1 ELSE greatest(o.attempt, 1) END,
    (SELECT max(q.seq) FROM order_quotes q WHERE q.order_id = o.id),
    CASE edge WHEN 'P9' THEN (SELECT s.id FROM payment_submissions s WHERE s.order_id = o.id AND s.state = 'REJECTED' ORDER BY s.seq DESC LIMIT 1) END,
    'CUSTOMER', (reported ->> 'method')::payment_method, amount_new, currency_new,
    day, account, reported ->> 'origin_bank', reference_new, key, reverse(key), krafta_words(reported ->> 'payer_name'),
    krafta_id_doc(reported ->> 'payer_id_doc'), CASE WHEN reported ->> 'payer_phone' IS NOT NULL THEN krafta_phone(reported ->> 'payer_phone') END,
    lower(krafta_words(coalesce(reported ->> 'payer_email', reported ->> 'email'))), picture_digest, picture_kind, octet_length(picture), encode(sha256(uuid_send(submission) || convert_to(reported::text, 'UTF8')), 'hex'), now());
  INSERT INTO order_events (order_id, seq, at, lane, edge, from_status, to_status, submission_id, actor_role, actor_name, data)
  VALUES (o.id, o.event_seq + 1, now(), 'PAYMENT', edge, o.payment_status::text, 'REPORTED', submission, 'CUSTOMER', 'cliente',
    jsonb_strip_nulls(jsonb_build_object('method', reported ->> 'method', 'bank', reported ->> 'origin_bank', 'reference', reference_new,
      'amount', jsonb_build_object('amount', to_char(amount_new, 'FM9999999999990.00'), 'currency', currency_new))));
  RETURN krafta_call_made(call_id, 'krafta_report', reported, o.id,
    jsonb_build_object('number', o.number, 'edge', edge, 'payment', 'REPORTED', 'proof', seq_new));
END $$;

-- What an ORM may read whole: the columns of ours that hold nothing of Krafta's own.
CREATE VIEW site_assignments AS
SELECT id, order_id, attempt, status, promised_ready_on, carrier, tracking_number, tracking_url, created_at FROM production_assignments;
CREATE VIEW site_operators AS SELECT id, display_name FROM operators;
