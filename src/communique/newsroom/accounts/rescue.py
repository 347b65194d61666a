"""What whoever runs the machine does for a member who cannot come in any more."""

from __future__ import annotations

from axes.utils import reset
from django.db import transaction

from communique.core.errors import CommuniqueError
from communique.newsroom.accounts.keeping import remove_second_factors, renew_password
from communique.newsroom.accounts.models import Member
from communique.newsroom.roles import Role


class NoSuchMember(CommuniqueError):
    """A name that no member signs in with, or one whose account is closed."""

    code = "members.unknown"
    hint = "Give the name they sign in with; an administrator opens a closed account."


@transaction.atomic
def new_password(name: str) -> str:
    """Return a member's new password, kept nowhere else; their sessions end, a lock-out too.

    Raises NoSuchMember.
    """
    password = renew_password(None, _number_of(name))
    reset(username=name)
    return password


@transaction.atomic
def no_second_factor(name: str) -> None:
    """Take a member's second factors away, for they have lost them; raises NoSuchMember."""
    remove_second_factors(None, _number_of(name))


def _number_of(name: str) -> int:
    found = Member.objects.filter(username=name).first()
    if found is None:
        raise NoSuchMember(f"no member signs in as {name!r}; {_administrators()}")
    if not found.is_active:
        raise NoSuchMember(f"the account of {name} is closed; {_administrators()}")
    return int(found.pk)


def _administrators() -> str:
    active = Member.objects.filter(is_active=True)
    names = [one.username for one in active if Role.ADMINISTRATOR in one.roles]
    return f"administrators are {', '.join(names)}" if names else "there is no administrator"
