-- Search by a fragment of the customer's name, case and accents folded. The index has no copy of the names: its rows
-- are those of orders, and `INSERT INTO orders_search (orders_search) VALUES ('rebuild')` makes it anew after a bulk load.
-- Changes by other programs are noticed through PRAGMA data_version; nothing is needed here.

CREATE VIRTUAL TABLE orders_search USING fts5 (
  customer_name,
  content = 'orders',
  content_rowid = 'rowno',
  tokenize = 'trigram remove_diacritics 1'
);

CREATE TRIGGER orders_search_added AFTER INSERT ON orders
BEGIN INSERT INTO orders_search (rowid, customer_name) VALUES (NEW.rowno, NEW.customer_name); END;

CREATE TRIGGER orders_search_renamed AFTER UPDATE OF customer_name ON orders
WHEN NEW.customer_name <> OLD.customer_name
BEGIN
  INSERT INTO orders_search (orders_search, rowid, customer_name) VALUES ('delete', OLD.rowno, OLD.customer_name);
  INSERT INTO orders_search (rowid, customer_name) VALUES (NEW.rowno, NEW.customer_name);
END;
