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
from communique.core.errors import UnreadableRecord
from communique.core.fact import (
    KINDS,
)
from communique.core.record import (
    Record,
    Release,
)
from communique.core.text import Text
from tests.core.golden_records import CAME_LATER, FACTS, ONE_OF_EACH
from tests.golden_file import GoldenFile
from tests.strategies import SALT, records


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


@pytest.mark.parametrize("name", sorted(CAME_LATER))
def test_the_bytes_of_members_that_came_later_never_change(name: str, golden: GoldenFile) -> None:
    golden.check_for_ever(f"records/{name}.json", to_bytes(CAME_LATER[name], SALT))


def test_there_are_golden_bytes_of_every_type() -> None:
    assert set(ONE_OF_EACH) == set(TYPES)


def test_there_are_golden_bytes_of_every_kind_of_fact() -> None:
    assert {*FACTS, "handover"} == set(KINDS.values())


def test_the_golden_releases_have_every_member() -> None:
    golden = (
        ONE_OF_EACH["release"],
        CAME_LATER["release-from-the-desk"],
        CAME_LATER["release-revised"],
        CAME_LATER["release-with-links"],
    )
    written = {name for release in golden for name in to_json(release)}
    assert written == {member.name for member in fields(Release)}


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
        b'{"v":1,"type":"fact","salt":"00","record":{"fact":{"kind":"rumour"}}}',
        b'{"v":1,"type":"fact","salt":"00","record":{"fact":[]}}',
        b'{"v":1,"type":"fact","salt":"00","record":{"fact":{"kind":"visit"}}}',
        b'{"v":1,"type":"event","salt":"00","record":{"code":"a","first_day":"1999-13"}}',
    ],
)
def test_bytes_that_are_no_record_are_refused(content: bytes) -> None:
    with pytest.raises(UnreadableRecord):
        from_bytes(content)
