-- bundle.sql: the orders of a bundle and how far each is, its rows locked.
SELECT order_id, state
FROM outbox_order
WHERE bundle = :bundle
ORDER BY not_before, number
/* FOR UPDATE */
