-- forget.sql: of what was erased, no list says the title any more.
UPDATE outbox_order
SET title = ''
WHERE title <> '' AND symbol IN (
    SELECT symbol FROM outbox_order WHERE act = 'erase' AND state = 'entered'
)
