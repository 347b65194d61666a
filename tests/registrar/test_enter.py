"""The one writing function: what it enters, what it refuses, what it does twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from communique.config import Config
from communique.core.errors import Contradiction
from communique.core.text import Text
from communique.log.errors import LockHeld
from communique.log.lock import hold
from communique.registrar.audit import audit
from communique.registrar.enter import Registrar, opened
from communique.store.db import open_store
from communique.store.query import edition
from tests.sites import correct, erase, issue, release, small_site, withdraw


@pytest.fixture
def site(tmp_path: Path) -> Config:
    """Return a small site."""
    return small_site(tmp_path / "site")


def _faults(site: Config) -> list[str]:
    return [f"{fault.path}: {fault.problem}" for fault in audit(site)]


def test_what_is_entered_is_what_readers_see(site: Config) -> None:
    one = release("1001")
    with opened(site) as registrar:
        (receipt,) = registrar.enter([issue(one)])
    with open_store(site.store) as store:
        seen = edition(store, "1001")
    assert receipt.is_new
    assert seen is not None
    assert seen.current is not None
    assert (seen.current.release, seen.current.index) == (one, receipt.index)
    assert _faults(site) == []


def test_the_same_order_twice_is_entered_once(site: Config) -> None:
    with opened(site) as registrar:
        (first,) = registrar.enter([issue(release("1001"))])
        (second,) = registrar.enter([issue(release("1001"))])
    with opened(site) as registrar:
        (third,) = registrar.enter([issue(release("1001"))])
    assert (first.index, first.leaf) == (second.index, second.leaf) == (third.index, third.leaf)
    assert [first.is_new, second.is_new, third.is_new] == [True, False, False]


def test_the_same_order_twice_in_one_batch_is_entered_once(site: Config) -> None:
    with opened(site) as registrar:
        first, second = registrar.enter([issue(release("1001")), issue(release("1001"))])
    assert first.index == second.index
    assert _faults(site) == []


def test_a_batch_with_one_contradiction_writes_nothing(site: Config) -> None:
    with opened(site) as registrar:
        registrar.enter([issue(release("1"))])
        with pytest.raises(Contradiction, match="2 is not on the record"):
            registrar.enter([issue(release("3")), withdraw("2")])
        assert registrar.standing("3") is None
    assert _faults(site) == []


def test_an_issued_text_changes_by_correction_only(site: Config) -> None:
    one = release("1")
    other = replace(one, texts={"en": Text(title="Another title", body=("Another body.",))})
    with opened(site) as registrar:
        registrar.enter([issue(one)])
        with pytest.raises(Contradiction, match="with another text"):
            registrar.enter([issue(other)])
        registrar.enter([correct(other)])
    with open_store(site.store) as store:
        seen = edition(store, "1")
    assert seen is not None
    assert seen.current is not None
    assert seen.current.release is not None
    assert seen.current.release.texts["en"].title == "Another title"
    assert [version.note for version in seen.versions] == ["", "A word was wrong."]


def test_a_correction_without_a_public_note_is_refused(site: Config) -> None:
    with opened(site) as registrar:
        registrar.enter([issue(release("1"))])
        with pytest.raises(Contradiction, match="without a public note"):
            registrar.enter([correct(release("1"), note=" ")])


def test_a_translation_is_added_without_a_correction(site: Config) -> None:
    one = release("1")
    french = Text(title="Feux sur la rive nord", body=("MERE, 2 mai 1999 – Ils brillent.",))
    with opened(site) as registrar:
        registrar.enter([issue(one)])
        registrar.enter([issue(replace(one, texts={**one.texts, "fr": french}))])
    with open_store(site.store) as store:
        seen = edition(store, "1")
    assert seen is not None
    assert seen.current is not None
    assert seen.current.release is not None
    assert seen.current.release.langs == ("en", "fr")
    assert not seen.is_corrected


def test_a_withdrawn_symbol_is_never_used_again(site: Config) -> None:
    with opened(site) as registrar:
        registrar.enter([issue(release("1"))])
        registrar.enter([withdraw("1")])
        with pytest.raises(Contradiction, match="1 is withdrawn"):
            registrar.enter([correct(release("1"))])
        changed = replace(release("1"), texts={"en": Text(title="New", body=("New.",))})
        with pytest.raises(Contradiction, match="never used again"):
            registrar.enter([issue(changed)])
    assert _faults(site) == []


def test_an_erased_text_leaves_the_deposit_and_its_proof_stays(site: Config) -> None:
    with opened(site) as registrar:
        registrar.enter([issue(release("1"))])
        standing = registrar.standing("1")
        assert standing is not None
        (digest,) = standing.digests
        registrar.enter([erase("1", digest)])
    assert not (site.deposit / digest[:2] / digest).exists()
    assert _faults(site) == []
    with open_store(site.store) as store:
        seen = edition(store, "1")
    assert seen is not None
    assert (seen.state, seen.current) == ("erased", None)


def test_a_release_goes_on_when_an_earlier_version_of_it_is_erased(site: Config) -> None:
    mended = replace(release("1"), texts={"en": Text(title="A notice", body=("It is wet.",))})
    with opened(site) as registrar:
        registrar.enter([issue(release("1")), correct(mended)])
        standing = registrar.standing("1")
        assert standing is not None
        registrar.enter([erase("1", standing.digests[0])])
        assert _state(registrar, "1") == "issued"
    with opened(site) as registrar:
        # Read from the log this time.
        assert _state(registrar, "1") == "issued"
        registrar.enter([withdraw("1")])
        assert _state(registrar, "1") == "withdrawn"
    assert _faults(site) == []


def _state(registrar: Registrar, symbol: str) -> str:
    standing = registrar.standing(symbol)
    assert standing is not None
    return standing.state


def test_only_an_object_of_the_symbol_can_be_erased(site: Config) -> None:
    with opened(site) as registrar:
        registrar.enter([issue(release("1")), issue(release("2"))])
        other = registrar.standing("2")
        assert other is not None
        with pytest.raises(Contradiction, match="put no object"):
            registrar.enter([erase("1", other.digests[0])])


def test_orders_of_one_symbol_follow_each_other_in_one_batch(site: Config) -> None:
    one = release("1")
    other = replace(one, texts={"en": Text(title="Another title", body=("Another body.",))})
    with opened(site) as registrar:
        first, second, third = registrar.enter([issue(one), correct(other), withdraw("1")])
        standing = registrar.standing("1")
    assert [second.index - first.index, third.index - second.index] == [1, 1]
    assert standing is not None
    assert (standing.state, len(standing.digests)) == ("withdrawn", 3)
    assert _faults(site) == []


def test_two_registrars_do_not_enter_at_once(site: Config) -> None:
    with hold(site.lock), pytest.raises(LockHeld, match="holds"), opened(site, wait_seconds=0):
        pass
