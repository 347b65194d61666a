"""One site's settings: where its folder is, and what its communique.toml says."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from communique.core.errors import CommuniqueError

FORMAT = 1
FILE = "communique.toml"
PREFIX = "COMMUNIQUE_"
MAIL_FROM = "newsroom@localhost"
_NEEDED = ("origin", "url", "profile")
_SECRETS = ("database", "mail")
_WORDS = (*_NEEDED, "newsroom_url", "database", "mail", "mail_from")
_SWITCHES = {"sample": False, "second_factor": True}
_SAID = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
_PACKAGE = Path(__file__).parent


class NoSite(CommuniqueError):
    """A folder that is no site."""

    code = "site.missing"
    hint = "Make one with `communique init SITE --profile osce`."


class UnusableSite(CommuniqueError):
    """A site whose settings this program cannot follow."""

    code = "site.unusable"
    hint = "Mend communique.toml, or use a program as new as the one that made the site."


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings of one site.

    site: its folder.  origin: the log's name, for ever (C2SP tlog-checkpoint, "origin").
    url: the portal's public address, without a slash at the end, for ever.
    profile: the code of the organisation's profile.
    sample: what is imported is marked as a sample.
    newsroom_url: where the desk answers; empty for the address it listens on.
    database: of the newsroom, `postgresql://…`; empty for SQLite in the site's folder.
    mail: where the newsroom's mail goes, `smtp://USER:PASSWORD@HOST:PORT` (`smtps` for TLS from
    the first byte, `smtp` for STARTTLS); empty for files in the site's folder.
    mail_from: whom the mail is from.
    second_factor: press secretaries and administrators must sign in by two factors.
    """

    site: Path
    origin: str
    url: str
    profile: str
    sample: bool = False
    newsroom_url: str = ""
    database: str = ""
    mail: str = ""
    mail_from: str = MAIL_FROM
    second_factor: bool = True

    @property
    def key(self) -> Path:
        """Return the path of the signing key, mode 0600."""
        return self.site / "key"

    @property
    def verifier(self) -> Path:
        """Return the path of the public verifier key."""
        return self.site / "key.pub"

    @property
    def log(self) -> Path:
        """Return the folder of the log: checkpoint and tiles."""
        return self.site / "log"

    @property
    def deposit(self) -> Path:
        """Return the folder of the deposit: record bytes by SHA-256."""
        return self.site / "deposit"

    @property
    def store(self) -> Path:
        """Return the folder of the store: what is rebuilt, never migrated."""
        return self.site / "store"

    @property
    def lock(self) -> Path:
        """Return the path of the lock: whoever holds it enters."""
        return self.site / "lock"

    @property
    def learned(self) -> Path:
        """Return the folder of what was learned of old sites; learned again where it is lost."""
        return self.site / "learned"

    @property
    def newsroom(self) -> Path:
        """Return the folder of the newsroom: working copies, uploads, mail; not the record."""
        return self.site / "newsroom"


def load(site: Path, environment: Mapping[str, str] | None = None) -> Config:
    """Return a site's settings: its file, then `COMMUNIQUE_` and the key in capitals.

    A secret (database, mail) may stand in a file of its own: `COMMUNIQUE_DATABASE_FILE`.

    Raises NoSite where the folder has no communique.toml, UnusableSite where that has unknown
    keys, lacks one, or was written by a newer program.
    """
    try:
        table = tomllib.loads((site / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NoSite(f"{site} is no site: it has no {FILE}", where=str(site)) from None
    except OSError as error:
        raise UnusableSite(f"{site / FILE} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnusableSite(f"{site / FILE} is no TOML: {error}") from None
    return _config(site, table, os.environ if environment is None else environment)


def _config(site: Path, table: dict[str, object], environment: Mapping[str, str]) -> Config:
    where = str(site / FILE)
    made_as = table.pop("format", None)
    if not isinstance(made_as, int) or made_as > FORMAT:
        raise UnusableSite(
            f"the site has format {made_as!r}; this program knows formats up to {FORMAT}",
            where=where,
        )
    if unknown := [key for key in table if key not in (*_WORDS, *_SWITCHES)]:
        known = ", ".join(("format", *_WORDS, *_SWITCHES))
        raise UnusableSite(f"unknown key {unknown[0]!r} (known: {known})", where=where)
    words = {key: _word(key, table, environment, where) for key in _WORDS}
    switches = {key: _switch(key, table, environment, where) for key in _SWITCHES}
    return Config(
        site=site,
        origin=words["origin"],
        url=words["url"].rstrip("/"),
        profile=words["profile"],
        sample=switches["sample"],
        newsroom_url=words["newsroom_url"].rstrip("/"),
        database=words["database"],
        mail=words["mail"],
        mail_from=words["mail_from"] or MAIL_FROM,
        second_factor=switches["second_factor"],
    )


def _word(key: str, table: Mapping[str, object], environment: Mapping[str, str], where: str) -> str:
    value: object = environment.get(PREFIX + key.upper(), table.get(key, ""))
    secret = environment.get(f"{PREFIX}{key.upper()}_FILE") if key in _SECRETS else None
    if secret:
        try:
            value = Path(secret).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise UnusableSite(f"{secret} cannot be read: {error.strerror}", where=where) from None
    if not isinstance(value, str) or (key in _NEEDED and not value):
        raise UnusableSite(f"the key {key!r} must hold a text", where=where)
    return value


def _switch(
    key: str, table: Mapping[str, object], environment: Mapping[str, str], where: str
) -> bool:
    value = environment.get(PREFIX + key.upper(), table.get(key, _SWITCHES[key]))
    if isinstance(value, str) and value.lower() in _SAID:
        return _SAID[value.lower()]
    if not isinstance(value, bool):
        raise UnusableSite(f"the key {key!r} must be true or false", where=where)
    return value


def written(config: Config) -> str:
    """Return the communique.toml of a new site."""
    return (
        "# This site's settings. The origin and the address never change: signatures and\n"
        "# citations hang on them.\n"
        f"format = {FORMAT}\n"
        f'origin = "{config.origin}"\n'
        f'url = "{config.url}"\n'
        f'profile = "{config.profile}"\n'
        f"sample = {str(config.sample).lower()}\n"
        f"second_factor = {str(config.second_factor).lower()}\n"
    )


def shipped(name: str) -> Path:
    """Return the folder of a kind of files that the project ships: `profiles` or `sample`.

    In a checkout they stand beside src; in an installed package they lie inside it.
    """
    inside = _PACKAGE / f"_{name}"
    return inside if inside.is_dir() else _PACKAGE.parent.parent / name
