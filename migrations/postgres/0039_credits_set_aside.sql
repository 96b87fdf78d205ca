-- Money that somebody said belongs to no order, by day.
CREATE INDEX bank_credits_aside ON bank_credits (value_date, id) WHERE set_aside;
