"""An entry and the leaf it is in the log."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given

from communique.core.entry import Act, Entry, instant, order_id
from communique.core.errors import UnreadableEntry
from tests.golden_file import GoldenFile
from tests.strategies import entries

ISSUED = Entry(
    order=order_id("capture", "a page"),
    act=Act.ISSUE,
    at="2026-11-24T03:42:00Z",
    symbol="299321",
    kind="press-release",
    langs=("en", "ru"),
    digest="5b35bc85817efee8b1ee209d2d7e786d35e8cdf5afddaadb81019a45c5c6e58c",
    prev=None,
)


@given(entries())
def test_an_entry_survives_its_leaf(entry: Entry) -> None:
    assert Entry.from_leaf(entry.to_leaf()) == entry


@given(entries())
def test_a_leaf_is_written_in_one_way_only(entry: Entry) -> None:
    leaf = entry.to_leaf()
    assert Entry.from_leaf(leaf).to_leaf() == leaf
    assert list(json.loads(leaf)) == sorted(json.loads(leaf))
    assert len(json.loads(leaf)) == 9


@pytest.mark.parametrize("act", list(Act))
def test_the_bytes_of_a_leaf_never_change(act: Act, golden: GoldenFile) -> None:
    prev = None if act is Act.ISSUE else 255
    golden.check_for_ever(f"leaves/{act}.json", replace(ISSUED, act=act, prev=prev).to_leaf())


@pytest.mark.parametrize(
    "leaf",
    [
        b"",
        b"\xff",
        b"[]",
        b"null",
        b'{"v":1}',
        ISSUED.to_leaf().replace(b'"v":1', b'"v":2'),
        ISSUED.to_leaf().replace(b'"issue"', b'"praise"'),
        ISSUED.to_leaf().replace(b'"prev":null', b'"prev":"0"'),
    ],
)
def test_bytes_that_are_no_entry_are_refused(leaf: bytes) -> None:
    with pytest.raises(UnreadableEntry):
        Entry.from_leaf(leaf)


def test_an_instant_is_written_in_utc_and_whole_seconds() -> None:
    at = datetime(2026, 11, 24, 4, 42, 0, 999_999, tzinfo=timezone(timedelta(hours=1)))
    assert instant(at) == instant(datetime(2026, 11, 24, 3, 42, tzinfo=UTC))
    assert instant(at) == "2026-11-24T03:42:00Z"


def test_the_same_words_name_the_same_order_and_no_others_do() -> None:
    assert order_id("a", "b") == order_id("a", "b")
    assert (
        len({order_id("a", "b"), order_id("ab"), order_id("b", "a"), order_id("a", "", "b")}) == 4
    )
