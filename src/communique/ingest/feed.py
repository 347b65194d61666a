"""Feeds by stream: each thing that an RSS or Atom feed lists, as a record of plain fields.

RSS 0.91 to 2.0, RSS 1.0 (RDF) and Atom 1.0 say the same in different elements, and feeds as they
are found mix them; here an element counts by its local name. Which field becomes what of a
release is a mapping (`core.mapping.FEED_MAP`), like that of any other system.
Source: RFC 4287; RSS 2.0 (rssboard.org); RSS 1.0 and its modules `content` and `dc`; XML Base.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import BinaryIO
from urllib.parse import urljoin

from lxml import etree

from communique.core.text import squeeze
from communique.ingest.capture import LIMIT_BYTES
from communique.ingest.clock import instant_of, own_day
from communique.ingest.errors import BrokenMarkup, HasEntities, TooLarge
from communique.ingest.markup import clean
from communique.ingest.mended import Mended, Stretch
from communique.ingest.node import Node
from communique.ingest.structured import GUARDED, why

# With so many records that are no XML it is no feed; a head longer than this is not read anew.
_MOST_BROKEN = 1_000
_HEAD_CHARACTERS = 64 * 1024
_ROOT_TAG = re.compile(r"<(?:\w+:)?(?P<name>rss|RDF|feed)\b[^>]*>")
# The parser's own places, which count from where it began last.
_PLACE = re.compile(r",? line \d+(?:, column \d+)?\b")
_FAULT_CHARACTERS = 120
_LISTED = ("item", "entry")
_WATCHED = tuple(f"{{*}}{name}" for name in (*_LISTED, "rss", "RDF", "feed"))
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
# What stands above the root ends at its first end: nothing of it is tried in two ways.
_ROOT = re.compile(
    rb"\A(?:\xef\xbb\xbf)?"
    rb"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*+"
    rb"<(?:rss[\s>]|(?:\w+:)?RDF\s[^>]*purl\.org/rss/|(?:\w+:)?feed\s[^>]*w3\.org/2005/Atom)",
    re.DOTALL,
)
_ADDRESS = re.compile(r"https?://[^\s/]", re.IGNORECASE)
# Marks that count who came by the feed are no part of the page's address.
_TRACKED = re.compile(r"(?:[?&]utm_\w+=[^&#]*)+(?=#|\Z)")
_PUBLISHED = ("published", "pubDate", "issued", "date", "created")
_UPDATED = ("updated", "modified")
_AUTHORS = ("author", "creator", "publisher")
_TAG = re.compile(r"<[a-zA-Z/][^<>]*>")
_TWICE = re.compile(r"&lt;/?(?:p|br|div|a|b|i|em|strong|span|ul|ol|li|h[1-6]|blockquote)\b", re.I)
# What stands at the end of a text of which only the beginning is handed over.
_CUT = re.compile(r"(?:…|\.\.\.|\[\s*(?:…|\.\.\.)\s*\])\s*\Z")


def is_feed(begin: bytes) -> bool:
    """Tell whether bytes are a feed, by what they begin with."""
    return _ROOT.match(begin) is not None


def records_of(source: BinaryIO, where: str, *, address: str = "") -> Iterator[Node | BrokenMarkup]:
    """Yield the records of a feed as they are read; no more than one is held at a time.

    address: where the feed stood, for links that say no more than a path.
    Of a record that is no XML the fault is yielded in its place, and those after it are read as
    they stand below the head of the feed. Raises HasEntities for a document type, TooLarge for a
    record that is larger than a page may be, BrokenMarkup at the end where something had to be
    mended (`ingest.mended`) or the feed stops; what stood before has been yielded.
    """
    try:
        mended = Mended(source)
    except LookupError as error:
        raise BrokenMarkup(f"{where} is no well-formed XML: {error}", where=where) from None
    reading, since_last = _Reading(where, address), 0
    for stretch in mended.stretches():
        since_last = len(stretch.text) + (0 if stretch.starts else since_last)
        if since_last > LIMIT_BYTES:
            raise TooLarge(f"{where} holds a record larger than a page may be", where=where)
        yield from reading.go_on(stretch)
    yield from reading.end()
    if mended.fault:
        more = f"; {mended.faults - 1:,} more" if mended.faults > 1 else ""
        raise BrokenMarkup(
            f"{where} is no well-formed XML, and was read as it is meant: {mended.fault}{more}",
            where=where,
        )


class _Reading:
    """A feed on its way through the parser, which begins anew behind a record that is no XML."""

    def __init__(self, where: str, address: str) -> None:
        self._where, self._address = where, address
        self._parser = self._begin()
        # What stands above the first record: all that a record needs to be read by itself.
        self._head: list[str] = []
        self._records = self._broken = 0
        # By how much the parser's count of lines is behind the feed's.
        self._behind = 0
        self._is_skipping = False

    def _begin(self) -> etree.XMLPullParser:
        return etree.XMLPullParser(
            events=("start", "end"),
            tag=_WATCHED,
            base_url=self._address or None,
            **GUARDED,
        )

    def go_on(self, stretch: Stretch) -> Iterator[Node | BrokenMarkup]:
        """Yield what a stretch of the feed completes."""
        self._records += stretch.starts
        if not self._records:
            self._head.append(stretch.text)
        if self._is_skipping:
            if not stretch.starts:
                return
            self._begin_anew(stretch.line)
        try:
            self._parser.feed(stretch.text.encode("utf-8", "replace"))
        except (etree.XMLSyntaxError, ValueError) as error:
            yield from self._complete()
            yield self._fault(error)
        else:
            yield from self._complete()

    def end(self) -> Iterator[Node | BrokenMarkup]:
        """Yield what the end of the feed tells."""
        if self._is_skipping:
            return
        try:
            self._parser.close()
        except (etree.XMLSyntaxError, ValueError) as error:
            yield self._fault(error)

    def _fault(self, error: etree.XMLSyntaxError | ValueError) -> BrokenMarkup:
        """Return what is wrong, and pass over the feed up to its next record."""
        self._is_skipping, self._broken = True, self._broken + 1
        line = (getattr(error, "lineno", None) or 1) + self._behind
        said = squeeze(_PLACE.sub("", why(error)))[:_FAULT_CHARACTERS]
        message = f"{self._where} is no well-formed XML in line {line}: {said}"
        fault = BrokenMarkup(message, where=self._where)
        if self._broken > _MOST_BROKEN:
            raise fault
        return fault

    def _begin_anew(self, line: int) -> None:
        """Begin with the head of the feed, or with its root alone where the head is what is wrong.

        line: on which what comes next stands.
        """
        self._is_skipping = False
        whole = "".join(self._head)
        root = _ROOT_TAG.search(whole)
        bare = f"{root[0]}{'<channel>' if root['name'] == 'rss' else ''}" if root else ""
        for head in (whole, bare):
            if len(head) > _HEAD_CHARACTERS:
                continue
            self._parser, self._head = self._begin(), [head]
            try:
                self._parser.feed(head.encode("utf-8", "replace"))
            except (etree.XMLSyntaxError, ValueError):
                continue
            self._behind = line - 1 - head.count("\n")
            return

    def _complete(self) -> Iterator[Node]:
        for event, element in self._parser.read_events():
            if not isinstance(element, etree._Element):
                continue
            _refuse_doctype(element, self._where)
            if event == "end" and _name(element) in _LISTED and element.getparent() is not None:
                yield _record(element)
                _forget(element)


def _refuse_doctype(element: etree._Element, where: str) -> None:
    if element.getparent() is None and element.getroottree().docinfo.internalDTD is not None:
        raise HasEntities(f"{where} declares a document type (<!DOCTYPE …>)", where=where)


def _forget(element: etree._Element) -> None:
    """Let go of what was read: the record, and those before it."""
    element.clear()
    above = element.getparent()
    while above is not None and (before := element.getprevious()) is not None:
        if _name(before) not in _LISTED:
            break
        above.remove(before)


def _record(element: etree._Element) -> Node:
    """Return what an entry says, under names that no longer tell which kind of feed it was."""
    parts = list(element)
    body, base = _body(parts)
    teaser = _teaser(parts)
    published = _first(parts, _PUBLISHED)
    updated = _first(parts, _UPDATED)
    if body and _CUT.search(" ".join(clean(body).paragraphs[-1:])):
        teaser, body = teaser or _plain(body), ""
    fields = [
        ("title", _title(parts)),
        ("address", _address(element, parts)),
        ("base", base),
        ("lang", _language(element, parts)),
        ("published", own_day(published)),
        ("updated", own_day(updated)),
        ("revised", updated if _is_later(updated, published) else ""),
        ("body", body),
        ("summary", "" if not body or _begins_with(body, teaser) else teaser),
        ("teaser", "" if body else teaser),
        *(("category", one) for one in _categories(parts)),
        *(("author", one) for one in _authors(parts)),
    ]
    return Node(
        name="record", children=tuple(Node(name=name, text=text) for name, text in fields if text)
    )


def _name(element: etree._Element) -> str:
    # A prefix that is declared nowhere is left as it stands.
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def _all(parts: list[etree._Element], names: tuple[str, ...]) -> Iterator[etree._Element]:
    for name in names:
        yield from (one for one in parts if _name(one) == name)


def _first(parts: list[etree._Element], names: tuple[str, ...]) -> str:
    return next(filter(None, (_said(one) for one in _all(parts, names))), "")


def _said(element: etree._Element) -> str:
    return "".join(map(str, element.itertext())).strip()


def _markup(element: etree._Element) -> str:
    """Return what an element holds as HTML, however it is wrapped up.

    Atom says by `type` how; RSS says nothing, and escapes HTML once or, by mistake, twice.
    """
    form = element.get("type", "").lower()
    if form == "xhtml":
        for inner in element.iter():
            inner.tag = _name(inner)
        children = (etree.tostring(one, encoding="unicode") for one in element)
        return escape(element.text or "", quote=False) + "".join(children)
    said = _said(element)
    if form in ("text", "text/plain"):
        return "".join(f"<p>{escape(line, quote=False)}</p>" for line in said.splitlines())
    return unescape(said) if _TWICE.search(said) and not _TAG.search(said) else said


def _plain(markup: str) -> str:
    return squeeze(" ".join(clean(markup).paragraphs))


def _title(parts: list[etree._Element]) -> str:
    for one in _all(parts, ("title",)):
        # The title of a picture in the record is none of the record.
        if one.prefix != "media" and (said := _plain(_markup(one))):
            return said
    return ""


def _body(parts: list[etree._Element]) -> tuple[str, str]:
    """Return the text that is handed over whole, and the address its links are read against."""
    for one in _all(parts, ("encoded", "content")):
        is_text = one.get("type", "html").lower() in ("html", "xhtml", "text", "text/html")
        if one.prefix != "media" and is_text and not one.get("src") and _said(one):
            # A relative xml:base without the feed's own address leads nowhere.
            base = one.base or ""
            return _markup(one), base if _ADDRESS.match(base) else ""
    return "", ""


def _teaser(parts: list[etree._Element]) -> str:
    for one in _all(parts, ("summary", "description")):
        if one.prefix != "media" and (said := _plain(_markup(one))):
            return said
    return ""


def _begins_with(body: str, teaser: str) -> bool:
    """Tell whether a summary is the beginning of the text, and says nothing of its own."""
    return _plain(body).startswith(_CUT.sub("", teaser).rstrip())


def _address(element: etree._Element, parts: list[etree._Element]) -> str:
    """Return where the single page stands: its first link, else an identifier that is a link."""
    links = (one for one in _all(parts, ("link",)) if one.get("rel", "alternate") == "alternate")
    names = _all(parts, ("guid", "id"))
    found = (
        *(_said(one) for one in _all(parts, ("origLink",))),
        *(_joined(one, one.get("href") or _said(one)) for one in links),
        *(_said(one) for one in names if one.get("isPermaLink", "true").lower() == "true"),
        element.get(_RDF_ABOUT, ""),
    )
    return next((_TRACKED.sub("", one) for one in found if _ADDRESS.match(one)), "")


def _joined(element: etree._Element, address: str) -> str:
    try:
        return urljoin(element.base or "", address.strip()) if address else ""
    except ValueError:
        return ""


def _language(element: etree._Element, parts: list[etree._Element]) -> str:
    """Return the language that is said nearest to a record: its own, then the feed's."""
    own = _first(parts, ("language",)) or element.get(_XML_LANG, "")
    for above in element.iterancestors():
        own = own or above.get(_XML_LANG, "")
        # An RSS 1.0 channel stands beside its records, an RSS 2.0 one around them.
        for channel in (above, *above.iterchildren("{*}channel")):
            own = own or _first(list(channel.iterchildren("{*}language")), ("language",))
    return own.lower().replace("_", "-").partition("-")[0]


def _categories(parts: list[etree._Element]) -> Iterator[str]:
    for one in _all(parts, ("category", "subject")):
        yield from filter(None, (one.get("label", "") or _said(one) or one.get("term", ""),))


def _authors(parts: list[etree._Element]) -> Iterator[str]:
    for one in _all(parts, _AUTHORS):
        named = [_said(inner) for inner in one if _name(inner) == "name"]
        yield from filter(None, named or [_said(one)])


def _is_later(updated: str, published: str) -> bool:
    """Tell whether a record was changed after it was published, both instants being known."""
    first, last = instant_of(published, "UTC"), instant_of(updated, "UTC")
    return bool(first and last) and last > first
