-- about.sql: the releases filed under one value of a facet, newest first, said until :until.
SELECT entry.symbol, entry.at, record.json,
       EXISTS (SELECT 1 FROM correction AS earlier
               WHERE earlier.symbol = entry.symbol
                 AND earlier.entry_index <= entry.entry_index) AS corrected
FROM filing
JOIN entry  USING (entry_index)
JOIN record USING (entry_index)
WHERE facet = :facet AND code = :code
  AND filing.first_day <= :until
  AND filing.entry_index < :tree_size
  AND (filing.replaced_by IS NULL OR filing.replaced_by >= :tree_size)
ORDER BY filing.first_day DESC, filing.first_index DESC
LIMIT :limit OFFSET :skip;
