-- schema.sql: every table of the store. Raise db.SCHEMA when a line of it changes.

CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) WITHOUT ROWID;

-- The log, line by line. family: release, registry or fact. first_index: the symbol's first entry.
-- replaced_by: the next entry that is no erasure; an erasure takes words away, it says nothing.
CREATE TABLE entry (
    entry_index INTEGER PRIMARY KEY,
    leaf        TEXT    NOT NULL,
    order_id    TEXT    NOT NULL,
    act         TEXT    NOT NULL,
    at          TEXT    NOT NULL,
    symbol      TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    langs       TEXT    NOT NULL,
    digest      TEXT    NOT NULL,
    prev        INTEGER,
    family      TEXT    NOT NULL,
    first_index INTEGER NOT NULL,
    replaced_by INTEGER
);
CREATE INDEX entry_order  ON entry (order_id);
CREATE INDEX entry_symbol ON entry (symbol, entry_index);
CREATE INDEX entry_digest ON entry (digest);
CREATE INDEX entry_family ON entry (family, first_index) WHERE family = 'registry';

-- What an entry put on the record, as JSON; no row where it put nothing or was erased.
-- All that is said below hangs on a row here, so that erasing the row erases everything.
CREATE TABLE record (
    entry_index INTEGER PRIMARY KEY,
    type        TEXT NOT NULL,
    json        TEXT NOT NULL
);

-- A release as readers see it from tree size entry_index + 1 until replaced_by.
-- first_day, last_day: the days its date can mean, YYYYMMDD; 0 where it says none.
CREATE TABLE edition (
    entry_index INTEGER PRIMARY KEY REFERENCES record ON DELETE CASCADE,
    symbol      TEXT    NOT NULL,
    first_index INTEGER NOT NULL,
    first_day   INTEGER NOT NULL,
    last_day    INTEGER NOT NULL,
    replaced_by INTEGER
);
CREATE INDEX edition_by_day ON edition (first_day, first_index);
CREATE INDEX edition_symbol ON edition (symbol);

-- Entries that changed what readers of this record had been told. A revision made where a release
-- stood before, of which nobody handed over the words, is an entry of its own and changes nothing.
CREATE VIEW correction AS
SELECT now.symbol, now.entry_index
FROM entry AS now
LEFT JOIN record AS said USING (entry_index)
LEFT JOIN record AS before ON before.entry_index = (
    SELECT max(entry_index) FROM entry AS earlier
    WHERE earlier.symbol = now.symbol AND earlier.entry_index < now.entry_index
      AND earlier.act IN ('issue', 'correct'))
WHERE now.act = 'correct'
  AND NOT (ifnull(json_array_length(said.json, '$.revisions'), 0)
             > ifnull(json_array_length(before.json, '$.revisions'), 0)
           AND said.json ->> '$.texts' IS before.json ->> '$.texts');

CREATE TABLE title (
    entry_index INTEGER NOT NULL REFERENCES record ON DELETE CASCADE,
    lang        TEXT    NOT NULL,
    title       TEXT    NOT NULL,
    PRIMARY KEY (entry_index, lang)
) WITHOUT ROWID;

-- Under which value of which facet an edition is filed.
CREATE TABLE filing (
    facet       TEXT    NOT NULL,
    code        TEXT    NOT NULL,
    first_day   INTEGER NOT NULL,
    first_index INTEGER NOT NULL,
    entry_index INTEGER NOT NULL REFERENCES record ON DELETE CASCADE,
    replaced_by INTEGER,
    PRIMARY KEY (facet, code, first_day, first_index, entry_index)
) WITHOUT ROWID;
CREATE INDEX filing_entry ON filing (entry_index);

-- How many releases stand under a value of a facet now, by year, 0 for the undated. Triggers keep
-- it, for a page that counted filings would take longer with every year of the record. What stood
-- at an earlier size or day is counted from the filings.
CREATE TABLE tally (
    facet    TEXT    NOT NULL,
    code     TEXT    NOT NULL,
    year     INTEGER NOT NULL,
    releases INTEGER NOT NULL,
    PRIMARY KEY (facet, code, year)
) WITHOUT ROWID;

CREATE TRIGGER filing_put AFTER INSERT ON filing WHEN new.replaced_by IS NULL
BEGIN
    INSERT INTO tally VALUES (new.facet, new.code, new.first_day / 10000, 1)
    ON CONFLICT DO UPDATE SET releases = releases + 1;
END;
CREATE TRIGGER filing_replaced AFTER UPDATE OF replaced_by ON filing
WHEN old.replaced_by IS NULL AND new.replaced_by IS NOT NULL
BEGIN
    UPDATE tally SET releases = releases - 1
    WHERE facet = old.facet AND code = old.code AND year = old.first_day / 10000;
    DELETE FROM tally
    WHERE facet = old.facet AND code = old.code AND year = old.first_day / 10000 AND releases = 0;
END;
CREATE TRIGGER filing_erased AFTER DELETE ON filing WHEN old.replaced_by IS NULL
BEGIN
    UPDATE tally SET releases = releases - 1
    WHERE facet = old.facet AND code = old.code AND year = old.first_day / 10000;
    DELETE FROM tally
    WHERE facet = old.facet AND code = old.code AND year = old.first_day / 10000 AND releases = 0;
END;

-- Old addresses, whole and as paths.
CREATE TABLE redirect (
    address     TEXT    NOT NULL,
    entry_index INTEGER NOT NULL REFERENCES record ON DELETE CASCADE,
    PRIMARY KEY (address, entry_index)
) WITHOUT ROWID;
CREATE INDEX redirect_entry ON redirect (entry_index);

-- SHA-256 of the words of a text, in order.
CREATE TABLE fingerprint (
    words_digest TEXT    NOT NULL,
    lang         TEXT    NOT NULL,
    entry_index  INTEGER NOT NULL REFERENCES record ON DELETE CASCADE,
    PRIMARY KEY (words_digest, lang, entry_index)
) WITHOUT ROWID;
CREATE INDEX fingerprint_entry ON fingerprint (entry_index);

CREATE TABLE capture (
    capture_digest TEXT    NOT NULL,
    entry_index    INTEGER NOT NULL REFERENCES record ON DELETE CASCADE,
    PRIMARY KEY (capture_digest, entry_index)
) WITHOUT ROWID;
CREATE INDEX capture_entry ON capture (entry_index);

-- A file that a release names: a picture, a picture in another size, an attachment.
CREATE TABLE media (
    media_digest TEXT    NOT NULL,
    name         TEXT    NOT NULL,
    media_type   TEXT    NOT NULL,
    entry_index  INTEGER NOT NULL REFERENCES record ON DELETE CASCADE,
    PRIMARY KEY (media_digest, name, media_type, entry_index)
) WITHOUT ROWID;
CREATE INDEX media_entry ON media (entry_index);

-- A fact as it stands from tree size entry_index + 1 until replaced_by. Readers see it while they
-- see its release.
CREATE TABLE fact (
    entry_index INTEGER PRIMARY KEY REFERENCES record ON DELETE CASCADE,
    symbol      TEXT    NOT NULL,
    release     TEXT    NOT NULL,
    number      INTEGER NOT NULL,
    kind        TEXT    NOT NULL,
    replaced_by INTEGER
);
CREATE INDEX fact_release ON fact (release, number);
CREATE INDEX fact_symbol  ON fact (symbol);
CREATE INDEX fact_kind    ON fact (kind);

-- Every version of a fact beside every version of its release; who asks says as of which size.
-- A fact that was withdrawn since, or whose release was, is shown at no size.
CREATE VIEW reported AS
SELECT fact.entry_index, fact.release, fact.kind, fact.number, fact.replaced_by,
       edition.entry_index AS release_index, edition.replaced_by AS release_replaced_by,
       edition.first_day, edition.first_index,
       entry.leaf, entry.at, entry.digest,
       fact_record.json AS fact_json, release_record.json AS release_json,
       EXISTS (SELECT 1 FROM entry AS earlier
               WHERE earlier.symbol = fact.symbol AND earlier.act = 'correct'
                 AND earlier.entry_index <= fact.entry_index) AS corrected
FROM fact
JOIN entry USING (entry_index)
JOIN record AS fact_record USING (entry_index)
JOIN edition ON edition.symbol = fact.release
JOIN record AS release_record ON release_record.entry_index = edition.entry_index
WHERE EXISTS (SELECT 1 FROM fact AS now WHERE now.symbol = fact.symbol AND now.replaced_by IS NULL)
  AND EXISTS (SELECT 1 FROM edition AS now
              WHERE now.symbol = fact.release AND now.replaced_by IS NULL);

-- Whom and what a fact names by a code, and as what.
CREATE TABLE party (
    code        TEXT    NOT NULL,
    role        TEXT    NOT NULL,
    entry_index INTEGER NOT NULL REFERENCES record ON DELETE CASCADE,
    PRIMARY KEY (code, role, entry_index)
) WITHOUT ROWID;
CREATE INDEX party_entry ON party (entry_index);
