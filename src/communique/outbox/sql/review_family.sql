-- review_family.sql: one family of what waits.
SELECT counted.family, one.site, one.reasons, counted.pages, counted.lowest, counted.head
FROM (
    SELECT family, COUNT(*) AS pages, MIN(percent) AS lowest, MIN(number) AS head
    FROM review_page
    WHERE state = 'waiting' AND family = :family
    GROUP BY family
) AS counted
JOIN review_page AS one ON one.number = counted.head
