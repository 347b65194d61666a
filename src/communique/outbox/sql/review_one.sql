-- review_one.sql: one record with all that was read of it.
SELECT
    number, capture, state, family, site, reasons, percent, title, found_at, waits_since,
    settled_at, settled_by, reason, symbol, content
FROM review_page
WHERE number = :number
/* FOR UPDATE */
