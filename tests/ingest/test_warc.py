"""A web archive brings its pages with their addresses; what is broken in it is named."""

import gzip
from pathlib import Path

import pytest

from communique.core.errors import CommuniqueError
from communique.ingest.html import Saved
from communique.ingest.pieces import Piece, pieces_of
from communique.ingest.warc import is_warc
from tests.ingest.test_html import PAGE

ADDRESS = "https://lakes.example/node/{}"


def web(path: Path, *pages: tuple[str, str, bytes], packed: bool = True) -> Path:
    """Write a web archive: of each page its status, its content type, its bytes."""
    path.write_bytes(
        b"".join(
            gzip.compress(one) if packed else one
            for one in (record(number, *page) for number, page in enumerate(pages, start=1))
        )
    )
    return path


def record(number: int, status: str, kind: str, content: bytes) -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + content
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {ADDRESS.format(number)}\r\n"
        f"WARC-Date: 2017-03-04T05:06:07Z\r\nWARC-Record-ID: <urn:uuid:{number:036}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def page(text: str = "café") -> bytes:
    return PAGE.replace('<meta charset="{charset}">', "").replace("caf\u00e9", text).encode()


def found(path: Path) -> list[Piece]:
    return list(pieces_of(path, ()))


def codes(pieces: list[Piece]) -> list[str]:
    return [
        one.found.code if isinstance(one.found, CommuniqueError) else type(one.found).__name__
        for one in pieces
    ]


@pytest.mark.parametrize("packed", [True, False])
def test_pages_come_with_their_addresses_and_all_else_is_passed_over(
    tmp_path: Path, *, packed: bool
) -> None:
    archive = web(
        tmp_path / "a.warc",
        ("200 OK", "text/html; charset=utf-8", page()),
        ("404 Not Found", "text/html", page()),
        ("200 OK", "image/png", b"\x89PNG"),
        ("301 Moved", "text/html", b""),
        (
            "200 OK",
            'text/html; charset="ISO-8859-1"',
            page().decode().replace("–", "-").encode("latin-1"),
        ),
        packed=packed,
    )
    assert is_warc(archive)
    pieces = found(archive)
    captures = [one.found.capture for one in pieces if isinstance(one.found, Saved)]
    assert [one.address for one in captures] == [ADDRESS.format(1), ADDRESS.format(5)]
    assert all("café" in one.text for one in captures)
    assert pieces[-1].share == 1.0


def test_of_a_truncated_archive_what_stands_before_its_end_is_read(tmp_path: Path) -> None:
    pages = [("200 OK", "text/html", page(f"café {number}")) for number in range(6)]
    whole = web(tmp_path / "a.warc.gz", *pages).read_bytes()
    (tmp_path / "cut.warc.gz").write_bytes(whole[:-400])
    assert codes(found(tmp_path / "cut.warc.gz"))[:5] == ["Saved"] * 5
    assert codes(found(tmp_path / "cut.warc.gz"))[5:] == ["archive.broken"]


def test_a_length_that_is_not_so_is_named(tmp_path: Path) -> None:
    pages = [("200 OK", "text/html", page(f"café {number}")) for number in range(3)]
    plain = web(tmp_path / "a.warc", *pages, packed=False).read_bytes()
    last = plain.rindex(b"Content-Length: ")
    digits = plain[last + 16 : plain.index(b"\r", last)]
    lying = plain[: last + 16] + b"9" * len(digits) + plain[last + 16 + len(digits) :]
    (tmp_path / "lying.warc").write_bytes(lying)
    assert codes(found(tmp_path / "lying.warc")) == ["Saved", "Saved", "archive.broken"]


def test_a_length_that_is_too_small_is_named_and_nothing_is_said_in_other_words(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    pages = [("200 OK", "text/html", page(f"café {number}")) for number in range(3)]
    plain = web(tmp_path / "a.warc", *pages, packed=False).read_bytes()
    at = plain.index(b"Content-Length: ") + len(b"Content-Length: ")
    digits = plain[at : plain.index(b"\r", at)]
    lying = plain[:at] + str(int(digits) - 9).encode() + plain[at + len(digits) :]
    blank = lying.replace(ADDRESS.format(3).encode(), b"https://lakes.example/a b")
    (tmp_path / "short.warc").write_bytes(blank)
    pieces = found(tmp_path / "short.warc")
    assert codes(pieces) == ["Saved", "archive.broken", "Saved", "Saved"]
    assert "node/1 has more bytes than its record says" in str(pieces[1].found)
    assert capfd.readouterr().err == ""


def test_what_begins_as_a_web_archive_and_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"WARC/1.0\r\nnonsense")
    (tmp_path / "b.warc.gz").write_bytes(gzip.compress(b"WARC/1.0\r\nnonsense"))
    for name in ("a.warc", "b.warc.gz"):
        assert set(codes(found(tmp_path / name))) <= {"archive.broken"}
