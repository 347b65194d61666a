"""Files that are there whole or not at all, and stay there when the power goes.

Two ways to write.  `replace` is durable when it returns, and so is what was written before
it.  A batch of new files nobody reads yet is laid file by file with `lay` and made durable
at once with `settle`, before the one `replace` that makes it public.
"""

import ctypes
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from communique.core.errors import CommuniqueError

# From this many files on, one syncfs() is faster than an fsync() a file and a folder
# (bench/append.py measures both).  Below it, syncfs would wait for other programs' writes.
SYNCFS_FROM = 8

_LIBC = ctypes.CDLL(None, use_errno=True)


def _unwatched(_step: str, _path: Path) -> None:
    return


@dataclass(frozen=True, slots=True)
class Files:
    """The one place where log and deposit touch the disk to write.

    watch: told `before …` and `after …` each step that changes the disk, with its path;
    the broken-disk tests stop the process there.
    """

    watch: Callable[[str, Path], None] = _unwatched

    def replace(self, path: Path, content: bytes) -> None:
        """Put a file in its place: readers see the old one or the new one, whole.

        Durable on return.  Raises OSError with the old file in place, unless it was the
        last step, the folder's fsync, that failed.
        """
        self._write_beside(path, [content], durable=True)
        self._step("rename", path, lambda: os.replace(_beside(path), path))
        self._step("sync folder", path.parent, lambda: _fsync(path.parent))

    def lay(self, path: Path, content: bytes) -> None:
        """Write a whole new file that nobody reads yet; durable only after `settle`."""
        self.lay_parts(path, [content])

    def lay_parts(self, path: Path, parts: Iterable[bytes]) -> None:
        """Write a whole new file part by part, as `lay` does; what `parts` raises leaves none."""
        self._write_beside(path, parts, durable=False)
        self._step("rename", path, lambda: os.replace(_beside(path), path))

    def settle(self, root: Path, paths: Iterable[Path]) -> None:
        """Make files and the folders between them and `root` durable."""
        files = list(paths)
        if len(files) >= SYNCFS_FROM and hasattr(_LIBC, "syncfs"):
            self._step("sync disk", root, lambda: _syncfs(root))
            return
        # Files first: a folder should not durably name a file that is not there.
        for path in files:
            self._step("sync file", path, partial(_fsync, path))
        for folder in sorted(_folders(root, files), reverse=True):
            self._step("sync folder", folder, partial(_fsync, folder))

    def remove(self, path: Path) -> bool:
        """Remove a file durably; tell whether it was there."""
        there = self.drop(path)
        if there:
            self._step("sync folder", path.parent, lambda: _fsync(path.parent))
        return there

    def drop(self, path: Path) -> bool:
        """Remove a file whose return after a power cut would harm nobody."""
        if not os.path.lexists(path):
            return False
        self._step("remove", path, lambda: path.unlink(missing_ok=True))
        return True

    def drop_unfinished(self, path: Path) -> None:
        """Remove what an interrupted write of `path` left beside it."""
        self.drop(_beside(path))

    def drop_folder(self, folder: Path) -> None:
        """Remove a folder and all in it, as `drop` does a file."""
        for child in list(folder.iterdir()):
            if child.is_dir() and not child.is_symlink():
                self.drop_folder(child)
            else:
                self.drop(child)
        self._step("remove", folder, folder.rmdir)

    def _write_beside(self, path: Path, parts: Iterable[bytes], *, durable: bool) -> None:
        beside = _beside(path)
        try:
            self._step("write", path, lambda: _write(beside, parts, durable=durable))
        except (OSError, CommuniqueError):
            beside.unlink(missing_ok=True)
            raise

    def _step(self, name: str, path: Path, act: Callable[[], object]) -> None:
        self.watch(f"before {name}", path)
        act()
        self.watch(f"after {name}", path)


def is_unfinished(name: str) -> bool:
    """Tell whether a file name is that of a write that was interrupted."""
    return name.startswith(".") and name.endswith(".new")


def _beside(path: Path) -> Path:
    # Always the same name, so that a write repeated after a crash clears the rest of the last.
    return path.with_name(f".{path.name}.new")


def _write(path: Path, parts: Iterable[bytes], *, durable: bool) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    try:
        descriptor = os.open(path, flags, 0o644)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, flags, 0o644)
    try:
        for content in parts:
            written = 0
            while written < len(content):
                written += os.write(descriptor, content[written:] if written else content)
        if durable:
            os.fsync(descriptor)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        os.close(descriptor)


def _folders(root: Path, files: Iterable[Path]) -> set[Path]:
    folders = {root}
    for path in files:
        for folder in path.parents:
            if folder in folders:
                break
            folders.add(folder)
    return folders


def _fsync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        os.close(descriptor)


def _syncfs(folder: Path) -> None:
    # Not os.sync(): that reports no error, and waits for every disk of the machine.
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if _LIBC.syncfs(descriptor) != 0:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), str(folder))
    finally:
        os.close(descriptor)
