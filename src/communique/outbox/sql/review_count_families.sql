-- review_count_families.sql: in how many families of like cases what waits falls.
SELECT COUNT(DISTINCT family) FROM review_page WHERE state = 'waiting'
