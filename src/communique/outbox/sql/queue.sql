-- queue.sql: what goes out next, in the order in which it will.
SELECT
    number, order_id, bundle, state, act, symbol, kind, langs, title, digest,
    not_before, placed_at, placed_by, cleared_by, urgent,
    ended_at, ended_by, entry_index, reason, alarmed_at
FROM outbox_order
WHERE state IN ('waiting', 'taken')
ORDER BY not_before, number
LIMIT :most
