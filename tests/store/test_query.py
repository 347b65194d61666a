"""The record as of any size of the log, held against a model of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from communique.core.canonical import digest_of
from communique.core.edition import ERASED, FACETS, ISSUED, WITHDRAWN, Question
from communique.core.entry import Act
from communique.core.record import Release
from communique.core.text import words
from communique.core.vocab import Term
from communique.store import query
from communique.store.db import Store, open_store
from communique.store.rows import filings
from communique.store.search.ask import ask
from tests.store.stores import corrected, erased, filled, issued, release, text, withdrawn
from tests.strategies import History, histories

SYMBOLS = ("101", "102", "103")


def _issued_at(lines: History, symbol: str, size: int) -> Release | None:
    """Return what readers see of a symbol: the model that the tables are held against."""
    erased_digests = {one.entry.digest for one in lines if one.entry.act is Act.ERASE}
    said = [
        one for one in lines[:size] if one.entry.symbol == symbol and one.entry.act is not Act.ERASE
    ]
    if not said or said[-1].entry.digest in erased_digests:
        return None
    record = said[-1].record
    return record if isinstance(record, Release) else None


@settings(max_examples=40)
@given(histories())
def test_the_record_reads_as_the_log_says_at_every_size(lines: History) -> None:
    with TemporaryDirectory() as folder, open_store(filled(Path(folder), lines)) as store:
        for size in range(len(lines) + 1):
            shown = [one for one in SYMBOLS if (_issued_at(lines, one, size))]
            _editions_agree(store, lines, size)
            cards = query.latest(store, lang="en", limit=9, tree_size=size)
            assert sorted(card.symbol for card in cards) == shown
            assert query.total(store, tree_size=size) == len(shown)
            assert [one.symbol for one in sorted(query.symbols(store, size), key=str)] == shown
            _facets_agree(store, lines, size)
        assert ask(store, Question(lang="en")).total == query.total(store)


def _editions_agree(store: Store, lines: History, size: int) -> None:
    for symbol in SYMBOLS:
        known = [one for one in lines[:size] if one.entry.symbol == symbol]
        found = query.edition(store, symbol, size)
        if not known:
            assert found is None
            continue
        assert found is not None
        assert [version.entry for version in found.versions] == [one.entry for one in known]
        wanted = _issued_at(lines, symbol, size)
        assert (found.current.release if found.current else None) == wanted
        assert (found.state == ISSUED) == (wanted is not None)


def _facets_agree(store: Store, lines: History, size: int) -> None:
    shown = [one for symbol in SYMBOLS if (one := _issued_at(lines, symbol, size))]
    for facet in FACETS:
        wanted: dict[str, list[str]] = {}
        for one in shown:
            for name, code in filings(one):
                if name == facet:
                    wanted.setdefault(code, []).append(one.symbol)
        counts = query.counts(store, facet, tree_size=size)
        assert dict(counts) == {code: len(found) for code, found in wanted.items()}
        for code, found in wanted.items():
            cards, total = query.about(store, facet, code, lang="en", limit=9, tree_size=size)
            assert sorted(card.symbol for card in cards) == sorted(found)
            assert total == len(found)
    if size == len(lines):
        _what_stands_now_is_what_stood_at_the_last_size(store, size)


def _what_stands_now_is_what_stood_at_the_last_size(store: Store, size: int) -> None:
    assert query.total(store) == query.total(store, tree_size=size)
    for facet in FACETS:
        counts = query.counts(store, facet, tree_size=size)
        assert query.counts(store, facet) == counts
        for code, total in counts:
            assert query.about(store, facet, code, lang="en")[1] == total
            years = query.years(store, facet, code, tree_size=size)
            assert query.years(store, facet, code) == years


@settings(max_examples=25)
@given(histories())
def test_the_registry_is_the_latest_of_each_record_that_was_not_erased(lines: History) -> None:
    erased_digests = {one.entry.digest for one in lines if one.entry.act is Act.ERASE}
    with TemporaryDirectory() as folder, open_store(filled(Path(folder), lines)) as store:
        for size in range(len(lines) + 1):
            named = [
                (index, one)
                for index, one in enumerate(lines[:size])
                if one.entry.symbol == "place.mere"
            ]
            terms = [one for _, one in named if isinstance(one.record, Term)]
            stands = bool(terms) and terms[-1].entry.digest not in erased_digests
            assert query.registry(store, size) == ((terms[-1].record,) if stands else ())
            assert query.registry_version(store, size) == (named[-1][0] if named else -1)


@pytest.fixture
def lines() -> History:
    """Return a log: two releases; the first corrected, the second withdrawn."""
    first = release("1", "1999-05-02", en=text("Lights"), fr=text("Feux"))
    log = issued(first, release("2", "2001"))
    return withdrawn(corrected(log, release("1", "1999-05-03", en=text("Lamps"))), "2")


def test_a_release_withdrawn_later_reads_as_issued_at_a_smaller_size(
    tmp_path: Path, lines: History
) -> None:
    with open_store(filled(tmp_path, lines)) as store:
        states = [
            found.state if (found := query.edition(store, "2", size)) else None
            for size in range(len(lines) + 1)
        ]
        assert states == [None, None, ISSUED, ISSUED, WITHDRAWN]
        last = query.edition(store, "2")
        assert last is not None
        assert last.current is None
        assert last.versions[-1].note == "It was issued by mistake."
        assert last.versions[0].release == lines[1].record


def test_an_erased_release_reads_as_erased_at_every_size(tmp_path: Path, lines: History) -> None:
    with open_store(filled(tmp_path, erased(lines, 2))) as store:
        now, before = query.edition(store, "1"), query.edition(store, "1", 2)
        assert now is not None
        assert (now.state, now.current) == (ERASED, None)
        # The first version was not erased: it stood at size 2 and stands there still.
        assert before is not None
        assert before.state == ISSUED
    with open_store(filled(tmp_path / "first", erased(lines, 0))) as store:
        now, before = query.edition(store, "1"), query.edition(store, "1", 2)
        assert now is not None
        assert now.state == ISSUED
        assert before is not None
        assert before.state == ERASED


def test_a_corrected_release_has_all_its_versions(tmp_path: Path, lines: History) -> None:
    with open_store(filled(tmp_path, lines)) as store:
        found = query.edition(store, "1")
        assert found is not None
        assert found.is_corrected
        assert [version.release for version in found.versions] == [
            lines[0].record,
            lines[2].record,
        ]
        assert query.latest(store, lang="en")[0].corrected
        assert not query.latest(store, lang="en", tree_size=1)[0].corrected


def test_lists_begin_with_the_newest_and_go_on_page_by_page(tmp_path: Path) -> None:
    dates = ("1999", "2003-02", "", "2003-02-01", "2003-01-31")
    lines = issued(*(release(str(n), day) for n, day in enumerate(dates)))
    with open_store(filled(tmp_path, lines)) as store:
        assert [card.symbol for card in query.latest(store, lang="en")] == list("31402")
        assert [card.symbol for card in query.latest(store, lang="en", limit=2, skip=1)] == [
            "1",
            "4",
        ]
        assert query.years(store, "country", "XA") == ((1999, 1), (2003, 3))
        assert query.counts(store, "year") == (("2003", 3), ("1999", 1))
        until = date(2003, 1, 31)
        assert query.total(store, on=until) == 3
        cards, total = query.about(store, "field", "navigation", lang="en", on=until, limit=1)
        assert ([card.symbol for card in cards], total) == (["4"], 3)


def test_a_card_is_in_the_readers_language_where_the_release_has_it(
    tmp_path: Path, lines: History
) -> None:
    with open_store(filled(tmp_path, lines)) as store:
        titles = [
            query.latest(store, lang=lang, tree_size=1)[0].title for lang in ("fr", "en", "ru")
        ]
        assert titles == ["Feux", "Lights", "Lights"]


@pytest.mark.parametrize(
    "address",
    [
        "http://Lakes.example/secretariat/77/",
        "https://lakes.example/secretariat/77#top",
        "/secretariat/77",
        "http://lakes.example/secretariat/77?lang=fr",
        "http://elsewhere.example/anything/1",
        "/node/1/",
    ],
)
def test_an_old_address_leads_to_its_release(tmp_path: Path, address: str) -> None:
    one = release("1")
    moved = Release(
        symbol="1",
        kind=one.kind,
        texts=one.texts,
        addresses=("http://lakes.example/secretariat/77",),
    )
    with open_store(filled(tmp_path, issued(moved))) as store:
        assert query.redirect(store, address) == "1"
        assert query.redirect(store, address, 0) is None


@pytest.mark.parametrize(
    "address", ["", "/", "http://[", "/node/2", "/node/1x", "http://x.example/"]
)
def test_an_address_that_nothing_stood_at_leads_nowhere(tmp_path: Path, address: str) -> None:
    with open_store(filled(tmp_path, issued(release("1")))) as store:
        assert query.redirect(store, address) is None


def test_a_text_is_known_by_its_words_in_every_version(tmp_path: Path, lines: History) -> None:
    said = digest_of(" ".join(words("Lights, says the body.")).encode())
    with open_store(filled(tmp_path, lines)) as store:
        assert query.fingerprints(store, said) == (("1", "en", 0),)
        assert query.fingerprints(store, digest_of(b"other")) == ()


def test_a_capture_is_known_by_its_digest(tmp_path: Path) -> None:
    one = release("1")
    read = Release(symbol="1", kind=one.kind, texts=one.texts, captures=("ab" * 32,))
    with open_store(filled(tmp_path, corrected(issued(read), read))) as store:
        assert query.by_capture(store, "ab" * 32) == ("1", 1)
        assert query.by_capture(store, "ab" * 32, 1) == ("1", 0)
        assert query.by_capture(store, "cd" * 32) is None


def test_entries_are_read_in_runs_and_by_what_they_put_into_the_deposit(
    tmp_path: Path, lines: History
) -> None:
    with open_store(filled(tmp_path, lines)) as store:
        run = query.entries_page(store, 1, 2)
        assert [(one.index, one.entry, one.leaf) for one in run] == [
            (index, lines[index].entry, lines[index].leaf) for index in (1, 2)
        ]
        found = query.entry_of_digest(store, lines[2].entry.digest)
        assert found is not None
        assert found.index == 2
        assert query.entry_of_digest(store, lines[2].entry.digest, 2) is None


def test_symbols_are_found_by_their_beginning(tmp_path: Path) -> None:
    lines = withdrawn(
        issued(release("pr-1"), release("pr-10"), release("c1"), release("pr-2")), "pr-2"
    )
    with open_store(filled(tmp_path, lines)) as store:
        assert query.by_symbol_prefix(store, "pr-") == ("pr-1", "pr-10")
        assert query.by_symbol_prefix(store, "pr-", limit=1) == ("pr-1",)
        assert query.by_symbol_prefix(store, "%") == ()
