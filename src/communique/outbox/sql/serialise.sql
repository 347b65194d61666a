-- serialise.sql: wait until no other transaction places orders (PostgreSQL; SQLite has one writer).
SELECT pg_advisory_xact_lock(7165512380);
