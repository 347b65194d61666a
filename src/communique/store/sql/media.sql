-- media.sql: who names a file, and whether readers see that version of the release now.
SELECT edition.symbol, media.name, media.media_type, media.entry_index,
       edition.replaced_by IS NULL AS shown
FROM media
JOIN edition USING (entry_index)
WHERE media_digest = :media_digest
ORDER BY shown DESC, media.entry_index, media.name, media.media_type;
