-- import_last.sql: the imports that ran, the last first.
SELECT began_at, ended_at, source, outcomes
FROM import_run
ORDER BY number DESC
LIMIT :most
