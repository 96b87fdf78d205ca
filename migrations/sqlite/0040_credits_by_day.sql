-- Credits of an account on a day by amount: what may be a proof's money is looked for in its few days, however long the history is.
CREATE INDEX bank_credits_day_amount ON bank_credits (account_id, value_date, amount);
