-- A bound for every instant, day, amount, rate, counter, text and JSON value, so that whatever anybody writes can be read again.
-- Written from the table in src/db/engine/bounds.rs: KRAFTA_BLESS=1 cargo test --lib bounds. Rows that would not fit are told of first.

ALTER TABLE schema_migrations
  ADD CONSTRAINT "krafta:out-of-bounds version" CHECK (version BETWEEN 0 AND 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds applied_at" CHECK (applied_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds name" CHECK (length(name) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds checksum" CHECK (length(checksum) <= 200);

ALTER TABLE payment_edges
  ADD CONSTRAINT "krafta:out-of-bounds code" CHECK (code IN ('P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8', 'P9', 'P10', 'P11', 'P12', 'P13', 'P14', 'P15', 'P16', 'P17', 'P18', 'P19', 'P20', 'A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8', 'A9', 'A10', 'A11', 'A12', 'A13', 'NOTE', 'RANKED', 'REMINDED', 'REFUND_PART', 'REFUND_PART_PAID', 'REFUND_PAID', 'REFUND_REVERSED', 'REFUND_DESTINATION', 'REFUND_VOIDED', 'SURPLUS_CREDITED', 'SURPLUS_RECORDED'));

ALTER TABLE assignment_edges
  ADD CONSTRAINT "krafta:out-of-bounds code" CHECK (code IN ('P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8', 'P9', 'P10', 'P11', 'P12', 'P13', 'P14', 'P15', 'P16', 'P17', 'P18', 'P19', 'P20', 'A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8', 'A9', 'A10', 'A11', 'A12', 'A13', 'NOTE', 'RANKED', 'REMINDED', 'REFUND_PART', 'REFUND_PART_PAID', 'REFUND_PAID', 'REFUND_REVERSED', 'REFUND_DESTINATION', 'REFUND_VOIDED', 'SURPLUS_CREDITED', 'SURPLUS_RECORDED'));

ALTER TABLE states
  ADD CONSTRAINT "krafta:out-of-bounds name" CHECK (length(name) <= 200);

ALTER TABLE cities
  ADD CONSTRAINT "krafta:out-of-bounds name" CHECK (length(name) <= 200);

ALTER TABLE service_zones
  ADD CONSTRAINT "krafta:out-of-bounds name" CHECK (length(name) <= 200);

ALTER TABLE products
  ADD CONSTRAINT "krafta:out-of-bounds sku" CHECK (length(sku) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds name" CHECK (length(name) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds unit_price_amount" CHECK (unit_price_amount BETWEEN -1000000000000 AND 1000000000000),
  ADD CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00');

ALTER TABLE shipping_rates
  ADD CONSTRAINT "krafta:out-of-bounds amount" CHECK (amount BETWEEN -1000000000000 AND 1000000000000),
  ADD CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00');

ALTER TABLE bank_accounts
  ADD CONSTRAINT "krafta:out-of-bounds alias" CHECK (length(alias) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds number" CHECK (length(number) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds holder_name" CHECK (length(holder_name) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds holder_id" CHECK (length(holder_id) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds phone" CHECK (length(phone) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds email" CHECK (length(email) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds offered_order" CHECK (offered_order BETWEEN 0 AND 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00');

ALTER TABLE workshops
  ADD CONSTRAINT "krafta:out-of-bounds name" CHECK (length(name) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds contact_name" CHECK (length(contact_name) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds phone" CHECK (length(phone) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds email" CHECK (length(email) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds rif" CHECK (length(rif) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds payee_account" CHECK (length(payee_account) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds payee_name" CHECK (length(payee_name) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds payee_id_doc" CHECK (length(payee_id_doc) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds address" CHECK (length(address) <= 4000),
  ADD CONSTRAINT "krafta:out-of-bounds pause_reason" CHECK (length(pause_reason) <= 4000),
  ADD CONSTRAINT "krafta:out-of-bounds paused_until" CHECK (paused_until BETWEEN DATE '2000-01-01' AND DATE '2100-01-01'),
  ADD CONSTRAINT "krafta:out-of-bounds version" CHECK (version BETWEEN 0 AND 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00');

ALTER TABLE workshop_changes
  ADD CONSTRAINT "krafta:out-of-bounds at" CHECK (at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds what" CHECK (length(what) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds operator_name" CHECK (length(operator_name) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds reason" CHECK (length(reason) <= 4000),
  ADD CONSTRAINT "krafta:out-of-bounds data" CHECK (length(data::text) <= 100000 AND NOT jsonb_path_exists(data, 'strict $.**{32}'));

ALTER TABLE workshop_offers
  ADD CONSTRAINT "krafta:out-of-bounds unit_cost_amount" CHECK (unit_cost_amount BETWEEN -1000000000000 AND 1000000000000),
  ADD CONSTRAINT "krafta:out-of-bounds capacity_units" CHECK (capacity_units BETWEEN 0 AND 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds lead_days" CHECK (lead_days BETWEEN 0 AND 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds daily_limit" CHECK (daily_limit BETWEEN 0 AND 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds min_quantity" CHECK (min_quantity BETWEEN 0 AND 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds max_quantity" CHECK (max_quantity BETWEEN 0 AND 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds valid_from" CHECK (valid_from BETWEEN DATE '2000-01-01' AND DATE '2100-01-01'),
  ADD CONSTRAINT "krafta:out-of-bounds valid_to" CHECK (valid_to BETWEEN DATE '2000-01-01' AND DATE '2100-01-01'),
  ADD CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00');

ALTER TABLE workshop_exclusions
  ADD CONSTRAINT "krafta:out-of-bounds reason_code" CHECK (reason_code IN ('NOT_FOUND', 'AMOUNT_MISMATCH', 'REF_MISMATCH', 'REF_REUSED', 'WRONG_ACCOUNT', 'ILLEGIBLE', 'INCOMPLETE_DATA', 'REVERSED', 'WRONG_CURRENCY', 'SUSPECTED_FRAUD', 'OTHER', 'NO_CAPACITY', 'NO_MATERIAL', 'DEADLINE', 'COST', 'SPEC_UNCLEAR', 'CANNOT_PRODUCE', 'MACHINE_DOWN', 'ZONE', 'NO_ANSWER', 'NO_CANDIDATE', 'ATTEMPTS', 'WITHDRAWN')),
  ADD CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00');

ALTER TABLE capacity_weekly
  ADD CONSTRAINT "krafta:out-of-bounds units" CHECK (units BETWEEN 0 AND 1000000000);

ALTER TABLE capacity_overrides
  ADD CONSTRAINT "krafta:out-of-bounds day" CHECK (day BETWEEN DATE '2000-01-01' AND DATE '2100-01-01'),
  ADD CONSTRAINT "krafta:out-of-bounds units" CHECK (units BETWEEN 0 AND 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds reason" CHECK (length(reason) <= 4000),
  ADD CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00');

ALTER TABLE capacity_bookings
  ADD CONSTRAINT "krafta:out-of-bounds day" CHECK (day BETWEEN DATE '2000-01-01' AND DATE '2100-01-01'),
  ADD CONSTRAINT "krafta:out-of-bounds units" CHECK (units BETWEEN 0 AND 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds override_reason" CHECK (length(override_reason) <= 4000),
  ADD CONSTRAINT "krafta:out-of-bounds freed_at" CHECK (freed_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00');

ALTER TABLE holidays
  ADD CONSTRAINT "krafta:out-of-bounds day" CHECK (day BETWEEN DATE '2000-01-01' AND DATE '2100-01-01'),
  ADD CONSTRAINT "krafta:out-of-bounds name" CHECK (length(name) <= 200);

ALTER TABLE operators
  ADD CONSTRAINT "krafta:out-of-bounds login" CHECK (length(login) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds display_name" CHECK (length(display_name) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00');

ALTER TABLE operations
  ADD CONSTRAINT "krafta:out-of-bounds kind" CHECK (length(kind) <= 60),
  ADD CONSTRAINT "krafta:out-of-bounds fingerprint" CHECK (length(fingerprint) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds receipt" CHECK (length(receipt::text) <= 1000000 AND NOT jsonb_path_exists(receipt, 'strict $.**{32}')),
  ADD CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00');

ALTER TABLE exchange_rates
  ADD CONSTRAINT "krafta:out-of-bounds value_date" CHECK (value_date BETWEEN DATE '2000-01-01' AND DATE '2100-01-01'),
  ADD CONSTRAINT "krafta:out-of-bounds rate" CHECK (rate > 0 AND rate <= 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds source" CHECK (length(source) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds ended_reason" CHECK (length(ended_reason) <= 4000),
  ADD CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00');

ALTER TABLE orders
  ADD CONSTRAINT "krafta:out-of-bounds customer_name" CHECK (length(customer_name) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds customer_id_doc" CHECK (length(customer_id_doc) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds customer_email" CHECK (length(customer_email) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds address" CHECK (length(address) <= 4000),
  ADD CONSTRAINT "krafta:out-of-bounds subtotal_amount" CHECK (subtotal_amount BETWEEN -1000000000000 AND 1000000000000),
  ADD CONSTRAINT "krafta:out-of-bounds shipping_amount" CHECK (shipping_amount BETWEEN -1000000000000 AND 1000000000000),
  ADD CONSTRAINT "krafta:out-of-bounds total_amount" CHECK (total_amount BETWEEN -1000000000000 AND 1000000000000),
  ADD CONSTRAINT "krafta:out-of-bounds due_amount" CHECK (due_amount BETWEEN -1000000000000 AND 1000000000000),
  ADD CONSTRAINT "krafta:out-of-bounds credited_amount" CHECK (credited_amount BETWEEN -1000000000000 AND 1000000000000),
  ADD CONSTRAINT "krafta:out-of-bounds rate" CHECK (rate > 0 AND rate <= 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds quoted_at" CHECK (quoted_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds quote_expires_at" CHECK (quote_expires_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds claimed_at" CHECK (claimed_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds claim_expires_at" CHECK (claim_expires_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds placed_at" CHECK (placed_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds last_event_at" CHECK (last_event_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds attempt" CHECK (attempt BETWEEN 0 AND 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds version" CHECK (version BETWEEN 0 AND 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds event_seq" CHECK (event_seq BETWEEN 0 AND 1000000000);

ALTER TABLE order_items
  ADD CONSTRAINT "krafta:out-of-bounds name" CHECK (length(name) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds quantity" CHECK (quantity BETWEEN 0 AND 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds unit_price_amount" CHECK (unit_price_amount BETWEEN -1000000000000 AND 1000000000000),
  ADD CONSTRAINT "krafta:out-of-bounds line_amount" CHECK (line_amount BETWEEN -1000000000000 AND 1000000000000);

ALTER TABLE order_quotes
  ADD CONSTRAINT "krafta:out-of-bounds seq" CHECK (seq BETWEEN 0 AND 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds total_amount" CHECK (total_amount BETWEEN -1000000000000 AND 1000000000000),
  ADD CONSTRAINT "krafta:out-of-bounds due_amount" CHECK (due_amount BETWEEN -1000000000000 AND 1000000000000),
  ADD CONSTRAINT "krafta:out-of-bounds rate" CHECK (rate > 0 AND rate <= 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds quoted_at" CHECK (quoted_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds expires_at" CHECK (expires_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00');

ALTER TABLE order_events
  ADD CONSTRAINT "krafta:out-of-bounds seq" CHECK (seq BETWEEN 0 AND 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds at" CHECK (at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds edge" CHECK (edge IN ('P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8', 'P9', 'P10', 'P11', 'P12', 'P13', 'P14', 'P15', 'P16', 'P17', 'P18', 'P19', 'P20', 'A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8', 'A9', 'A10', 'A11', 'A12', 'A13', 'NOTE', 'RANKED', 'REMINDED', 'REFUND_PART', 'REFUND_PART_PAID', 'REFUND_PAID', 'REFUND_REVERSED', 'REFUND_DESTINATION', 'REFUND_VOIDED', 'SURPLUS_CREDITED', 'SURPLUS_RECORDED')),
  ADD CONSTRAINT "krafta:out-of-bounds from_status" CHECK (from_status IN ('PENDING', 'REPORTED', 'UNDER_REVIEW', 'CONFIRMED', 'REJECTED', 'CANCELLED', 'REFUND_PENDING', 'REFUNDED', 'PENDING_ASSIGNMENT', 'NOTIFIED', 'ACCEPTED', 'IN_PRODUCTION', 'READY', 'HANDED_TO_DELIVERY', 'COMPLETED')),
  ADD CONSTRAINT "krafta:out-of-bounds to_status" CHECK (to_status IN ('PENDING', 'REPORTED', 'UNDER_REVIEW', 'CONFIRMED', 'REJECTED', 'CANCELLED', 'REFUND_PENDING', 'REFUNDED', 'PENDING_ASSIGNMENT', 'NOTIFIED', 'ACCEPTED', 'IN_PRODUCTION', 'READY', 'HANDED_TO_DELIVERY', 'COMPLETED')),
  ADD CONSTRAINT "krafta:out-of-bounds actor_name" CHECK (length(actor_name) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds reason_code" CHECK (reason_code IN ('NOT_FOUND', 'AMOUNT_MISMATCH', 'REF_MISMATCH', 'REF_REUSED', 'WRONG_ACCOUNT', 'ILLEGIBLE', 'INCOMPLETE_DATA', 'REVERSED', 'WRONG_CURRENCY', 'SUSPECTED_FRAUD', 'OTHER', 'NO_CAPACITY', 'NO_MATERIAL', 'DEADLINE', 'COST', 'SPEC_UNCLEAR', 'CANNOT_PRODUCE', 'MACHINE_DOWN', 'ZONE', 'NO_ANSWER', 'NO_CANDIDATE', 'ATTEMPTS', 'WITHDRAWN')),
  ADD CONSTRAINT "krafta:out-of-bounds text" CHECK (length(text) <= 4000),
  ADD CONSTRAINT "krafta:out-of-bounds data" CHECK (length(data::text) <= 100000 AND NOT jsonb_path_exists(data, 'strict $.**{32}'));

ALTER TABLE notifications
  ADD CONSTRAINT "krafta:out-of-bounds event_seq" CHECK (event_seq BETWEEN 0 AND 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds attempts" CHECK (attempts BETWEEN 0 AND 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds kind" CHECK (length(kind) <= 60),
  ADD CONSTRAINT "krafta:out-of-bounds channel" CHECK (length(channel) <= 60),
  ADD CONSTRAINT "krafta:out-of-bounds recipient" CHECK (length(recipient) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds template" CHECK (length(template) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds unique_key" CHECK (length(unique_key) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds data" CHECK (length(data::text) <= 100000 AND NOT jsonb_path_exists(data, 'strict $.**{32}')),
  ADD CONSTRAINT "krafta:out-of-bounds last_error" CHECK (length(last_error) <= 4000),
  ADD CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds sent_at" CHECK (sent_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds cancelled_at" CHECK (cancelled_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00');

ALTER TABLE payment_submissions
  ADD CONSTRAINT "krafta:out-of-bounds seq" CHECK (seq BETWEEN 0 AND 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds attempt" CHECK (attempt BETWEEN 0 AND 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds quote_seq" CHECK (quote_seq BETWEEN 0 AND 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds receipt_bytes" CHECK (receipt_bytes BETWEEN 0 AND 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds amount" CHECK (amount BETWEEN -1000000000000 AND 1000000000000),
  ADD CONSTRAINT "krafta:out-of-bounds verified_amount" CHECK (verified_amount BETWEEN -1000000000000 AND 1000000000000),
  ADD CONSTRAINT "krafta:out-of-bounds credited_amount" CHECK (credited_amount BETWEEN -1000000000000 AND 1000000000000),
  ADD CONSTRAINT "krafta:out-of-bounds paid_on" CHECK (paid_on BETWEEN DATE '2000-01-01' AND DATE '2100-01-01'),
  ADD CONSTRAINT "krafta:out-of-bounds origin_bank" CHECK (length(origin_bank) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds reference" CHECK (length(reference) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds reference_key" CHECK (length(reference_key) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds reference_reversed" CHECK (length(reference_reversed) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds payer_name" CHECK (length(payer_name) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds payer_id_doc" CHECK (length(payer_id_doc) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds payer_phone" CHECK (length(payer_phone) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds payer_email" CHECK (length(payer_email) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds signals" CHECK (length(signals::text) <= 100000 AND NOT jsonb_path_exists(signals, 'strict $.**{32}')),
  ADD CONSTRAINT "krafta:out-of-bounds reported_at" CHECK (reported_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00');

ALTER TABLE payment_evidence
  ADD CONSTRAINT "krafta:out-of-bounds value_date" CHECK (value_date BETWEEN DATE '2000-01-01' AND DATE '2100-01-01'),
  ADD CONSTRAINT "krafta:out-of-bounds amount" CHECK (amount BETWEEN -1000000000000 AND 1000000000000),
  ADD CONSTRAINT "krafta:out-of-bounds credit_amount" CHECK (credit_amount BETWEEN -1000000000000 AND 1000000000000),
  ADD CONSTRAINT "krafta:out-of-bounds bank_reference" CHECK (length(bank_reference) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds bank_line" CHECK (length(bank_line) <= 4000),
  ADD CONSTRAINT "krafta:out-of-bounds note" CHECK (length(note) <= 4000),
  ADD CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00');

ALTER TABLE payment_evidence_voids
  ADD CONSTRAINT "krafta:out-of-bounds event_seq" CHECK (event_seq BETWEEN 0 AND 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00');

ALTER TABLE payment_verification_logs
  ADD CONSTRAINT "krafta:out-of-bounds reason_code" CHECK (reason_code IN ('NOT_FOUND', 'AMOUNT_MISMATCH', 'REF_MISMATCH', 'REF_REUSED', 'WRONG_ACCOUNT', 'ILLEGIBLE', 'INCOMPLETE_DATA', 'REVERSED', 'WRONG_CURRENCY', 'SUSPECTED_FRAUD', 'OTHER', 'NO_CAPACITY', 'NO_MATERIAL', 'DEADLINE', 'COST', 'SPEC_UNCLEAR', 'CANNOT_PRODUCE', 'MACHINE_DOWN', 'ZONE', 'NO_ANSWER', 'NO_CANDIDATE', 'ATTEMPTS', 'WITHDRAWN')),
  ADD CONSTRAINT "krafta:out-of-bounds reason_text" CHECK (length(reason_text) <= 4000),
  ADD CONSTRAINT "krafta:out-of-bounds override_reason" CHECK (length(override_reason) <= 4000),
  ADD CONSTRAINT "krafta:out-of-bounds credited_amount" CHECK (credited_amount BETWEEN -1000000000000 AND 1000000000000),
  ADD CONSTRAINT "krafta:out-of-bounds due_amount" CHECK (due_amount BETWEEN -1000000000000 AND 1000000000000),
  ADD CONSTRAINT "krafta:out-of-bounds tolerance_amount" CHECK (tolerance_amount BETWEEN -1000000000000 AND 1000000000000),
  ADD CONSTRAINT "krafta:out-of-bounds surplus_amount" CHECK (surplus_amount BETWEEN -1000000000000 AND 1000000000000),
  ADD CONSTRAINT "krafta:out-of-bounds event_seq" CHECK (event_seq BETWEEN 0 AND 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00');

ALTER TABLE refunds
  ADD CONSTRAINT "krafta:out-of-bounds amount" CHECK (amount BETWEEN -1000000000000 AND 1000000000000),
  ADD CONSTRAINT "krafta:out-of-bounds reason" CHECK (length(reason) <= 4000),
  ADD CONSTRAINT "krafta:out-of-bounds to_account" CHECK (length(to_account) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds to_phone" CHECK (length(to_phone) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds to_id_doc" CHECK (length(to_id_doc) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds to_name" CHECK (length(to_name) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds closed_at" CHECK (closed_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00');

ALTER TABLE refund_payments
  ADD CONSTRAINT "krafta:out-of-bounds amount" CHECK (amount BETWEEN -1000000000000 AND 1000000000000),
  ADD CONSTRAINT "krafta:out-of-bounds sent_amount" CHECK (sent_amount BETWEEN -1000000000000 AND 1000000000000),
  ADD CONSTRAINT "krafta:out-of-bounds reference" CHECK (length(reference) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds receipt_url" CHECK (length(receipt_url) <= 500),
  ADD CONSTRAINT "krafta:out-of-bounds paid_at" CHECK (paid_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds reason" CHECK (length(reason) <= 4000),
  ADD CONSTRAINT "krafta:out-of-bounds repeats_reason" CHECK (length(repeats_reason) <= 4000),
  ADD CONSTRAINT "krafta:out-of-bounds sent_on" CHECK (sent_on BETWEEN DATE '2000-01-01' AND DATE '2100-01-01'),
  ADD CONSTRAINT "krafta:out-of-bounds rate" CHECK (rate > 0 AND rate <= 1000000000);

ALTER TABLE production_assignments
  ADD CONSTRAINT "krafta:out-of-bounds attempt" CHECK (attempt BETWEEN 0 AND 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds event_seq" CHECK (event_seq BETWEEN 0 AND 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds version" CHECK (version BETWEEN 0 AND 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds ranked_supply" CHECK (ranked_supply BETWEEN 0 AND 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds cause" CHECK (cause IN ('NOT_FOUND', 'AMOUNT_MISMATCH', 'REF_MISMATCH', 'REF_REUSED', 'WRONG_ACCOUNT', 'ILLEGIBLE', 'INCOMPLETE_DATA', 'REVERSED', 'WRONG_CURRENCY', 'SUSPECTED_FRAUD', 'OTHER', 'NO_CAPACITY', 'NO_MATERIAL', 'DEADLINE', 'COST', 'SPEC_UNCLEAR', 'CANNOT_PRODUCE', 'MACHINE_DOWN', 'ZONE', 'NO_ANSWER', 'NO_CANDIDATE', 'ATTEMPTS', 'WITHDRAWN')),
  ADD CONSTRAINT "krafta:out-of-bounds reason_code" CHECK (reason_code IN ('NOT_FOUND', 'AMOUNT_MISMATCH', 'REF_MISMATCH', 'REF_REUSED', 'WRONG_ACCOUNT', 'ILLEGIBLE', 'INCOMPLETE_DATA', 'REVERSED', 'WRONG_CURRENCY', 'SUSPECTED_FRAUD', 'OTHER', 'NO_CAPACITY', 'NO_MATERIAL', 'DEADLINE', 'COST', 'SPEC_UNCLEAR', 'CANNOT_PRODUCE', 'MACHINE_DOWN', 'ZONE', 'NO_ANSWER', 'NO_CANDIDATE', 'ATTEMPTS', 'WITHDRAWN')),
  ADD CONSTRAINT "krafta:out-of-bounds agreed_cost" CHECK (agreed_cost BETWEEN -1000000000000 AND 1000000000000),
  ADD CONSTRAINT "krafta:out-of-bounds respond_by" CHECK (respond_by BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds notified_at" CHECK (notified_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds accepted_at" CHECK (accepted_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds started_at" CHECK (started_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds ready_at" CHECK (ready_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds handed_at" CHECK (handed_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds completed_at" CHECK (completed_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds closed_at" CHECK (closed_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds ranked_at" CHECK (ranked_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds reminded_at" CHECK (reminded_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds promised_ready_on" CHECK (promised_ready_on BETWEEN DATE '2000-01-01' AND DATE '2100-01-01'),
  ADD CONSTRAINT "krafta:out-of-bounds reason_text" CHECK (length(reason_text) <= 4000),
  ADD CONSTRAINT "krafta:out-of-bounds carrier" CHECK (length(carrier) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds tracking_number" CHECK (length(tracking_number) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds pickup_code" CHECK (length(pickup_code) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds tracking_url" CHECK (length(tracking_url) <= 500);

ALTER TABLE assignment_rankings
  ADD CONSTRAINT "krafta:out-of-bounds seq" CHECK (seq BETWEEN 0 AND 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds at" CHECK (at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds ranking" CHECK (length(ranking::text) <= 1000000 AND NOT jsonb_path_exists(ranking, 'strict $.**{32}'));

ALTER TABLE supply_state
  ADD CONSTRAINT "krafta:out-of-bounds version" CHECK (version BETWEEN 0 AND 1000000000);

ALTER TABLE job_leases
  ADD CONSTRAINT "krafta:out-of-bounds name" CHECK (length(name) <= 60),
  ADD CONSTRAINT "krafta:out-of-bounds until" CHECK (until BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00');

ALTER TABLE workshop_payables
  ADD CONSTRAINT "krafta:out-of-bounds amount" CHECK (amount BETWEEN -1000000000000 AND 1000000000000),
  ADD CONSTRAINT "krafta:out-of-bounds due_on" CHECK (due_on BETWEEN DATE '2000-01-01' AND DATE '2100-01-01'),
  ADD CONSTRAINT "krafta:out-of-bounds cut_on" CHECK (cut_on BETWEEN DATE '2000-01-01' AND DATE '2100-01-01'),
  ADD CONSTRAINT "krafta:out-of-bounds reason" CHECK (length(reason) <= 4000),
  ADD CONSTRAINT "krafta:out-of-bounds version" CHECK (version BETWEEN 0 AND 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00');

ALTER TABLE payable_events
  ADD CONSTRAINT "krafta:out-of-bounds seq" CHECK (seq BETWEEN 0 AND 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds at" CHECK (at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds actor_name" CHECK (length(actor_name) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds reason" CHECK (length(reason) <= 4000),
  ADD CONSTRAINT "krafta:out-of-bounds amount" CHECK (amount BETWEEN -1000000000000 AND 1000000000000);

ALTER TABLE settlements
  ADD CONSTRAINT "krafta:out-of-bounds amount" CHECK (amount BETWEEN -1000000000000 AND 1000000000000),
  ADD CONSTRAINT "krafta:out-of-bounds sent_amount" CHECK (sent_amount BETWEEN -1000000000000 AND 1000000000000),
  ADD CONSTRAINT "krafta:out-of-bounds reference" CHECK (length(reference) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds payee_name" CHECK (length(payee_name) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds payee_id_doc" CHECK (length(payee_id_doc) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds payee_bank_code" CHECK (length(payee_bank_code) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds payee_account" CHECK (length(payee_account) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds receipt_url" CHECK (length(receipt_url) <= 500),
  ADD CONSTRAINT "krafta:out-of-bounds note" CHECK (length(note) <= 4000),
  ADD CONSTRAINT "krafta:out-of-bounds repeats_reason" CHECK (length(repeats_reason) <= 4000),
  ADD CONSTRAINT "krafta:out-of-bounds paid_at" CHECK (paid_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds sent_on" CHECK (sent_on BETWEEN DATE '2000-01-01' AND DATE '2100-01-01'),
  ADD CONSTRAINT "krafta:out-of-bounds rate" CHECK (rate > 0 AND rate <= 1000000000);

ALTER TABLE payable_payments
  ADD CONSTRAINT "krafta:out-of-bounds amount" CHECK (amount BETWEEN -1000000000000 AND 1000000000000),
  ADD CONSTRAINT "krafta:out-of-bounds sent_amount" CHECK (sent_amount BETWEEN -1000000000000 AND 1000000000000),
  ADD CONSTRAINT "krafta:out-of-bounds reference" CHECK (length(reference) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds receipt_url" CHECK (length(receipt_url) <= 500),
  ADD CONSTRAINT "krafta:out-of-bounds reason" CHECK (length(reason) <= 4000),
  ADD CONSTRAINT "krafta:out-of-bounds paid_at" CHECK (paid_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds rate" CHECK (rate > 0 AND rate <= 1000000000);

ALTER TABLE master_changes
  ADD CONSTRAINT "krafta:out-of-bounds id" CHECK (id BETWEEN 0 AND 1000000000),
  ADD CONSTRAINT "krafta:out-of-bounds table_name" CHECK (length(table_name) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds row_id" CHECK (length(row_id) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds actor_name" CHECK (length(actor_name) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds login" CHECK (length(login) <= 200),
  ADD CONSTRAINT "krafta:out-of-bounds old" CHECK (length(old::text) <= 1000000 AND NOT jsonb_path_exists(old, 'strict $.**{32}')),
  ADD CONSTRAINT "krafta:out-of-bounds new" CHECK (length(new::text) <= 1000000 AND NOT jsonb_path_exists(new, 'strict $.**{32}')),
  ADD CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00');

ALTER TABLE requests
  ADD CONSTRAINT "krafta:out-of-bounds created_at" CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds answered_at" CHECK (answered_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  ADD CONSTRAINT "krafta:out-of-bounds receipt" CHECK (length(receipt::text) <= 100000 AND NOT jsonb_path_exists(receipt, 'strict $.**{32}'));
