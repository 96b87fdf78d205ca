-- The ledger of each workshop takes a row of what it is about alone, and a month begins with nothing and is never replaced.
DROP TRIGGER workshop_movements_unreplaced;
CREATE TRIGGER workshop_movements_unreplaced BEFORE INSERT ON workshop_movements
WHEN EXISTS (SELECT 1 FROM workshop_movements m WHERE m.seq = NEW.seq) OR NOT CASE NEW.entry
  WHEN 'LINE' THEN EXISTS (SELECT 1 FROM workshop_payables p WHERE p.id = NEW.source_id AND p.workshop_id = NEW.workshop_id
    AND p.currency = NEW.currency AND p.amount = NEW.change AND p.created_at = NEW.at)
  WHEN 'VOID' THEN EXISTS (SELECT 1 FROM payable_events e JOIN workshop_payables p ON p.id = e.payable_id WHERE e.payable_id = NEW.source_id
    AND e.kind = 'VOIDED' AND e.at = NEW.at AND -e.amount = NEW.change AND p.workshop_id = NEW.workshop_id AND p.currency = NEW.currency)
  ELSE EXISTS (SELECT 1 FROM payable_payments y JOIN workshop_payables p ON p.id = y.payable_id WHERE y.id = NEW.source_id
    AND y.paid_at = NEW.at AND -y.amount = NEW.change AND p.workshop_id = NEW.workshop_id AND p.currency = NEW.currency
    AND (y.reverses_id IS NULL) = (NEW.entry = 'PAYMENT')) END BEGIN
  SELECT RAISE(ABORT, 'krafta:append-only Rows of workshop_movements are written by what they are about, and never replaced.');
END;

CREATE TRIGGER workshop_months_unreplaced BEFORE INSERT ON workshop_months
WHEN NEW.change <> 0 OR EXISTS (SELECT 1 FROM workshop_months m WHERE m.workshop_id = NEW.workshop_id AND m.currency = NEW.currency
  AND m.month = NEW.month AND m.entry = NEW.entry) BEGIN
  SELECT RAISE(ABORT, 'krafta:append-only Rows of workshop_months change by what is booked alone.');
END;
DROP TRIGGER workshop_movements_summed;
CREATE TRIGGER workshop_movements_summed AFTER INSERT ON workshop_movements BEGIN
  INSERT INTO workshop_months (workshop_id, currency, month, entry, change)
  SELECT NEW.workshop_id, NEW.currency, date(NEW.at / 1000000, 'unixepoch', 'start of month'), NEW.entry, 0
  WHERE NOT EXISTS (SELECT 1 FROM workshop_months m WHERE m.workshop_id = NEW.workshop_id AND m.currency = NEW.currency
    AND m.month = date(NEW.at / 1000000, 'unixepoch', 'start of month') AND m.entry = NEW.entry);
  UPDATE workshop_months SET change = change + NEW.change WHERE workshop_id = NEW.workshop_id AND currency = NEW.currency
    AND month = date(NEW.at / 1000000, 'unixepoch', 'start of month') AND entry = NEW.entry;
END;

-- The sender of a site asks for the messages that wait.
CREATE INDEX notifications_unsent ON notifications (created_at, id) WHERE sent_at IS NULL AND cancelled_at IS NULL;
-- The newest changes of a table.
CREATE INDEX master_changes_table ON master_changes (table_name, id);
