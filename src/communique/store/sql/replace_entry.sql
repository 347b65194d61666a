-- replace_entry.sql: a later entry stands in the place of a symbol's entries.
UPDATE entry
SET replaced_by = :replaced_by
WHERE symbol = :symbol
  AND replaced_by IS NULL
  AND act <> 'erase'
  AND entry_index < :replaced_by;
