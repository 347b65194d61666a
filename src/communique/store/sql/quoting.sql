-- quoting.sql: the releases that quote a person, of the newest that name the person, newest first.
-- Of those said until :until it looks at :looked_at. What is shown no more today is shown at no size.
SELECT record.json
FROM (SELECT entry_index, first_day, first_index
      FROM filing
      WHERE facet = 'person' AND code = :person
        AND first_day <= :until
        AND entry_index < :tree_size
        AND (replaced_by IS NULL OR replaced_by >= :tree_size)
      ORDER BY first_day DESC, first_index DESC
      LIMIT :looked_at) AS filed
JOIN entry  USING (entry_index)
JOIN record USING (entry_index)
WHERE EXISTS (SELECT 1 FROM json_each(record.json, '$.quotes') AS quote
              WHERE json_extract(quote.value, '$.speaker.code') = :person)
  AND EXISTS (SELECT 1 FROM edition AS now
              WHERE now.symbol = entry.symbol AND now.replaced_by IS NULL)
ORDER BY filed.first_day DESC, filed.first_index DESC
LIMIT :limit;
