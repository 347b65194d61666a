-- of_symbols.sql: the releases of some symbols (a JSON array), as readers see them now.
SELECT entry.symbol, entry.at, record.json,
       EXISTS (SELECT 1 FROM correction AS earlier
               WHERE earlier.symbol = entry.symbol
                 AND earlier.entry_index <= entry.entry_index) AS corrected
FROM edition
JOIN entry  USING (entry_index)
JOIN record USING (entry_index)
WHERE edition.replaced_by IS NULL
  AND edition.symbol IN (SELECT value FROM json_each(:symbols));
