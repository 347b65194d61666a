-- insert_capture.sql: a page that a release was read from.
INSERT INTO capture (capture_digest, entry_index) VALUES (?, ?);
