-- The keys that operators sign in with over SSH. What a key is never changes; it is given another end, or revoked for good.

SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);

CREATE TABLE operator_keys (
  id uuid PRIMARY KEY,
  operator_id uuid NOT NULL REFERENCES operators (id),
  name text NOT NULL CONSTRAINT "krafta:out-of-bounds name" CHECK (length(name) BETWEEN 1 AND 80),
  algorithm text NOT NULL CHECK (algorithm IN ('ssh-ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521',
    'sk-ssh-ed25519@openssh.com', 'sk-ecdsa-sha2-nistp256@openssh.com')),
  -- The bytes of the key in base64, as they stand in authorized_keys.
  public_key text NOT NULL CONSTRAINT "krafta:out-of-bounds public_key" CHECK (length(public_key) BETWEEN 1 AND 600),
  -- SHA-256 of those bytes, as ssh-keygen -l writes it.
  fingerprint text NOT NULL UNIQUE CONSTRAINT "krafta:out-of-bounds fingerprint" CHECK (length(fingerprint) BETWEEN 1 AND 60),
  added_by uuid NOT NULL REFERENCES operators (id),
  expires_at timestamptz NOT NULL CONSTRAINT "krafta:out-of-bounds expires_at"
    CHECK (expires_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  revoked_at timestamptz CONSTRAINT "krafta:out-of-bounds revoked_at"
    CHECK (revoked_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  revoked_by uuid REFERENCES operators (id),
  revoked_reason text CONSTRAINT "krafta:out-of-bounds revoked_reason" CHECK (length(revoked_reason) <= 4000),
  created_at timestamptz NOT NULL DEFAULT now() CONSTRAINT "krafta:out-of-bounds created_at"
    CHECK (created_at BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'),
  CONSTRAINT operator_keys_revoked CHECK ((revoked_at IS NULL) = (revoked_by IS NULL) AND (revoked_at IS NULL) = (revoked_reason IS NULL))
);
CREATE INDEX operator_keys_operator ON operator_keys (operator_id, id);

CREATE TRIGGER operator_keys_kept BEFORE DELETE ON operator_keys FOR EACH ROW EXECUTE FUNCTION krafta_append_only();
CREATE TRIGGER operator_keys_untruncated BEFORE TRUNCATE ON operator_keys FOR EACH STATEMENT EXECUTE FUNCTION krafta_append_only();
CREATE TRIGGER operator_keys_stamped BEFORE INSERT ON operator_keys FOR EACH ROW EXECUTE FUNCTION krafta_stamp();

CREATE FUNCTION krafta_key_fixed() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF OLD.revoked_at IS NOT NULL OR (NEW.id, NEW.operator_id, NEW.name, NEW.algorithm, NEW.public_key, NEW.fingerprint, NEW.added_by, NEW.created_at)
    IS DISTINCT FROM (OLD.id, OLD.operator_id, OLD.name, OLD.algorithm, OLD.public_key, OLD.fingerprint, OLD.added_by, OLD.created_at) THEN
    PERFORM krafta_refuse('key-revoked', 'What a key is never changes, and one that is revoked stays so.', 'Add another key.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER operator_keys_fixed BEFORE UPDATE ON operator_keys FOR EACH ROW EXECUTE FUNCTION krafta_key_fixed();
CREATE TRIGGER operator_keys_changed AFTER INSERT OR UPDATE OR DELETE ON operator_keys FOR EACH ROW EXECUTE FUNCTION krafta_master_changed('id');

INSERT INTO table_roles (table_name, role) VALUES ('operator_keys', 'ADMIN');
CREATE TRIGGER operator_keys_login BEFORE INSERT OR UPDATE OR DELETE ON operator_keys FOR EACH STATEMENT EXECUTE FUNCTION krafta_login_writes();
CREATE TRIGGER operator_keys_signed BEFORE INSERT OR UPDATE ON operator_keys FOR EACH ROW
EXECUTE FUNCTION krafta_login_signs('added_by', 'revoked_by');
