-- media_only_of.sql: the files that some objects of the deposit (a JSON array) name and no other does.
WITH asked AS (
    SELECT entry_index
    FROM entry
    WHERE act <> 'erase' AND digest IN (SELECT value FROM json_each(:digests))
)
SELECT DISTINCT media_digest
FROM media
WHERE entry_index IN asked
  AND media_digest NOT IN (SELECT media_digest FROM media WHERE entry_index NOT IN asked)
ORDER BY media_digest;
