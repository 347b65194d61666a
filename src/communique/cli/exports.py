"""`communique import` of what `communique export` wrote: a record enters as it was."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from communique.cli.import_report import ImportReport
from communique.cli.page_report import PageReport
from communique.cli.progress import Progress
from communique.cli.sites import config_of
from communique.config import Config
from communique.core.errors import CommuniqueError
from communique.core.exported import ExportedEntry, is_export, log_of, read_line
from communique.ingest.capture import STANDARD_INPUT
from communique.ingest.errors import NotReadable
from communique.log.errors import KeyRefused, NoteRefused, OutsideTheLog
from communique.log.note import Checkpoint, Verifier, open_checkpoint
from communique.log.reader import LogReader
from communique.registrar.arriving import Arriving
from communique.registrar.enter import UPLOADS
from communique.registrar.keys import verifier_of
from communique.registrar.replay import REFUSED, Replay, Replayed
from communique.registrar.turns import in_turns

BEGINNING_BYTES = 64
# A record's line is as long as its texts; a longer one is cut, and so is no line.
LONGEST_LINE_BYTES = 64 * 1024 * 1024
READABLE = "readable"


def is_one(path: str) -> bool:
    """Tell whether a path, or standard input, holds an export; nothing is taken from it."""
    try:
        if path == STANDARD_INPUT:
            # A buffered reader shows what comes next; what stands in for one may not.
            peek = getattr(sys.stdin.buffer, "peek", None)
            return peek is not None and is_export(peek(BEGINNING_BYTES)[:BEGINNING_BYTES])
        if not Path(path).is_file():
            return False
        with Path(path).open("rb") as file:
            return is_export(file.read(BEGINNING_BYTES))
    except (OSError, ValueError):
        return False


def run(given: argparse.Namespace) -> int:
    """Enter an export, or with --dry-run only check it; exit 1 where a line is refused."""
    config, (path,) = config_of(given), given.paths
    with (
        ExitStack() as stack,
        ImportReport.begun(given.report) as report,
        Progress("reading entries") as progress,
    ):
        lines = _Lines(_opened(path, stack))
        done = _checked(lines) if given.dry_run else _entered(lines, config)
        for count, one in enumerate(done, start=1):
            progress(count, lines.size)
            page = _page(path, one)
            report.add(page)
            if given.json or one.outcome == REFUSED:
                _say(page, as_lines=given.json)
    if not given.json:
        print(report.in_words("entries"))
        if lines.log is not None and not given.dry_run:
            print(_compared(lines.log, config))
    return 1 if report.has_refused else 0


class _Lines:
    """The lines of an export, and the checkpoint of its log once the first has passed."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.log: Checkpoint | None = None

    @property
    def size(self) -> int:
        """Return how many entries the log had, 0 while that is not known."""
        return self.log.size if self.log else 0

    def __iter__(self) -> Iterator[bytes]:
        """Yield each line."""
        while line := self._file.readline(LONGEST_LINE_BYTES):
            if self.log is None and b'"log":' in line:
                self.log = _checkpoint(line)
            yield line


def _checkpoint(line: bytes) -> Checkpoint | None:
    told = log_of(line)
    if told is None:
        return None
    try:
        return open_checkpoint(told.note.encode(), Verifier.from_text(told.key))
    except (NoteRefused, KeyRefused):
        return None


def _opened(path: str, stack: ExitStack) -> BinaryIO:
    if path == STANDARD_INPUT:
        return sys.stdin.buffer
    try:
        return stack.enter_context(Path(path).open("rb"))
    except OSError as error:
        raise NotReadable(f"{path} cannot be read: {error.strerror}", where=path) from None


def _entered(lines: Iterable[bytes], config: Config) -> Iterator[Replayed]:
    with in_turns(config) as turns:
        yield from Replay(turns, Arriving(config.newsroom / UPLOADS)).enter(lines)


def _checked(lines: Iterable[bytes]) -> Iterator[Replayed]:
    for number, line in enumerate(lines, start=1):
        try:
            read = read_line(line)
        except CommuniqueError as error:
            yield Replayed(number=number, outcome=REFUSED, message=str(error))
            continue
        if isinstance(read, ExportedEntry):
            yield Replayed(number=number, outcome=READABLE, symbol=read.entry.symbol)


def _page(path: str, one: Replayed) -> PageReport:
    return PageReport(
        path=f"{path}, line {one.number}",
        outcome=one.outcome,
        symbol=one.symbol,
        message=one.message,
    )


def _say(page: PageReport, *, as_lines: bool) -> None:
    if as_lines:
        print(json.dumps(page.as_json(), ensure_ascii=False))
    else:
        print(f"{page.path}: {page.outcome} ({page.message})")


def _compared(held: Checkpoint, config: Config) -> str:
    """Return what the log here is to the log of the export."""
    reader = LogReader(config.log, verifier_of(config))
    try:
        is_same = reader.root(held.size) == held.root
    except OutsideTheLog:
        is_same = False
    if is_same:
        return f"the log's first {held.size:,} entries are those of {held.origin}, byte by byte"
    return (
        f"the log has entries that {held.origin} has not, or lacks some: its root hash is another"
    )
