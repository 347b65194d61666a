-- total.sql: how many releases readers see.
SELECT count(*)
FROM edition
WHERE first_day <= :until
  AND entry_index < :tree_size
  AND (replaced_by IS NULL OR replaced_by >= :tree_size);
