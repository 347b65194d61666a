"""Lists of releases as Atom feeds, and the sitemap.

Sources: RFC 4287; sitemaps.org/protocol.html.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from communique.core.edition import Card
from communique.core.text import slug
from communique.render.media_view import media_href
from communique.render.registry.setting import Setting

# What XML 1.0 has no place for, even escaped.
_NOT_IN_XML = {code: None for code in range(32) if code not in (9, 10, 13)}
_NOT_IN_XML |= {0xFFFE: None, 0xFFFF: None}
EPOCH = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed: its title, its own address, and the page it is the twin of; paths of the site."""

    title: str
    path: str
    page: str


def atom(feed: Feed, cards: Sequence[Card], setting: Setting) -> bytes:
    """Return the feed of some releases, in their order."""
    site = setting.site
    updated = max((card.at for card in cards), default=EPOCH)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{site.lang}">',
        f"<title>{_text(feed.title)}</title>",
        f"<id>{_text(site.url + feed.path)}</id>",
        f"<updated>{updated}</updated>",
        f'<link rel="self" type="application/atom+xml" href={_value(site.url + feed.path)}/>',
        f'<link rel="alternate" type="text/html" href={_value(site.url + feed.page)}/>',
        f"<author><name>{_text(site.name)}</name></author>",
    ]
    for card in cards:
        lines += _entry(card, setting)
    return ("\n".join([*lines, "</feed>"]) + "\n").encode()


def _entry(card: Card, setting: Setting) -> Iterator[str]:
    url, lang = setting.site.url, setting.lang
    page = f"{url}/{lang}/releases/{card.symbol}/{slug(card.title)}"
    yield f'<entry xml:lang="{card.lang}">'
    yield f"<title>{_text(card.title)}</title>"
    # The address without a title is the same in all languages and for ever.
    yield f"<id>{_text(f'{url}/{lang}/releases/{card.symbol}')}</id>"
    yield f'<link rel="alternate" type="text/html" href={_value(page)}/>'
    yield f'<link rel="alternate" type="application/json" href={_value(page + ".json")}/>'
    for digest, name, media_type, size_bytes in _files(card):
        href = url + media_href(digest, name)
        yield (
            f'<link rel="enclosure" type={_value(media_type)} length="{size_bytes}"'
            f" href={_value(href)}/>"
        )
    yield f"<updated>{card.at}</updated>"
    if len(card.date) == len("2017-02-13"):
        yield f"<published>{card.date}T00:00:00Z</published>"
    for code in card.sources:
        yield f"<author><name>{_text(setting.name('structure', code))}</name></author>"
    for vocabulary, codes in (("kind", (card.kind,)), ("field-of-work", card.fields_of_work)):
        for code in codes:
            label = setting.name(vocabulary, code)
            yield f"<category term={_value(code)} label={_value(label)}/>"
    said = "".join(words for words, _ in card.extract)
    yield f"<summary>{_text(said)}</summary>"
    yield "</entry>"


def _files(card: Card) -> Iterator[tuple[str, str, str, int]]:
    for picture in card.pictures:
        yield picture.digest, picture.name, picture.media_type, picture.size_bytes
    for attached in card.attachments:
        yield attached.digest, attached.name, attached.media_type, attached.size_bytes


def sitemap_index(url: str, parts: int) -> bytes:
    """Return the sitemap that names the others."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
        *(
            f"<sitemap><loc>{_text(f'{url}/sitemap/{part}.xml')}</loc></sitemap>"
            for part in range(parts)
        ),
        "</sitemapindex>",
    ]
    return ("\n".join(lines) + "\n").encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A page as a sitemap lists it.

    changed: the instant it last changed, empty where nobody knows.
    alternates: the same page in each language it exists in, itself included; none for one alone.
    """

    address: str
    changed: str = ""
    alternates: tuple[tuple[str, str], ...] = ()


def sitemap(pages: Iterable[Listed]) -> Iterator[bytes]:
    """Yield a sitemap in pieces."""
    yield (
        b'<?xml version="1.0" encoding="utf-8"?>\n'
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        b'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    )
    for one in pages:
        when = f"<lastmod>{one.changed}</lastmod>" if one.changed else ""
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{lang}" href={_value(address)}/>'
            for lang, address in one.alternates
        )
        yield f"<url><loc>{_text(one.address)}</loc>{when}{others}</url>\n".encode()
    yield b"</urlset>\n"


def _text(said: str) -> str:
    return escape(said.translate(_NOT_IN_XML))


def _value(said: str) -> str:
    return quoteattr(said.translate(_NOT_IN_XML))
