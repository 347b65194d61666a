-- order_index.sql: the entry of an order.
SELECT entry_index FROM entry WHERE order_id = :order ORDER BY entry_index LIMIT 1;
