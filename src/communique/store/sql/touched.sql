-- touched.sql: the releases that entries since :since speak of.
SELECT DISTINCT symbol
FROM entry
WHERE entry_index >= :since AND family = 'release'
ORDER BY symbol;
