-- review_of_capture.sql: the record that was read from a page, whatever became of it.
SELECT
    number, capture, state, family, site, reasons, percent, title, found_at, waits_since,
    settled_at, settled_by, reason, symbol
FROM review_page
WHERE capture = :capture
