-- digest_index.sql: the entry that put an object into the deposit.
SELECT entry_index
FROM entry
WHERE digest = :digest AND act <> 'erase'
ORDER BY entry_index
LIMIT 1;
