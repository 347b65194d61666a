-- counts.sql: how many releases are filed under each value of a facet, most first.
SELECT code, count(*) AS releases
FROM filing
WHERE facet = :facet
  AND first_day <= :until
  AND entry_index < :tree_size
  AND (replaced_by IS NULL OR replaced_by >= :tree_size)
GROUP BY code
ORDER BY releases DESC, code;
