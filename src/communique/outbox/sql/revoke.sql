-- revoke.sql: a bundle is asked back, as far as nobody has taken it.
UPDATE outbox_order
SET state = 'revoked', ended_at = :at, ended_by = :by, record = ''
WHERE bundle = :bundle AND state = 'waiting'
