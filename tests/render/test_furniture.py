"""A text copied off its page is known for genuine with what the page shows around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from communique.cli.sites import read
from communique.core.canonical import digest_of
from communique.core.edition import Edition
from communique.core.media import Picture
from communique.core.profile import Profile
from communique.core.verdict import Verdict
from communique.registrar.enter import opened
from communique.render.furniture import lines_beside
from communique.store.db import Store
from communique.store.query import edition
from communique.store.verdict import verdict_on
from tests.sites import issue, lay, release, small_site

ONE = release("1001")
BODY = "\n".join(ONE.texts["en"].body)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[tuple[Store, Profile]]:
    """Give the store and profile of a site with one release."""
    site = small_site(tmp_path / "site")
    with opened(site) as registrar:
        registrar.enter([issue(ONE)])
    with read(site) as found:
        yield found


def _around(store: Store, profile: Profile) -> list[str]:
    one = edition(store, "1001")
    assert one is not None
    return list(lines_beside(one, profile, url="http://lakes.example", today=date(2026, 11, 24)))


def _verdict(record: tuple[Store, Profile], held: str) -> Verdict:
    store, profile = record

    def furniture(one: Edition) -> Iterator[str]:
        return lines_beside(one, profile, url="http://lakes.example", today=date(2026, 11, 24))

    return verdict_on(store, held, furniture=furniture).verdict


def test_what_stands_around_the_text_is_never_the_text_itself(
    record: tuple[Store, Profile],
) -> None:
    assert all("harbour lights" not in line for line in _around(*record))
    assert any("Navigation" in line for line in _around(*record))


def test_a_whole_page_copied_in_any_language_is_genuine(record: tuple[Store, Profile]) -> None:
    lines = _around(*record)
    for before, behind in zip(lines[::2], lines[1::2], strict=True):
        assert _verdict(record, f"{before}\n{BODY}\n{behind}") is Verdict.GENUINE


def test_a_line_that_the_page_does_not_show_makes_it_altered(
    record: tuple[Store, Profile],
) -> None:
    before, behind, *_ = _around(*record)
    added = "The lights go out again on Monday, and no boat may leave the harbour after dusk."
    assert _verdict(record, f"{before}\n{BODY}\n{added}\n{behind}") is Verdict.ALTERED
    assert _verdict(record, f"{added}\n{BODY}") is Verdict.ALTERED


def test_what_stands_for_a_picture_is_part_of_the_page(tmp_path: Path) -> None:
    site = small_site(tmp_path / "site")
    lay(site, b"a picture")
    picture = Picture(
        digest=digest_of(b"a picture"),
        media_type="image/png",
        name="lamp.png",
        width=4,
        height=3,
        size_bytes=9,
        alt={"en": "Ferrymen beneath an enormous zeppelin"},
        caption={"en": "The zeppelin of Mere"},
    )
    with opened(site) as registrar:
        registrar.enter([issue(replace(ONE, pictures=(picture,)))])
    with read(site) as record:
        copied = f"Ferrymen beneath an enormous zeppelin\nThe zeppelin of Mere\n{BODY}"
        assert _verdict(record, copied) is Verdict.GENUINE
        assert _verdict(record, f"An enormous zeppelin sank\n{BODY}") is Verdict.ALTERED
