-- A transfer is looked for by what left the bank, too: the figure on the bank's page.

CREATE INDEX settlements_sent_amount ON settlements (sent_amount);
