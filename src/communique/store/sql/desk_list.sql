-- desk_list.sql: the releases that the desk asks for, whatever became of them, in order, and how many there are.
-- Lists are JSON arrays, NULL where all will do. A withdrawn one is found by what it last said,
-- an erased one by what its entries say: kind, languages and when.
SELECT last.entry_index, count(*) OVER () AS total
FROM entry AS last
LEFT JOIN edition ON edition.entry_index = CASE last.act
    WHEN 'withdraw' THEN (SELECT said.entry_index
                          FROM edition AS said
                          WHERE said.symbol = last.symbol AND said.replaced_by = last.entry_index)
    ELSE last.entry_index END
WHERE last.family = 'release'
  AND last.act <> 'erase'
  AND last.replaced_by IS NULL
  AND (:states IS NULL OR
       CASE WHEN last.act = 'withdraw' THEN 'withdrawn'
            WHEN edition.entry_index IS NULL THEN 'erased'
            WHEN last.symbol IN (SELECT symbol FROM correction) THEN 'corrected'
            ELSE 'issued' END IN (SELECT value FROM json_each(:states)))
  AND (:kinds IS NULL OR last.kind IN (SELECT value FROM json_each(:kinds)))
  AND (:langs IS NULL OR edition.entry_index IN (
        SELECT entry_index FROM filing
        WHERE facet = 'lang' AND code IN (SELECT value FROM json_each(:langs)))
       OR edition.entry_index IS NULL AND EXISTS (
        SELECT 1 FROM json_each(:langs)
        WHERE instr(' ' || last.langs || ' ', ' ' || value || ' ')))
  AND (:sources IS NULL OR edition.entry_index IN (
        SELECT entry_index FROM filing
        WHERE facet = 'source' AND code IN (SELECT value FROM json_each(:sources))))
  AND (:fields IS NULL OR edition.entry_index IN (
        SELECT entry_index FROM filing
        WHERE facet = 'field' AND code IN (SELECT value FROM json_each(:fields))))
  AND (:countries IS NULL OR edition.entry_index IN (
        SELECT entry_index FROM filing
        WHERE facet = 'country' AND code IN (SELECT value FROM json_each(:countries))))
  AND (:since IS NULL OR edition.last_day >= :since)
  AND (:until IS NULL OR edition.first_day BETWEEN 1 AND :until)
  AND (:entered_since IS NULL OR :entered_since <= (
        SELECT at FROM entry AS first WHERE first.entry_index = last.first_index))
  AND (:entered_before IS NULL OR :entered_before > (
        SELECT at FROM entry AS first WHERE first.entry_index = last.first_index))
  AND (:among IS NULL OR last.first_index IN (SELECT value FROM json_each(:among)))
  AND (:symbols IS NULL OR last.symbol IN (SELECT value FROM json_each(:symbols)))
  AND (:without IS NULL OR last.symbol NOT IN (SELECT value FROM json_each(:without)))
ORDER BY
  -- What gives no date comes last, whichever way the days run.
  CASE :sort WHEN 'newest' THEN -ifnull(edition.first_day, 0)
             WHEN 'oldest' THEN ifnull(nullif(edition.first_day, 0), 99999999)
             WHEN 'entered-first' THEN last.first_index
             WHEN 'entered-last' THEN -last.first_index
             ELSE -last.entry_index END,
  CASE :sort WHEN 'oldest' THEN last.first_index ELSE -last.first_index END
LIMIT :limit OFFSET :skip;
