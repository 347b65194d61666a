"""What is given to be read, taken apart: pages, and records of other systems, one at a time."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from communique.core.errors import CommuniqueError
from communique.core.evidence import Capture
from communique.core.mapping import (
    FEED,
    FEED_MAP,
    FORMATS,
    JSON,
    JSON_LINES,
    TABLE,
    XML,
    FieldMap,
    steps_of,
)
from communique.ingest.archives import is_archive, members
from communique.ingest.capture import LIMIT_BYTES, take, take_bytes
from communique.ingest.errors import (
    BrokenEncoding,
    BrokenMarkup,
    EmptyFile,
    MissingColumns,
    NoMapping,
    NoRecords,
    TooLarge,
    Unreadable,
)
from communique.ingest.feed import is_feed, records_of
from communique.ingest.html import Saved, is_html, take_html
from communique.ingest.mapped import Mapped
from communique.ingest.node import Node, find, texts_at
from communique.ingest.structured import read_json, read_xml
from communique.ingest.warc import is_warc, responses

Found = Capture | Saved | Mapped | CommuniqueError
_BY_ENDING = {
    ".xml": XML, ".json": JSON, ".jsonl": JSON_LINES, ".ndjson": JSON_LINES,
    ".csv": TABLE, ".tsv": TABLE, ".rss": FEED, ".atom": FEED, ".rdf": FEED,
}  # fmt: skip
_XML_HEAD = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<\?xml\b(?P<rest>[^>]{0,200})\?>")
_ENCODING = re.compile(rb"encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_HEAD_BYTES = 4096
_DELIMITERS = ",;\t|"
_MOST_LINES_TRIED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One page or record on its way in, or why there is none.

    name: where it was found.  share: how much of the file given was read by then, 0 to 1.
    """

    name: str
    found: Found
    share: float = 0.0


def pieces_of(path: Path, mappings: Sequence[FieldMap], *, address: str = "") -> Iterator[Piece]:
    """Yield what a file holds, in order; an archive and a table are read by stream.

    address: of the page at its old site.  Never raises an Unreadable: it is what is found.
    """
    name = str(path)
    if path.is_file() and is_warc(path):
        yield from _of_the_web(path, mappings)
    elif path.is_file() and is_archive(path):
        for member in members(path):
            if isinstance(member.content, Unreadable):
                yield Piece(name=member.name, found=member.content, share=member.share)
                continue
            for piece in pieces_in(member.content, member.name, mappings, address=address):
                yield replace(piece, share=member.share)
    elif path.is_file() and (form := _streamed_form(path)):
        yield from _streamed(path, form, mappings, address)
    else:
        try:
            if _format_of(name) in (XML, JSON) or _begins_as_markup(path):
                yield from pieces_in(_bytes(path), name, mappings, address=address)
            else:
                yield Piece(name=name, found=take(path, address))
        except Unreadable as error:
            yield Piece(name=name, found=error)


def pages_of(path: Path, *, address: str = "") -> Iterator[Capture | Saved]:
    """Yield the pages alone that a file holds; records of other systems are not even read."""
    if _format_of(str(path)):
        return
    for piece in pieces_of(path, (), address=address):
        if isinstance(piece.found, Capture | Saved):
            yield piece.found


def _of_the_web(path: Path, mappings: Sequence[FieldMap]) -> Iterator[Piece]:
    for page in responses(path):
        if isinstance(page.content, Unreadable):
            yield Piece(name=page.name, found=page.content, share=page.share)
            continue
        inside = pieces_in(
            page.content, page.name, mappings, address=page.address, declared=page.charset
        )
        yield from (replace(piece, share=page.share) for piece in inside)


def pieces_in(
    content: bytes,
    name: str,
    mappings: Sequence[FieldMap],
    *,
    address: str = "",
    declared: str = "",
) -> Iterator[Piece]:
    """Yield what the bytes of one file hold; see `pieces_of`.

    declared: the encoding that came with a page of HTML.
    """
    form = _format_of(name)
    try:
        if content and not form and (_is_page(name) or is_html(content)):
            yield Piece(name=name, found=take_html(content, name, address, declared=declared))
            return
        form = form or (XML if _XML_HEAD.match(content) else "")
        if not content:
            raise EmptyFile(f"{name} is empty", where=name)
        if is_feed(content[:_HEAD_BYTES]):
            form = FEED
        is_mapped = form in FORMATS and form != FEED
        if is_mapped and not any(mapping.format == form for mapping in mappings):
            raise NoMapping(f"{name}: the profile has no mapping for {form}", where=name)
        if form in (TABLE, JSON_LINES, FEED):
            yield from _records_in(io.BytesIO(content), form, name, mappings, address)
        elif form in FORMATS:
            capture = take_bytes(content, name, address, declared=_declared(content))
            reader = read_xml if form == XML else read_json
            yield from _mapped(capture, reader(capture.text, name), form, mappings)
        else:
            yield Piece(name=name, found=take_bytes(content, name, address))
    except Unreadable as error:
        yield Piece(name=name, found=error)


def _bytes(path: Path) -> bytes:
    # What is no file, or may not be read, is told as it is of a page.
    if not path.is_file():
        take(path)
    try:
        with path.open("rb") as source:
            content = source.read(LIMIT_BYTES + 1)
    except OSError:
        take(path)
        raise
    return content


def _format_of(name: str) -> str:
    return _BY_ENDING.get(Path(name).suffix.lower(), "")


def _is_page(name: str) -> bool:
    return Path(name).suffix.lower() in (".html", ".htm", ".xhtml")


def _begin(path: Path) -> bytes:
    try:
        with path.open("rb") as source:
            return source.read(_HEAD_BYTES)
    except OSError:
        return b""


def _begins_as_markup(path: Path) -> bool:
    begin = _begin(path)
    return _is_page(str(path)) or is_html(begin) or _XML_HEAD.match(begin) is not None


def _declared(content: bytes) -> str:
    head = _XML_HEAD.match(content)
    found = _ENCODING.search(head["rest"]) if head else None
    return found[1].decode("ascii") if found else ""


def _mapped(
    capture: Capture, root: Node, form: str, mappings: Sequence[FieldMap]
) -> Iterator[Piece]:
    """Yield the records of a document; one that is the whole document is its capture."""
    mapping, nodes = _matching(root, form, mappings, capture.path)
    for number, node in enumerate(nodes, start=1):
        alone = len(nodes) == 1
        part = capture if alone else _part(capture.path, number, node)
        yield Piece(name=part.path, found=Mapped(capture=part, node=node, mapping=mapping))


def _matching(
    root: Node, form: str, mappings: Sequence[FieldMap], name: str
) -> tuple[FieldMap, tuple[Node, ...]]:
    """Return the first mapping that finds a title in a document, and the records it finds."""
    tried = [mapping for mapping in mappings if mapping.format == form]
    for mapping in tried:
        nodes = tuple(find(root, mapping.records)) if mapping.records else (root,)
        if any(_has_title(node, mapping) for node in nodes[:_MOST_LINES_TRIED]):
            return mapping, nodes
    if not tried:
        raise NoMapping(f"{name}: the profile has no mapping for {form}", where=name)
    codes = ", ".join(mapping.code for mapping in tried)
    raise NoMapping(f"{name}: no mapping finds a record with a title (tried: {codes})", where=name)


def _has_title(node: Node, mapping: FieldMap) -> bool:
    # Which language a title is in does not matter here.
    paths = tuple(path.replace("{lang}", "*") for path in mapping.title if "{lang}" not in path)
    if len(paths) < len(mapping.title):
        return True
    texts = find(node, mapping.texts)
    return any(True for text in texts for _ in texts_at(text, paths))


def _part(name: str, number: int, node: Node) -> Capture:
    """Return the capture of one record of several: its values in one writing, digested."""
    text = json.dumps(_plain(node), ensure_ascii=False)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Capture(text=text, digest=digest, path=f"{name}#{number}")


def _plain(node: Node) -> list[object]:
    return [node.name, node.text, [_plain(child) for child in node.children]]


def _streamed_form(path: Path) -> str:
    """Return the format of a file that is read by stream, of what is no such file nothing."""
    form = _format_of(str(path))
    if form in (TABLE, JSON_LINES, FEED):
        return form
    return FEED if is_feed(_begin(path)) else ""


def _streamed(path: Path, form: str, mappings: Sequence[FieldMap], address: str) -> Iterator[Piece]:
    name = str(path)
    try:
        size = path.stat().st_size
        with path.open("rb") as source:
            for piece in _records_in(source, form, name, mappings, address):
                share = source.tell() / size if size else 0.0
                yield replace(piece, share=min(share, 1.0))
    except OSError:
        try:
            take(path)
        except Unreadable as error:
            yield Piece(name=name, found=error)


def _records_in(
    source: BinaryIO, form: str, name: str, mappings: Sequence[FieldMap], address: str
) -> Iterator[Piece]:
    try:
        if form == FEED:
            yield from _listed(source, name, mappings, address)
        elif form == TABLE:
            yield from _rows(source, name, mappings)
        else:
            yield from _lines(source, name, mappings)
    except Unreadable as error:
        yield Piece(name=name, found=error)
    except UnicodeDecodeError as error:
        message = f"{name} is no UTF-8: it has bytes that belong to no character ({error.reason})"
        yield Piece(name=name, found=BrokenEncoding(message, where=name))


def _listed(
    source: BinaryIO, name: str, mappings: Sequence[FieldMap], address: str
) -> Iterator[Piece]:
    mapping = next((one for one in mappings if one.format == FEED), FEED_MAP)
    number = 0
    for number, found in enumerate(records_of(source, name, address=address), start=1):
        if isinstance(found, BrokenMarkup):
            yield Piece(name=f"{name}#{number}", found=found)
            continue
        part = _part(name, number, found)
        yield Piece(name=part.path, found=Mapped(capture=part, node=found, mapping=mapping))
    if not number:
        raise NoRecords(f"{name} is a feed that lists nothing", where=name)


def _lines(source: BinaryIO, name: str, mappings: Sequence[FieldMap]) -> Iterator[Piece]:
    number = 0
    while line := source.readline(LIMIT_BYTES + 1):
        number += 1
        where = f"{name}, line {number}"
        if len(line) > LIMIT_BYTES:
            raise TooLarge(f"{where} is larger than a page may be", where=where)
        if not line.strip():
            continue
        try:
            root = read_json(line.decode("utf-8-sig" if number == 1 else "utf-8"), where)
            mapping, nodes = _matching(root, JSON_LINES, mappings, where)
        except UnicodeDecodeError as error:
            message = f"{where} is no UTF-8: {error.reason}"
            yield Piece(name=where, found=BrokenEncoding(message, where=where))
            continue
        except Unreadable as error:
            yield Piece(name=where, found=error)
            continue
        for node in nodes:
            part = _part(name, number, node)
            yield Piece(name=part.path, found=Mapped(capture=part, node=node, mapping=mapping))


def _rows(source: BinaryIO, name: str, mappings: Sequence[FieldMap]) -> Iterator[Piece]:
    csv.field_size_limit(LIMIT_BYTES)
    text = io.TextIOWrapper(source, encoding="utf-8-sig", newline="")
    try:
        head = text.readline(LIMIT_BYTES)
        # A header is one line: a line break in a column's name is no name.
        delimiter = max(_DELIMITERS, key=head.count)
        columns = [column.strip() for column in next(csv.reader([head], delimiter=delimiter), [])]
        mapping = _of_columns(columns, name, mappings)
        for number, cells in enumerate(csv.reader(text, delimiter=delimiter), start=2):
            where = f"{name}, row {number}"
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(columns):
                message = f"{where} has {len(cells)} cells, and {len(columns)} columns are named"
                yield Piece(name=where, found=BrokenMarkup(message, where=where))
                continue
            named = zip(columns, cells, strict=True)
            node = Node(name="", children=tuple(Node(name=one, text=cell) for one, cell in named))
            part = _part(name, number, node)
            yield Piece(name=part.path, found=Mapped(capture=part, node=node, mapping=mapping))
    except csv.Error as error:
        raise BrokenMarkup(f"{name} is no table: {error}", where=name) from None
    finally:
        text.detach()


def _of_columns(columns: Sequence[str], name: str, mappings: Sequence[FieldMap]) -> FieldMap:
    """Return the first mapping whose columns a table has; a path is a column's name here."""
    tried = [mapping for mapping in mappings if mapping.format == TABLE]
    if not tried:
        raise NoMapping(f"{name}: the profile has no mapping for {TABLE}", where=name)
    missing = [(_missing(columns, mapping), mapping) for mapping in tried]
    fewest, mapping = min(missing, key=lambda one: len(one[0]))
    if fewest:
        named = ", ".join(repr(column) for column in fewest)
        raise MissingColumns(
            f"{name} has no column {named}, which the mapping {mapping.code!r} needs", where=name
        )
    return mapping


def _missing(columns: Sequence[str], mapping: FieldMap) -> list[str]:
    paths = (*mapping.title, *mapping.body, *mapping.symbol, *mapping.date, *mapping.summary)
    names = [steps_of(path)[0].name for path in paths]
    return [name for name in dict.fromkeys(names) if not _is_there(name, columns)]


def _is_there(name: str, columns: Sequence[str]) -> bool:
    """Tell whether a table has a column, or one for any language where its name has `{lang}`."""
    before, lang, after = name.partition("{lang}")
    if not lang:
        return name in columns
    return any(one.startswith(before) and one.endswith(after) for one in columns)
