"""Captures: what is taken, and the one sentence with which everything else is refused."""

import hashlib
import io
import os
import tracemalloc
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.ingest import errors
from communique.ingest.capture import LIMIT_BYTES, take, take_bytes, take_stream, walk


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_in_a_marked_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes("Türkiye – Россия".encode(encoding))
    capture = take(path, "https://archive.example/1")
    assert capture.text == "Türkiye – Россия"
    assert capture.digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (capture.path, capture.address) == (str(path), "https://archive.example/1")


def test_utf_16_is_read_in_both_byte_orders() -> None:
    texts = {
        take_bytes(mark + "Łódź".encode(codec)).text
        for mark, codec in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
    }
    assert texts == {"Łódź"}


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        (b"", errors.EmptyFile, "is empty"),
        (b"%PDF-1.7\n...", errors.NotText, "looks like a PDF"),
        (b"\x1f\x8b\x08\x00abc", errors.NotText, "looks like a gzip file"),
        (b"PK\x03\x04....", errors.NotText, "looks like a zip file"),
        (b"\x89PNG\r\n\x1a\n", errors.NotText, "looks like a PNG picture"),
        (b"a text\x00with more", errors.NotText, "NUL byte at offset 6"),
        (b"a text\x07", errors.NotText, "U+0007 at character 6"),
        (b"caf\xe9 noir", errors.BrokenEncoding, "the byte at offset 3"),
        (b"\xef\xbb\xbfcaf\xe9 noir", errors.BrokenEncoding, "the byte at offset 6"),
        (b"abc\xe2\x82", errors.BrokenEncoding, "the byte at offset 3"),
        (b"\xff\xfea", errors.BrokenEncoding, "is no UTF-16"),
        (b"\xff\xfe\x00\xd8a\x00", errors.BrokenEncoding, "is no UTF-16"),
    ],
)
def test_bytes_that_are_no_text_are_refused_in_one_sentence(
    content: bytes, error: type[errors.Unreadable], words: str
) -> None:
    with pytest.raises(error) as refused:
        take_bytes(content, "page.txt")
    message = str(refused.value)
    assert message.startswith("page.txt ")
    assert words in message
    assert "\n" not in message
    assert refused.value.hint


def test_a_missing_path_is_refused(tmp_path: Path) -> None:
    with pytest.raises(errors.NoSuchFile, match="does not exist"):
        take(tmp_path / "nowhere.txt")
    (tmp_path / "file").write_text("x")
    with pytest.raises(errors.NoSuchFile):
        take(tmp_path / "file" / "below.txt")


def test_a_folder_is_refused_where_a_file_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(errors.IsAFolder, match="is a folder"):
        take(tmp_path)


def test_a_path_that_the_system_refuses_is_refused(tmp_path: Path) -> None:
    with pytest.raises(errors.NotReadable, match="cannot be read"):
        take(tmp_path / ("n" * 300))
    with pytest.raises(errors.NotReadable, match="cannot be read"):
        take(Path("nul\x00inside"))


def test_two_hundred_megabytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    path.touch()
    os.truncate(path, 200 * 1024 * 1024)
    tracemalloc.start()
    with pytest.raises(errors.TooLarge, match="16 MiB"):
        take(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1024 * 1024


def test_a_stream_is_read_no_further_than_the_limit() -> None:
    class Endless(io.BytesIO):
        asked = 0

        def read(self, size: int | None = -1, /) -> bytes:
            assert size is not None
            self.asked += size
            return b"a" * size

    source = Endless()
    with pytest.raises(errors.TooLarge):
        take_stream(source)
    assert source.asked == LIMIT_BYTES + 1


def test_a_page_of_the_largest_size_is_taken() -> None:
    assert len(take_bytes(b"a" * LIMIT_BYTES).text) == LIMIT_BYTES


def test_a_folder_is_walked_in_order_of_names(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", "c.txt", ".hidden/x.txt", "b/.x"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    found = [path.relative_to(tmp_path).as_posix() for path in walk([tmp_path])]
    assert found == ["a.txt", "b/1.txt", "b/2.txt", "c.txt"]


def test_a_walk_yields_what_is_missing_too_so_that_somebody_is_told(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("x")
    assert list(walk([tmp_path / "gone", tmp_path])) == [tmp_path / "gone", tmp_path / "one.txt"]


def test_a_walk_is_a_stream(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("x")
    walked = walk([tmp_path, tmp_path / "later"])
    assert next(walked) == tmp_path / "one.txt"


@given(st.binary(max_size=200))
def test_any_bytes_are_taken_or_refused(content: bytes) -> None:
    # Whatever else is raised fails the test.
    with suppress(errors.Unreadable):
        assert take_bytes(content).digest == hashlib.sha256(content).hexdigest()
