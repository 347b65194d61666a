-- facts_naming.sql: the facts said until :until that name one of some codes, the newest release first.
-- :codes is a JSON array.
SELECT entry_index, leaf, at, digest, fact_json, release_json, corrected
FROM reported
WHERE entry_index IN (SELECT entry_index FROM party
                      WHERE code IN (SELECT value FROM json_each(:codes)))
  AND entry_index < :tree_size
  AND (replaced_by IS NULL OR replaced_by >= :tree_size)
  AND release_index < :tree_size
  AND (release_replaced_by IS NULL OR release_replaced_by >= :tree_size)
  AND first_day <= :until
ORDER BY first_day DESC, first_index DESC, number
LIMIT :limit;
