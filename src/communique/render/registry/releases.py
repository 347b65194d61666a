"""The releases about a subject: the latest, how many each year, and the ways to the rest."""

from __future__ import annotations

from dataclasses import dataclass, replace

from communique.core.dates import PartialDate
from communique.core.edition import Answer, Card
from communique.core.record import Release
from communique.core.text import slug
from communique.render.registry import histogram
from communique.render.registry.days import day_cell
from communique.render.registry.parts import Cell, Column, Headline, Releases, Table
from communique.render.registry.setting import Setting

MOST_SHARES = 8
_YEAR = "0000"  # no year of the calendar
_SHARE_VOCABULARIES = {
    "source": "structure",
    "country": "country",
    "field": "field-of-work",
    "person": "person",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What releases are filed under: a facet and a code of it, and the answer to that question.

    shares: the facets by which the releases are counted.
    quoting: the newest of them in which a person is quoted, where the subject is one.
    """

    facet: str
    code: str
    answer: Answer
    shares: tuple[str, ...] = ()
    quoting: tuple[Release, ...] = ()


def section(about: About, setting: Setting) -> Releases:
    """Return the section that shows them."""
    answer = about.answer
    chosen = {about.facet: about.code}
    title = setting.say("Releases")
    ways = _years(about, setting)
    by_year = _by_year(about, ways, setting)
    drawing = None
    if len(answer.years) > 1:
        drawing = histogram.drawn(
            answer.years,
            title=setting.say("Releases by year"),
            description=setting.say("Each column leads to the releases of its year."),
            href=ways.__getitem__,
        )
    return Releases(
        code="releases",
        title=title,
        total=answer.total,
        summary=_summary(answer, setting),
        headlines=tuple(headline(card, setting) for card in answer.cards),
        by_year=by_year if len(answer.years) > 1 else None,
        drawing=drawing,
        shares=tuple(
            share for facet in about.shares if (share := _share(about, facet, setting)) is not None
        ),
        search=Cell(text=setting.say("Search these releases"), href=setting.search(**chosen)),
        feed=Cell(
            text=setting.say("Feed (Atom)"),
            href=setting.search("search.atom", **chosen),
        ),
    )


def headline(card: Card, setting: Setting) -> Headline:
    """Return a release as one line of a list."""
    return Headline(
        symbol=card.symbol,
        title=card.title,
        href=setting.href(f"releases/{card.symbol}/{slug(card.title)}"),
        lang=card.lang,
        kind=setting.link("kind", card.kind),
        day=day_cell(PartialDate(card.date) if card.date else None, setting),
        sources=tuple(setting.link("structure", code) for code in card.sources),
        is_sample=card.sample,
    )


def _summary(answer: Answer, setting: Setting) -> str:
    if not answer.total:
        return setting.say("The record holds no release about this yet.")
    return setting.count(
        "The record holds %(number)s release about this.",
        "The record holds %(number)s releases about this.",
        answer.total,
    )


def _by_year(about: About, ways: dict[int, str], setting: Setting) -> Table:
    rows = tuple(
        (
            Cell(
                text=str(year),
                value=year,
                href=ways[year],
            ),
            Cell(text=str(count), value=count),
        )
        for year, count in reversed(about.answer.years)
    )
    return Table(
        code="by-year",
        title=setting.say("By year"),
        caption=setting.say("Releases by year"),
        columns=(
            Column(code="year", text=setting.say("Year")),
            Column(code="releases", text=setting.say("Releases"), is_number=True),
        ),
        rows=rows,
    )


def _years(about: About, setting: Setting) -> dict[int, str]:
    """Return the address of the releases of each year."""
    # Made once and filled in: an address made anew for each of fifty years is slow.
    chosen = {about.facet: about.code}
    pattern = setting.search(**chosen, since=f"{_YEAR}-01-01", until=f"{_YEAR}-12-31")
    return {year: pattern.replace(_YEAR, f"{year:04}") for year, _ in about.answer.years}


def _share(about: About, facet: str, setting: Setting) -> Table | None:
    counted = about.answer.counts.get(facet, ())
    # Every one of these releases is filed under the subject itself; what beside it is told.
    others = [one for one in counted if (facet, one[0]) != (about.facet, about.code)]
    counts = others[:MOST_SHARES]
    vocabulary = _SHARE_VOCABULARIES.get(facet, facet)
    if not counts:
        return None
    titles = {
        "source": setting.say("Who issued them"),
        "country": setting.say("Countries they concern"),
        "field": setting.fields,
        "person": setting.say("People they name"),
    }
    together = {
        "country": setting.say("Countries named with it"),
        "field": setting.say("See also: %(names)s", names=setting.fields),
    }
    title = (together if facet == about.facet else titles).get(facet, titles.get(facet, facet))
    return Table(
        code=f"by-{facet}",
        title=title,
        caption=title,
        columns=(
            Column(code="of", text=title),
            Column(code="releases", text=setting.say("Releases"), is_number=True),
        ),
        rows=tuple(
            (setting.link(vocabulary, code), Cell(text=str(count), value=count))
            for code, count in counts
        ),
    )


def renamed(made: Releases, *, title: str, summary: str) -> Releases:
    """Return the section under another title, when the releases are not about the subject."""
    return replace(
        made, title=title, summary=summary, by_year=None, drawing=None, search=None, feed=None
    )


def naming(about: About, setting: Setting) -> Releases:
    """Return the section of releases that name an event or an activity."""
    total = about.answer.total
    if not total:
        summary = setting.say("No release names it yet.")
    else:
        summary = setting.count(
            "%(number)s release names it.", "%(number)s releases name it.", total
        )
    made = section(about, setting)
    return replace(
        renamed(made, title=setting.say("Releases that name it"), summary=summary), code="named-in"
    )
