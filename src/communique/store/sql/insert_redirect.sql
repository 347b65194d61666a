-- insert_redirect.sql: an old address of a release.
INSERT INTO redirect (address, entry_index) VALUES (?, ?);
