-- insert_title.sql: the title of an edition in a language.
INSERT INTO title (entry_index, lang, title) VALUES (?, ?, ?);
