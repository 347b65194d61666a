"""A registrar with much to enter, which lets others enter in between.

An import of many pages would keep the site's lock for its whole length, and what the newsroom
scheduled meanwhile would go out late.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from communique.config import Config
from communique.core.entry import Order
from communique.log.lock import give_way, is_wanted
from communique.registrar.enter import LOCK_SECONDS, Receipt, Registrar, opened
from communique.registrar.standing import Standing


class Turns:
    """A registrar that may be closed and opened again after each batch."""

    def __init__(self, config: Config, stack: ExitStack) -> None:
        """Take the first turn; `in_turns` is the way in."""
        self._config, self._stack = config, stack
        self._registrar = self._opened(LOCK_SECONDS)

    @property
    def is_wanted(self) -> bool:
        """Tell whether somebody waits for a turn; enter what is at hand then."""
        return is_wanted(self._config.lock)

    def enter(self, orders: Sequence[Order]) -> tuple[Receipt, ...]:
        """Enter a batch as `Registrar.enter` does, and then give way to who waits.

        What was decided by how a symbol stood before, must be decided again after.
        """
        receipts = self._registrar.enter(orders)
        self.give_way()
        return receipts

    @property
    def registrar(self) -> Registrar:
        """Return who enters, until the next `give_way`."""
        return self._registrar

    def give_way(self) -> None:
        """Let who waits have a turn, if anybody does."""
        if self.is_wanted:
            self._stack.close()
            give_way(self._config.lock)
            # However long the other needs: who gave way is not turned away.
            self._registrar = self._opened(wait_seconds=float("inf"))

    def standing(self, symbol: str) -> Standing | None:
        """Return how a symbol stands on the record, None where it has no entry."""
        return self._registrar.standing(symbol)

    def _opened(self, wait_seconds: float) -> Registrar:
        return self._stack.enter_context(opened(self._config, wait_seconds=wait_seconds))


@contextmanager
def in_turns(config: Config) -> Iterator[Turns]:
    """Hold the site's lock as `opened` does, but for the moments when others have their turn.

    Raises what `opened` raises.
    """
    with ExitStack() as stack:
        yield Turns(config, stack)
