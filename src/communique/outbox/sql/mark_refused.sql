-- mark_refused.sql: the registrar will not enter the order, and says why.
UPDATE outbox_order
SET state = 'refused', ended_at = :at, reason = :reason, record = ''
WHERE order_id = :order_id AND state IN ('waiting', 'taken')
