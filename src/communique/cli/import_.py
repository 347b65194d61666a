"""`communique import`: pages of an old site become releases on the record."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from communique.cli import exports
from communique.cli.addresses import read_addresses
from communique.cli.captures import capture_of
from communique.cli.import_report import ImportReport
from communique.cli.intake import Intake, PageReport
from communique.cli.progress import Progress
from communique.cli.readers import Readers
from communique.cli.sites import config_of, read, site_argument
from communique.core.errors import CommuniqueError
from communique.core.evidence import Capture
from communique.core.profile import Profile
from communique.ingest.capture import walk
from communique.ingest.reading import read as read_capture
from communique.ingest.shown import as_json
from communique.registrar.turns import in_turns
from communique.store.db import open_store

Taken = tuple[str, Capture | CommuniqueError]
Told = Callable[[int], None]
MOST_WORKERS = 256


class Unconfirmed(CommuniqueError):
    """Facts to be confirmed without an editor, on a site that is no sample."""

    code = "import.unconfirmed"
    hint = "Import the pages without --confirm-facts, then confirm what they report at the desk."


class Misplaced(CommuniqueError):
    """An export given with what is for pages."""

    code = "import.misplaced"
    hint = "Bring the export in by itself: `communique import SITE record.jsonl`."


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("import", help="enter pages of an old site, or an export")
    site_argument(command)
    command.add_argument(
        "paths", nargs="+", metavar="PATH", help="pages, folders, an export, - for stdin"
    )
    command.add_argument("--address", default="", help="the page's address at its old site")
    command.add_argument(
        "--addresses", type=Path, help="a table of file name, tab, address; for folders"
    )
    command.add_argument(
        "--correct", default="", metavar="NOTE", help="enter changed texts, with this public note"
    )
    command.add_argument(
        "--confirm-facts", action="store_true", help="of a sample: enter what its texts report"
    )
    command.add_argument("--dry-run", action="store_true", help="read only, enter nothing")
    command.add_argument("--json", action="store_true", help="one JSON object a page, on stdout")
    command.add_argument(
        "--workers", type=_count, metavar="N", help="processes that read; one a core"
    )
    command.add_argument(
        "--report", type=Path, metavar="FILE", help="what became of the pages, as JSON"
    )
    command.set_defaults(run=run)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= MOST_WORKERS):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to {MOST_WORKERS}")
    return int(text)


def run(given: argparse.Namespace) -> int:
    """Read the pages, enter what is new, and report; exit 1 where a page was refused."""
    if any(exports.is_one(path) for path in given.paths):
        return _bring_in(given)
    config = config_of(given)
    if given.confirm_facts and not config.sample:
        raise Unconfirmed("facts are confirmed by an editor, and this site is no sample")
    taken = _taken(given)
    with read(config) as (_, profile), Progress("reading pages") as progress:
        told = partial(progress, of=_number_of(given.paths) if progress.is_watched else 0)
        reading = partial(read_capture, profile=profile, today=datetime.now(UTC).date())
        readers = Readers(reading, given.workers or os.cpu_count() or 1)
        if given.dry_run:
            return _dry_run(taken, readers, given, told)
        confirming = profile if given.confirm_facts else None
        return _import(taken, readers, given, told, confirming)


def _taken(given: argparse.Namespace) -> Iterator[Taken]:
    """Yield each path's capture, or the reason it has none; nothing is read ahead."""
    addresses = read_addresses(given.addresses) if given.addresses else {}
    for path in walk(Path(path) for path in given.paths):
        name = str(path)
        try:
            yield name, capture_of(name, given.address or addresses.get(path.name, ""))
        except CommuniqueError as error:
            yield name, error


def _bring_in(given: argparse.Namespace) -> int:
    """Enter an export, which has to come alone: it brings a record with its own order."""
    if len(given.paths) > 1:
        raise Misplaced("an export is brought in alone, and other paths were given with it")
    pages_only = {"--address": given.address, "--addresses": given.addresses}
    pages_only["--correct"] = given.correct
    if named := [option for option, value in pages_only.items() if value]:
        raise Misplaced(f"{named[0]} is for pages, and {given.paths[0]} is an export of a record")
    return exports.run(given)


def _number_of(paths: Sequence[str]) -> int:
    return sum(1 for _ in walk(Path(path) for path in paths))


def _dry_run(
    taken: Iterator[Taken], readers: Readers, given: argparse.Namespace, told: Told
) -> int:
    refused = 0
    pages = ((one, None if isinstance(one[1], CommuniqueError) else one[1]) for one in taken)
    for count, ((path, capture), found) in enumerate(readers.in_order(pages), start=1):
        told(count)
        became = capture if isinstance(capture, CommuniqueError) else found
        if isinstance(became, CommuniqueError):
            refused += 1
            _say_refused(path, became)
        elif became is not None:
            _say_read(path, as_json(became.reading, became.findings), as_lines=given.json)
    return 1 if refused else 0


def _import(
    taken: Iterator[Taken],
    readers: Readers,
    given: argparse.Namespace,
    told: Told,
    confirming: Profile | None,
) -> int:
    config = config_of(given)
    with (
        in_turns(config) as registrar,
        open_store(config.store) as store,
        ImportReport.begun(given.report) as report,
    ):
        intake = Intake(
            registrar=registrar,
            store=store,
            readers=readers,
            sample=config.sample,
            confirming=confirming,
        )
        for count, page in enumerate(intake.enter(taken, note=given.correct), start=1):
            told(count)
            report.add(page)
            _say(page, as_lines=given.json)
    if not given.json:
        print(report.in_words())
    return 1 if report.has_refused else 0


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


def _say_read(path: str, shown: dict[str, object], *, as_lines: bool) -> None:
    if as_lines:
        print(json.dumps(shown, ensure_ascii=False))
        return
    print(f"{path}:")
    print(json.dumps(shown["record"], ensure_ascii=False, indent=2))
    findings = shown["findings"]
    if isinstance(findings, list):
        for finding in findings:
            print(f"  {finding['level']}: {finding['message']} [{finding['code']}]")
