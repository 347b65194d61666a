"""A release as readers will see it: the portal's own page, made before it is on the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.utils import timezone

from communique.core.fact import Fact, FactRecord
from communique.core.record import Release
from communique.newsroom.desk.models.symbol import prefix_of
from communique.newsroom.shelf import profile
from communique.newsroom.site import config
from communique.render.messages import LANGUAGES
from communique.render.preview import Portal, release_preview
from communique.render.styles import sheet

# Where the desk answers what the portal answers at its own addresses.
STYLES = "/desk/releases/styles"


def preview_of(
    release: Release,
    lang: str,
    *,
    is_correction: bool = False,
    facts: Iterable[FactRecord[Fact]] = (),
) -> bytes:
    """Return the page of a release in a language, with the facts that go out with it.

    A language that the portal has no pages in is shown on a page of its first one. A symbol
    that is not given yet is shown as it will look.
    """
    if lang not in LANGUAGES and lang in release.texts:
        release, lang = replace(release, texts={lang: release.texts[lang]}), LANGUAGES[0]
    held = profile()
    today = timezone.localdate()
    portal = Portal(profile=held, url=config().url, today=today, sample=config().sample)
    symbol = release.symbol or f"{prefix_of(release.kind)}-{today.year}-nnnn"
    made = release_preview(
        replace(release, symbol=symbol),
        portal=portal,
        lang=lang,
        is_correction=is_correction,
        facts=facts,
    )
    address = sheet(held.organisation.tokens).address
    # The desk's own style sheets stand where the portal's stands, served by another program.
    return made.replace(address.encode(), style_address().encode())


def style_address() -> str:
    """Return where the desk answers the portal's style sheet."""
    address = sheet(profile().organisation.tokens).address
    return STYLES + address.removeprefix("/static")
