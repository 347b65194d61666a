"""What is fuzzed: a fixture of every form that is read, and the scraps put into it."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from communique.cli.profile_files import read_profile, shipped_profile
from communique.core.mapping import FieldMap, TermPaths
from communique.core.profile import Profile
from tests.ingest import test_pieces
from tests.ingest.news_service import Message
from tests.ingest.pages import golden_texts
from tests.ingest.test_feeds import ATOM, RDF, RSS
from tests.ingest.test_html import PAGE
from tests.ingest.test_mapped import PROFILE
from tests.ingest.test_warc import record
from tests.sites import SMALL_PROFILE
from tests.tools import ROOT

JSON = FieldMap(
    code="one", format="json", records="items", symbol=("id",), date=("day",), texts="texts",
    lang=("lang",), title=("title",), body=("html",), body_form="html",
    kind=TermPaths(otherwise="press-release"),
)  # fmt: skip
MAPPINGS = (*test_pieces.MAPPINGS, JSON)
# What has a meaning to some reader: of markup, of encodings, of the fields of a page.
_WORDS = (
    "<", ">", "&", "<div>", "</div>", "<main>", "<table><tr><td>", "<li>", "<br>", "<p>", "<b>",
    "<script>", "</script>", "<style>", "<!--", "-->", "<![CDATA[", "]]>", "<?xml ?>", "<svg>",
    "<meta charset=utf-16>", "<meta charset=klingon>", "<base href=//x>", "<a href=' '>",
    "&#0;", "&#xD800;", "&#x110000;", "&nbsp;", "&amp;", "&b;",
    "<!DOCTYPE a [<!ENTITY b 'c'>]>",
    "\x00", "\x0c", "\x0b", "\x1b", "\x85", "\u2028", "\ufeff", "\u00ad", "\u202e", "\u0301",
    "\U0001f6a2", "İ", "ß", "ǅ", "\r", "\n\n", "\t", " ", '"', "'", "“", "”", "«", "»", "„", "…",
    "{", "}", "[", "]", "[[", ",", ";", ":", "null", "true", "1e999", "-0", "\\ud800", "\\u0000",
    "<item>", "</item>", "<entry>", "<link>", "<content type='xhtml'>", "xml:base='http://[x'",
    "Press release", "- Date:", "Place:", "VIENNA, 4 May 2015 – ", "VIENNA", "31 February 2015",
    "Source:", "Fields of work:", "“We go on,” said Anna Muster.", "said", "visited",
    "handed over two boats to the Lake Police,", "was appointed Head of the OSCE Mission to",
    "is composed of", "and", "of the", "Contacts", "Related", "When", "• item", "Republic of",
    "Content-Length: 0\r\n", "Content-Length: 999999999999\r\n", "WARC/1.0\r\n", "\r\n\r\n",
    "Transfer-Encoding: chunked\r\n", "Content-Encoding: gzip\r\n", "HTTP/1.1 200 OK\r\n",
    "WARC-Target-URI: http://[x\r\n", "Content-Type: text/html; charset=\r\n", "http://[::1",
)  # fmt: skip
_BYTES = (
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\x1f\x8b\x08",
)
TOKENS = (*(word.encode() for word in _WORDS), *_BYTES)


@dataclass(frozen=True, slots=True)
class Seed:
    """A fixture: the name of its file, its words, and how they are packed into the file."""

    name: str
    content: bytes
    pack: Callable[[bytes], bytes] = bytes
    is_packed: bool = False


@cache
def profiles() -> tuple[Profile, ...]:
    """Return the profiles with which pages are read, that of the mapped records first."""
    return (
        PROFILE,
        shipped_profile("osce"),
        read_profile(SMALL_PROFILE),
    )


@cache
def seeds() -> tuple[Seed, ...]:
    """Return the fixtures, each form of file about as often as the others."""
    samples = sorted((ROOT / "sample" / "osce").glob("*.txt"))[::6]
    texts = [path.read_bytes() for path in (*golden_texts(), *samples)]
    page = PAGE.format(charset="utf-8").encode()
    pages = [page, *(_as_page(text) for text in texts[:6])]
    message = Message(number=7, revised=("2017-03-05T08:00:00",)).xml().encode()
    whole = [
        *(Seed("a.txt", text) for text in texts),
        *(Seed("a.html", one) for one in pages),
        *(Seed("a.xml", message) for _ in range(6)),
        *(Seed("a.json", _json()) for _ in range(4)),
        *(Seed("a.jsonl", _lines()) for _ in range(4)),
        *(Seed("a.csv", _table()) for _ in range(4)),
        *(Seed("a.xml", feed.encode("latin-1", "replace")) for feed in (RSS, ATOM, RDF) * 3),
    ]
    packings: dict[str, Callable[[bytes], bytes]] = {
        "a.html.gz": gzip.compress, "a.html.bz2": bz2.compress, "a.html.xz": lzma.compress,
        "a.zip": _zip, "a.tar": _tar, "a.tar.gz": lambda one: gzip.compress(_tar(one)),
        "a.warc": _warc, "a.warc.gz": lambda one: gzip.compress(_warc(one)) * 2,
    }  # fmt: skip
    packed = [
        Seed(name, one, pack, is_packed=True)
        for name, pack in packings.items()
        for one in (page, texts[0], message)
    ]
    return (*whole, *packed)


def _as_page(text: bytes) -> bytes:
    lines = (f"<p>{line}</p>" for line in text.decode("utf-8", "replace").splitlines())
    return f"<!DOCTYPE html><html><body><main>{''.join(lines)}</main></body></html>".encode()


def _json() -> bytes:
    texts = [
        {"lang": lang, "title": f"Lights {lang}", "html": "<p>On the lake</p>"}
        for lang in ("en", "fr")
    ]
    return json.dumps(
        {"items": [{"id": n, "day": "2017-03-04", "texts": texts} for n in (1, 2)]}
    ).encode()


def _lines() -> bytes:
    lines = (
        {"id": n, "head": {"title": f"Lights {n}"}, "paragraphs": ["On", "the lake"]}
        for n in range(3)
    )
    return b"".join(json.dumps(line).encode() + b"\n" for line in lines)


def _table() -> bytes:
    return (
        b"no,day,title_en,text_en,title_fr,text_fr\n"
        b'1,2017-03-04,Lights,"On the\nlake",Les feux,Sur le lac\n2,,Boats,By night,,\n'
    )


def _zip(content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/1.html", content)
        archive.writestr("a/2.txt", b"Press release\nA page of words")
    return made.getvalue()


def _tar(content: bytes) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, one in (("a/1.html", content), ("a/2.txt", b"Press release\nA page of words")):
            member = tarfile.TarInfo(name)
            member.size = len(one)
            archive.addfile(member, io.BytesIO(one))
    return made.getvalue()


def _warc(content: bytes) -> bytes:
    pages = (content, PAGE.format(charset="utf-8").encode())
    return b"".join(record(n, "200 OK", "text/html", one) for n, one in enumerate(pages, start=1))
