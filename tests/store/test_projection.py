"""Entries become rows and documents, whatever the batches, and again the same."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.core.edition import Question
from communique.store.db import open_store
from communique.store.dump import dump_digest
from communique.store.integrity import integrity
from communique.store.projection import Projection
from communique.store.query import edition, total, tree_size
from communique.store.search.ask import ask
from tests.killing import STRIDE, loaded, steps
from tests.store.stores import (
    apply,
    corrected,
    erased,
    filled,
    issued,
    release,
    withdrawn,
    without_the_erased,
)
from tests.strategies import History, histories

THREE = issued(release("1"), release("2"), release("3"))


@settings(max_examples=25)
@given(histories(), st.sets(st.integers(1, 11)))
def test_a_log_gives_the_same_store_whatever_the_batches(lines: History, sizes: set[int]) -> None:
    with TemporaryDirectory() as folder:
        once = filled(Path(folder) / "once", lines)
        often = filled(
            Path(folder) / "often", lines, commits={size for size in sizes if size < len(lines)}
        )
        assert dump_digest(often) == dump_digest(once)
        assert integrity(often) == integrity(once) == []


@settings(max_examples=25)
@given(histories())
def test_a_rebuilt_store_is_the_same_store(lines: History) -> None:
    with TemporaryDirectory() as folder:
        site = filled(Path(folder), lines, commits=range(1, len(lines)))
        before = dump_digest(site)
        with Projection.anew(site) as projection:
            apply(projection, without_the_erased(lines))
            projection.swap()
        assert dump_digest(site) == before
        assert integrity(site) == []


def test_another_log_gives_another_store(tmp_path: Path) -> None:
    other = (*THREE[:2], *issued(release("1"), release("2"), release("4"))[2:])
    ends = (THREE, THREE[:2], other, withdrawn(THREE, "1"))
    digests = {dump_digest(filled(tmp_path / str(n), lines)) for n, lines in enumerate(ends)}
    assert len(digests) == len(ends)


def test_what_is_not_committed_is_not_seen_and_is_forgotten(tmp_path: Path) -> None:
    filled(tmp_path, THREE[:1])
    with Projection.open(tmp_path) as projection, open_store(tmp_path) as store:
        apply(projection, THREE)
        assert projection.size == 3
        assert tree_size(store) == 1
        assert total(store) == 1
        assert ask(store, Question(lang="en")).total == 1
    with Projection.open(tmp_path) as projection:
        assert projection.size == 1


def test_a_reader_sees_what_another_connection_commits(tmp_path: Path) -> None:
    with Projection.open(tmp_path) as projection, open_store(tmp_path) as store:
        assert ask(store, Question(lang="en", words="notice")).total == 0
        seen = store.data_version()
        apply(projection, THREE)
        projection.commit()
        assert store.data_version() != seen
        assert store.is_current()
        assert ask(store, Question(lang="en", words="notice")).total == 3


def test_a_log_is_applied_in_order_and_once(tmp_path: Path) -> None:
    with Projection.open(tmp_path) as projection:
        apply(projection, THREE[:1])
        for index in (0, 2):
            with pytest.raises(ValueError, match=f"entry {index} cannot follow 1 applied ones"):
                projection.apply(index, "00", THREE[index].entry, THREE[index].record)


def test_entries_are_found_by_order_symbol_and_digest_before_the_commit(tmp_path: Path) -> None:
    lines = erased(corrected(THREE, release("2", "2000")), 1)
    with Projection.open(tmp_path) as projection:
        apply(projection, lines)
        assert projection.order_index(lines[3].entry.order) == 3
        assert projection.last_index("2") == 4
        assert projection.digest_index(lines[1].entry.digest) == 1
        assert projection.order_index("f" * 64) is None
        assert projection.last_index("4") is None
        assert projection.digest_index("f" * 64) is None


def test_a_rebuild_is_seen_when_it_is_swapped_in_and_not_before(tmp_path: Path) -> None:
    filled(tmp_path, THREE[:1])
    with open_store(tmp_path) as old:
        with Projection.anew(tmp_path) as projection:
            apply(projection, THREE)
            projection.commit()
            assert old.is_current()
            with open_store(tmp_path) as still:
                assert tree_size(still) == 1
            projection.swap()
        assert not old.is_current()
        assert edition(old, "1") is not None
        assert ask(old, Question(lang="en", words="notice")).total == 1
        with open_store(tmp_path) as new:
            assert tree_size(new) == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["CURRENT", "g000002"]


def test_a_rebuild_that_broke_off_is_cleared_away_by_the_next(tmp_path: Path) -> None:
    filled(tmp_path, THREE)
    with Projection.anew(tmp_path) as projection:
        apply(projection, THREE[:2])
        projection.commit()
    with Projection.anew(tmp_path) as projection:
        apply(projection, THREE)
        projection.swap()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["CURRENT", "g000003"]
    assert integrity(tmp_path) == []


def test_two_records_of_the_registry_that_bear_one_symbol_are_one_record(tmp_path: Path) -> None:
    one = release("1")
    lines = corrected(issued(one), replace(one, fields_of_work=("fisheries",)))
    with open_store(filled(tmp_path, lines)) as store:
        assert total(store) == 1


def test_a_store_killed_at_any_step_is_whole_after_the_next_opening(tmp_path: Path) -> None:
    kills, whole = 0, dump_digest(filled(tmp_path / "whole", _of_steps()))
    # The registrar's own test stops the same writes, so that a sample is enough elsewhere.
    with loaded("tests.store.steps") as program:
        for step in islice(steps(), 0, None, 1 if STRIDE == 1 else 6):
            folder = tmp_path / f"at-{step}"
            if not program.was_killed(folder, at=step):
                break
            kills += 1
            assert program.runs(folder)
            assert integrity(folder) == []
            assert dump_digest(folder) == whole
    assert kills > 4


def _of_steps() -> History:
    return erased(withdrawn(corrected(THREE, release("2", "2000")), "3"), 0)
