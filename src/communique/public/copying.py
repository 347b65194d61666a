"""Pages that only a copy of the portal has: what it cannot answer, and its releases by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from communique.core.edition import Card
from communique.core.text import slug
from communique.public.answer import Response
from communique.public.reading import Record
from communique.public.showing import show
from communique.render.messages import tongue
from communique.render.site import Link, Standing, frame
from communique.render.views import MessageView
from communique.store.query import latest

LISTED_AT_ONCE = 1_000
UNDATED = "undated"


def by_year(lang: str, record: Record) -> Iterator[tuple[str, list[Card]]]:
    """Yield each year with its releases, newest first; one year at a time is in memory."""
    yield from ((year, list(cards)) for year, cards in groupby(_cards(lang, record), key=_year))


def stand_in(lang: str, years: Sequence[str], record: Record) -> Response:
    """Return the page that says what a copy leaves out, with the way to each year."""
    say = tongue(lang).gettext
    told = say("This is a copy of the record in files. To search it, to check a text or to see it "
               "as of another day, go to %(address)s.")  # fmt: skip
    return _page(
        say("What this copy cannot do"),
        (told % {"address": record.config.url},),
        [Link(text=_named(year, lang), href=f"/{lang}/search/{year}") for year in years],
        lang,
        record,
    )


def year_page(year: str, cards: Sequence[Card], lang: str, record: Record) -> Response:
    """Return the list of a year's releases."""
    links = [
        Link(
            text=f"{card.date} {card.title}".strip(),
            href=f"/{lang}/releases/{card.symbol}/{slug(card.title)}",
        )
        for card in cards
    ]
    return _page(_named(year, lang), (), links, lang, record)


def _page(
    title: str, paragraphs: tuple[str, ...], links: Sequence[Link], lang: str, record: Record
) -> Response:
    view = MessageView(
        status=tongue(lang).gettext("Releases"),
        title=title,
        paragraphs=paragraphs,
        links=tuple(links),
    )
    around = frame(record.site(lang), Standing(path="", twins=(), is_listed=False), title=title)
    return show("message.html", view, around)


def _named(year: str, lang: str) -> str:
    return tongue(lang).gettext("Without a date") if year == UNDATED else year


def _year(card: Card) -> str:
    return card.date[:4] or UNDATED


def _cards(lang: str, record: Record) -> Iterator[Card]:
    skip = 0
    while cards := latest(record.store, lang=lang, limit=LISTED_AT_ONCE, skip=skip):
        yield from cards
        skip += len(cards)
