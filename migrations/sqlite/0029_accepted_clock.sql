-- What a picture is by its first bytes, whatever its name: a film begins as HEIC does, but for its brand.
CREATE TRIGGER receipts_kind BEFORE INSERT ON receipts WHEN NEW.kind = 'HEIC'
  AND CAST(substr(NEW.content, 9, 4) AS TEXT) NOT IN ('heic', 'heix', 'heim', 'heis', 'mif1', 'msf1')
BEGIN
  SELECT RAISE(ABORT, 'krafta:receipt-kind');
END;

-- An admin said that the machine's clock is right although events are ahead of it: until newer ones come, the jobs run.
CREATE TABLE accepted_clocks (
  newest_event INTEGER NOT NULL PRIMARY KEY CONSTRAINT "krafta:out-of-bounds newest_event"
    CHECK (newest_event BETWEEN 946684800000000 AND 4102444800000000),
  reason TEXT NOT NULL CONSTRAINT "krafta:out-of-bounds reason" CHECK (length(reason) <= 4000 AND length(CAST(reason AS BLOB)) <= 16000)
) STRICT;
CREATE TRIGGER accepted_clocks_unreplaced BEFORE INSERT ON accepted_clocks
WHEN EXISTS (SELECT 1 FROM accepted_clocks c WHERE c.newest_event = NEW.newest_event) BEGIN
  SELECT RAISE(ABORT, 'krafta:append-only Rows of accepted_clocks are never replaced.');
END;
CREATE TRIGGER accepted_clocks_unedited BEFORE UPDATE ON accepted_clocks BEGIN
  SELECT RAISE(ABORT, 'krafta:append-only Rows of accepted_clocks are never edited or deleted. Write a row that corrects it.');
END;
CREATE TRIGGER accepted_clocks_kept BEFORE DELETE ON accepted_clocks BEGIN
  SELECT RAISE(ABORT, 'krafta:append-only Rows of accepted_clocks are never edited or deleted. Write a row that corrects it.');
END;
CREATE TRIGGER accepted_clocks_added AFTER INSERT ON accepted_clocks BEGIN
  INSERT INTO master_changes (origin, actor_role, actor_id, actor_name, operation_id, table_name, row_id, new)
  SELECT a.origin, a.role, a.operator_id, a.name, a.operation_id, 'accepted_clocks', NEW.newest_event,
    json_object('newest_event', NEW.newest_event, 'reason', NEW.reason)
  FROM acting a;
END;
