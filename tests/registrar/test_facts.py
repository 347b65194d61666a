"""Facts on the record: each an entry of its own, never without its release or its words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from communique.cli.erase import erasures
from communique.config import Config
from communique.core.activity import Goods
from communique.core.entry import Act, Order, order_id
from communique.core.errors import Contradiction
from communique.core.fact import Fact, FactRecord, Handover, Visit
from communique.core.record import Ref, Release, Withdrawal
from communique.core.text import Text
from communique.registrar.audit import audit
from communique.registrar.enter import opened
from communique.registrar.facts import fact_order
from communique.registrar.rebuild import rebuild
from communique.store.db import open_store
from communique.store.dump import dump_digest
from communique.store.facts import fact_histories, facts_naming, facts_of
from communique.store.query import edition, registry
from communique.store.verdict import state_of
from tests.sites import correct, erase, fact, issue, release, small_site, withdraw

WORDS = "the ferrymen have been told"


@pytest.fixture
def site(tmp_path: Path) -> Config:
    """Return a small site."""
    return small_site(tmp_path / "site")


def _enter(site: Config, *orders: Order) -> None:
    with opened(site) as registrar:
        registrar.enter(orders)


def _shown(site: Config, symbol: str = "1", size: int | None = None) -> list[FactRecord[Fact]]:
    with open_store(site.store) as store:
        return [one.record for one in facts_of(store, symbol, size)]


def _is_sound(site: Config) -> bool:
    before = dump_digest(site.store)
    rebuild(site)
    return not list(audit(site)) and dump_digest(site.store) == before


def _withdrawal(symbol: str) -> Order:
    note = Withdrawal(symbol=symbol, kind="fact", note="It was misread.", langs=("en",))
    return Order(
        id=order_id("withdraw", symbol),
        act=Act.WITHDRAW,
        symbol=symbol,
        kind="fact",
        langs=("en",),
        record=note,
    )


def test_a_fact_is_an_entry_of_its_own_beside_its_release(site: Config) -> None:
    one, visit = release("1"), fact("1", WORDS)
    _enter(site, issue(one), fact_order(visit))
    with open_store(site.store) as store:
        held = edition(store, "1")
        names = [type(record).__name__ for record in registry(store)]
        (shown,) = facts_of(store, "1")
    assert held is not None
    assert [version.entry.symbol for version in held.versions] == ["1"]
    assert "FactRecord" not in names
    assert (shown.record, shown.release, shown.passage) == (visit, one, visit.evidence)
    assert _is_sound(site)


def test_a_fact_confirmed_later_leaves_the_text_genuine_and_current(site: Config) -> None:
    _enter(site, issue(release("1")))
    _enter(site, fact_order(fact("1", WORDS)))
    with open_store(site.store) as store:
        held = edition(store, "1")
    assert held is not None
    assert not held.is_corrected
    assert state_of(held) == "genuine"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"release": "2"}, "no release that stands"),
        ({"number": 2}, "leaves a gap"),
        ({"lang": "fr"}, "no text in 'fr'"),
        ({"rule": ""}, "what made it"),
        ({"fact": Visit(who=Ref(name=" "), where=Ref(name="Mere"))}, "no name"),
        ({"fact": Handover(items=(), donor=Ref(name="A"))}, "needs the things"),
        (
            {"fact": Handover(items=(Goods(what="lamps", quantity=-2),), donor=Ref(name="A"))},
            "at least 1",
        ),
    ],
)
def test_a_fact_that_breaks_a_rule_is_refused(
    site: Config, change: dict[str, object], reason: str
) -> None:
    _enter(site, issue(release("1")))
    broken = replace(fact("1", WORDS), **change)  # type: ignore[arg-type]  # real fields
    with pytest.raises(Contradiction, match=reason):
        _enter(site, fact_order(broken))
    assert _shown(site) == []


def test_a_fact_whose_words_stand_elsewhere_is_refused(site: Config) -> None:
    _enter(site, issue(release("1")))
    sound = fact("1", WORDS)
    moved = replace(sound, evidence=replace(sound.evidence, start=sound.evidence.start + 1))
    with pytest.raises(Contradiction, match="do not stand in the paragraph 2"):
        _enter(site, fact_order(moved))


def test_a_fact_changes_by_correction_with_a_note_only(site: Config) -> None:
    first = fact("1", WORDS)
    other = replace(first, fact=Visit(who=Ref(name="Bo Example"), where=Ref(name="Mere")))
    _enter(site, issue(release("1")), fact_order(first))
    for order, reason in (
        (fact_order(other, since="again"), "by correction only"),
        (fact_order(other, Act.CORRECT), "without a public note"),
    ):
        with pytest.raises(Contradiction, match=reason):
            _enter(site, order)
    _enter(site, fact_order(replace(other, note="It was Bo."), Act.CORRECT))
    assert [one.fact for one in _shown(site)] == [other.fact]
    with open_store(site.store) as store:
        assert [one.corrected for one in facts_of(store, "1")] == [True]
    assert _is_sound(site)


def test_a_fact_withdrawn_is_shown_at_no_size(site: Config) -> None:
    _enter(site, issue(release("1")), fact_order(fact("1", WORDS)))
    with open_store(site.store) as store:
        size = len(registry(store)) + 2
    assert len(_shown(site)) == 1
    _enter(site, _withdrawal("fact.1.1"))
    assert (_shown(site), _shown(site, size=size)) == ([], [])
    with open_store(site.store) as store:
        (history,) = fact_histories(store, "1")
    assert (history.state, history.number, len(history.digests)) == ("withdrawn", 1, 2)
    assert _is_sound(site)


def test_the_facts_of_a_withdrawn_release_are_shown_nowhere(site: Config) -> None:
    _enter(site, issue(release("1")), fact_order(fact("1", WORDS)))
    with open_store(site.store) as store:
        assert len(facts_naming(store, ["mere"])) == 1
    _enter(site, withdraw("1"))
    assert _shown(site) == []
    with open_store(site.store) as store:
        assert facts_naming(store, ["mere"]) == ()
    with pytest.raises(Contradiction, match="no release that stands"):
        _enter(site, fact_order(fact("1", WORDS, number=2)))


def test_a_release_is_erased_with_its_facts_or_not_at_all(site: Config) -> None:
    _enter(site, issue(release("1")), fact_order(fact("1", WORDS)))
    _enter(site, fact_order(replace(fact("1", WORDS), note="Twice read."), Act.CORRECT))
    with open_store(site.store) as store:
        held = edition(store, "1")
        assert held is not None
        digests = [*fact_histories(store, "1")[0].digests, held.versions[0].entry.digest]
    with pytest.raises(Contradiction, match=r"without fact\.1\.1, which holds words of it"):
        _enter(site, erase("1", digests[-1]))
    with opened(site) as registrar:
        orders = erasures(registrar, "1")
        registrar.enter(orders)
    assert sorted(order.erases for order in orders) == sorted(digests)
    assert _shown(site) == []
    assert WORDS.encode() not in b"".join(
        path.read_bytes() for path in site.deposit.rglob("*") if path.is_file()
    )
    assert _is_sound(site)


def test_a_fact_follows_its_words_through_a_correction_and_goes_with_them(site: Config) -> None:
    one = release("1")
    _enter(site, issue(one), fact_order(fact("1", WORDS)))
    _enter(site, correct(_with_body(one, "MERE – A new first line.", *one.texts["en"].body)))
    with open_store(site.store) as store:
        assert [shown.passage.paragraph for shown in facts_of(store, "1")] == [3]
    _enter(site, correct(_with_body(one, "MERE – Nobody was told."), note="Nobody was."))
    assert _shown(site) == []
    assert _is_sound(site)


def test_two_facts_of_one_sentence_are_two_records(site: Config) -> None:
    bodies = (fact("1", WORDS), fact("1", WORDS, number=2))
    _enter(site, issue(release("1")), *map(fact_order, bodies))
    assert _shown(site) == list(bodies)


def _with_body(one: Release, *body: str) -> Release:
    return replace(one, texts={"en": Text(title=one.texts["en"].title, body=body)})
