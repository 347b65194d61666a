"""The readers, given what nobody would write: our fixtures, cut, doubled, spliced and turned.

    python -m tests.fuzz [--minutes 60] [--begin 0] [--inputs N]

Every input comes from its number alone, so `--begin N --inputs 1` does one again. A child reads;
it may take two gigabytes and, by the size of the input, some seconds of processor. Printed is
every place at which reading raised what it should not, died, or took too long, once, with the
number of the first input that came there. The status is 1 where there was any.

What must hold of every input is the law of reading: it is refused in a sentence, or read; what was
read stands word for word where its evidence says, can be shown as JSON, and, where it is a release,
can be put on the record.
"""

from __future__ import annotations

import argparse
import faulthandler
import json
import os
import re
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

from communique.core.arrival import arrival_of
from communique.core.canonical import from_bytes, to_bytes
from communique.core.errors import CommuniqueError
from communique.core.profile import Profile
from communique.core.record import Draft
from communique.core.rules import is_refused
from communique.ingest.errors import Unreadable
from communique.ingest.mapped import Mapped
from communique.ingest.pieces import pieces_of
from communique.ingest.reading import PageRead, read
from communique.ingest.shown import as_json
from tests.fuzz_seeds import MAPPINGS, TOKENS, Seed, profiles, seeds
from tests.ingest.pages import spans

TODAY = date(2026, 1, 1)
MEMORY_BYTES = 2 * 1024**3
MOST_BYTES = 256 * 1024
SECONDS, SECONDS_PER_MEGABYTE = 5.0, 20.0
SALT = "00" * 16
_TOLD = 4_000
_PLACE = re.compile(r'File "[^"]*/(?P<file>communique/[^"]+)", line (?P<line>\d+)')


def main() -> int:
    """Fuzz, and print what fell; 1 where anything did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--begin", type=int, default=0, metavar="NUMBER")
    parser.add_argument("--inputs", type=int, default=sys.maxsize, metavar="N")
    given = parser.parse_args()
    found = fuzz(given.begin, given.inputs, seconds=given.minutes * 60)
    fallen = found.places.total()
    _say(f"{found.inputs:,} inputs, of which {fallen:,} fell, at {len(found.places)} places")
    return 1 if found.places else 0


@dataclass(slots=True)
class Fallen:
    """How many inputs were read, and at which places how many fell."""

    inputs: int = 0
    places: Counter[str] = field(default_factory=Counter)

    def add(self, number: int, said: str) -> None:
        """Count a fall; print it where it is the first at its place."""
        place = _place(said)
        self.places[place] += 1
        if self.places[place] == 1:
            _say(f"input {number} ({seed_of(number).name}) fell at {place}\n{said[-_TOLD:]}")


def _place(said: str) -> str:
    """Return the line of ours at which reading fell, and what Python calls the fall."""
    places = [":".join(place) for place in _PLACE.findall(said)]
    # A trace of Python ends where it fell; what died or took too long is shown from there up.
    is_raised = "Traceback" in said
    what = said.strip().splitlines()[-1].partition(":")[0] if is_raised else "died or took too long"
    return f"{places[-1 if is_raised else 0] if places else '?'} ({what})"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def fuzz(begin: int, inputs: int, *, seconds: float) -> Fallen:
    """Read so many inputs, or as long as there is time, in a child that may die of any.

    The child's memory counts what this process has mapped already: call it in a fresh one.
    """
    found, number, until = Fallen(), begin, time.monotonic() + seconds
    # Made before the children are, so that each finds them.
    profiles(), seeds()
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        folder = Path(name)
        while number < begin + inputs and time.monotonic() < until:
            child = os.fork()
            if child == 0:
                _be_the_child(folder, number, begin + inputs, until)
            _, status = os.waitpid(child, 0)
            reached = int((folder / "number").read_text("ascii"))
            found.inputs += reached - number + 1
            if status:
                said = (folder / "said").read_text("utf-8", "replace")
                found.add(reached, said or f"ended by {signal.Signals(status & 127).name}")
            number = reached + 1
    return found


def _be_the_child(folder: Path, begin: int, end: int, until: float) -> None:
    """Read inputs until one falls; never returns: what called us goes on in the parent alone."""
    status = 1
    try:
        _read_on(folder, begin, end, until)
        status = 0
    except BaseException:  # noqa: BLE001  # whatever it was, it is told and the child ends
        signal.setitimer(signal.ITIMER_PROF, 0)
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(status)


def _read_on(folder: Path, begin: int, end: int, until: float) -> None:
    # What the kernel ends this process with has no time to be caught, only to be said.
    said = (folder / "said").open("w", encoding="utf-8")
    os.dup2(said.fileno(), sys.stderr.fileno())
    faulthandler.enable(said)
    faulthandler.register(signal.SIGPROF, file=said, chain=True)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for number in range(begin, end):
        (folder / "number").write_text(str(number), "ascii")
        name, content = made(number)
        path = folder / name
        path.write_bytes(content)
        seconds = SECONDS + SECONDS_PER_MEGABYTE * len(content) / 1024 / 1024
        signal.setitimer(signal.ITIMER_PROF, seconds)
        check(path, profiles()[number % len(profiles())])
        signal.setitimer(signal.ITIMER_PROF, 0)
        if time.monotonic() > until:
            break


def check(path: Path, profile: Profile) -> None:
    """Read a file as an import does, and hold what comes of it against the law.

    profile: of pages; records of other systems are read with that of their mapping.
    """
    for piece in pieces_of(path, MAPPINGS, address="https://lakes.example/node/7"):
        if isinstance(piece.found, CommuniqueError):
            assert isinstance(piece.found, Unreadable), piece.found
            assert str(piece.found), piece
            continue
        assert 0 <= piece.share <= 1, piece.share
        is_mapped = isinstance(piece.found, Mapped)
        found = read(piece.found, profiles()[0] if is_mapped else profile, today=TODAY)
        for text in found.texts:
            json.dumps(as_json(text.reading, text.findings), ensure_ascii=False).encode()
        drafts = [one.reading for one in found.texts if isinstance(one.reading, Draft)]
        for draft in () if is_mapped else drafts:
            for span in spans(draft):
                assert draft.capture.text[span.start : span.end] == span.quote, span
        _check_record(found)


def _check_record(found: PageRead) -> None:
    passed = [one.reading for one in found.texts if not is_refused(one.findings)]
    if drafts := [reading for reading in passed if isinstance(reading, Draft)]:
        release = arrival_of(drafts, sample=True).release
        assert from_bytes(to_bytes(release, SALT)).record == release


def seed_of(number: int) -> Seed:
    """Return the fixture from which an input is made."""
    every = seeds()
    return every[Random(number).randrange(len(every))]


def made(number: int) -> tuple[str, bytes]:
    """Return the name and the bytes of an input, always the same ones for a number."""
    seed, chance = seed_of(number), Random(-number - 1)
    content = seed.content
    # Half of what is packed is wrong within, half of it without, and some both.
    if chance.random() < (0.6 if seed.is_packed else 1.0):
        content = _mutated(content, chance)
        packed = seed.pack(content)
        return seed.name, _mutated(packed, chance) if chance.random() < 0.1 else packed
    return seed.name, _mutated(seed.pack(content), chance)


def _mutated(content: bytes, chance: Random) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 3, 5, 9))):
        content = chance.choice(MUTATIONS)(content, chance)[:MOST_BYTES]
    return content


def _part(content: bytes, chance: Random) -> slice:
    begin = chance.randrange(len(content) + 1)
    return slice(begin, begin + int(chance.paretovariate(0.5)) % (len(content) + 2))


def _turned(content: bytes, chance: Random) -> bytes:
    made = bytearray(content)
    for _ in range(chance.choice((1, 1, 4, 32)) if made else 0):
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def _cut_out(content: bytes, chance: Random) -> bytes:
    part = _part(content, chance)
    return content[: part.start] + content[part.stop :]


def _cut_off(content: bytes, chance: Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _moved(content: bytes, chance: Random) -> bytes:
    part, at = _part(content, chance), chance.randrange(len(content) + 1)
    return content[:at] + content[part] + content[at:]


def _repeated(content: bytes, chance: Random) -> bytes:
    part = _part(content, chance)
    times = min(int(chance.paretovariate(0.3)), MOST_BYTES // max(len(content[part]), 1))
    return content[: part.start] + content[part] * times + content[part.stop :]


def _spliced(content: bytes, chance: Random) -> bytes:
    other = chance.choice(seeds()).content
    at = chance.randrange(len(content) + 1)
    return content[:at] + other[_part(other, chance)] + content[at:]


def _with_token(content: bytes, chance: Random) -> bytes:
    part = _part(content, chance)
    end = chance.choice((part.start, part.start, part.stop))
    token = chance.choice(TOKENS) * chance.choice((1, 1, 1, 1, 2, 50, 5_000))
    return content[: part.start] + token + content[end:]


def _renumbered(content: bytes, chance: Random) -> bytes:
    numbers = list(re.finditer(rb"\d+", content))
    if not numbers:
        return content
    found = chance.choice(numbers)
    other = chance.choice(
        (b"0", b"-1", b"99", b"2017", b"9" * 30, str(chance.getrandbits(40)).encode())
    )
    return content[: found.start()] + other + content[found.end() :]


def _lines_swapped(content: bytes, chance: Random) -> bytes:
    lines = content.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def _in_other_letters(content: bytes, chance: Random) -> bytes:
    text = content.decode("utf-8", "replace")
    return text.encode(
        chance.choice(("utf-16", "cp1252", "utf-8-sig", "utf-32", "koi8-r")), "replace"
    )


MUTATIONS: tuple[Callable[[bytes, Random], bytes], ...] = (
    _turned, _cut_out, _cut_off, _moved, _repeated, _spliced, _with_token, _with_token,
    _with_token, _renumbered, _lines_swapped, _in_other_letters,
)  # fmt: skip

if __name__ == "__main__":
    sys.exit(main())
