-- Messages leave: in what state each is, who is sending it, every try, what people did with it, how somebody is reached, which
-- channels are on, and what was read of the alerts.

SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);

ALTER TABLE notifications
  ADD COLUMN state text NOT NULL DEFAULT 'PENDING',
  -- It does not leave before: the time in which a verdict can be taken back, or the pause after a try.
  ADD COLUMN not_before timestamptz,
  -- The sender that has it, and until when it is believed to.
  ADD COLUMN lease uuid,
  ADD COLUMN lease_until timestamptz,
  -- Where it went, and what was said.
  ADD COLUMN sent_to text,
  ADD COLUMN subject text,
  ADD COLUMN body text,
  -- A sender was lost while it had it: it may have left twice.
  ADD COLUMN maybe_twice boolean NOT NULL DEFAULT false,
  ADD COLUMN resent_of uuid REFERENCES notifications (id),
  -- Of a message to a workshop.
  ADD COLUMN workshop_id uuid REFERENCES workshops (id),
  -- Address, names and words were erased; facts stay.
  ADD COLUMN erased_at timestamptz;
UPDATE notifications SET state = CASE WHEN sent_at IS NOT NULL THEN 'SENT' ELSE 'CANCELLED' END
WHERE sent_at IS NOT NULL OR cancelled_at IS NOT NULL;
UPDATE notifications n SET workshop_id = (SELECT a.workshop_id FROM production_assignments a WHERE a.order_id = n.order_id
  AND a.workshop_id IS NOT NULL ORDER BY a.attempt DESC LIMIT 1)
WHERE n.recipient_kind = 'WORKSHOP';

-- The CHECKs of this table stand in one function (0032): with those of the new columns.
DO $$
DECLARE
  body text;
  parameters text;
  arguments text;
BEGIN
  SELECT p.prosrc, pg_get_function_arguments(p.oid), (SELECT string_agg(quote_ident(n), ', ') FROM unnest(p.proargnames) AS n)
  INTO STRICT body, parameters, arguments
  FROM pg_proc p WHERE p.proname = 'krafta_notifications_fit' AND p.pronamespace = current_schema()::regnamespace;
  ALTER TABLE notifications DROP CONSTRAINT notifications_fit;
  EXECUTE format('DROP FUNCTION krafta_notifications_fit');
  body := replace(body, E'\n  END;\nBEGIN', E'\n'
    '    WHEN NOT (state IN (''PENDING'', ''SENDING'', ''SENT'', ''FAILED'', ''DEAD'', ''CANCELLED'', ''SUPERSEDED'')) THEN ''krafta:out-of-bounds state''\n'
    '    WHEN NOT ((state = ''SENT'') = (sent_at IS NOT NULL)) THEN ''notifications_sent''\n'
    '    WHEN NOT ((state IN (''CANCELLED'', ''SUPERSEDED'')) = (cancelled_at IS NOT NULL)) THEN ''notifications_ended''\n'
    '    WHEN NOT ((state = ''SENDING'') = (lease IS NOT NULL) AND (lease IS NULL) = (lease_until IS NULL)) THEN ''notifications_leased''\n'
    '    WHEN NOT (not_before BETWEEN TIMESTAMPTZ ''2000-01-01 00:00:00+00'' AND TIMESTAMPTZ ''2100-01-01 00:00:00+00'') THEN ''krafta:out-of-bounds not_before''\n'
    '    WHEN NOT (lease_until BETWEEN TIMESTAMPTZ ''2000-01-01 00:00:00+00'' AND TIMESTAMPTZ ''2100-01-01 00:00:00+00'') THEN ''krafta:out-of-bounds lease_until''\n'
    '    WHEN NOT (erased_at BETWEEN TIMESTAMPTZ ''2000-01-01 00:00:00+00'' AND TIMESTAMPTZ ''2100-01-01 00:00:00+00'') THEN ''krafta:out-of-bounds erased_at''\n'
    '    WHEN NOT (length(sent_to) <= 1000) THEN ''krafta:out-of-bounds sent_to''\n'
    '    WHEN NOT (length(subject) <= 400) THEN ''krafta:out-of-bounds subject''\n'
    '    WHEN NOT (length(body) <= 40000) THEN ''krafta:out-of-bounds body''\n'
    '  END;\nBEGIN');
  EXECUTE format('CREATE FUNCTION krafta_notifications_fit(%s, state text, not_before timestamptz, lease uuid, lease_until timestamptz, '
    'erased_at timestamptz, sent_to text, subject text, body text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE '
    'SET search_path FROM CURRENT AS %L', parameters, body);
  EXECUTE format('ALTER TABLE notifications ADD CONSTRAINT notifications_fit CHECK (krafta_notifications_fit(%s, state, not_before, '
    'lease, lease_until, erased_at, sent_to, subject, body))', arguments);
END $$;

DROP INDEX notifications_unsent;
CREATE INDEX notifications_waiting ON notifications (recipient_kind, id) WHERE state IN ('PENDING', 'FAILED', 'SENDING');
-- What is shown to them in their terminals.
CREATE INDEX notifications_to_workshop ON notifications (workshop_id, id) WHERE workshop_id IS NOT NULL;
CREATE INDEX notifications_to_admins ON notifications (id) WHERE recipient_kind = 'ADMINS';
CREATE INDEX notifications_ended ON notifications (state, id) WHERE state IN ('DEAD', 'CANCELLED', 'SUPERSEDED');

-- A message is what its event was when it was written; it moves as its states allow. Another program may send too: it sets sent_at
-- or cancelled_at alone, and the state follows.
CREATE OR REPLACE FUNCTION krafta_notifications_cancelled() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF NEW.state = OLD.state AND NEW.sent_at IS NOT NULL AND OLD.sent_at IS NULL AND OLD.cancelled_at IS NULL THEN
    NEW.state := 'SENT';
    NEW.lease := NULL;
    NEW.lease_until := NULL;
  ELSIF NEW.state = OLD.state AND NEW.cancelled_at IS NOT NULL AND OLD.cancelled_at IS NULL AND OLD.sent_at IS NULL THEN
    NEW.state := 'CANCELLED';
  END IF;
  IF OLD.cancelled_at IS NOT NULL AND (NEW.sent_at IS NOT NULL OR NEW.cancelled_at IS NULL) THEN
    PERFORM krafta_refuse('message-cancelled', 'The message was cancelled before it left; it is not sent.',
      'Send what has neither sent_at nor cancelled_at.');
  ELSIF NEW.state <> OLD.state AND NOT (
    OLD.state = 'PENDING' AND NEW.state IN ('SENDING', 'SENT', 'DEAD', 'CANCELLED', 'SUPERSEDED')
    OR OLD.state = 'SENDING' AND NEW.state IN ('PENDING', 'SENT', 'FAILED', 'DEAD')
    OR OLD.state = 'FAILED' AND NEW.state IN ('PENDING', 'SENDING', 'SENT', 'DEAD', 'CANCELLED', 'SUPERSEDED')
    OR OLD.state = 'DEAD' AND NEW.state IN ('PENDING', 'CANCELLED', 'SUPERSEDED')) THEN
    PERFORM krafta_refuse('message-state', 'A message does not go from ' || OLD.state || ' to ' || NEW.state || '.');
  ELSIF OLD.state = 'SENT' AND (NEW.sent_at, NEW.channel, NEW.attempts) IS DISTINCT FROM (OLD.sent_at, OLD.channel, OLD.attempts)
    OR (NEW.id, NEW.order_id, NEW.event_seq, NEW.kind, NEW.recipient_kind, NEW.template, NEW.unique_key, NEW.created_at, NEW.resent_of, NEW.workshop_id)
      IS DISTINCT FROM
      (OLD.id, OLD.order_id, OLD.event_seq, OLD.kind, OLD.recipient_kind, OLD.template, OLD.unique_key, OLD.created_at, OLD.resent_of, OLD.workshop_id)
    OR NEW.erased_at IS NOT DISTINCT FROM OLD.erased_at AND (NEW.data, NEW.recipient) IS DISTINCT FROM (OLD.data, OLD.recipient) THEN
    PERFORM krafta_refuse('message-frozen', 'What a message says, and whom, does not change once it is written.', 'Write another one.');
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER notifications_cancelled ON notifications;
CREATE TRIGGER notifications_cancelled BEFORE UPDATE ON notifications FOR EACH ROW EXECUTE FUNCTION krafta_notifications_cancelled();
CREATE TRIGGER notifications_kept BEFORE DELETE ON notifications FOR EACH ROW EXECUTE FUNCTION krafta_append_only();
CREATE TRIGGER notifications_untruncated BEFORE TRUNCATE ON notifications FOR EACH STATEMENT EXECUTE FUNCTION krafta_append_only();

-- What is being sent may have left.
CREATE FUNCTION krafta_order_events_undone_sending() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM notifications n WHERE n.order_id = NEW.order_id AND n.state = 'SENDING' AND n.event_seq >= (
    SELECT max(e.seq) FROM order_events e WHERE e.order_id = NEW.order_id AND e.edge IN ('P6', 'P7', 'P8'))) THEN
    PERFORM krafta_refuse('undo-message-left', 'A message of the verdict has left.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER order_events_undone_sending BEFORE INSERT ON order_events FOR EACH ROW
WHEN (NEW.lane = 'PAYMENT' AND NEW.edge = 'P20')
EXECUTE FUNCTION krafta_order_events_undone_sending();

-- One try: when, how long, by what, to where, and how it ended. Of a sender that was lost the answer is not known.
CREATE TABLE message_attempts (
  notification_id uuid NOT NULL REFERENCES notifications (id),
  seq bigint NOT NULL CONSTRAINT "krafta:out-of-bounds seq" CHECK (seq BETWEEN 1 AND 1000000000),
  channel text NOT NULL CHECK (channel IN ('EMAIL', 'COMMAND', 'FILE', 'ALERT')),
  address text CONSTRAINT "krafta:out-of-bounds address" CHECK (length(address) <= 1000),
  outcome text NOT NULL CHECK (outcome IN ('SENT', 'TEMPORARY', 'PERMANENT', 'OUTAGE', 'UNKNOWN')),
  began_at timestamptz NOT NULL CONSTRAINT "krafta:out-of-bounds began_at"
    CHECK (began_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  took_ms bigint NOT NULL CONSTRAINT "krafta:out-of-bounds took_ms" CHECK (took_ms BETWEEN 0 AND 1000000000),
  error_class text CONSTRAINT "krafta:out-of-bounds error_class" CHECK (length(error_class) <= 60),
  answer text CONSTRAINT "krafta:out-of-bounds answer" CHECK (length(answer) <= 1000),
  PRIMARY KEY (notification_id, seq)
);

-- What a person did with a message.
CREATE TABLE message_acts (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  notification_id uuid NOT NULL REFERENCES notifications (id),
  act text NOT NULL CHECK (act IN ('RETRIED', 'DROPPED', 'RESENT')),
  reason text CONSTRAINT "krafta:out-of-bounds reason" CHECK (length(reason) <= 4000),
  operator_id uuid NOT NULL REFERENCES operators (id),
  operation_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now() CONSTRAINT "krafta:out-of-bounds created_at"
    CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00')
);
CREATE INDEX message_acts_notification ON message_acts (notification_id, id);

-- How somebody is reached, and in which language: the last row of an order, a workshop or a person goes before what stands there.
CREATE TABLE message_contacts (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  order_id uuid REFERENCES orders (id),
  workshop_id uuid REFERENCES workshops (id),
  operator_id uuid REFERENCES operators (id),
  email text CONSTRAINT "krafta:out-of-bounds email" CHECK (length(email) <= 200),
  phone text CONSTRAINT "krafta:out-of-bounds phone" CHECK (length(phone) <= 40),
  language text CHECK (language IN ('es', 'en')),
  by_id uuid NOT NULL REFERENCES operators (id),
  operation_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now() CONSTRAINT "krafta:out-of-bounds created_at"
    CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  CONSTRAINT message_contacts_whose CHECK (num_nonnulls(order_id, workshop_id, operator_id) = 1)
);
CREATE INDEX message_contacts_order ON message_contacts (order_id, id) WHERE order_id IS NOT NULL;
CREATE INDEX message_contacts_workshop ON message_contacts (workshop_id, id) WHERE workshop_id IS NOT NULL;
CREATE INDEX message_contacts_operator ON message_contacts (operator_id, id) WHERE operator_id IS NOT NULL;

-- Since when somebody is sent messages at all: older ones stay, and leave by hand alone. How the channel is, for all who look.
CREATE TABLE message_channels (
  name text PRIMARY KEY CONSTRAINT "krafta:out-of-bounds name" CHECK (length(name) <= 60),
  on_since timestamptz CONSTRAINT "krafta:out-of-bounds on_since"
    CHECK (on_since BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  failures bigint NOT NULL DEFAULT 0 CONSTRAINT "krafta:out-of-bounds failures" CHECK (failures BETWEEN 0 AND 1000000000),
  open_until timestamptz CONSTRAINT "krafta:out-of-bounds open_until"
    CHECK (open_until BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  last_error text CONSTRAINT "krafta:out-of-bounds last_error" CHECK (length(last_error) <= 4000)
);

-- The newest alert that somebody has seen.
CREATE TABLE alert_reads (
  operator_id uuid PRIMARY KEY REFERENCES operators (id),
  notification_id uuid NOT NULL REFERENCES notifications (id),
  read_at timestamptz NOT NULL DEFAULT now() CONSTRAINT "krafta:out-of-bounds read_at"
    CHECK (read_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00')
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['message_attempts', 'message_acts', 'message_contacts'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION krafta_append_only()', name || '_kept', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION krafta_append_only()', name || '_untruncated', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['message_acts', 'message_contacts'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION krafta_append_only()', name || '_unedited', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION krafta_stamp()', name || '_stamped', name);
  END LOOP;
END $$;

-- Of a try only the address is erased.
CREATE FUNCTION krafta_message_attempts_erased() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF (NEW.notification_id, NEW.seq, NEW.channel, NEW.outcome, NEW.began_at, NEW.took_ms, NEW.error_class)
    IS DISTINCT FROM (OLD.notification_id, OLD.seq, OLD.channel, OLD.outcome, OLD.began_at, OLD.took_ms, OLD.error_class)
    OR NEW.address IS NOT NULL OR NEW.answer IS NOT NULL THEN
    PERFORM krafta_refuse('append-only', 'Rows of message_attempts are never edited or deleted.', 'Write a row that corrects it.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER message_attempts_erased BEFORE UPDATE ON message_attempts FOR EACH ROW EXECUTE FUNCTION krafta_message_attempts_erased();

-- What a customer was told of their order: for the customer site, which reads nothing else of what is sent.
CREATE VIEW site_messages AS
  SELECT n.id, n.order_id, n.event_seq, n.kind, n.channel, n.subject, n.body, n.created_at, n.sent_at
  FROM notifications n WHERE n.recipient_kind = 'CUSTOMER' AND n.state = 'SENT';
