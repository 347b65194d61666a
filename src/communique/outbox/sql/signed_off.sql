-- signed_off.sql: the symbols of what somebody, or anybody, signed off and the registrar entered.
SELECT DISTINCT symbol
FROM outbox_order
WHERE state = 'entered' AND (placed_by = :author OR :author = '')
