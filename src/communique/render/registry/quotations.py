"""What a person said, in their own words: each quotation with the release that it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from communique.core.record import Quote, Release
from communique.core.text import slug
from communique.render.registry.days import day_cell
from communique.render.registry.parts import Cell, Quotation, Quotations
from communique.render.registry.setting import Setting

MOST = 20


def section(person: str, quoting: Iterable[Release], setting: Setting) -> Quotations | None:
    """Return the section of a person's latest quotations; None where there are none.

    quoting: releases in which the person may be quoted, the newest first.
    """
    said = (
        _quotation(quote, release, setting)
        for release in quoting
        for quote in _quotes(person, release, setting)
    )
    latest = tuple(islice(said, MOST))
    if not latest:
        return None
    return Quotations(code="quotations", title=setting.say("In their own words"), quotations=latest)


def _quotes(person: str, release: Release, setting: Setting) -> Iterator[Quote]:
    """Yield what a person says in one text of a release: the reader's, where it quotes them.

    Texts say the same in several languages; to show them all would say everything twice.
    """
    for lang in _langs(release, setting):
        said = [one for one in release.quotes if (one.speaker.code, one.lang) == (person, lang)]
        if said:
            yield from sorted(said, key=lambda one: one.paragraph)
            return


def _quotation(quote: Quote, release: Release, setting: Setting) -> Quotation:
    shown = next(iter(_langs(release, setting)))
    path = f"releases/{release.symbol}/{slug(release.texts[shown].title)}"
    other = quote.lang if quote.lang != setting.lang else ""
    # The page shows another of the release's texts where it is asked for it.
    asked = (("text", quote.lang),) if quote.lang != shown else ()
    return Quotation(
        words=quote.words,
        lang=quote.lang,
        day=day_cell(release.date, setting),
        release=Cell(
            text=release.texts[quote.lang].title,
            href=f"{setting.site.href(path, asked)}#p{quote.paragraph}",
            value=release.symbol,
            lang=other,
            note=f"({setting.say('Sample')})" if release.sample else "",
        ),
        paragraph=quote.paragraph,
    )


def _langs(release: Release, setting: Setting) -> list[str]:
    """Return the languages of a release's texts; first the one that its page shows a reader."""
    wanted = dict.fromkeys((setting.lang, *setting.profile.languages, *release.langs))
    return [lang for lang in wanted if lang in release.texts]
