"""A site in one file, taken while it runs, and a site made of such a file."""

from __future__ import annotations

import io
import os
import shutil
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from communique.config import FILE, Config
from communique.core.canonical import from_bytes
from communique.core.entry import Act, Entry
from communique.core.errors import CommuniqueError
from communique.core.media import media_of
from communique.core.record import Release
from communique.log.deposit import Deposit
from communique.log.errors import ObjectMissing
from communique.log.note import open_checkpoint
from communique.log.reader import LogReader
from communique.log.tile import (
    WIDTH,
    bundle_path,
    count_at,
    edge_bundle,
    edge_tiles,
    levels_of,
    tile_path,
)
from communique.registrar.keys import verifier_of

Progress = Callable[[int, int], None]


class BadArchive(CommuniqueError):
    """A backup that cannot be written or read."""

    code = "backup.unusable"
    hint = "Choose a new file to write, or a whole backup made by `communique backup`."


def back_up(config: Config, target: Path, *, progress: Progress | None = None) -> int:
    """Write a site's settings, key, log and deposit to a new file; return its entries.

    The site may run meanwhile: what is written is the record as one checkpoint has it. The file
    holds the key, so only its owner may read it (mode 0600). The store is not in it: it is
    rebuilt. Raises BadArchive where the file exists or the disk refuses; nothing stays then.
    """
    if target.exists():
        raise BadArchive(f"{target} exists; a backup is never written over", where=str(target))
    making = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        descriptor = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=3) as archive:
                size = _fill(config, archive, progress)
            file.flush()
            os.fsync(file.fileno())
        making.rename(target)
    except OSError as error:
        raise BadArchive(f"{target} cannot be written: {error.strerror}") from None
    finally:
        making.unlink(missing_ok=True)
    return size


def _fill(config: Config, archive: tarfile.TarFile, progress: Progress | None) -> int:
    reader, copying = LogReader(config.log, verifier_of(config)), _Copying(config, archive)
    for path in (config.site / FILE, config.key, config.verifier):
        archive.add(path, path.name)
    done = 0
    while True:
        note = reader.note()
        size = open_checkpoint(note, reader.verifier).size
        missing = _add_objects(copying, reader, range(done, size), progress)
        done = size
        # An object that is gone was erased meanwhile; the entry that says so is in the log by
        # now, so that going on to the newest checkpoint makes the copy whole again.
        if not missing or reader.checkpoint().size == size:
            break
    for name in log_files(size):
        _add(archive, f"log/{name}", reader.public_bytes(name) or b"")
    _add(archive, "log/checkpoint", note)
    return size


def _add_objects(
    copying: _Copying, reader: LogReader, wanted: range, progress: Progress | None
) -> bool:
    missing = False
    for index, leaf in reader.entries(wanted.start, wanted.stop):
        entry = Entry.from_leaf(leaf)
        if entry.act is Act.ERASE:
            continue
        missing |= copying.lacks(entry.digest)
        if progress is not None:
            progress(index + 1, wanted.stop)
    return missing


class _Copying:
    """The deposit's objects on their way into an archive, each once."""

    def __init__(self, config: Config, archive: tarfile.TarFile) -> None:
        self._deposit, self._archive = Deposit(config.deposit), archive
        self._media: set[str] = set()

    def lacks(self, digest: str) -> bool:
        """Copy a record and the files it names; tell whether one of them is not there."""
        try:
            content = self._deposit.get(digest)
        except ObjectMissing:
            return True
        _add(self._archive, self._name(digest), content)
        record = from_bytes(content).record
        named = set(media_of(record)) if isinstance(record, Release) else set[str]()
        lacking = [one for one in sorted(named - self._media) if self._lacks_file(one)]
        return bool(lacking)

    def _lacks_file(self, digest: str) -> bool:
        try:
            # By parts, for a film may be larger than memory; and held to its digest now, for
            # nobody wants to hear of it when the backup is needed.
            self._deposit.check_one(digest)
            self._archive.add(self._deposit.path_of(digest), self._name(digest), filter=_plain)
        except (FileNotFoundError, ObjectMissing):
            return True
        self._media.add(digest)
        return False

    def _name(self, digest: str) -> str:
        return f"deposit/{self._deposit.path_of(digest).relative_to(self._deposit.folder)}"


def _plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.mode, member.uid, member.gid, member.uname, member.gname = 0o644, 0, 0, "", ""
    return member


def log_files(size: int) -> Iterator[str]:
    """Yield the path of every file that a log of `size` entries has, but its checkpoint."""
    for level in range(levels_of(size)):
        yield from (tile_path(level, index) for index in range(count_at(level, size) // WIDTH))
    yield from (bundle_path(index) for index in range(size // WIDTH))
    yield from (tile.path for tile in edge_tiles(size))
    if last := edge_bundle(size):
        yield last.path


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(content), 0o644
    archive.addfile(member, io.BytesIO(content))


def unpack(source: Path, folder: Path) -> None:
    """Unpack a backup into an empty folder; BadArchive where it is none, or is cut short.

    A member that would leave the folder, or is no plain file, is refused.
    """
    try:
        with tarfile.open(source, mode="r:gz") as archive:
            for member in _members(archive, source):
                _lay(archive, member, folder)
    except (OSError, EOFError, tarfile.TarError) as error:
        raise BadArchive(f"{source} is no whole backup: {error}", where=str(source)) from None
    if not (folder / FILE).is_file() or not (folder / "log" / "checkpoint").is_file():
        raise BadArchive(f"{source} holds no site", where=str(source))


def _members(archive: tarfile.TarFile, source: Path) -> Iterator[tarfile.TarInfo]:
    for member in archive:
        parts = PurePosixPath(member.name).parts
        known = parts[:1] and parts[0] in (FILE, "key", "key.pub", "log", "deposit")
        if not member.isfile() or not known or ".." in parts:
            raise BadArchive(f"{source} holds {member.name!r}, which no backup has")
        yield member


def _lay(archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    # By hand: tarfile's own filter against harmful members came with Python 3.11.4, and Debian's
    # is older. Neither modes nor owners are taken over.
    target, content = folder / member.name, archive.extractfile(member)
    target.parent.mkdir(parents=True, exist_ok=True)
    if content is not None:
        with content, target.open("xb") as file:
            shutil.copyfileobj(content, file)
