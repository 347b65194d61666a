-- desk_lines.sql: what the desk shows of the releases whose last entries these are (a JSON array).
SELECT last.entry_index, last.symbol, last.kind, last.act, last.at, last.langs, first.at,
       EXISTS (SELECT 1 FROM correction AS earlier WHERE earlier.symbol = last.symbol) AS corrected,
       record.json
FROM entry AS last
JOIN entry AS first ON first.entry_index = last.first_index
LEFT JOIN record ON record.entry_index = CASE last.act
    WHEN 'withdraw' THEN (SELECT said.entry_index
                          FROM edition AS said
                          WHERE said.symbol = last.symbol AND said.replaced_by = last.entry_index)
    ELSE last.entry_index END
WHERE last.entry_index IN (SELECT value FROM json_each(:indices));
