-- review_has_accepted.sql: whether the registrar has something to enter.
SELECT 1 FROM review_page WHERE state = 'accepted' LIMIT 1
