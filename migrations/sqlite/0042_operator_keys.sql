-- The keys that operators sign in with over SSH. What a key is never changes; it is given another end, or revoked for good.
CREATE TABLE operator_keys (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  operator_id BLOB NOT NULL REFERENCES operators (id),
  name TEXT NOT NULL CONSTRAINT "krafta:out-of-bounds name" CHECK (length(name) BETWEEN 1 AND 80 AND length(CAST(name AS BLOB)) <= 320),
  algorithm TEXT NOT NULL CHECK (algorithm IN ('ssh-ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521',
    'sk-ssh-ed25519@openssh.com', 'sk-ecdsa-sha2-nistp256@openssh.com')),
  -- The bytes of the key in base64, as they stand in authorized_keys.
  public_key TEXT NOT NULL CONSTRAINT "krafta:out-of-bounds public_key" CHECK (length(public_key) BETWEEN 1 AND 600 AND length(CAST(public_key AS BLOB)) <= 2400),
  -- SHA-256 of those bytes, as ssh-keygen -l writes it.
  fingerprint TEXT NOT NULL UNIQUE CONSTRAINT "krafta:out-of-bounds fingerprint" CHECK (length(fingerprint) BETWEEN 1 AND 60 AND length(CAST(fingerprint AS BLOB)) <= 240),
  added_by BLOB NOT NULL REFERENCES operators (id),
  expires_at INTEGER NOT NULL CONSTRAINT "krafta:out-of-bounds expires_at" CHECK (expires_at BETWEEN 946684800000000 AND 4102444800000000),
  revoked_at INTEGER CONSTRAINT "krafta:out-of-bounds revoked_at" CHECK (revoked_at BETWEEN 946684800000000 AND 4102444800000000),
  revoked_by BLOB REFERENCES operators (id),
  revoked_reason TEXT CONSTRAINT "krafta:out-of-bounds revoked_reason" CHECK (length(revoked_reason) <= 4000 AND length(CAST(revoked_reason AS BLOB)) <= 16000),
  created_at INTEGER NOT NULL DEFAULT (CAST(round(unixepoch('subsec') * 1000) * 1000 AS INTEGER)) CONSTRAINT "krafta:out-of-bounds created_at"
    CHECK (created_at BETWEEN 946684800000000 AND 4102444800000000),
  CONSTRAINT operator_keys_revoked CHECK ((revoked_at IS NULL) = (revoked_by IS NULL) AND (revoked_at IS NULL) = (revoked_reason IS NULL))
) STRICT;
CREATE INDEX operator_keys_operator ON operator_keys (operator_id, id);

CREATE TRIGGER operator_keys_kept BEFORE DELETE ON operator_keys
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of operator_keys are never deleted.'); END;
CREATE TRIGGER operator_keys_unreplaced BEFORE INSERT ON operator_keys
WHEN EXISTS (SELECT 1 FROM operator_keys k WHERE k.id = NEW.id OR k.fingerprint = NEW.fingerprint)
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of operator_keys are never replaced.'); END;
CREATE TRIGGER operator_keys_stamped BEFORE INSERT ON operator_keys
WHEN abs(NEW.created_at - CAST(unixepoch('subsec') * 1000000 AS INTEGER)) > 60000000
BEGIN SELECT RAISE(ABORT, 'krafta:created-at The database stamps created_at; leave it out.'); END;
CREATE TRIGGER operator_keys_fixed BEFORE UPDATE ON operator_keys
WHEN OLD.revoked_at IS NOT NULL OR NEW.id <> OLD.id OR NEW.operator_id <> OLD.operator_id OR NEW.name <> OLD.name
  OR NEW.algorithm <> OLD.algorithm OR NEW.public_key <> OLD.public_key OR NEW.fingerprint <> OLD.fingerprint
  OR NEW.added_by <> OLD.added_by OR NEW.created_at <> OLD.created_at
BEGIN SELECT RAISE(ABORT, 'krafta:key-revoked What a key is never changes, and one that is revoked stays so.'); END;

CREATE TRIGGER operator_keys_added AFTER INSERT ON operator_keys BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'operator_keys', lower(hex(NEW.id)),
    json_object('id', lower(hex(NEW.id)), 'operator_id', lower(hex(NEW.operator_id)), 'name', NEW.name, 'algorithm', NEW.algorithm,
    'public_key', NEW.public_key, 'fingerprint', NEW.fingerprint, 'added_by', lower(hex(NEW.added_by)), 'expires_at', NEW.expires_at,
    'revoked_at', NEW.revoked_at, 'revoked_by', nullif(lower(hex(NEW.revoked_by)), ''), 'revoked_reason', NEW.revoked_reason,
    'created_at', NEW.created_at)
  FROM acting a;
END;
CREATE TRIGGER operator_keys_changed AFTER UPDATE ON operator_keys BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, old, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'operator_keys', lower(hex(NEW.id)), c.old, c.new
  FROM acting a, (SELECT
    json_object('id', lower(hex(OLD.id)), 'operator_id', lower(hex(OLD.operator_id)), 'name', OLD.name, 'algorithm', OLD.algorithm,
    'public_key', OLD.public_key, 'fingerprint', OLD.fingerprint, 'added_by', lower(hex(OLD.added_by)), 'expires_at', OLD.expires_at,
    'revoked_at', OLD.revoked_at, 'revoked_by', nullif(lower(hex(OLD.revoked_by)), ''), 'revoked_reason', OLD.revoked_reason,
    'created_at', OLD.created_at) AS old,
    json_object('id', lower(hex(NEW.id)), 'operator_id', lower(hex(NEW.operator_id)), 'name', NEW.name, 'algorithm', NEW.algorithm,
    'public_key', NEW.public_key, 'fingerprint', NEW.fingerprint, 'added_by', lower(hex(NEW.added_by)), 'expires_at', NEW.expires_at,
    'revoked_at', NEW.revoked_at, 'revoked_by', nullif(lower(hex(NEW.revoked_by)), ''), 'revoked_reason', NEW.revoked_reason,
    'created_at', NEW.created_at) AS new) c
  WHERE c.old <> c.new;
END;

INSERT INTO table_roles (table_name, role) VALUES ('operator_keys', 'ADMIN');
