"""Read a log: its checkpoint, its entries, proofs, and the files others may fetch."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice
from pathlib import Path

from communique.log import merkle
from communique.log.check import Flaw, LogCheck
from communique.log.edge import Edge, edge_root
from communique.log.errors import LogDamaged, NoteRefused, OutsideTheLog
from communique.log.note import Checkpoint, Verifier, open_checkpoint
from communique.log.stored import StoredTiles
from communique.log.tile import (
    WIDTH,
    Tile,
    count_at,
    edge_bundle,
    encode_bundle,
    encode_entry,
    encode_tile,
    levels_of,
    parse_path,
)

CHECKPOINT = "checkpoint"


@dataclass(frozen=True, slots=True)
class LogReader:
    """A log in a folder, read with the verifier key that its checkpoint must bear.

    Holds no open file and no part of the log, so it may outlive any number of appends.
    """

    folder: Path
    verifier: Verifier
    _opened: dict[bytes, Checkpoint] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def stored(self) -> StoredTiles:
        """The log's tiles and bundles."""
        return StoredTiles(self.folder)

    def note(self) -> bytes:
        """Return the signed checkpoint as it stands, verified.  Raises LogDamaged."""
        return self._note_and_checkpoint()[0]

    def checkpoint(self) -> Checkpoint:
        """Return the published checkpoint.  Raises LogDamaged."""
        return self._note_and_checkpoint()[1]

    def entries(self, start: int = 0, end: int | None = None) -> Iterator[tuple[int, bytes]]:
        """Yield index and leaf of the entries [start, end), each bundle read once.

        end: None for all that are published.
        Raises OutsideTheLog past the published size, LogDamaged at a bundle that is wrong.
        """
        published, end = self._sizes(end)
        if not 0 <= start <= end:
            raise OutsideTheLog(f"no entry {start} in the first {end}")
        for index in range(start // WIDTH, -(-end // WIDTH)):
            place = Tile(None, index)
            leaves = self.stored.bundle(replace(place, width=place.width_in(published)))
            first = index * WIDTH
            yield from islice(enumerate(leaves, first), max(0, start - first), end - first)

    def entry(self, index: int) -> bytes:
        """Return one leaf.  Raises OutsideTheLog, LogDamaged."""
        if index < 0:
            raise OutsideTheLog(f"no entry {index}")
        return next(leaf for _, leaf in self.entries(index, index + 1))

    def inclusion_proof(self, index: int, size: int | None = None) -> tuple[bytes, ...]:
        """Return the proof that entry `index` is in the tree of `size` leaves.

        size: None for the published one.  Raises OutsideTheLog, LogDamaged.
        """
        published, size = self._sizes(size)
        if not 0 <= index < size:
            raise OutsideTheLog(f"no entry {index} in the first {size}")
        return self._hashes(merkle.inclusion_plan(index, size), published)

    def consistency_proof(self, old: int, new: int | None = None) -> tuple[bytes, ...]:
        """Return the proof that the tree of `new` leaves continues that of `old`.

        new: None for the published size.  Raises OutsideTheLog, LogDamaged.
        """
        published, new = self._sizes(new)
        if not 0 <= old <= new:
            raise OutsideTheLog(f"no tree of {old} in one of {new}")
        return self._hashes(merkle.consistency_plan(old, new), published)

    def root(self, size: int | None = None) -> bytes:
        """Return the root hash of the first `size` entries.  Raises as the proofs do."""
        published, size = self._sizes(size)
        return self._hashes([(0, size)], published)[0] if size else merkle.EMPTY_ROOT

    def public_bytes(self, path: str) -> bytes | None:
        """Return the file anyone may fetch at `path` below the log's prefix, or None.

        Nothing past the published size is handed out.  A partial tile is given for every
        width that was ever published, whether or not its file is still kept.
        Raises LogDamaged.
        """
        if path == CHECKPOINT:
            return self.note()
        if (tile := parse_path(path)) is None:
            return None
        published = replace(tile, width=tile.width_in(self.checkpoint().size))
        if tile.width > published.width:
            return None
        # Cut from the widest file, not read from the narrow one: that may never have been
        # published, or have been removed since.
        if tile.level is None:
            return encode_bundle(self.stored.bundle(published)[: tile.width])
        return encode_tile(self.stored.tile(published)[: tile.width])

    def check(self) -> Iterator[Flaw]:
        """Yield every flaw of the published log, each with the file it is in.

        Streams all bundles once and recomputes every hash; an intact log yields nothing.
        """
        try:
            checkpoint = self.checkpoint()
        except LogDamaged as damage:
            yield Flaw(damage.path, damage.problem)
            return
        yield from LogCheck(self.stored, checkpoint).flaws()

    def edge(self, checkpoint: Checkpoint) -> Edge:
        """Return the right edge at a checkpoint, proved against its root.  Raises LogDamaged."""
        size = checkpoint.size
        last = edge_bundle(size)
        entries = self.stored.bundle(last) if last else ()
        levels = tuple(self._partial(level, size) for level in range(levels_of(size)))
        if last and levels[0] != tuple(map(merkle.leaf_hash, entries)):
            raise LogDamaged(self.folder / last.path, "differs from its tile of leaf hashes")
        if edge_root(levels) != checkpoint.root:
            raise LogDamaged(self.folder, "its last tiles do not give the checkpoint's root hash")
        return Edge(size, tuple(map(encode_entry, entries)), levels)

    def _partial(self, level: int, size: int) -> tuple[bytes, ...]:
        index, width = divmod(count_at(level, size), WIDTH)
        return self.stored.tile(Tile(level, index, width)) if width else ()

    def _note_and_checkpoint(self) -> tuple[bytes, Checkpoint]:
        path = self.folder / CHECKPOINT
        try:
            note = path.read_bytes()
        except OSError as error:
            raise LogDamaged(path, (error.strerror or "cannot be read").lower()) from None
        if (checkpoint := self._opened.get(note)) is None:
            try:
                checkpoint = open_checkpoint(note, self.verifier)
            except NoteRefused as refusal:
                raise LogDamaged(path, str(refusal)) from None
            # One signature is verified once, and only the last is kept.
            self._opened.clear()
            self._opened[note] = checkpoint
        return note, checkpoint

    def _sizes(self, asked: int | None) -> tuple[int, int]:
        published = self.checkpoint().size
        if asked is None:
            return published, published
        if not 0 <= asked <= published:
            raise OutsideTheLog(f"{asked} is past the {published} entries published")
        return published, asked

    def _hashes(self, spans: list[merkle.Span], published: int) -> tuple[bytes, ...]:
        read = cache(self.stored.tile)  # the spans of one proof share tiles

        def tile_of(level: int, index: int) -> tuple[bytes, ...]:
            place = Tile(level, index)
            return read(replace(place, width=place.width_in(published)))

        return tuple(_subtree(start, end, tile_of) for start, end in spans)


def _subtree(start: int, end: int, tile_of: Callable[[int, int], tuple[bytes, ...]]) -> bytes:
    """Return the hash of the leaves [start, end), from as few tiles as can be."""
    length = end - start
    if length & (length - 1):
        middle = start + merkle.split(length)
        left, right = _subtree(start, middle, tile_of), _subtree(middle, end, tile_of)
        return merkle.node_hash(left, right)
    height = length.bit_length() - 1
    level = height // 8
    index, first = divmod(start >> (8 * level), WIDTH)
    return merkle.root(tile_of(level, index)[first : first + (1 << height % 8)])
