SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);

-- What a picture is by its first bytes, whatever its name: a film begins as HEIC does, but for its brand.
ALTER TABLE receipts DROP CONSTRAINT "krafta:receipt-kind", ADD CONSTRAINT "krafta:receipt-kind" CHECK (CASE kind
  WHEN 'JPEG' THEN substr(content, 1, 3) = '\xffd8ff'::bytea
  WHEN 'PNG' THEN substr(content, 1, 8) = '\x89504e470d0a1a0a'::bytea
  WHEN 'WEBP' THEN substr(content, 1, 4) = 'RIFF'::bytea AND substr(content, 9, 4) = 'WEBP'::bytea
  WHEN 'HEIC' THEN substr(content, 5, 4) = 'ftyp'::bytea
    AND substr(content, 9, 4) IN ('heic'::bytea, 'heix'::bytea, 'heim'::bytea, 'heis'::bytea, 'mif1'::bytea, 'msf1'::bytea)
  WHEN 'PDF' THEN substr(content, 1, 5) = '%PDF-'::bytea
  ELSE false END);

-- An admin said that the machine's clock is right although events are ahead of it: until newer ones come, the jobs run.
CREATE TABLE accepted_clocks (
  newest_event timestamptz PRIMARY KEY CONSTRAINT "krafta:out-of-bounds newest_event"
    CHECK (newest_event BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  reason text NOT NULL CONSTRAINT "krafta:out-of-bounds reason" CHECK (length(reason) <= 4000)
);
CREATE TRIGGER accepted_clocks_unedited BEFORE UPDATE ON accepted_clocks FOR EACH ROW EXECUTE FUNCTION krafta_append_only();
CREATE TRIGGER accepted_clocks_kept BEFORE DELETE ON accepted_clocks FOR EACH ROW EXECUTE FUNCTION krafta_append_only();
CREATE TRIGGER accepted_clocks_untruncated BEFORE TRUNCATE ON accepted_clocks FOR EACH STATEMENT EXECUTE FUNCTION krafta_append_only();
CREATE TRIGGER accepted_clocks_changed AFTER INSERT OR UPDATE OR DELETE ON accepted_clocks
  FOR EACH ROW EXECUTE FUNCTION krafta_master_changed(newest_event);
