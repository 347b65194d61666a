"""Makes the newsroom of a site ready to be opened: folder, tables, static files, first member."""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.core.management import call_command
from django.db import Error, connection, transaction

from communique.config import Config
from communique.core.errors import CommuniqueError
from communique.newsroom import site
from communique.newsroom.roles import Role

SETTINGS = "communique.newsroom.settings"
FIRST = "administrator"
_LOCK = "preparing"
_PASSWORD_BYTES = 12


class NoNewsroom(CommuniqueError):
    """A newsroom that cannot be opened: its folder or its database refuses."""

    code = "newsroom.unavailable"
    hint = "See that the folder is this user's, and that the database runs and lets us in."


def begin(config: Config) -> None:
    """Make Django know the site's newsroom; once in a process, before any model is imported.

    Raises NoNewsroom where its folder cannot be made or written.
    """
    try:
        config.newsroom.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise NoNewsroom(f"{config.newsroom} cannot be made: {error.strerror}") from None
    if not os.access(config.newsroom, os.W_OK | os.X_OK):
        raise NoNewsroom(f"{config.newsroom} cannot be written by this user")
    os.environ[site.VARIABLE] = str(config.site)
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    site.config.cache_clear()
    django.setup()


def prepare() -> None:
    """Bring the newsroom's tables up to date; a second time changes nothing.

    Of two that start at once one does it and the other waits. Raises NoNewsroom.
    """
    with _alone():
        try:
            call_command("migrate", interactive=False, verbosity=0)
        except Error as error:
            said = str(error).strip().partition("\n")[0]
            raise NoNewsroom(f"the newsroom's database cannot be opened: {said}") from None
        finally:
            connection.close()


def lay_out_static_files() -> None:
    """Put the files that browsers load beside the newsroom's database; only new ones are copied."""
    with _alone():
        call_command("collectstatic", interactive=False, verbosity=0)


def make_first_administrator() -> tuple[str, str] | None:
    """Return (user name, random password) of the first administrator, None where one was there.

    The password is kept nowhere else.
    """
    # Here, not above: models can be had only once Django knows the newsroom.
    from communique.newsroom.accounts.models import Member

    with _alone(), transaction.atomic():
        if any(Role.ADMINISTRATOR in member.roles for member in Member.objects.all()):
            return None
        password = secrets.token_urlsafe(_PASSWORD_BYTES)
        Member.objects.create_user(FIRST, "", password, roles=[Role.ADMINISTRATOR.value])
    return FIRST, password


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until nobody else on this machine prepares this newsroom."""
    path = site.config().newsroom / _LOCK
    with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
