-- Messages leave: in what state each is, who is sending it, every try, what people did with it, how somebody is reached, which
-- channels are on, and what was read of the alerts.

ALTER TABLE notifications ADD COLUMN state TEXT NOT NULL DEFAULT 'PENDING' CONSTRAINT "krafta:out-of-bounds state"
  CHECK (state IN ('PENDING', 'SENDING', 'SENT', 'FAILED', 'DEAD', 'CANCELLED', 'SUPERSEDED'));
-- It does not leave before: the time in which a verdict can be taken back, or the pause after a try.
ALTER TABLE notifications ADD COLUMN not_before INTEGER CONSTRAINT "krafta:out-of-bounds not_before"
  CHECK (not_before BETWEEN 946684800000000 AND 4102444800000000);
-- The sender that has it, and until when it is believed to.
ALTER TABLE notifications ADD COLUMN lease BLOB CHECK (length(lease) = 16);
ALTER TABLE notifications ADD COLUMN lease_until INTEGER CONSTRAINT "krafta:out-of-bounds lease_until"
  CHECK (lease_until BETWEEN 946684800000000 AND 4102444800000000);
-- Where it went, and what was said.
ALTER TABLE notifications ADD COLUMN sent_to TEXT CONSTRAINT "krafta:out-of-bounds sent_to"
  CHECK (length(sent_to) <= 1000 AND length(CAST(sent_to AS BLOB)) <= 4000);
ALTER TABLE notifications ADD COLUMN subject TEXT CONSTRAINT "krafta:out-of-bounds subject"
  CHECK (length(subject) <= 400 AND length(CAST(subject AS BLOB)) <= 1600);
ALTER TABLE notifications ADD COLUMN body TEXT CONSTRAINT "krafta:out-of-bounds body"
  CHECK (length(body) <= 40000 AND length(CAST(body AS BLOB)) <= 160000);
-- A sender was lost while it had it: it may have left twice.
ALTER TABLE notifications ADD COLUMN maybe_twice INTEGER NOT NULL DEFAULT 0 CHECK (maybe_twice IN (0, 1));
ALTER TABLE notifications ADD COLUMN resent_of BLOB REFERENCES notifications (id);
-- Of a message to a workshop.
ALTER TABLE notifications ADD COLUMN workshop_id BLOB REFERENCES workshops (id);
-- Address, names and words were erased; facts stay.
ALTER TABLE notifications ADD COLUMN erased_at INTEGER CONSTRAINT "krafta:out-of-bounds erased_at"
  CHECK (erased_at BETWEEN 946684800000000 AND 4102444800000000);
UPDATE notifications SET state = CASE WHEN sent_at IS NOT NULL THEN 'SENT' ELSE 'CANCELLED' END
WHERE sent_at IS NOT NULL OR cancelled_at IS NOT NULL;
UPDATE notifications SET workshop_id = (SELECT a.workshop_id FROM production_assignments a WHERE a.order_id = notifications.order_id
  AND a.workshop_id IS NOT NULL ORDER BY a.attempt DESC LIMIT 1)
WHERE recipient_kind = 'WORKSHOP';

DROP INDEX notifications_unsent;
CREATE INDEX notifications_waiting ON notifications (recipient_kind, id) WHERE state IN ('PENDING', 'FAILED', 'SENDING');
-- What is shown to them in their terminals.
CREATE INDEX notifications_to_workshop ON notifications (workshop_id, id) WHERE workshop_id IS NOT NULL;
CREATE INDEX notifications_to_admins ON notifications (id) WHERE recipient_kind = 'ADMINS';
CREATE INDEX notifications_ended ON notifications (state, id) WHERE state IN ('DEAD', 'CANCELLED', 'SUPERSEDED');

-- A message is what its event was when it was written; it moves as its states allow. Another program may send too: it sets sent_at
-- or cancelled_at alone, and the state follows.
CREATE TRIGGER notifications_new BEFORE INSERT ON notifications
WHEN (NEW.state = 'SENT') <> (NEW.sent_at IS NOT NULL) OR (NEW.state IN ('CANCELLED', 'SUPERSEDED')) <> (NEW.cancelled_at IS NOT NULL)
  OR NEW.state = 'SENDING' OR NEW.lease IS NOT NULL OR NEW.lease_until IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'krafta:message-state A new message waits, or has left.'); END;

CREATE TRIGGER notifications_moved BEFORE UPDATE OF state, sent_at, cancelled_at, lease, lease_until ON notifications
WHEN NEW.state = OLD.state AND (NEW.lease IS NOT NULL) <> (NEW.state = 'SENDING')
  OR NEW.state <> OLD.state AND (
    NOT (OLD.state = 'PENDING' AND NEW.state IN ('SENDING', 'SENT', 'DEAD', 'CANCELLED', 'SUPERSEDED')
      OR OLD.state = 'SENDING' AND NEW.state IN ('PENDING', 'SENT', 'FAILED', 'DEAD')
      OR OLD.state = 'FAILED' AND NEW.state IN ('PENDING', 'SENDING', 'SENT', 'DEAD', 'CANCELLED', 'SUPERSEDED')
      OR OLD.state = 'DEAD' AND NEW.state IN ('PENDING', 'CANCELLED', 'SUPERSEDED'))
    OR (NEW.state = 'SENT') <> (NEW.sent_at IS NOT NULL)
    OR (NEW.state IN ('CANCELLED', 'SUPERSEDED')) <> (NEW.cancelled_at IS NOT NULL)
    OR (NEW.state = 'SENDING') <> (NEW.lease IS NOT NULL) OR (NEW.lease IS NULL) <> (NEW.lease_until IS NULL))
  OR NEW.state = OLD.state AND OLD.state IN ('SENDING', 'DEAD') AND NEW.sent_at IS NOT OLD.sent_at
BEGIN SELECT RAISE(ABORT, 'krafta:message-state A message does not go this way.'); END;

CREATE TRIGGER notifications_frozen BEFORE UPDATE ON notifications
WHEN OLD.state = 'SENT' AND (NEW.sent_at IS NOT OLD.sent_at OR NEW.channel IS NOT OLD.channel OR NEW.attempts IS NOT OLD.attempts)
  OR NEW.id IS NOT OLD.id OR NEW.order_id IS NOT OLD.order_id OR NEW.event_seq IS NOT OLD.event_seq OR NEW.kind IS NOT OLD.kind
  OR NEW.recipient_kind IS NOT OLD.recipient_kind OR NEW.template IS NOT OLD.template OR NEW.unique_key IS NOT OLD.unique_key
  OR NEW.created_at IS NOT OLD.created_at OR NEW.resent_of IS NOT OLD.resent_of OR NEW.workshop_id IS NOT OLD.workshop_id
  OR NEW.erased_at IS OLD.erased_at AND (NEW.data IS NOT OLD.data OR NEW.recipient IS NOT OLD.recipient)
BEGIN SELECT RAISE(ABORT, 'krafta:message-frozen What a message says, and whom, does not change once it is written. Write another one.'); END;

CREATE TRIGGER notifications_followed AFTER UPDATE OF sent_at, cancelled_at ON notifications
WHEN NEW.state = OLD.state AND NEW.state IN ('PENDING', 'FAILED') AND (NEW.sent_at IS NOT OLD.sent_at OR NEW.cancelled_at IS NOT OLD.cancelled_at)
BEGIN
  UPDATE notifications SET state = CASE WHEN NEW.sent_at IS NOT NULL THEN 'SENT' ELSE 'CANCELLED' END WHERE id = NEW.id;
END;

CREATE TRIGGER notifications_kept BEFORE DELETE ON notifications
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of notifications are never deleted.'); END;
CREATE TRIGGER notifications_unreplaced BEFORE INSERT ON notifications
WHEN EXISTS (SELECT 1 FROM notifications n WHERE n.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of notifications are never replaced.'); END;

-- What is being sent may have left.
CREATE TRIGGER order_events_undone_sending BEFORE INSERT ON order_events
WHEN NEW.lane = 'PAYMENT' AND NEW.edge = 'P20' AND EXISTS (
  SELECT 1 FROM notifications n WHERE n.order_id = NEW.order_id AND n.state = 'SENDING' AND n.event_seq >= (
    SELECT max(e.seq) FROM order_events e WHERE e.order_id = NEW.order_id AND e.edge IN ('P6', 'P7', 'P8')))
BEGIN SELECT RAISE(ABORT, 'krafta:undo-message-left A message of the verdict has left.'); END;

-- One try: when, how long, by what, to where, and how it ended. Of a sender that was lost the answer is not known.
CREATE TABLE message_attempts (
  notification_id BLOB NOT NULL REFERENCES notifications (id),
  seq INTEGER NOT NULL CONSTRAINT "krafta:out-of-bounds seq" CHECK (seq BETWEEN 1 AND 1000000000),
  channel TEXT NOT NULL CHECK (channel IN ('EMAIL', 'COMMAND', 'FILE', 'ALERT')),
  address TEXT CONSTRAINT "krafta:out-of-bounds address" CHECK (length(address) <= 1000 AND length(CAST(address AS BLOB)) <= 4000),
  outcome TEXT NOT NULL CHECK (outcome IN ('SENT', 'TEMPORARY', 'PERMANENT', 'OUTAGE', 'UNKNOWN')),
  began_at INTEGER NOT NULL CONSTRAINT "krafta:out-of-bounds began_at" CHECK (began_at BETWEEN 946684800000000 AND 4102444800000000),
  took_ms INTEGER NOT NULL CONSTRAINT "krafta:out-of-bounds took_ms" CHECK (took_ms BETWEEN 0 AND 1000000000),
  error_class TEXT CONSTRAINT "krafta:out-of-bounds error_class" CHECK (length(error_class) <= 60 AND length(CAST(error_class AS BLOB)) <= 240),
  answer TEXT CONSTRAINT "krafta:out-of-bounds answer" CHECK (length(answer) <= 1000 AND length(CAST(answer AS BLOB)) <= 4000),
  PRIMARY KEY (notification_id, seq)
) STRICT, WITHOUT ROWID;

-- What a person did with a message.
CREATE TABLE message_acts (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  notification_id BLOB NOT NULL REFERENCES notifications (id),
  act TEXT NOT NULL CHECK (act IN ('RETRIED', 'DROPPED', 'RESENT')),
  reason TEXT CONSTRAINT "krafta:out-of-bounds reason" CHECK (length(reason) <= 4000 AND length(CAST(reason AS BLOB)) <= 16000),
  operator_id BLOB NOT NULL REFERENCES operators (id),
  operation_id BLOB NOT NULL CHECK (length(operation_id) = 16),
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)) CONSTRAINT "krafta:out-of-bounds created_at"
    CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000)
) STRICT;
CREATE INDEX message_acts_notification ON message_acts (notification_id, id);

-- How somebody is reached, and in which language: the last row of an order, a workshop or a person goes before what stands there.
CREATE TABLE message_contacts (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  order_id BLOB REFERENCES orders (id),
  workshop_id BLOB REFERENCES workshops (id),
  operator_id BLOB REFERENCES operators (id),
  email TEXT CONSTRAINT "krafta:out-of-bounds email" CHECK (length(email) <= 200 AND length(CAST(email AS BLOB)) <= 800),
  phone TEXT CONSTRAINT "krafta:out-of-bounds phone" CHECK (length(phone) <= 40 AND length(CAST(phone AS BLOB)) <= 160),
  language TEXT CHECK (language IN ('es', 'en')),
  by_id BLOB NOT NULL REFERENCES operators (id),
  operation_id BLOB NOT NULL CHECK (length(operation_id) = 16),
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)) CONSTRAINT "krafta:out-of-bounds created_at"
    CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT message_contacts_whose CHECK ((order_id IS NOT NULL) + (workshop_id IS NOT NULL) + (operator_id IS NOT NULL) = 1)
) STRICT;
CREATE INDEX message_contacts_order ON message_contacts (order_id, id) WHERE order_id IS NOT NULL;
CREATE INDEX message_contacts_workshop ON message_contacts (workshop_id, id) WHERE workshop_id IS NOT NULL;
CREATE INDEX message_contacts_operator ON message_contacts (operator_id, id) WHERE operator_id IS NOT NULL;

-- Since when somebody is sent messages at all: older ones stay, and leave by hand alone. How the channel is, for all who look.
CREATE TABLE message_channels (
  name TEXT NOT NULL PRIMARY KEY CONSTRAINT "krafta:out-of-bounds name" CHECK (length(name) <= 60 AND length(CAST(name AS BLOB)) <= 240),
  on_since INTEGER CONSTRAINT "krafta:out-of-bounds on_since" CHECK (on_since BETWEEN 946684800000000 AND 4102444800000000),
  failures INTEGER NOT NULL DEFAULT 0 CONSTRAINT "krafta:out-of-bounds failures" CHECK (failures BETWEEN 0 AND 1000000000),
  open_until INTEGER CONSTRAINT "krafta:out-of-bounds open_until" CHECK (open_until BETWEEN 946684800000000 AND 4102444800000000),
  last_error TEXT CONSTRAINT "krafta:out-of-bounds last_error" CHECK (length(last_error) <= 4000 AND length(CAST(last_error AS BLOB)) <= 16000)
) STRICT, WITHOUT ROWID;

-- The newest alert that somebody has seen.
CREATE TABLE alert_reads (
  operator_id BLOB NOT NULL PRIMARY KEY REFERENCES operators (id),
  notification_id BLOB NOT NULL REFERENCES notifications (id),
  read_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)) CONSTRAINT "krafta:out-of-bounds read_at"
    CHECK (read_at BETWEEN 946684800000000 AND 4102444800000000)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER message_acts_unreplaced BEFORE INSERT ON message_acts WHEN EXISTS (SELECT 1 FROM message_acts m WHERE m.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of message_acts are never replaced.'); END;
CREATE TRIGGER message_acts_kept BEFORE DELETE ON message_acts
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of message_acts are never edited or deleted. Write a row that corrects it.'); END;
CREATE TRIGGER message_acts_unedited BEFORE UPDATE ON message_acts
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of message_acts are never edited or deleted. Write a row that corrects it.'); END;
CREATE TRIGGER message_contacts_unreplaced BEFORE INSERT ON message_contacts WHEN EXISTS (SELECT 1 FROM message_contacts m WHERE m.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of message_contacts are never replaced.'); END;
CREATE TRIGGER message_contacts_kept BEFORE DELETE ON message_contacts
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of message_contacts are never edited or deleted. Write a row that corrects it.'); END;
CREATE TRIGGER message_contacts_unedited BEFORE UPDATE ON message_contacts
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of message_contacts are never edited or deleted. Write a row that corrects it.'); END;
CREATE TRIGGER message_attempts_unreplaced BEFORE INSERT ON message_attempts
WHEN EXISTS (SELECT 1 FROM message_attempts m WHERE m.notification_id = NEW.notification_id AND m.seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of message_attempts are never replaced.'); END;
CREATE TRIGGER message_attempts_kept BEFORE DELETE ON message_attempts
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of message_attempts are never edited or deleted. Write a row that corrects it.'); END;
-- Of a try only the address is erased.
CREATE TRIGGER message_attempts_erased BEFORE UPDATE ON message_attempts
WHEN NEW.notification_id IS NOT OLD.notification_id OR NEW.seq IS NOT OLD.seq OR NEW.channel IS NOT OLD.channel OR NEW.outcome IS NOT OLD.outcome
  OR NEW.began_at IS NOT OLD.began_at OR NEW.took_ms IS NOT OLD.took_ms OR NEW.error_class IS NOT OLD.error_class
  OR NEW.address IS NOT NULL OR NEW.answer IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of message_attempts are never edited or deleted. Write a row that corrects it.'); END;

-- What a customer was told of their order: for the customer site, which reads nothing else of what is sent.
CREATE VIEW site_messages AS
  SELECT n.id, n.order_id, n.event_seq, n.kind, n.channel, n.subject, n.body, n.created_at, n.sent_at
  FROM notifications n WHERE n.recipient_kind = 'CUSTOMER' AND n.state = 'SENT';
