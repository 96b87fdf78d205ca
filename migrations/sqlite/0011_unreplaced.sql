-- INSERT OR REPLACE deletes the row in its way without firing the triggers that keep rows: a whole order could begin anew.
-- PostgreSQL has nothing like it.

CREATE TRIGGER orders_unreplaced BEFORE INSERT ON orders
WHEN EXISTS (SELECT 1 FROM orders WHERE id = NEW.id OR number = NEW.number OR rowno = NEW.rowno)
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of orders are never replaced.'); END;

CREATE TRIGGER order_items_unreplaced BEFORE INSERT ON order_items
WHEN EXISTS (SELECT 1 FROM order_items WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of order_items are never replaced.'); END;

CREATE TRIGGER order_quotes_unreplaced BEFORE INSERT ON order_quotes
WHEN EXISTS (SELECT 1 FROM order_quotes WHERE order_id = NEW.order_id AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of order_quotes are never replaced.'); END;

CREATE TRIGGER operations_unreplaced BEFORE INSERT ON operations
WHEN EXISTS (SELECT 1 FROM operations WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of operations are never replaced.'); END;

CREATE TRIGGER payment_submissions_unreplaced BEFORE INSERT ON payment_submissions
WHEN EXISTS (SELECT 1 FROM payment_submissions WHERE order_id = NEW.order_id AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of payment_submissions are never replaced.'); END;

CREATE TRIGGER refunds_unreplaced BEFORE INSERT ON refunds
WHEN EXISTS (SELECT 1 FROM refunds WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of refunds are never replaced.'); END;

CREATE TRIGGER production_assignments_unreplaced BEFORE INSERT ON production_assignments
WHEN EXISTS (SELECT 1 FROM production_assignments WHERE id = NEW.id OR (order_id = NEW.order_id AND attempt = NEW.attempt))
BEGIN SELECT RAISE(ABORT, 'krafta:append-only Rows of production_assignments are never replaced.'); END;
