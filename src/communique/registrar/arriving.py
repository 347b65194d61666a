"""Files that an export brings in parts, laid where the registrar takes what a release names."""

from __future__ import annotations

from hashlib import file_digest
from pathlib import Path

from communique.core.exported import BadExport, ExportedPart
from communique.log.deposit import is_digest
from communique.log.errors import LogUnavailable


class Arriving:
    """Files on their way; each stands under its digest until the deposit has it."""

    def __init__(self, folder: Path) -> None:
        """Lay files in the folder of uploads; what an interrupted import left is written over."""
        self._folder = folder
        self._next: dict[str, int] = {}
        self._laid: list[Path] = []
        self._kept: set[str] = set()

    def take(self, part: ExportedPart) -> None:
        """Put a part behind those before it.  Raises BadExport, LogUnavailable."""
        if not is_digest(part.digest):
            raise BadExport("it names no file")
        if part.part != self._next.get(part.digest, 0):
            raise BadExport(f"a part of the file {part.digest} is missing before part {part.part}")
        path = self._folder / part.digest
        self._next[part.digest] = part.part + 1
        if part.part == 0 and path not in self._laid:
            if _holds(path, part.digest):
                # The newsroom's, with the same bytes: it stays where it is.
                self._kept.add(part.digest)
            else:
                self._laid.append(path)
        if part.digest in self._kept:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with path.open("wb" if part.part == 0 else "ab") as file:
                file.write(part.content)
        except OSError as error:
            raise LogUnavailable.because(error, self._folder) from error

    def forget(self) -> None:
        """Remove the files that have come in: the deposit has those that a release names."""
        for path in self._laid:
            path.unlink(missing_ok=True)
        self._laid.clear()
        self._kept.clear()


def _holds(path: Path, digest: str) -> bool:
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest() == digest
    except OSError:
        return False
