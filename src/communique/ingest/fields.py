"""The fields of a release, each chosen among what its page says, with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from communique.core.dates import PartialDate
from communique.core.evidence import Found
from communique.core.fact import Fact
from communique.core.record import Finding, Quote, Ref
from communique.core.rules import NOTE, WARNING
from communique.core.text import loose
from communique.ingest.body import Body
from communique.ingest.countries import named_states
from communique.ingest.dateline import Dateline, PlaceAt, split_places
from communique.ingest.dates import DayAt
from communique.ingest.facts.reader import facts_in
from communique.ingest.facts.told import Telling
from communique.ingest.header import Header
from communique.ingest.language import language_of
from communique.ingest.lexicon import Lexicon
from communique.ingest.marked import marked_day
from communique.ingest.plain import Page
from communique.ingest.quotations import quotations
from communique.ingest.sentences import sentences
from communique.ingest.terms import Listed, found_terms, listed, place_ref, unknown_terms

_NEAR_DAY = 48
UNKNOWN_SOURCE = Finding(
    code="source.unknown",
    level=WARNING,
    field="sources",
    message="the source %s is no structure of the profile, and is left out",
    hint="Add the structure, or this name of it, to the profile.",
)
UNKNOWN_FIELD = Finding(
    code="field.unknown",
    level=NOTE,
    field="fields_of_work",
    message="the tag %s is none of the fields of work, and is left out",
    hint="Add it to the profile if it has become one.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """The fields of a draft but for its texts, and what was found while choosing."""

    lang: str
    kind: Found[str] | None
    date: Found[PartialDate] | None
    places: tuple[Found[Ref], ...]
    sources: tuple[Found[str], ...]
    fields_of_work: tuple[Found[str], ...]
    countries: tuple[Found[str], ...]
    people: tuple[Found[Ref], ...]
    quotes: tuple[Found[Quote], ...]
    facts: tuple[Found[Fact], ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """A page taken apart: what every choice looks at.

    spans: title, abstract and paragraphs, in the order of the page.
    """

    page: Page
    header: Header
    body: Body
    lexicon: Lexicon
    lang: str
    spans: tuple[tuple[int, int], ...]


def choose(
    page: Page,
    header: Header,
    body: Body,
    lexicon: Lexicon,
    *,
    lang: str = "",
    on: date | None = None,
) -> Choices:
    """Return the fields of the release that a page holds.

    lang, on: the language and the day of the text where somebody knows them beforehand.
    """
    sheet = _sheet(page, header, body, lexicon, lang=lang)
    day = choose_date(sheet)
    on = on or (day.value.first_day if day else None)
    places = _places(sheet, on)
    sources = _listed(sheet, "sources", "structure", on)
    if not sources:
        sources = _listed(sheet, "publisher", "structure", on)
    tags = _listed(sheet, "fields_of_work", "field-of-work", on)
    quotes = quotations(page, body.paragraphs, lexicon, lang=sheet.lang, on=on)
    return Choices(
        lang=sheet.lang,
        kind=_kind(sheet),
        date=day,
        places=places,
        sources=found_terms(page, sources, "label"),
        fields_of_work=found_terms(page, tags, "label"),
        countries=tuple(_countries(sheet, places, on)),
        people=tuple(_people(sheet, quotes, on)),
        quotes=quotes,
        facts=facts_in(_telling(sheet, on), lexicon),
        findings=(
            *_kind_findings(sheet),
            *_date_findings(sheet, day),
            *_place_findings(places),
            *unknown_terms(page, sources, UNKNOWN_SOURCE),
            *unknown_terms(page, tags, UNKNOWN_FIELD),
        ),
    )


def _sheet(page: Page, header: Header, body: Body, lexicon: Lexicon, *, lang: str) -> _Sheet:
    lines = [line for line in (header.title, *header.abstract) if line is not None]
    spans = [(line.start, line.end) for line in lines]
    spans += [(paragraph.start, paragraph.end) for paragraph in body.paragraphs]
    words = " ".join(page.capture.text[start:end] for start, end in spans)
    profile = lexicon.profile
    lang = lang or language_of(
        words,
        profile.reading.stop_words,
        profile.languages,
        around=_type_line_languages(header, lexicon),
    )
    return _Sheet(
        page=page, header=header, body=body, lexicon=lexicon, lang=lang, spans=tuple(spans)
    )


def _telling(sheet: _Sheet, on: date | None) -> Telling:
    title, dateline = sheet.header.title, sheet.header.dateline
    return Telling(
        page=sheet.page,
        title=(title.start, title.end) if title else None,
        paragraphs=tuple((one.start, one.end) for one in sheet.body.paragraphs),
        lang=sheet.lang,
        on=on,
        begins=dateline.end if dateline else None,
    )


def _type_line_languages(header: Header, lexicon: Lexicon) -> set[str]:
    """Return the languages in which the type line is written."""
    if header.kind is None or (term := lexicon.kind(header.kind.text)) is None:
        return set()
    said = loose(header.kind.text)
    return {name.lang for name in term.names if loose(name.text) == said}


def _kind(sheet: _Sheet) -> Found[str] | None:
    """Return the kind: the type line's, a label's, or what the page's shape tells."""
    page, header, lexicon = sheet.page, sheet.header, sheet.lexicon
    if header.kind is not None and (term := lexicon.kind(header.kind.text)):
        span = page.span(header.kind.start, header.kind.end, rule="type-line")
        return Found(value=term.code, span=span)
    for start, end in header.labels.get("kind", ()):
        if term := lexicon.kind(page.capture.text[start:end]):
            return Found(value=term.code, span=page.span(start, end, rule="label"))
    if header.unknown_kind is not None:
        return None
    reading = lexicon.profile.reading
    if header.dateline is not None and reading.kind_with_dateline:
        place = header.dateline
        span = page.span(place.start, place.end, rule="dateline", confidence=0.6)
        return Found(value=reading.kind_with_dateline, span=span)
    if header.title is not None and reading.kind_in_newsroom:
        title = header.title
        span = page.span(title.start, title.end, rule="newsroom", confidence=0.4)
        return Found(value=reading.kind_in_newsroom, span=span)
    return None


def _kind_findings(sheet: _Sheet) -> Iterator[Finding]:
    line = sheet.header.unknown_kind
    if line is not None:
        yield Finding(
            code="kind.unknown",
            level=WARNING,
            field="kind",
            message=f"the type line {line.text!r} names no kind of the profile",
            span=sheet.page.span(line.start, line.end, rule="type-line"),
            hint="Add the kind, or this name of it, to the profile.",
        )


def choose_date(sheet: _Sheet) -> Found[PartialDate] | None:
    """Return the day of a release, and by which rule.

    The label's value, else the line of place and day, else the dateline's, else what the markup
    or the address says, else the day of the first paragraph. Days in titles are of what the text
    is about, and are never asked.
    """
    page, header = sheet.page, sheet.header
    for start, end in header.labels.get("date", ()):
        if said := sheet.lexicon.days.whole(page.capture.text[start:end]):
            return Found(value=said, span=page.span(start, end, rule="label"))
    marked = marked_day(page, sheet.lexicon.days)
    for dateline, rule in ((header.place_line, "place-line"), (header.dateline, "dateline")):
        if dateline and dateline.day and dateline.day.value:
            shown = _found_day(page, dateline.day, rule, dateline.confidence)
            is_later = marked and shown and marked.value.first_day < shown.value.first_day
            # A day by the heading may be that of a change; the one of publication is no later.
            return marked if is_later and rule == "place-line" and not dateline.places else shown
    return marked or _day_in_text(sheet)


def _day_in_text(sheet: _Sheet) -> Found[PartialDate] | None:
    """Return the day that the first paragraph tells of, from its first sentence if it can."""
    if not sheet.body.paragraphs:
        return None
    first = sheet.body.paragraphs[0]
    text, start = sheet.page.capture.text, first.start
    if sheet.header.dateline is not None:
        start = max(start, sheet.header.dateline.end)
    for number, (begin, end) in enumerate(
        sentences(text, start, first.end, sheet.lexicon.abbreviations)
    ):
        for day in sheet.lexicon.days.find(text, begin, end):
            if day.value is not None and not _is_of_another_day(text, begin, day, sheet):
                confidence = 0.6 if number == 0 else 0.4
                return _found_day(sheet.page, day, "first-paragraph", confidence)
    return None


def _is_of_another_day(text: str, begin: int, day: DayAt, sheet: _Sheet) -> bool:
    before = text[max(begin, day.start - _NEAR_DAY) : day.start]
    # What was said before a comma or in an earlier clause does not bear on this day, unless
    # the clause is an insertion: `Ten years ago today, on 6 December 1994, …`.
    clause = before.rpartition(", ")[2]
    words = sheet.lexicon.anniversaries
    return words.search(clause if len(clause) > 12 else before) is not None


def _found_day(page: Page, day: DayAt, rule: str, confidence: float) -> Found[PartialDate] | None:
    if day.value is None:
        return None
    sure = round(confidence * (0.8 if day.figures else 1), 2)
    return Found(value=day.value, span=page.span(day.start, day.end, rule=rule, confidence=sure))


def _date_findings(sheet: _Sheet, chosen: Found[PartialDate] | None) -> Iterator[Finding]:
    dateline = sheet.header.dateline
    day = dateline.day if dateline else None
    if day is None:
        return
    span = sheet.page.span(day.start, day.end, rule="dateline")
    if day.value is None and chosen is None:
        yield Finding(
            code="date.no-year",
            level=WARNING,
            field="date",
            message=f"the dateline gives {span.quote!r}, without a year",
            span=span,
            hint="Confirm the year from another source.",
        )
    elif day.value is not None and chosen is not None and day.value != chosen.value:
        yield Finding(
            code="date.differs",
            level=NOTE,
            field="date",
            message=f"the dateline says {day.value}, the page {chosen.value}",
            span=span,
        )


def _places(sheet: _Sheet, on: date | None) -> tuple[Found[Ref], ...]:
    """Return the places of issue: the label's, else the dateline's, else the text's."""
    header, text = sheet.header, sheet.page.capture.text
    dated = [
        (place, rule, line.confidence)
        for line, rule in ((header.dateline, "dateline"), (header.place_line, "place-line"))
        if line is not None
        for place in line.places
    ]
    labelled = [
        (place, "label", 1.0)
        for start, end in header.labels.get("place", ())
        for place in split_places(text, start, end, sheet.lexicon)
    ] or [
        # The label of the country may be that of the place: `Location: Vienna`.
        (place, "label", 0.9)
        for start, end in header.labels.get("country", ())
        for place in split_places(text, start, end, sheet.lexicon)
        if sheet.lexicon.find("place", place.name) and not sheet.lexicon.country(place.name)
    ]
    first_rule = dated[0][1] if dated else ""
    chosen = (
        labelled
        or [one for one in dated if one[1] == first_rule]
        or [(place, "first-sentence", 0.5) for place in _place_in_text(sheet)]
    )
    found: dict[str, Found[Ref]] = {}
    for place, rule, confidence in chosen:
        stated = _with_state(place, header.dateline)
        ref = place_ref(stated, sheet.lexicon, on, sheet.lang)
        sure = confidence if ref.code else min(confidence, 0.6)
        span = sheet.page.span(place.start, place.end, rule=rule, confidence=sure)
        found.setdefault(ref.code or ref.name, Found(value=ref, span=span))
    return tuple(found.values())


def _with_state(place: PlaceAt, dateline: Dateline | None) -> PlaceAt:
    """Return a labelled place with the State that the dateline adds to its name."""
    for other in dateline.places if dateline else ():
        if other.country and loose(other.name) == loose(place.name):
            return other
    return place


def _place_in_text(sheet: _Sheet) -> Iterator[PlaceAt]:
    """Yield the place in which the first sentence says that something happened."""
    if not sheet.body.paragraphs:
        return
    first = sheet.body.paragraphs[0]
    text = sheet.page.capture.text
    begin, end = next(sentences(text, first.start, first.end, sheet.lexicon.abbreviations), (0, 0))
    at = sheet.lexicon.profile.reading.at.get(sheet.lang, ())
    for sighting in sheet.lexicon.places.find(text, begin, end):
        word = text[begin : sighting.start].rstrip().rpartition(" ")[2]
        goes_on = text[sighting.end : sighting.end + 2]
        if loose(word) in at and not goes_on[1:].isupper():
            name = text[sighting.start : sighting.end]
            yield PlaceAt(name=name, start=sighting.start, end=sighting.end)
            return


def _place_findings(places: Sequence[Found[Ref]]) -> Iterator[Finding]:
    for place in places:
        if place.value.code is None:
            yield Finding(
                code="place.unknown",
                level=NOTE,
                field="places",
                message=f"the place {place.value.name!r} is not in the profile",
                span=place.span,
                hint="Add it to the profile's places, with its State.",
            )


def _listed(sheet: _Sheet, label: str, vocabulary: str, on: date | None) -> tuple[Listed, ...]:
    values = sheet.header.labels.get(label, ())
    return tuple(listed(sheet.page, values, vocabulary, sheet.lexicon, on))


def _countries(
    sheet: _Sheet, places: Sequence[Found[Ref]], on: date | None
) -> Iterator[Found[str]]:
    """Yield the places' States, then a label's, then those the text names, each once."""
    seen: set[str] = set()
    states = [
        Found(value=place.value.country, span=place.span) for place in places if place.value.country
    ]
    labelled = found_terms(sheet.page, _listed(sheet, "country", "country", on), "label")
    named = named_states(sheet.page, sheet.spans, sheet.lexicon, lang=sheet.lang, on=on)
    for found in (*states, *labelled, *named):
        if found.value not in seen:
            seen.add(found.value)
            yield found


def _people(sheet: _Sheet, quotes: Sequence[Found[Quote]], on: date | None) -> Iterator[Found[Ref]]:
    """Yield the people of the registry whom the text names, and those who speak in it."""
    text, seen = sheet.page.capture.text, set[str]()
    for start, end in sheet.spans:
        for sighting in sheet.lexicon.people.find(text, start, end):
            term = sighting.meanings[0]
            if term.code not in seen:
                seen.add(term.code)
                span = sheet.page.span(sighting.start, sighting.end, rule="named", confidence=0.9)
                name = term.name(sheet.lang, on or date.max)
                seen.add(name)
                yield Found(value=Ref(name=name, code=term.code), span=span)
    for quote in quotes:
        ref = quote.value.speaker
        at = text.find(ref.name)
        # A body speaks too, and an office; neither is a person.
        if ref.name in seen or at < 0 or sheet.lexicon.find("structure", ref.name):
            continue
        if quote.span.confidence >= 0.7:
            seen.add(ref.name)
            span = sheet.page.span(at, at + len(ref.name), rule="speaker", confidence=0.8)
            yield Found(value=ref, span=span)
