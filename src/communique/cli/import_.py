"""`communique import`: pages of an old site become releases on the record."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from communique.cli.addresses import read_addresses
from communique.cli.captures import capture_of
from communique.cli.intake import REFUSED_OUTCOMES, Intake, PageReport
from communique.cli.progress import Progress
from communique.cli.sites import config_of, read, site_argument
from communique.config import Config
from communique.core.errors import CommuniqueError
from communique.core.evidence import Capture
from communique.core.profile import Profile
from communique.core.record import Draft
from communique.core.rules import check
from communique.ingest.capture import walk
from communique.ingest.draft import draft_release
from communique.ingest.read import read_page
from communique.ingest.shown import as_json
from communique.registrar.turns import in_turns

Taken = tuple[str, Capture | CommuniqueError]


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("import", help="enter pages of an old site as releases")
    site_argument(command)
    command.add_argument("paths", nargs="+", metavar="PATH", help="pages, folders, - for stdin")
    command.add_argument("--address", default="", help="the page's address at its old site")
    command.add_argument(
        "--addresses", type=Path, help="a table of file name, tab, address; for folders"
    )
    command.add_argument(
        "--correct", default="", metavar="NOTE", help="enter changed texts, with this public note"
    )
    command.add_argument("--dry-run", action="store_true", help="read only, enter nothing")
    command.add_argument("--json", action="store_true", help="one JSON object a page, on stdout")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Read the pages, enter what is new, and report; exit 1 where a page was refused."""
    config = config_of(given)
    taken = _taken(given)
    with read(config) as (_, profile), Progress("reading pages") as progress:
        if given.dry_run:
            return _dry_run(taken, profile, given, progress)
        return _import(taken, config, given, progress)


def _taken(given: argparse.Namespace) -> Iterator[Taken]:
    """Yield each path's capture, or the reason it has none; nothing is read ahead."""
    addresses = read_addresses(given.addresses) if given.addresses else {}
    for path in walk(Path(path) for path in given.paths):
        name = str(path)
        try:
            yield name, capture_of(name, given.address or addresses.get(path.name, ""))
        except CommuniqueError as error:
            yield name, error


def _dry_run(
    taken: Iterator[Taken], profile: Profile, given: argparse.Namespace, progress: Progress
) -> int:
    refused, today = 0, datetime.now(UTC).date()
    for count, (path, capture) in enumerate(taken, start=1):
        progress(count)
        if isinstance(capture, CommuniqueError):
            refused += 1
            _say_refused(path, capture)
            continue
        reading = draft_release(read_page(capture), profile)
        findings = (
            check(reading, profile, today=today) if isinstance(reading, Draft) else reading.findings
        )
        shown = as_json(reading, findings)
        if given.json:
            print(json.dumps(shown, ensure_ascii=False))
        else:
            _say_read(path, shown)
    return 1 if refused else 0


def _import(
    taken: Iterator[Taken], config: Config, given: argparse.Namespace, progress: Progress
) -> int:
    outcomes: Counter[str] = Counter()
    with in_turns(config) as registrar, read(config) as (store, profile):
        intake = Intake(registrar=registrar, store=store, profile=profile, sample=config.sample)
        for count, report in enumerate(intake.enter(taken, note=given.correct), start=1):
            progress(count)
            outcomes[report.outcome] += 1
            _say(report, as_lines=given.json)
    if not given.json:
        print(", ".join(f"{number:,} {outcome}" for outcome, number in outcomes.items()))
    return 1 if any(outcomes[outcome] for outcome in REFUSED_OUTCOMES) else 0


def _say(report: PageReport, *, as_lines: bool) -> None:
    if as_lines:
        print(json.dumps(report.as_json(), ensure_ascii=False))
        return
    if report.is_worth_saying:
        print(f"{report.path}: {report.outcome}", f"({report.message})" if report.message else "")
        for change in report.changes:
            print(f"    {change}")


def _say_refused(path: str, error: CommuniqueError) -> None:
    print(f"{path}: refused [{error.code}] {error}", file=sys.stderr)
    print(f"  {error.hint}", file=sys.stderr)


def _say_read(path: str, shown: dict[str, object]) -> None:
    print(f"{path}:")
    print(json.dumps(shown["record"], ensure_ascii=False, indent=2))
    findings = shown["findings"]
    if isinstance(findings, list):
        for finding in findings:
            print(f"  {finding['level']}: {finding['message']} [{finding['code']}]")
