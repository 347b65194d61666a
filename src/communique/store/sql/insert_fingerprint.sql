-- insert_fingerprint.sql: the words of a text.
INSERT INTO fingerprint (words_digest, lang, entry_index) VALUES (?, ?, ?);
