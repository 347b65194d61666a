"""What a working copy keeps as JSON or as lines, read as the record has it, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import msgspec

from communique.core.beside import links_of
from communique.core.canonical import decode
from communique.core.media import Attachment, Picture
from communique.core.record import Quote, Release
from communique.core.ref import Ref
from communique.core.text import FurtherLink, Text, loose, squeeze
from communique.newsroom.desk.body import html_of, parts_of
from communique.newsroom.shelf import store
from communique.store.query import edition

Plain = dict[str, object]


def refs_of(plain: Iterable[Mapping[str, object]]) -> tuple[Ref, ...]:
    """Return who or what is named; entries without a name are left out."""
    made = (decode({"name": "", **one}, Ref) for one in plain)
    return tuple(replace(one, code=one.code or None) for one in made if one.name or one.code)


def pictures_of(plain: Iterable[Mapping[str, object]]) -> tuple[Picture, ...]:
    """Return the pictures that a working copy names."""
    return tuple(decode(one, Picture) for one in plain)


def attachments_of(plain: Iterable[Mapping[str, object]]) -> tuple[Attachment, ...]:
    """Return the attachments that a working copy names."""
    return tuple(decode(one, Attachment) for one in plain)


def plain_of(values: Iterable[Ref | Picture | Attachment]) -> list[Plain]:
    """Return values of the record as a working copy keeps them."""
    return [msgspec.to_builtins(one) for one in values]


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of a field that say something, white space squeezed."""
    return tuple(said for line in text.splitlines() if (said := squeeze(line)))


def line_of_link(link: FurtherLink) -> str:
    """Return a further link as a line: where it leads, a blank, what it is called."""
    return squeeze(f"{link.to} {link.label}")


def links_from(lines: Iterable[str], release: Release, lang: str) -> tuple[FurtherLink, ...]:
    """Return the further links that lines say, those that the text in a language has as they are.

    A new one stands with this text alone where the release has links that do, else with all.
    """
    held = {line_of_link(one): one for one in links_of(release, lang)}
    own = lang if any(one.lang for one in release.links) else ""
    return tuple(dict.fromkeys(held.get(line) or _link(line, own) for line in lines))


def _link(line: str, lang: str) -> FurtherLink:
    to, _, label = line.partition(" ")
    return FurtherLink(label=label or to, to=to, lang=lang)


def text_from(*, title: str, summary: str, body: str, notes: str, follows: str = "") -> Text:
    """Return what the fields of a text say, as the record has it.

    body: rich text.  notes: one a line.  follows: as core.text.Text.
    """
    parts = parts_of(body)
    return Text(
        title=squeeze(title),
        summary=squeeze(summary),
        body=parts.paragraphs,
        notes=lines_of(notes),
        marks=parts.marks,
        follows=follows,
    )


def standing(symbol: str) -> Release | None:
    """Return the release of a symbol as readers see it now, None where they see none."""
    found = edition(store(), symbol) if symbol else None
    return found.current.release if found and found.current else None


def as_it_stood(text: Text, before: Text | None) -> Text:
    """Return a text, its body and marks just as on the record where nobody changed them.

    The editor joins marks and squeezes blanks; that alone is no correction.
    """
    if before is None:
        return text
    read = parts_of(html_of(before.body, before.marks))
    if (read.paragraphs, read.marks) != (text.body, text.marks):
        return text
    return replace(text, body=before.body, marks=before.marks)


def anchored(quotes: Iterable[Quote], lang: str, body: tuple[str, ...]) -> tuple[Quote, ...]:
    """Return the quotes whose words still stand in the body, each with its paragraph of today.

    Quotes in other languages stay as they are.
    """
    folded = [loose(paragraph) for paragraph in body]
    kept = []
    for quote in quotes:
        if quote.lang != lang:
            kept.append(quote)
            continue
        said = loose(quote.words)
        places = [place for place, words in enumerate(folded, start=1) if said in words]
        if places:
            nearest = min(places, key=lambda place: abs(place - quote.paragraph))
            kept.append(replace(quote, paragraph=nearest))
    return tuple(kept)
