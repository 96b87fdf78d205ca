-- Who changed what orders refer to, when, and how it was before and after: a row a change, written by the database itself,
-- whoever writes. A command of the program names the person for its transaction in the setting krafta.actor; without that
-- the change came from outside the program. The login is always the session's own.

SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);

CREATE TABLE master_changes (
  id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  table_name text NOT NULL,
  -- The row's key; of several columns, parted by a slash.
  row_id text NOT NULL,
  origin text NOT NULL CHECK (origin IN ('PROGRAM', 'OUTSIDE')),
  actor_role text CHECK (actor_role IN ('ADMIN', 'COORDINATOR', 'SUPPORT', 'WORKSHOP', 'CUSTOMER', 'SYSTEM')),
  actor_id uuid,
  actor_name text,
  login text,
  operation_id uuid,
  old jsonb,
  new jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((origin = 'PROGRAM') = (actor_role IS NOT NULL)),
  CHECK (old IS NOT NULL OR new IS NOT NULL)
);
CREATE INDEX master_changes_row ON master_changes (table_name, row_id, id);

CREATE TRIGGER master_changes_kept BEFORE DELETE ON master_changes FOR EACH ROW EXECUTE FUNCTION krafta_append_only();
CREATE TRIGGER master_changes_unedited BEFORE UPDATE ON master_changes FOR EACH ROW EXECUTE FUNCTION krafta_append_only();
CREATE TRIGGER master_changes_untruncated BEFORE TRUNCATE ON master_changes FOR EACH STATEMENT EXECUTE FUNCTION krafta_append_only();
CREATE TRIGGER master_changes_stamped BEFORE INSERT ON master_changes FOR EACH ROW EXECUTE FUNCTION krafta_stamp();

-- Runs as the owner, so that no role needs the right to write history by hand. Its arguments are the key's columns.
CREATE FUNCTION krafta_master_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  person jsonb := nullif(current_setting('krafta.actor', true), '')::jsonb;
  was jsonb;
  is_now jsonb;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    was := to_jsonb(OLD);
  END IF;
  IF TG_OP <> 'DELETE' THEN
    is_now := to_jsonb(NEW);
  END IF;
  IF was IS NOT DISTINCT FROM is_now THEN
    RETURN NULL;
  END IF;
  INSERT INTO master_changes (table_name, row_id, origin, actor_role, actor_id, actor_name, login, operation_id, old, new)
  SELECT TG_TABLE_NAME, string_agg(coalesce(is_now, was) ->> k.name, '/' ORDER BY k.place),
    CASE WHEN person IS NULL THEN 'OUTSIDE' ELSE 'PROGRAM' END,
    person ->> 'role', (person ->> 'id')::uuid, person ->> 'name', session_user::text, (person ->> 'operation')::uuid, was, is_now
  FROM unnest(TG_ARGV) WITH ORDINALITY AS k (name, place);
  RETURN NULL;
END $$;

DO $$
DECLARE
  followed record;
BEGIN
  FOR followed IN SELECT * FROM (VALUES
    ('products', 'id'),
    ('exchange_rates', 'id'),
    ('shipping_rates', 'id'),
    ('bank_accounts', 'id'),
    ('operators', 'id'),
    ('workshops', 'id'),
    ('workshop_offers', 'id'),
    ('workshop_zones', 'workshop_id, zone_id'),
    ('service_zones', 'id'),
    ('service_zone_cities', 'zone_id, city_id'),
    ('capacity_weekly', 'workshop_id, weekday'),
    ('capacity_overrides', 'workshop_id, day'),
    ('holidays', 'day')
  ) AS f (name, key) LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION krafta_master_changed(%s)',
      followed.name || '_changed', followed.name, followed.key);
  END LOOP;
END $$;
