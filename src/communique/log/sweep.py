"""Clear a log's folder of what no checkpoint reaches, and of partial files outlived."""

import os
from pathlib import Path

from communique.log.files import Files, is_unfinished
from communique.log.tile import WIDTH, parse_path


def sweep(folder: Path, size: int, files: Files) -> None:
    """Remove all that lies past the first `size` entries, and what their full tiles replaced.

    Left behind, an unpublished partial tile would come within the published size later and
    be taken for what was published.  Reads one name for each 128 entries and opens no file:
    a second for some tens of millions.  What is no tile is left alone.  Raises OSError.
    """
    for place, _folders, names in os.walk(folder, topdown=False):
        for name in names:
            path = Path(place, name)
            if is_unfinished(name) or _is_stray(path.relative_to(folder).as_posix(), size):
                files.drop(path)
        if place.endswith(".p") and not os.listdir(place):
            files.drop_folder(Path(place))


def _is_stray(path: str, size: int) -> bool:
    if (tile := parse_path(path)) is None:
        return False
    reached = tile.width_in(size)
    return tile.width > reached or tile.width < reached == WIDTH
