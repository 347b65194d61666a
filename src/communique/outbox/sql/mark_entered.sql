-- mark_entered.sql: the order is on the log, and its text in the deposit.
UPDATE outbox_order
SET state = 'entered', ended_at = :at, entry_index = :entry_index, record = ''
WHERE order_id = :order_id AND state = 'taken'
