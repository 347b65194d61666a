"""A registrar killed at every step from the outbox to the reader and back, and started again."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from communique.config import FILE, Config, load
from communique.core.media import Attachment
from communique.core.record import Release
from communique.log.deposit import Deposit
from communique.registrar.enter import UPLOADS, opened
from communique.store.db import open_store
from communique.store.query import edition
from tests.killing import STRIDE, loaded, steps
from tests.postgres import Cluster
from tests.registrar.waiting import (
    entries,
    faults,
    lines,
    on_postgresql,
    open_newsroom,
    place,
    states,
)
from tests.sites import correct, erase, issue, release, small_site

OLD, NEW = b"%PDF-1.7 the map that goes", b"%PDF-1.7 the map that comes"
PROGRAM = ("communique.cli.main", "communique.cli.registrar")
BATCH = [("issue", "1"), ("issue", "2"), ("correct", "1"), ("erase", "0")]


@dataclass(frozen=True, slots=True)
class _Fresh:
    """A site with a batch in its outbox, and how to have another like it."""

    site: Config
    cluster: Cluster | None

    def copy(self, folder: Path) -> Config:
        shutil.copytree(self.site.site, folder)
        if self.cluster is None:
            return load(folder)
        url = self.cluster.new_database(like=self.site.database)
        settings = (folder / FILE).read_text(encoding="utf-8")
        (folder / FILE).write_text(settings.replace(self.site.database, url), encoding="utf-8")
        return load(folder)

    def drop(self, site: Config) -> None:
        shutil.rmtree(site.site)
        if self.cluster is not None:
            self.cluster.drop(site.database)


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> _Fresh:
    """Return a site with a release to erase, and two to issue, one of them corrected at once."""
    site, cluster = small_site(tmp_path / "fresh"), None
    if request.param == "postgresql":
        cluster = request.getfixturevalue("postgres_cluster")
        site = on_postgresql(site, cluster.new_database())
    open_newsroom(site)
    for content in (OLD, NEW):
        _upload(site, content)
    with opened(site) as registrar:
        registrar.enter([issue(_with("0", OLD))])
        standing = registrar.standing("0")
        assert standing is not None
    place(site, issue(_with("1", NEW)), issue(release("2")), bundle="b")
    place(site, correct(_with("1", NEW)), erase("0", standing.digests[0]))
    return _Fresh(site, cluster)


def _upload(site: Config, content: bytes) -> None:
    (site.newsroom / UPLOADS).mkdir(parents=True, exist_ok=True)
    (site.newsroom / UPLOADS / sha256(content).hexdigest()).write_bytes(content)


def _with(symbol: str, content: bytes) -> Release:
    attached = Attachment(
        digest=sha256(content).hexdigest(),
        media_type="application/pdf",
        name="map.pdf",
        size_bytes=len(content),
    )
    return release(symbol, attachments=(attached,))


def test_a_registrar_killed_at_any_step_enters_its_orders_once_and_says_so(
    fresh: _Fresh, tmp_path: Path
) -> None:
    kills = 0
    with loaded(*PROGRAM) as program:
        for step in steps():
            site = fresh.copy(tmp_path / f"at-{step}")
            if not program.was_killed("registrar", site.site, "--once", at=step):
                break
            kills += 1
            _no_reader_sees_a_half(site)
            assert program.runs("registrar", site.site, "--once")
            _assert_whole(site)
            fresh.drop(site)
    assert kills > 60 // STRIDE


def _no_reader_sees_a_half(site: Config) -> None:
    """Check what is public at once after the kill, before anybody mends."""
    acts = [(str(entry.act), entry.symbol) for entry in entries(site)][1:]
    assert acts in ([], BATCH)
    with open_store(site.store) as store:
        seen = [edition(store, symbol) for symbol in ("1", "2")]
    assert all(seen) or not any(seen)


def _assert_whole(site: Config) -> None:
    assert faults(site) == []
    found = entries(site)
    assert [(str(entry.act), entry.symbol) for entry in found] == [("issue", "0"), *BATCH]
    assert states(site) == ["entered"] * 4
    indices = [line.entry_index for line in lines(site)]
    assert [line.order for line in lines(site)] == [entry.order for entry in found[1:]]
    assert indices == list(range(indices[0] or 0, (indices[0] or 0) + 4))
    deposit = Deposit(site.deposit)
    held = [deposit.has(sha256(content).hexdigest()) for content in (OLD, NEW)]
    assert held == [False, True]
