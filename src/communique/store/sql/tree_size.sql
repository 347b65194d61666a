-- tree_size.sql: how many entries of the log the store holds.
SELECT value FROM meta WHERE name = 'size';
