"""Tiles and entry bundles of C2SP tlog-tiles, pure: their paths, widths and bytes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.log.errors import LeafTooLong, LogDamaged

WIDTH = 256  # hashes in a full tile, entries in a full bundle
HASH_BYTES = 32
MAX_LEAF_BYTES = 65_535
MAX_LEVEL = 63

_PATH = re.compile(
    r"tile/(?P<kind>entries|0|[1-9]\d?)/(?P<index>(?:x\d{3}/)*\d{3})(?:\.p/(?P<width>[1-9]\d{0,2}))?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Tile:
    """The place of one tile or entry bundle.

    level: 0 to 63, or None for an entry bundle.  index: counts from 0 within the level.
    width: 1 to 256 hashes or entries; fewer than 256 is partial.
    """

    level: int | None
    index: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """The path, relative to the log's prefix."""
        if self.level is None:
            return bundle_path(self.index, self.width)
        return tile_path(self.level, self.index, self.width)

    @property
    def full_path(self) -> str:
        """The path of the full tile at this place."""
        return Tile(self.level, self.index).path

    def width_in(self, size: int) -> int:
        """Return how wide this tile is in a tree of `size` leaves, from 0 to 256."""
        return max(0, min(WIDTH, count_at(self.level or 0, size) - self.index * WIDTH))


def tile_path(level: int, index: int, width: int = WIDTH) -> str:
    """Return the path of a hash tile, relative to the log's prefix.

    level: 0 to 63; 0 holds leaf hashes.  index: counts tiles from 0.
    width: hashes in the tile, 1 to 256; fewer than 256 is a partial tile.
    Raises ValueError outside those ranges.
    Source: c2sp.org/tlog-tiles, "Merkle Tree" and "Partial Tiles".

    >>> tile_path(0, 1234067), tile_path(1, 0, width=17)
    ('tile/0/x001/x234/067', 'tile/1/000.p/17')
    """
    if not 0 <= level <= MAX_LEVEL:
        raise ValueError(f"no level {level}: 0 to {MAX_LEVEL}")
    return f"tile/{level}/{_index_path(index, width)}"


def bundle_path(index: int, width: int = WIDTH) -> str:
    """Return the path of an entry bundle, relative to the log's prefix.

    Raises ValueError as `tile_path` does.  Source: c2sp.org/tlog-tiles, "Log entries".

    >>> bundle_path(3), bundle_path(1000, width=1)
    ('tile/entries/003', 'tile/entries/x001/000.p/1')
    """
    return f"tile/entries/{_index_path(index, width)}"


def _index_path(index: int, width: int) -> str:
    if index < 0 or not 1 <= width <= WIDTH:
        raise ValueError(f"no tile {index} of width {width}")
    parts = [f"{index % 1000:03d}"]
    while index := index // 1000:
        parts.insert(0, f"x{index % 1000:03d}")
    return "/".join(parts) + (f".p/{width}" if width < WIDTH else "")


def parse_path(path: str) -> Tile | None:
    """Return the tile or bundle a path names, or None where it names none.

    Only the one spelling of the specification is a path: no further zeroes, no width of 256.
    """
    if len(path) > 100 or not (match := _PATH.fullmatch(path)):
        return None
    kind, width = match["kind"], int(match["width"] or WIDTH)
    level = None if kind == "entries" else int(kind)
    if not 1 <= width <= WIDTH or (level or 0) > MAX_LEVEL:
        return None
    tile = Tile(level, int(match["index"].replace("x", "").replace("/", "")), width)
    return tile if tile.path == path else None


def count_at(level: int, size: int) -> int:
    """Return how many hashes a tree of `size` leaves has at a level of tiles."""
    return size >> (8 * level)


def levels_of(size: int) -> int:
    """Return how many levels of tiles a tree of `size` leaves has."""
    return (size.bit_length() + 7) // 8


def edge_tiles(size: int) -> tuple[Tile, ...]:
    """Return the partial tile at each level that has one, level 0 first."""
    tiles = (Tile(level, *divmod(count_at(level, size), WIDTH)) for level in range(levels_of(size)))
    return tuple(tile for tile in tiles if tile.width)


def edge_bundle(size: int) -> Tile | None:
    """Return the partial entry bundle of a tree of `size` leaves, if it has one."""
    index, width = divmod(size, WIDTH)
    return Tile(None, index, width) if width else None


def encode_entry(entry: bytes) -> bytes:
    """Return an entry with its length before it, two bytes, big-endian.

    Raises LeafTooLong past 65,535 bytes.
    """
    if len(entry) > MAX_LEAF_BYTES:
        raise LeafTooLong(f"a leaf of {len(entry):,} bytes; the log carries {MAX_LEAF_BYTES:,}")
    return len(entry).to_bytes(2, "big") + entry


def encode_bundle(entries: Iterable[bytes]) -> bytes:
    """Return the bytes of an entry bundle.  Source: c2sp.org/tlog-tiles, "Log entries"."""
    return b"".join(map(encode_entry, entries))


def decode_bundle(bundle: bytes, path: str) -> tuple[bytes, ...]:
    """Return the entries of a bundle; `path` is what an error names.

    Raises LogDamaged where the lengths do not add up to the bundle.
    """
    entries: list[bytes] = []
    at = 0
    while at < len(bundle):
        start = at + 2
        end = start + int.from_bytes(bundle[at:start], "big")
        if start > len(bundle) or end > len(bundle):
            raise LogDamaged(path, f"entry {len(entries)} of the bundle runs past its end")
        entries.append(bundle[start:end])
        at = end
    return tuple(entries)


def encode_tile(hashes: Sequence[bytes]) -> bytes:
    """Return the bytes of a hash tile."""
    return b"".join(hashes)


def decode_tile(tile: bytes) -> tuple[bytes, ...]:
    """Return the hashes of a tile whose length was checked."""
    return tuple(tile[at : at + HASH_BYTES] for at in range(0, len(tile), HASH_BYTES))
