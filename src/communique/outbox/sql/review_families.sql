-- review_families.sql: what waits, like cases together, the most of them first.
SELECT counted.family, one.site, one.reasons, counted.pages, counted.lowest, counted.head
FROM (
    SELECT family, COUNT(*) AS pages, MIN(percent) AS lowest, MIN(number) AS head
    FROM review_page
    WHERE state = 'waiting'
    GROUP BY family
    ORDER BY COUNT(*) DESC, MIN(number)
    LIMIT :most OFFSET :skip
) AS counted
JOIN review_page AS one ON one.number = counted.head
ORDER BY counted.pages DESC, counted.head
