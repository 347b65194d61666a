-- mark_alarmed.sql: somebody was told that the order is late.
UPDATE outbox_order
SET alarmed_at = :at
WHERE order_id = :order_id AND alarmed_at IS NULL
