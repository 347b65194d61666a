-- review_settle.sql: somebody says what becomes of a record that waits.
UPDATE review_page
SET state = :state, settled_at = :at, settled_by = :by, reason = :reason
WHERE number = :number AND state = 'waiting'
