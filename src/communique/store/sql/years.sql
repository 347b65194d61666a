-- years.sql: how many releases of each year are filed under one value of a facet, 0 for the undated.
SELECT first_day / 10000 AS year, count(*)
FROM filing
WHERE facet = :facet AND code = :code
  AND first_day <= :until
  AND entry_index < :tree_size
  AND (replaced_by IS NULL OR replaced_by >= :tree_size)
GROUP BY year
ORDER BY year;
