"""What a person said, on the person's page, and nowhere once its release stands no more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from communique.core.dates import PartialDate
from communique.core.record import Quote, Ref, Release
from communique.core.text import Text
from communique.core.vocab import Name, Term
from communique.public.app import Portal
from communique.registrar.enter import opened
from tests.public.asking import ask, enter, followed, portal_of
from tests.sites import correct, erase, issue, issue_record, release, small_site, withdraw

ADA = Term(vocabulary="person", code="ada-example", names=(Name(text="Ada Example", lang="en"),))
BEN = Term(vocabulary="person", code="ben-example", names=(Name(text="Ben Example", lang="en"),))
PEOPLE = (Ref(name="Ada", code=ADA.code), Ref(name="Ben", code=BEN.code))
FIRST, LATER, FRENCH = "The lamps are lit.", "The eels are back.", "Les anguilles sont de retour."


def quoting(symbol: str, words: str, *, speaker: Ref = PEOPLE[0], **changed: object) -> Release:
    """Return a release that names both, and quotes one."""
    quote = Quote(words=words, speaker=speaker, paragraph=2)
    return release(symbol, **{"people": PEOPLE, "quotes": (quote,), **changed})


def of_two_languages() -> Release:
    """Return a release that quotes Ada in both of its languages."""
    texts = {
        "en": Text(title="Eels", body=("They were counted.", f"“{LATER}”")),
        "fr": Text(title="Anguilles", body=(f"« {FRENCH} »",)),
    }
    english = Quote(words=LATER, speaker=PEOPLE[0], paragraph=2)
    french = Quote(words=FRENCH, speaker=PEOPLE[0], paragraph=1, lang="fr")
    day = PartialDate("2005-07-01")
    return quoting("402", "", texts=texts, quotes=(english, french), date=day)


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """Return the portal of a site whose releases quote Ada; two of them are shown no more."""
    site = small_site(tmp_path_factory.mktemp("quotations") / "site")
    said = [
        quoting("401", "The lamps are lid."),
        of_two_languages(),
        quoting("403", "Withdrawn words."),
        quoting("404", "Erased words."),
        quoting("405", "Said by Ben.", speaker=PEOPLE[1]),
        quoting("406", "Said by somebody.", speaker=Ref(name="A ferryman")),
    ]
    enter(site, issue_record(ADA), issue_record(BEN), *map(issue, said))
    with opened(site) as registrar:
        standing = registrar.standing("404")
        assert standing is not None
        (digest,) = standing.digests
    enter(site, correct(quoting("401", FIRST)), withdraw("403"), erase("404", digest))
    made = portal_of(site)
    yield made
    made.shelf.close()


def words(portal: Portal, address: str = "/en/people/ada-example.json") -> list[str]:
    """Return the words that the twin of a person's page quotes, in its order."""
    return [one["words"] for one in quotations(portal, address)]


def quotations(portal: Portal, address: str) -> list[dict[str, Any]]:
    """Return the quotations of the twin of a person's page."""
    sections = ask(portal, address).json.get("sections", {})
    return list(sections.get("quotations", []))


def test_a_person_is_quoted_the_latest_first_each_with_its_source(portal: Portal) -> None:
    page = ask(portal, "/en/people/ada-example").text
    assert '<section class="quotes" id="quotations">' in page
    assert f"<blockquote><p>{LATER}</p></blockquote>" in page
    assert '<time datetime="2005-07-01">1 July 2005</time>' in page
    assert '<a href="/en/releases/402/eels#p2">Eels</a>' in page
    assert page.index(LATER) < page.index(FIRST) < page.index('id="releases"')
    assert 'id="p2"' in followed(portal, "/en/releases/402").text


def test_a_correction_takes_the_place_of_the_words_before_it(portal: Portal) -> None:
    assert words(portal) == [LATER, FIRST]


def test_a_reader_of_another_language_reads_it_where_there_is_a_text_in_it(portal: Portal) -> None:
    page = ask(portal, "/fr/people/ada-example").text
    assert f"<blockquote><p>{FRENCH}</p></blockquote>" in page
    assert '<a href="/fr/releases/402/anguilles#p1">Anguilles</a>' in page
    assert f'<blockquote lang="en"><p>{FIRST}</p></blockquote>' in page
    assert LATER not in page


def test_only_the_person_s_own_words_are_theirs(portal: Portal) -> None:
    assert words(portal, "/en/people/ben-example.json") == ["Said by Ben."]


def test_on_an_earlier_day_only_what_had_been_said_is_quoted(portal: Portal) -> None:
    assert words(portal, "/en/people/ada-example.json?on=2000-01-01") == [FIRST]
    assert words(portal, "/en/people/ada-example.json?on=1990-01-01") == []


def test_an_earlier_size_quotes_what_it_held_and_never_what_is_gone(portal: Portal) -> None:
    size = portal.shelf.record().log.checkpoint().size
    before = words(portal, f"/en/people/ada-example.json?size={size - 3}")
    assert before == [LATER, "The lamps are lid."]


def test_the_twin_carries_words_language_day_and_release(portal: Portal) -> None:
    first = quotations(portal, "/en/people/ada-example.json")[0]
    assert first == {
        "words": LATER,
        "lang": "en",
        "date": "2005-07-01",
        "release": {"name": "Eels", "code": "402", "href": "/en/releases/402/eels#p2"},
        "paragraph": 2,
    }
