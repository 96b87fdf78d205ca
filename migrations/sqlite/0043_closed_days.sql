-- Days on which a workshop proposes to be closed, and what staff answered. What is accepted closes the days by their limits; the
-- proposal says who asked for it and why.
CREATE TABLE closed_day_proposals (
  id BLOB NOT NULL PRIMARY KEY
    DEFAULT (unhex(printf('%012x', CAST(unixepoch('subsec') * 1000 AS INTEGER)) || '7' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(8)), 2)))
    CHECK (length(id) = 16),
  workshop_id BLOB NOT NULL REFERENCES workshops (id),
  from_day TEXT NOT NULL CONSTRAINT "krafta:out-of-bounds from_day" CHECK (from_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND from_day BETWEEN '2000-01-01' AND '2099-12-31'),
  until_day TEXT NOT NULL CONSTRAINT "krafta:out-of-bounds until_day" CHECK (until_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND until_day BETWEEN '2000-01-01' AND '2099-12-31'),
  reason TEXT NOT NULL CONSTRAINT "krafta:out-of-bounds reason" CHECK (length(trim(reason)) > 0 AND length(reason) <= 4000 AND length(CAST(reason AS BLOB)) <= 16000),
  status TEXT NOT NULL DEFAULT 'PROPOSED' CHECK (status IN ('PROPOSED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN')),
  proposed_by BLOB NOT NULL REFERENCES operators (id),
  answered_by BLOB REFERENCES operators (id),
  answered_at INTEGER CONSTRAINT "krafta:out-of-bounds answered_at" CHECK (answered_at BETWEEN 946684800000000 AND 4102444800000000),
  -- What staff say to it: why it was declined, or what goes with the acceptance.
  answer TEXT CONSTRAINT "krafta:out-of-bounds answer" CHECK (length(answer) <= 4000 AND length(CAST(answer AS BLOB)) <= 16000),
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)) CONSTRAINT "krafta:out-of-bounds created_at"
    CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT closed_day_proposals_period CHECK (until_day >= from_day AND julianday(until_day) - julianday(from_day) < 366),
  CONSTRAINT closed_day_proposals_answered CHECK ((status = 'PROPOSED') = (answered_by IS NULL) AND (answered_by IS NULL) = (answered_at IS NULL)
    AND (status <> 'DECLINED' OR length(trim(coalesce(answer, ''))) > 0) AND (status NOT IN ('PROPOSED', 'WITHDRAWN') OR answer IS NULL))
) STRICT;
CREATE INDEX closed_day_proposals_open ON closed_day_proposals (workshop_id, id) WHERE status = 'PROPOSED';
CREATE INDEX closed_day_proposals_workshop ON closed_day_proposals (workshop_id, id);

CREATE TRIGGER closed_day_proposals_new BEFORE INSERT ON closed_day_proposals
BEGIN
  SELECT CASE
    WHEN NEW.status <> 'PROPOSED' THEN
      RAISE(ABORT, 'krafta:closed-days-state A proposal begins as one.')
    WHEN NOT EXISTS (SELECT 1 FROM operators o WHERE o.id = NEW.proposed_by AND o.role = 'WORKSHOP' AND o.workshop_id = NEW.workshop_id) THEN
      RAISE(ABORT, 'krafta:closed-days-whose A workshop proposes its own days.')
    WHEN EXISTS (SELECT 1 FROM closed_day_proposals p WHERE p.workshop_id = NEW.workshop_id AND p.status = 'PROPOSED'
      AND p.from_day <= NEW.until_day AND p.until_day >= NEW.from_day) THEN
      RAISE(ABORT, 'krafta:closed-days-proposed Some of these days are proposed already.')
  END;
END;
CREATE TRIGGER closed_day_proposals_unreplaced BEFORE INSERT ON closed_day_proposals
WHEN EXISTS (SELECT 1 FROM closed_day_proposals p WHERE p.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of closed_day_proposals are never replaced.'); END;

CREATE TRIGGER closed_day_proposals_guarded BEFORE UPDATE ON closed_day_proposals
BEGIN
  SELECT CASE
    WHEN NEW.id IS NOT OLD.id OR NEW.workshop_id IS NOT OLD.workshop_id OR NEW.from_day IS NOT OLD.from_day OR NEW.until_day IS NOT OLD.until_day
      OR NEW.reason IS NOT OLD.reason OR NEW.proposed_by IS NOT OLD.proposed_by OR NEW.created_at IS NOT OLD.created_at
      OR OLD.status <> 'PROPOSED' OR NEW.status = 'PROPOSED' THEN
      RAISE(ABORT, 'krafta:closed-days-state A proposal is answered once and stays as it was made.')
    WHEN NOT EXISTS (SELECT 1 FROM operators o WHERE o.id = NEW.answered_by
      AND CASE NEW.status WHEN 'WITHDRAWN' THEN o.role = 'WORKSHOP' AND o.workshop_id = NEW.workshop_id ELSE o.role IN ('ADMIN', 'COORDINATOR') END) THEN
      RAISE(ABORT, 'krafta:closed-days-whose Staff answer a proposal; its workshop withdraws it.')
  END;
END;
CREATE TRIGGER closed_day_proposals_kept BEFORE DELETE ON closed_day_proposals
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of closed_day_proposals are never edited or deleted. Write a row that corrects it.'); END;

-- What a workshop had on its hands, the newest first.
CREATE INDEX production_assignments_of_workshop ON production_assignments (workshop_id, created_at, id) WHERE workshop_id IS NOT NULL;

INSERT INTO table_roles (table_name, role) VALUES
  ('closed_day_proposals', 'ADMIN'), ('closed_day_proposals', 'COORDINATOR'), ('closed_day_proposals', 'WORKSHOP');
