"""A text that somebody is writing: what it says of its own place, day, people and subjects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from communique.core.dates import PartialDate
from communique.core.evidence import Capture, Found, Span
from communique.core.profile import Profile
from communique.core.record import Draft, Quote
from communique.ingest.body import Body, Paragraph
from communique.ingest.dateline import Dateline, read_dateline
from communique.ingest.fields import choose
from communique.ingest.header import Header
from communique.ingest.lexicon import Lexicon, lexicon_of
from communique.ingest.plain import Line, Page
from communique.ingest.quotes import quoted
from communique.ingest.suggested import named_structures, suggested_fields, suggestions_of

TITLE, SUMMARY = "title", "summary"
_BETWEEN = "\n\n"
_FIRST_PARAGRAPHS = 3
_FEWEST_WORDS = 5
_ENDS = (".", "!", "?", "…", ",")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A text as it stands in the editor.

    paragraphs: of the body, plain, each on one line.  lang: the language it is written in.
    on: the day it is to bear, None where nobody said.
    """

    title: str
    summary: str
    paragraphs: tuple[str, ...]
    lang: str
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSaid:
    """A State by the name a text gives it, in words and place.  code: of `country`."""

    code: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What a text that is being written says.

    draft: its fields, sources and fields of work among them, each with its words.
    dateline: the day with which the body begins.  states: the names it uses of States.
    unspoken: quoted sentences of which it does not say who said them.
    starts: where title, summary and paragraphs begin; a part without words has none.
    """

    draft: Draft
    dateline: Found[PartialDate] | None
    states: tuple[NameSaid, ...]
    unspoken: tuple[Span, ...]
    starts: tuple[tuple[int, str], ...]

    def where(self, span: Span) -> str:
        """Return the part in which words stand: `title`, `summary`, or a paragraph's number."""
        return next((part for start, part in reversed(self.starts) if start <= span.start), TITLE)


def listen(typed: Typed, profile: Profile) -> Heard:
    """Return what a text says, whatever state it is in; an empty one says nothing."""
    lexicon = lexicon_of(profile)
    page, parts = _page(typed)
    spans = [(line.start, line.end) for _, line in parts]
    paragraphs = tuple(
        Paragraph(start=line.start, end=line.end, text=line.text)
        for part, line in parts
        if part not in (TITLE, SUMMARY)
    )
    header = _header(parts, page, lexicon)
    choices = choose(
        page,
        header,
        Body(paragraphs=paragraphs, contacts=()),
        lexicon,
        lang=typed.lang,
        on=typed.on,
    )
    on = typed.on or (choices.date.value.first_day if choices.date else None)
    names = suggestions_of(lexicon)
    draft = Draft(
        capture=page.capture,
        lang=choices.lang,
        title=_found(page, header.title),
        summary=_found(page, header.abstract[0] if header.abstract else None),
        date=choices.date,
        places=choices.places,
        sources=named_structures(page, spans, names, on),
        fields_of_work=suggested_fields(page, spans, names),
        countries=choices.countries,
        people=choices.people,
        body=tuple(
            Found(value=one.text, span=page.span(one.start, one.end, rule="body"))
            for one in paragraphs
        ),
        quotes=choices.quotes,
        facts=choices.facts,
        findings=choices.findings,
    )
    return Heard(
        draft=draft,
        dateline=choices.date if choices.date and choices.date.span.rule == "dateline" else None,
        states=tuple(_states(page, spans, lexicon, typed.lang)),
        unspoken=tuple(_unspoken(page, paragraphs, choices.quotes)),
        starts=tuple((line.start, part) for part, line in parts),
    )


def _page(typed: Typed) -> tuple[Page, tuple[tuple[str, Line], ...]]:
    """Return the text as a page, and its lines with the part that each one is."""
    said = [(TITLE, typed.title), (SUMMARY, typed.summary)]
    said += [(str(number), one) for number, one in enumerate(typed.paragraphs, 1)]
    parts: list[tuple[str, Line]] = []
    start = 0
    for part, words in said:
        plain = " ".join(words.split())
        if plain:
            parts.append((part, Line(start=start, end=start + len(plain), text=plain)))
            start += len(plain) + len(_BETWEEN)
    text = _BETWEEN.join(line.text for _, line in parts)
    # Nothing keeps this capture, so it needs no digest.
    capture = Capture(text=text, digest="", path="")
    return Page(capture=capture, lines=tuple(line for _, line in parts)), tuple(parts)


def _header(parts: Sequence[tuple[str, Line]], page: Page, lexicon: Lexicon) -> Header:
    by_part = dict(parts)
    body = [line for part, line in parts if part not in (TITLE, SUMMARY)]
    return Header(
        kind=None,
        title=by_part.get(TITLE),
        labels={},
        place_line=None,
        dateline=_dateline(body, page, lexicon),
        abstract=tuple(line for line in (by_part.get(SUMMARY),) if line),
        rest=tuple(body),
    )


def _dateline(body: Sequence[Line], page: Page, lexicon: Lexicon) -> Dateline | None:
    """Return the dateline of the first paragraph, or one with its day below a heading."""
    for number, line in enumerate(body[:_FIRST_PARAGRAPHS]):
        found = read_dateline(page.capture.text, line.start, line.end, lexicon)
        if found is not None and (number == 0 or found.day is not None):
            return found
    return None


def _found(page: Page, line: Line | None) -> Found[str] | None:
    if line is None:
        return None
    return Found(value=line.text, span=page.span(line.start, line.end, rule="typed"))


def _states(
    page: Page, spans: Sequence[tuple[int, int]], lexicon: Lexicon, lang: str
) -> Iterator[NameSaid]:
    """Yield every name of a State in the text, each name once."""
    names = lexicon.countries.get(lang) or lexicon.countries.get("en")
    seen: set[str] = set()
    for start, end in spans if names else ():
        for sighting in names.find(page.capture.text, start, end) if names else ():
            said = page.capture.text[sighting.start : sighting.end]
            meant = sighting.meanings[0]
            # Where several States bore a name, the text does not tell which it means.
            if meant is None or len(sighting.meanings) > 1 or said in seen:
                continue
            seen.add(said)
            yield NameSaid(
                code=meant.code, span=page.span(sighting.start, sighting.end, rule="named")
            )


def _unspoken(
    page: Page, paragraphs: Sequence[Paragraph], quotes: Sequence[Found[Quote]]
) -> Iterator[Span]:
    """Yield whole sentences in quotation marks that the reader took for nobody's."""
    spans = [(one.start, one.end) for one in paragraphs]
    spoken = {one.span.start for one in quotes}
    for one in quoted(page.capture.text, spans):
        start, end = one.pieces[0][0], one.pieces[-1][1]
        words = page.capture.text[start:end]
        behind = page.capture.text[one.close : one.close + 1]
        is_sentence = words[:1].isupper() and (words.endswith(_ENDS) or behind in (".", ","))
        if start not in spoken and is_sentence and len(words.split()) >= _FEWEST_WORDS:
            yield page.span(start, end, rule="quoted")
