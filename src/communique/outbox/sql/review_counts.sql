-- review_counts.sql: how many records there are in each state.
SELECT state, COUNT(*)
FROM review_page
GROUP BY state
