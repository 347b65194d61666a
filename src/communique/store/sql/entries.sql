-- entries.sql: a run of the log's entries.
SELECT entry_index, leaf, order_id, act, at, symbol, kind, langs, digest, prev
FROM entry
WHERE entry_index >= :start AND entry_index < :tree_size
ORDER BY entry_index
LIMIT :limit;
