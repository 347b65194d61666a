"""From the symbol of a record to the page that shows it."""

from __future__ import annotations

from collections.abc import Iterator

from communique.core.fact import number_of_fact, release_of_fact
from communique.core.profile import symbol_of
from communique.core.record import About, Record
from communique.render.registry import activities, events
from communique.render.registry.setting import Setting


def path_of_about(about: About) -> str:
    """Return the path of an editorial page: `about`, or below it."""
    slug = about.slug or about.code
    return slug if slug == "about" or slug.startswith("about/") else f"about/{slug}"


def page_of(symbol: str, setting: Setting) -> str:
    """Return the address of a record's page; empty where a registry symbol has none.

    A symbol without a dot is a release's, whose page is asked for without its title. A fact is
    told on the page of its release.
    """
    vocabulary, dot, _ = symbol.partition(".")
    if not dot:
        return setting.href(f"releases/{symbol}")
    if release := release_of_fact(symbol):
        return f"{setting.href(f'releases/{release}')}#fact-{number_of_fact(symbol)}"
    for path, record in own_pages(setting):
        if symbol_of(record) == symbol:
            return setting.href(path)
    term = next((one for one in setting.terms(vocabulary) if symbol_of(one) == symbol), None)
    return setting.link(vocabulary, term.code).href if term else ""


def own_pages(setting: Setting) -> Iterator[tuple[str, Record]]:
    """Yield the path of every meeting, activity and editorial page, and its record."""
    profile = setting.profile
    yield from ((events.path(one, setting), one) for one in profile.events)
    yield from ((activities.path(one), one) for one in profile.activities)
    yield from ((path_of_about(one), one) for one in profile.abouts)
