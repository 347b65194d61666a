-- facts_of.sql: the facts of one release as they stood at :tree_size, with the release, in order.
-- A fact that was withdrawn since, or whose release was, is shown at no size.
SELECT fact.entry_index, entry.leaf, entry.at, entry.digest, fact_record.json, release_record.json,
       EXISTS (SELECT 1 FROM entry AS earlier
               WHERE earlier.symbol = fact.symbol AND earlier.act = 'correct'
                 AND earlier.entry_index <= fact.entry_index) AS corrected
FROM fact
JOIN entry USING (entry_index)
JOIN record AS fact_record USING (entry_index)
JOIN edition ON edition.symbol = fact.release
JOIN record AS release_record ON release_record.entry_index = edition.entry_index
WHERE fact.release = :release
  AND fact.entry_index < :tree_size
  AND (fact.replaced_by IS NULL OR fact.replaced_by >= :tree_size)
  AND edition.entry_index < :tree_size
  AND (edition.replaced_by IS NULL OR edition.replaced_by >= :tree_size)
  AND EXISTS (SELECT 1 FROM fact AS now WHERE now.symbol = fact.symbol AND now.replaced_by IS NULL)
  AND EXISTS (SELECT 1 FROM edition AS now
              WHERE now.symbol = fact.release AND now.replaced_by IS NULL)
ORDER BY fact.number;
