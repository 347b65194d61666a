"""The small form in which somebody amends a fact: its parts as fields, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import msgspec

from communique.core.canonical import decode, fact_to_json
from communique.core.errors import CommuniqueError
from communique.core.fact import FACT, Fact, FactRecord, kind_of_fact

# What a part is: words, a day, a code of a State, a whole number, somebody named, or rows of those.
Parts = tuple[tuple[str, object], ...]
_GOODS: Parts = (("quantity", "number"), ("what", "text"))
_PARTICIPANT: Parts = (("role", "text"), ("country", "text"), ("body", "ref"), ("person", "ref"))
_MEMBER: Parts = (("role", "text"), ("body", "ref"))
_PARTS: Mapping[str, Parts] = {
    "visit": (("who", "ref"), ("where", "ref"), ("when", "text")),
    "meeting": (("who", "ref"), ("participants", _PARTICIPANT), ("purpose", "text")),
    "handover": (
        ("items", _GOODS),
        ("donor", "ref"),
        ("funders", (("", "ref"),)),
        ("recipient", "ref"),
        ("handed_over_by", "ref"),
    ),
    "composition": (("body", "ref"), ("members", _MEMBER), ("established", "text")),
    "appointment": (("person", "ref"), ("office", "ref"), ("since", "text"), ("until", "text")),
}
_REF = ("name", "code", "country")
_MOST_ROWS = 50


class NoFact(CommuniqueError):
    """A form that spells no fact."""

    code = "reading.no-fact"
    hint = "Mend the field that it names, or refuse the fact."


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One field of the form."""

    name: str
    label: str
    value: str


def inputs(fact: Fact) -> tuple[Input, ...]:
    """Return the fields of a fact, filled; each list has one empty row behind its rows."""
    return tuple(_inputs(_PARTS[kind_of_fact(fact)], fact_to_json(fact), ""))


def amended(fact: Fact, sent: Mapping[str, str]) -> Fact:
    """Return the fact that a form makes of one; NoFact where it makes none.

    A row whose fields are all empty is taken away.
    """
    kind = kind_of_fact(fact)
    plain = {"kind": kind, **_read(_PARTS[kind], sent, "")}
    whole = {
        "release": "",
        "number": 1,
        "lang": "",
        FACT: plain,
        "evidence": {"paragraph": 0, "start": 0, "end": 0, "words": ""},
        "rule": "",
        "confidence": 1,
    }
    try:
        made: FactRecord[Fact] = decode(whole, FactRecord)
    except (ValueError, msgspec.ValidationError) as error:
        raise NoFact(f"the form makes no {kind}: {error}") from None
    return made.fact


def _inputs(parts: Parts, held: Mapping[str, object], before: str) -> Iterator[Input]:
    for member, sort in parts:
        name, value = f"{before}{member}", held.get(member)
        if isinstance(sort, tuple):
            rows = value if isinstance(value, list) else []
            for place, row in enumerate([*rows, {}]):
                yield from _row(sort, row, f"{name}.{place}")
        elif sort == "ref":
            yield from _ref(value, name)
        else:
            yield Input(name=name, label=_label(name), value=str(value or ""))


def _row(parts: Parts, row: object, name: str) -> Iterator[Input]:
    if parts[0][0] == "":
        yield from _ref(row, name)
    elif isinstance(row, Mapping):
        yield from _inputs(parts, row, f"{name}.")


def _ref(value: object, name: str) -> Iterator[Input]:
    held = value if isinstance(value, Mapping) else {}
    for part in _REF:
        label = _label(name if part == "name" else f"{name}.{part}")
        yield Input(name=f"{name}.{part}", label=label, value=str(held.get(part) or ""))


def _label(name: str) -> str:
    """Return what a field is called: its rows are counted from 1."""
    said = [str(int(one) + 1) if one.isdecimal() else one for one in name.split(".")]
    words = " ".join(said).replace("_", " ")
    return words[:1].upper() + words[1:]


def _read(parts: Parts, sent: Mapping[str, str], before: str) -> dict[str, object]:
    made: dict[str, object] = {}
    for member, sort in parts:
        name = f"{before}{member}"
        value: object
        if isinstance(sort, tuple):
            rows = (_read_row(sort, sent, f"{name}.{place}") for place in range(_MOST_ROWS))
            value = [row for row in rows if row]
        elif sort == "ref":
            value = _read_ref(sent, name)
        else:
            said = " ".join(sent.get(name, "").split())
            is_number = sort == "number" and said.lstrip("-").isdecimal()
            value = int(said) if is_number else said
        if value not in ("", None, [], {}):
            made[member] = value
    return made


def _read_row(parts: Parts, sent: Mapping[str, str], name: str) -> dict[str, object]:
    return _read_ref(sent, name) if parts[0][0] == "" else _read(parts, sent, f"{name}.")


def _read_ref(sent: Mapping[str, str], name: str) -> dict[str, object]:
    said = {part: " ".join(sent.get(f"{name}.{part}", "").split()) for part in _REF}
    kept: dict[str, object] = {part: value for part, value in said.items() if value}
    return kept
