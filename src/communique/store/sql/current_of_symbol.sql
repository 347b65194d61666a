-- current_of_symbol.sql: the release that readers see under a symbol.
SELECT record.json, edition.first_index
FROM edition
JOIN record USING (entry_index)
WHERE edition.replaced_by IS NULL AND edition.symbol = :symbol;
