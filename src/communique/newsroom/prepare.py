"""Makes the newsroom of a site ready to be opened: folder, tables, static files, first member."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import Error, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from communique.config import Config
from communique.core.errors import CommuniqueError
from communique.newsroom import site
from communique.newsroom.roles import Role

SETTINGS = "communique.newsroom.settings"
FIRST = "administrator"
_LOCK = "preparing"
_LAID_OUT = ".laid-out"


class NoNewsroom(CommuniqueError):
    """A newsroom that cannot be opened: its folder or its database refuses."""

    code = "newsroom.unavailable"
    hint = "See that the folder is this user's, and that the database runs and lets us in."


class NeverOpened(CommuniqueError):
    """A newsroom that was not opened yet by this version of the program."""

    code = "newsroom.never-opened"
    hint = "Start it once: communique newsroom SITE."


def make_folder(config: Config) -> None:
    """Make the newsroom's folder, for this user only; one that is there keeps its mode.

    Raises NoNewsroom where it cannot be made or written.
    """
    try:
        config.newsroom.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise NoNewsroom(f"{config.newsroom} cannot be made: {error.strerror}") from None
    if not os.access(config.newsroom, os.W_OK | os.X_OK):
        raise NoNewsroom(f"{config.newsroom} cannot be written by this user")


def begin(config: Config) -> None:
    """Make Django know the site's newsroom; once in a process, before any model is imported.

    Raises NoNewsroom where its folder cannot be made or written.
    """
    make_folder(config)
    os.environ[site.VARIABLE] = str(config.site)
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    site.config.cache_clear()
    django.setup()


def open_again(config: Config) -> None:
    """Make Django know a newsroom that was opened before, and change nothing in it.

    Raises NeverOpened where it never was by this version, NoNewsroom where the database refuses.
    """
    if not config.newsroom.is_dir():
        raise NeverOpened(f"{config.site} has no newsroom yet")
    begin(config)
    try:
        waiting = MigrationExecutor(connection)
        if waiting.migration_plan(waiting.loader.graph.leaf_nodes()):
            raise NeverOpened("the tables are not those of this version of the program")
    except Error as error:
        raise _unavailable(error) from None


def prepare() -> None:
    """Bring the newsroom's tables up to date; a second time changes nothing.

    Of two that start at once one does it and the other waits. Raises NoNewsroom.
    """
    with _alone():
        _make_file()
        try:
            call_command("migrate", interactive=False, verbosity=0)
        except Error as error:
            raise _unavailable(error) from None
        finally:
            connection.close()


def _unavailable(error: Error) -> NoNewsroom:
    said = str(error).strip().partition("\n")[0]
    return NoNewsroom(f"the newsroom's database cannot be opened: {said}")


def _make_file() -> None:
    """Make SQLite's file, if that is the database, with the mode that the umask allows.

    SQLite itself never lets the group write, and gives its journal the mode the file has.
    """
    if connection.vendor == "sqlite":
        os.close(os.open(connection.settings_dict["NAME"], os.O_WRONLY | os.O_CREAT, 0o666))


def lay_out_static_files() -> None:
    """Put the files that browsers load where they are served from, under names by content.

    Nothing is done where they are those of this program already.
    """
    with _alone():
        laid_out = settings.STATIC_ROOT / _LAID_OUT
        found = _fingerprint()
        if laid_out.is_file() and laid_out.read_text("ascii") == found:
            return
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        laid_out.write_text(found, "ascii")


def _fingerprint() -> str:
    """Return what changes when any file does that the program brings for browsers."""
    found = []
    for finder in get_finders():
        for path, storage in finder.list([]):
            known = os.stat(storage.path(path))
            found.append(f"{path}\0{known.st_size}\0{known.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(found)).encode()).hexdigest()


def make_first_administrator() -> tuple[str, str] | None:
    """Return (user name, random password) of the first administrator, None where one was there.

    The password is kept nowhere else.
    """
    # Here, not above: models can be had only once Django knows the newsroom.
    from communique.newsroom.accounts.keeping import random_password
    from communique.newsroom.accounts.models import Member
    from communique.newsroom.accounts.trail import tell

    with _alone(), transaction.atomic():
        if any(Role.ADMINISTRATOR in member.roles for member in Member.objects.all()):
            return None
        password = random_password()
        roles = [Role.ADMINISTRATOR.value]
        Member.objects.create_user(FIRST, "", password, roles=roles, must_change_password=True)
        tell(None, "member-added", FIRST, roles=roles)
    return FIRST, password


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until nobody else on this machine prepares this newsroom."""
    path = site.config().newsroom / _LOCK
    with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
