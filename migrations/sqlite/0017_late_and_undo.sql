-- Money that comes for a cancelled order (P18), and verdicts that are taken back (P20): evidence is voided by a row, messages
-- that wait are cancelled.

INSERT INTO payment_edges (from_status, to_status, code) VALUES
  ('CANCELLED', 'REPORTED', 'P18'),
  ('CONFIRMED', 'UNDER_REVIEW', 'P20'),
  ('REJECTED', 'UNDER_REVIEW', 'P20'),
  ('PENDING', 'UNDER_REVIEW', 'P20');

-- Messages that wait --------------------------------------------------------------------------------------------------

ALTER TABLE notifications ADD COLUMN cancelled_at INTEGER CHECK (cancelled_at IS NULL OR sent_at IS NULL);
DROP INDEX notifications_unsent;
CREATE INDEX notifications_unsent ON notifications (created_at, id) WHERE sent_at IS NULL AND cancelled_at IS NULL;

CREATE TRIGGER notifications_cancelled BEFORE UPDATE OF sent_at, cancelled_at ON notifications
WHEN OLD.cancelled_at IS NOT NULL AND (NEW.sent_at IS NOT NULL OR NEW.cancelled_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'krafta:message-cancelled The message was cancelled before it left; it is not sent.'); END;

-- Evidence that counts no more ----------------------------------------------------------------------------------------

CREATE TABLE payment_evidence_voids (
  evidence_id BLOB PRIMARY KEY NOT NULL REFERENCES payment_evidence (id),
  order_id BLOB NOT NULL REFERENCES orders (id),
  -- The P20 that took the verdict back.
  event_seq INTEGER NOT NULL,
  operator_id BLOB NOT NULL REFERENCES operators (id),
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)),
  FOREIGN KEY (order_id, event_seq) REFERENCES order_events (order_id, seq)
) STRICT;
CREATE INDEX payment_evidence_voids_order ON payment_evidence_voids (order_id);

CREATE TRIGGER payment_evidence_voids_new BEFORE INSERT ON payment_evidence_voids
WHEN NOT EXISTS (
  SELECT 1 FROM payment_evidence e JOIN payment_submissions s ON s.id = e.submission_id
  WHERE e.id = NEW.evidence_id AND e.order_id = NEW.order_id AND s.state <> 'VERIFIED')
BEGIN SELECT RAISE(ABORT, 'krafta:evidence-stands The evidence of a verified proof stands.'); END;

CREATE TRIGGER payment_evidence_voids_kept BEFORE DELETE ON payment_evidence_voids
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of payment_evidence_voids are never edited or deleted.'); END;

CREATE TRIGGER payment_evidence_voids_unedited BEFORE UPDATE ON payment_evidence_voids
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of payment_evidence_voids are never edited or deleted.'); END;

CREATE TRIGGER payment_evidence_voids_unreplaced BEFORE INSERT ON payment_evidence_voids
WHEN EXISTS (SELECT 1 FROM payment_evidence_voids WHERE evidence_id = NEW.evidence_id)
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of payment_evidence_voids are never replaced.'); END;

CREATE TRIGGER payment_evidence_voids_stamped BEFORE INSERT ON payment_evidence_voids
WHEN abs(NEW.created_at - CAST(unixepoch('subsec') * 1000000 AS INTEGER)) > 60000000
BEGIN SELECT RAISE(ABORT, 'krafta:created-at The database stamps created_at; leave it out.'); END;

DROP TRIGGER order_events_money_seen;
CREATE TRIGGER order_events_money_seen BEFORE INSERT ON order_events
WHEN NEW.lane = 'PAYMENT' AND ((NEW.edge = 'P6' AND NEW.to_status = 'CONFIRMED') OR (NEW.edge = 'P8' AND NEW.to_status = 'PENDING'))
BEGIN
  SELECT CASE
    WHEN NOT EXISTS (SELECT 1 FROM payment_submissions s WHERE s.order_id = NEW.order_id AND s.state = 'VERIFIED') THEN
      RAISE(ABORT, 'krafta:nothing-verified Verify a proof before confirming its order.')
    WHEN EXISTS (
      SELECT 1 FROM payment_submissions s
      WHERE s.order_id = NEW.order_id AND s.state = 'VERIFIED'
        AND NOT EXISTS (
          SELECT 1 FROM payment_evidence e
          WHERE e.submission_id = s.id AND NOT EXISTS (SELECT 1 FROM payment_evidence_voids v WHERE v.evidence_id = e.id))) THEN
      RAISE(ABORT, 'krafta:evidence-missing Every verified proof has evidence from the bank.')
  END
  FROM orders o
  WHERE o.id = NEW.order_id AND NEW.seq = o.event_seq + 1 AND o.payment_status = 'UNDER_REVIEW' AND NEW.from_status = o.payment_status;
END;

-- The edges themselves ------------------------------------------------------------------------------------------------

CREATE TRIGGER order_events_late BEFORE INSERT ON order_events
WHEN NEW.lane = 'PAYMENT' AND NEW.edge = 'P18' AND NEW.to_status = 'REPORTED'
BEGIN
  SELECT RAISE(ABORT, 'krafta:late-without-proof Money that comes for a cancelled order is reported with its proof.')
  FROM orders o
  WHERE o.id = NEW.order_id AND NEW.seq = o.event_seq + 1 AND o.payment_status = 'CANCELLED' AND NEW.from_status = o.payment_status
    AND NOT EXISTS (
      SELECT 1 FROM payment_submissions s WHERE s.id = NEW.submission_id AND s.order_id = NEW.order_id AND s.state = 'OPEN');
END;

-- How long a verdict can be taken back is a setting of the program.
CREATE TRIGGER order_events_undone BEFORE INSERT ON order_events
WHEN NEW.lane = 'PAYMENT' AND NEW.edge = 'P20' AND NEW.to_status = 'UNDER_REVIEW'
BEGIN
  SELECT CASE
    WHEN v.seq IS NULL OR v.operation_id IS NULL THEN
      RAISE(ABORT, 'krafta:undo-nothing There is no verdict to take back.')
    WHEN v.actor_id IS NOT NEW.actor_id THEN
      RAISE(ABORT, 'krafta:undo-not-yours Only the person who gave a verdict takes it back.')
    WHEN EXISTS (
      SELECT 1 FROM order_events e
      WHERE e.order_id = NEW.order_id AND e.seq > v.seq AND e.operation_id IS NOT v.operation_id
        AND (e.operation_id IS NULL OR e.operation_id IS NOT NEW.operation_id)) THEN
      RAISE(ABORT, 'krafta:undo-superseded Something happened after the verdict.')
    WHEN EXISTS (
      SELECT 1 FROM notifications n WHERE n.order_id = NEW.order_id AND n.event_seq >= v.seq AND n.sent_at IS NOT NULL) THEN
      RAISE(ABORT, 'krafta:undo-message-left A message of the verdict has left.')
  END
  FROM orders o LEFT JOIN order_events v ON v.order_id = o.id AND v.seq = (
    SELECT max(e.seq) FROM order_events e WHERE e.order_id = NEW.order_id AND e.edge IN ('P6', 'P7', 'P8'))
  WHERE o.id = NEW.order_id AND NEW.seq = o.event_seq + 1 AND o.payment_status IN ('CONFIRMED', 'REJECTED', 'PENDING')
    AND NEW.from_status = o.payment_status;
END;

CREATE TRIGGER order_events_round_and_hold AFTER INSERT ON order_events
WHEN NEW.lane = 'PAYMENT' AND NEW.edge IN ('P18', 'P20')
BEGIN
  UPDATE orders SET
    attempt = CASE WHEN NEW.edge = 'P18' THEN attempt + 1 ELSE attempt END,
    on_hold = CASE WHEN NEW.edge = 'P20' AND production_status IS NOT NULL THEN 1 ELSE on_hold END
  WHERE id = NEW.order_id;
END;

DROP TRIGGER payment_submissions_new;
CREATE TRIGGER payment_submissions_new BEFORE INSERT ON payment_submissions
BEGIN
  SELECT CASE
    WHEN NEW.state <> 'OPEN' THEN
      RAISE(ABORT, 'krafta:new-submission A new proof is OPEN and has no verdict.')
    WHEN NEW.previous_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM payment_submissions s WHERE s.id = NEW.previous_id AND s.order_id = NEW.order_id AND s.state = 'REJECTED') THEN
      RAISE(ABORT, 'krafta:new-submission The proof it replaces is a rejected one of the same order.')
    -- An admin's on a cancelled order goes before its P18.
    WHEN o.payment_status NOT IN ('PENDING', 'REPORTED', 'REJECTED') AND NOT (o.payment_status = 'CANCELLED' AND NEW.reported_by = 'ADMIN') THEN
      RAISE(ABORT, 'krafta:order-takes-no-proof The order takes no proofs in its present status.')
    WHEN (SELECT count(*) FROM payment_submissions s WHERE s.order_id = NEW.order_id AND s.state = 'OPEN') >= 5 THEN
      RAISE(ABORT, 'krafta:too-many-open At most 5 proofs of an order wait for a verdict.')
    WHEN EXISTS (SELECT 1 FROM payment_submissions s WHERE s.id = NEW.id) THEN
      RAISE(ABORT, 'krafta:append-only Rows of payment_submissions are never replaced.')
  END
  FROM orders o WHERE o.id = NEW.order_id;
END;

DROP TRIGGER payment_submissions_verdict;
CREATE TRIGGER payment_submissions_verdict
BEFORE UPDATE OF state, verified_amount, verified_currency, credited_amount ON payment_submissions
BEGIN
  SELECT CASE
    WHEN NEW.state = OLD.state THEN
      CASE WHEN NEW.verified_amount IS NOT OLD.verified_amount OR NEW.verified_currency IS NOT OLD.verified_currency
        OR NEW.credited_amount IS NOT OLD.credited_amount THEN
        RAISE(ABORT, 'krafta:submission-state Verified amounts are set with the verdict.') END
    -- The verdict that withdrew it is taken back.
    WHEN OLD.state = 'WITHDRAWN' AND NEW.state = 'OPEN' AND EXISTS (
      SELECT 1 FROM orders o JOIN order_events e ON e.order_id = o.id AND e.seq = o.event_seq
      WHERE o.id = NEW.order_id AND e.edge = 'P20') THEN NULL
    WHEN NOT (OLD.state = 'OPEN' OR (OLD.state = 'REJECTED' AND NEW.state = 'OPEN')
      OR (OLD.state = 'VERIFIED' AND NEW.state IN ('OPEN', 'REJECTED'))) THEN
      RAISE(ABORT, 'krafta:submission-state A withdrawn proof stays so, and a verdict changes only by reopening it.')
    WHEN NEW.state = 'VERIFIED' AND (SELECT payment_status FROM orders WHERE id = NEW.order_id) <> 'UNDER_REVIEW' THEN
      RAISE(ABORT, 'krafta:submission-state A proof is verified while its order is UNDER_REVIEW.')
  END;
END;
