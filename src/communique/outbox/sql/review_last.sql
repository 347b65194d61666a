-- review_last.sql: the last record of a family that waits.
SELECT MAX(number) FROM review_page WHERE state = 'waiting' AND family = :family
