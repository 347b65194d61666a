"""What the pages of an import share, learned before they are read, and kept with the site."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from communique.cli.progress import Progress
from communique.config import Config
from communique.core.evidence import Capture
from communique.ingest.archives import is_archive
from communique.ingest.capture import STANDARD_INPUT, walk
from communique.ingest.html import Saved
from communique.ingest.learned import Learned, from_json, learn, to_json
from communique.ingest.pieces import pages_of
from communique.ingest.template import Template
from communique.ingest.warc import is_warc
from communique.log.errors import LogUnavailable
from communique.log.files import Files


def learned_of(
    config: Config, paths: list[str], address: str, addresses: Mapping[str, str], *, keep: bool
) -> Learned:
    """Return what is known of the sites of pages: kept from before, and learned from these.

    keep: write it down for the pages of these sites that come later, so that a page is read the
    same by itself, and an import broken off goes on as it began. Raises LogUnavailable.
    """
    known = _kept(config.learned)
    given = {path: str(Path(path).resolve()) for path in paths if path != STANDARD_INPUT}
    if not any(_holds_many(Path(path)) for path in given) and len(given) < 2:
        return Learned(known, given)
    with Progress("learning what pages share") as progress:
        learned = learn(_pages(list(given), address, addresses, progress), given, known)
    if keep:
        _keep(config.learned, known, learned.templates)
    return learned


def _holds_many(path: Path) -> bool:
    return path.is_dir() or (path.is_file() and (is_warc(path) or is_archive(path)))


def _pages(
    paths: list[str], address: str, addresses: Mapping[str, str], progress: Progress
) -> Iterator[Capture | Saved]:
    count = 0
    for path in walk(map(Path, paths)):
        for page in pages_of(path, address=address or addresses.get(path.name, "")):
            count += 1
            progress(count)
            yield page


def _kept(folder: Path) -> Mapping[str, Template]:
    """Return what was learned before; a file that cannot be read has nothing to tell."""
    found: dict[str, Template] = {}
    for path in sorted(folder.glob("*.json")):
        try:
            site, template = from_json(path.read_text("utf-8"))
        except (OSError, ValueError, TypeError, KeyError):
            continue
        found[site] = template
    return found


def _keep(folder: Path, before: Mapping[str, Template], now: Mapping[str, Template]) -> None:
    """Write down what is new, each site in a file of its own, whole or not at all."""
    for site, template in now.items():
        if before.get(site) == template:
            continue
        # The name of a folder or of a host is no safe name of a file.
        name = hashlib.sha256(site.encode("utf-8", "surrogateescape")).hexdigest()[:16]
        content = to_json(site, template).encode("utf-8", "backslashreplace")
        try:
            Files().replace(folder / f"{name}.json", content)
        except OSError as error:
            raise LogUnavailable.because(error, folder) from None
