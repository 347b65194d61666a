"""Recompute a whole log and name the file in which a byte is wrong.

Every hash of the log is stored once and can be computed once more from the level below.
Where the two differ, the signed root decides who is right: a tile is trusted when its own
hash is the one its trusted parent holds, and a bundle when its hashes are those of its
trusted tile.  Where nothing above can be trusted, two witnesses of three decide.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from communique.log import merkle
from communique.log.edge import edge_root
from communique.log.errors import LogDamaged
from communique.log.note import Checkpoint
from communique.log.stored import StoredTiles
from communique.log.tile import WIDTH, Tile, edge_tiles, encode_bundle, encode_tile, levels_of

Hashes = tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong, and the file it is in."""

    path: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """What is said from above of a tile's hash.  sure: it descends from the signed root."""

    hash: bytes | None
    sure: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """A tile twice: as it is kept, and as it is computed from below; None where unreadable."""

    place: Tile
    kept: Hashes | None
    computed: Hashes | None

    @property
    def readings(self) -> tuple[Hashes, ...]:
        """What the tile may be; the kept hashes first."""
        return tuple(dict.fromkeys(row for row in (self.kept, self.computed) if row is not None))


@dataclass(frozen=True, slots=True)
class LogCheck:
    """One pass over a log, from the signed root down and from the entries up."""

    stored: StoredTiles
    checkpoint: Checkpoint

    def flaws(self) -> Iterator[Flaw]:
        """Yield each flaw as the pass meets it; memory stays at a few tiles."""
        kept: list[tuple[Tile, Hashes | None]] = []
        flawless = True
        for place in edge_tiles(self.checkpoint.size):
            tile = yield from self._try(place, self.stored.tile)
            flawless = flawless and tile is not None
            kept.append((place, tile))
        sure = self._gives_root(kept)
        for flaw in self._walk(kept, sure=sure):
            flawless = False
            yield flaw
        if flawless and not sure:
            yield Flaw(self._name("checkpoint"), "its root hash is not that of the entries")

    def _walk(self, kept: list[tuple[Tile, Hashes | None]], *, sure: bool) -> Iterator[Flaw]:
        """Check all below the partial tiles, then these against the signed root."""
        rows = []
        for place, tile in kept:
            computed = yield from self._below(place, tile, sure=sure)
            rows.append(_Row(place, tile, computed))
        places = [place for place, _ in kept]
        choices = product(*(row.readings for row in rows))
        holds = (c for c in choices if self._gives_root(list(zip(places, c, strict=True))))
        right = next(holds, tuple(row.kept if row.kept == row.computed else None for row in rows))
        for row, hashes in zip(rows, right, strict=True):
            yield from self._judge(row, hashes)

    def _full(self, place: Tile, word: _Word) -> Generator[Flaw, None, bytes | None]:
        """Check a full tile and all below it; return the hash that holds, as far as is known."""
        kept = yield from self._try(place, self.stored.tile)
        trusted = word.sure and kept is not None and merkle.root(kept) == word.hash
        row = _Row(place, kept, (yield from self._below(place, kept, sure=trusted)))
        right = next((each for each in row.readings if merkle.root(each) == word.hash), None)
        if right is None and not word.sure and row.kept == row.computed:
            right = row.kept  # two agree against the one above, which is judged in its turn
        yield from self._judge(row, right)
        if word.sure or not row.readings:
            return word.hash
        return merkle.root(right or row.readings[-1])

    def _below(
        self, place: Tile, kept: Hashes | None, *, sure: bool
    ) -> Generator[Flaw, None, Hashes | None]:
        """Return a tile's hashes computed from below, where all that is below can be read."""
        if not place.level:
            entries = yield from self._try(_bundle(place), self.stored.bundle)
            return None if entries is None else tuple(map(merkle.leaf_hash, entries))
        hashes: list[bytes | None] = []
        for at in range(place.width):
            word = _Word(hash=kept[at] if kept else None, sure=sure)
            child = Tile(place.level - 1, place.index * WIDTH + at)
            hashes.append((yield from self._full(child, word)))
        known = tuple(each for each in hashes if each is not None)
        return known if len(known) == place.width else None

    def _judge(self, row: _Row, right: Hashes | None) -> Iterator[Flaw]:
        """Yield the files of a row that do not say what is right; unreadable ones were named."""
        if row.kept is not None and (right is None or row.kept != right):
            yield Flaw(self._name(row.place.path), _problem(right, "the hashes below it"))
        elif row.kept is not None:
            kept = row.kept
            yield from self._narrower(row.place, lambda width: encode_tile(kept[:width]))
        if row.place.level or row.computed is None:
            return
        bundle = _bundle(row.place)
        if row.computed != right:
            yield Flaw(self._name(bundle.path), _problem(right, "the leaf hashes in its tile"))
        else:
            read = self.stored.bundle
            yield from self._narrower(bundle, lambda width: encode_bundle(read(bundle)[:width]))

    def _narrower(self, place: Tile, content: Callable[[int], bytes]) -> Iterator[Flaw]:
        """Yield the narrower files kept of a place that are not the beginning of the widest."""
        folder = (self.stored.folder / Tile(place.level, place.index, 1).path).parent
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.name.isdigit() and 0 < int(path.name) < place.width:
                try:
                    same = path.read_bytes() == content(int(path.name))
                except FileNotFoundError:
                    continue  # the full one took its place in this moment
                if not same:
                    yield Flaw(str(path), "is not the beginning of the file that followed it")

    def _try(
        self, place: Tile, read: Callable[[Tile], Hashes]
    ) -> Generator[Flaw, None, Hashes | None]:
        try:
            return read(place)
        except LogDamaged as damage:
            yield Flaw(damage.path, damage.problem)
            return None

    def _gives_root(self, rows: Sequence[tuple[Tile, Hashes | None]]) -> bool:
        levels: list[Hashes] = [()] * levels_of(self.checkpoint.size)
        for place, hashes in rows:
            if hashes is None:
                return False
            levels[place.level or 0] = hashes
        return edge_root(levels) == self.checkpoint.root

    def _name(self, path: str) -> str:
        return str(self.stored.folder / path)


def _bundle(place: Tile) -> Tile:
    return Tile(None, place.index, place.width)


def _problem(right: Hashes | None, other: str) -> str:
    if right is None:
        return f"neither it nor {other} lead to the signed root hash"
    return f"differs from {other}, which lead to the signed root hash"
