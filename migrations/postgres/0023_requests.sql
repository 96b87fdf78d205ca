-- What a customer's site asks of the back office, because only the service can do it: a refund before production (P13), and that
-- the order arrived (A10). The site writes the row, the jobs do it in the customer's name and answer in the same row.

SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);

CREATE TABLE requests (
  -- Also the id of the operation, so that it is done once however often it is tried.
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  order_id uuid NOT NULL REFERENCES orders (id),
  kind text NOT NULL CHECK (kind IN ('REFUND', 'RECEIVED')),
  reason text CHECK (length(reason) <= 1000),
  created_at timestamptz NOT NULL DEFAULT now(),
  -- The answer: what was done, or the token of the refusal.
  answered_at timestamptz,
  outcome text CHECK (outcome IN ('DONE', 'REFUSED')),
  receipt jsonb CHECK (length(receipt::text) <= 20000),
  refusal text CHECK (refusal ~ '^[a-z0-9-]{1,60}$'),
  CONSTRAINT requests_reason CHECK (kind <> 'REFUND' OR coalesce(length(trim(reason)), 0) > 0),
  CONSTRAINT requests_answer CHECK ((answered_at IS NULL) = (outcome IS NULL)
    AND (receipt IS NOT NULL) = (coalesce(outcome, '') = 'DONE') AND (refusal IS NOT NULL) = (coalesce(outcome, '') = 'REFUSED'))
);
CREATE INDEX requests_open ON requests (created_at, id) WHERE outcome IS NULL;
CREATE INDEX requests_age ON requests (created_at, id);
CREATE INDEX requests_order ON requests (order_id);

CREATE FUNCTION krafta_requests_new() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  NEW.created_at := now();
  IF num_nonnulls(NEW.answered_at, NEW.outcome, NEW.receipt, NEW.refusal) > 0 THEN
    PERFORM krafta_refuse('request-answer', 'A request is asked without its answer, which the back office gives.');
  ELSIF EXISTS (
    SELECT 1 FROM requests r
    WHERE r.id = NEW.id AND (r.order_id <> NEW.order_id OR r.kind <> NEW.kind OR r.reason IS DISTINCT FROM NEW.reason)) THEN
    -- The same again is the same request; ON CONFLICT (id) DO NOTHING lets it be.
    PERFORM krafta_refuse('append-only', 'Rows of requests are never replaced.', 'Another request has another id.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER requests_new BEFORE INSERT ON requests FOR EACH ROW EXECUTE FUNCTION krafta_requests_new();

CREATE FUNCTION krafta_requests_answered() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM krafta_refuse('append-only', 'Rows of requests are answered once, and never edited.');
  RETURN NULL;
END $$;
CREATE TRIGGER requests_answered BEFORE UPDATE ON requests FOR EACH ROW
WHEN (OLD.outcome IS NOT NULL OR NEW.id <> OLD.id OR NEW.order_id <> OLD.order_id OR NEW.kind <> OLD.kind
  OR NEW.reason IS DISTINCT FROM OLD.reason OR NEW.created_at <> OLD.created_at)
EXECUTE FUNCTION krafta_requests_answered();

CREATE TRIGGER requests_kept BEFORE DELETE ON requests FOR EACH ROW EXECUTE FUNCTION krafta_append_only();
CREATE TRIGGER requests_untruncated BEFORE TRUNCATE ON requests FOR EACH STATEMENT EXECUTE FUNCTION krafta_append_only();
