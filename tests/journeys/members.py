"""Makes the members of a journey's newsroom: `python -m tests.journeys.members SITE`.

A process of its own, for Django belongs to one site for life. Says, as JSON, the secret of each
authenticator app by user name.
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


def main(site: Path) -> None:
    """Make one member of each role, named by it, and say the secrets of those who need one."""
    begin(load(site))
    prepare()
    from tests.newsroom.desks import give_second_factor

    members = {role.value: _made(role) for role in Role}
    secrets = {
        name: give_second_factor(member)
        for name, member in members.items()
        if member.needs_second_factor
    }
    sys.stdout.write(json.dumps(secrets))


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
    main(Path(sys.argv[1]))
