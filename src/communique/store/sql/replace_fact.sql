-- replace_fact.sql: a later entry stands in the place of a fact.
UPDATE fact
SET replaced_by = :replaced_by
WHERE symbol = :symbol AND replaced_by IS NULL;
