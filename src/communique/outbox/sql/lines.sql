-- lines.sql: orders in any of some states, the last placed first.
SELECT
    number, order_id, bundle, state, act, symbol, kind, langs, title, digest,
    not_before, placed_at, placed_by, cleared_by, urgent,
    ended_at, ended_by, entry_index, reason, alarmed_at
FROM outbox_order
WHERE state IN (:first, :second, :third, :fourth, :fifth)
ORDER BY number DESC
LIMIT :most OFFSET :skip
