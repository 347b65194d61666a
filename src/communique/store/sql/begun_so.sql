-- begun_so.sql: the first entries of the releases whose symbol lies between two strings.
SELECT DISTINCT first_index
FROM entry
WHERE symbol >= :first AND symbol < :beyond AND family = 'release';
