"""The setting of a registry page: whose registry, for which reader, as of which day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from communique.core.profile import Profile
from communique.core.vocab import Name, Term
from communique.render.collation import Key, sort_key
from communique.render.messages import are_letters_of, tongue
from communique.render.registry.parts import Cell
from communique.render.site import SiteView

FOLDERS = {
    "country": "countries",
    "field-of-work": "fields-of-work",
    "structure": "structures",
    "meeting-series": "meetings",
    "person": "people",
    "body": "bodies",
}
PROPER = ("person", "place")


@dataclass(frozen=True, slots=True)
class Setting:
    """What every registry page is made with: the profile, and the site in a language, on a day.

    The links to terms are made once: a page names the same few again and again.
    """

    profile: Profile
    site: SiteView
    _links: dict[tuple[str, str], Cell] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def lang(self) -> str:
        """Return the reader's language."""
        return self.site.lang

    @property
    def on(self) -> date:
        """Return the day as of which names, offices and bodies are shown."""
        return self.site.on

    @property
    def told_in(self) -> str:
        """Return the language of notes and doubts, which have one only: the profile's first."""
        return (self.profile.languages or ("en",))[0]

    def href(self, path: str) -> str:
        """Return the address of a page below the language; the day travelled to is kept."""
        return self.site.href(path)

    def say(self, message: str, **values: object) -> str:
        """Return a message of the interface in the reader's language, its values put in."""
        text = tongue(self.lang).gettext(message)
        return text % values if values else text

    def count(self, one: str, many: str, number: int, **values: object) -> str:
        """Return the form of a message that a number takes; `%(number)s` stands for it."""
        return tongue(self.lang).ngettext(one, many, number) % {"number": number, **values}

    def term(self, vocabulary: str, code: str) -> Term | None:
        """Return a term by its code, or None: what is missing never breaks a page."""
        held = self.profile.vocabularies.get(vocabulary)
        return held.get(code) if held else None

    def terms(self, vocabulary: str) -> tuple[Term, ...]:
        """Return every term of a vocabulary, none where the profile has no such vocabulary."""
        held = self.profile.vocabularies.get(vocabulary)
        return held.terms if held else ()

    def name(self, vocabulary: str, code: str) -> str:
        """Return the name a term bears on the day, or its code where the term is missing."""
        return self.link(vocabulary, code).text

    @property
    def fields(self) -> str:
        """Return what the organisation calls its fields of work: topics, themes, or so."""
        held = self.profile.vocabularies.get("field-of-work")
        own = (one.text for one in held.names if one.lang == self.lang) if held else iter(())
        return next(own, self.say("Fields of work"))

    def link(self, vocabulary: str, code: str, note: str = "") -> Cell:
        """Return a term as a cell that leads to its page; plain text where it has none."""
        made = self._links.get((vocabulary, code))
        if made is None:
            made = self._links[vocabulary, code] = self._link(vocabulary, code)
        return replace(made, note=note) if note else made

    def _link(self, vocabulary: str, code: str) -> Cell:
        term = self.term(vocabulary, code)
        if term is None:
            return Cell(text=code, value=code)
        folder = FOLDERS.get(vocabulary)
        href = self.href(f"{folder}/{term.address_part}") if folder else ""
        return replace(self.named(term), href=href)

    def named(self, term: Term, kind: str = "official", on: date | None = None) -> Cell:
        """Return a term's name as words alone, with their language where it is another.

        on: the day whose name it is, where that is not the page's.
        """
        name = term.worded(self.lang, on or self.on, kind)
        return self.worded(name, term.code, is_proper=term.vocabulary in PROPER)

    def worded(self, name: Name | None, code: str, *, is_proper: bool = False) -> Cell:
        """Return a name as words alone, with their language where it is another than the page's.

        A proper name is no word of a language: it is marked only where it stands in letters that
        the page's language is not written in, so that no voice reads a German name as English.
        Source: WCAG 2.2, success criterion 3.1.2 "Language of Parts".
        """
        if name is None or not name.text:
            return Cell(text=code, value=code)
        is_read = name.lang == self.lang or (is_proper and are_letters_of(name.text, self.lang))
        return Cell(text=name.text, value=code, lang="" if is_read else name.lang)

    def by_name(self, terms: Iterable[Term]) -> list[Term]:
        """Return terms in the order of their names, as the reader's language sorts them."""
        return sorted(terms, key=lambda one: self.sort_key(self.named(one)))

    def sort_key(self, named: Cell) -> Key:
        """Return what puts names in the order of the reader's language."""
        return sort_key(named.text, self.lang)

    def search(self, page: str = "search", **chosen: str) -> str:
        """Return the address of a search, newest first, or of its feed (`search.atom`)."""
        return self.site.href(page, (*chosen.items(), ("sort", "newest")))
