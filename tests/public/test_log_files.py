"""The log's files as anybody fetches them, and the records it commits to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.log.merkle import leaf_hash, root
from communique.log.note import Verifier, open_checkpoint
from communique.log.tile import WIDTH
from communique.public.app import Portal
from communique.store.query import edition
from tests.public.asking import ask, enter, portal_of
from tests.sites import issue, release, small_site


@pytest.fixture(scope="module")
def long_portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """Return the portal of a site whose log has a full tile and a partial one."""
    config = small_site(tmp_path_factory.mktemp("long") / "site")
    enter(config, *(issue(release(str(number))) for number in range(1, WIDTH + 20)))
    portal = portal_of(config)
    yield portal
    portal.shelf.close()


def size_of(portal: Portal) -> int:
    """Return the size that the checkpoint signs."""
    key = ask(portal, "/log/key").text.strip()
    note = ask(portal, "/log/checkpoint").body
    return open_checkpoint(note, Verifier.from_text(key)).size


def test_the_checkpoint_is_signed_by_the_key_beside_it_and_agrees_with_the_tiles(
    long_portal: Portal,
) -> None:
    key = ask(long_portal, "/log/key").text.strip()
    checkpoint = open_checkpoint(ask(long_portal, "/log/checkpoint").body, Verifier.from_text(key))
    full = ask(long_portal, "/log/tile/0/000").body
    rest = ask(long_portal, f"/log/tile/0/001.p/{checkpoint.size - WIDTH}").body
    hashes = [(full + rest)[at : at + 32] for at in range(0, 32 * checkpoint.size, 32)]
    assert root(hashes) == checkpoint.root


def test_a_bundle_holds_the_leaves_that_the_tile_hashes(long_portal: Portal) -> None:
    bundle = ask(long_portal, "/log/tile/entries/000").body
    length = int.from_bytes(bundle[:2])
    tile = ask(long_portal, "/log/tile/0/000").body
    assert leaf_hash(bundle[2 : 2 + length]) == tile[:32]


@pytest.mark.parametrize("path", ["/log/tile/0/000", "/log/tile/entries/000"])
def test_a_full_tile_is_kept_for_ever(long_portal: Portal, path: str) -> None:
    tile = ask(long_portal, path)
    assert tile.headers["content-type"] == "application/octet-stream"
    assert "immutable" in tile.headers["cache-control"]
    assert tile.headers["access-control-allow-origin"] == "*"


def test_a_checkpoint_is_not_kept(long_portal: Portal) -> None:
    assert ask(long_portal, "/log/checkpoint").headers["cache-control"] == "public, max-age=5"


def test_a_tile_past_the_checkpoint_is_not_served(long_portal: Portal) -> None:
    width = size_of(long_portal) - WIDTH
    assert ask(long_portal, f"/log/tile/0/001.p/{width}").status == 200
    for path in (f"0/001.p/{width + 1}", "0/001", "0/002.p/1", "1/000.p/2", "entries/002.p/1"):
        assert ask(long_portal, f"/log/tile/{path}").status == 404


@pytest.mark.parametrize(
    "path",
    ["../key", "tile/../../key", "tile/0/0", "tile/64/000", "tile/0/000.p/0", "lock", "keys"],
)
def test_no_other_file_is_served(long_portal: Portal, path: str) -> None:
    assert ask(long_portal, f"/log/{path}").status == 404


def test_the_log_grows_in_the_readers_sight(tmp_path: Path) -> None:
    config = small_site(tmp_path / "site")
    portal = portal_of(config)
    before = size_of(portal)
    enter(config, issue(release("1")))
    assert size_of(portal) == before + 1
    portal.shelf.close()


def test_the_deposit_gives_the_bytes_of_a_digest(lake_portal: Portal) -> None:
    digest = digest_of(lake_portal, "101")
    found = ask(lake_portal, f"/deposit/{digest}")
    assert found.status == 200
    assert hashlib.sha256(found.body).hexdigest() == digest


def test_the_deposit_gives_what_stood_before_a_correction(lake_portal: Portal) -> None:
    assert "by night" in ask(lake_portal, f"/deposit/{digest_of(lake_portal, '103')}").text


def test_the_deposit_gives_a_withdrawals_reason(lake_portal: Portal) -> None:
    reason = ask(lake_portal, f"/deposit/{digest_of(lake_portal, '104', version=1)}")
    assert "It was issued by mistake." in reason.text


@pytest.mark.parametrize("symbol", ["104", "105"])
def test_the_deposit_gives_no_words_that_are_gone(lake_portal: Portal, symbol: str) -> None:
    assert ask(lake_portal, f"/deposit/{digest_of(lake_portal, symbol)}").status == 404


@pytest.mark.parametrize("name", ["0" * 64, "0" * 63, "../key", "A" * 64])
def test_the_deposit_gives_nothing_that_no_entry_names(lake_portal: Portal, name: str) -> None:
    assert ask(lake_portal, f"/deposit/{name}").status == 404


def digest_of(portal: Portal, symbol: str, version: int = 0) -> str:
    """Return the digest that a version of a release put into the deposit."""
    held = edition(portal.shelf.record().store, symbol)
    assert held is not None
    return held.versions[version].entry.digest
