"""The paragraphs of a text: without captions, credits, contacts and what the site adds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from communique.core.text import loose, squeeze
from communique.ingest.lexicon import CHANGED, Lexicon
from communique.ingest.plain import Line, Page

_ENDS = '.!?:;…)»”"“'
# Text wrapped by a mail program or a converter has lines of about this length.
_WRAPPED = range(45, 110)
_HEADING_CHARACTERS = 60
# Fewer words may begin any sentence: `Contacts between …`.
_HEAD_WORDS = 3
# A number as it is written for those who call from abroad; an address of e-mail.
_REACH = re.compile(
    r"(?<!\w)(?:\+|00 ?)[1-9](?:[ ()./-]{0,2}\d){6,13}\b|[\w.+-]+@[\w-]+\.\w", re.ASCII
)

_RIGHTS = re.compile(r"(?:\(c\)|copyright(?: ©)?) \d{4}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph: characters [start, end) of the capture, and its words on one line."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The paragraphs of a text, and the people to ask about it."""

    paragraphs: tuple[Paragraph, ...]
    contacts: tuple[Paragraph, ...]


def read_body(page: Page, lines: Sequence[Line], start: int | None, lexicon: Lexicon) -> Body:
    """Return the paragraphs that lines make.

    start: where the first line's text begins, where that is not at the line's own start.
    """
    kept, contacts = _parted(lines, lexicon)
    wrapped = _is_wrapped(kept)
    paragraphs: list[Paragraph] = []
    for group in _groups(kept, wrapped=wrapped):
        begin = group[0].start
        if start is not None and begin < start < group[0].end:
            begin = start
        paragraphs.append(_paragraph(page, begin, group[-1].end))
    asked = [_paragraph(page, line.start, line.end) for line in contacts]
    while len(paragraphs) > 1 and _asks(paragraphs[-1], lexicon):
        asked.insert(0, paragraphs.pop())
    return Body(paragraphs=tuple(paragraphs), contacts=tuple(asked))


def is_caption(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a line belongs to a picture: a credit, or a caption that ends with one."""
    found = lexicon.credit.search(text)
    if found is None:
        return False
    if not found[0].startswith("("):
        # `Photo: Name` is a credit; `Photo exhibitions were opened` is a sentence.
        return len(text) < 200
    return not text[found.end() :].strip(" .")


def _parted(lines: Sequence[Line], lexicon: Lexicon) -> tuple[list[Line], list[Line]]:
    """Return the lines of the text and those of its contacts."""
    kept: list[Line] = []
    contacts: list[Line] = []
    asking = False
    for number, line in enumerate(lines):
        text = line.text
        if is_caption(text, lexicon) or _is_the_sites(text, lexicon):
            continue
        if kept and _closes(text, lines[number + 1 : number + 4], lexicon):
            contacts += [] if contacts else _asked_below(lines[number + 1 :], lexicon)
            break
        if is_contact_head(text, lexicon):
            asking = True
            contacts += [line] if _says_more(text) else []
        elif asking and _is_contact(text):
            contacts.append(line)
        else:
            asking = False
            kept.append(line)
    return _without_reach(kept, contacts)


def _asked_below(lines: Sequence[Line], lexicon: Lexicon) -> list[Line]:
    """Return whom to ask, where that stands below what the site adds to a text.

    Only a head tells it there, and a line by which somebody is reached: it ends with the last.
    """
    for number, line in enumerate(lines):
        if is_contact_head(line.text, lexicon):
            begin = number if _says_more(line.text) else number + 1
            asked = list(takewhile(lambda one: _may_be_asked(one.text, lexicon), lines[begin:]))
            reached = [at for at, one in enumerate(asked, 1) if _is_reach(one.text)]
            return asked[: reached[-1]] if reached else []
    return []


def _may_be_asked(text: str, lexicon: Lexicon) -> bool:
    return _is_contact(text) and not _is_closing(text, lexicon)


def _without_reach(kept: list[Line], contacts: list[Line]) -> tuple[list[Line], list[Line]]:
    """Return the same with whom to ask at the end of a text among the contacts, head or none.

    A line that is no sentence and says a telephone number or an address of e-mail is that in
    every language; a short line above the last of them headed them.
    """
    end = len(kept)
    while end > 1 and _is_reach(kept[end - 1].text):
        end -= 1
    found = kept[end:]
    if found and end > 1 and _may_head(kept[end - 1].text):
        end -= 1
    return kept[:end], [*found, *contacts]


def _is_reach(text: str) -> bool:
    return _is_contact(text) and text[-1] not in ".!?" and _REACH.search(text) is not None


def _may_head(text: str) -> bool:
    return len(text) <= _HEADING_CHARACTERS and (text[-1] not in _ENDS or text[-1] == ":")


def is_contact_head(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a line begins the people to ask (`Press contact: …`)."""
    head = text.partition(":")[0] if ":" in text[:80] else text
    return len(head) < 80 and loose(head) in lexicon.lines["contact_heads"]


def _asks(paragraph: Paragraph, lexicon: Lexicon) -> bool:
    """Tell whether a whole sentence says whom to ask: `For more information, please contact …`."""
    said = loose(paragraph.text)
    heads = (head for head in lexicon.lines["contact_heads"] if len(head.split()) >= _HEAD_WORDS)
    return any(said.startswith(head) for head in heads) and bool(_REACH.search(paragraph.text))


def _says_more(text: str) -> bool:
    return bool(text.partition(":")[2].strip())


def _is_contact(text: str) -> bool:
    """Tell whether a line below the head of the contacts is one: no sentence of a text."""
    return len(text) < 200 and not (text.endswith(".") and len(text.split()) > 12)


def _is_the_sites(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a line is a link of the site's, or says whose the page is, or when changed."""
    label = lexicon.label(text)
    is_link = lexicon.is_line("skip_lines", text) or _RIGHTS.match(text) is not None
    return is_link or (label is not None and label[0] == CHANGED)


def _closes(text: str, following: Sequence[Line], lexicon: Lexicon) -> bool:
    """Tell whether the page is the site's again from this line on.

    following: the three lines after it.
    """
    if lexicon.kind(text) is not None and any(
        lexicon.days.alone(line.text) for line in following[1:]
    ):
        # A type line, a title and a day: the card of another page.
        return True
    if not _is_closing(text, lexicon):
        return False
    # A heading of the text itself is followed by paragraphs; the site's by links.
    return not any(len(line.text) > 250 for line in following)


def _is_closing(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a line heads what the site adds, which may follow in it: `Tags: lakes, maps`."""
    if len(text) > _HEADING_CHARACTERS or text[-1] in ".!?":
        return False
    return lexicon.is_line("closing_lines", text.partition(":")[0])


def _is_wrapped(lines: Sequence[Line]) -> bool:
    """Tell whether lines were broken at a width, so that several make one paragraph."""
    inner = [line for line, below in pairwise(lines) if not below.gap]
    if len(inner) < 3 or not any(line.gap for line in lines[1:]):
        return False
    broken = sum(len(line.text) in _WRAPPED and line.text[-1] not in _ENDS for line in inner)
    return broken * 5 >= len(inner) * 3


def _groups(lines: Sequence[Line], *, wrapped: bool) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if group and not _goes_on(group[-1], line, wrapped=wrapped):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _goes_on(above: Line, line: Line, *, wrapped: bool) -> bool:
    """Tell whether a line continues the paragraph above it."""
    if wrapped and not line.gap and not line.bullet:
        return True
    return goes_on(above, line)


def goes_on(above: Line, line: Line, *, longer_than: int = 40) -> bool:
    """Tell whether a line goes on with a sentence or a title that was broken in its middle."""
    if line.gap or line.bullet:
        return False
    # No end above, and no capital below.
    return above.text[-1] not in _ENDS and line.text[0].islower() and len(above.text) > longer_than


def _paragraph(page: Page, start: int, end: int) -> Paragraph:
    return Paragraph(start=start, end=end, text=squeeze(page.capture.text[start:end]))
