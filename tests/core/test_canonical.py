"""A record's bytes: the same for ever, and nothing is lost in them."""

import json
from dataclasses import fields

import pytest
from hypothesis import given

from communique.core.canonical import (
    NAMES,
    TYPES,
    Deposited,
    decode,
    digest_of,
    from_bytes,
    to_bytes,
    to_json,
)
from communique.core.dates import PartialDate
from communique.core.errors import UnreadableRecord
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
    VocabularyHeading,
    Withdrawal,
)
from communique.core.text import Text
from communique.core.vocab import Membership, Name, Term
from tests.golden_file import GoldenFile
from tests.strategies import SALT, records

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
    "menu": Menu(
        entries=(
            MenuEntry(names=LAKE, entries=(MenuEntry(names=LAKE, page="about", expands="place"),)),
        )
    ),
    "about": About(code="rules", slug="rules", texts={"en": Text(title="Rules", body=("Be.",))}),
    "reading": Reading(labels={"date": ("Date", "Дата")}, skip_lines=("Print this page",)),
}


@given(records())
def test_a_record_survives_its_bytes(record: Record) -> None:
    assert from_bytes(to_bytes(record, SALT)) == Deposited(record, SALT)


@given(records())
def test_a_record_survives_plain_json(record: Record) -> None:
    assert decode(json.loads(json.dumps(to_json(record))), type(record)) == record


@given(records())
def test_the_bytes_are_written_in_one_way_only(record: Record) -> None:
    content = to_bytes(record, SALT)
    assert to_bytes(from_bytes(content).record, SALT) == content


@pytest.mark.parametrize("name", sorted(ONE_OF_EACH))
def test_the_bytes_of_a_record_never_change(name: str, golden: GoldenFile) -> None:
    content = to_bytes(ONE_OF_EACH[name], SALT)
    assert NAMES[type(ONE_OF_EACH[name])] == name
    golden.check_for_ever(f"records/{name}.json", content)


def test_there_are_golden_bytes_of_every_type() -> None:
    assert set(ONE_OF_EACH) == set(TYPES)


def test_the_golden_release_has_every_member() -> None:
    release = ONE_OF_EACH["release"]
    assert set(to_json(release)) == {member.name for member in fields(Release)}


def test_an_empty_member_leaves_no_trace() -> None:
    bare = Release(symbol="1", kind="statement", texts={"en": Text(title="A", body=("B",))})
    assert json.loads(to_bytes(bare, SALT))["record"] == {
        "symbol": "1",
        "kind": "statement",
        "texts": {"en": {"title": "A", "body": ["B"]}},
    }


def test_another_salt_gives_another_digest() -> None:
    record = ONE_OF_EACH["withdrawal"]
    assert digest_of(to_bytes(record, SALT)) != digest_of(to_bytes(record, "0" * 32))


@pytest.mark.parametrize("salt", ["", "00" * 15, "00" * 17])
def test_a_salt_of_another_length_is_refused(salt: str) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        to_bytes(ONE_OF_EACH["withdrawal"], salt)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"v":2,"type":"release","salt":"00","record":{}}',
        b'{"v":1,"type":"poem","salt":"00","record":{}}',
        b'{"v":1,"type":"release","salt":"00","record":{"symbol":1}}',
        b'{"v":1,"type":"about","salt":"00","record":{"code":"a","slug":"a","texts":{"en":[]}}}',
        b'{"v":1,"type":"event","salt":"00","record":{"code":"a","first_day":"1999-13"}}',
    ],
)
def test_bytes_that_are_no_record_are_refused(content: bytes) -> None:
    with pytest.raises(UnreadableRecord):
        from_bytes(content)
