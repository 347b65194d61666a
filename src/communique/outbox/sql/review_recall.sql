-- review_recall.sql: what was refused, or kept out, waits again.
UPDATE review_page
SET state = 'waiting', settled_at = NULL, settled_by = '', reason = ''
WHERE number = :number AND state IN ('refused', 'kept-out')
