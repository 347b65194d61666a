-- insert_filing.sql: an edition filed under a value of a facet.
INSERT INTO filing (facet, code, first_day, first_index, entry_index) VALUES (?, ?, ?, ?, ?);
