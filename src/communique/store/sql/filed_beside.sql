-- filed_beside.sql: the values of one facet that releases under a value of another are filed under.
-- Joined in this order, for few releases name a meeting and many are of a field.
SELECT other.code, count(*) AS releases
FROM filing AS other
CROSS JOIN filing AS own ON own.entry_index = other.entry_index
WHERE other.facet = :of
  AND own.facet = :facet AND own.code = :code
  AND own.first_day <= :until
  AND own.entry_index < :tree_size
  AND (own.replaced_by IS NULL OR own.replaced_by >= :tree_size)
GROUP BY other.code
ORDER BY releases DESC, other.code;
