-- What is owed, walked workshop by workshop, oldest day first; what is open can be added up from its index alone.

DROP INDEX workshop_payables_workshop;
CREATE INDEX workshop_payables_listed ON workshop_payables (workshop_id, due_on, id);
CREATE INDEX workshop_payables_open ON workshop_payables (workshop_id, due_on, id, status, currency, amount)
  WHERE status NOT IN ('PAID', 'VOIDED');
