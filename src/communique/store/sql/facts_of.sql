-- facts_of.sql: the facts of one release as they stood at :tree_size, with the release, in order.
SELECT entry_index, leaf, at, digest, fact_json, release_json, corrected
FROM reported
WHERE release = :release
  AND entry_index < :tree_size
  AND (replaced_by IS NULL OR replaced_by >= :tree_size)
  AND release_index < :tree_size
  AND (release_replaced_by IS NULL OR release_replaced_by >= :tree_size)
ORDER BY number;
