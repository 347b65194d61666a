"""Who may do what: the table, every cell of it, in every situation of a working copy."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import combinations, product

import pytest
from django.test import Client

from communique.newsroom.roles import TABLE, WORDS, Deed, Role, may
from tests import reference
from tests.newsroom.desks import Desk
from tests.tools import ROOT

PAGE = ROOT / "docs" / "reference" / "roles.md"


@dataclass(frozen=True, slots=True)
class Somebody:
    """Number 1, who writes for the secretariat and translates into French."""

    roles: tuple[str, ...]
    is_active: bool = True
    pk: int = 1
    structures: tuple[str, ...] = ("secretariat",)
    languages: tuple[str, ...] = ("fr",)


@dataclass(frozen=True, slots=True)
class Something:
    """A working copy in one of the situations there are."""

    is_own_words: bool
    is_own_structure: bool
    is_own_language: bool

    def writers(self) -> Collection[int]:
        return (2, 1) if self.is_own_words else (2,)

    def owners(self) -> Collection[str]:
        return ("delegation", "secretariat") if self.is_own_structure else ("delegation",)

    def wanted_languages(self) -> Collection[str]:
        return ("de", "fr") if self.is_own_language else ("de",)


SITUATIONS = [Something(*each) for each in product((True, False), repeat=3)]


def _documented() -> dict[tuple[str, str], bool]:
    """Return what the page says, by deed in words and role."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in PAGE.read_text("utf-8").splitlines()
        if line.startswith("|")
    ]
    heads = rows[0][1:]
    return {
        (row[0], head): cell == "yes"
        for row in rows[2:]
        for head, cell in zip(heads, row[1:], strict=True)
    }


def test_the_page_of_the_roles_says_what_the_table_says(request: pytest.FixtureRequest) -> None:
    fresh = reference.refreshed(PAGE.read_text("utf-8"), {"roles": reference.role_table()})
    if request.config.getoption("--update-golden"):
        PAGE.write_text(fresh, "utf-8")
    assert PAGE.read_text("utf-8") == fresh, "run --update-golden"
    assert len(_documented()) == len(Role) * len(Deed) == len(Role) * len(WORDS)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("deed", Deed)
def test_a_role_may_do_what_the_page_says_and_where_it_says(role: Role, deed: Deed) -> None:
    somebody = Somebody((role.value,))
    is_said = _documented()[WORDS[deed], role.value.replace("-", " ")]
    assert may(somebody, deed) is is_said
    for copy in SITUATIONS:
        reaches = {Role.AUTHOR: copy.is_own_structure, Role.TRANSLATOR: copy.is_own_language}
        is_barred = deed is Deed.CLEAR and copy.is_own_words
        expected = is_said and reaches.get(role, True) and not is_barred
        assert may(somebody, deed, copy) is expected, copy


@pytest.mark.parametrize(("one", "other"), list(combinations(Role, 2)))
def test_two_roles_may_do_what_either_may_and_no_more(one: Role, other: Role) -> None:
    both = Somebody((one.value, other.value))
    for deed, copy in product(Deed, [None, *SITUATIONS]):
        each = [may(Somebody((role.value,)), deed, copy) for role in (one, other)]
        assert may(both, deed, copy) is any(each), (deed, copy)


def test_a_closed_account_an_unknown_role_and_no_role_may_do_nothing() -> None:
    for somebody in (
        Somebody(tuple(Role), is_active=False),
        Somebody(("emperor",)),
        Somebody(()),
    ):
        assert not any(may(somebody, deed, copy) for deed in Deed for copy in [None, *SITUATIONS])


def test_no_combination_of_roles_lets_anybody_clear_their_own_words() -> None:
    everything = Somebody(tuple(Role))
    for copy in SITUATIONS:
        assert may(everything, Deed.CLEAR, copy) is not copy.is_own_words


def test_only_administrators_keep_the_accounts() -> None:
    assert [role for role in Role if Deed.KEEP_ACCOUNTS in TABLE[role]] == [Role.ADMINISTRATOR]


def test_a_member_with_a_role_comes_into_the_desk(desk: Desk) -> None:
    answer = desk.browser("author").get("/desk/", follow=True)
    assert answer.status_code == 200


def test_a_member_without_a_role_does_not(desk: Desk) -> None:
    desk.member("guest")
    assert desk.browser("guest").get("/desk/").status_code == 302


def test_nobody_comes_in_without_signing_in(desk: Desk) -> None:
    answer = Client(SERVER_NAME="localhost").get("/desk/")
    assert answer.status_code == 302
    assert "/sign-in/" in answer["location"]
