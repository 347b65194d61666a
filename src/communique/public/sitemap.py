"""The sitemap: an index and parts of at most 50,000 addresses, streamed from the store.

A release is listed in the languages it was issued in, each with the others as its alternates. Its
page in any other language shows one of these texts, and names that text's page as its own address.
Source: sitemaps.org/protocol.html; Google Search Central, "Localized versions of your pages".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from communique.core.text import slug
from communique.public.address import not_found
from communique.public.answer import XML, Response
from communique.public.reading import Record
from communique.public.request import Request
from communique.public.route import Route
from communique.render.feeds import Listed, sitemap, sitemap_index
from communique.render.messages import spoken
from communique.render.registry.setting import FOLDERS
from communique.render.registry.symbols import own_pages
from communique.store import query

PER_PART = 50_000


def index(_: Request, record: Record) -> Response:
    """Return the index: part 0 holds the registry's pages, the others releases."""
    parts = 1 + -(-query.total(record.store) // _releases_in_a_part(record))
    return Response(body=sitemap_index(record.config.url, parts), content_type=XML)


def _releases_in_a_part(record: Record) -> int:
    # As if each were issued in every language: what no part can hold is never asked for.
    return max(1, PER_PART // len(spoken(record.profile.languages)))


def part(request: Request, record: Record) -> Response:
    """Return one part."""
    number = request.parts["number"]
    if not (number.isascii() and number.isdigit() and len(number) < 7):
        raise not_found()
    addresses = _part(int(number), record)
    first = next(addresses, None)
    if first is None:
        raise not_found()
    return Response(stream=sitemap(_again(first, addresses)), content_type=XML)


def _part(number: int, record: Record) -> Iterator[Listed]:
    if number == 0:
        return (Listed(address=address) for address in _registry(record))
    held = _releases_in_a_part(record)
    start = (number - 1) * held
    return _releases(islice(query.symbols(record.store), start, start + held), record)


def _again(first: Listed, rest: Iterator[Listed]) -> Iterator[Listed]:
    yield first
    yield from rest


def _releases(held: Iterable[query.Listed], record: Record) -> Iterator[Listed]:
    """Yield the pages of releases; one in no language offered is read in the first of them."""
    offered = spoken(record.profile.languages)
    for one in held:
        titles = dict(one.titles)
        own = {lang: titles[lang] for lang in offered if lang in titles}
        pages = {
            lang: f"{record.config.url}/{lang}/releases/{one.symbol}/{slug(title)}"
            for lang, title in (own or {offered[0]: next(iter(titles.values()), "")}).items()
        }
        alternates = tuple(pages.items()) if len(pages) > 1 else ()
        for address in pages.values():
            yield Listed(address=address, changed=one.at, alternates=alternates)


def _registry(record: Record) -> Iterator[str]:
    url, profile = record.config.url, record.profile
    folders = ("", *FOLDERS.values(), "activities", "about")
    for lang in spoken(record.profile.languages):
        for folder in folders:
            yield f"{url}/{lang}/{folder}"
        for vocabulary, folder in FOLDERS.items():
            held = profile.vocabularies.get(vocabulary)
            for term in held or ():
                yield f"{url}/{lang}/{folder}/{term.address_part}"
        for path, _ in own_pages(record.setting(lang)):
            if path != "about":
                yield f"{url}/{lang}/{path}"


ROUTES = (
    Route(pattern="/sitemap.xml", answer=index, times=frozenset()),
    Route(pattern="/sitemap/{number}.xml", answer=part, times=frozenset()),
)
