"""Where the newsroom's mail goes, as Django's settings want it said."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from communique.config import Config, UnusableSite

FOLDER = "mail"
_PORTS = {"smtp": 587, "smtps": 465}
_WAIT_SECONDS = 10


def mail_of(config: Config) -> dict[str, Any]:
    """Return Django's mail settings of a site: its server, or files in `newsroom/mail/`.

    Raises UnusableSite where the address is no server's.
    """
    settings: dict[str, Any] = {"DEFAULT_FROM_EMAIL": config.mail_from}
    if not config.mail:
        return settings | {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(config.newsroom / FOLDER),
        }
    said = urlsplit(config.mail)
    if said.scheme not in _PORTS or not said.hostname:
        raise UnusableSite("the key 'mail' must be smtp://HOST or smtps://HOST")
    return settings | {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": said.hostname,
        "EMAIL_PORT": said.port or _PORTS[said.scheme],
        "EMAIL_HOST_USER": unquote(said.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(said.password or ""),
        "EMAIL_USE_TLS": said.scheme == "smtp" and bool(said.username),
        "EMAIL_USE_SSL": said.scheme == "smtps",
        "EMAIL_TIMEOUT": _WAIT_SECONDS,
    }
