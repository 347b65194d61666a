"""A record that waits, as its page shows it: the capture with its evidence, and the fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from communique.core.doubt import Doubt
from communique.core.profile import Profile
from communique.core.waiting import TextRead, Value, Waits
from communique.newsroom.review.amending import LANG
from communique.newsroom.writing.labels import label

# A page of this length is read in a minute; what is longer is cut, and says so.
MOST_CHARACTERS = 200_000
# In the order in which they are read; what the editor of a release has no field for, by name.
_ORDER = (
    "title",
    "summary",
    "kind",
    "date",
    "symbol",
    "places",
    "sources",
    "fields_of_work",
    "countries",
    "people",
    "contacts",
    "links",
    "quotes",
    "body",
)
_NAMED = {"date": "Day", "symbol": "Number", "quotes": "Quotations"}
_VOCABULARIES = {
    "kind": "kind",
    "sources": "structure",
    "fields_of_work": "field-of-work",
    "countries": "country",
}
_BODY = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownValue:
    """One value as the page shows it.  anchor: of its words in the capture, empty without."""

    text: str
    quote: str
    percent: int
    rule: str
    anchor: str
    is_doubtful: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownField:
    """A field with its values; of the body the number of paragraphs and the least sure one.

    is_doubtful: one of its values is why the record waits.
    """

    label: str
    values: tuple[ShownValue, ...]
    is_doubtful: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownText:
    """What was read of one language text.  is_only: the record has no other."""

    lang: str
    fields: tuple[ShownField, ...]
    findings: tuple[tuple[str, str], ...]
    is_only: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some characters of the capture.

    kind: `mark` for evidence, `body` for what became a paragraph, `left` for what was left out.
    anchors: of the values whose words begin here.  fields: of which it is evidence, in words.
    """

    text: str
    kind: str
    anchors: tuple[str, ...] = ()
    fields: str = ""
    is_doubtful: bool = False


def texts_of(waits: Waits, profile: Profile) -> tuple[ShownText, ...]:
    """Return what was read, text by text and field by field, in the order of the page."""
    on = waits.arrival.release.date
    names = _Names(profile, on.first_day if on else date.max)
    return tuple(
        ShownText(
            lang=text.lang,
            fields=tuple(_fields(text, number, names, waits.doubts)),
            findings=text.findings,
            is_only=len(waits.texts) == 1,
        )
        for number, text in enumerate(waits.texts)
    )


def pieces_of(waits: Waits) -> tuple[Piece, ...]:
    """Return the capture in pieces, from its first character to its last that is shown.

    Every piece is covered by the same values from end to end.
    """
    words = waits.words[:MOST_CHARACTERS]
    values = [
        (anchor_of(text, number), value)
        for text, read in enumerate(waits.texts)
        for number, value in enumerate(read.values)
        if value.start < value.end <= len(words)
    ]
    ends = {0, len(words)}.union(*({value.start, value.end} for _, value in values))
    begin: dict[int, list[tuple[str, Value]]] = {}
    for anchor, value in values:
        begin.setdefault(value.start, []).append((anchor, value))
    open_: list[Value] = []
    made: list[Piece] = []
    for start, end in pairwise(sorted(ends)):
        begun = begin.get(start, [])
        open_ = [one for one in open_ if one.end > start] + [value for _, value in begun]
        told = [one for one in open_ if one.field != _BODY]
        made.append(
            Piece(
                text=words[start:end],
                kind="mark" if told else "body" if open_ else "left",
                anchors=tuple(anchor for anchor, _ in begun),
                fields=", ".join(dict.fromkeys(_label(one.field) for one in told)),
                is_doubtful=any(_is_doubted(one, waits.doubts) for one in told),
            )
        )
    return tuple(made)


def anchor_of(text: int, number: int) -> str:
    """Return the anchor of a value's words: the number of its text, and its own in that."""
    return f"w{text}-{number}"


@dataclass(frozen=True, slots=True)
class _Names:
    """What codes are called on the day of the record."""

    profile: Profile
    on: date

    def of(self, value: Value) -> str:
        vocabulary = _VOCABULARIES.get(value.field)
        term = self.profile[vocabulary].get(value.text) if vocabulary else None
        return term.name(LANG, self.on) if term else value.text


def _fields(
    text: TextRead, number: int, names: _Names, doubts: Sequence[Doubt]
) -> Iterator[ShownField]:
    of_text: dict[str, list[ShownValue]] = {}
    for place, value in enumerate(text.values):
        shown = ShownValue(
            text=names.of(value),
            quote="" if value.quote == value.text else value.quote,
            percent=round(100 * value.confidence),
            rule=value.rule,
            anchor=anchor_of(number, place) if value.start < value.end else "",
            is_doubtful=_is_doubted(value, doubts),
        )
        of_text.setdefault(value.field, []).append(shown)
    for field in sorted(of_text, key=_ORDER.index):
        values = of_text[field]
        yield ShownField(
            label=_label(field),
            values=tuple(values if field != _BODY else _in_short(values)),
            is_doubtful=any(one.is_doubtful for one in values),
        )


def _label(field: str) -> str:
    return _NAMED.get(field) or label(field)


def _is_doubted(value: Value, doubts: Sequence[Doubt]) -> bool:
    """Tell whether a value is why the record waits: it was read unsurely, or something is found."""
    return any(
        one.field == value.field and (one.confidence is None or one.why == value.rule)
        for one in doubts
    )


def _in_short(paragraphs: Sequence[ShownValue]) -> list[ShownValue]:
    """Return a body in one line: the capture beside it shows the words."""
    least = min(paragraphs, key=lambda one: one.percent)
    count = len(paragraphs)
    said = "1 paragraph" if count == 1 else f"{count} paragraphs"
    first = paragraphs[0]
    return [
        ShownValue(
            text=f"{said}, from “{first.text[:60].rstrip()}…”",
            quote="",
            percent=least.percent,
            rule=least.rule,
            anchor=first.anchor,
            is_doubtful=least.is_doubtful,
        )
    ]
