-- counts_now.sql: how many releases stand under each value of a facet, most first.
SELECT code, sum(releases) AS releases
FROM tally
WHERE facet = :facet
GROUP BY code
ORDER BY releases DESC, code;
