"""The deposit: bytes by their SHA-256, each in a file of its own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path

from communique.log.check import Flaw
from communique.log.errors import ObjectDamaged, ObjectMissing

_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of the bytes, 64 hexadecimal digits."""
    return sha256(content).hexdigest()


def is_digest(text: str) -> bool:
    """Tell whether a text is 64 lower-case hexadecimal digits."""
    return _DIGEST.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Deposit:
    """A deposit in a folder, to read: `ab/ab12…` holds the bytes of digest `ab12…`."""

    folder: Path

    def path_of(self, digest: str) -> Path:
        """Return where an object is or would be.  Raises ValueError for what is no digest."""
        if not is_digest(digest):
            raise ValueError(f"{digest[:80]!r} is no SHA-256 digest in lower-case hexadecimal")
        return self.folder / digest[:2] / digest

    def has(self, digest: str) -> bool:
        """Tell whether there is an object under this digest; its bytes are not read."""
        return self.path_of(digest).is_file()

    def get(self, digest: str) -> bytes:
        """Return an object, whose bytes are always held against the digest.

        Raises ObjectMissing, or ObjectDamaged naming the file.
        """
        path = self.path_of(digest)
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            raise ObjectMissing(f"the deposit holds no {digest}", where=str(path)) from None
        except OSError as error:
            reason = (error.strerror or "unreadable").lower()
            raise ObjectDamaged(f"{path} cannot be read: {reason}", where=str(path)) from None
        if digest_of(content) != digest:
            raise ObjectDamaged(f"{path} does not hold the bytes of its digest", where=str(path))
        return content

    def check_one(self, digest: str) -> None:
        """Hold an object against its digest, part by part, so that it need not fit into memory.

        Raises ObjectMissing, or ObjectDamaged naming the file.
        """
        path = self.path_of(digest)
        try:
            with path.open("rb") as file:
                found = file_digest(file, "sha256").hexdigest()
        except FileNotFoundError:
            raise ObjectMissing(f"the deposit holds no {digest}", where=str(path)) from None
        except OSError as error:
            reason = (error.strerror or "unreadable").lower()
            raise ObjectDamaged(f"{path} cannot be read: {reason}", where=str(path)) from None
        if found != digest:
            raise ObjectDamaged(f"{path} does not hold the bytes of its digest", where=str(path))

    def digests(self) -> Iterator[str]:
        """Yield the digest of every object, in order."""
        for path in self._files():
            if self._stands_right(path):
                yield path.name

    def check(self) -> Iterator[Flaw]:
        """Yield every object with a wrong byte, and every file that is no object."""
        for path in self._files():
            if not self._stands_right(path):
                yield Flaw(str(path), "is no object of the deposit: its name is no digest")
                continue
            try:
                self.get(path.name)
            except ObjectMissing:
                continue  # erased while we looked
            except ObjectDamaged as damage:
                yield Flaw(str(path), str(damage).removeprefix(f"{path} "))

    def _files(self) -> Iterator[Path]:
        """Yield all files in the two-digit folders but those being written, in order."""
        folders = (folder for folder in self.folder.glob("[0-9a-f][0-9a-f]") if folder.is_dir())
        for folder in sorted(folders):
            yield from sorted(path for path in folder.iterdir() if not path.name.startswith("."))

    def _stands_right(self, path: Path) -> bool:
        return is_digest(path.name) and path.parent.name == path.name[:2]
