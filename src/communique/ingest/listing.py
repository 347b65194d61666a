"""Pages that list other pages: told from the text, and read for hints of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from communique.core.evidence import Found
from communique.core.record import Draft
from communique.core.text import squeeze
from communique.ingest.body import read_body
from communique.ingest.dateline import read_dateline
from communique.ingest.fields import choose
from communique.ingest.header import Header, Values
from communique.ingest.lexicon import Lexicon
from communique.ingest.plain import Line, Page
from communique.ingest.unlabelled import field_told_by

_HEAD_LINES = 6
_PARAGRAPH_CHARACTERS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One entry of a list: its title, its labels, and the beginning of its text."""

    title: Line | None
    labels: Mapping[str, Values]
    teaser: tuple[Line, ...]


def is_listing(page: Page, lines: Sequence[Line], lexicon: Lexicon) -> bool:
    """Tell whether a page lists others: several dates of publication, or the head of a list."""
    dated = sum(1 for line in lines if _is_dated(line, lexicon))
    if dated > 1:
        return True
    # Below a paragraph it heads what stands beside a text.
    above = takewhile(lambda line: not _is_paragraph(line), lines[:_HEAD_LINES])
    headed = any(_is_head(line, lexicon) for line in above)
    types = [line for line in lines if lexicon.kind(line.text) is not None]
    # A single page has one type line, below the name of its list; three of them are three pages.
    own = sum(1 for line in types if not _is_head(line, lexicon))
    return len(types) > 2 or (headed and (dated > 0 or own != 1))


def hints_of(page: Page, lines: Sequence[Line], lexicon: Lexicon) -> tuple[Draft, ...]:
    """Return what a listing says of each page it names, one draft an entry."""
    return tuple(_hint(page, entry, lexicon) for entry in _entries(lines, lexicon))


def _is_paragraph(line: Line) -> bool:
    return len(line.text) >= _PARAGRAPH_CHARACTERS and line.text[-1] in ".!?"


def _is_dated(line: Line, lexicon: Lexicon) -> bool:
    label = lexicon.label(line.text)
    if label is None or label[0] != "date":
        return False
    return lexicon.days.whole(line.text[label[1] :]) is not None


def _is_head(line: Line, lexicon: Lexicon) -> bool:
    return lexicon.is_line("listing_heads", line.text)


def _entries(lines: Sequence[Line], lexicon: Lexicon) -> Iterator[_Entry]:
    """Yield the entries: a title, a block of labels with a date, and a teaser.

    The title stands above the block; where none stands above the first, below.
    """
    blocks = list(_label_blocks(lines, lexicon))
    is_below = bool(blocks) and _title(lines, blocks[0][0], lexicon) is None
    for number, (begin, last) in enumerate(blocks):
        end = last
        following = blocks[number + 1][0] if number + 1 < len(blocks) else len(lines)
        title = _title(lines, begin, lexicon)
        if is_below and end < following:
            title, end = lines[end], end + 1
        elif number + 1 < len(blocks):
            following -= 1
        labels: dict[str, list[tuple[int, int]]] = {}
        for line in lines[begin:last]:
            kind, behind = lexicon.label(line.text) or (field_told_by(line.text, lexicon), 0)
            if behind < len(line.text):
                labels.setdefault(kind, []).append((line.start + behind, line.end))
        yield _Entry(
            title=title,
            labels={kind: tuple(values) for kind, values in labels.items()},
            # Numbers alone lead to the list's other pages.
            teaser=tuple(
                line for line in lines[end : max(end, following)] if not line.text.isdigit()
            ),
        )


def _label_blocks(lines: Sequence[Line], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield [begin, end) of each run of labels, or values without, that holds a date."""
    begin = 0
    while begin < len(lines):
        end = begin
        while end < len(lines) and _says_a_field(lines[end], lexicon):
            end += 1
        if any(
            _is_dated(line, lexicon) or lexicon.days.alone(line.text) for line in lines[begin:end]
        ):
            yield begin, end
        begin = max(end, begin + 1)


def _says_a_field(line: Line, lexicon: Lexicon) -> bool:
    return lexicon.label(line.text) is not None or field_told_by(line.text, lexicon) != ""


def _title(lines: Sequence[Line], begin: int, lexicon: Lexicon) -> Line | None:
    if begin == 0:
        return None
    above = lines[begin - 1]
    for kind in ("newsroom_lines", "listing_heads"):
        if lexicon.is_line(kind, above.text):
            return None
    return above


def _hint(page: Page, entry: _Entry, lexicon: Lexicon) -> Draft:
    dateline = None
    if entry.teaser:
        first = entry.teaser[0]
        found = read_dateline(page.capture.text, first.start, first.end, lexicon)
        dateline = found if found and not found.alone else None
    header = Header(
        kind=None,
        title=entry.title,
        labels=entry.labels,
        place_line=None,
        dateline=dateline,
        abstract=(),
        rest=entry.teaser,
    )
    body = read_body(page, entry.teaser, None, lexicon)
    choices = choose(page, header, body, lexicon)
    title = entry.title
    return Draft(
        capture=page.capture,
        lang=choices.lang,
        # What shape the single page has is not seen here: only a label tells its kind.
        kind=choices.kind if "kind" in entry.labels else None,
        title=Found(
            value=squeeze(title.text),
            span=page.span(title.start, title.end, rule="listing", confidence=0.9),
        )
        if title
        else None,
        date=choices.date,
        places=choices.places,
        sources=choices.sources,
        fields_of_work=choices.fields_of_work,
        countries=choices.countries,
        people=choices.people,
        body=tuple(
            Found(
                value=paragraph.text,
                span=page.span(paragraph.start, paragraph.end, rule="teaser", confidence=0.5),
            )
            for paragraph in body.paragraphs
        ),
        addresses=(page.links[title.start],) if title and title.start in page.links else (),
        findings=choices.findings,
    )
