-- meta.sql: a number the store keeps about itself.
SELECT value FROM meta WHERE name = :name;
