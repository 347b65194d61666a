-- import_tables.sql: imports that ran, in the newsroom's own database.
-- Instants are microseconds since 1970, UTC.

-- number: counts them as they ended. source: what was brought in, as it was named.
-- outcomes: of how many pages became what, as JSON.
CREATE TABLE IF NOT EXISTS import_run (
    number   INTEGER PRIMARY KEY,
    began_at BIGINT NOT NULL,
    ended_at BIGINT NOT NULL,
    source   TEXT   NOT NULL,
    outcomes TEXT   NOT NULL
)
