"""The store made anew from log and deposit, beside the old one, then put in its place."""

from __future__ import annotations

from collections.abc import Callable

from communique.config import Config
from communique.log.deposit import Deposit
from communique.log.lock import hold
from communique.log.reader import LogReader
from communique.registrar.follow import catch_up
from communique.registrar.keys import verifier_of
from communique.store.projection import Projection

LOCK_SECONDS = 10.0


def rebuild(config: Config, *, progress: Callable[[int, int], None] | None = None) -> int:
    """Make the store from nothing and return how many entries it shows.

    Readers keep the old store until the new one is whole. Needs the lock, and no key.
    """
    with hold(config.lock, wait_seconds=LOCK_SECONDS):
        reader = LogReader(config.log, verifier_of(config))
        with Projection.anew(config.store) as projection:
            catch_up(reader, Deposit(config.deposit), projection, progress=progress)
            projection.swap()
            return projection.size
