-- What this step forbids in SQLite does not exist here.

SELECT 1;
