"""The sitemap: an index and parts of at most 50,000 addresses, streamed from the store."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from communique.core.text import slug
from communique.public.address import not_found
from communique.public.answer import XML, Response
from communique.public.reading import Record
from communique.public.request import Request
from communique.public.route import Route
from communique.render.feeds import sitemap, sitemap_index
from communique.render.messages import spoken
from communique.render.registry.setting import FOLDERS
from communique.render.registry.symbols import own_pages
from communique.store import query

PER_PART = 50_000
Address = tuple[str, str]


def index(_: Request, record: Record) -> Response:
    """Return the index: part 0 holds the registry's pages, the others releases."""
    addresses = query.total(record.store) * len(spoken(record.profile.languages))
    parts = 1 + -(-addresses // PER_PART)
    return Response(body=sitemap_index(record.config.url, parts), content_type=XML)


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


def _part(number: int, record: Record) -> Iterator[Address]:
    if number == 0:
        return _registry(record)
    start = (number - 1) * PER_PART
    return islice(_releases(record), start, start + PER_PART)


def _again(first: Address, rest: Iterator[Address]) -> Iterator[Address]:
    yield first
    yield from rest


def _releases(record: Record) -> Iterator[Address]:
    url = record.config.url
    for listed in query.symbols(record.store):
        titles = dict(listed.titles)
        fallback = next((titles[one] for one in record.profile.languages if one in titles), "")
        for lang in spoken(record.profile.languages):
            title = titles.get(lang) or fallback or next(iter(titles.values()), "")
            yield f"{url}/{lang}/releases/{listed.symbol}/{slug(title)}", listed.at


def _registry(record: Record) -> Iterator[Address]:
    url, profile = record.config.url, record.profile
    folders = ("", *FOLDERS.values(), "activities", "about")
    for lang in spoken(record.profile.languages):
        for folder in folders:
            yield f"{url}/{lang}/{folder}", ""
        for vocabulary, folder in FOLDERS.items():
            held = profile.vocabularies.get(vocabulary)
            for term in held or ():
                yield f"{url}/{lang}/{folder}/{term.address_part}", ""
        for path, _ in own_pages(record.setting(lang)):
            if path != "about":
                yield f"{url}/{lang}/{path}", ""


ROUTES = (
    Route(pattern="/sitemap.xml", answer=index, times=frozenset()),
    Route(pattern="/sitemap/{number}.xml", answer=part, times=frozenset()),
)
