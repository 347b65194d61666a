"""Records of the registry, of every type."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from communique.core.activity import Activity, Goods
from communique.core.event import STATUSES, AgendaPoint, Document
from communique.core.fact import Participant
from communique.core.reading import Reading
from communique.core.record import (
    About,
    Appointment,
    Chairpersonship,
    Event,
    Menu,
    MenuEntry,
    Organisation,
    Record,
    RegistryRecord,
    VocabularyHeading,
)
from communique.core.vocab import Membership, Name, Term
from tests.strategies.facts import fact_records
from tests.strategies.releases import refs, releases, withdrawals
from tests.strategies.words import (
    COUNTRIES,
    FIELDS,
    LANGS,
    any_text,
    codes,
    few,
    partial_dates,
    sentences,
    texts_by_language,
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


def named() -> SearchStrategy[tuple[Name, ...]]:
    """Return one name or a few."""
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
        names=draw(named()),
        since=draw(st.none() | partial_dates()),
        until=draw(st.none() | partial_dates()),
        slug=draw(st.just("") | codes()),
        parent=draw(st.just("") | codes()),
        countries=draw(few(st.sampled_from(COUNTRIES))),
        successors=draw(few(codes())),
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
    line = st.builds(MenuEntry, names=named(), page=codes(), expands=st.just("") | codes())
    head = st.builds(MenuEntry, names=named(), entries=st.lists(line, max_size=2).map(tuple))
    return st.builds(Menu, entries=st.lists(head | line, max_size=2).map(tuple))


@st.composite
def activities(draw: DrawFn) -> Activity:
    """Return a project or a handover."""
    parties = st.lists(refs(), max_size=2).map(tuple)
    quantity = st.none() | st.integers(0, 999)
    goods = st.builds(Goods, what=any_text(min_size=1, max_size=12), quantity=quantity)
    return Activity(
        code=draw(codes()),
        kind=draw(st.sampled_from(("project", "handover"))),
        names=draw(named()),
        since=draw(st.none() | partial_dates()),
        until=draw(st.none() | partial_dates()),
        place=draw(st.just("") | codes()),
        implementers=draw(parties),
        donors=draw(parties),
        funders=draw(parties),
        recipients=draw(parties),
        goods=tuple(draw(st.lists(goods, max_size=2))),
        budget=draw(st.sampled_from(("", "1 200 000"))),
        currency=draw(st.sampled_from(("", "EUR"))),
        countries=draw(few(st.sampled_from(COUNTRIES))),
        fields_of_work=draw(few(st.sampled_from(FIELDS))),
        note=draw(any_text()),
    )


def _agenda() -> SearchStrategy[AgendaPoint]:
    return st.builds(
        AgendaPoint,
        text=any_text(),
        lang=st.sampled_from(LANGS),
        day=st.none() | partial_dates(),
        time=st.sampled_from(("", "09:30")),
    )


def _documents() -> SearchStrategy[Document]:
    address = st.sampled_from(("", "https://lakes.example/1", "/media/x"))
    return st.builds(Document, title=any_text(), symbol=codes(), address=address)


def _participants() -> SearchStrategy[Participant]:
    return st.builds(
        Participant,
        role=any_text(),
        country=st.none() | st.sampled_from(COUNTRIES),
        body=st.none() | refs(),
        person=st.none() | refs(),
    )


def registry_records() -> SearchStrategy[RegistryRecord]:
    """Return records of the registry, of every type."""
    event = st.builds(
        Event,
        code=codes(),
        series=codes(),
        names=named(),
        first_day=partial_dates(),
        last_day=partial_dates(),
        number=st.integers(0, 40),
        status=st.sampled_from(STATUSES),
        hosts=st.lists(refs(), max_size=2).map(tuple),
        agenda=st.lists(_agenda(), max_size=2).map(tuple),
        documents=st.lists(_documents(), max_size=2).map(tuple),
        participants=st.lists(_participants(), max_size=2).map(tuple),
    )
    organisation = st.builds(
        Organisation,
        code=codes(),
        names=named(),
        languages=few(st.sampled_from(LANGS)),
        opened=st.none() | partial_dates(),
        tokens=any_text(),
    )
    about = st.builds(About, code=codes(), slug=codes(), texts=texts_by_language())
    heading = st.builds(VocabularyHeading, code=codes(), names=named())
    labels = st.dictionaries(codes(), few(any_text(min_size=1)), max_size=2)
    reading = st.builds(Reading, labels=labels, skip_lines=few(any_text(min_size=1)))
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
    return releases() | withdrawals() | fact_records() | registry_records()
