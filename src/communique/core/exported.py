"""One line of an export: an entry of the log with the record it put into the deposit.

    {"entry":{…},"index":17,"record":{…},"salt":"…","type":"release","v":1}

Behind `index` stand the deposit's own bytes, so that whoever has the line has the digest. Where
they are not given, `record` is null and `absent` says why. The bytes of pictures and attachments
may stand before the entry that names them: {"bytes":"(base64)","file":"(SHA-256)","part":0}.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import dataclass

import msgspec
import rfc8785

from communique.core.canonical import SALT_BYTES, digest_of, from_bytes
from communique.core.entry import Act, Entry
from communique.core.errors import CommuniqueError
from communique.core.profile import kind_of, symbol_of
from communique.core.record import Record

ERASED, WITHDRAWN = "erased", "withdrawn"
_BEGINS = re.compile(rb'\s*\{\s*"(absent|entry|bytes)"\s*:\s*["{]')
_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_HEX64 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_OBJECT = b',"record":{'


class BadExport(CommuniqueError):
    """A line that no export of a record has."""

    code = "export.bad-line"
    hint = "Take the record away again with `communique export SITE --whole`; the rest went in."


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedEntry:
    """An entry with what it put into the deposit.

    content: the deposit's bytes, None of an erasure and where `absent` says why.
    """

    index: int
    entry: Entry
    record: Record | None = None
    content: bytes | None = None
    absent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedPart:
    """A part of a file that records name; `part` counts from 0."""

    digest: str
    part: int
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedLog:
    """What the first line says of the log that the export was made of.

    note: its signed checkpoint.  key: the verifier key.
    """

    note: str
    key: str


def is_export(begins: bytes) -> bool:
    """Tell whether a file that begins so is an export."""
    return _BEGINS.match(begins) is not None


def entry_line(index: int, leaf: bytes, content: bytes | None, absent: str = "") -> bytes:
    """Return the line of an entry.

    leaf: as the log has it.  content: as the deposit has it, canonical JSON.
    """
    why = b'"absent":"%s",' % absent.encode() if absent else b""
    rest = b'"record":null}' if content is None else content[1:]
    return b'{%s"entry":%s,"index":%d,%s\n' % (why, leaf, index, rest)


def with_log(line: bytes, log: ExportedLog) -> bytes:
    """Return the first line of an export, which says of which log it is."""
    told = rfc8785.dumps({"checkpoint": log.note, "key": log.key})
    before, record, rest = line.partition(b',"record":')
    return b'%s,"log":%s%s%s' % (before, told, record, rest)


def part_line(part: ExportedPart) -> bytes:
    """Return the line of a part of a file."""
    told = base64.b64encode(part.content)
    return b'{"bytes":"%s","file":"%s","part":%d}\n' % (told, part.digest.encode(), part.part)


def log_of(line: bytes) -> ExportedLog | None:
    """Return what a line says of its log, None where it says nothing."""
    try:
        told = json.loads(line)["log"]
        return ExportedLog(note=str(told["checkpoint"]), key=str(told["key"]))
    except (ValueError, KeyError, TypeError):
        return None


def read_line(line: bytes) -> ExportedEntry | ExportedPart:
    """Return what a line holds, its record held against the digest of its entry.

    Raises BadExport, or UnreadableRecord for a record of a kind not known here.
    """
    try:
        plain = json.loads(line)
        if "file" in plain:
            return _part(plain)
        entry = msgspec.convert(plain["entry"], Entry)
        index = msgspec.convert(plain["index"], int)
        absent = msgspec.convert(plain.get("absent", ""), str)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadExport(f"it is no line of an export: {error}") from None
    if index < 0 or not _is_entry(entry):
        raise BadExport("its entry is none of a log")
    if entry.act is Act.ERASE or plain.get("record") is None:
        return ExportedEntry(index=index, entry=entry, absent=absent)
    content = _content(line, plain, entry.digest)
    record = from_bytes(content).record
    if (symbol_of(record), kind_of(record)) != (entry.symbol, entry.kind):
        raise BadExport(f"its record is not the {entry.kind} {entry.symbol} that its entry names")
    return ExportedEntry(index=index, entry=entry, record=record, content=content)


def _is_entry(entry: Entry) -> bool:
    names_right = _HEX64.fullmatch(entry.order) and _HEX64.fullmatch(entry.digest)
    return bool(names_right and _AT.fullmatch(entry.at) and entry.symbol and entry.v == 1)


def _content(line: bytes, plain: dict[str, object], digest: str) -> bytes:
    """Return the deposit's bytes; BadExport where they are not those of the digest."""
    # As we write it, the line ends with them; whoever set it otherwise has made no other record.
    _, record, rest = line.rstrip().partition(_OBJECT)
    content = b"{" + record[1:] + rest
    if digest_of(content) == digest:
        return content
    held = {name: plain.get(name) for name in ("record", "salt", "type", "v")}
    try:
        content = rfc8785.dumps(held)  # type: ignore[arg-type]  # JSON values, as they were read
    except (rfc8785.CanonicalizationError, RecursionError) as error:
        raise BadExport(f"its record is none: {error}") from None
    if digest_of(content) != digest:
        salt = "" if len(str(held["salt"])) == 2 * SALT_BYTES else " (it has no whole salt)"
        raise BadExport(f"its record does not have the digest that its entry names{salt}")
    return content


def _part(plain: dict[str, object]) -> ExportedPart:
    digest, part = str(plain["file"]), plain["part"]
    if not _HEX64.fullmatch(digest) or not isinstance(part, int):
        raise BadExport("it names no file")
    try:
        content = base64.b64decode(str(plain["bytes"]), validate=True)
    except binascii.Error as error:
        raise BadExport(f"its bytes are no base64: {error}") from None
    return ExportedPart(digest=digest, part=part, content=content)
