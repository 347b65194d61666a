"""Where a store lies: CURRENT names one generation folder, and a rename changes which."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from communique.store.errors import NoStore

CURRENT = "CURRENT"
DATABASE = "record.db"
SEARCH = "search"
_GENERATION = re.compile(r"g(\d{6,})")


def current(folder: Path) -> Path:
    """Return the folder of the generation in use, or raise NoStore."""
    try:
        name = (folder / CURRENT).read_text(encoding="ascii").strip()
    except (FileNotFoundError, NotADirectoryError):
        raise NoStore(f"{folder} holds no store", where=str(folder)) from None
    except UnicodeDecodeError:
        name = ""
    where = str(folder / CURRENT)
    if not _GENERATION.fullmatch(name):
        raise NoStore(f"{where} names no generation", where=where)
    if not (folder / name).is_dir():
        raise NoStore(f"{where} names {name}, which is not there", where=where)
    return folder / name


def stamp(folder: Path) -> tuple[int, int]:
    """Return what changes when CURRENT is replaced; (0, 0) where there is none."""
    try:
        found = (folder / CURRENT).stat()
    except FileNotFoundError:
        return (0, 0)
    return (found.st_ino, found.st_mtime_ns)


def begin(folder: Path) -> Path:
    """Make the empty folder of the next generation and return it.

    What a broken-off rebuild left behind is removed: whoever writes holds the site's lock, so
    a generation that is not current is nobody's.
    """
    folder.mkdir(parents=True, exist_ok=True)
    last = max(_numbered(folder), default=0)
    remove_others(folder)
    made = folder / f"g{last + 1:06d}"
    made.mkdir()
    return made


def make_current(folder: Path, generation: Path) -> None:
    """Make a generation the one in use, whole or not at all."""
    temporary = folder / (CURRENT + ".new")
    with temporary.open("w", encoding="ascii") as file:
        file.write(generation.name + "\n")
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(folder / CURRENT)
    directory = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


def remove_others(folder: Path) -> None:
    """Remove every generation but the one in use.

    Readers that still have one open keep its files until they close them.
    """
    kept = current(folder).name if (folder / CURRENT).exists() else ""
    for path in folder.iterdir():
        if _GENERATION.fullmatch(path.name) and path.name != kept:
            shutil.rmtree(path)


def _numbered(folder: Path) -> list[int]:
    found = (_GENERATION.fullmatch(path.name) for path in folder.iterdir())
    return [int(match[1]) for match in found if match]
