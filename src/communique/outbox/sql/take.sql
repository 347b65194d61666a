-- take.sql: the registrar has what is due, up to the last it saw; it is revoked no more.
UPDATE outbox_order
SET state = 'taken'
WHERE state = 'waiting' AND not_before <= :at AND number <= :last
RETURNING order_id
