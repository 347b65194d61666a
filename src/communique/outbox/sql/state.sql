-- state.sql: how far an order is.
SELECT state
FROM outbox_order
WHERE order_id = :order_id
