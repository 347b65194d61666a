-- about_total.sql: how many releases are filed under one value of a facet, said until :until.
SELECT count(*)
FROM filing
WHERE facet = :facet AND code = :code
  AND first_day <= :until
  AND entry_index < :tree_size
  AND (replaced_by IS NULL OR replaced_by >= :tree_size);
