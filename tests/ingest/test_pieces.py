"""Archives, tables and lines are taken apart one piece at a time; what is wrong is named."""

import gzip
import lzma
import zipfile
from pathlib import Path

import pytest

from communique.core.errors import CommuniqueError
from communique.core.evidence import Capture
from communique.core.mapping import FieldMap, TermPaths
from communique.core.record import Reported
from communique.ingest import archives
from communique.ingest.mapped import Mapped, drafts_of
from communique.ingest.pieces import Piece, pieces_of
from tests.ingest.news_service import Message, archive
from tests.ingest.test_mapped import PROFILE

TABLE = FieldMap(
    code="table", format="csv", symbol=("no",), date=("day",), title=("title_{lang}",),
    body=("text_{lang}",), kind=TermPaths(otherwise="press-release"),
)  # fmt: skip
LINES = FieldMap(
    code="lines", format="jsonl", symbol=("id",), title=("head/title",), body=("paragraphs",),
    kind=TermPaths(otherwise="press-release"),
)  # fmt: skip
MAPPINGS = (*PROFILE.reading.mappings, TABLE, LINES)
PAGE = b"Press release\nA page of words, and no more than that."


def found(path: Path) -> list[Piece]:
    return list(pieces_of(path, MAPPINGS))


def codes(pieces: list[Piece]) -> list[str]:
    """Return what each piece is: an error's code, or the kind of thing to be read."""
    return [
        one.found.code if isinstance(one.found, CommuniqueError) else type(one.found).__name__
        for one in pieces
    ]


def titles(piece: Piece) -> dict[str, str]:
    assert isinstance(piece.found, Mapped)
    drafts = drafts_of(piece.found, PROFILE)
    assert not isinstance(drafts, Reported)
    return {draft.lang: draft.title.value for draft in drafts if draft.title}


def written(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_one_bad_file_of_an_archive_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    files = {
        "1.xml": Message(number=1).xml().encode(),
        "2.xml": b"",
        "3.xml": Message(number=3).xml(prolog="<!DOCTYPE a>").encode(),
        "4.xml": b"<messages><message>",
        "5.xml": b"<other/>",
        ".hidden.xml": b"<other/>",
        "6.txt": PAGE,
        "7.xml": Message(number=7).xml().encode(),
    }
    pieces = found(archive(tmp_path / "a.tar.xz", files))
    assert codes(pieces) == [
        "Mapped", "capture.empty", "capture.entities", "capture.malformed", "capture.no-mapping",
        "Capture", "Mapped",
    ]  # fmt: skip
    assert pieces[1].name == f"{tmp_path}/a.tar.xz!2017/2.xml"
    assert pieces[-1].share > 0


@pytest.mark.parametrize("ending", ["xz", "gz"])
def test_of_a_truncated_archive_what_stands_before_its_end_is_read(
    tmp_path: Path, ending: str
) -> None:
    whole = archive(tmp_path / "a.tar.xz", {
        f"{number}.xml": Message(number=number).xml().encode() for number in range(40)
    })  # fmt: skip
    plain = lzma.decompress(whole.read_bytes())
    packed = lzma.compress(plain) if ending == "xz" else gzip.compress(plain, compresslevel=0)
    pieces = found(written(tmp_path / f"cut.tar.{ending}", packed[: len(packed) * 2 // 3]))
    assert codes(pieces)[-1] == "archive.broken"
    assert ending == "xz" or codes(pieces)[0] == "Mapped"


def test_a_zip_is_read_and_its_damaged_member_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr("1.xml", Message(number=1).xml())
        made.writestr("2.txt", b"damaged" * 50)
        made.writestr("3.txt", PAGE)
    content = (tmp_path / "a.zip").read_bytes().replace(b"damageddam", b"damagedDAM", 1)
    assert codes(found(written(tmp_path / "a.zip", content))) == [
        "Mapped", "archive.broken", "Capture",
    ]  # fmt: skip


def test_a_bomb_is_named_and_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "FLOOR_BYTES", 1024 * 1024)
    bomb = archive(tmp_path / "b.tar.xz", {
        "1.txt": PAGE, **{f"{number}.txt": b"0" * 900_000 for number in range(2, 9)}
    })  # fmt: skip
    assert codes(found(bomb))[0] == "Capture"
    assert codes(found(bomb))[-1] == "archive.bomb"
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as made:
        for number in range(9):
            made.writestr(f"{number}.txt", b"0" * 900_000)
    assert codes(found(tmp_path / "b.zip"))[-1] == "archive.bomb"


def test_a_member_that_is_too_large_is_passed_over(tmp_path: Path) -> None:
    large = written(tmp_path / "large.txt.gz", gzip.compress(b"words " * 3_000_000))
    assert codes(found(large)) == ["capture.too-large"]
    page = written(tmp_path / "page.txt.gz", gzip.compress(PAGE))
    assert codes(found(page)) == ["Capture"]


def test_an_office_document_is_no_archive_of_pages(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
    assert codes(found(tmp_path / "a.docx")) == ["capture.binary"]


def test_a_table_is_read_by_a_map_of_its_columns(tmp_path: Path) -> None:
    table = "no;day;title_de;text_de;title_fr;text_fr\r\n"
    table += '7;2017-03-04;Ein Titel;"Eins.\r\nZwei.";Un titre;Un.\r\n\r\n'
    table += "8;;Noch einer;Drei.;;\r\n9;x\r\n"
    pieces = found(written(tmp_path / "t.csv", "\ufeff" + table))
    assert codes(pieces) == ["Mapped", "Mapped", "capture.malformed"]
    assert titles(pieces[0]) == {"de": "Ein Titel", "fr": "Un titre"}
    assert titles(pieces[1]) == {"de": "Noch einer"}
    assert pieces[2].name.endswith("row 5")


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    (piece,) = found(written(tmp_path / "t.csv", "no,title_de,text_de\n7,a,b\n"))
    assert "has no column 'day', which the mapping 'table' needs" in str(piece.found)


def test_lines_of_json_are_read_one_by_one(tmp_path: Path) -> None:
    lines = b'{"id": 1, "head": {"title": "One"}, "paragraphs": ["a", "b"]}\n\n{"id": \n\xff\n'
    lines += b'{"id": 2, "head": {}}\n{"id": 3, "head": {"title": "Three"}, "paragraphs": "c"}'
    pieces = found(written(tmp_path / "l.jsonl", lines))
    assert codes(pieces) == [
        "Mapped", "capture.malformed", "capture.encoding", "capture.no-mapping", "Mapped",
    ]  # fmt: skip
    assert titles(pieces[0]) == {"de": "One"}


def test_a_column_that_no_language_has_is_named(tmp_path: Path) -> None:
    table = written(tmp_path / "t.csv", "no,day,title_de\n1,2017-03-04,Wind\n")
    (piece,) = found(table)
    assert codes([piece]) == ["capture.missing-column"]
    assert "'text_{lang}'" in str(piece.found)


def test_xml_in_the_encoding_it_declares_is_read(tmp_path: Path) -> None:
    text = Message(number=1).xml().replace("UTF-8", "ISO-8859-1").replace("’", "'")
    (piece,) = found(written(tmp_path / "a.xml", text.encode("latin-1")))
    assert isinstance(piece.found, Mapped)
    assert piece.found.capture.encoding == "iso8859-1"
    odd = text.replace("ISO-8859-1", "klingon").encode("latin-1")
    assert codes(found(written(tmp_path / "b.xml", odd))) == ["capture.encoding"]


def test_a_page_stays_a_page(tmp_path: Path) -> None:
    (piece,) = found(written(tmp_path / "p.txt", PAGE))
    assert isinstance(piece.found, Capture)


@pytest.mark.parametrize("name", ["nowhere.xml", "nowhere.csv", "nowhere.json", "nowhere.zip"])
def test_a_missing_file_is_named_whatever_its_ending(tmp_path: Path, name: str) -> None:
    assert codes(found(tmp_path / name)) == ["capture.missing"]
