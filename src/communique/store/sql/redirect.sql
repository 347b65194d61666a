-- redirect.sql: the release that once stood at an address, the first to say so.
SELECT entry.symbol
FROM redirect
JOIN entry USING (entry_index)
WHERE redirect.address = :address AND entry_index < :tree_size
ORDER BY entry_index
LIMIT 1;
