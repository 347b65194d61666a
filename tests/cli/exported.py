"""A site with every kind of entry, and a site made of its export."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from communique.cli.main import main
from communique.config import Config, load
from communique.core.entry import Entry
from communique.core.fact import Visit
from communique.core.media import Attachment
from communique.core.record import Ref
from communique.core.text import Text
from communique.log.reader import LogReader
from communique.registrar.enter import opened
from communique.registrar.facts import fact_order
from communique.registrar.keys import verifier_of
from tests.public.asking import enter, lakes
from tests.sites import correct, erase, fact, issue, lay, release, withdraw

# Longer than one line of an export carries.
MAP = b"%PDF-1.7 of the lakes\n" * 20_000
WORDS = "the ferrymen have been told"
FIRST, SECOND = "Aquavit is forbidden", "Aquavit is allowed"


def rich_site(folder: Path) -> Config:
    """Return a site with releases of every state, a file, and a version erased below another."""
    config = lakes(folder)
    enter(config, issue(release("109")), fact_order(fact("101", WORDS)))
    untold = fact("109", WORDS)
    visit = Visit(who=Ref(name="Xylophone"), where=Ref(name="Mere", code="mere"))
    enter(config, fact_order(replace(untold, fact=visit)))
    enter(config, withdraw("109"))
    attached = Attachment(
        digest=sha256(MAP).hexdigest(),
        media_type="application/pdf",
        name="map.pdf",
        size_bytes=len(MAP),
    )
    lay(config, MAP)
    with_map = release("107", attachments=(attached,))
    first = release("108", texts={"en": Text(title=FIRST, body=(f"{FIRST} on all boats.",))})
    second = replace(first, texts={"en": Text(title=SECOND, body=(f"{SECOND} on all boats.",))})
    translated = {"fr": Text(title="L’aquavit est permis", body=("Sur tous les bateaux.",))}
    further = replace(second, texts={**second.texts, **translated})
    enter(config, issue(with_map), issue(first), correct(second), issue(further))
    with opened(config) as registrar:
        standing = registrar.standing("108")
        assert standing is not None
    enter(config, erase("108", standing.digests[0]))
    return config


def leaves(config: Config) -> list[bytes]:
    """Return every leaf of a site's log."""
    return [leaf for _, leaf in LogReader(config.log, verifier_of(config)).entries()]


def entries(config: Config) -> list[Entry]:
    """Return every entry of a site's log."""
    return [Entry.from_leaf(leaf) for leaf in leaves(config)]


def exported(config: Config, path: Path, *more: str) -> Path:
    """Return the file that an export wrote."""
    assert main(["export", str(config.site), "--output", str(path), *more]) == 0
    return path


def empty_site(folder: Path) -> Config:
    """Return a site of the same address whose log holds nothing."""
    command = ["init", str(folder), "--empty", "--url", "http://lakes.example"]
    assert main(command) == 0
    return load(folder)


def bring_in(config: Config, path: Path, *more: str) -> int:
    """Import an export, and return the exit status."""
    return main(["import", str(config.site), str(path), *more])
