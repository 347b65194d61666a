"""Signed notes and checkpoints: read, verified and written as text.

Sources: c2sp.org/signed-note, c2sp.org/tlog-checkpoint.  Only Ed25519 (type 0x01) is used.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from communique.log.errors import KeyRefused, NoteRefused

ED25519 = b"\x01"
MAX_NOTE_BYTES = 1_000_000
MAX_SIGNATURES = 100
_DASH = "\u2014 "
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


@dataclass(frozen=True, slots=True)
class Verifier:
    """The public half of a log's key: a name and 32 bytes of Ed25519 public key."""

    name: str
    public_key: bytes

    @classmethod
    def from_text(cls, text: str) -> "Verifier":
        """Return the verifier a line such as `example.org/log+1a2b3c4d+AQ…` names.

        Raises KeyRefused.  Source: c2sp.org/signed-note, "Signatures"; Go's `note` package.
        """
        parts = text.strip().split("+", 2)
        key = _base64(parts[2]) if len(parts) == 3 else None
        if key is None or len(key) != 33 or key[:1] != ED25519 or not is_key_name(parts[0]):
            raise KeyRefused(f"{_shown(text)} is no verifier key name+hash+base64 for Ed25519")
        verifier = cls(parts[0], key[1:])
        if parts[1] != verifier.key_id.hex():
            raise KeyRefused(f"{_shown(text)} has a hash that is not its key's")
        return verifier

    @property
    def key_id(self) -> bytes:
        """The four bytes that stand before each signature by this key."""
        named = self.name.encode() + b"\n" + ED25519 + self.public_key
        return sha256(named).digest()[:4]

    def text(self) -> str:
        """Return the verifier key as one line, without its end."""
        return f"{self.name}+{self.key_id.hex()}+{_text64(ED25519 + self.public_key)}"

    def accepts(self, text: str, signature: bytes) -> bool:
        """Tell whether this key made the signature over this text."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public_key).verify(signature, text.encode())
        except InvalidSignature:
            return False
        return True


def is_key_name(name: str) -> bool:
    """Tell whether a note's key may bear this name: not empty, no space, no plus."""
    return name != "" and "+" not in name and not any(c.isspace() or c < " " for c in name)


def note_of(text: str, verifier: Verifier, signature: bytes) -> bytes:
    """Return the note that carries one signature.  `text` ends with a newline."""
    line = f"{_DASH}{verifier.name} {_text64(verifier.key_id + signature)}\n"
    return f"{text}\n{line}".encode()


def open_note(note: bytes, verifier: Verifier) -> str:
    """Return the text of a note that the verifier's key signed.

    Signatures by other keys are passed over, a wrong one by this key is not.
    Raises NoteRefused.
    """
    text, lines = _parted(note)
    signed = False
    for line in lines:
        name, key_id, signature = _signature(line)
        if (name, key_id) != (verifier.name, verifier.key_id):
            continue
        if not verifier.accepts(text, signature):
            raise NoteRefused(f"the signature by {verifier.name} is not one of this text")
        signed = True
    if not signed:
        raise NoteRefused(f"the note bears no signature by {verifier.name}")
    return text


def _parted(note: bytes) -> tuple[str, list[str]]:
    if len(note) > MAX_NOTE_BYTES:
        raise NoteRefused(f"a note of {len(note):,} bytes is longer than any real one")
    try:
        whole = note.decode()
    except UnicodeDecodeError as error:
        raise NoteRefused(f"the note is not UTF-8 at byte {error.start}") from None
    text, gap, signatures = whole.rpartition("\n\n")
    if not gap or not signatures.endswith("\n") or _CONTROL.search(whole):
        raise NoteRefused("the note is not a text, an empty line and signatures")
    lines = signatures[:-1].split("\n")
    if len(lines) > MAX_SIGNATURES:
        raise NoteRefused(f"the note bears {len(lines)} signatures, over {MAX_SIGNATURES}")
    return text + "\n", lines


def _signature(line: str) -> tuple[str, bytes, bytes]:
    name, _, coded = line.removeprefix(_DASH).partition(" ")
    signature = _base64(coded)
    if not line.startswith(_DASH) or not is_key_name(name) or not signature or len(signature) < 5:
        raise NoteRefused("a signature line is not a dash, a name and base64")
    return name, signature[:4], signature[4:]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log says of itself at one moment: who it is, how long, and its root hash."""

    origin: str
    size: int
    root: bytes

    @classmethod
    def from_text(cls, text: str) -> "Checkpoint":
        """Return the checkpoint of a note's text; extension lines are passed over.

        Raises NoteRefused.  Source: c2sp.org/tlog-checkpoint, "Note text".
        """
        lines = text.split("\n")
        if len(lines) < 4 or not all(lines[:-1]) or lines[-1] or not _SIZE.fullmatch(lines[1]):
            raise NoteRefused("the note's text is not an origin, a size and a root hash")
        root = _base64(lines[2])
        if root is None or len(root) != 32:
            raise NoteRefused("the checkpoint's third line is not the base64 of 32 bytes")
        return cls(lines[0], int(lines[1]), root)

    def text(self) -> str:
        """Return the text that is signed."""
        return f"{self.origin}\n{self.size}\n{_text64(self.root)}\n"


def open_checkpoint(note: bytes, verifier: Verifier) -> Checkpoint:
    """Return the checkpoint of a note signed by the log that bears the verifier's name.

    Raises NoteRefused, also where the origin is another log's: one key may sign for two.
    """
    checkpoint = Checkpoint.from_text(open_note(note, verifier))
    if checkpoint.origin != verifier.name:
        raise NoteRefused(f"the checkpoint is of {checkpoint.origin}, not {verifier.name}")
    return checkpoint


def _text64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _base64(text: str) -> bytes | None:
    try:
        raw = base64.b64decode(text.encode(), validate=True)
    except binascii.Error:
        return None
    return raw if _text64(raw) == text else None  # one spelling only, so bytes are comparable


def _shown(text: str) -> str:
    return repr(text.strip()[:80])
