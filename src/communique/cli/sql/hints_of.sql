-- hints_of.sql: what was said of the page at an address, in the order of the lists' names.
SELECT said FROM hint WHERE address = :address ORDER BY path;
