-- facts_of_kind.sql: the facts of one kind said until :until, the newest release first.
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
WHERE fact.kind = :kind
  AND fact.entry_index < :tree_size
  AND (fact.replaced_by IS NULL OR fact.replaced_by >= :tree_size)
  AND edition.entry_index < :tree_size
  AND (edition.replaced_by IS NULL OR edition.replaced_by >= :tree_size)
  AND edition.first_day <= :until
  AND EXISTS (SELECT 1 FROM fact AS now WHERE now.symbol = fact.symbol AND now.replaced_by IS NULL)
  AND EXISTS (SELECT 1 FROM edition AS now
              WHERE now.symbol = fact.release AND now.replaced_by IS NULL)
ORDER BY edition.first_day DESC, edition.first_index DESC, fact.number
LIMIT :limit;
