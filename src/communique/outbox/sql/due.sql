-- due.sql: all that may be entered by now and is not, first what is due first, its rows locked.
SELECT
    order_id, bundle, state, act, symbol, kind, langs, digest, record, media,
    not_before, placed_at, placed_by, cleared_by, urgent, number
FROM outbox_order
WHERE state IN ('waiting', 'taken') AND not_before <= :at
ORDER BY not_before, number
/* FOR UPDATE */
