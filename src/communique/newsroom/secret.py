"""The newsroom's own secret, which signs its sessions; it has nothing to do with the log's key."""

from __future__ import annotations

import os
import secrets

from communique.config import Config

FILE = "secret"
_BYTES = 48


def secret_of(config: Config) -> str:
    """Return the secret in the newsroom's folder, mode 0600, made at the first call.

    A site without that folder gets one for this process only.
    """
    path = config.newsroom / FILE
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        fresh = secrets.token_urlsafe(_BYTES)
    if not config.newsroom.is_dir():
        return fresh
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with open(descriptor, "w", encoding="ascii") as file:
        file.write(fresh + "\n")
    return fresh
