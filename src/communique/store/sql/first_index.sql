-- first_index.sql: the first entry of a symbol.
SELECT entry_index FROM entry WHERE symbol = :symbol ORDER BY entry_index LIMIT 1;
