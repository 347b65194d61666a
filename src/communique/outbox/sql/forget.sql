-- forget.sql: where the order was an erasure, no list says the title any more.
UPDATE outbox_order
SET title = ''
WHERE symbol IN (SELECT symbol FROM outbox_order WHERE order_id = :order_id AND act = 'erase')
