-- hint_put.sql: keep what a list said of a page; the same entry again says nothing new.
INSERT OR IGNORE INTO hint (address, path, said) VALUES (:address, :path, :said);
