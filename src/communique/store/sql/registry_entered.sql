-- registry_entered.sql: when each record of one kind of the registry was last entered.
SELECT symbol, at
FROM entry
WHERE family = 'registry' AND kind = :kind
  AND entry_index < :tree_size
  AND (replaced_by IS NULL OR replaced_by >= :tree_size);
