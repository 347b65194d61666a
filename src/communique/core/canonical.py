"""Records to bytes and back; the bytes are for ever."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, cast

import msgspec
import rfc8785

from communique.core.activity import Activity
from communique.core.dates import PartialDate
from communique.core.errors import UnreadableRecord
from communique.core.fact import (
    FACT,
    KINDS,
    AppointmentFact,
    Composition,
    Fact,
    FactRecord,
    Handover,
    Meeting,
    Visit,
)
from communique.core.reading import Reading
from communique.core.record import (
    About,
    Appointment,
    Chairpersonship,
    Event,
    Menu,
    Organisation,
    Record,
    Release,
    VocabularyHeading,
    Withdrawal,
)
from communique.core.vocab import Term

RECORD_VERSION = 1
SALT_BYTES = 16
TYPES: dict[str, type[Record]] = {
    "release": Release,
    "withdrawal": Withdrawal,
    "fact": FactRecord,
    "organisation": Organisation,
    "vocabulary": VocabularyHeading,
    "term": Term,
    "appointment": Appointment,
    "chairpersonship": Chairpersonship,
    "event": Event,
    "activity": Activity,
    "menu": Menu,
    "about": About,
    "reading": Reading,
}
# What a record of a fact is read as, by the word that its fact says it is.
_FACT_RECORDS: dict[str, type[FactRecord[Fact]]] = {
    "visit": FactRecord[Visit],
    "meeting": FactRecord[Meeting],
    "handover": FactRecord[Handover],
    "composition": FactRecord[Composition],
    "appointment": FactRecord[AppointmentFact],
}
Decoded = TypeVar("Decoded")
NAMES = {known: name for name, known in TYPES.items()}
_SCALARS = (str, int, bool)


@dataclass(frozen=True, slots=True)
class Deposited:
    """A record and the salt that stands beside it in the deposit, 32 hex digits."""

    record: Record
    salt: str


def to_bytes(record: Record, salt: str) -> bytes:
    """Return the bytes that the deposit keeps for a record.

    A member that may be absent is left out where it is null, empty or false, so that a member
    added later changes no bytes of a record that does not use it.
    Source: RFC 8785; docs/reference/log-format.md.
    """
    if len(bytes.fromhex(salt)) != SALT_BYTES:
        raise ValueError(f"a salt is {SALT_BYTES} bytes in hex")
    return rfc8785.dumps(
        {
            "v": RECORD_VERSION,
            "type": NAMES[type(record)],
            "salt": salt,
            "record": _plain(record),
        }
    )


def from_bytes(content: bytes) -> Deposited:
    """Return the record and the salt of bytes from the deposit, or raise UnreadableRecord."""
    try:
        found = json.loads(content)
        if found["v"] != RECORD_VERSION:
            raise UnreadableRecord(f"record version {found['v']!r} is not known here")
        if found["type"] not in TYPES:
            raise UnreadableRecord(f"record type {found['type']!r} is not known here")
        return Deposited(decode(found["record"], TYPES[found["type"]]), found["salt"])
    except (ValueError, KeyError, TypeError, msgspec.ValidationError) as error:
        raise UnreadableRecord(f"bytes are no record: {error}") from error


def decode(plain: object, kind: type[Decoded]) -> Decoded:
    """Return the dataclass that plain JSON values spell; msgspec.ValidationError where not."""
    wanted = _kind_of_record(plain) if kind is FactRecord else kind
    return cast(Decoded, msgspec.convert(plain, wanted, dec_hook=_read))


def fact_to_json(fact: Fact) -> dict[str, object]:
    """Return a fact as plain JSON values: its kind, and its members but the empty ones."""
    return {**_plain(fact)}


def to_json(record: object) -> dict[str, object]:
    """Return a record, or a dataclass made of such parts, as JSON values without empty members."""
    return {**_plain(record)}


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of bytes, hex."""
    return hashlib.sha256(content).hexdigest()


def _kind_of_record(plain: object) -> type[FactRecord[Fact]]:
    fact = plain.get(FACT) if isinstance(plain, Mapping) else None
    kind = fact.get("kind") if isinstance(fact, Mapping) else None
    if not isinstance(kind, str) or kind not in _FACT_RECORDS:
        raise ValueError(f"a fact of the kind {kind!r} is not known here")
    return _FACT_RECORDS[kind]


def _plain(value: Any) -> Any:
    if value is None or type(value) in _SCALARS:
        return value
    if is_dataclass(value):
        members = {
            name: _plain(getattr(value, name))
            for name, may_be_left_out in _members(value.__class__)
            if not (may_be_left_out and _is_empty(getattr(value, name)))
        }
        # Facts are told apart by a word; no other part of a record may be one of several things.
        tag = KINDS.get(type(value)) if isinstance(value, Fact) else None
        return {"kind": tag, **members} if tag else members
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, PartialDate) else value


@cache
def _members(kind: type) -> tuple[tuple[str, bool], ...]:
    """Return the members of a dataclass, and whether each may be left out where it is empty."""
    # Kept: a million records have a dozen classes.
    return tuple((one.name, _may_be_left_out(one)) for one in fields(kind))


def _may_be_left_out(member: Field[Any]) -> bool:
    return member.default is not MISSING or member.default_factory is not MISSING


def _is_empty(value: object) -> bool:
    return value is None or value is False or value in ("", [], {}, ())


def _read(wanted: type[object], value: object) -> object:
    if wanted is PartialDate and isinstance(value, str):
        return PartialDate(value)
    raise NotImplementedError(f"{wanted.__name__} is no part of a record")
