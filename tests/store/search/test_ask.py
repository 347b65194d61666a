"""What is asked is found, counted and put in order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.core.edition import FACETS, SORTS, Answer, Question
from communique.core.record import Release
from communique.store import query
from communique.store.db import Store, open_store
from communique.store.rows import filings
from communique.store.search.ask import ask
from tests.store.stores import corrected, filled, issued, release, text, withdrawn
from tests.strategies import LANGS, History, junk, releases, sentences

RELEASES = st.lists(st.integers(0, 9), min_size=1, max_size=8, unique=True).flatmap(
    lambda numbers: st.tuples(*(releases(symbol=str(number)) for number in numbers))
)


@contextmanager
def store_of(lines: History) -> Iterator[Store]:
    """Give a store that holds the lines."""
    with TemporaryDirectory() as folder, open_store(filled(Path(folder), lines)) as store:
        yield store


def found(store: Store, words: str, *, lang: str = "en") -> list[str]:
    """Return the symbols of the answer, in order."""
    answer = ask(store, Question(lang=lang, words=words))
    assert answer.total == len(answer.cards)
    return [card.symbol for card in answer.cards]


@settings(max_examples=40)
@given(st.data(), st.sampled_from(LANGS), st.sampled_from(LANGS))
def test_a_text_is_found_by_its_words_and_by_a_phrase_of_them(
    data: st.DataObject, lang: str, readers: str
) -> None:
    body = data.draw(sentences(lang))
    words = body.split()
    start = data.draw(st.integers(0, len(words) - 1))
    some = data.draw(st.permutations(words[start:]))
    with store_of(issued(release("1", "1999", **{lang: text("-", body)}))) as store:
        assert found(store, " ".join(some), lang=readers) == ["1"]
        assert found(store, f'"{" ".join(words[start:])}"', lang=readers) == ["1"]
        assert found(store, body.upper(), lang=readers) == ["1"]


@settings(max_examples=40)
@given(st.data(), RELEASES)
def test_totals_and_counts_are_those_of_the_filings(
    data: st.DataObject, some: tuple[Release, ...]
) -> None:
    under = {one.symbol: set(filings(one)) for one in some}
    pairs = sorted(set().union(*under.values()))
    picked = data.draw(st.lists(st.sampled_from(pairs), max_size=3))
    chosen: dict[str, tuple[str, ...]] = {}
    for facet, code in picked:
        chosen[facet] = (*chosen.get(facet, ()), code)
    with store_of(issued(*some)) as store:
        answer = ask(store, Question(lang="en", chosen=chosen))
    matching = [symbol for symbol in under if _fits(under[symbol], chosen)]
    assert sorted(card.symbol for card in answer.cards) == sorted(matching)
    assert answer.total == len(matching)
    for facet in FACETS:
        others = {name: codes for name, codes in chosen.items() if name != facet}
        counted = [code for one in under.values() if _fits(one, others) for name, code in one
                   if name == facet]  # fmt: skip
        assert dict(answer.counts[facet]) == {code: counted.count(code) for code in counted}
        assert list(answer.counts[facet]) == sorted(
            answer.counts[facet], key=lambda pair: (-pair[1], pair[0])
        )
    assert sum(releases for _, releases in answer.years) == sum(
        1 for symbol in matching if any(facet == "year" for facet, _ in under[symbol])
    )


def _fits(under: set[tuple[str, str]], chosen: dict[str, tuple[str, ...]]) -> bool:
    return all(any((facet, code) in under for code in codes) for facet, codes in chosen.items())


@settings(max_examples=40)
@given(RELEASES, st.none() | st.dates(), st.none() | st.dates())
def test_a_range_has_the_releases_whose_date_may_lie_in_it(
    some: tuple[Release, ...], since: date | None, until: date | None
) -> None:
    with store_of(issued(*some)) as store:
        answer = ask(store, Question(lang="en", since=since, until=until))
    wanted = [one.symbol for one in some if _within(one, since, until)]
    assert sorted(card.symbol for card in answer.cards) == sorted(wanted)


def _within(one: Release, since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    if one.date is None:
        return False
    begun = since is None or one.date.last_day >= since
    return begun and (until is None or one.date.first_day <= until)


@settings(max_examples=20)
@given(RELEASES)
def test_the_newest_first_is_the_order_of_the_lists_and_the_oldest_first_its_reverse(
    some: tuple[Release, ...],
) -> None:
    with store_of(issued(*some)) as store:
        listed = [card.symbol for card in query.latest(store, lang="en")]
        by_sort = {
            sort: [card.symbol for card in ask(store, Question(lang="en", sort=sort)).cards]
            for sort in SORTS
        }
    assert by_sort["newest"] == by_sort["relevance"] == listed
    assert by_sort["oldest"] == listed[::-1]


@settings(max_examples=60)
@given(junk(), st.sampled_from(LANGS))
def test_whatever_is_typed_is_answered(typed: str, lang: str) -> None:
    with store_of(issued(release("1"))) as store:
        answer = ask(store, Question(lang=lang, words=typed))
    assert answer.total in (0, 1)
    if not typed.strip():
        assert answer.total == 1


@pytest.fixture(scope="module")
def six(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give a store with a release in each language and one in two."""
    lines = issued(
        release("en", "1999", en=text("Smuggling of migrants", "Police met on the rule of law.")),
        release("fr", "2000", fr=text("Déclaration de l’Organisation", "Les élections d’été.")),
        release("de", "2001", de=text("Große Brücken", "Die Häuser an der Straße.")),
        release("it", "2002", it=text("L’Assemblea", "Le città dell’ambasciata.")),
        release("ru", "2003", ru=text("Ещё одна встре\u0301ча", "О безопасности детей у моста.")),
        release("es", "2004", es=text("Declaraciones", "La acción de los niños.")),
        release("two", "2005", en=text("Bridges", "A harbour."), fr=text("Ponts", "Un port.")),
    )
    with open_store(filled(tmp_path_factory.mktemp("six"), lines)) as store:
        yield store


@pytest.mark.parametrize(
    ("words", "symbols"),
    [
        ("smuggle MIGRANT", ["en"]),
        ("“rule of law”", ["en"]),
        ("«law of rule»", []),
        ('"rule law"', []),
        ("migrants election", []),
        ("l'organisation", ["fr"]),
        ("d’élection", ["fr"]),
        ("elections ete", ["fr"]),
        ("déclarations", ["fr"]),
        ("STRASSE", ["de"]),
        ("Haus grosse", ["de"]),
        ("ambasciate", ["it"]),
        ("citta", ["it"]),
        ("еще встреча", ["ru"]),
        ("встречи ребёнка", []),
        ("детей мост", ["ru"]),
        ("accion niño", ["es"]),
        ("declaracion", ["es"]),
        ("police's", ["en"]),
        ("bridge port", ["two"]),
        ("?!", []),
        ("harb", []),
    ],
)
def test_words_are_found_in_their_language(six: Store, words: str, symbols: list[str]) -> None:
    assert sorted(found(six, words)) == sorted(symbols)


def test_the_readers_language_comes_first(six: Store, tmp_path: Path) -> None:
    lines = issued(
        release("1", fr=text("Un message", "Le message du port.")),
        release("2", en=text("A message", "The message of a port.")),
    )
    with open_store(filled(tmp_path, lines)) as store:
        assert found(store, "message", lang="fr") == ["1", "2"]
        assert found(store, "message", lang="en") == ["2", "1"]


def test_a_word_in_the_title_weighs_more(tmp_path: Path) -> None:
    lines = issued(
        release("1", en=text("Harbour", "Lights and lights.")),
        release("2", en=text("Lights", "The harbour by night.")),
        release("3", en=text("Boats", "Harbour and harbour lights.")),
    )
    with open_store(filled(tmp_path, lines)) as store:
        assert found(store, "harbour")[0] == "1"
        assert found(store, "lights")[0] == "2"


def test_of_equally_relevant_releases_the_newest_comes_first(tmp_path: Path) -> None:
    days = ("2001", "2003", "1999", "2002")
    same = {"en": text("Harbour", "Lights.")}
    lines = issued(*(release(day, day, **same) for day in days))
    for name, commits in (("once", ()), ("often", (1, 2, 3))):
        with open_store(filled(tmp_path / name, lines, commits=commits)) as store:
            assert found(store, "harbour") == ["2003", "2002", "2001", "1999"]


def test_a_card_says_why_it_was_found(six: Store) -> None:
    (card,) = ask(six, Question(lang="en", words="law police")).cards
    assert card.extract == (
        ("Police", True),
        (" met on the rule of ", False),
        ("law", True),
        (".", False),
    )


@pytest.mark.parametrize(
    ("lang", "words", "shown"),
    [("fr", "", "fr"), ("fr", "harbour", "en"), ("en", "ponts", "fr"), ("ru", "", "en")],
)
def test_a_card_is_in_the_readers_language_unless_the_words_stand_in_another(
    six: Store, lang: str, words: str, shown: str
) -> None:
    answer = ask(six, Question(lang=lang, words=words))
    card = next(card for card in answer.cards if card.symbol == "two")
    assert (card.lang, card.title) == (shown, {"en": "Bridges", "fr": "Ponts"}[shown])


def test_pages_go_on_where_the_last_one_ended_and_end(six: Store) -> None:
    def page(number: int, words: str = "") -> Answer:
        return ask(six, Question(lang="en", words=words, page=number, page_size=3))

    shown = [[card.symbol for card in page(number).cards] for number in (1, 2, 3, 4, 10**12)]
    assert shown == [["two", "es", "ru"], ["it", "de", "fr"], ["en"], [], []]
    assert {page(number).total for number in (1, 3, 10**12)} == {7}
    assert page(10**12, "harbour").cards == ()


def test_a_value_that_nobody_has_finds_nothing_and_a_facet_that_is_none_is_a_mistake(
    six: Store,
) -> None:
    for facet in FACETS:
        assert ask(six, Question(lang="en", chosen={facet: ("nobody",)})).total == 0
        assert ask(six, Question(lang="en", chosen={facet: ()})).total == 7
    with pytest.raises(ValueError, match="'colour' is no facet"):
        ask(six, Question(lang="en", chosen={"colour": ("red",)}))


def test_a_correction_is_found_by_its_own_words_only(tmp_path: Path) -> None:
    lines = issued(release("1", en=text("Harbour")), release("2", en=text("Bridge")))
    lines = corrected(lines, release("1", en=text("Lamp")))
    with open_store(filled(tmp_path, lines, commits=(1, 2))) as store:
        assert [found(store, words) for words in ("harbour", "lamp", "bridge")] == [
            [],
            ["1"],
            ["2"],
        ]
        assert ask(store, Question(lang="en", words="lamp")).cards[0].corrected


def test_search_forgets_what_is_withdrawn_and_knows_it_again_when_it_is_reissued(
    tmp_path: Path,
) -> None:
    lines = withdrawn(issued(release("1", en=text("Harbour"))), "1")
    with open_store(filled(tmp_path, lines)) as store:
        assert found(store, "harbour") == []
        filled(tmp_path, corrected(lines, release("1", en=text("Harbour"))))
        assert found(store, "harbour") == ["1"]
