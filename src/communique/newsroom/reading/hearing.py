"""What the spine's reader hears in the texts of a release."""

from __future__ import annotations

from communique.core.record import Release
from communique.core.review import Hearing
from communique.core.text import Text
from communique.ingest.typed import Heard, Typed, listen
from communique.newsroom import shelf


def heard_in(text: Text, lang: str, release: Release) -> Heard:
    """Return what is heard in one text of a release."""
    on = release.date.first_day if release.date else None
    typed = Typed(title=text.title, summary=text.summary, paragraphs=text.body, lang=lang, on=on)
    return listen(typed, shelf.profile())


def hearing_of(heard: Heard) -> Hearing:
    """Return what the rules need of it."""
    return Hearing(
        dateline=heard.dateline.value if heard.dateline else None,
        states=tuple((one.code, one.span.quote) for one in heard.states),
        unspoken=tuple(one.quote for one in heard.unspoken),
    )
