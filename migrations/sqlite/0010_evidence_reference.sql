-- Money that was seen in the bank is found again by its reference, leading zeros ignored.

CREATE INDEX payment_evidence_reference ON payment_evidence (account_id, ltrim(bank_reference, '0'));
