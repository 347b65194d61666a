"""Names that the page's language has no word for: they are shown, and said to be in another."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from communique.cli.init import make_site
from communique.cli.profile_files import shipped_profile
from communique.config import Config
from communique.core.activity import Activity
from communique.core.dates import PartialDate
from communique.core.profile import Profile
from communique.core.record import (
    Event,
    Menu,
    MenuEntry,
    Organisation,
    Ref,
    RegistryRecord,
    VocabularyHeading,
)
from communique.core.vocab import Name, Term
from communique.public.app import Portal, application
from communique.registrar.enter import opened
from communique.render.messages import LANGUAGES
from tests.sites import issue, release

# A word of English, and a name that is written alike in every language of Latin letters.
WORD, PROPER = "‡", "†"
PAGES = (
    "",
    "search",
    "search?field=migration&source=secretariat&country=RS&place=belgrade&person=ivica-dacic",
    "menu",
    "countries",
    "countries/serbia",
    "countries/finland",
    "countries/participating-states",
    "fields-of-work",
    "fields-of-work/migration",
    "structures",
    "structures/organizational-structure",
    "structures/secretariat",
    "structures/chairpersonship",
    "field-operations",
    "field-operations/closed",
    "meetings",
    "meetings/calendar",
    "meetings/ministerial-council-meetings",
    "people",
    "people/offices",
    "people/ivica-dacic",
    "bodies",
    "activities",
    "partnerships",
    "releases/1/lights-on-the-northern-shore-notice-1",
)
_NO_TEXT = ("style", "script", "title", "desc")
_VOID = ("br", "hr", "img", "input", "link", "meta")


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    """The portal of an organisation that has English names alone, each with a mark."""
    folder = tmp_path_factory.mktemp("english") / "site"
    url = "http://english.example"
    config = Config(site=folder, origin="english.example/log", url=url, profile="osce")
    make_site(config, english(shipped_profile("osce")))
    said = replace(
        release("1"),
        date=PartialDate("2017-02-13"),
        places=(Ref(name="Belgrade", code="belgrade"),),
        sources=("secretariat",),
        fields_of_work=("migration",),
        countries=("RS",),
        people=(Ref(name="Ivica Dačić", code="ivica-dacic"),),
    )
    with opened(config) as registrar:
        registrar.enter([issue(said)])
    return application(config)


def english(profile: Profile) -> Profile:
    """Return the profile without a name in another language, and a mark on every one it keeps."""
    return Profile.of(_english(one) for one in profile.records())


def _english(record: RegistryRecord) -> RegistryRecord:
    if isinstance(record, Menu):
        return replace(record, entries=_entries(record.entries))
    if isinstance(record, Organisation | VocabularyHeading | Term | Event | Activity):
        is_proper = isinstance(record, Term) and record.vocabulary in ("person", "place")
        return replace(record, names=_names(record.names, PROPER if is_proper else WORD))
    return record


def _entries(menu: tuple[MenuEntry, ...]) -> tuple[MenuEntry, ...]:
    return tuple(
        replace(one, names=_names(one.names), entries=_entries(one.entries)) for one in menu
    )


def _names(names: tuple[Name, ...], mark: str = WORD) -> tuple[Name, ...]:
    return tuple(replace(one, text=one.text + mark) for one in names if one.lang == "en")


class Words(HTMLParser):
    """The words of a page, each run with the language it is said to be in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go into an element, which may be in a language of its own."""
        if tag not in _VOID:
            around = self._open[-1][1] if self._open else ""
            self._open.append((tag, dict(attrs).get("lang") or around))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Pass over an element without content."""

    def handle_endtag(self, tag: str) -> None:
        """Come out of an element."""
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        """Keep words that are seen."""
        if data.strip() and not any(tag in _NO_TEXT for tag, _ in self._open):
            self.found.append((data.strip(), self._open[-1][1]))


def _words(portal: Portal, lang: str, page: str) -> list[tuple[str, str]]:
    path, _, query = f"/{lang}/{page}".partition("?")
    scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode()}
    answer = portal.answer({**scope, "headers": []}, b"")
    assert answer.status == 200, path
    words = Words()
    words.feed(answer.body.decode().replace("<!DOCTYPE html>", ""))
    words.close()
    return words.found


@pytest.mark.parametrize("page", PAGES)
def test_a_name_that_stands_in_english_says_so(portal: Portal, page: str) -> None:
    for lang in (one for one in LANGUAGES if one != "en"):
        found = _words(portal, lang, page)
        marks = set(WORD + PROPER if lang == "ru" else WORD)
        assert [one for one in found if marks & set(one[0]) and one[1] != "en"] == [], lang
        assert any(WORD in text for text, _ in found)


def test_a_proper_name_in_letters_that_the_page_uses_is_of_no_language(portal: Portal) -> None:
    found = [one for one in _words(portal, "de", "people") if PROPER in one[0]]
    assert found
    assert {lang for _, lang in found} == {"de"}


def test_an_english_page_names_nothing_in_another_language(portal: Portal) -> None:
    found = [one for one in _words(portal, "en", "structures/secretariat") if WORD in one[0]]
    assert {lang for _, lang in found} == {"en"}
