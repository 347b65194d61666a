-- years_now.sql: how many releases of each year stand under one value of a facet, 0 for the undated.
SELECT year, releases
FROM tally
WHERE facet = :facet AND code = :code
ORDER BY year;
