"""What became of an import, as one page that needs nothing beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from communique.render.pages import environment
from communique.render.registry import histogram
from communique.render.registry.drawing import Drawing
from communique.render.styles import sheet

LANG = "en"
_STYLE = b"<style></style>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A page of which a person should read: where it was found, what became of it, and why."""

    path: str
    outcome: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Like:
    """Like cases that wait for review, or would if the site had a newsroom."""

    site: str
    doubts: str
    pages: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What the rules found on pages, and on how many."""

    code: str
    message: str
    pages: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an import has to tell.

    outcomes: (what became of pages, of how many).  unnamed: how many more than those named there
    are, as words; empty where there are none.  confidences: by field, of how many values the
    reader was so many per cent sure.  remarks: the commonest findings first.
    """

    site: str
    on: str
    sentence: str
    outcomes: tuple[tuple[str, str], ...]
    named: tuple[Named, ...]
    unnamed: str
    families: tuple[Like, ...]
    confidences: Mapping[str, Mapping[int, int]]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Confidence:
    """How sure the reader was of a field: drawn, and as a table of (per cent, number)."""

    field: str
    drawing: Drawing
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportView:
    """What the template sees."""

    told: Told
    confidences: tuple[Confidence, ...]


def import_page(told: Told, tokens: str) -> bytes:
    """Return the page, its style in it.

    tokens: what gives the portal of the organisation its look.
    """
    fields = told.confidences.items()
    view = ImportView(told=told, confidences=tuple(_confidence(*one) for one in fields))
    made = environment(LANG).get_template("import.html").render(view=view).encode()
    return made.replace(_STYLE, b"<style>\n" + sheet(tokens).content + b"</style>", 1)


def _confidence(field: str, counts: Mapping[int, int]) -> Confidence:
    values = sorted(counts.items())
    most = max(values, key=lambda one: one[1])
    return Confidence(
        field=field.capitalize(),
        drawing=histogram.drawn(
            values,
            title=f"Confidence in the {field}, per cent",
            description=f"From {values[0][0]} to {values[-1][0]} per cent; most at {most[0]}, "
            f"with {most[1]:,}. The table below gives every number.",
        ),
        rows=tuple((f"{percent} %", f"{number:,}") for percent, number in reversed(values)),
    )
