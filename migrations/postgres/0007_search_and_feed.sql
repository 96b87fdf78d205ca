-- Search by a fragment of the customer's name, case and accents folded.

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

-- Changes by other programs are noticed through pg_current_snapshot(), as PRAGMA data_version on SQLite; nothing is needed
-- here. NOTIFY would make all commits of the server wait for one another.
