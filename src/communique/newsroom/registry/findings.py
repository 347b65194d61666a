"""What the rules say of a record before it goes on the record, each beside its field."""

from __future__ import annotations

import re
from collections.abc import Iterable

from communique.core.profile import Profile
from communique.core.profile_rules import problems_of
from communique.core.record import Event, Finding, RegistryRecord

CODE = "registry.contradiction"
# Where a problem of a profile stands in its files, which the desk does not know.
_WHERE = re.compile(
    r"^(?:[\w/-]+\.toml)(?:, (?:term|appointment|chairpersonship|event|activity) [\w.-]+)?"
    r"(?:, (?P<part>name|membership) (?P<which>.+?))?: (?=\S)"
)
_FILE = re.compile(r"\bvocab/([\w-]+)\.toml")
# The field beside which a problem is said, by words of the problem.
_BESIDE = (
    (
        re.compile(
            r"no official name|it has no name|names .+ in force on one day|bear the name|name kind"
        ),
        "names",
    ),
    (re.compile(r"hold the office|chair on one day"), "since"),
    (re.compile(r"succeeds itself|^successor "), "successors"),
    (re.compile(r"its own parent|^parent "), "parent"),
    (re.compile(r"^(country) "), "countries"),
    (re.compile(r"^(place|structure|person|office|series) "), ""),
    (re.compile(r"^it ends "), "until"),
    (re.compile(r"^(agenda|status|goods|kind|budget|currency) "), ""),
    (re.compile(r"^document "), "documents"),
    (re.compile(r"^host "), "hosts"),
    (re.compile(r"^participant "), "participants"),
    (re.compile(r"^party "), "parties"),
)


def findings(
    record: RegistryRecord, profile: Profile, others: Iterable[RegistryRecord] = ()
) -> tuple[Finding, ...]:
    """Return what is wrong with the registry once a record is in it, and was not before.

    others: records that go out together with it.
    """
    after = profile
    for one in (*others, record):
        after = after.with_record(one)
    known = set(problems_of(profile))
    new = [problem for problem in problems_of(after) if problem not in known]
    return tuple(_finding(problem, record) for problem in new)


def _finding(problem: str, record: RegistryRecord) -> Finding:
    where = _WHERE.match(problem)
    said = problem[where.end() :] if where else problem
    part = where["part"] if where else None
    field = f"{part}s" if part else _field(said)
    if field == "until" and isinstance(record, Event):
        field = "last_day"
    named = f"{where['which']}: " if where and where["which"] else ""
    told = _FILE.sub(r"the vocabulary ‘\1’", f"{named}{said}")
    return Finding(code=CODE, level="error", field=field, message=told[:1].upper() + told[1:] + ".")


def _field(said: str) -> str:
    for pattern, field in _BESIDE:
        if found := pattern.search(said):
            return field or found[1]
    return ""
