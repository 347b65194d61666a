-- review_pages.sql: the records of a family that wait, as they came.
SELECT
    number, capture, state, family, site, reasons, percent, title, found_at, waits_since,
    settled_at, settled_by, reason, symbol
FROM review_page
WHERE state = 'waiting' AND family = :family
ORDER BY number
LIMIT :most OFFSET :skip
