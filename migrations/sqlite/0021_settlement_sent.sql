-- A transfer says the day it left the bank and, where that is not the currency of its lines, what left and the bolívares for a
-- dollar it was counted at. Each payment has its share of it, and a reversing row gives the same back.

ALTER TABLE settlements ADD COLUMN sent_on TEXT CHECK (sent_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');
ALTER TABLE settlements ADD COLUMN sent_amount INTEGER CHECK (sent_amount > 0);
ALTER TABLE settlements ADD COLUMN sent_currency TEXT CHECK (sent_currency IN ('USD', 'VES', 'USDT')) CHECK (sent_currency <> currency);
ALTER TABLE settlements ADD COLUMN rate TEXT CHECK (rate NOT GLOB '*[^0-9.]*' AND CAST(rate AS REAL) > 0)
  CHECK ((sent_amount IS NULL) = (sent_currency IS NULL) AND (sent_amount IS NULL) = (rate IS NULL));

ALTER TABLE payable_payments ADD COLUMN sent_amount INTEGER;
ALTER TABLE payable_payments ADD COLUMN sent_currency TEXT CHECK (sent_currency IN ('USD', 'VES', 'USDT')) CHECK (sent_currency <> currency);
ALTER TABLE payable_payments ADD COLUMN rate TEXT CHECK (rate NOT GLOB '*[^0-9.]*' AND CAST(rate AS REAL) > 0)
  CHECK ((sent_amount IS NULL) = (sent_currency IS NULL) AND (sent_amount IS NULL) = (rate IS NULL));
