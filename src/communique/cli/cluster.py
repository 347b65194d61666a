"""Readers on a Dask cluster that exists already, with the same window and the same order.

Captures go out and what they say comes back, as pickles: the cluster has to be trusted as this
machine is, and its wire closed to others or under TLS. No key, log or store leaves this process.
"""

from __future__ import annotations

import logging
import pickle
import platform
from concurrent.futures import CancelledError
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from lxml import etree

from communique import __version__
from communique.cli.readers import Read, ReaderEnded, Waiting
from communique.core.errors import CommuniqueError
from communique.ingest.reading import PageRead, Readable

if TYPE_CHECKING:
    from distributed import Future

CONNECT_SECONDS = 10
# How long a task may wait for a worker to come, or to come back.
WORKERLESS_SECONDS = 60
CLOSING_SECONDS = 5
MOST_WORKERS = 256


class NoDask(CommuniqueError):
    """A cluster to read on, where the library that speaks to it is not installed."""

    code = "read.no-dask"
    hint = "Install it with `pip install communique[dask]`, or leave --scheduler out."


class NoCluster(CommuniqueError):
    """A cluster that cannot be reached, was lost, or has no workers."""

    code = "read.no-cluster"
    hint = "See that scheduler and workers run, then import again: what is entered is passed over."


class OtherReader(CommuniqueError):
    """A worker of a cluster that would not read as this program does."""

    code = "read.other-version"
    hint = "Install on every worker what is installed here; the same versions read the same."


class Cluster:
    """The workers of a cluster, however many there are just now."""

    def __init__(self, read: Read, *, scheduler: str) -> None:
        """Connect to a scheduler's address.  Raises NoDask, NoCluster."""
        try:
            import distributed
        except ImportError:
            raise NoDask("this program has no dask.distributed, which speaks to clusters") from None
        # What goes wrong is raised and said once; the library would say it in its own way too.
        for name in ("distributed", "distributed.client", "distributed.core", "tornado"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        self._scheduler = scheduler
        try:
            self._client = distributed.Client(  # type: ignore[no-untyped-call]  # theirs
                scheduler, timeout=CONNECT_SECONDS, set_as_default=False, name="communique"
            )
        except (OSError, ImportError, ValueError, RuntimeError) as error:
            raise NoCluster(f"no scheduler of a cluster answers at {scheduler}: {error}") from None
        self._killed = distributed.KilledWorker
        # Kept by the cluster for all tasks, and made again where a worker takes it along.
        self._read = self._client.submit(bytes, pickle.dumps(read), pure=False)

    @property
    def workers(self) -> int:
        """How many threads read; 1 while there are none, so that something waits for them."""
        return min(max(1, self._threads()), MOST_WORKERS)

    def submit(self, captures: list[Readable]) -> Waiting:
        """Return what waits for the captures to be read; it may raise ReaderEnded.

        Raises NoCluster, OtherReader.
        """
        future = self._client.submit(_read_all, _program(), self._read, captures, pure=False)
        return lambda: self._waited(future)

    def close(self) -> None:
        """Read no more; what was on its way is given up."""
        with suppress(OSError):
            self._client.close(timeout=CLOSING_SECONDS)  # type: ignore[no-untyped-call]  # theirs

    def _waited(self, future: Future[list[PageRead]]) -> list[PageRead]:
        while True:
            try:
                return future.result(timeout=WORKERLESS_SECONDS)
            except TimeoutError:
                if not self._threads():
                    raise self._lost("has no workers") from None
            except self._killed:
                raise ReaderEnded from None
            except ModuleNotFoundError as error:
                raise OtherReader(f"a worker of {self._scheduler} has {error}") from None
            except (CancelledError, OSError) as error:
                raise self._lost(f"was lost: {error}") from None

    def _threads(self) -> int:
        try:
            threads = self._client.nthreads()  # type: ignore[no-untyped-call]  # theirs
        except (CancelledError, OSError) as error:
            raise self._lost(f"was lost: {error}") from None
        return sum(threads.values())

    def _lost(self, how: str) -> NoCluster:
        return NoCluster(f"the cluster at {self._scheduler} {how}")


def _program() -> str:
    """Return what reads, as far as it may read otherwise in another version."""
    python = ".".join(platform.python_version_tuple()[:2])
    return f"Communiqué {__version__}, Python {python}, lxml {etree.__version__}"


def _read_all(program: str, pickled: bytes, captures: list[Readable]) -> list[PageRead]:
    """Read on a worker.  program: of who asks."""
    if program != _program():
        raise OtherReader(f"a worker has {_program()}, and this program is {program}")
    read = _unpickled(pickled)
    return [read(capture) for capture in captures]


@lru_cache(maxsize=1)
def _unpickled(read: bytes) -> Read:
    return cast(Read, pickle.loads(read))  # noqa: S301  # from who gives this worker its work
