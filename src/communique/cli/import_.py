"""`communique import`: pages and records of an old site become releases on the record."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from communique.cli import exports
from communique.cli.addresses import read_addresses
from communique.cli.cluster import Cluster
from communique.cli.hinted import Hinted
from communique.cli.import_report import ImportReport
from communique.cli.intake import Intake
from communique.cli.learning import learned_of
from communique.cli.page_report import PageReport
from communique.cli.processes import Processes
from communique.cli.progress import Progress
from communique.cli.readers import Read, Readers
from communique.cli.sites import config_of, read, site_argument
from communique.config import Config
from communique.core.errors import CommuniqueError
from communique.core.profile import Profile
from communique.ingest.capture import LIMIT_BYTES, STANDARD_INPUT, walk
from communique.ingest.pieces import Piece, pieces_in, pieces_of
from communique.ingest.reading import judged
from communique.ingest.reading import read as read_capture
from communique.ingest.shown import as_json
from communique.registrar.turns import in_turns
from communique.store.db import open_store

MOST_WORKERS = 256
_SCHEDULER = re.compile(r"(?:tcp|tls)://(?:[\w.-]+|\[[\da-fA-F:.]+\]):\d{1,5}", re.ASCII)


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
    command = commands.add_parser("import", help="enter an old site, another system, or an export")
    site_argument(command)
    command.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="pages, archives, tables, folders, an export, - for stdin",
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
    beside = command.add_mutually_exclusive_group()
    beside.add_argument(
        "--workers", type=_count, metavar="N", help="processes that read; one a core"
    )
    beside.add_argument(
        "--scheduler",
        type=_scheduler,
        metavar="ADDRESS",
        help="of a Dask cluster that reads instead: tcp://HOST:PORT or tls://HOST:PORT",
    )
    command.add_argument(
        "--report",
        type=Path,
        metavar="FILE",
        help="what became of the pages: .html, .txt, else JSON",
    )
    command.set_defaults(run=run)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= MOST_WORKERS):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to {MOST_WORKERS}")
    return int(text)


def _scheduler(text: str) -> str:
    if not _SCHEDULER.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no tcp://HOST:PORT or tls://HOST:PORT")
    return text


def run(given: argparse.Namespace) -> int:
    """Read the pages, enter what is new, and report; exit 1 where a page was refused."""
    if any(exports.is_one(path) for path in given.paths):
        return _bring_in(given)
    config = config_of(given)
    if given.confirm_facts and not config.sample:
        raise Unconfirmed("facts are confirmed by an editor, and this site is no sample")
    addresses = read_addresses(given.addresses) if given.addresses else {}
    learned = learned_of(config, given.paths, given.address, addresses, keep=not given.dry_run)
    with read(config) as (_, profile), Progress("reading pages") as progress:
        watched = _watched(_pieces(given, profile, addresses), given.paths, progress)
        today = datetime.now(UTC).date()
        reading = partial(read_capture, profile=profile, today=today, learned=learned)
        judge = partial(judged, profile=profile, today=today)
        readers = Hinted(_readers(reading, given), judge)
        if given.dry_run:
            return _dry_run(watched, readers, given)
        return _import(watched, readers, given, profile)


def _readers(reading: Read, given: argparse.Namespace) -> Readers:
    if given.scheduler:
        return Readers(reading, partial(Cluster, scheduler=given.scheduler), few=0)
    workers = given.workers or os.cpu_count() or 1
    return Readers(reading, partial(Processes, workers=workers) if workers > 1 else None)


def _pieces(
    given: argparse.Namespace, profile: Profile, addresses: Mapping[str, str]
) -> Iterator[Piece]:
    """Yield what each path holds, or why it holds nothing; nothing is read ahead."""
    for path in walk(Path(path) for path in given.paths):
        address = given.address or addresses.get(path.name, "")
        if str(path) != STANDARD_INPUT:
            yield from pieces_of(path, profile.reading.mappings, address=address)
            continue
        content = sys.stdin.buffer.read(LIMIT_BYTES + 1)
        yield from pieces_in(content, str(path), profile.reading.mappings, address=address)


def _bring_in(given: argparse.Namespace) -> int:
    """Enter an export, which has to come alone: it brings a record with its own order."""
    if len(given.paths) > 1:
        raise Misplaced("an export is brought in alone, and other paths were given with it")
    pages_only = {"--address": given.address, "--addresses": given.addresses}
    pages_only["--correct"] = given.correct
    if named := [option for option, value in pages_only.items() if value]:
        raise Misplaced(f"{named[0]} is for pages, and {given.paths[0]} is an export of a record")
    return exports.run(given)


class _Watched:
    """Pieces on their way, and how far that is: their number, or the share of one file."""

    def __init__(self, pieces: Iterator[Piece], progress: Progress, of: int) -> None:
        self._pieces, self._progress, self._of = pieces, progress, of
        self._share = 0.0

    def __iter__(self) -> Iterator[Piece]:
        """Yield the pieces, remembering the share that was read by then."""
        for piece in self._pieces:
            self._share = piece.share
            yield piece

    def told(self, count: int) -> None:
        """Show how many are done."""
        self._progress(count, self._of, share=self._share)


def _watched(pieces: Iterator[Piece], paths: Sequence[str], progress: Progress) -> _Watched:
    # Of many files their number tells how far it is, of one the bytes that were read.
    number = sum(1 for _ in walk(map(Path, paths))) if progress.is_watched else 0
    return _Watched(pieces, progress, number if number > 1 else 0)


def _dry_run(watched: _Watched, readers: Hinted, given: argparse.Namespace) -> int:
    refused = 0
    pages = (
        (one, None if isinstance(one.found, CommuniqueError) else one.found) for one in watched
    )
    for count, (piece, found) in enumerate(readers.in_order(pages), start=1):
        watched.told(count)
        became = piece.found if isinstance(piece.found, CommuniqueError) else found
        if isinstance(became, CommuniqueError):
            refused += 1
            _say_refused(piece.name, became)
        elif became is not None:
            for text in became.texts:
                shown = as_json(text.reading, text.findings)
                _say_read(piece.name, shown, as_lines=given.json)
    return 1 if refused else 0


def _import(watched: _Watched, readers: Hinted, given: argparse.Namespace, profile: Profile) -> int:
    # Here, not above: no other command should pay for loading a database's driver.
    from communique.cli.reviewing import review_list

    began_at = datetime.now(UTC)
    config, review = config_of(given), profile.reading.review
    with (
        in_turns(config) as registrar,
        open_store(config.store) as store,
        review_list(config) if review else nullcontext() as waiting_list,
        ImportReport.begun(
            given.report,
            site=profile.organisation.name("en", datetime.now(UTC).date()),
            tokens=profile.organisation.tokens,
        ) as report,
    ):
        intake = Intake(
            registrar=registrar,
            store=store,
            readers=readers,
            sample=config.sample,
            confirming=profile if given.confirm_facts else None,
            review=review,
            waiting_list=waiting_list,
        )
        for count, page in enumerate(intake.enter(watched, note=given.correct), start=1):
            watched.told(count)
            report.add(page)
            _say(page, as_lines=given.json)
    _tell_newsroom(config, began_at, given.paths, report)
    if not given.json:
        print(report.in_words())
        if said := report.warnings_in_words:
            print(said)
    return 1 if report.has_refused else 0


def _tell_newsroom(
    config: Config, began_at: datetime, paths: Sequence[str], report: ImportReport
) -> None:
    """Tell the newsroom what became of the pages; all of them are in, whether or not it hears."""
    from communique.cli.reviewing import tell_newsroom
    from communique.outbox.imports import ImportRun
    from communique.registrar.desk import NewsroomAway

    more = f" and {len(paths) - 1:,} more" if len(paths) > 1 else ""
    run = ImportRun(
        began_at=began_at,
        ended_at=datetime.now(UTC),
        source=f"{paths[0]}{more}",
        outcomes=tuple(report.outcomes.items()),
    )
    try:
        tell_newsroom(config, run)
    except NewsroomAway as error:
        print(f"communique: the desk is not told of this import: {error}", file=sys.stderr)


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
