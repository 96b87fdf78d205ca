-- Money that comes for a cancelled order (P18), and verdicts that are taken back (P20): evidence is voided by a row, messages
-- that wait are cancelled.

SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);

INSERT INTO payment_edges (from_status, to_status, code) VALUES
  ('CANCELLED', 'REPORTED', 'P18'),
  ('CONFIRMED', 'UNDER_REVIEW', 'P20'),
  ('REJECTED', 'UNDER_REVIEW', 'P20'),
  ('PENDING', 'UNDER_REVIEW', 'P20');

-- Messages that wait --------------------------------------------------------------------------------------------------

ALTER TABLE notifications ADD COLUMN cancelled_at timestamptz CHECK (cancelled_at IS NULL OR sent_at IS NULL);
DROP INDEX notifications_unsent;
CREATE INDEX notifications_unsent ON notifications (created_at, id) WHERE sent_at IS NULL AND cancelled_at IS NULL;

CREATE FUNCTION krafta_notifications_cancelled() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM krafta_refuse('message-cancelled', 'The message was cancelled before it left; it is not sent.',
    'Send what has neither sent_at nor cancelled_at.');
  RETURN NULL;
END $$;
CREATE TRIGGER notifications_cancelled BEFORE UPDATE ON notifications FOR EACH ROW
WHEN (OLD.cancelled_at IS NOT NULL AND (NEW.sent_at IS NOT NULL OR NEW.cancelled_at IS NULL))
EXECUTE FUNCTION krafta_notifications_cancelled();

-- Evidence that counts no more ----------------------------------------------------------------------------------------

CREATE TABLE payment_evidence_voids (
  evidence_id uuid PRIMARY KEY REFERENCES payment_evidence (id),
  order_id uuid NOT NULL REFERENCES orders (id),
  -- The P20 that took the verdict back.
  event_seq bigint NOT NULL,
  operator_id uuid NOT NULL REFERENCES operators (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (order_id, event_seq) REFERENCES order_events (order_id, seq)
);
CREATE INDEX payment_evidence_voids_order ON payment_evidence_voids (order_id);

CREATE FUNCTION krafta_evidence_voided() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  NEW.created_at := now();
  IF NOT EXISTS (
    SELECT 1 FROM payment_evidence e JOIN payment_submissions s ON s.id = e.submission_id
    WHERE e.id = NEW.evidence_id AND e.order_id = NEW.order_id AND s.state <> 'VERIFIED') THEN
    PERFORM krafta_refuse('evidence-stands', 'The evidence of a verified proof stands.', 'Take the verdict back first.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_evidence_voids_new BEFORE INSERT ON payment_evidence_voids
FOR EACH ROW EXECUTE FUNCTION krafta_evidence_voided();

CREATE TRIGGER payment_evidence_voids_kept BEFORE DELETE ON payment_evidence_voids FOR EACH ROW EXECUTE FUNCTION krafta_append_only();
CREATE TRIGGER payment_evidence_voids_untruncated BEFORE TRUNCATE ON payment_evidence_voids
FOR EACH STATEMENT EXECUTE FUNCTION krafta_append_only();
CREATE TRIGGER payment_evidence_voids_unedited BEFORE UPDATE ON payment_evidence_voids FOR EACH ROW EXECUTE FUNCTION krafta_append_only();

CREATE OR REPLACE FUNCTION krafta_check_money_seen(order_id_in uuid) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM payment_submissions s WHERE s.order_id = order_id_in AND s.state = 'VERIFIED') THEN
    PERFORM krafta_refuse('nothing-verified', 'Verify a proof before confirming its order.');
  ELSIF EXISTS (
    SELECT 1 FROM payment_submissions s
    WHERE s.order_id = order_id_in AND s.state = 'VERIFIED'
      AND NOT EXISTS (
        SELECT 1 FROM payment_evidence e
        WHERE e.submission_id = s.id AND NOT EXISTS (SELECT 1 FROM payment_evidence_voids v WHERE v.evidence_id = e.id))) THEN
    PERFORM krafta_refuse('evidence-missing', 'Every verified proof has evidence from the bank.');
  END IF;
END $$;

-- The edges themselves ------------------------------------------------------------------------------------------------

-- Fires after order_events_checked: what it looks at is along an edge. How long a verdict can be taken back is a setting
-- of the program.
CREATE FUNCTION krafta_order_events_late_or_undone() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  v record;
BEGIN
  IF NEW.edge = 'P18' THEN
    IF NOT EXISTS (
      SELECT 1 FROM payment_submissions s WHERE s.id = NEW.submission_id AND s.order_id = NEW.order_id AND s.state = 'OPEN') THEN
      PERFORM krafta_refuse('late-without-proof', 'Money that comes for a cancelled order is reported with its proof.',
        'Insert the proof first and name it in submission_id.');
    END IF;
    RETURN NEW;
  END IF;
  SELECT e.seq, e.actor_id, e.operation_id INTO v FROM order_events e
  WHERE e.order_id = NEW.order_id AND e.edge IN ('P6', 'P7', 'P8') ORDER BY e.seq DESC LIMIT 1;
  IF NOT FOUND OR v.operation_id IS NULL THEN
    PERFORM krafta_refuse('undo-nothing', 'There is no verdict to take back.');
  ELSIF v.actor_id IS DISTINCT FROM NEW.actor_id THEN
    PERFORM krafta_refuse('undo-not-yours', 'Only the person who gave a verdict takes it back.');
  ELSIF EXISTS (
    SELECT 1 FROM order_events e
    WHERE e.order_id = NEW.order_id AND e.seq > v.seq AND e.operation_id IS DISTINCT FROM v.operation_id
      AND (e.operation_id IS NULL OR e.operation_id IS DISTINCT FROM NEW.operation_id)) THEN
    PERFORM krafta_refuse('undo-superseded', 'Something happened after the verdict.');
  ELSIF EXISTS (
    SELECT 1 FROM notifications n WHERE n.order_id = NEW.order_id AND n.event_seq >= v.seq AND n.sent_at IS NOT NULL) THEN
    PERFORM krafta_refuse('undo-message-left', 'A message of the verdict has left.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER order_events_late_or_undone BEFORE INSERT ON order_events FOR EACH ROW
WHEN (NEW.lane = 'PAYMENT' AND NEW.edge IN ('P18', 'P20'))
EXECUTE FUNCTION krafta_order_events_late_or_undone();

CREATE FUNCTION krafta_order_events_round_and_hold() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  UPDATE orders SET
    attempt = CASE WHEN NEW.edge = 'P18' THEN attempt + 1 ELSE attempt END,
    on_hold = on_hold OR (NEW.edge = 'P20' AND production_status IS NOT NULL)
  WHERE id = NEW.order_id;
  RETURN NULL;
END $$;
CREATE TRIGGER order_events_round_and_hold AFTER INSERT ON order_events FOR EACH ROW
WHEN (NEW.lane = 'PAYMENT' AND NEW.edge IN ('P18', 'P20'))
EXECUTE FUNCTION krafta_order_events_round_and_hold();

CREATE OR REPLACE FUNCTION krafta_submissions_new() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  status payment_status;
BEGIN
  NEW.created_at := now();
  SELECT payment_status INTO status FROM orders WHERE id = NEW.order_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN NEW; -- the foreign key refuses it
  ELSIF NEW.state <> 'OPEN' THEN
    PERFORM krafta_refuse('new-submission', 'A new proof is OPEN and has no verdict.');
  ELSIF NEW.previous_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM payment_submissions s WHERE s.id = NEW.previous_id AND s.order_id = NEW.order_id AND s.state = 'REJECTED') THEN
    PERFORM krafta_refuse('new-submission', 'The proof it replaces is a rejected one of the same order.');
  -- An admin's on a cancelled order goes before its P18.
  ELSIF status NOT IN ('PENDING', 'REPORTED', 'REJECTED') AND NOT (status = 'CANCELLED' AND NEW.reported_by = 'ADMIN') THEN
    PERFORM krafta_refuse('order-takes-no-proof', 'The order takes no proofs in its present status.');
  ELSIF (SELECT count(*) FROM payment_submissions s WHERE s.order_id = NEW.order_id AND s.state = 'OPEN') >= 5 THEN
    PERFORM krafta_refuse('too-many-open', 'At most 5 proofs of an order wait for a verdict.');
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION krafta_submissions_verdict() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF NEW.state = OLD.state THEN
    PERFORM krafta_refuse('submission-state', 'Verified amounts are set with the verdict.');
  ELSIF OLD.state = 'WITHDRAWN' AND NEW.state = 'OPEN' AND EXISTS (
    SELECT 1 FROM orders o JOIN order_events e ON e.order_id = o.id AND e.seq = o.event_seq
    WHERE o.id = NEW.order_id AND e.edge = 'P20') THEN
    RETURN NEW; -- the verdict that withdrew it is taken back
  ELSIF NOT (OLD.state = 'OPEN' OR (OLD.state = 'REJECTED' AND NEW.state = 'OPEN')
    OR (OLD.state = 'VERIFIED' AND NEW.state IN ('OPEN', 'REJECTED'))) THEN
    PERFORM krafta_refuse('submission-state', 'A withdrawn proof stays so, and a verdict changes only by reopening it.');
  ELSIF NEW.state = 'VERIFIED' AND (SELECT payment_status FROM orders WHERE id = NEW.order_id) <> 'UNDER_REVIEW' THEN
    PERFORM krafta_refuse('submission-state', 'A proof is verified while its order is UNDER_REVIEW.');
  END IF;
  RETURN NEW;
END $$;
