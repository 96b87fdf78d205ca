-- What people look for in the lists: an amount, and the reference with which money was given back.

CREATE INDEX orders_total_amount ON orders (total_amount);
CREATE INDEX orders_due_amount ON orders (due_amount);
CREATE INDEX payment_submissions_amount ON payment_submissions (amount);
CREATE INDEX refunds_amount ON refunds (amount);
CREATE INDEX refund_payments_named ON refund_payments (ltrim(reference, '0'));
CREATE INDEX settlements_amount ON settlements (amount);
CREATE INDEX workshop_payables_amount ON workshop_payables (abs(amount));
