-- tables.sql: the outbox, in the newsroom's own database.
-- Instants are microseconds since 1970, UTC: they sort and subtract alike in both databases.

-- number: counts orders as they were placed. digest: of the bytes in `record`, or of what an
-- erasure takes. record: canonical bytes with their salt, empty once the order has ended.
-- media: digests, a blank between two. due: not_before, or placed_at where that is later.
CREATE TABLE IF NOT EXISTS outbox_order (
    number      INTEGER PRIMARY KEY,
    order_id    TEXT    NOT NULL UNIQUE,
    bundle      TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    act         TEXT    NOT NULL,
    symbol      TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    langs       TEXT    NOT NULL,
    title       TEXT    NOT NULL,
    digest      TEXT    NOT NULL,
    record      TEXT    NOT NULL,
    media       TEXT    NOT NULL,
    not_before  BIGINT  NOT NULL,
    due         BIGINT  NOT NULL,
    placed_at   BIGINT  NOT NULL,
    placed_by   TEXT    NOT NULL,
    cleared_by  TEXT    NOT NULL,
    urgent      BIGINT  NOT NULL,
    ended_at    BIGINT,
    ended_by    TEXT    NOT NULL,
    entry_index BIGINT,
    reason      TEXT    NOT NULL,
    alarmed_at  BIGINT
);
-- Two people who publish the same working copy at once place one order.
CREATE UNIQUE INDEX IF NOT EXISTS outbox_order_open ON outbox_order (symbol, act)
    WHERE state IN ('waiting', 'taken') AND act <> 'erase';
CREATE INDEX IF NOT EXISTS outbox_order_due ON outbox_order (not_before, number)
    WHERE state IN ('waiting', 'taken');
CREATE INDEX IF NOT EXISTS outbox_order_quiet ON outbox_order (due)
    WHERE alarmed_at IS NULL AND state <> 'revoked';
CREATE INDEX IF NOT EXISTS outbox_order_bundle ON outbox_order (bundle);
CREATE INDEX IF NOT EXISTS outbox_order_symbol ON outbox_order (symbol);
CREATE INDEX IF NOT EXISTS outbox_order_erased ON outbox_order (symbol) WHERE act = 'erase';

-- Signs of life: who, and when last.
CREATE TABLE IF NOT EXISTS outbox_beat (
    name TEXT   NOT NULL PRIMARY KEY,
    at   BIGINT NOT NULL
);
