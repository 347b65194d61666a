"""Put objects into the deposit and, by legal order, take them out.

A batch says durably which objects it is about to put, before it puts the first.  If it is
interrupted, whatever no entry of the log names is taken out again: a text that was never
entered must not stay, for its erasure could never be ordered.
"""

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from communique.log.deposit import Deposit, digest_of, is_digest
from communique.log.errors import BatchOpen, FileRefused, LogUnavailable
from communique.log.files import Files

_INTENT = "batch"
_PART_BYTES = 1 << 20


class Depositing:
    """The writer of one deposit.  There may be one at a time: hold the site's lock."""

    def __init__(self, folder: Path, files: Files | None = None) -> None:
        """Write into `folder`, which is made when the first object is put."""
        self.deposit = Deposit(folder)
        self._folder = folder
        self._files = files or Files()

    def put(self, content: bytes) -> str:
        """Return the digest of bytes that are now durably in the deposit.

        Raises LogUnavailable.
        """
        return self.put_all([content])[0]

    def put_all(
        self, contents: Iterable[bytes], *, files: Mapping[str, Path] | None = None
    ) -> list[str]:
        """Return the digests of all these, durable together and in the order given.

        files: by the digest each must have; copied in durably with the rest, and not returned.
        Takes all one by one and files in parts, so they need not fit into memory.
        Raises FileRefused where a file is missing or another, LogUnavailable.
        """
        digests: list[str] = []
        try:
            for content in contents:
                digests.append(digest_of(content))
                self._lay(digests[-1], content)
            for digest, source in (files or {}).items():
                self._files.lay_parts(self.deposit.path_of(digest), _parts(source, digest))
            laid = dict.fromkeys((*digests, *(files or ())))
            paths = [self.deposit.path_of(digest) for digest in laid]
            if paths:
                self._files.settle(self._folder, paths)
        except OSError as error:
            raise LogUnavailable.because(error, self._folder) from error
        return digests

    def erase(self, digest: str) -> bool:
        """Take an object out durably; tell whether it was there.  Raises LogUnavailable."""
        try:
            return self._files.remove(self.deposit.path_of(digest))
        except OSError as error:
            raise LogUnavailable.because(error, self._folder) from error

    def begin(self, digests: Iterable[str]) -> None:
        """Say durably which objects the next puts may bring.

        Those the deposit has already are left out: an earlier batch answers for them.
        Raises BatchOpen, LogUnavailable.
        """
        if self._intent.exists():
            raise BatchOpen(f"{self._intent} names a batch that was not ended")
        new = [digest for digest in dict.fromkeys(digests) if not self.deposit.has(digest)]
        content = "".join(f"{digest}\n" for digest in new).encode()
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._files.replace(self._intent, content)
        except OSError as error:
            raise LogUnavailable.because(error, self._folder) from error

    def commit(self) -> None:
        """End the batch: the checkpoint that names its objects is published.

        Raises LogUnavailable.
        """
        try:
            self._files.remove(self._intent)
        except OSError as error:
            raise LogUnavailable.because(error, self._folder) from error

    def recover(self, is_named: Callable[[str], bool]) -> list[str]:
        """Take out what an interrupted batch put and no entry names; return those digests.

        is_named: tells whether an entry of the log that stands names a digest.
        Safe to repeat, and to interrupt.  Raises LogUnavailable.
        """
        if not self._intent.exists():
            return []
        named = self._intent.read_text("ascii", "replace").splitlines()
        taken: list[str] = []
        try:
            for digest in filter(is_digest, named):
                path = self.deposit.path_of(digest)
                self._files.drop_unfinished(path)
                if not is_named(digest) and self._files.remove(path):
                    taken.append(digest)
            # Last: until then the next start knows what is still to be done.
            self._files.remove(self._intent)
        except OSError as error:
            raise LogUnavailable.because(error, self._folder) from error
        return taken

    @property
    def _intent(self) -> Path:
        return self._folder / _INTENT

    def _lay(self, digest: str, content: bytes) -> None:
        path = self.deposit.path_of(digest)
        # Compared, not merely looked for: after a power cut a file may stand there with
        # its name and without its bytes.
        if path.is_file() and path.read_bytes() == content:
            return
        self._files.lay(path, content)


def _parts(source: Path, digest: str) -> Iterator[bytes]:
    """Yield a file in parts; FileRefused, at its end at the latest, unless it has its digest."""
    seen = sha256()
    try:
        # Whoever wrote the file may have less right than we have: no link is followed, and
        # nothing is waited for that is no plain file.
        descriptor = os.open(source, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb", buffering=0) as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise FileRefused(digest, f"is no plain file ({source})")
            while part := file.read(_PART_BYTES):
                seen.update(part)
                yield part
    except FileNotFoundError:
        raise FileRefused(digest, f"is missing ({source})") from None
    except OSError as error:
        reason = (error.strerror or "unreadable").lower()
        raise FileRefused(digest, f"cannot be read: {reason} ({source})") from None
    if seen.hexdigest() != digest:
        raise FileRefused(digest, f"has other bytes than its digest says ({source})")
