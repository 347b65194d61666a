"""What a record of another system says in one language, as its mapping finds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape

from communique.core.mapping import FEED, HTML, FieldMap, Paths
from communique.core.record import Finding
from communique.core.rules import ERROR, WARNING
from communique.core.text import FurtherLink, Mark, Text, is_link, squeeze
from communique.ingest.clock import instant_of
from communique.ingest.markup import against, clean
from communique.ingest.node import Node, find_all, texts_at

# What leads out of the system's own record: a bare name or path of its is none of ours.
_SCHEMES = ("https:", "http:", "mailto:")
# Only elements of HTML: `<press@lakes.example>` in a line of contacts is none.
_MARKUP = re.compile(
    r"</?(?:p|br|div|span|a|b|strong|i|em|u|ul|ol|li|h[1-6]|sub|sup|font|t[rd])(?:\s[^<>]*)?/?>",
    re.I,
)
_LOST = Finding(
    code="text.words-lost",
    level=ERROR,
    field="body",
    message="cleaning its HTML would lose or part words",
    hint="Send the page to us: this must never happen.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a record says in one language.

    place: as it stands there, several of them in one line.  path: where the title was found.
    links: their language is not said yet.  findings: what is wrong with this text alone.
    """

    text: Text
    place: str
    contacts: tuple[str, ...]
    links: tuple[FurtherLink, ...]
    revised: tuple[str, ...]
    path: str
    teaser: str = ""
    findings: tuple[Finding, ...] = ()


def said_at(node: Node, mapping: FieldMap, *, lang: str, base: str) -> Said | None:
    """Return what a record says at a place, None where it has neither a title nor a body.

    lang: what `{lang}` in a path stands for.  base: the address its links are read against.
    """
    return _Reader(node, mapping, lang, base).said()


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one text.  node: where it stands; the rest as `said_at` has it."""

    node: Node
    mapping: FieldMap
    lang: str
    base: str

    def said(self) -> Said | None:
        """Return what the text says."""
        mapping = self.mapping
        path, title = self._first(mapping.title, " – ")
        paragraphs, marks, is_whole = self._body()
        summary = self._line(self._texts(mapping.summary))
        if summary and not paragraphs:
            paragraphs, summary = (summary,), ""
        if not (title or paragraphs):
            return None
        links, unread = self._links()
        revised, undated = self._revised()
        contacts = (line for text in self._texts(mapping.contacts) for line in self._lines(text))
        return Said(
            text=Text(title=title, summary=summary, body=paragraphs, marks=marks),
            place=self._first(mapping.places, ", ")[1],
            contacts=tuple(contacts),
            links=links,
            revised=revised,
            path=path,
            teaser=self._line(self._texts(mapping.teaser)),
            findings=(*unread, *undated, *(() if is_whole else (_LOST,))),
        )

    def _at(self, paths: Paths) -> Paths:
        return tuple(path.replace("{lang}", self.lang) for path in paths)

    def _texts(self, paths: Paths) -> Iterator[str]:
        return (text for _, text in texts_at(self.node, self._at(paths)))

    def _first(self, paths: Paths, between: str) -> tuple[str, str]:
        """Return the first path that leads to words, and all that stands there, in one line."""
        found = list(texts_at(self.node, self._at(paths)))
        if not found:
            return "", ""
        first = found[0][0]
        same = (self._line((text,)) for path, text in found if path == first)
        return first, between.join(dict.fromkeys(filter(None, same)))

    def _line(self, texts: Iterator[str] | tuple[str, ...]) -> str:
        return " ".join(line for text in texts for line in self._lines(text))

    def _lines(self, text: str) -> tuple[str, ...]:
        """Return the lines of a field that is plain, though HTML was put into it."""
        # What a feed gives is plain already.
        if self.mapping.body_form == HTML and self.mapping.format != FEED:
            if _MARKUP.search(text):
                return clean(text).paragraphs
            text = unescape(text)
        return tuple(filter(None, map(squeeze, text.splitlines())))

    def _body(self) -> tuple[tuple[str, ...], tuple[Mark, ...], bool]:
        paragraphs: list[str] = []
        marks: list[Mark] = []
        is_whole = True
        for node in find_all(self.node, self._at(self.mapping.body)):
            if self.mapping.body_form == HTML:
                cleaned = clean(node.markup or node.text, self.base)
                marks += [
                    replace(mark, paragraph=mark.paragraph + len(paragraphs))
                    for mark in cleaned.marks
                ]
                paragraphs += cleaned.paragraphs
                is_whole = is_whole and cleaned.is_whole
            else:
                paragraphs += self._lines(node.text)
        return tuple(paragraphs), tuple(marks), is_whole

    def _links(self) -> tuple[tuple[FurtherLink, ...], tuple[Finding, ...]]:
        links: list[FurtherLink] = []
        unread: list[Finding] = []
        at = self.mapping.links
        for node in find_all(self.node, self._at(at.at)) if at else ():
            there = replace(self, node=node)
            label = there._line(there._texts(at.label)) if at else ""
            to = against(self.base, _whole(next(there._texts(at.to), ""))) if at else ""
            if is_link(to) and to.lower().startswith(_SCHEMES):
                links.append(FurtherLink(label=label or to, to=to))
            elif label or to:
                message = f"the link {label[:80]!r} leads to {to[:80]!r}, which is no address"
                unread.append(
                    Finding(code="text.link-unread", level=WARNING, field="links", message=message)
                )
        return tuple(dict.fromkeys(links)), tuple(unread)

    def _revised(self) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
        said = list(self._texts(self.mapping.revised))
        instants = {text: instant_of(text, self.mapping.zone) for text in said}
        unread = tuple(
            Finding(
                code="date.unread",
                level=WARNING,
                field="revised",
                message=f"{text[:40]!r} is no time of a revision that can be read",
            )
            for text, instant in instants.items()
            if not instant
        )
        return tuple(sorted({*filter(None, instants.values())})), unread


def _whole(address: str) -> str:
    """Return an address as it was meant: with its scheme, and its `&` not escaped twice."""
    bare = address.strip().replace("&amp;", "&")
    return f"http://{bare}" if bare.lower().startswith("www.") else bare
