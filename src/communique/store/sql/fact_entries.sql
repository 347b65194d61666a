-- fact_entries.sql: every entry of the facts of one release, whatever became of them, in order.
SELECT entry.symbol, entry.act, entry.digest, record.type, record.json
FROM entry
LEFT JOIN record USING (entry_index)
WHERE entry.symbol >= :first AND entry.symbol < :beyond AND entry.family = 'fact'
ORDER BY entry.entry_index;
