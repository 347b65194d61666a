"""Finished answers kept in memory, the least recently asked for given up first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

from communique.public.answer import Wire

DEFAULT_BYTES = 64 * 1024 * 1024


class Kept:
    """Answers by what was asked, valid for one state of the record."""

    def __init__(self, limit_bytes: int = DEFAULT_BYTES) -> None:
        """Keep at most `limit_bytes` of answers."""
        self.limit_bytes = limit_bytes
        self.weight_bytes = 0
        self._state: tuple[object, ...] = ()
        self._answers: OrderedDict[Hashable, Wire] = OrderedDict()

    def __len__(self) -> int:
        """Return how many answers are kept."""
        return len(self._answers)

    def get(self, asked: Hashable, state: tuple[object, ...]) -> Wire | None:
        """Return the answer given to this before in this state, or None."""
        if state != self._state:
            self._answers.clear()
            self.weight_bytes = 0
            self._state = state
            return None
        found = self._answers.get(asked)
        if found is not None:
            self._answers.move_to_end(asked)
        return found

    def put(self, asked: Hashable, answer: Wire) -> None:
        """Keep an answer made in the state last asked for."""
        if answer.weight_bytes > self.limit_bytes // 8:
            return
        self._forget(asked)
        self._answers[asked] = answer
        self.weight_bytes += answer.weight_bytes
        while self.weight_bytes > self.limit_bytes:
            self._forget(next(iter(self._answers)))

    def _forget(self, asked: Hashable) -> None:
        old = self._answers.pop(asked, None)
        if old is not None:
            self.weight_bytes -= old.weight_bytes
