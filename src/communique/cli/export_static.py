"""A copy in files: it takes its place whole, and its making goes on where it was broken off."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from communique import __version__
from communique.cli.output import CannotWrite
from communique.cli.static_site import Copying
from communique.config import Config
from communique.log.reader import LogReader
from communique.registrar.keys import verifier_of

# Says that a folder is a copy, and of which state of the record.
MARK = ".communique-copy.json"
Told = Callable[[int, int], None]


def write_static(config: Config, output: Path, told: Told) -> Copying:
    """Write the portal as files; a copy of an earlier day at the same place gives way to it.

    A copy that was broken off is gone on with, as long as the record is the same. Raises
    CannotWrite where something else stands there, or the disk refuses.
    """
    making = output.with_name(f".{output.name}.making")
    try:
        _check_place(output)
        _begin(making, _state(config))
        copying = Copying(config, making)
        copying.make(told)
        _put(making, output)
    except OSError as error:
        raise CannotWrite.because(output, error) from None
    return copying


def _check_place(output: Path) -> None:
    if not output.name:
        raise NotADirectoryError(0, "it is no name of a folder")
    if output.exists() and not output.is_dir():
        raise NotADirectoryError(0, "a file stands there")
    if output.is_dir() and any(output.iterdir()) and not (output / MARK).is_file():
        raise FileExistsError(0, "a folder stands there that is no copy of a record")


def _state(config: Config) -> str:
    checkpoint = LogReader(config.log, verifier_of(config)).checkpoint()
    state = {"log": checkpoint.text(), "address": config.url, "program": __version__}
    return json.dumps(state, indent=1) + "\n"


def _begin(making: Path, state: str) -> None:
    mark = making / MARK
    if mark.is_file() and mark.read_text("utf-8") == state:
        return
    if making.exists():
        shutil.rmtree(making)
    making.mkdir()
    mark.write_text(state, "utf-8")


def _put(making: Path, output: Path) -> None:
    old = output.with_name(f".{output.name}.old")
    if old.exists():
        shutil.rmtree(old)
    if output.exists():
        output.rename(old)
    making.rename(output)
    if old.exists():
        shutil.rmtree(old)
