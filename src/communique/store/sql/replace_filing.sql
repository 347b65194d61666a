-- replace_filing.sql: a later entry ends the filings of a release's edition.
UPDATE filing
SET replaced_by = :replaced_by
WHERE entry_index IN (SELECT entry_index FROM edition
                      WHERE symbol = :symbol AND replaced_by IS NULL);
