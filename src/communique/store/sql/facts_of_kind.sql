-- facts_of_kind.sql: the facts of one kind said until :until, the newest release first.
SELECT entry_index, leaf, at, digest, fact_json, release_json, corrected
FROM reported
WHERE kind = :kind
  AND entry_index < :tree_size
  AND (replaced_by IS NULL OR replaced_by >= :tree_size)
  AND release_index < :tree_size
  AND (release_replaced_by IS NULL OR release_replaced_by >= :tree_size)
  AND first_day <= :until
ORDER BY first_day DESC, first_index DESC, number
LIMIT :limit;
