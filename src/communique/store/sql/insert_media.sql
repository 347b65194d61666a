-- insert_media.sql: a file that a release names.
INSERT INTO media (media_digest, name, media_type, entry_index) VALUES (?, ?, ?, ?);
