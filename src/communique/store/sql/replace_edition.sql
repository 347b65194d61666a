-- replace_edition.sql: a later entry stands in the place of a release's edition.
UPDATE edition
SET replaced_by = :replaced_by
WHERE symbol = :symbol AND replaced_by IS NULL;
