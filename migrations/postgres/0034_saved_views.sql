SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);

-- How somebody looks at a list, under a name: what is typed as its filter, its preset, its columns, its order. Their own, or for everybody; one of
-- them is what the terminal opens on.
CREATE TABLE saved_views (
  operator_id uuid NOT NULL REFERENCES operators (id),
  list text NOT NULL CHECK (list IN ('REVIEW', 'ORDERS', 'PAYABLES', 'WORK')),
  name text NOT NULL CONSTRAINT "krafta:out-of-bounds name" CHECK (length(name) BETWEEN 1 AND 60),
  words text NOT NULL CONSTRAINT "krafta:out-of-bounds words" CHECK (length(words) <= 400),
  preset text NOT NULL CONSTRAINT "krafta:out-of-bounds preset" CHECK (length(preset) <= 40),
  sort_column integer CONSTRAINT "krafta:out-of-bounds sort_column" CHECK (sort_column BETWEEN 0 AND 40),
  -- A bit for each column that is not shown, from the first.
  hidden_columns bigint NOT NULL DEFAULT 0 CONSTRAINT "krafta:out-of-bounds hidden_columns" CHECK (hidden_columns BETWEEN 0 AND 4294967295),
  descends boolean NOT NULL,
  shared boolean NOT NULL,
  starts boolean NOT NULL,
  PRIMARY KEY (operator_id, list, name)
);
CREATE UNIQUE INDEX saved_views_start ON saved_views (operator_id) WHERE starts;
