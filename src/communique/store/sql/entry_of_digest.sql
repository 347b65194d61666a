-- entry_of_digest.sql: the entry that put an object into the deposit.
SELECT entry_index, leaf, order_id, act, at, symbol, kind, langs, digest, prev
FROM entry
WHERE digest = :digest AND entry_index < :tree_size
ORDER BY entry_index
LIMIT 1;
