-- of_symbol.sql: every order ever placed for a symbol, the first first.
SELECT
    number, order_id, bundle, state, act, symbol, kind, langs, title, digest,
    not_before, placed_at, placed_by, cleared_by, urgent,
    ended_at, ended_by, entry_index, reason, alarmed_at
FROM outbox_order
WHERE symbol = :symbol
ORDER BY number
