"""Appending: the same log however its leaves come, published whole, refused in a sentence."""

import os
import resource
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.log import merkle
from communique.log.appender import Appender, begin_log
from communique.log.errors import LeafTooLong, LogAlreadyThere, LogDamaged, LogUnavailable
from communique.log.files import Files
from communique.log.reader import LogReader
from tests import tools
from tests.golden_file import GoldenFile
from tests.log.child import DONE, in_child
from tests.log.samples import OTHER, SIGNER, entries, files_of, leaf, leaves, make_log, spoil

KIBI = 1024


def published(folder: Path) -> dict[str, bytes]:
    """Return the files of a log but the partial ones, which tell of its batches."""
    return {path: content for path, content in files_of(folder).items() if ".p/" not in path}


def test_a_new_log_has_the_checkpoint_of_an_empty_tree(tmp_path: Path) -> None:
    make_log(tmp_path / "log", 0)
    checkpoint = LogReader(tmp_path / "log", SIGNER.verifier).checkpoint()
    assert (checkpoint.origin, checkpoint.size) == ("sample.example/log", 0)
    assert checkpoint.root == merkle.EMPTY_ROOT
    assert list(files_of(tmp_path)) == ["log/checkpoint"]


def test_a_log_is_not_begun_where_one_stands_or_stood(tmp_path: Path) -> None:
    make_log(tmp_path / "log", 3)
    with pytest.raises(LogAlreadyThere):
        begin_log(tmp_path / "log", SIGNER)
    (tmp_path / "log/checkpoint").unlink()
    with pytest.raises(LogAlreadyThere):
        begin_log(tmp_path / "log", SIGNER)


def test_a_batch_gets_the_next_indexes(tmp_path: Path) -> None:
    appender = make_log(tmp_path / "log", 0)
    assert appender.append(leaves(0, 3)) == range(3)
    assert appender.append([]) == range(3, 3)
    assert appender.append(leaves(3, 300)) == range(3, 300)
    assert appender.size == 300


def test_the_bytes_of_a_log_are_those_kept_for_ever(tmp_path: Path, golden: GoldenFile) -> None:
    appender = make_log(tmp_path / "log", 0)
    for batch in (entries()[:3], entries()[3:]):
        appender.append(batch)
    for path, content in files_of(tmp_path / "log").items():
        golden.check_for_ever(f"log/five/{path}", content)
    kept = files_of(golden.folder / "log/five")
    assert kept == files_of(tmp_path / "log")


@settings(max_examples=25)
@given(st.lists(st.integers(1, 400), min_size=1, max_size=5))
def test_any_sequence_of_batches_gives_the_same_log(batches: list[int]) -> None:
    size = sum(batches)
    with TemporaryDirectory() as folder:
        one, many = Path(folder, "one"), Path(folder, "many")
        make_log(one, size)
        appender, at = make_log(many, 0), 0
        for number, batch in enumerate(batches):
            if number % 2:
                appender = Appender(many, SIGNER)
            appender.append(leaves(at, at + batch))
            at += batch
        assert published(one) == published(many)
        edge = {path for path in files_of(one) if ".p/" in path}
        assert {path: files_of(many)[path] for path in edge} == {
            path: files_of(one)[path] for path in edge
        }
        assert list(LogReader(many, SIGNER.verifier).check()) == []


def test_the_root_is_the_one_computed_from_all_leaves(tmp_path: Path) -> None:
    make_log(tmp_path / "log", 700, batch=123)
    expected = merkle.root([merkle.leaf_hash(leaf(index)) for index in range(700)])
    assert LogReader(tmp_path / "log", SIGNER.verifier).checkpoint().root == expected


def test_partial_files_stay_until_the_full_one_is_public(tmp_path: Path) -> None:
    appender = make_log(tmp_path / "log", 250, batch=125)
    kept = {path for path in files_of(tmp_path / "log") if ".p/" in path}
    assert kept == {
        f"tile/{kind}/000.p/{width}" for kind in ("entries", "0") for width in (125, 250)
    }
    appender.append(leaves(250, 260))
    kept = {path for path in files_of(tmp_path / "log") if ".p/" in path}
    assert kept == {"tile/entries/001.p/4", "tile/0/001.p/4", "tile/1/000.p/1"}


def test_a_leaf_too_long_is_refused_and_the_log_goes_on(tmp_path: Path) -> None:
    appender = make_log(tmp_path / "log", 2)
    before = files_of(tmp_path / "log")
    with pytest.raises(LeafTooLong):
        appender.append([b"short", b"x" * 65_536])
    assert files_of(tmp_path / "log") == before
    assert appender.append([b"x" * 65_535]) == range(2, 3)


def test_a_log_of_another_key_is_not_opened(tmp_path: Path) -> None:
    make_log(tmp_path / "log", 2)
    with pytest.raises(LogDamaged, match=r"checkpoint: the note bears no signature"):
        Appender(tmp_path / "log", OTHER)


@pytest.mark.parametrize("path", ["tile/entries/001.p/44", "tile/0/001.p/44", "tile/1/000.p/1"])
def test_a_log_with_a_wrong_right_edge_is_not_appended_to(tmp_path: Path, path: str) -> None:
    make_log(tmp_path / "log", 300)
    spoil(tmp_path / "log" / path)
    with pytest.raises(LogDamaged):
        Appender(tmp_path / "log", SIGNER)


def test_what_was_never_published_is_swept_away_when_the_log_is_opened(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    make_log(folder, 300)
    before = files_of(folder)
    checkpoint = (folder / "checkpoint").read_bytes()
    Appender(folder, SIGNER).append([b"never public"] * 1000)
    (folder / "checkpoint").write_bytes(checkpoint)
    for path, content in before.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    (folder / ".checkpoint.new").write_bytes(b"half")
    Appender(folder, SIGNER)
    assert files_of(folder) == before


@pytest.mark.parametrize("batch", [1, 2_000])
def test_all_a_checkpoint_speaks_of_is_synced_before_it_is_written(
    tmp_path: Path, batch: int
) -> None:
    folder = tmp_path / "log"
    make_log(folder, 0)
    steps: list[tuple[str, Path]] = []
    appender = Appender(folder, SIGNER, Files(lambda step, path: steps.append((step, path))))
    appender.append(leaves(0, batch))
    published = steps.index(("before write", folder / "checkpoint"))
    laid = {path for step, path in steps[:published] if step == "after rename"}
    synced = {path for step, path in steps[:published] if step == "after sync file"}
    assert laid == {folder / path for path in files_of(folder)} - {folder / "checkpoint"}
    if batch > 1:
        assert ("after sync disk", folder) in steps[:published]
    else:
        folders = {path for step, path in steps[:published] if step == "after sync folder"}
        assert synced == laid
        assert folders == {folder, *(parent for path in laid for parent in path.parents)} - {
            tmp_path,
            *tmp_path.parents,
        }
    assert steps[-1] == ("after sync folder", folder)


def test_an_open_log_costs_no_more_than_its_edge(tmp_path: Path) -> None:
    appender = make_log(tmp_path / "log", 66_000)
    written: list[Path] = []
    appender = Appender(tmp_path / "log", SIGNER, Files(lambda _step, path: written.append(path)))
    for path in (tmp_path / "log/tile").rglob("*"):
        if path.is_file():
            path.unlink()  # all the appender needs, it has in memory
    appender.append([b"one more"])
    names = {path.relative_to(tmp_path / "log").as_posix() for path in written if path.is_file()}
    assert names == {"checkpoint", "tile/entries/257.p/209", "tile/0/257.p/209"}


def refused(appender: Appender, batch: list[bytes]) -> str:
    """Return the sentence with which a batch is refused."""
    with pytest.raises(LogUnavailable) as refusal:
        appender.append(batch)
    return str(refusal.value)


def test_a_file_size_limit_is_a_clear_refusal_and_the_log_unharmed(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    make_log(folder, 300)
    before = files_of(folder)

    def append_under_a_limit() -> None:
        appender = Appender(folder, SIGNER)
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (16 * KIBI, hard))
        sentence = refused(appender, [b"x" * 40_000])
        assert "a file would pass this process's file size limit" in sentence
        assert files_of(folder) == before
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        assert appender.append(leaves(300, 310)) == range(300, 310)

    assert in_child(append_under_a_limit) == DONE
    assert list(LogReader(folder, SIGNER.verifier).check()) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a filesystem of 256 KiB."""
    tools.root()
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        tools.missing("the right to mount", remedy=mounted.stderr.decode().strip())
    yield disk
    subprocess.run(["umount", disk], check=True)


def fill(path: Path) -> None:
    """Write into a file until the disk takes no more."""
    with path.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4 * KIBI))


def test_a_full_disk_is_a_clear_refusal_and_the_log_unharmed(small_disk: Path) -> None:
    folder = small_disk / "log"
    appender = make_log(folder, 300)
    before = files_of(folder)
    filler = small_disk / "filler"
    with pytest.raises(OSError, match="No space left"):
        fill(filler)
    assert "the disk is full" in refused(appender, leaves(300, 2_000))
    assert files_of(folder) == before
    assert "the disk is full" in refused(Appender(folder, SIGNER), leaves(300, 2_000))
    filler.unlink()
    assert appender.append(leaves(300, 310)) == range(300, 310)
    assert list(LogReader(folder, SIGNER.verifier).check()) == []


@dataclass(slots=True)
class IllDisk:
    """A disk that fails once, at the step of this number."""

    fails_at: int = 0
    steps: int = 0

    def __call__(self, _step: str, path: Path) -> None:
        """Count a step, and fail if it is the one."""
        self.steps += 1
        if self.steps == self.fails_at:
            raise OSError(5, os.strerror(5), str(path))


def test_a_disk_that_fails_at_any_step_leaves_the_appender_in_order(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    make_log(folder, 250)
    disk = IllDisk()
    appender = Appender(folder, SIGNER, Files(disk))
    reader = LogReader(folder, SIGNER.verifier)
    refusals = 0
    for fails_at in range(1, 60):
        disk.fails_at, disk.steps = fails_at, 0
        before = reader.checkpoint().size
        try:
            assert appender.append([leaf(before)]) == range(before, before + 1)
        except LogUnavailable:
            refusals += 1
        disk.fails_at = 0
        assert appender.size == reader.checkpoint().size in (before, before + 1)
        assert list(reader.check()) == []
    assert refusals > 15
    assert [found for _, found in reader.entries()] == leaves(0, appender.size)
