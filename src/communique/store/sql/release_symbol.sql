-- release_symbol.sql: the symbol itself where a release ever bore it.
SELECT symbol
FROM entry
WHERE symbol = :symbol AND family = 'release' AND entry_index < :tree_size
LIMIT 1;
