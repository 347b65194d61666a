-- beat.sql: a sign of life.
INSERT INTO outbox_beat (name, at)
VALUES (:name, :at)
ON CONFLICT (name) DO UPDATE SET at = excluded.at
