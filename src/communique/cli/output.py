"""Files that a command makes: there whole or not at all, and a refusal of one sentence."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from communique.core.errors import CommuniqueError

STANDARD_OUTPUT = Path("-")


class CannotWrite(CommuniqueError):
    """A file or folder that a command was to make, and cannot."""

    code = "output.cannot-write"
    hint = "Choose a file in a folder that exists, has room and may be written."

    @classmethod
    def because(cls, path: Path, error: OSError) -> CannotWrite:
        """Return the refusal that tells what the operating system said."""
        reason = (error.strerror or str(error)).lower()
        return cls(f"{path} cannot be written: {reason}", where=str(path))


@contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write, which takes the place of `path` once all is written.

    What was there stays until then, and stays for good where the work is broken off. `-` is
    standard output; a device or a pipe is written to as it is. Raises CannotWrite.
    """
    if path == STANDARD_OUTPUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    making = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        if path.is_dir():
            raise IsADirectoryError(0, "it is a folder")
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                yield file
            return
        with making.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        making.replace(path)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CannotWrite.because(path, error) from None
    finally:
        if path.name:
            making.unlink(missing_ok=True)
