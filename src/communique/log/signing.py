"""The log's signing key: made once, kept in a file that only its owner may read."""

import base64
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from communique.log.errors import KeyRefused
from communique.log.note import ED25519, Verifier, is_key_name, note_of

_MOST_BYTES = 4096
_PREFIX = "PRIVATE+KEY"


@dataclass(frozen=True, slots=True)
class Signer:
    """A log's key: its name, which is the log's origin, and 32 secret bytes."""

    name: str
    seed: bytes = field(repr=False)

    @classmethod
    def generate(cls, name: str) -> "Signer":
        """Return a new key.  Raises KeyRefused where a note could not carry the name."""
        if not is_key_name(name):
            raise KeyRefused(f"{name!r} cannot name a key: it is empty, or has a space or a plus")
        return cls(name, Ed25519PrivateKey.generate().private_bytes_raw())

    @property
    def verifier(self) -> Verifier:
        """The public half."""
        return Verifier(self.name, self._key().public_key().public_bytes_raw())

    def sign(self, text: str) -> bytes:
        """Return the note that carries `text` and this key's signature."""
        return note_of(text, self.verifier, self._key().sign(text.encode()))

    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


def key_text(signer: Signer) -> str:
    """Return the key as Go's `note` package writes it, one line without its end.

    Form: PRIVATE+KEY+name+hash+base64(0x01 and the 32 bytes of the seed).
    """
    coded = base64.b64encode(ED25519 + signer.seed).decode()
    return f"{_PREFIX}+{signer.name}+{signer.verifier.key_id.hex()}+{coded}"


def write_key(path: Path, signer: Signer) -> None:
    """Write a new key file, mode 0600, there whole and durable or not at all.

    Raises KeyRefused where a file of that name stands: a key is never overwritten.
    """
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.fchmod(descriptor, 0o600)
        os.write(descriptor, f"{key_text(signer)}\n".encode())
        os.fsync(descriptor)
        os.link(beside, path)  # unlike a rename, a link does not replace what stands there
    except FileExistsError:
        raise KeyRefused(f"{path} stands already and is not overwritten") from None
    finally:
        os.close(descriptor)
        beside.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def read_key(path: Path) -> Signer:
    """Return the key a file holds.

    Raises KeyRefused where it is missing, unreadable, open to others, or no key.
    """
    text = _read_private(path)
    parts = text.strip().split("+")
    # Base64 has pluses of its own, so what follows the hash is put together again.
    coded = _decoded("+".join(parts[4:]))
    if "+".join(parts[:2]) != _PREFIX or len(coded) != 33 or coded[:1] != ED25519:
        raise KeyRefused(f"{path} holds no Ed25519 signing key")
    signer = Signer(parts[2], coded[1:])
    if parts[3] != signer.verifier.key_id.hex():
        raise KeyRefused(f"{path} holds a key whose hash is not its own")
    return signer


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text.encode(), validate=True)
    except ValueError:
        return b""


def _read_private(path: Path) -> str:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError as error:
        reason = (error.strerror or "unreadable").lower()
        raise KeyRefused(f"{path} cannot be read: {reason}") from None
    try:
        # Asked of the open file, not of its name: nobody can change it in between.
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(mode):
            raise KeyRefused(f"{path} is no file")
        if stat.S_IMODE(mode) & 0o177:
            raise KeyRefused(f"{path} has mode {stat.S_IMODE(mode):04o}; a key's is 0600")
        return os.read(descriptor, _MOST_BYTES).decode("utf-8", "replace")
    finally:
        os.close(descriptor)
