"""Samples of texts with the facts that they report, and how well the reader finds them."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from communique.cli.profile_files import read_profile
from communique.core.fact import Fact, kind_of_fact
from communique.core.profile import Profile
from communique.core.record import Draft
from communique.core.ref import Ref
from communique.core.text import loose
from communique.ingest.draft import draft_release
from communique.ingest.read import read_page
from communique.ingest.shown import fact_json
from tests.ingest.pages import captured
from tests.tools import ROOT

FACTS = ROOT / "tests" / "ingest" / "facts"
SEEN, HELD_OUT = "seen", "held_out"
KINDS = ("visit", "meeting", "handover", "composition", "appointment")
Json = Mapping[str, object]
# What makes a fact the same one, whatever else is said of it.
CORE = {
    "visit": ("who", "where"),
    "meeting": ("who", "participants"),
    "handover": ("items",),
    "composition": ("body",),
    "appointment": ("person", "office"),
}


@cache
def lakes() -> Profile:
    """Return the profile of the organisation that the samples are about."""
    return read_profile(FACTS / "profile")


def samples(group: str) -> list[Path]:
    """Return the texts of a group, `seen` or `held_out`."""
    return sorted((FACTS / "fixtures" / group).glob("*.txt"))


def drafted(path: Path) -> Draft:
    """Return the draft read from a sample."""
    found = draft_release(read_page(captured(path.read_text("utf-8")), lakes()), lakes())
    assert isinstance(found, Draft), path.stem
    return found


def read_facts(path: Path) -> list[Json]:
    """Return the facts read from a sample, as JSON values in one plain form."""
    return [_plain(fact_json(one.value)) for one in drafted(path).facts]


def expected(path: Path) -> list[Json]:
    """Return the facts that a sample reports, as its writer says."""
    table = tomllib.loads(path.with_suffix(".toml").read_text("utf-8"))
    return [_expected(kind, fact) for kind in KINDS for fact in table.get(kind, [])]


@dataclass(frozen=True)
class Score:
    """How many facts were found as they are, of how many found, of how many there are."""

    right: int = 0
    found: int = 0
    there: int = 0

    @property
    def precision(self) -> float:
        """Return the share of what was found that is right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Return the share of what is there that was found."""
        return self.right / self.there if self.there else 1.0


def scored(group: str, *, whole: bool) -> dict[str, Score]:
    """Return the score of each kind over a group.

    whole: a fact is right where all of it is; otherwise where who, whom, what or where is.
    """
    made = dict.fromkeys(KINDS, Score())
    for path in samples(group):
        found, there = read_facts(path), expected(path)
        for kind in KINDS:
            mine = [one for one in found if one["kind"] == kind]
            wanted = [one for one in there if one["kind"] == kind]
            right = len(_matched(mine, wanted, whole=whole))
            held = made[kind]
            made[kind] = Score(held.right + right, held.found + len(mine), held.there + len(wanted))
    return made


def _matched(mine: list[Json], wanted: list[Json], *, whole: bool) -> list[Json]:
    rest, matched = list(wanted), []
    for one in mine:
        for other in rest:
            if _equal(one, other, whole=whole):
                matched.append(one)
                rest.remove(other)
                break
    return matched


def _equal(one: Json, other: Json, *, whole: bool) -> bool:
    members = other.keys() if whole else CORE[str(other["kind"])]
    return all(_alike(one[member], other[member]) for member in members)


def _alike(read: object, wanted: object) -> bool:
    if isinstance(wanted, Mapping) and isinstance(read, Mapping):
        if "wanted" in wanted:
            return _is_named(read, str(wanted["wanted"]))
        return all(_alike(read.get(key), value) for key, value in wanted.items())
    if isinstance(wanted, list) and isinstance(read, list):
        if len(wanted) != len(read):
            return False
        rest = list(read)
        for one in wanted:
            same = next((each for each in rest if _alike(each, one)), None)
            if same is None:
                return False
            rest.remove(same)
        return True
    return (read or "") == (wanted or "")


def _is_named(read: Json, wanted: str) -> bool:
    if wanted.startswith("#"):
        return str(read["code"] or "").casefold() == wanted[1:].casefold()
    return loose(str(read["name"])) == loose(wanted)


def _plain(fact: Json) -> Json:
    return {
        key: value.casefold() if isinstance(value, str) else value for key, value in fact.items()
    }


def _expected(kind: str, fact: Json) -> Json:
    empty: dict[str, dict[str, object]] = {
        "visit": {"who": None, "where": None, "when": None},
        "meeting": {"who": None, "participants": [], "purpose": ""},
        "handover": {
            "items": [],
            "donor": None,
            "funders": [],
            "recipient": None,
            "handed_over_by": None,
        },
        "composition": {"body": None, "established": None, "members": []},
        "appointment": {"person": None, "office": None, "since": None, "until": None},
    }
    return {"kind": kind, **empty[kind], **{key: _value(key, value) for key, value in fact.items()}}


_REFS = ("who", "where", "donor", "recipient", "handed_over_by", "body", "person", "office")


def _value(key: str, value: object) -> object:
    if key in _REFS:
        return {"wanted": value}
    if key == "funders" and isinstance(value, list):
        return [{"wanted": one} for one in value]
    if key == "items" and isinstance(value, list):
        return [{"quantity": None, **one} for one in value]
    if key == "participants" and isinstance(value, list):
        return [_people(one, ("role", "country", "body", "person")) for one in value]
    if key == "members" and isinstance(value, list):
        return [_people(one, ("role", "body")) for one in value]
    return value.casefold() if isinstance(value, str) else value


def _people(one: Json, members: tuple[str, ...]) -> Json:
    made: dict[str, object] = dict.fromkeys(members)
    return made | {key: _value(key, value) if key in _REFS else value for key, value in one.items()}


def named(ref: Ref | None) -> str:
    """Return what somebody is called, or nothing."""
    return ref.name if ref else ""


def kinds(facts: list[Fact]) -> Iterator[str]:
    """Yield the kinds of facts."""
    return (kind_of_fact(one) for one in facts)
