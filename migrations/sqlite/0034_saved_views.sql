-- How somebody looks at a list, under a name: what is typed as its filter, its preset, its columns, its order. Their own, or for everybody; one of
-- them is what the terminal opens on.
CREATE TABLE saved_views (
  operator_id BLOB NOT NULL REFERENCES operators (id),
  list TEXT NOT NULL CHECK (list IN ('REVIEW', 'ORDERS', 'PAYABLES', 'WORK')),
  name TEXT NOT NULL CONSTRAINT "krafta:out-of-bounds name" CHECK (length(name) BETWEEN 1 AND 60 AND length(CAST(name AS BLOB)) <= 240),
  words TEXT NOT NULL CONSTRAINT "krafta:out-of-bounds words" CHECK (length(words) <= 400 AND length(CAST(words AS BLOB)) <= 1600),
  preset TEXT NOT NULL CONSTRAINT "krafta:out-of-bounds preset" CHECK (length(preset) <= 40 AND length(CAST(preset AS BLOB)) <= 160),
  sort_column INTEGER CONSTRAINT "krafta:out-of-bounds sort_column" CHECK (sort_column BETWEEN 0 AND 40),
  -- A bit for each column that is not shown, from the first.
  hidden_columns INTEGER NOT NULL DEFAULT 0 CONSTRAINT "krafta:out-of-bounds hidden_columns" CHECK (hidden_columns BETWEEN 0 AND 4294967295),
  descends INTEGER NOT NULL CHECK (descends IN (0, 1)),
  shared INTEGER NOT NULL CHECK (shared IN (0, 1)),
  starts INTEGER NOT NULL CHECK (starts IN (0, 1)),
  PRIMARY KEY (operator_id, list, name)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX saved_views_start ON saved_views (operator_id) WHERE starts = 1;
