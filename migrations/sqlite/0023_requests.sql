-- What a customer's site asks of the back office, because only the service can do it: a refund before production (P13), and that
-- the order arrived (A10). The site writes the row, the jobs do it in the customer's name and answer in the same row.

CREATE TABLE requests (
  -- Also the id of the operation, so that it is done once however often it is tried.
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  order_id BLOB NOT NULL REFERENCES orders (id),
  kind TEXT NOT NULL CHECK (kind IN ('REFUND', 'RECEIVED')),
  reason TEXT CHECK (length(reason) <= 1000),
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)),
  -- The answer: what was done, or the token of the refusal.
  answered_at INTEGER,
  outcome TEXT CHECK (outcome IN ('DONE', 'REFUSED')),
  receipt TEXT CHECK (receipt IS NULL OR (json_valid(receipt) AND length(receipt) <= 20000)),
  refusal TEXT CHECK (length(refusal) BETWEEN 1 AND 60 AND refusal NOT GLOB '*[^a-z0-9-]*'),
  CONSTRAINT requests_reason CHECK (kind <> 'REFUND' OR coalesce(length(trim(reason)), 0) > 0),
  CONSTRAINT requests_answer CHECK ((answered_at IS NULL) = (outcome IS NULL)
    AND (receipt IS NOT NULL) = (coalesce(outcome, '') = 'DONE') AND (refusal IS NOT NULL) = (coalesce(outcome, '') = 'REFUSED'))
) STRICT;
CREATE INDEX requests_open ON requests (created_at, id) WHERE outcome IS NULL;
CREATE INDEX requests_age ON requests (created_at, id);
CREATE INDEX requests_order ON requests (order_id);

CREATE TRIGGER requests_new BEFORE INSERT ON requests
WHEN NEW.answered_at IS NOT NULL OR NEW.outcome IS NOT NULL OR NEW.receipt IS NOT NULL OR NEW.refusal IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'krafta:request-answer A request is asked without its answer, which the back office gives.'); END;

CREATE TRIGGER requests_stamped BEFORE INSERT ON requests
WHEN abs(NEW.created_at - CAST(unixepoch('subsec') * 1000000 AS INTEGER)) > 60000000
BEGIN SELECT RAISE(ABORT, 'krafta:created-at The database stamps created_at; leave it out.'); END;

-- The same again is the same request: it stays as it is, with its answer.
CREATE TRIGGER requests_unreplaced BEFORE INSERT ON requests
WHEN EXISTS (SELECT 1 FROM requests WHERE id = NEW.id)
BEGIN
  SELECT CASE
    WHEN r.order_id = NEW.order_id AND r.kind = NEW.kind AND r.reason IS NEW.reason THEN RAISE(IGNORE)
    ELSE RAISE(ABORT, 'krafta:append-only Rows of requests are never replaced.')
  END
  FROM requests r WHERE r.id = NEW.id;
END;

CREATE TRIGGER requests_answered BEFORE UPDATE ON requests
WHEN OLD.outcome IS NOT NULL OR NEW.id <> OLD.id OR NEW.order_id <> OLD.order_id OR NEW.kind <> OLD.kind
  OR NEW.reason IS NOT OLD.reason OR NEW.created_at <> OLD.created_at
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of requests are answered once, and never edited.'); END;

CREATE TRIGGER requests_kept BEFORE DELETE ON requests
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of requests are never deleted.'); END;
