-- media_index.sql: the first entry whose release names a file.
SELECT min(entry_index) FROM media WHERE media_digest = :media_digest;
