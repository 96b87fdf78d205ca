-- Days on which a workshop proposes to be closed, and what staff answered. What is accepted closes the days by their limits; the
-- proposal says who asked for it and why.

SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);

CREATE TABLE closed_day_proposals (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  workshop_id uuid NOT NULL REFERENCES workshops (id),
  from_day date NOT NULL CONSTRAINT "krafta:out-of-bounds from_day" CHECK (from_day BETWEEN DATE '2000-01-01' AND DATE '2099-12-31'),
  until_day date NOT NULL CONSTRAINT "krafta:out-of-bounds until_day" CHECK (until_day BETWEEN DATE '2000-01-01' AND DATE '2099-12-31'),
  reason text NOT NULL CONSTRAINT "krafta:out-of-bounds reason" CHECK (length(trim(reason)) > 0 AND length(reason) <= 4000),
  status text NOT NULL DEFAULT 'PROPOSED' CHECK (status IN ('PROPOSED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN')),
  proposed_by uuid NOT NULL REFERENCES operators (id),
  answered_by uuid REFERENCES operators (id),
  answered_at timestamptz CONSTRAINT "krafta:out-of-bounds answered_at"
    CHECK (answered_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  -- What staff say to it: why it was declined, or what goes with the acceptance.
  answer text CONSTRAINT "krafta:out-of-bounds answer" CHECK (length(answer) <= 4000),
  created_at timestamptz NOT NULL DEFAULT now() CONSTRAINT "krafta:out-of-bounds created_at"
    CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  CONSTRAINT closed_day_proposals_period CHECK (until_day >= from_day AND until_day - from_day < 366),
  CONSTRAINT closed_day_proposals_answered CHECK ((status = 'PROPOSED') = (answered_by IS NULL) AND (answered_by IS NULL) = (answered_at IS NULL)
    AND (status <> 'DECLINED' OR length(trim(coalesce(answer, ''))) > 0) AND (status NOT IN ('PROPOSED', 'WITHDRAWN') OR answer IS NULL))
);
CREATE INDEX closed_day_proposals_open ON closed_day_proposals (workshop_id, id) WHERE status = 'PROPOSED';
CREATE INDEX closed_day_proposals_workshop ON closed_day_proposals (workshop_id, id);

CREATE FUNCTION krafta_closed_day_proposals() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    -- Two proposals of one workshop wait for each other.
    PERFORM 1 FROM workshops w WHERE w.id = NEW.workshop_id FOR UPDATE;
    IF NEW.status <> 'PROPOSED' THEN
      PERFORM krafta_refuse('closed-days-state', 'A proposal begins as one.');
    ELSIF NOT EXISTS (SELECT 1 FROM operators o WHERE o.id = NEW.proposed_by AND o.role = 'WORKSHOP' AND o.workshop_id = NEW.workshop_id) THEN
      PERFORM krafta_refuse('closed-days-whose', 'A workshop proposes its own days.');
    ELSIF EXISTS (SELECT 1 FROM closed_day_proposals p WHERE p.workshop_id = NEW.workshop_id AND p.status = 'PROPOSED'
      AND p.from_day <= NEW.until_day AND p.until_day >= NEW.from_day) THEN
      PERFORM krafta_refuse('closed-days-proposed', 'Some of these days are proposed already.');
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.workshop_id, NEW.from_day, NEW.until_day, NEW.reason, NEW.proposed_by, NEW.created_at) IS DISTINCT FROM
    (OLD.id, OLD.workshop_id, OLD.from_day, OLD.until_day, OLD.reason, OLD.proposed_by, OLD.created_at)
    OR OLD.status <> 'PROPOSED' OR NEW.status = 'PROPOSED' THEN
    PERFORM krafta_refuse('closed-days-state', 'A proposal is answered once and stays as it was made.');
  ELSIF NOT EXISTS (SELECT 1 FROM operators o WHERE o.id = NEW.answered_by
    AND CASE NEW.status WHEN 'WITHDRAWN' THEN o.role = 'WORKSHOP' AND o.workshop_id = NEW.workshop_id ELSE o.role IN ('ADMIN', 'COORDINATOR') END) THEN
    PERFORM krafta_refuse('closed-days-whose', 'Staff answer a proposal; its workshop withdraws it.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER closed_day_proposals_guarded BEFORE INSERT OR UPDATE ON closed_day_proposals FOR EACH ROW EXECUTE FUNCTION krafta_closed_day_proposals();
CREATE TRIGGER closed_day_proposals_kept BEFORE DELETE ON closed_day_proposals FOR EACH ROW EXECUTE FUNCTION krafta_append_only();
CREATE TRIGGER closed_day_proposals_untruncated BEFORE TRUNCATE ON closed_day_proposals FOR EACH STATEMENT EXECUTE FUNCTION krafta_append_only();

-- What a workshop had on its hands, the newest first.
CREATE INDEX production_assignments_of_workshop ON production_assignments (workshop_id, created_at, id) WHERE workshop_id IS NOT NULL;

INSERT INTO table_roles (table_name, role) VALUES
  ('closed_day_proposals', 'ADMIN'), ('closed_day_proposals', 'COORDINATOR'), ('closed_day_proposals', 'WORKSHOP');
CREATE TRIGGER closed_day_proposals_login BEFORE INSERT OR UPDATE OR DELETE ON closed_day_proposals
FOR EACH STATEMENT EXECUTE FUNCTION krafta_login_writes();
CREATE TRIGGER closed_day_proposals_signed BEFORE INSERT OR UPDATE ON closed_day_proposals FOR EACH ROW
EXECUTE FUNCTION krafta_login_signs('proposed_by', 'answered_by');
