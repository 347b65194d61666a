-- review_settled.sql: the records in a state that somebody brought about, the last first.
SELECT
    number, capture, state, family, site, reasons, percent, title, found_at, waits_since,
    settled_at, settled_by, reason, symbol
FROM review_page
WHERE state = :state
ORDER BY settled_at DESC, number DESC
LIMIT :most OFFSET :skip
