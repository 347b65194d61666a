-- total_now.sql: how many releases readers see, for each is of one kind.
SELECT coalesce(sum(releases), 0)
FROM tally
WHERE facet = 'kind';
