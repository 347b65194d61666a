-- media_listed.sql: the next :limit files that releases on the record name.
SELECT DISTINCT media_digest
FROM media
WHERE media_digest > :after
ORDER BY media_digest
LIMIT :limit;
