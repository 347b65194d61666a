"""The members of a journey's newsroom, made by `tests.prepared` in a process of its own.

`python -m tests.journeys.members SITE` makes them in a database that holds nothing yet, and says
their secrets as JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from communique.config import load
from communique.newsroom.prepare import begin, prepare
from communique.newsroom.roles import Role

PASSWORD = "correct horse battery"  # of an invented newsroom on a temporary disk
STRUCTURES = {Role.AUTHOR: ("secretariat",)}
LANGUAGES = {Role.TRANSLATOR: ("fr",)}


def make_members() -> dict[str, str]:
    """Make one member of each role, named by it; return the secrets of those who need one."""
    from tests.newsroom.desks import give_second_factor

    members = {role.value: _made(role) for role in Role}
    return {
        name: give_second_factor(member)
        for name, member in members.items()
        if member.needs_second_factor
    }


def _made(role: Role):  # type: ignore[no-untyped-def]  # models can be named only once Django is set up
    from communique.newsroom.accounts.models import Member

    return Member.objects.create_user(
        role.value,
        f"{role.value}@lakes.example",
        PASSWORD,
        roles=[role.value],
        structures=list(STRUCTURES.get(role, ())),
        languages=list(LANGUAGES.get(role, ())),
    )


if __name__ == "__main__":
    begin(load(Path(sys.argv[1])))
    prepare()
    sys.stdout.write(json.dumps(make_members()))
