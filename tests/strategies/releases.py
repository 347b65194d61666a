"""Releases with everything they may name, and withdrawals."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from communique.core.media import ATTACHMENT_TYPES, PICTURE_TYPES, Attachment, Picture, Rendition
from communique.core.record import (
    Quote,
    Ref,
    Release,
    Revision,
    Withdrawal,
)
from communique.core.text import FurtherLink
from tests.strategies.words import (
    COUNTRIES,
    FIELDS,
    KINDS,
    LANGS,
    SOURCES,
    any_text,
    codes,
    digests,
    few,
    partial_dates,
    symbols,
    targets,
    texts_by_language,
)


def refs() -> SearchStrategy[Ref]:
    """Return somebody or something named, with its code or without."""
    return st.builds(
        Ref,
        name=any_text(min_size=1, max_size=12),
        code=st.none() | codes(),
        country=st.none() | st.sampled_from(COUNTRIES),
    )


def quotes() -> SearchStrategy[Quote]:
    """Return words that somebody said."""
    return st.builds(
        Quote,
        words=any_text(min_size=1),
        speaker=refs(),
        paragraph=st.integers(1, 9),
        lang=st.sampled_from(LANGS),
    )


def revisions() -> SearchStrategy[Revision]:
    """Return a change that was made before the release came into the record."""
    at = st.dates(date(1975, 1, 1), date(2030, 1, 1))
    return st.builds(
        Revision,
        at=at.map("{}T06:07:08Z".format),
        langs=st.lists(st.sampled_from(LANGS), max_size=2).map(tuple),
    )


@st.composite
def pictures(draw: DrawFn) -> Picture:
    """Return a picture with renditions and words in some languages."""
    media_type, endings = draw(st.sampled_from(sorted(PICTURE_TYPES.items())))
    size = st.integers(1, 9000)
    rendition = st.builds(Rendition, digest=digests(), width=size, height=size, size_bytes=size)
    return Picture(
        digest=draw(digests()),
        media_type=media_type,
        name=f"{draw(codes())}.{endings[0]}",
        width=draw(size),
        height=draw(size),
        size_bytes=draw(size),
        alt=draw(_said_by_language()),
        caption=draw(_said_by_language()),
        credit=draw(any_text(max_size=12)),
        renditions=tuple(draw(st.lists(rendition, max_size=2))),
    )


@st.composite
def attachments(draw: DrawFn) -> Attachment:
    """Return a file that goes with a release."""
    media_type, endings = draw(st.sampled_from(sorted(ATTACHMENT_TYPES.items())))
    return Attachment(
        digest=draw(digests()),
        media_type=media_type,
        name=f"{draw(codes())}.{endings[0]}",
        size_bytes=draw(st.integers(1, 10**9)),
        title=draw(_said_by_language()),
        lang=draw(st.sampled_from(("", *LANGS))),
    )


def _said_by_language() -> SearchStrategy[dict[str, str]]:
    return st.dictionaries(st.sampled_from(LANGS), any_text(min_size=1, max_size=12), max_size=2)


def further_links() -> SearchStrategy[FurtherLink]:
    """Return documents and pages that stand elsewhere, with one text or with all."""
    return st.builds(
        FurtherLink,
        label=any_text(min_size=1, max_size=12),
        to=targets(),
        lang=st.sampled_from(("", *LANGS)),
    )


@st.composite
def releases(draw: DrawFn, *, symbol: str | None = None) -> Release:
    """Return a release, of the symbol given where one is."""
    return Release(
        symbol=symbol or draw(symbols()),
        kind=draw(st.sampled_from(KINDS)),
        texts=draw(texts_by_language()),
        date=draw(st.none() | partial_dates()),
        places=tuple(draw(st.lists(refs(), max_size=2))),
        sources=draw(few(st.sampled_from(SOURCES))),
        fields_of_work=draw(few(st.sampled_from(FIELDS))),
        countries=draw(few(st.sampled_from(COUNTRIES))),
        people=tuple(draw(st.lists(refs(), max_size=2))),
        quotes=tuple(draw(st.lists(quotes(), max_size=2))),
        contacts=draw(few(any_text(min_size=1))),
        addresses=draw(few(st.integers(1, 99).map("http://lakes.example/node/{}".format))),
        captures=draw(few(digests())),
        sample=draw(st.booleans()),
        note=draw(any_text()),
        pictures=tuple(draw(st.lists(pictures(), max_size=1))),
        attachments=tuple(draw(st.lists(attachments(), max_size=1))),
        original=draw(st.sampled_from(("", *LANGS))),
        events=draw(few(codes())),
        activities=draw(few(codes())),
        revisions=tuple(draw(st.lists(revisions(), max_size=2))),
        contacts_in=draw(
            st.dictionaries(st.sampled_from(LANGS), few(any_text(min_size=1)), max_size=2)
        ),
        links=tuple(draw(st.lists(further_links(), max_size=2))),
    )


@st.composite
def withdrawals(draw: DrawFn, *, symbol: str | None = None) -> Withdrawal:
    """Return the reason of a withdrawal."""
    return Withdrawal(
        symbol=symbol or draw(symbols()),
        kind=draw(st.sampled_from(KINDS)),
        note=draw(any_text()),
        langs=draw(few(st.sampled_from(LANGS))),
    )
