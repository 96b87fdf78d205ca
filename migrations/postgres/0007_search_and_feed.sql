-- Search by a fragment of the customer's name, case and accents folded, and the feed that tells programs what changed.

SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);

DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
EXCEPTION
  WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
    RAISE EXCEPTION 'krafta:needs-pg-trgm The extension pg_trgm is not there and could not be created: %', SQLERRM
      USING ERRCODE = '55000', HINT = 'Let an administrator run CREATE EXTENSION pg_trgm in this database (package postgresql-contrib), then migrate again.';
END $$;

-- Queries must spell the same expression: krafta_fold(customer_name) LIKE '%' || krafta_fold($1) || '%'.
CREATE FUNCTION krafta_fold(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT pg_catalog.lower(pg_catalog.translate(name,
    'áàâãäåÁÀÂÃÄÅéèêëÉÈÊËíìîïÍÌÎÏóòôõöÓÒÔÕÖúùûüÚÙÛÜñÑçÇýÿÝ' || U&'\0300\0301\0302\0303\0308\0327',
    'aaaaaaaaaaaaeeeeeeeeiiiiiiiioooooooooouuuuuuuunnccyyy'))
$$;

-- The extension may live in another schema than the tables.
DO $$
BEGIN
  EXECUTE format('CREATE INDEX orders_search ON orders USING gin (krafta_fold(customer_name) %I.gin_trgm_ops)',
    (SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm'));
END $$;

-- One notification for each order and transaction: every event, verdict and claim touches the order's row, and the
-- server folds equal payloads of a transaction into one.
CREATE FUNCTION krafta_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_catalog.pg_notify('krafta_changes', 'orders ' || NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER orders_changed AFTER INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION krafta_changed();

CREATE FUNCTION krafta_submission_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_catalog.pg_notify('krafta_changes', 'orders ' || NEW.order_id);
  RETURN NULL;
END $$;
CREATE TRIGGER payment_submissions_changed AFTER INSERT OR UPDATE ON payment_submissions FOR EACH ROW EXECUTE FUNCTION krafta_submission_changed();
