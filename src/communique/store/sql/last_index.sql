-- last_index.sql: the last entry of a symbol.
SELECT entry_index FROM entry WHERE symbol = :symbol ORDER BY entry_index DESC LIMIT 1;
