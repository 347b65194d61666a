-- next_due.sql: the instant at which something may be entered next.
SELECT min(not_before)
FROM outbox_order
WHERE state IN ('waiting', 'taken')
