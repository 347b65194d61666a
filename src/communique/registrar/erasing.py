"""What is erased on its way out of the deposit: objects, and the files that only they named."""

from __future__ import annotations

from communique.core.canonical import from_bytes
from communique.core.errors import UnreadableRecord
from communique.core.media import media_of
from communique.core.record import Release
from communique.log.depositing import Depositing
from communique.log.errors import ObjectDamaged, ObjectMissing
from communique.store.projection import Projection


class Erasing:
    """Collects what the erasures of a batch take, and takes it all out at the end.

    At the end, for a release further on in the batch may name a file that an erased one named.
    """

    def __init__(self, depositing: Depositing, projection: Projection) -> None:
        """Take nothing yet."""
        self._depositing, self._projection = depositing, projection
        self._objects: list[str] = []
        self._media: dict[str, None] = {}

    @property
    def is_waiting(self) -> bool:
        """Tell whether there is something to take out."""
        return bool(self._objects)

    def add(self, digest: str) -> None:
        """Take an object, and see which files its record names."""
        self._objects.append(digest)
        self._media |= dict.fromkeys(self._named(digest))

    def carry_out(self) -> None:
        """Take all out, once the projection has every entry of the batch.

        The objects last: after a crash they still say which files went with them.
        Raises LogUnavailable.
        """
        for digest in self._media:
            if not self._projection.names_media(digest):
                self._depositing.erase(digest)
        for digest in self._objects:
            self._depositing.erase(digest)
        self._objects.clear()
        self._media.clear()

    def _named(self, digest: str) -> tuple[str, ...]:
        try:
            record = from_bytes(self._depositing.deposit.get(digest)).record
        except (ObjectMissing, ObjectDamaged, UnreadableRecord):
            return ()
        return media_of(record) if isinstance(record, Release) else ()
