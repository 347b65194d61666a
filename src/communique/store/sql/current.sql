-- current.sql: the releases that readers see, in the order entered.
SELECT record.json, edition.first_index
FROM edition
JOIN record USING (entry_index)
WHERE edition.replaced_by IS NULL
ORDER BY edition.entry_index;
