"""The record as the desk lists it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from communique.core.edition import ERASED, ISSUED, WITHDRAWN
from communique.core.entry import Act
from communique.core.record import Release
from communique.store.db import Store, open_store
from communique.store.desk_list import (
    CORRECTED,
    STATES,
    Sought,
    all_of,
    find,
    line_of,
)
from tests.store.stores import corrected, erased, filled, issued, release, text, withdrawn
from tests.strategies import History, Line, histories


def _states(lines: History) -> dict[str, str]:
    """Return what became of every release: the model that the list is held against."""
    gone = {one.entry.digest for one in lines if one.entry.act is Act.ERASE}
    states: dict[str, str] = {}
    for one in lines:
        entry = one.entry
        if entry.act is Act.ERASE or entry.kind in ("place", "fact"):
            continue
        if entry.act is Act.WITHDRAW:
            states[entry.symbol] = WITHDRAWN
        elif entry.digest in gone:
            states[entry.symbol] = ERASED
        else:
            acts = {said.entry.act for said in lines if said.entry.symbol == entry.symbol}
            states[entry.symbol] = CORRECTED if Act.CORRECT in acts else ISSUED
    return states


@settings(max_examples=30)
@given(histories())
def test_every_release_is_listed_once_in_its_state(lines: History) -> None:
    with TemporaryDirectory() as folder, open_store(filled(Path(folder), lines)) as store:
        found = find(store, Sought())
        assert {one.symbol: one.state for one in found.lines} == _states(lines)
        assert found.total == len(found.lines) == len(_states(lines))
        for state in STATES:
            asked = find(store, Sought(states=(state,))).lines
            assert {one.symbol for one in asked} == {
                symbol for symbol, held in _states(lines).items() if held == state
            }
        assert tuple(all_of(lambda: store, Sought())) == found.lines


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Return a record of five releases: one corrected, one withdrawn, one erased."""
    lines = issued(
        release("101", "1999-05-02", en=text("Harbour lights"), fr=text("Les feux du port")),
        replace(release("102", "2001-01-01", en=text("Ferry service")), sources=("mission",)),
        replace(release("103", "2003", ru=text("Закрытие моста")), countries=("XB", "XC")),
        replace(release("104", "", en=text("No day at all")), kind="statement"),
        release("105", "2000-01-01", en=text("Forgotten")),
    )
    resumed = release("102", "2001-01-02", en=text("Ferry service resumed"))
    lines = corrected(lines, replace(resumed, sources=("mission",)))
    lines = withdrawn(lines, "103")
    lines = erased(lines, 4)
    return open_store(filled(tmp_path, lines))


def _symbols(store: Store, **sought: object) -> list[str]:
    found = find(store, Sought(**sought))  # type: ignore[arg-type]  # fields of Sought
    return [one.symbol for one in found.lines]


@pytest.mark.parametrize(
    ("sought", "symbols"),
    [
        ({}, ["103", "102", "101", "105", "104"]),
        ({"sort": "oldest"}, ["101", "102", "103", "104", "105"]),
        ({"sort": "entered-first"}, ["101", "102", "103", "104", "105"]),
        ({"sort": "entered-last"}, ["105", "104", "103", "102", "101"]),
        ({"sort": "changed"}, ["103", "102", "105", "104", "101"]),
        ({"states": ("withdrawn", "corrected")}, ["103", "102"]),
        ({"kinds": ("statement",)}, ["104"]),
        ({"sources": ("secretariat",)}, ["103", "101", "104"]),
        ({"fields": ("navigation",), "sources": ("secretariat",), "langs": ("fr",)}, ["101"]),
        ({"countries": ("XB",)}, ["103"]),
        ({"countries": ("XC", "XA")}, ["103", "102", "101", "104"]),
        ({"langs": ("ru",)}, ["103"]),
        ({"langs": ("en",)}, ["102", "101", "105", "104"]),
        ({"since": date(2001, 1, 2)}, ["103", "102"]),
        ({"until": date(2003, 6, 1), "since": date(2003, 5, 1)}, ["103"]),
        ({"until": date(2000, 12, 31)}, ["101"]),
        ({"words": "ferry"}, ["102"]),
        ({"words": "МОСТА"}, ["103"]),
        ({"words": "resumed harbour"}, []),
        ({"words": "forgotten"}, []),
        ({"words": "105"}, ["105"]),
        ({"words": "10", "states": ("erased", "withdrawn")}, ["103", "105"]),
        ({"symbols": frozenset({"101", "105", "999"})}, ["101", "105"]),
        ({"without": frozenset({"101", "105"})}, ["103", "102", "104"]),
    ],
)
def test_the_list_is_filtered_and_put_in_order(
    store: Store, sought: dict[str, object], symbols: list[str]
) -> None:
    assert _symbols(store, **sought) == symbols


def test_a_list_is_filtered_by_when_something_was_entered(tmp_path: Path) -> None:
    lines = issued(release("101"), release("102"))
    later = Line(replace(lines[1].entry, at="2027-07-01T10:00:00Z"), lines[1].record)
    store = open_store(filled(tmp_path, (lines[0], later)))
    noon = datetime(2027, 7, 1, 10, tzinfo=UTC)
    assert _symbols(store, entered_since=noon) == ["102"]
    assert _symbols(store, entered_before=noon) == ["101"]


def test_pages_follow_one_another_and_say_how_many_there_are(store: Store) -> None:
    pages = [find(store, Sought(), page=number, size=2) for number in (1, 2, 3, 4)]
    assert [one.symbol for page in pages for one in page.lines] == _symbols(store)
    assert [page.total for page in pages] == [5, 5, 5, 5]


def test_an_empty_record_lists_nothing(tmp_path: Path) -> None:
    assert find(open_store(filled(tmp_path, ())), Sought(), page=3).total == 0


def test_a_withdrawn_release_shows_what_it_last_said_and_an_erased_one_nothing(
    store: Store,
) -> None:
    gone, lost, none = (line_of(store, symbol) for symbol in ("103", "105", "106"))
    assert gone is not None
    assert isinstance(gone.release, Release)
    assert gone.release.texts["ru"].title == "Закрытие моста"
    assert (gone.state, gone.langs) == ("withdrawn", ("ru",))
    assert lost is not None
    assert (lost.state, lost.release, lost.langs) == ("erased", None, ("en",))
    assert none is None
