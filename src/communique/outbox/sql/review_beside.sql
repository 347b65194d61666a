-- review_beside.sql: of a family that waits, who stands before and after a number, and how many.
SELECT
    (SELECT MAX(number) FROM review_page
     WHERE state = 'waiting' AND family = :family AND number < :number),
    (SELECT MIN(number) FROM review_page
     WHERE state = 'waiting' AND family = :family AND number > :number),
    (SELECT COUNT(*) FROM review_page
     WHERE state = 'waiting' AND family = :family AND number <= :number),
    (SELECT COUNT(*) FROM review_page WHERE state = 'waiting' AND family = :family)
