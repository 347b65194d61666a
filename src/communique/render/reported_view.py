"""The facts on a release's page: the list of them, their words in the text, and their JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.core.canonical import to_json
from communique.core.edition import ReportedFact
from communique.render.messages import language_name
from communique.render.registry.blocks import Marked
from communique.render.registry.parts import Cell, Fact
from communique.render.registry.reported import told
from communique.render.registry.reported_tables import anchor
from communique.render.registry.setting import Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedView:
    """One fact as the page of its release tells it.

    words: the way to its words in the text, or to the text in another language that has them.
    quote: the words, where the text shown does not have them.
    """

    number: int
    anchor: str
    kind: str
    sentence: tuple[Cell, ...]
    details: tuple[Fact, ...]
    words: Cell
    quote: Cell | None
    is_corrected: bool


def reported_views(
    found: Sequence[ReportedFact], setting: Setting, *, lang: str, path: str
) -> tuple[ReportedView, ...]:
    """Return the facts of a release; lang: of the text shown.  path: of its page."""
    return tuple(_view(one, setting, lang, path) for one in found)


def marked(found: Iterable[ReportedFact], setting: Setting, *, lang: str) -> tuple[Marked, ...]:
    """Return where the words of the facts stand in the text shown."""
    return tuple(
        Marked(
            number=one.record.number,
            paragraph=one.passage.paragraph,
            start=one.passage.start,
            end=one.passage.end,
            href=f"#{anchor(one)}",
            label=setting.say("Reported here: %(number)s", number=one.record.number),
        )
        for one in found
        if one.record.lang == lang
    )


def reported_json(found: Iterable[ReportedFact]) -> list[dict[str, object]]:
    """Return facts for programs: each record as entered, and its entry."""
    return [
        {
            "symbol": one.record.symbol,
            "record": to_json(one.record),
            "corrected": one.corrected,
            "entry": {
                "index": one.index,
                "leaf_hash": one.leaf,
                "at": one.at,
                "digest": one.digest,
            },
        }
        for one in found
    ]


def _view(one: ReportedFact, setting: Setting, lang: str, path: str) -> ReportedView:
    in_words = told(one.record.fact, setting, lang=one.record.lang)
    number, is_here = one.record.number, one.record.lang == lang
    place = one.passage.paragraph
    said = (
        setting.say("Paragraph %(number)s", number=place) if place else setting.say("In the title")
    )
    href = f"#words-{number}"
    if not is_here:
        name = language_name(one.record.lang, setting.lang)
        said = setting.say("In the text in %(language)s", language=name)
        href = f"{setting.site.href(path, (('text', one.record.lang),))}{href}"
    quote = Cell(text=one.passage.words, lang=one.record.lang)
    return ReportedView(
        number=number,
        anchor=anchor(one),
        kind=in_words.kind,
        sentence=in_words.sentence,
        details=in_words.details,
        words=Cell(text=said, href=href, value=place),
        quote=None if is_here else quote,
        is_corrected=one.corrected,
    )
