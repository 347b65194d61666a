-- registry_version.sql: the index of the last entry of the registry, NULL where there is none.
SELECT max(entry_index)
FROM entry
WHERE family = 'registry' AND entry_index < :tree_size;
