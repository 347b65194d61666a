"""Members are added, changed and closed by administrators, and never deleted."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from django.test import Client

from communique.cli.main import main
from communique.newsroom.accounts import keeping
from communique.newsroom.accounts.lines import TrailLine
from communique.newsroom.accounts.models import Member
from communique.newsroom.accounts.trail import THE_MACHINE
from communique.newsroom.roles import Role
from communique.newsroom.sign_in import FAILURES
from tests.newsroom.desks import PASSWORD, Desk, give_second_factor
from tests.sites import small_site

LIST = "/desk/members/"


def _sign_in(name: str, password: str) -> Client:
    browser = Client(SERVER_NAME="localhost")
    browser.post("/sign-in/", {"login": name, "password": password})
    return browser


def _form(**changed: object) -> dict[str, Any]:
    said = {"first_name": "Ada", "email": "ada@lakes.example", "roles": ["author"]}
    return {**said, "structures": ["secretariat"], "languages": []} | changed


def test_a_new_member_gets_a_password_that_is_shown_once_and_changed_at_sign_in(
    desk: Desk,
) -> None:
    administrator = desk.browser("administrator")
    answer = administrator.post(f"{LIST}new/", _form(user_name="ada"))
    found = re.search(r"<code>([\w-]+)</code>", answer.content.decode())
    assert found
    assert answer["cache-control"] == "no-store, private"
    browser = _sign_in("ada", found[1])
    assert browser.get("/desk/")["location"] == "/account/password/"
    pages = [administrator.get(address).content for address in (LIST, "/desk/members/trail/")]
    assert not any(found[1].encode() in page for page in pages)
    ada = desk.who("ada")
    assert (ada.roles, ada.structures, ada.email) == (["author"], ["secretariat"], _form()["email"])
    line = TrailLine.objects.get(deed="member-added")
    assert (line.who, line.subject, line.words["roles"]) == ("administrator", "ada", ["author"])


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"structures": []}, "structures"),
        ({"structures": ["the-moon"]}, "structures"),
        ({"roles": ["translator"]}, "languages"),
        ({"roles": ["translator"], "languages": ["xx"]}, "languages"),
        ({"roles": []}, "roles"),
        ({"roles": ["emperor"]}, "roles"),
        ({"user_name": "AUTHOR"}, "user_name"),
        ({"user_name": "a b"}, "user_name"),
        ({"email": "nowhere"}, "email"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    desk: Desk, changed: dict[str, object], field: str
) -> None:
    form = _form(user_name="ada") | changed
    answer = desk.browser("administrator").post(f"{LIST}new/", form)
    assert field in answer.context["form"].errors
    assert not Member.objects.filter(username__in=["ada", "a b"]).exists()


def test_roles_are_changed_and_the_member_is_signed_out(desk: Desk) -> None:
    author = desk.browser("author")
    number = desk.who("author").pk
    form = _form(roles=["translator"], languages=["fr"], structures=[])
    answer = desk.browser("administrator").post(f"{LIST}{number}/", form)
    assert answer["location"] == LIST
    assert desk.who("author").roles == ["translator"]
    assert author.get("/desk/").status_code == 302
    line = TrailLine.objects.get(deed="member-changed")
    assert line.words["roles"] == ["translator"]


def test_a_closed_account_does_not_come_in_until_it_is_opened_again(desk: Desk) -> None:
    author, administrator = desk.browser("author"), desk.browser("administrator")
    address = f"{LIST}{desk.who('author').pk}/active/"
    administrator.post(address, {"active": "no"})
    assert author.get("/desk/").status_code == 302
    assert _sign_in("author", PASSWORD).get("/desk/").status_code == 302
    administrator.post(address, {"active": "yes"})
    assert _sign_in("author", PASSWORD).get("/desk/").status_code == 200


def test_a_renewed_password_replaces_the_old_one_and_ends_sessions(desk: Desk) -> None:
    author = desk.browser("author")
    address = f"{LIST}{desk.who('author').pk}/password/"
    answer = desk.browser("administrator").post(address)
    found = re.search(r"<code>([\w-]+)</code>", answer.content.decode())
    assert found
    assert author.get("/desk/").status_code == 302
    assert "_auth_user_id" not in _sign_in("author", PASSWORD).session
    assert "_auth_user_id" in _sign_in("author", found[1]).session


def test_a_lost_second_factor_is_removed_by_an_administrator(desk: Desk) -> None:
    give_second_factor(desk.who("author"))
    number = desk.who("author").pk
    desk.browser("administrator").post(f"{LIST}{number}/second-factor/")
    assert not Authenticator.objects.filter(user_id=number).exists()
    line = TrailLine.objects.get(deed="second-factor-removed")
    assert (line.who, line.subject) == ("administrator", "author")


@pytest.mark.parametrize("act", ["", "active/"])
def test_the_last_administrator_stays_one(desk: Desk, act: str) -> None:
    administrator = desk.who("administrator")
    browser = desk.browser("administrator")
    form = _form(roles=["author"]) if not act else {"active": "no"}
    answer = browser.post(f"{LIST}{administrator.pk}/{act}", form, follow=True)
    assert b"the last administrator" in answer.content
    administrator = desk.who("administrator")
    assert administrator.roles == ["administrator"]
    assert administrator.is_active


def test_one_of_two_administrators_may_go(desk: Desk) -> None:
    desk.member("second", Role.ADMINISTRATOR)
    keeping.change(desk.who("second"), desk.who("administrator").pk, {"is_active": False})
    assert not desk.who("administrator").is_active


def test_nobody_is_deleted(desk: Desk) -> None:
    author = desk.who("author")
    with pytest.raises(TypeError, match="never deleted"):
        author.delete()
    desk.browser("author")
    with pytest.raises(ProtectedError):
        Member.objects.filter(pk=author.pk).delete()


@pytest.mark.parametrize("name", ["author", "clearance-officer", "press-secretary", "translator"])
def test_members_are_kept_by_administrators_only(desk: Desk, name: str) -> None:
    browser, other = desk.browser(name), desk.who("administrator")
    before = Member.objects.values_list("username", "roles", "password", "is_active")
    kept = list(before)
    for address in ("", "new/", f"{other.pk}/"):
        assert browser.get(LIST + address).status_code in (302, 403)
    for address in ("new/", f"{other.pk}/", f"{other.pk}/active/", f"{other.pk}/password/"):
        browser.post(LIST + address, _form(user_name="ada", active="no"))
    assert list(before.all()) == kept
    with pytest.raises(PermissionDenied):
        keeping.renew_password(desk.who(name), other.pk)


def test_whoever_runs_the_machine_lets_the_last_administrator_in_again(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    browser = desk.browser("administrator")
    for _ in range(FAILURES):
        _sign_in("administrator", "not it")
    site = str(desk.config.site)
    words = ["newsroom", site, "--new-password", "administrator"]
    assert main([*words, "--no-second-factor", "administrator"]) == 0
    found = re.search(r"password ([\w-]{16}) ", capsys.readouterr().out)
    assert found
    assert browser.get("/desk/").status_code == 302
    assert "_auth_user_id" not in _sign_in("administrator", PASSWORD).session
    assert _sign_in("administrator", found[1]).get("/desk/")["location"] == "/account/password/"
    assert not Authenticator.objects.filter(user=desk.who("administrator")).exists()
    lines = TrailLine.objects.filter(deed__in=["password-renewed", "second-factor-removed"])
    assert {(one.who, one.subject) for one in lines} == {(THE_MACHINE, "administrator")}
    assert found[1] not in str(TrailLine.objects.values_list("words"))


def test_a_member_who_is_not_there_is_said_and_nothing_is_changed(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    keeping.change(desk.who("administrator"), desk.who("author").pk, {"is_active": False})
    before = list(Member.objects.values_list("username", "password"))
    for name in ("nobody", "author", ""):
        assert main(["newsroom", str(desk.config.site), "--new-password", name]) == 1
        said = capsys.readouterr().err
        assert said.startswith("communique: refused [members.unknown]\n")
        assert "administrators are administrator" in said
    assert list(Member.objects.values_list("username", "password")) == before


def test_no_password_is_made_in_a_newsroom_that_was_never_opened(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = small_site(tmp_path / "site").site
    before = sorted(site.rglob("*"))
    assert main(["newsroom", str(site), "--new-password", "administrator"]) == 1
    assert capsys.readouterr().err.startswith("communique: refused [newsroom.never-opened]\n")
    assert sorted(site.rglob("*")) == before
