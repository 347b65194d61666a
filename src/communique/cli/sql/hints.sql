-- hints.sql: what lists said of pages during one import, by the address of the page.
CREATE TABLE hint (
  address TEXT NOT NULL,
  path TEXT NOT NULL,
  said BLOB NOT NULL,
  PRIMARY KEY (address, path)
) WITHOUT ROWID;
