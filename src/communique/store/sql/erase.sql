-- erase.sql: take away an erased object, and with it all that hangs on its row.
DELETE FROM record
WHERE entry_index IN (SELECT entry_index FROM entry WHERE digest = :digest AND act <> 'erase');
