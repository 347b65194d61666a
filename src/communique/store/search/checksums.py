"""Whether the files of a search index hold the bytes that were written to them.

Every segment file ends in a footer of JSON, its length and a mark, and the footer has the CRC-32
of what stands before it. The two files of settings have none: what they must say is known.
Source: tantivy 0.27, `directory/footer.rs`.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

SEGMENT_FILES = ("fast", "fieldnorm", "idx", "pos", "store", "term")
_END = struct.Struct("<II")
_MARK = 1337
_CHUNK_BYTES = 1 << 20


def wrong_files(folder: Path, schema: object) -> Iterator[tuple[str, str]]:
    """Yield (path, what is wrong) for every file of an index that is not as it was written.

    schema: what the index's settings must say of its fields, as JSON values.
    """
    segments = [path for path in sorted(folder.iterdir()) if path.suffix[1:] in SEGMENT_FILES]
    footers = {path: _footer(path) for path in segments}
    usual = _usual([footer.get("version") for footer in footers.values()])
    for path, footer in footers.items():
        # One program wrote them all: a footer that names another version has a wrong byte too.
        if not footer or footer.get("version") != usual:
            yield str(path), "it does not hold the bytes of its checksum"
    settings = _json(folder / "meta.json")
    if not isinstance(settings, dict) or settings.get("schema") != schema:
        yield str(folder / "meta.json"), "it does not describe this program's search index"
    managed = _json(folder / ".managed.json")
    held = {"meta.json", *(path.name for path in segments)}
    if not isinstance(managed, list) or not held <= {str(name) for name in managed}:
        yield str(folder / ".managed.json"), "it does not list the files of the search index"


def settings_schema(folder: Path) -> object:
    """Return what an index's settings say of its fields, as JSON values; None where nothing."""
    settings = _json(folder / "meta.json")
    return settings.get("schema") if isinstance(settings, dict) else None


def _json(path: Path) -> object:
    try:
        found: object = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found


def _usual(versions: list[object]) -> object:
    return max(versions, key=versions.count, default=None)


def _footer(path: Path) -> dict[str, object]:
    """Return the footer of a segment file; empty where the file is not as it was written."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(size - _END.size, 0))
        end = file.read()
        if len(end) < _END.size:
            return {}
        length, mark = _END.unpack(end)
        content = size - _END.size - length
        if mark != _MARK or content < 0:
            return {}
        file.seek(content)
        try:
            footer = json.loads(file.read(length))
        except ValueError:
            return {}
        file.seek(0)
        crc, left = 0, content
        while left:
            chunk = file.read(min(left, _CHUNK_BYTES))
            crc, left = zlib.crc32(chunk, crc), left - len(chunk)
    is_whole = isinstance(footer, dict) and footer.get("crc") == crc
    return footer if is_whole else {}
