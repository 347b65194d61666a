-- versions.sql: every entry of a release's symbol as the log held :tree_size entries, the first first.
SELECT entry.entry_index, leaf, order_id, act, at, symbol, kind, langs, digest, prev,
       record.type, record.json
FROM entry
LEFT JOIN record USING (entry_index)
WHERE symbol = :symbol AND family = 'release' AND entry_index < :tree_size
ORDER BY entry_index;
