"""One record of each type, with every member it may have: their bytes never change."""

from __future__ import annotations

from communique.core.activity import Activity, Goods
from communique.core.dates import PartialDate
from communique.core.event import AgendaPoint, Document
from communique.core.fact import (
    AppointmentFact,
    Composition,
    Fact,
    FactRecord,
    Handover,
    Meeting,
    Member,
    Participant,
    Passage,
    Visit,
)
from communique.core.mapping import FieldMap, LinkPaths, TermPaths
from communique.core.media import Attachment, Picture, Rendition
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
    Release,
    Revision,
    VocabularyHeading,
    Withdrawal,
)
from communique.core.text import FurtherLink, Mark, Text
from communique.core.vocab import Membership, Name, Term

LAKE = (Name(text="Lake Office", lang="en"), Name(text="Bureau du lac", lang="fr"))
# One of each type, each with every kind of member: the bytes of these never change.
ONE_OF_EACH: dict[str, Record] = {
    "release": Release(
        symbol="299321",
        kind="press-release",
        texts={
            "en": Text(
                title="Lights on the northern shore",
                body=("MERE, 2 May 1999 – The lights “were lit”.", "Ferries may pass."),
                summary="Lights lit.",
            ),
            "ru": Text(title="Огни на берегу", body=("Ещё раз зажглись огни, 2 мая.",)),
        },
        date=PartialDate("1999-05-02"),
        places=(Ref(name="Mere", code="mere", country="XA"), Ref(name="Nowhere")),
        sources=("lake-office", "secretariat"),
        fields_of_work=("navigation",),
        countries=("XA",),
        people=(Ref(name="Ada Example", code="ada-example"),),
        quotes=(Quote(words="were lit", speaker=Ref(name="Ada Example"), paragraph=1, lang="fr"),),
        contacts=("Press office, Mere",),
        addresses=("http://lakes.example/node/299321",),
        captures=("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",),
        sample=True,
        note="The day was wrong.",
    ),
    "withdrawal": Withdrawal(
        symbol="299321", kind="press-release", note="Issued by mistake.", langs=("en", "ru")
    ),
    "fact": FactRecord(
        release="299321",
        number=1,
        lang="en",
        fact=Handover(
            items=(Goods(what="lamps", quantity=12), Goods(what="lamp oil")),
            donor=Ref(name="Lake Office", code="lake-office"),
            funders=(Ref(name="Xanadu", code="XA"), Ref(name="The Ferry Fund")),
            recipient=Ref(name="Harbour of Mere", country="XA"),
            handed_over_by=Ref(name="Ada Example", code="ada-example"),
        ),
        evidence=Passage(paragraph=1, start=25, end=33, words="were lit"),
        rule="handover.gave",
        confidence=0.85,
        sample=True,
        note="The number was wrong.",
    ),
    "organisation": Organisation(
        code="lakes",
        names=LAKE,
        languages=("en", "fr"),
        seat="mere",
        opened=PartialDate("1973"),
        tokens=":root { --ink: #123; }",
        sources=("charter",),
    ),
    "vocabulary": VocabularyHeading(code="structure", names=LAKE),
    "term": Term(
        vocabulary="structure",
        code="lake-office",
        names=(*LAKE, Name(text="Shore Office", lang="en", until=PartialDate("1999-05"))),
        since=PartialDate("1973-01-01"),
        until=PartialDate("2001"),
        slug="lake",
        group="field",
        parent="secretariat",
        place="mere",
        structure="secretariat",
        countries=("XA",),
        successors=("sea-office",),
        memberships=(Membership(group="founder", since=PartialDate("1973")),),
        note="Closed when the lake dried.",
        doubt="The month is not known.",
        confidence="high",
        sources=("charter",),
    ),
    "appointment": Appointment(
        code="ada-1", person="ada-example", office="head", since=PartialDate("1999"), note="First."
    ),
    "chairpersonship": Chairpersonship(
        year=1999, country="XA", since=PartialDate("1999-01-01"), until=PartialDate("2000-01-01")
    ),
    "event": Event(
        code="lakes-7",
        series="lake-meeting",
        names=LAKE,
        first_day=PartialDate("1999-05-02"),
        last_day=PartialDate("1999-05-03"),
        number=7,
        place="mere",
        status="postponed",
    ),
    "activity": Activity(
        code="ferry-lights",
        kind="handover",
        names=LAKE,
        since=PartialDate("1999-05-02"),
        until=PartialDate("1999-05-03"),
        place="mere",
        implementers=(Ref(name="Lake Office", code="lake-office"),),
        donors=(Ref(name="Xanadu", code="XA"),),
        funders=(Ref(name="The Ferry Fund"),),
        recipients=(Ref(name="Harbour of Mere", country="XA"),),
        goods=(Goods(what="lamps", quantity=12), Goods(what="lamp oil")),
        budget="12 000",
        currency="EUR",
        countries=("XA",),
        fields_of_work=("navigation",),
        note="Handed over at night.",
        sources=("charter",),
    ),
    "menu": Menu(
        entries=(
            MenuEntry(names=LAKE, entries=(MenuEntry(names=LAKE, page="about", expands="place"),)),
        )
    ),
    "about": About(code="rules", slug="rules", texts={"en": Text(title="Rules", body=("Be.",))}),
    "reading": Reading(labels={"date": ("Date", "Дата")}, skip_lines=("Print this page",)),
}
# Members that came later stand in golden bytes of their own: those above stay as they are.
CAME_LATER: dict[str, Record] = {
    "release-from-the-desk": Release(
        symbol="pr-1999-0007",
        kind="press-release",
        texts={
            "en": Text(
                title="Lights on the northern shore",
                body=("What was lit", "MERE – The lights were lit.", "Lamps", "Oil"),
                notes=("Pictures may be used freely.",),
                marks=(
                    Mark(kind="heading", paragraph=1, level=2),
                    Mark(kind="link", paragraph=2, start=7, end=17, to="https://lakes.example/"),
                    Mark(kind="strong", paragraph=2, start=11, end=17),
                    Mark(kind="item", paragraph=3),
                    Mark(kind="item", paragraph=4),
                ),
            ),
            "fr": Text(
                title="Lumières sur la rive nord", body=("Les lumières.",), follows="0" * 64
            ),
        },
        original="en",
        events=("lakes-7",),
        activities=("ferry-lights",),
        pictures=(
            Picture(
                digest="1" * 64,
                media_type="image/jpeg",
                name="lights.jpg",
                width=1600,
                height=900,
                size_bytes=250_000,
                alt={"en": "A row of lamps", "fr": "Une rangée de lampes"},
                caption={"en": "The lamps of Mere."},
                credit="Ada Example",
                renditions=(Rendition(digest="2" * 64, width=800, height=450, size_bytes=70_000),),
            ),
        ),
        attachments=(
            Attachment(
                digest="3" * 64,
                media_type="application/pdf",
                name="lamps.pdf",
                size_bytes=90_000,
                title={"en": "List of lamps"},
                lang="en",
            ),
        ),
    ),
    "release-revised": Release(
        symbol="299322",
        kind="press-release",
        texts={"en": Text(title="Ferries", body=("Ferries may pass.",))},
        note="Revised before it came into this record.",
        revisions=(
            Revision(at="1999-05-03T06:07:00Z", langs=("en",)),
            Revision(at="1999-05-04T08:00:00Z", langs=("en", "fr")),
        ),
    ),
    "release-with-links": Release(
        symbol="299323",
        kind="press-release",
        texts={
            "en": Text(title="Ferries", body=("Ferries may pass.",)),
            "fr": Text(title="Bacs", body=("Les bacs passent.",)),
        },
        contacts=("Press office, Mere",),
        contacts_in={"fr": ("Service de presse, Mere",)},
        links=(
            FurtherLink(label="Chart of the lakes", to="https://lakes.example/chart.pdf"),
            FurtherLink(label="Horaires", to="https://lakes.example/horaires", lang="fr"),
        ),
    ),
    "reading-with-links": Reading(
        mappings=(
            FieldMap(
                code="old-system",
                format="xml",
                title=("title",),
                links=LinkPaths(at=("file",), label=("name",), to=("@href",)),
            ),
        )
    ),
    "reading-with-a-mapping": Reading(
        mappings=(
            FieldMap(
                code="old-system",
                format="xml",
                title=("title", "head[@lang=en]"),
                sources=TermPaths(at=("by",), codes={"7": "lake-office"}),
            ),
        )
    ),
}
_SAID = Passage(paragraph=0, start=0, end=6, words="Lights")
FACTS: dict[str, Fact] = {
    "visit": Visit(
        who=Ref(name="Ada Example", code="ada-example"),
        where=Ref(name="Mere", code="mere", country="XA"),
        when=PartialDate("1999-05"),
    ),
    "meeting": Meeting(
        who=Ref(name="Ada Example"),
        participants=(
            Participant(role="ferrymen", country="XA"),
            Participant(body=Ref(name="Board of Lamps", code="board-of-lamps")),
            Participant(person=Ref(name="Bo Example")),
        ),
        purpose="to speak of lamps",
    ),
    "composition": Composition(
        body=Ref(name="Board of Lamps"),
        members=(Member(role="ferrymen", body=Ref(name="Ferry Guild")), Member(role="clerks")),
        established=PartialDate("1999"),
    ),
    "appointment": AppointmentFact(
        person=Ref(name="Ada Example"),
        office=Ref(name="Keeper of Lamps", code="keeper"),
        since=PartialDate("1999-05-02"),
        until=PartialDate("2001-05"),
    ),
}
CAME_LATER |= {
    f"fact-{kind}": FactRecord(
        release="299321", number=2, lang="en", fact=fact, evidence=_SAID, rule="r", confidence=1.0
    )
    for kind, fact in FACTS.items()
}
CAME_LATER["event-with-agenda"] = Event(
    code="lakes-8",
    series="lake-meeting",
    names=(Name(text="Eighth lake meeting", lang="en"),),
    first_day=PartialDate("2000-05-02"),
    last_day=PartialDate("2000-05-03"),
    status="confirmed",
    hosts=(Ref(name="Northland", code="XA"),),
    agenda=(
        AgendaPoint(text="Opening", number="1", day=PartialDate("2000-05-02"), time="10:00"),
        AgendaPoint(text="Phares", lang="fr"),
    ),
    documents=(
        Document(title="Report on lamps", symbol="299321"),
        Document(title="Carte des lacs", lang="fr", address="https://lakes.example/map"),
    ),
    participants=(
        Participant(role="ferrymen", country="XA"),
        Participant(person=Ref(name="Ada Example", code="ada-example"), body=Ref(name="Office")),
    ),
)
CAME_LATER["term-of-a-place"] = Term(
    vocabulary="place",
    code="mere",
    names=(Name(text="Mere", lang="en"),),
    countries=("XA",),
    point="48.21 16.37",
)
