"""Who may do what at the desk: one table, and the one question asked of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Protocol


class Role(StrEnum):
    """What somebody is at the desk; one person may be several things."""

    AUTHOR = "author"
    CLEARANCE_OFFICER = "clearance-officer"
    PRESS_SECRETARY = "press-secretary"
    TRANSLATOR = "translator"
    ADMINISTRATOR = "administrator"


class Deed(StrEnum):
    """What somebody may do with a working copy, or at the desk."""

    SEE = "see"
    WRITE = "write"
    SUBMIT = "submit"
    REMARK = "remark"
    RETURN = "return"
    CLEAR = "clear"
    PUBLISH = "publish"
    ISSUE_ALONE = "issue-alone"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    ASK_ERASURE = "ask-erasure"
    CONFIRM_ERASURE = "confirm-erasure"
    CONFIRM_FACTS = "confirm-facts"
    REVIEW_PAGES = "review-pages"
    TRANSLATE = "translate"
    KEEP_REGISTRY = "keep-registry"
    SEE_TRAIL = "see-trail"
    KEEP_ACCOUNTS = "keep-accounts"


_READS = {Deed.SEE, Deed.REMARK}
_WRITES = {*_READS, Deed.WRITE, Deed.SUBMIT}

TABLE: Mapping[Role, frozenset[Deed]] = {
    Role.AUTHOR: frozenset({*_WRITES, Deed.TRANSLATE}),
    Role.CLEARANCE_OFFICER: frozenset(
        {*_READS, Deed.RETURN, Deed.CLEAR, Deed.CONFIRM_FACTS, Deed.REVIEW_PAGES}
    ),
    Role.PRESS_SECRETARY: frozenset(
        {
            *_WRITES,
            Deed.TRANSLATE,
            Deed.RETURN,
            Deed.CLEAR,
            Deed.PUBLISH,
            Deed.ISSUE_ALONE,
            Deed.CORRECT,
            Deed.WITHDRAW,
            Deed.ASK_ERASURE,
            Deed.CONFIRM_ERASURE,
            Deed.CONFIRM_FACTS,
            Deed.REVIEW_PAGES,
            Deed.KEEP_REGISTRY,
            Deed.SEE_TRAIL,
        }
    ),
    Role.TRANSLATOR: frozenset({*_READS, Deed.TRANSLATE}),
    Role.ADMINISTRATOR: frozenset(
        {Deed.KEEP_ACCOUNTS, Deed.SEE_TRAIL, Deed.CONFIRM_ERASURE, Deed.ASK_ERASURE}
    ),
}

WORDS: Mapping[Deed, str] = {
    Deed.SEE: "see a working copy",
    Deed.WRITE: "write, and change what is written",
    Deed.SUBMIT: "submit for clearance",
    Deed.REMARK: "remark on a working copy",
    Deed.RETURN: "return a copy to its author",
    Deed.CLEAR: "clear a copy that others wrote",
    Deed.PUBLISH: "publish or schedule what is cleared, and cancel that",
    Deed.ISSUE_ALONE: "issue alone, in urgent cases",
    Deed.CORRECT: "correct what is issued",
    Deed.WITHDRAW: "withdraw what is issued",
    Deed.ASK_ERASURE: "ask for an erasure by legal order",
    Deed.CONFIRM_ERASURE: "confirm an erasure that somebody else asked for",
    Deed.CONFIRM_FACTS: "confirm, correct and withdraw what an issued text reports",
    Deed.REVIEW_PAGES: "judge imported pages that wait for review",
    Deed.TRANSLATE: "translate",
    Deed.KEEP_REGISTRY: "keep events, activities, terms, people and About pages",
    Deed.SEE_TRAIL: "see the audit trail",
    Deed.KEEP_ACCOUNTS: "add, change and close members",
}

# Nobody clears what they wrote: a second person is what clearance is for.
BY_A_SECOND_PERSON = frozenset({Deed.CLEAR})


class Person(Protocol):
    """Somebody at the desk: what they are, and of which structures and languages."""

    @property
    def pk(self) -> int | None:
        """Return their number."""

    @property
    def is_active(self) -> bool:
        """Tell whether they may sign in."""

    @property
    def roles(self) -> Collection[str]:
        """Return the roles they have."""

    @property
    def structures(self) -> Collection[str]:
        """Return the structures they write for."""

    @property
    def languages(self) -> Collection[str]:
        """Return the languages they work in."""


class Copy(Protocol):
    """What is worked on: who wrote it, whose it is, and in which languages it is wanted."""

    def writers(self) -> Collection[int]:
        """Return the numbers of those who wrote any of it."""

    def owners(self) -> Collection[str]:
        """Return the structures it is drafted for."""

    def wanted_languages(self) -> Collection[str]:
        """Return the languages it has a translation in, or is to have one."""


def may(person: Person, deed: Deed, copy: Copy | None = None) -> bool:
    """Tell whether a person may do a deed, to this working copy or at all.

    An author is bound to the structures they write for, a translator to their languages;
    no role gives leave to clear one's own words.
    """
    if not person.is_active:
        return False
    roles = [Role(role) for role in person.roles if role in set(Role)]
    if not any(deed in TABLE[role] and _reaches(role, person, copy) for role in roles):
        return False
    return copy is None or deed not in BY_A_SECOND_PERSON or person.pk not in copy.writers()


def _reaches(role: Role, person: Person, copy: Copy | None) -> bool:
    if copy is None:
        return True
    if role is Role.AUTHOR:
        return not set(person.structures).isdisjoint(copy.owners())
    if role is Role.TRANSLATOR:
        return not set(person.languages).isdisjoint(copy.wanted_languages())
    return True
