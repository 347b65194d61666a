"""Sites as they are found, made from a seed: every word and every organisation is invented.

A layout is a template beside this file; a story is what a page of it says. The same seed makes
the same pages.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import jinja2
from markupsafe import escape

from tests.ingest.old_sites.words import (
    AT,
    ENDS,
    HEADS,
    MONTHS,
    OBJECTS,
    PEOPLE,
    SAID,
    SUBJECTS,
    TOWNS,
    VERBS,
)

INSTITUTIONAL = (
    "semantic", "tables", "soup", "labels", "hashed", "dateline", "french", "breaks", "register",
    "divs", "frames", "cards", "tongues", "fielded", "ministry", "onecell", "bulletin",
    "panes", "oneform", "deflist", "forpress", "updates", "subject", "flat",
    "twocols", "webparts", "domino", "grid", "contentpane",
    "nodes", "portlets", "homemade",
)  # fmt: skip
NEWS = ("newspaper", "blog", "portal", "weekly", "agency", "theme", "amp", "wire")
LAYOUTS = (*INSTITUTIONAL, *NEWS)
# The languages of a site's pages, in turn, where it is not all in English.
_LANGUAGES = {
    "french": ("fr",), "tongues": ("en", "fr", "en"), "onecell": ("fr",), "bulletin": ("ru",),
    "deflist": ("fr",), "theme": ("de",), "amp": ("en", "de"), "twocols": ("de",),
    "webparts": ("fr", "en"), "contentpane": ("ru",), "nodes": ("fr",),
    "homemade": ("de",),
}  # fmt: skip
# Of these every fourth page is two sentences long.
_BRIEF = ("fielded", "bulletin", "amp", "webparts")
# Of these every fourth page is thirty paragraphs long.
_LONG = ("grid", "contentpane")
_FOLDER = Path(__file__).parent
_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(_FOLDER), autoescape=True, undefined=jinja2.StrictUndefined
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What a page says, as a person reads it there.

    paragraphs: the text.  headed: which of them are headings within it.  listed: which are
    entries of a list.  boilerplate: what the organisation says of itself below some texts.
    """

    number: int
    lang: str
    title: str
    day: date
    place: str
    author: str
    paragraphs: tuple[str, ...]
    headed: frozenset[int]
    listed: frozenset[int]
    caption: str
    boilerplate: tuple[str, ...]
    dateline: str = ""

    @property
    def body(self) -> tuple[str, ...]:
        """Return all paragraphs of the text, those on the organisation at its end."""
        return (*self.paragraphs, *self.boilerplate)

    @property
    def text(self) -> tuple[str, ...]:
        """Return the text as a page of the layout has it, a dateline before it where it does."""
        return (self.dateline + self.body[0], *self.body[1:])

    @property
    def day_said(self) -> str:
        """Return the day in words."""
        dot = "." if self.lang == "de" else ""
        month = MONTHS[self.lang].split()[self.day.month - 1]
        return f"{self.day.day}{dot} {month} {self.day.year}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OldPage:
    """A page and what it says.  name: of its file."""

    name: str
    html: str
    story: Story


def old_site(layout: str, pages: int, *, seed: int = 7) -> list[OldPage]:
    """Return the pages of a site in a layout."""
    chance = random.Random(f"{layout} {seed}")
    langs = languages_of(layout)
    told = layout in INSTITUTIONAL
    stories = [
        _dated(layout, _story(chance, number, langs[number % len(langs)], told=told))
        for number in range(pages)
    ]
    if layout in _BRIEF:
        stories = [_brief(story) if story.number % 4 == 3 else story for story in stories]
    if layout in _LONG:
        stories = [_long(story, chance) if story.number % 4 == 3 else story for story in stories]
    return [_page(layout, story, stories, chance) for story in stories]


def languages_of(layout: str) -> tuple[str, ...]:
    """Return the languages of a site's pages, in turn."""
    return _LANGUAGES.get(layout, ("en",))


def _dated(layout: str, story: Story) -> Story:
    """Return a story with the dateline that its layout gives it."""
    dateline = {
        "dateline": f"{story.place.upper()}, {story.day_said} – ",
        "agency": f"{story.place} (RPA) - ",
        "forpress": f"{story.place.upper()} – ",
        "ministry": f"{story.place}, {story.day_said} — ",
        "wire": f"{story.place.upper()}, {story.day:%b. %d, %Y} /Shore Newswire/ -- ",
    }
    return replace(story, dateline=dateline.get(layout, ""))


def _brief(story: Story) -> Story:
    """Return a story of two sentences."""
    said = " ".join(words.split(". ")[0].rstrip(".") + "." for words in story.paragraphs[:2])
    return replace(story, paragraphs=(said,), headed=frozenset(), listed=frozenset())


def _long(story: Story, chance: random.Random) -> Story:
    """Return a story of thirty paragraphs."""
    more = [_paragraph(chance, story.lang) for _ in range(30 - len(story.paragraphs))]
    return replace(story, paragraphs=(*story.paragraphs, *more))


def _page(layout: str, story: Story, stories: list[Story], chance: random.Random) -> OldPage:
    others = [
        stories[at] for at in sorted(chance.sample(range(len(stories)), min(4, len(stories))))
    ]
    html = _TEMPLATES.get_template(f"{layout}.html").render(
        story=story,
        others=[other for other in others if other is not story],
        # What moves with every page that a server sends.
        visits=chance.randrange(1000, 99999),
        moved=story.day + timedelta(days=chance.randrange(0, 40)),
        glossed=_glossed,
    )
    return OldPage(name=f"{story.number:04}.html", html=html, story=story)


def _glossed(text: str) -> str:
    """Return a text with the explanation that a glossary glues to a word, as old systems did."""
    tip = '<span class="tip">CTL / Commission of the Three Lakes</span>'
    explained = f'<a class="glossary" href="#">CTL{tip}</a>'
    return str(escape(text)).replace("CTL", explained, 1)


def _story(chance: random.Random, number: int, lang: str, *, told: bool) -> Story:
    count = chance.randint(3, 9)
    paragraphs = [_paragraph(chance, lang) for _ in range(count)]
    headed, listed = set[int](), set[int]()
    if count > 5:
        paragraphs[3] = chance.choice(HEADS[lang])
        headed.add(3)
    if count > 7:
        paragraphs[5:7] = [_clause(chance, lang), _clause(chance, lang)]
        listed.update((5, 6))
    return Story(
        number=number,
        lang=lang,
        title=_clause(chance, lang, short=True) + f" ({chance.randint(2, 90)})",
        day=date(2003, 1, 1) + timedelta(days=chance.randrange(7000)),
        place=chance.choice(TOWNS[lang]),
        author=chance.choice(PEOPLE[lang]),
        paragraphs=tuple(paragraphs),
        headed=frozenset(headed),
        listed=frozenset(listed),
        caption=_seen(chance, lang),
        boilerplate=_ABOUT if told and lang == "en" and chance.random() < 0.5 else (),
    )


_ABOUT = (
    "About the Commission",
    (
        "The Commission of the Three Lakes brings together the towns on the shores of the lakes. "
        "It was set up in 1980 and has its seat in Mere."
    ),
)


def _seen(chance: random.Random, lang: str) -> str:
    """Return what a picture shows."""
    who, where = chance.choice(PEOPLE[lang]), chance.choice(TOWNS[lang])
    return f"{who} {AT[lang]} {where}: {chance.choice(OBJECTS[lang])}"


def _paragraph(chance: random.Random, lang: str) -> str:
    sentences = [_clause(chance, lang) + "." for _ in range(chance.randint(1, 4))]
    if lang in SAID and chance.random() < 0.3:
        words, who = _clause(chance, lang), chance.choice(PEOPLE[lang])
        sentences.append(SAID[lang].format(words=words, who=who))
    return " ".join(sentences)


def _clause(chance: random.Random, lang: str, *, short: bool = False) -> str:
    words = [chance.choice(SUBJECTS[lang]), chance.choice(VERBS[lang])]
    words.append(chance.choice(OBJECTS[lang]))
    if not short:
        words += chance.sample(ENDS[lang], k=chance.randint(1, 3))
    said = " ".join(words)
    return said[0].upper() + said[1:]


def folder_of(pages: list[OldPage], folder: Path) -> Path:
    """Return a folder with pages as files."""
    folder.mkdir(parents=True)
    for page in pages:
        (folder / page.name).write_text(page.html, encoding="utf-8")
    return folder
