-- One index for each list of orders that is walked newest change first, and one for the list of refunds.

CREATE INDEX orders_production ON orders (production_status, last_event_at, id) WHERE production_status IS NOT NULL;
CREATE INDEX orders_workshop ON orders (workshop_id, last_event_at, id) WHERE workshop_id IS NOT NULL;
CREATE INDEX orders_state ON orders (state_code, last_event_at, id) WHERE state_code IS NOT NULL;
CREATE INDEX refunds_created ON refunds (created_at, id);
