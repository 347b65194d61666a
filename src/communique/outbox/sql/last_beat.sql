-- last_beat.sql: the last sign of life of one.
SELECT at
FROM outbox_beat
WHERE name = :name
