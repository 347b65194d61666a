"""The one generator of domain values: texts in six languages, records, entries, histories.

Whatever a generated value says is invented; codes are those of the organisation that the tests
invent (tests/small_profile).
"""

from __future__ import annotations

import string
import unicodedata
from dataclasses import dataclass, replace

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from communique.core.activity import Activity, Goods
from communique.core.canonical import digest_of, to_bytes
from communique.core.dates import Days, PartialDate
from communique.core.entry import Act, Entry, order_id
from communique.core.media import ATTACHMENT_TYPES, PICTURE_TYPES, Attachment, Picture, Rendition
from communique.core.reading import Reading
from communique.core.record import (
    About,
    Appointment,
    Chairpersonship,
    Event,
    Menu,
    MenuEntry,
    Organisation,
    Quote,
    Record,
    Ref,
    RegistryRecord,
    Release,
    VocabularyHeading,
    Withdrawal,
)
from communique.core.text import BLOCK_MARKS, HEADING, INLINE_MARKS, LINK, Mark, Text
from communique.core.vocab import Membership, Name, Term

LANGS = ("de", "en", "es", "fr", "it", "ru")
SAID = {
    "en": "the harbour lights were lit again by ferrymen, who crossed at night–safely (all)",
    "fr": "l’été, les élèves naïfs déclarèrent où l’Assemblée siège aujourd’hui",
    "de": "die Straße führt über große Brücken, größer als jene am Fluß",
    "it": "l’organizzazione dell’ambasciata è già qui, perché così è più città",
    "ru": "ещё один ёж нашёл подъём у моста, сказал он тихо и пошёл дальше",
    "es": "la declaración señaló mañana, según el año pasado, ¿qué acción?",
}
VOCABULARY = {lang: said.split() for lang, said in SAID.items()}
KINDS = ("press-release", "news-item", "statement")
SOURCES = ("secretariat", "mission-to-mere", "lake-office")
FIELDS = ("navigation", "fisheries", "rule-of-law")
COUNTRIES = ("XA", "XB", "XC")
SALT = "00112233445566778899aabbccddeeff"
AT = "2026-11-24T03:42:00Z"


def any_text(*, min_size: int = 0, max_size: int = 40) -> SearchStrategy[str]:
    """Return any text that UTF-8 can write."""
    return st.text(st.characters(exclude_categories=["Cs"]), min_size=min_size, max_size=max_size)


def codes() -> SearchStrategy[str]:
    """Return codes of terms: lower-case, hyphenated."""
    return st.from_regex(r"[a-z]{1,8}(-[a-z]{1,6})?", fullmatch=True)


def digests() -> SearchStrategy[str]:
    """Return 64 hex digits."""
    return st.binary(max_size=8).map(digest_of)


@st.composite
def sentences(draw: DrawFn, lang: str, *, max_words: int = 12) -> str:
    """Return words of a language in any order, now and then with their marks apart."""
    said = " ".join(
        draw(st.lists(st.sampled_from(VOCABULARY[lang]), min_size=1, max_size=max_words))
    )
    return unicodedata.normalize(draw(st.sampled_from(("NFC", "NFC", "NFD"))), said)


@st.composite
def texts(draw: DrawFn, lang: str) -> Text:
    """Return a text in a language, some of its paragraphs of any characters at all."""
    paragraph = sentences(lang) | any_text(min_size=1)
    body = tuple(draw(st.lists(paragraph, min_size=1, max_size=3)))
    return Text(
        title=draw(sentences(lang, max_words=6)),
        body=body,
        summary=draw(st.just("") | sentences(lang)),
        notes=tuple(draw(st.lists(paragraph, max_size=1))),
        marks=draw(st.just(()) | marks(body)),
        follows=draw(st.just("") | digests()),
    )


@st.composite
def marks(draw: DrawFn, body: tuple[str, ...]) -> tuple[Mark, ...]:
    """Return marks that a body can bear: one thing a paragraph, links beside one another."""
    made: list[Mark] = []
    for number, paragraph in enumerate(body, start=1):
        block = draw(st.none() | st.sampled_from(BLOCK_MARKS))
        if block and paragraph:
            level = draw(st.integers(2, 4)) if block == HEADING else 0
            made.append(Mark(kind=block, paragraph=number, level=level))
        linked = 0
        for kind in draw(st.lists(st.sampled_from(INLINE_MARKS), max_size=3)):
            first = linked if kind == LINK else 0
            if first >= len(paragraph):
                continue
            start = draw(st.integers(first, len(paragraph) - 1))
            end = draw(st.integers(start + 1, len(paragraph)))
            to = draw(targets()) if kind == LINK else ""
            made.append(Mark(kind=kind, paragraph=number, start=start, end=end, to=to))
            linked = end if kind == LINK else linked
    return tuple(made)


def any_marks() -> SearchStrategy[Mark]:
    """Return marks of any kind anywhere, as a careless program might write them."""
    return st.builds(
        Mark,
        kind=st.sampled_from((*BLOCK_MARKS, *INLINE_MARKS)) | any_text(max_size=4),
        paragraph=st.integers(-1, 4),
        level=st.integers(-1, 7),
        start=st.integers(-2, 45),
        end=st.integers(-2, 45),
        to=targets() | junk(),
    )


def targets() -> SearchStrategy[str]:
    """Return where links may lead: addresses, paths and symbols."""
    return symbols() | st.sampled_from(
        ("https://lakes.example/a?b=1&c='d'", "mailto:press@lakes.example", "/en/releases")
    )


@st.composite
def texts_by_language(draw: DrawFn) -> dict[str, Text]:
    """Return texts in one to three of the six languages."""
    langs = draw(st.lists(st.sampled_from(LANGS), min_size=1, max_size=3, unique=True))
    return {lang: draw(texts(lang)) for lang in langs}


@st.composite
def partial_dates(draw: DrawFn) -> PartialDate:
    """Return days, months and years."""
    day = draw(st.dates()).isoformat()
    return PartialDate(day[: draw(st.sampled_from((4, 7, 10)))])


def days() -> SearchStrategy[Days]:
    """Return days between two ends, either of them open or known in part."""
    end = st.none() | partial_dates()
    return st.builds(Days, end, end)


def _few(values: SearchStrategy[str]) -> SearchStrategy[tuple[str, ...]]:
    return st.lists(values, max_size=3, unique=True).map(tuple)


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


def symbols() -> SearchStrategy[str]:
    """Return symbols of releases: old numbers, the desk's, and those made of a text."""
    number = st.integers(1, 999_999)
    desk = st.builds("pr-{}-{:04d}".format, st.integers(1990, 2030), st.integers(1, 9999))
    content = digests().map(lambda digest: "c" + digest[:12])
    return number.map(str) | desk | content


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


@st.composite
def releases(draw: DrawFn, *, symbol: str | None = None) -> Release:
    """Return a release, of the symbol given where one is."""
    return Release(
        symbol=symbol or draw(symbols()),
        kind=draw(st.sampled_from(KINDS)),
        texts=draw(texts_by_language()),
        date=draw(st.none() | partial_dates()),
        places=tuple(draw(st.lists(refs(), max_size=2))),
        sources=draw(_few(st.sampled_from(SOURCES))),
        fields_of_work=draw(_few(st.sampled_from(FIELDS))),
        countries=draw(_few(st.sampled_from(COUNTRIES))),
        people=tuple(draw(st.lists(refs(), max_size=2))),
        quotes=tuple(draw(st.lists(quotes(), max_size=2))),
        contacts=draw(_few(any_text(min_size=1))),
        addresses=draw(_few(st.integers(1, 99).map("http://lakes.example/node/{}".format))),
        captures=draw(_few(digests())),
        sample=draw(st.booleans()),
        note=draw(any_text()),
        pictures=tuple(draw(st.lists(pictures(), max_size=1))),
        attachments=tuple(draw(st.lists(attachments(), max_size=1))),
        original=draw(st.sampled_from(("", *LANGS))),
        events=draw(_few(codes())),
        activities=draw(_few(codes())),
    )


@st.composite
def withdrawals(draw: DrawFn, *, symbol: str | None = None) -> Withdrawal:
    """Return the reason of a withdrawal."""
    return Withdrawal(
        symbol=symbol or draw(symbols()),
        kind=draw(st.sampled_from(KINDS)),
        note=draw(any_text()),
        langs=draw(_few(st.sampled_from(LANGS))),
    )


@st.composite
def names(draw: DrawFn) -> Name:
    """Return a name on its days."""
    lang = draw(st.sampled_from(LANGS))
    return Name(
        text=draw(sentences(lang, max_words=3)),
        lang=lang,
        kind=draw(st.sampled_from(("official", "menu", "abbreviation", "variant"))),
        since=draw(st.none() | partial_dates()),
        until=draw(st.none() | partial_dates()),
        source=draw(st.sampled_from(("", "own"))),
    )


def _named() -> SearchStrategy[tuple[Name, ...]]:
    return st.lists(names(), min_size=1, max_size=3).map(tuple)


@st.composite
def terms(draw: DrawFn) -> Term:
    """Return a term of a vocabulary."""
    member = st.builds(
        Membership,
        group=codes(),
        since=st.none() | partial_dates(),
        until=st.none() | partial_dates(),
    )
    return Term(
        vocabulary=draw(st.sampled_from(("structure", "country", "place", "person"))),
        code=draw(codes()),
        names=draw(_named()),
        since=draw(st.none() | partial_dates()),
        until=draw(st.none() | partial_dates()),
        slug=draw(st.just("") | codes()),
        parent=draw(st.just("") | codes()),
        countries=draw(_few(st.sampled_from(COUNTRIES))),
        successors=draw(_few(codes())),
        memberships=tuple(draw(st.lists(member, max_size=2))),
        note=draw(any_text()),
    )


def _offices() -> SearchStrategy[RegistryRecord]:
    appointment = st.builds(
        Appointment,
        code=codes(),
        person=codes(),
        office=codes(),
        since=st.none() | partial_dates(),
        until=st.none() | partial_dates(),
        doubt=any_text(),
    )
    chair = st.builds(
        Chairpersonship,
        year=st.integers(1991, 2099),
        country=st.sampled_from(COUNTRIES),
        since=partial_dates(),
        until=partial_dates(),
    )
    return appointment | chair


def _menus() -> SearchStrategy[Menu]:
    line = st.builds(MenuEntry, names=_named(), page=codes(), expands=st.just("") | codes())
    head = st.builds(MenuEntry, names=_named(), entries=st.lists(line, max_size=2).map(tuple))
    return st.builds(Menu, entries=st.lists(head | line, max_size=2).map(tuple))


@st.composite
def activities(draw: DrawFn) -> Activity:
    """Return a project or a handover."""
    named = st.lists(refs(), max_size=2).map(tuple)
    quantity = st.none() | st.integers(0, 999)
    goods = st.builds(Goods, what=any_text(min_size=1, max_size=12), quantity=quantity)
    return Activity(
        code=draw(codes()),
        kind=draw(st.sampled_from(("project", "handover"))),
        names=draw(_named()),
        since=draw(st.none() | partial_dates()),
        until=draw(st.none() | partial_dates()),
        place=draw(st.just("") | codes()),
        implementers=draw(named),
        donors=draw(named),
        funders=draw(named),
        recipients=draw(named),
        goods=tuple(draw(st.lists(goods, max_size=2))),
        budget=draw(st.sampled_from(("", "1 200 000"))),
        currency=draw(st.sampled_from(("", "EUR"))),
        countries=draw(_few(st.sampled_from(COUNTRIES))),
        fields_of_work=draw(_few(st.sampled_from(FIELDS))),
        note=draw(any_text()),
    )


def registry_records() -> SearchStrategy[RegistryRecord]:
    """Return records of the registry, of every type."""
    event = st.builds(
        Event,
        code=codes(),
        series=codes(),
        names=_named(),
        first_day=partial_dates(),
        last_day=partial_dates(),
        number=st.integers(0, 40),
        status=st.sampled_from(("announced", "held", "cancelled")),
    )
    organisation = st.builds(
        Organisation,
        code=codes(),
        names=_named(),
        languages=_few(st.sampled_from(LANGS)),
        opened=st.none() | partial_dates(),
        tokens=any_text(),
    )
    about = st.builds(About, code=codes(), slug=codes(), texts=texts_by_language())
    heading = st.builds(VocabularyHeading, code=codes(), names=_named())
    labels = st.dictionaries(codes(), _few(any_text(min_size=1)), max_size=2)
    reading = st.builds(Reading, labels=labels, skip_lines=_few(any_text(min_size=1)))
    return (
        terms()
        | _offices()
        | event
        | activities()
        | organisation
        | about
        | heading
        | _menus()
        | reading
    )


def records() -> SearchStrategy[Record]:
    """Return records of every type."""
    return releases() | withdrawals() | registry_records()


@st.composite
def entries(draw: DrawFn) -> Entry:
    """Return an entry of the log."""
    at = draw(st.datetimes()).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Entry(
        order=draw(digests()),
        act=draw(st.sampled_from(list(Act))),
        at=at,
        symbol=draw(symbols()),
        kind=draw(st.sampled_from(KINDS)),
        langs=tuple(sorted(draw(_few(st.sampled_from(LANGS))))),
        digest=draw(digests()),
        prev=draw(st.none() | st.integers(0, 2**40)),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of a history, and what it put into the deposit."""

    entry: Entry
    record: Record | None

    @property
    def leaf(self) -> str:
        """Return a stand-in for the leaf's hash."""
        return digest_of(self.entry.to_leaf())


History = tuple[Line, ...]


@st.composite
def histories(draw: DrawFn, *, max_size: int = 12) -> History:
    """Return what a log may hold: releases of a few symbols issued, corrected, withdrawn, erased.

    Records of the registry stand between them, now and then one of them erased too.
    """
    lines: list[Line] = []
    for _ in range(draw(st.integers(1, max_size))):
        lines.append(draw(_next_line(tuple(lines))))
    return tuple(lines)


@st.composite
def _next_line(draw: DrawFn, lines: History) -> Line:
    erasable = sorted(
        {one.entry.digest for one in lines if one.record}
        - {one.entry.digest for one in lines if one.entry.act is Act.ERASE}
    )
    act = draw(st.sampled_from(("registry", "issue", "issue", "correct", "withdraw", "erase")))
    if act == "erase" and erasable:
        return _erasure(lines, draw(st.sampled_from(erasable)))
    if act == "registry":
        term = draw(terms())
        return line_of(lines, Act.ISSUE, replace(term, vocabulary="place", code="mere"))
    symbol = draw(st.sampled_from(("101", "102", "103")))
    standing = any(one.entry.symbol == symbol for one in lines)
    if act == "withdraw" and standing:
        return line_of(lines, Act.WITHDRAW, draw(withdrawals(symbol=symbol)))
    act_of_release = Act.CORRECT if standing else Act.ISSUE
    return line_of(lines, act_of_release, draw(releases(symbol=symbol)))


def line_of(lines: History, act: Act, record: Record) -> Line:
    """Return the line that puts a record on a log that holds `lines`."""
    if isinstance(record, Release | Withdrawal):
        symbol, kind = record.symbol, record.kind
    elif isinstance(record, Term):
        symbol, kind = f"{record.vocabulary}.{record.code}", record.vocabulary
    else:
        raise ValueError("a history holds releases, withdrawals and terms")
    # The salt keeps two records of the same words apart, as in the deposit.
    digest = digest_of(to_bytes(record, f"{len(lines):032x}"))
    langs = record.langs if isinstance(record, Release) else ()
    return Line(_entry(lines, act, symbol, kind=kind, digest=digest, langs=langs), record)


def _erasure(lines: History, digest: str) -> Line:
    named = next(one.entry for one in lines if one.entry.digest == digest)
    return Line(
        _entry(lines, Act.ERASE, named.symbol, kind=named.kind, digest=digest, langs=()), None
    )


def erasure_of(lines: History, line: Line) -> Line:
    """Return the line that erases what an earlier one put into the deposit."""
    return _erasure(lines, line.entry.digest)


def _entry(
    lines: History, act: Act, symbol: str, *, kind: str, digest: str, langs: tuple[str, ...]
) -> Entry:
    before = [index for index, one in enumerate(lines) if one.entry.symbol == symbol]
    return Entry(
        order=order_id("history", str(len(lines))),
        act=act,
        at=AT,
        symbol=symbol,
        kind=kind,
        langs=langs,
        digest=digest,
        prev=before[-1] if before else None,
    )


def junk() -> SearchStrategy[str]:
    """Return what people type and paste into a field for words."""
    marks = st.text(string.punctuation + " “”«»„’ёй\u0301\u200b\u00ad" + "ab01", max_size=30)
    return marks | any_text()
