"""A registrar or an import that is killed at every step of its writing, and started again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from communique.config import Config, load
from communique.core.entry import Entry
from communique.log.reader import LogReader
from communique.registrar.audit import audit
from communique.registrar.enter import opened
from communique.registrar.keys import verifier_of
from communique.store.db import open_store
from communique.store.query import edition
from tests.cli.test_bad_input import PAGE
from tests.killing import STRIDE, loaded, steps
from tests.registrar.steps import SYMBOLS
from tests.sites import small_site

PAGES = 3


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """Return a site whose log holds the registry only."""
    return small_site(tmp_path_factory.mktemp("fresh") / "site")


def _no_reader_sees_a_half(site: Config) -> None:
    """Check what is public at once after the kill, before anybody mends."""
    issued = [entry.symbol for entry in _entries(site) if entry.langs]
    # The batch of three is on the log whole or not at all.
    assert issued[:3] in ([], list(SYMBOLS))
    with open_store(site.store) as store:
        seen = [edition(store, symbol) for symbol in SYMBOLS]
    assert all(seen) or not any(seen)


def test_a_registrar_killed_at_any_step_loses_nothing_and_enters_nothing_twice(
    fresh: Config, tmp_path: Path
) -> None:
    kills = 0
    with loaded("tests.registrar.steps") as registrar:
        for step in steps():
            site = _copy(fresh, tmp_path / f"at-{step}")
            if not registrar.was_killed(site.site, at=step):
                break
            kills += 1
            _no_reader_sees_a_half(site)
            assert registrar.runs(site.site)
            _assert_whole(site)
            shutil.rmtree(site.site)
    assert kills > 100 // STRIDE


def test_an_import_killed_at_any_step_goes_on_where_it_stopped(
    fresh: Config, tmp_path: Path
) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(PAGES):
        (pages / f"{number}.txt").write_text(PAGE.format(number=number), encoding="utf-8")
    before, kills = len(_entries(fresh)), 0
    with loaded("communique.cli.main", "communique.cli.import_") as program:
        for step in steps():
            site = _copy(fresh, tmp_path / f"at-{step}")
            if not program.was_killed("import", site.site, pages, at=step):
                break
            kills += 1
            assert len(_entries(site)) in (before, before + PAGES)
            assert program.runs("import", site.site, pages)
            assert len(_entries(site)) == before + PAGES
            assert _faults(site) == []
            shutil.rmtree(site.site)
    assert kills > 50 // STRIDE


def _copy(site: Config, folder: Path) -> Config:
    shutil.copytree(site.site, folder)
    return load(folder)


def _entries(site: Config) -> list[Entry]:
    reader = LogReader(site.log, verifier_of(site))
    return [Entry.from_leaf(leaf) for _, leaf in reader.entries()]


def _faults(site: Config) -> list[str]:
    return [f"{fault.path}: {fault.problem}" for fault in audit(site)]


def _assert_whole(site: Config) -> None:
    assert _faults(site) == []
    acts = [(str(entry.act), entry.symbol) for entry in _entries(site) if entry.langs]
    assert acts == [
        *(("issue", symbol) for symbol in SYMBOLS),
        ("correct", "2001"),
        ("withdraw", "2002"),
        ("erase", "2003"),
    ]
    with opened(site) as registrar:
        standings = [registrar.standing(symbol) for symbol in SYMBOLS]
    states = [standing.state for standing in standings if standing]
    assert states == ["issued", "withdrawn", "erased"]
