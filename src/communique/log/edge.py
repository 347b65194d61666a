"""The right edge of a log, pure: all that is needed to append, and what appending writes.

It holds the partial bundle and at each level the hashes of the partial tile, so that a
batch costs its own length and a few hundred hashes, however long the log is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from communique.log import merkle
from communique.log.tile import WIDTH, Tile, encode_entry, encode_tile


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a log of `size` entries ends.

    bundle: the partial bundle's entries, each with its length before it.
    levels: at each level the hashes of its partial tile; empty where the last is full.
    """

    size: int = 0
    bundle: tuple[bytes, ...] = ()
    levels: tuple[tuple[bytes, ...], ...] = ()

    def root(self) -> bytes:
        """Return the root hash of the whole log."""
        return edge_root(self.levels)


@dataclass(frozen=True, slots=True)
class Growth:
    """What a batch makes of an edge.

    files: path, relative to the log, and content of each new bundle and tile.
    filled: the tiles and bundles that were partial and have become full.
    """

    edge: Edge
    files: tuple[tuple[str, bytes], ...]
    filled: tuple[Tile, ...]


def edge_root(levels: Sequence[Sequence[bytes]]) -> bytes:
    """Return the root hash over the partial tiles of all levels, level 0 first.

    What is left over below stands as the last, smaller subtree of the level above.
    """
    rest: tuple[bytes, ...] = ()
    for hashes in levels:
        if row := (*hashes, *rest):
            rest = (merkle.root(row),)
    return rest[0] if rest else merkle.EMPTY_ROOT


def grow(edge: Edge, leaves: Sequence[bytes]) -> Growth:
    """Return what appending the leaves makes of the edge.

    Raises LeafTooLong.
    """
    files: list[tuple[str, bytes]] = []
    filled: list[Tile] = []
    bundle = _bundles(edge, leaves, files, filled)
    rising = [merkle.leaf_hash(leaf) for leaf in leaves]
    levels = list(edge.levels)
    level = 0
    while rising:
        if level == len(levels):
            levels.append(())
        index = (edge.size >> (8 * level)) // WIDTH
        row = [*levels[level], *rising]
        if levels[level] and len(row) >= WIDTH:
            filled.append(Tile(level, index))
        chunks = [row[at : at + WIDTH] for at in range(0, len(row), WIDTH)]
        for number, chunk in enumerate(chunks, index):
            files.append((Tile(level, number, len(chunk)).path, encode_tile(chunk)))
        whole = [chunk for chunk in chunks if len(chunk) == WIDTH]
        levels[level] = tuple(row[len(whole) * WIDTH :])
        rising = [merkle.root(chunk) for chunk in whole]
        level += 1
    return Growth(Edge(edge.size + len(leaves), bundle, tuple(levels)), tuple(files), tuple(filled))


def _bundles(
    edge: Edge, leaves: Sequence[bytes], files: list[tuple[str, bytes]], filled: list[Tile]
) -> tuple[bytes, ...]:
    entries = [*edge.bundle, *map(encode_entry, leaves)]
    index = edge.size // WIDTH
    if edge.bundle and len(entries) >= WIDTH:
        filled.append(Tile(None, index))
    for number, at in enumerate(range(0, len(entries), WIDTH), index):
        chunk = entries[at : at + WIDTH]
        files.append((Tile(None, number, len(chunk)).path, b"".join(chunk)))
    return tuple(entries[len(entries) - len(entries) % WIDTH :])
