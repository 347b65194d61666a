-- review_accepted.sql: what was accepted and is not entered, the first accepted first.
SELECT number, settled_at, settled_by, content
FROM review_page
WHERE state = 'accepted'
ORDER BY settled_at, number
LIMIT :most
