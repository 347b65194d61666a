"""A fixed key, made-up leaves, and logs of a chosen size to test with."""

import random
from pathlib import Path

from communique.core.entry import Act, Entry, order_id
from communique.log.appender import Appender, begin_log
from communique.log.deposit import digest_of
from communique.log.signing import Signer

SIGNER = Signer("sample.example/log", bytes(range(32)))
OTHER = Signer("sample.example/log", bytes(range(1, 33)))


def leaf(index: int) -> bytes:
    """Return the sample leaf of an index, 30 to 129 bytes."""
    return b"leaf %d " % index + b"." * (23 + index * 37 % 100)


def leaves(start: int, end: int) -> list[bytes]:
    """Return the sample leaves [start, end)."""
    return [leaf(index) for index in range(start, end)]


def entries() -> list[bytes]:
    """Return five leaves of version 1: a name, a release, its correction, and its end."""
    release = digest_of(b"the first text")
    acts = [
        (Act.ISSUE, "kind.press-release", "kind", (), digest_of(b"a term"), None),
        (Act.ISSUE, "299321", "press-release", ("en", "fr"), release, None),
        (Act.CORRECT, "299321", "press-release", ("en",), digest_of(b"the second text"), 1),
        (Act.WITHDRAW, "299321", "press-release", ("en", "fr"), digest_of(b"the reason"), 2),
        (Act.ERASE, "299321", "press-release", ("en", "fr"), release, 3),
    ]
    return [
        Entry(
            order=order_id("sample", str(number)),
            act=act,
            at=f"2026-11-24T03:42:{number:02d}Z",
            symbol=symbol,
            kind=kind,
            langs=langs,
            digest=digest,
            prev=prev,
        ).to_leaf()
        for number, (act, symbol, kind, langs, digest, prev) in enumerate(acts)
    ]


def make_log(folder: Path, size: int, *, batch: int = 0) -> Appender:
    """Return the appender of a log of sample leaves; batch: entries a checkpoint, 0 for all."""
    begin_log(folder, SIGNER)
    appender = Appender(folder, SIGNER)
    for start in range(0, size, batch or max(size, 1)):
        appender.append(leaves(start, min(size, start + (batch or size))))
    return appender


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the content of every file below a folder, by its path."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def spoil(path: Path, seed: int = 0) -> None:
    """Change one byte of a file."""
    content = bytearray(path.read_bytes())
    at = random.Random(seed).randrange(len(content))
    content[at] ^= 0x20
    path.write_bytes(content)
