-- latest.sql: the releases of the record, newest first, said until :until (YYYYMMDD).
SELECT entry.symbol, entry.at, record.json,
       EXISTS (SELECT 1 FROM correction AS earlier
               WHERE earlier.symbol = entry.symbol
                 AND earlier.entry_index <= entry.entry_index) AS corrected
FROM edition
JOIN entry  USING (entry_index)
JOIN record USING (entry_index)
WHERE edition.first_day <= :until
  AND edition.entry_index < :tree_size
  AND (edition.replaced_by IS NULL OR edition.replaced_by >= :tree_size)
ORDER BY edition.first_day DESC, edition.first_index DESC
LIMIT :limit OFFSET :skip;
