-- A transfer says the day it left the bank and, where that is not the currency of its lines, what left and the bolívares for a
-- dollar it was counted at. Each payment has its share of it, and a reversing row gives the same back.

SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);

ALTER TABLE settlements
  ADD COLUMN sent_on date,
  ADD COLUMN sent_amount numeric(18,2) CHECK (sent_amount > 0),
  ADD COLUMN sent_currency text CHECK (sent_currency IN ('USD', 'VES', 'USDT')),
  ADD COLUMN rate numeric CHECK (rate > 0),
  ADD CONSTRAINT settlements_sent CHECK ((sent_amount IS NULL) = (sent_currency IS NULL) AND (sent_amount IS NULL) = (rate IS NULL)
    AND (sent_currency IS NULL OR sent_currency <> currency));

ALTER TABLE payable_payments
  ADD COLUMN sent_amount numeric(18,2),
  ADD COLUMN sent_currency text CHECK (sent_currency IN ('USD', 'VES', 'USDT')),
  ADD COLUMN rate numeric CHECK (rate > 0),
  ADD CONSTRAINT payable_payments_sent CHECK ((sent_amount IS NULL) = (sent_currency IS NULL) AND (sent_amount IS NULL) = (rate IS NULL)
    AND (sent_currency IS NULL OR sent_currency <> currency));
