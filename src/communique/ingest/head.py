"""What the head of an HTML page says of it: titles and days of publication, as they are written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from communique.core.text import squeeze

# Source: ogp.me "Article"; schema.org/datePublished; DCMI Metadata Terms.
_PUBLISHED = (
    "article:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "publishdate",
    "pubdate", "publication_date", "parsely-pub-date",
)  # fmt: skip
_DAYS = (
    *_PUBLISHED, "dc.date", "dcterms.date", "dcterms.created", "dc.date.created", "sailthru.date",
    "date",
)  # fmt: skip
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "title")
_ARTICLES = ("Article", "BlogPosting", "Report", "PressRelease", "Statement")
_BETWEEN = re.compile(r"\s+(?:[|–—·•:»«›/-]|::|//)\s+|:\s+")
_MOST_CHARACTERS = 200_000
_MOST_OBJECTS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a page calls itself, and when it says that it was published, the likeliest first.

    whole: the title of the window, which mostly names the site too.
    is_article: it says that it is one, or that it was published, in so many words.
    address: at which it says that it stands.
    """

    titles: tuple[str, ...] = ()
    whole: str = ""
    days: tuple[str, ...] = ()
    is_article: bool = False
    address: str = ""


def parts_of(head: Head) -> tuple[str, ...]:
    """Return the title of the window, and what stands in it between marks, the longest first."""
    parts = sorted(_BETWEEN.split(head.whole), key=len, reverse=True)
    return tuple(dict.fromkeys(one for one in (head.whole, *parts) if one))


def head_of(root: etree._Element) -> Head:
    """Return what a page says of itself; whatever is broken in it says nothing."""
    titles: list[str] = []
    days: list[str] = []
    is_article = False
    for one in _json_ld(root):
        if str(one.get("@type", "")).endswith(_ARTICLES):
            is_article = True
            titles += _texts(one.get("headline"))
            days += _texts(one.get("datePublished"))
    said = dict(_said(root))
    is_article = is_article or any(name in said for name in _PUBLISHED)
    titles += [said[name] for name in _TITLES if name in said]
    days += [said[name] for name in _DAYS if name in said]
    days += _times(root)
    whole = next((squeeze(one.text or "") for one in root.iter("title")), "")
    return Head(
        titles=tuple(dict.fromkeys(map(squeeze, titles))),
        whole=whole,
        days=tuple(dict.fromkeys(map(squeeze, days))),
        is_article=is_article,
        address=_canonical(root) or said.get("og:url", ""),
    )


def _canonical(root: etree._Element) -> str:
    """Return the address that a page is known by.  Source: RFC 6596."""
    links = (one for one in root.iter("link") if one.get("rel", "").lower() == "canonical")
    return next((one.get("href", "") for one in links), "")


def _said(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield names and values of the head's metadata, the first of a name last."""
    for meta in reversed(list(root.iter("meta"))):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if name and (value := meta.get("content")):
            yield name.lower(), value


def _times(root: etree._Element) -> Iterator[str]:
    """Yield the days of publication that elements of the page itself bear."""
    for element in root.iter():
        is_day = element.get("itemprop") == "datePublished"
        if not is_day and not (element.tag == "time" and "pubdate" in element.attrib):
            continue
        value = element.get("datetime") or element.get("content") or _shown(element)
        if value:
            yield value


def _shown(element: etree._Element) -> str:
    return "".join(str(one) for one in element.itertext())


def _json_ld(root: etree._Element) -> Iterator[dict[str, object]]:
    """Yield the objects of a page's JSON-LD.  Source: JSON-LD 1.1, "Embedding in HTML"."""
    for script in root.iter("script"):
        text = script.text or ""
        if script.get("type") != "application/ld+json" or len(text) > _MOST_CHARACTERS:
            continue
        try:
            waiting: list[object] = [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MOST_OBJECTS):
            if not waiting:
                break
            one = waiting.pop(0)
            if isinstance(one, list):
                waiting += one
            elif isinstance(one, dict):
                yield one
                waiting += [one.get("@graph"), one.get("mainEntity")]


def _texts(value: object) -> list[str]:
    return [value] if isinstance(value, str) and value.strip() else []
