"""Reading: entries, proofs from tiles for any size, and nothing past the checkpoint."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.log import merkle
from communique.log.errors import LogDamaged, OutsideTheLog
from communique.log.reader import LogReader
from communique.log.tile import encode_bundle
from tests.log.samples import SIGNER, leaf, leaves, make_log

SIZE = 1_300


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> LogReader:
    """Give a log of 1,300 entries in batches of 70, whose partial tiles are few."""
    folder = tmp_path_factory.mktemp("reader") / "log"
    make_log(folder, SIZE, batch=70)
    return LogReader(folder, SIGNER.verifier)


HASHES = [merkle.leaf_hash(leaf(index)) for index in range(SIZE)]


@pytest.mark.parametrize(
    ("start", "end"), [(0, None), (0, 0), (255, 257), (256, 512), (300, 301), (1_299, 1_300)]
)
def test_entries_come_with_their_indexes(reader: LogReader, start: int, end: int | None) -> None:
    expected = [(index, leaf(index)) for index in range(start, SIZE if end is None else end)]
    assert list(reader.entries(start, end)) == expected


def test_one_entry_can_be_asked_for(reader: LogReader) -> None:
    assert reader.entry(1_000) == leaf(1_000)


def test_what_is_not_published_is_refused(reader: LogReader) -> None:
    for ask in (
        lambda: list(reader.entries(0, SIZE + 1)),
        lambda: list(reader.entries(SIZE + 1)),
        lambda: list(reader.entries(-1, 3)),
        lambda: [reader.entry(-1)],
        lambda: [reader.entry(SIZE)],
        lambda: [*reader.inclusion_proof(SIZE)],
        lambda: [*reader.inclusion_proof(5, 5)],
        lambda: [*reader.inclusion_proof(0, SIZE + 1)],
        lambda: [*reader.consistency_proof(6, 5)],
        lambda: [*reader.consistency_proof(5, SIZE + 1)],
    ):
        with pytest.raises(OutsideTheLog):
            ask()


@settings(max_examples=60)
@given(st.integers(1, SIZE), st.data())
def test_proofs_from_tiles_are_those_computed_from_all_leaves(
    reader: LogReader, size: int, draw: st.DataObject
) -> None:
    index = draw.draw(st.integers(0, size - 1))
    old = draw.draw(st.integers(0, size))
    hashes = HASHES[:size]
    assert reader.root(size) == merkle.root(hashes)
    assert reader.inclusion_proof(index, size) == merkle.inclusion_proof(index, hashes)
    assert reader.consistency_proof(old, size) == merkle.consistency_proof(old, hashes)


def test_proofs_without_a_size_are_for_the_published_one(reader: LogReader) -> None:
    assert reader.root() == reader.checkpoint().root == merkle.root(HASHES)
    assert reader.inclusion_proof(3) == merkle.inclusion_proof(3, HASHES)
    assert reader.consistency_proof(3) == merkle.consistency_proof(3, HASHES)


def test_the_files_anyone_may_fetch_are_those_in_the_folder(reader: LogReader) -> None:
    paths = ["checkpoint", "tile/0/004", "tile/entries/004", "tile/0/005.p/20", "tile/1/000.p/5"]
    for path in paths:
        assert reader.public_bytes(path) == (reader.folder / path).read_bytes()


@pytest.mark.parametrize(
    "path",
    [
        *("tile/0/005", "tile/entries/005", "tile/0/005.p/21", "tile/entries/005.p/21"),
        *("tile/0/006.p/1", "tile/1/000.p/6", "tile/1/000", "tile/2/000.p/1", "tile/63/000.p/1"),
        *("", "key", "../key", "tile/0/../../checkpoint", ".checkpoint.new", "tile/0/005.p/020"),
    ],
)
def test_nothing_past_the_checkpoint_and_no_other_file_is_handed_out(
    reader: LogReader, path: str
) -> None:
    assert reader.public_bytes(path) is None


def test_an_unpublished_file_is_not_handed_out_though_it_lies_there(tmp_path: Path) -> None:
    make_log(tmp_path / "log", 5)
    reader = LogReader(tmp_path / "log", SIGNER.verifier)
    for path in ("tile/0/000.p/6", "tile/entries/000.p/6", "tile/0/000"):
        (tmp_path / "log" / path).write_bytes(b"secret")
        assert reader.public_bytes(path) is None


@given(st.integers(0, 5), st.integers(1, 256))
def test_a_narrower_tile_is_the_beginning_of_a_wider_one(
    reader: LogReader, index: int, width: int
) -> None:
    suffix = "" if width == 256 else f".p/{width}"
    there = index < 5 or width <= 20
    start = index * 256
    hashes = b"".join(HASHES[start : start + width]) if there else None
    bundle = encode_bundle(leaves(start, start + width)) if there else None
    assert reader.public_bytes(f"tile/0/{index:03d}{suffix}") == hashes
    assert reader.public_bytes(f"tile/entries/{index:03d}{suffix}") == bundle


def test_a_reader_with_an_old_checkpoint_finds_the_full_tile_where_the_partial_was() -> None:
    with TemporaryDirectory() as folder:
        appender = make_log(Path(folder, "log"), 200)
        reader = LogReader(Path(folder, "log"), SIGNER.verifier)
        reading = reader.entries(0, 200)
        appender.append(leaves(200, 300))
        assert not Path(folder, "log/tile/entries/000.p").exists()
        assert [found for _, found in reading] == leaves(0, 200)
        assert reader.root(200) == merkle.root(HASHES[:200])


def test_a_reader_follows_the_log_as_it_grows(tmp_path: Path) -> None:
    appender = make_log(tmp_path / "log", 1)
    reader = LogReader(tmp_path / "log", SIGNER.verifier)
    assert reader.checkpoint().size == 1
    appender.append(leaves(1, 4))
    assert reader.checkpoint().size == 4


def test_a_log_without_a_checkpoint_is_damaged_and_the_file_is_named(tmp_path: Path) -> None:
    reader = LogReader(tmp_path, SIGNER.verifier)
    with pytest.raises(LogDamaged, match="checkpoint: no such file or directory"):
        reader.checkpoint()


def test_a_missing_tile_is_named(tmp_path: Path) -> None:
    make_log(tmp_path / "log", 300)
    (tmp_path / "log/tile/0/000").unlink()
    reader = LogReader(tmp_path / "log", SIGNER.verifier)
    with pytest.raises(LogDamaged, match=r"tile/0/000: is missing"):
        reader.inclusion_proof(3)
