"""Entries appended a second with durable checkpoints, batched and single; objects put.

    python bench/bench_append.py [FOLDER]

FOLDER is on the disk to be measured; without it, the current folder.  Every figure
includes the fsyncs that make the batch survive a power cut.
"""

import argparse
import hashlib
import os
import platform
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from communique.log import files
from communique.log.appender import Appender, begin_log
from communique.log.depositing import Depositing
from communique.log.reader import LogReader
from communique.log.signing import Signer

LEAF_BYTES = 350
OBJECT_BYTES = 6_000
SIGNER = Signer.generate("bench.example/log")


def leaves(count: int) -> list[bytes]:
    """Return leaves as long as real ones."""
    return [os.urandom(LEAF_BYTES // 2).hex().encode() for _ in range(count)]


def machine() -> str:
    """Return a line that says what was measured on."""
    model = platform.processor() or platform.machine()
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    model = next((line.split(": ")[1] for line in lines if line.startswith("model name")), model)
    return f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.release()}"


def timed(act: Callable[[], object]) -> float:
    """Return how many seconds `act` takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def each(act: Callable[[list[bytes]], object], chunks: Sequence[list[bytes]]) -> None:
    """Do `act` with each chunk."""
    for chunk in chunks:
        act(chunk)


def fresh_log(folder: Path, name: str) -> Appender:
    """Return the appender of a new log."""
    begin_log(folder / name, SIGNER)
    return Appender(folder / name, SIGNER)


def measure_appends(folder: Path) -> Iterator[str]:
    """Yield a line for each way to append."""
    for batch, count in ((1, 400), (10, 2_000), (100, 10_000), (1_000, 100_000)):
        log = fresh_log(folder, f"log-{batch}")
        ready = leaves(count)
        chunks = [ready[at : at + batch] for at in range(0, count, batch)]
        seconds = timed(partial(each, log.append, chunks))
        pace = f"{seconds / len(chunks) * 1000:7.1f} ms a checkpoint"
        yield f"append, {batch:>5} a checkpoint: {count / seconds:>9,.0f} entries/s, {pace}"


def measure_reads(folder: Path) -> Iterator[str]:
    """Yield a line for reading, checking and proving the log of 100,000."""
    reader = LogReader(folder / "log-1000", SIGNER.verifier)
    size = reader.checkpoint().size
    seconds = timed(lambda: sum(1 for _ in reader.entries()))
    yield f"read every entry:            {size / seconds:>9,.0f} entries/s"
    seconds = timed(lambda: list(reader.check()))
    yield f"check every hash:            {size / seconds:>9,.0f} entries/s"
    spots = range(0, size, size // 500)
    seconds = timed(lambda: [reader.inclusion_proof(index) for index in spots])
    yield f"inclusion proofs:            {len(spots) / seconds:>9,.0f} proofs/s"
    seconds = timed(lambda: Appender(folder / "log-1000", SIGNER))
    yield f"open to append:              {seconds * 1000:>9.1f} ms at {size:,} entries"


def measure_deposit(folder: Path) -> Iterator[str]:
    """Yield a line for each number of objects put at once."""
    for batch, count in ((1, 300), (10, 1_000), (100, 3_000), (1_000, 10_000)):
        ready = [os.urandom(OBJECT_BYTES) for _ in range(count)]
        chunks: Sequence[list[bytes]] = [ready[at : at + batch] for at in range(0, count, batch)]
        deposit = Depositing(folder / f"deposit-{batch}")
        seconds = timed(partial(each, deposit.put_all, chunks))
        yield f"deposit, {batch:>4} at once:       {count / seconds:>9,.0f} objects/s"


def measure_settling(folder: Path) -> Iterator[str]:
    """Yield a line for each way to make a number of new files durable."""
    for count in (2, 4, 8, 16, 32, 128, 1_000):
        for name, least in (("fsync each", 1 << 30), ("syncfs", 0)):
            files.SYNCFS_FROM = least
            room = folder / f"settle-{count}-{least}"
            times = [settling(room / str(turn), count) for turn in range(8 if count < 100 else 2)]
            best, worst = min(times) * 1000, max(times) * 1000
            yield f"settle {count:>5} files, {name:<10}: {best:>7.1f} ms, at worst {worst:.1f}"


def settling(room: Path, count: int) -> float:
    """Return how many seconds it takes to make this many new files durable."""
    writer = files.Files()
    paths = [room / hashlib.sha256(b"%d" % number).hexdigest() for number in range(count)]
    for path in paths:
        writer.lay(path, os.urandom(OBJECT_BYTES))
    return timed(lambda: writer.settle(room, paths))


def main() -> None:
    """Print the machine and every figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path())
    parser.add_argument("--settling", action="store_true", help="compare ways to sync only")
    asked = parser.parse_args()
    print(machine())
    folder = Path(tempfile.mkdtemp(prefix="bench-append-", dir=asked.folder))
    measures = [measure_appends, measure_reads, measure_deposit]
    try:
        for measure in [measure_settling] if asked.settling else measures:
            for line in measure(folder):
                print(line, flush=True)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
