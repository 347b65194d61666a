"""Where a release stands in the log, and what was done to it entry by entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.core.edition import Edition, Version
from communique.core.record import Revision
from communique.render.dates import instant_in_words, number
from communique.render.messages import language_name
from communique.render.registry.setting import Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One entry of a release's history.

    act: what was done, in words.  day: when, in words; `at` the instant.
    href: what was changed by it, empty where nothing was there before.
    revised: of a change made before the release came here, when that was, in a sentence.
    """

    index: int
    act: str
    at: str
    day: str
    note: str = ""
    href: str = ""
    revised: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Where a release stands in the log, so that anybody can check it without us."""

    index: int
    leaf: str
    digest: str
    at: str
    entered: str
    size: str
    deposit: str
    bundle: str
    bundle_offset: int


def proof_of(version: Version, edition: Edition, setting: Setting) -> Proof:
    """Return where an entry of the log is found, and what it commits to."""
    return Proof(
        index=version.index,
        leaf=version.leaf,
        digest=version.entry.digest,
        at=version.entry.at,
        entered=instant_in_words(version.entry.at, setting.lang),
        size=number(edition.tree_size, setting.lang),
        deposit=f"/deposit/{version.entry.digest}" if edition.current is version else "",
        bundle=bundle_path(version.index, edition.tree_size),
        bundle_offset=version.index % 256,
    )


def bundle_path(index: int, size: int) -> str:
    """Return the address of the bundle that holds an entry, in a log of so many entries.

    Source: c2sp.org/tlog-tiles, "Log Entries" and "Partial Tiles".

    >>> bundle_path(651, 695)
    '/log/tile/entries/002.p/183'
    """
    bundle = index // 256
    held = min(size - bundle * 256, 256)
    parts = [f"{bundle % 1000:03}"]
    while bundle := bundle // 1000:
        parts.insert(0, f"x{bundle % 1000:03}")
    tail = f".p/{held}" if held < 256 else ""
    return f"/log/tile/entries/{'/'.join(parts)}{tail}"


def steps_of(edition: Edition, setting: Setting, path: str) -> Iterator[Step]:
    """Yield the entries of a release, the first first."""
    acts = {
        "issue": setting.say("Entered"),
        "correct": setting.say("Corrected"),
        "withdraw": setting.say("Withdrawn"),
        "erase": setting.say("Text erased"),
    }
    revisions, only_revised = edition.revisions, edition.is_only_revised
    for version in edition.versions:
        act = version.entry.act.value
        revision = revisions.get(version.index)
        href = setting.href(f"{path}/changes") + f"#e{version.index}" if path else ""
        yield Step(
            index=version.index,
            act=setting.say("Revised") if revision else acts[act],
            at=version.entry.at,
            day=instant_in_words(version.entry.at, setting.lang),
            note=version.note,
            href=href if act == "correct" and not only_revised else "",
            revised=_revised(revision, setting) if revision else "",
        )


def _revised(revision: Revision, setting: Setting) -> str:
    return setting.say(
        "Revised on %(day)s (%(languages)s), before it came into this record. "
        "The words until then were not handed over.",
        day=instant_in_words(revision.at, setting.lang),
        languages=", ".join(language_name(lang, setting.lang) for lang in revision.langs),
    )
