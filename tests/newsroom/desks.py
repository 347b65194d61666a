"""A newsroom as tests use it: its site, its members, and browsers signed in as them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connections
from django.test import Client

from communique.config import Config
from communique.newsroom.roles import Role

PASSWORD = "correct horse battery"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """An open newsroom with one member of each role, the role being the user name."""

    config: Config

    @classmethod
    def opened(cls, config: Config) -> Desk:
        """Return the newsroom of a site whose tables are there, with its members."""
        desk = cls(config=config)
        for role in Role:
            desk.member(
                role.value,
                role,
                structures=("secretariat",) if role is Role.AUTHOR else (),
                languages=("fr",) if role is Role.TRANSLATOR else (),
            )
        return desk

    def member(
        self,
        name: str,
        *roles: Role,
        structures: tuple[str, ...] = (),
        languages: tuple[str, ...] = (),
    ) -> Any:
        """Return a new member."""
        return get_user_model().objects.create_user(
            name,
            f"{name}@lakes.example",
            PASSWORD,
            roles=[role.value for role in roles],
            structures=list(structures),
            languages=list(languages),
        )

    def who(self, name: str) -> Any:
        """Return a member by name."""
        return get_user_model().objects.get(username=name)

    def browser(self, name: str) -> Client:
        """Return a browser in which a member is signed in."""
        member, client = self.who(name), Client(SERVER_NAME="localhost")
        if member.needs_second_factor:
            give_second_factor(member)
        client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client


def forget_connections() -> None:
    """Close what this thread keeps open to databases, so that the next one asked is the one set."""
    connections.close_all()
    with suppress(AttributeError):
        del connections["default"]


def give_second_factor(member: Any) -> str:
    """Return the secret of an authenticator app, which the member has from now on."""
    # Here, not above: models can be had only once Django is set up.
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    secret = str(generate_totp_secret())
    if not Authenticator.objects.filter(user=member, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(member, secret)
    return secret
