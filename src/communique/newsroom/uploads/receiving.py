"""A file on its way in: straight to the disk of the uploads, measured while it comes."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopFutureHandlers

from communique.newsroom.uploads.errors import FileTooLarge, UploadRefused
from communique.newsroom.uploads.kinds import Kind, kind_of
from communique.newsroom.uploads.limits import MIB
from communique.newsroom.uploads.place import new_file, said_clearly


class Received:
    """One file that lies on the disk under a name nobody else knows, until it is kept."""

    __slots__ = ("file", "kind", "name", "path", "size_bytes")

    def __init__(self, name: str, kind: Kind) -> None:
        """Open a new file.  name: as the browser gave it."""
        self.name, self.kind, self.size_bytes = name, kind, 0
        self.file: BinaryIO
        self.path: Path
        self.file, self.path = new_file()

    def write(self, chunk: bytes) -> None:
        """Add bytes; FileTooLarge where they are too many for a file of this kind."""
        self.size_bytes += len(chunk)
        if self.size_bytes > self.kind.largest_bytes:
            raise too_large(self.name, self.kind)
        self.file.write(chunk)

    def discard(self) -> None:
        """Take it off the disk; once it has been kept there is nothing to take."""
        with suppress(OSError):
            # What is still to be written may fail once more on a full disk.
            self.file.close()
        self.path.unlink(missing_ok=True)


class Receiver(FileUploadHandler):
    """Django's hand for files: writes each to the uploads' disk, and remembers what was wrong.

    received: the files of this request, in order.  refusal: the first reason not to take one.
    """

    def __init__(self) -> None:
        """Hold nothing yet."""
        super().__init__()
        self.received: list[Received] = []
        self.refusal: UploadRefused | None = None

    def new_file(self, *arguments: Any, **named: Any) -> None:
        """Open a file for what comes, or pass it over where its kind is not taken."""
        super().new_file(*arguments, **named)
        if self.refusal is None:
            try:
                with said_clearly():
                    name = self.file_name or ""
                    self.received.append(Received(name, kind_of(name)))
            except UploadRefused as refusal:
                self.refusal = refusal
        if self.refusal is not None:
            raise SkipFile
        # No other hand, such as the one that keeps files in memory, is to see it.
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write what came; of a file that is refused nothing more is kept."""
        try:
            with said_clearly():
                self.received[-1].write(raw_data)
        except UploadRefused as refusal:
            self.refusal = refusal
            self.discard()
            raise SkipFile from None

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        """Return the file, as Django lists it."""
        received = self.received[-1]
        return UploadedFile(received.file, received.name, self.content_type, file_size)

    def discard(self) -> None:
        """Take everything of this request off the disk that was not kept."""
        for one in self.received:
            one.discard()


def too_large(name: str, kind: Kind) -> FileTooLarge:
    """Return the refusal of a file with too many bytes."""
    what = "a picture" if kind.is_picture else "an attachment"
    return FileTooLarge(
        f"{name!r} is too large: {what} may have {kind.largest_bytes // MIB} MiB at most"
    )
