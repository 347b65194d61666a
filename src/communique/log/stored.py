"""The tiles and bundles of a log as they lie in its folder."""

from dataclasses import dataclass
from pathlib import Path

from communique.log.errors import LogDamaged
from communique.log.tile import HASH_BYTES, Tile, decode_bundle, decode_tile


@dataclass(frozen=True, slots=True)
class StoredTiles:
    """Tiles and bundles by their place, read whole and held to their width."""

    folder: Path

    def bundle(self, place: Tile) -> tuple[bytes, ...]:
        """Return the first `place.width` entries of a bundle.  Raises LogDamaged."""
        found, content = self.content(place)
        path = self.folder / found.path
        entries = decode_bundle(content, str(path))
        if len(entries) != found.width:
            raise LogDamaged(path, f"holds {len(entries)} entries, not {found.width}")
        return entries[: place.width]

    def tile(self, place: Tile) -> tuple[bytes, ...]:
        """Return the first `place.width` hashes of a tile.  Raises LogDamaged."""
        found, content = self.content(place)
        if len(content) != found.width * HASH_BYTES:
            problem = f"holds {len(content)} bytes, not {found.width * HASH_BYTES}"
            raise LogDamaged(self.folder / found.path, problem)
        return decode_tile(content)[: place.width]

    def content(self, place: Tile) -> tuple[Tile, bytes]:
        """Return the file at a place and which it is: the one asked for, or the full one.

        A partial file gives way to the full one once that is public, now or in this moment.
        Raises LogDamaged where there is neither.
        """
        for candidate in dict.fromkeys((place, Tile(place.level, place.index))):
            path = self.folder / candidate.path
            try:
                return candidate, path.read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                continue
            except OSError as error:
                reason = (error.strerror or "unreadable").lower()
                raise LogDamaged(path, f"cannot be read: {reason}") from None
        raise LogDamaged(self.folder / place.path, "is missing")
