"""`communique verify`: whether a text is genuine, and whether it still stands."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from communique.cli.captures import capture_of
from communique.cli.proof import Proof, prove
from communique.cli.sites import config_of, read, site_argument
from communique.config import Config
from communique.core.comparison import changes_only
from communique.core.edition import Edition
from communique.core.evidence import Capture
from communique.core.profile import Profile
from communique.core.record import Draft
from communique.core.verdict import UNKNOWN, Judgement, Verdict
from communique.ingest.draft import draft_release
from communique.ingest.read import read_page
from communique.render.furniture import lines_beside
from communique.store.db import Store
from communique.store.query import edition, redirect
from communique.store.verdict import state_of, verdict_on

NOT_GENUINE = 3
_SAID = {
    Verdict.GENUINE: "genuine and current",
    Verdict.CORRECTED: "genuine, but corrected since",
    Verdict.WITHDRAWN: "withdrawn: it was issued, and stands no more",
    Verdict.ALTERED: "altered: the record says something else",
    Verdict.UNKNOWN: "unknown: nothing on the record comes close to it",
}


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "verify",
        help="say whether a text is genuine and current",
        epilog="Exit status: 0 genuine, 3 any other verdict, 1 refused, 2 misused.",
    )
    site_argument(command)
    command.add_argument("text", metavar="FILE|ADDRESS|-", help="a text, or where it stands")
    command.add_argument("--json", action="store_true", help="the verdict as JSON")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print the verdict; exit 0 for genuine, 3 for any other."""
    config = config_of(given)
    with read(config) as (store, profile):
        judged = _judged(given.text, config, store, profile)
    proof = prove(config, judged.version) if judged.version else None
    if given.json:
        print(json.dumps(_as_json(judged, config, proof), ensure_ascii=False))
    else:
        _say(judged, config, proof)
    return 0 if judged.verdict is Verdict.GENUINE else NOT_GENUINE


def _judged(text: str, config: Config, store: Store, profile: Profile) -> Judgement:
    if text != "-" and not Path(text).exists() and ("://" in text or text.startswith("/")):
        return _by_address(text, store)
    return _by_text(capture_of(text), config, store, profile)


def _by_address(address: str, store: Store) -> Judgement:
    parts = urlsplit(address).path.strip("/").split("/")
    symbol = parts[2] if len(parts) > 2 and parts[1] == "releases" else None
    one = edition(store, symbol) if symbol else None
    if one is None and (symbol := redirect(store, address)):
        one = edition(store, symbol)
    if one is None:
        return UNKNOWN
    return Judgement(verdict=state_of(one), edition=one, version=one.current or one.versions[-1])


def _by_text(capture: Capture, config: Config, store: Store, profile: Profile) -> Judgement:
    def furniture(one: Edition) -> Iterator[str]:
        today = datetime.now(UTC).date()
        return lines_beside(one, profile, url=config.url, today=today)

    judged = verdict_on(store, capture.text, furniture=furniture)
    if judged.verdict not in (Verdict.ALTERED, Verdict.UNKNOWN):
        return judged
    # It may be a page of the old site, menu and all: then what counts is the text on it.
    reading = draft_release(read_page(capture, profile), profile)
    if not isinstance(reading, Draft) or reading.title is None:
        return judged
    parts = [reading.title.value, *(one.value for one in reading.body)]
    as_page = verdict_on(store, "\n".join(parts), furniture=furniture)
    return judged if as_page.verdict is Verdict.UNKNOWN else as_page


def _as_json(judged: Judgement, config: Config, proof: Proof | None) -> dict[str, object]:
    one, version = judged.edition, judged.version
    release = version.release if version else None
    return {
        "verdict": judged.verdict,
        "symbol": one.symbol if one else None,
        "state": one.state if one else None,
        "lang": judged.lang or None,
        "extent": judged.extent or None,
        "title": release.texts[judged.lang].title if release and judged.lang else None,
        "address": f"{config.url}/en/releases/{one.symbol}" if one else None,
        "note": _note(one) or None,
        "changes": [{"kind": run.kind, "text": run.text} for run in judged.changes],
        "proof": proof.as_json() if proof else None,
    }


def _say(judged: Judgement, config: Config, proof: Proof | None) -> None:
    print(_SAID[judged.verdict])
    if judged.edition is None:
        return
    if judged.extent == "excerpt":
        print("  an excerpt: its words stand so in the release, which says more")
    release = judged.version.release if judged.version else None
    if release is not None:
        text = release.texts.get(judged.lang) or next(iter(release.texts.values()))
        print(f"  {text.title}")
    print(f"  {config.url}/en/releases/{judged.edition.symbol}")
    if note := _note(judged.edition):
        print(f"  {note}")
    if proof is not None:
        print(f"  {proof.sentence()}")
    _say_changes(judged)


def _say_changes(judged: Judgement) -> None:
    marks = {"same": ("", ""), "out": ("[-", "-]"), "in": ("{+", "+}")}
    if sys.stdout.isatty():
        marks = {
            "same": ("", ""),
            "out": ("\x1b[31m[-", "-]\x1b[0m"),
            "in": ("\x1b[32m{+", "+}\x1b[0m"),
        }
    shown = [
        f"{marks[run.kind][0]}{run.text}{marks[run.kind][1]}"
        for run in changes_only(judged.changes)
    ]
    if shown:
        print(f"  {' '.join(shown)}")


def _note(one: Edition | None) -> str:
    notes = [version.note for version in one.versions if version.note] if one else []
    return notes[-1] if notes else ""
