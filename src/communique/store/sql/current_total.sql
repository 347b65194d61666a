-- current_total.sql: how many releases search must know.
SELECT count(*) FROM edition WHERE replaced_by IS NULL;
