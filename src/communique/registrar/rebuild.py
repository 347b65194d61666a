"""The store made anew from log and deposit, beside the old one, then put in its place."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

from communique.config import Config
from communique.log.deposit import Deposit
from communique.log.lock import hold
from communique.log.reader import LogReader
from communique.registrar.follow import catch_up
from communique.registrar.keys import verifier_of
from communique.store.generations import CURRENT
from communique.store.projection import Projection

LOCK_SECONDS = 10.0
LOCK = "rebuild.lock"


def rebuild(config: Config, *, progress: Callable[[int, int], None] | None = None) -> int:
    """Make the store from nothing and return how many entries it shows.

    Readers keep the old store until the new one is whole, and so does the registrar: the lock is
    held at the beginning and at the end only, where there is an old one. Needs no key.
    """
    reader, deposit = LogReader(config.log, verifier_of(config)), Deposit(config.deposit)
    with hold(config.site / LOCK), ExitStack() as lock:
        lock.enter_context(hold(config.lock, wait_seconds=LOCK_SECONDS))
        has_old = (config.store / CURRENT).exists()
        with Projection.anew(config.store) as projection:
            if has_old:
                lock.close()
                catch_up(reader, deposit, projection, progress=progress)
                lock.enter_context(hold(config.lock, wait_seconds=LOCK_SECONDS))
            catch_up(reader, deposit, projection, progress=progress)
            projection.swap()
            return projection.size
