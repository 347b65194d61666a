-- review_tables.sql: records that wait for a person, in the newsroom's own database.
-- Instants are microseconds since 1970, UTC.

-- number: counts them as they came. capture: SHA-256 of the page. state: waiting, then accepted or
-- refused; accepted, then entered or kept-out. family: like cases have the same. site, reasons:
-- what makes it a family. percent: how sure the reader is of what it is least sure of.
-- settled_by, reason: who said what, and why. symbol: under which it stands, once entered.
-- content: core.waiting.Waits as JSON, empty once entered.
CREATE TABLE IF NOT EXISTS review_page (
    number     INTEGER PRIMARY KEY,
    capture    TEXT   NOT NULL UNIQUE,
    state      TEXT   NOT NULL,
    family     TEXT   NOT NULL,
    site       TEXT   NOT NULL,
    reasons    TEXT   NOT NULL,
    percent    BIGINT NOT NULL,
    title      TEXT   NOT NULL,
    found_at   TEXT   NOT NULL,
    waits_since BIGINT NOT NULL,
    settled_at BIGINT,
    settled_by TEXT   NOT NULL,
    reason     TEXT   NOT NULL,
    symbol     TEXT   NOT NULL,
    content    TEXT   NOT NULL
);
CREATE INDEX IF NOT EXISTS review_page_family ON review_page (state, family, number, percent);
CREATE INDEX IF NOT EXISTS review_page_settled ON review_page (state, settled_at, number)
