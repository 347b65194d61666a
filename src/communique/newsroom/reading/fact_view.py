"""A fact as pages of the desk show it: every word finished."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from communique.newsroom import shelf
from communique.newsroom.reading.amending import Input, inputs
from communique.newsroom.reading.reported import Confirmed
from communique.newsroom.site import config
from communique.render.registry.reported import told
from communique.render.registry.setting import Setting
from communique.render.site import site_view

LANG = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A fact as the page shows it.

    key: of a proposal; number: of a fact on the record.  percent: how sure the reader is.
    is_gone: the text does not have its words any more.
    """

    kind: str
    sentence: str
    details: tuple[str, ...]
    words: str
    lang: str
    where: str
    rule: str
    percent: int
    inputs: tuple[Input, ...]
    key: str = ""
    number: int = 0
    is_gone: bool = False


def shown(
    record: Confirmed, setting: Setting, *, key: str = "", number: int = 0, is_gone: bool = False
) -> Shown:
    """Return a fact as a page shows it."""
    said = told(record.fact, setting, lang=record.lang)
    place = record.evidence.paragraph
    return Shown(
        kind=said.kind,
        sentence=said.text,
        details=tuple(
            f"{one.label}: {', '.join(cell.text for cell in one.cells)}" for one in said.details
        ),
        words=record.evidence.words,
        lang=record.lang,
        where=f"paragraph {place}" if place else "the title",
        rule=record.rule,
        percent=round(record.confidence * 100),
        inputs=inputs(record.fact),
        key=key,
        number=number,
        is_gone=is_gone,
    )


def setting_today() -> Setting:
    """Return what names and links are made with: the registry of today, in the desk's language."""
    today, profile = datetime.now(UTC).date(), shelf.profile()
    return Setting(profile, site_view(profile, LANG, url=config().url, on=today, today=today))
