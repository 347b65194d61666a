"""The site's key: made once, read by the registrar alone; the verifier is for everybody."""

from __future__ import annotations

from pathlib import Path

from communique.config import Config
from communique.log.errors import KeyRefused
from communique.log.note import Verifier
from communique.log.signing import Signer, read_key, write_key


def make_key(config: Config, site: Path) -> Signer:
    """Make the key of a new site in a folder, mode 0600, and its public verifier beside it."""
    signer = Signer.generate(config.origin)
    write_key(site / config.key.name, signer)
    (site / config.verifier.name).write_text(signer.verifier.text() + "\n", encoding="utf-8")
    return signer


def signer_of(config: Config) -> Signer:
    """Return the site's signer, or raise KeyRefused: unreadable, open to others, or not its own."""
    signer = read_key(config.key)
    if signer.verifier != verifier_of(config):
        raise KeyRefused(
            f"{config.key} is not the key of this log: {config.verifier} names another",
            where=str(config.key),
        )
    return signer


def verifier_of(config: Config) -> Verifier:
    """Return what checks the site's checkpoints, or raise KeyRefused."""
    try:
        return Verifier.from_text(config.verifier.read_text(encoding="utf-8").strip())
    except (OSError, UnicodeDecodeError) as error:
        raise KeyRefused(
            f"{config.verifier} cannot be read: {error}", where=str(config.verifier)
        ) from None
