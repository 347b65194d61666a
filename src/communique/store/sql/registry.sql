-- registry.sql: the registry as the log held :tree_size entries, in the order first entered.
SELECT record.type, record.json
FROM entry
JOIN record USING (entry_index)
WHERE family = 'registry'
  AND entry_index < :tree_size
  AND (replaced_by IS NULL OR replaced_by >= :tree_size)
  AND record.type <> 'withdrawal'
ORDER BY first_index;
