"""Keeping the members: added, changed, closed, given a new password; never deleted."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import transaction

from communique.core.errors import CommuniqueError
from communique.newsroom.accounts.models import Member
from communique.newsroom.accounts.trail import THE_MACHINE, tell
from communique.newsroom.roles import Deed, Role, may

_PASSWORD_BYTES = 12
# What an administrator may say of a member.
KEPT = ("first_name", "last_name", "email", "roles", "structures", "languages", "is_active")


class LastAdministrator(CommuniqueError):
    """A change that would leave the newsroom without an administrator."""

    code = "members.last-administrator"
    hint = "Make somebody else an administrator first."


def random_password() -> str:
    """Return a password that nobody has, good to be written down once."""
    return secrets.token_urlsafe(_PASSWORD_BYTES)


@transaction.atomic
def add(by: Member, user_name: str, said: Mapping[str, object]) -> tuple[Member, str]:
    """Return a new member and their password, which is kept nowhere else."""
    _check(by)
    password = random_password()
    member = Member(username=user_name, must_change_password=True)
    member.set_password(password)
    words = _write(member, said)
    member.save()
    tell(by, "member-added", user_name, **words)
    return member, password


@transaction.atomic
def change(by: Member, number: int, said: Mapping[str, object]) -> Member:
    """Return a member as changed; their sessions end where they lose or gain a role.

    Raises LastAdministrator where nobody would be left who may undo it.
    """
    _check(by)
    members = _locked()
    member = members[number]
    words = _write(member, said)
    if not any(_administers(one) for one in members.values()):
        raise LastAdministrator(f"{member.get_username()} is the last administrator")
    if words:
        member.save(update_fields=sorted(words))
        tell(by, "member-changed", member.get_username(), **words)
    return member


@transaction.atomic
def renew_password(by: Member | None, number: int) -> str:
    """Return a new password of a member, to be changed at sign-in; they are signed out.

    by: None for whoever runs the machine.
    """
    if by:
        _check(by)
    member, password = _locked()[number], random_password()
    member.set_password(password)
    member.must_change_password = True
    member.save(update_fields=["password", "must_change_password"])
    tell(by, "password-renewed", member.get_username(), **_at_the_machine(by))
    return password


@transaction.atomic
def remove_second_factors(by: Member | None, number: int) -> None:
    """Take a lost telephone or key away from a member, who sets up another at sign-in.

    by: None for whoever runs the machine.
    """
    if by:
        _check(by)
    member = _locked()[number]
    found = Authenticator.objects.filter(user=member)
    kinds = sorted({one.type for one in found})
    found.delete()
    words = {"factors": kinds, **_at_the_machine(by)}
    tell(by, "second-factor-removed", member.get_username(), **words)


def _check(by: Member) -> None:
    if not may(by, Deed.KEEP_ACCOUNTS):
        raise PermissionDenied


def _at_the_machine(by: Member | None) -> dict[str, str]:
    return {} if by else {"who": THE_MACHINE}


def _locked() -> dict[int, Member]:
    """Return every member; nobody else changes one until this transaction ends.

    All of them: two administrators who take each other's role away must not both succeed.
    """
    return {one.pk: one for one in Member.objects.select_for_update().order_by("pk")}


def _administers(member: Member) -> bool:
    return member.is_active and Role.ADMINISTRATOR in member.roles


def _write(member: Member, said: Mapping[str, object]) -> dict[str, object]:
    """Set what is new of a member, and return it."""
    new = {name: _plain(said[name]) for name in KEPT if name in said}
    changed = {name: value for name, value in new.items() if getattr(member, name) != value}
    for name, value in changed.items():
        setattr(member, name, value)
    return changed


def _plain(value: object) -> object:
    is_list = isinstance(value, Iterable) and not isinstance(value, str)
    return [str(one) for one in value] if is_list else value  # type: ignore[attr-defined]  # a list
