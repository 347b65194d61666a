"""The members of a demo: one who writes, one who clears, one who issues."""

from __future__ import annotations

import secrets

from django.db import transaction

from communique.newsroom.accounts.models import Member
from communique.newsroom.roles import Role

_PASSWORD_BYTES = 12
_MEMBERS = (
    ("author", Role.AUTHOR, ("mission-to-serbia",)),
    ("officer", Role.CLEARANCE_OFFICER, ()),
    ("secretary", Role.PRESS_SECRETARY, ()),
)


def make_demo_members() -> list[tuple[str, str]]:
    """Return (user name, random password) of the members made now; nothing where any is there.

    The passwords are kept nowhere else: who does not write them down makes the demo anew.
    """
    with transaction.atomic():
        if Member.objects.exists():
            return []
        return [(name, _make(name, role, structures)) for name, role, structures in _MEMBERS]


def _make(name: str, role: Role, structures: tuple[str, ...]) -> str:
    password = secrets.token_urlsafe(_PASSWORD_BYTES)
    Member.objects.create_user(
        name,
        f"{name}@newsroom.example",
        password,
        roles=[role.value],
        structures=list(structures),
    )
    return password
