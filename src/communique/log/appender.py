"""Append to a log: bundles and tiles first and durable, the signed checkpoint last.

What the checkpoint does not reach is nobody's yet: it is overwritten by the next batch and
swept away when the log is opened, so an append interrupted anywhere leaves the log as it was.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from communique.log import merkle
from communique.log.edge import Edge, Growth, grow
from communique.log.errors import LogAlreadyThere, LogUnavailable
from communique.log.files import Files
from communique.log.note import Checkpoint, Verifier
from communique.log.reader import CHECKPOINT, LogReader
from communique.log.sweep import sweep
from communique.log.tile import Tile


class Signs(Protocol):
    """Whoever can answer for a checkpoint: the log's own key, or a mirror's source."""

    @property
    def verifier(self) -> Verifier:
        """The key readers check the checkpoint with; its name is the log's origin."""
        ...

    def sign(self, text: str) -> bytes:
        """Return the note over a checkpoint's text."""
        ...


def begin_log(folder: Path, signer: Signs, files: Files | None = None) -> None:
    """Publish the checkpoint of an empty log in a new folder.

    Raises LogAlreadyThere where a log stands: to begin again at nothing would deny its past.
    Raises LogUnavailable.
    """
    if (folder / CHECKPOINT).exists() or (folder / "tile").exists():
        raise LogAlreadyThere(f"{folder} holds a log already", where=str(folder))
    note = signer.sign(Checkpoint(signer.verifier.name, 0, merkle.EMPTY_ROOT).text())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (files or Files()).replace(folder / CHECKPOINT, note)
    except OSError as error:
        raise LogUnavailable.because(error, folder) from error


class Appender:
    """The writer of one log.  There may be one at a time: hold the site's lock."""

    def __init__(self, folder: Path, signer: Signs, files: Files | None = None) -> None:
        """Open the log where its checkpoint says it ends.  Raises LogDamaged, LogUnavailable."""
        self._folder = folder
        self._signer = signer
        self._files = files or Files()
        self._reader = LogReader(folder, signer.verifier)
        self._kept: Edge | None = None
        self._edge()

    @property
    def size(self) -> int:
        """How many entries are published."""
        return self._edge().size

    def append(self, leaves: Sequence[bytes]) -> range:
        """Publish a batch under one checkpoint; return the indexes of its entries.

        Raises LeafTooLong, or LogUnavailable.  After either the log is as it was and this
        object may be used again.  One case is left open by every disk: where the folder's
        last fsync fails, the batch may be public, and `size` tells.
        """
        edge = self._edge()
        if not leaves:
            return range(edge.size, edge.size)
        growth = grow(edge, leaves)
        try:
            self._publish(growth)
        except OSError as error:
            # Memory may now be ahead of the disk or behind it, so the disk is asked again.
            self._kept = None
            self._make_room()
            raise LogUnavailable.because(error, self._folder) from error
        self._kept = growth.edge
        self._tidy(growth.filled)
        return range(edge.size, growth.edge.size)

    def _publish(self, growth: Growth) -> None:
        paths = []
        for path, content in growth.files:
            paths.append(self._folder / path)
            self._files.lay(paths[-1], content)
        self._files.settle(self._folder, paths)
        edge = growth.edge
        text = Checkpoint(self._signer.verifier.name, edge.size, edge.root()).text()
        # Last, and only when all it speaks of is on the disk to stay.
        self._files.replace(self._folder / CHECKPOINT, self._signer.sign(text))

    def _edge(self) -> Edge:
        if self._kept is None:
            checkpoint = self._reader.checkpoint()
            edge = self._reader.edge(checkpoint)
            try:
                sweep(self._folder, checkpoint.size, self._files)
            except OSError as error:
                raise LogUnavailable.because(error, self._folder) from error
            self._kept = edge
        return self._kept

    def _make_room(self) -> None:
        try:
            sweep(self._folder, self._reader.checkpoint().size, self._files)
        except OSError:
            return  # the disk is ill; the next use of the log sweeps again, and says so

    def _tidy(self, filled: Sequence[Tile]) -> None:
        # Once the full tile is public its partial ones may go (tlog-tiles, "Partial Tiles").
        try:
            for tile in filled:
                folder = (self._folder / Tile(tile.level, tile.index, 1).path).parent
                if folder.is_dir():
                    self._files.drop_folder(folder)
        except OSError:
            return  # the batch is public; what is left over is swept when the log is opened
