-- insert_party.sql: somebody or something that a fact names.
INSERT INTO party (code, role, entry_index) VALUES (?, ?, ?);
