-- authors.sql: who ever signed off what is on the record now.
SELECT DISTINCT placed_by
FROM outbox_order
WHERE state = 'entered'
ORDER BY placed_by
