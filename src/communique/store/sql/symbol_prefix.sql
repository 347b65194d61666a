-- symbol_prefix.sql: the symbols of releases that readers see, between two strings.
SELECT symbol
FROM edition
WHERE symbol >= :first AND symbol < :beyond
  AND entry_index < :tree_size
  AND (replaced_by IS NULL OR replaced_by >= :tree_size)
ORDER BY symbol
LIMIT :limit;
