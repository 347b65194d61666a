-- take.sql: the registrar has the order; it is revoked no more.
UPDATE outbox_order
SET state = 'taken'
WHERE order_id = :order_id AND state = 'waiting'
