-- insert_edition.sql: a release as readers see it from now on.
INSERT INTO edition (entry_index, symbol, first_index, first_day, last_day)
VALUES (:entry_index, :symbol, :first_index, :first_day, :last_day);
