"""Checking: an intact log has no flaw, and a wrong byte is found in the file it is in."""

import random
import shutil
from pathlib import Path

import pytest

from communique.log.appender import Appender
from communique.log.reader import LogReader
from communique.log.tile import encode_bundle
from tests.log.samples import OTHER, SIGNER, files_of, leaf, leaves, make_log, spoil

SIZE = 66_000  # three levels: 257 full bundles, and a full tile at level 1


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a log of three levels; it must be left as it is."""
    folder = tmp_path_factory.mktemp("check") / "log"
    make_log(folder, SIZE)
    return folder


def flawed(folder: Path) -> list[str]:
    """Return the paths, relative to the log, that the check names."""
    flaws = LogReader(folder, SIGNER.verifier).check()
    return [Path(flaw.path).relative_to(folder).as_posix() for flaw in flaws]


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 512, 700])
def test_an_intact_log_has_no_flaw(tmp_path: Path, size: int) -> None:
    make_log(tmp_path / "log", size, batch=100)
    assert flawed(tmp_path / "log") == []


def test_an_intact_log_of_three_levels_has_no_flaw(large: Path) -> None:
    assert flawed(large) == []


def test_one_wrong_byte_is_found_in_each_file_there_is(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    make_log(folder, 600, batch=250)
    paths = sorted(files_of(folder))
    assert len(paths) == 9
    for path in paths:
        for seed in range(5):
            whole = (folder / path).read_bytes()
            spoil(folder / path, seed)
            assert flawed(folder) == [path]
            (folder / path).write_bytes(whole)


@pytest.mark.parametrize(
    "path",
    [
        *("tile/entries/000", "tile/entries/256", "tile/entries/257.p/208", "tile/0/000"),
        *("tile/0/256", "tile/0/257.p/208", "tile/1/000", "tile/1/001.p/1", "tile/2/000.p/1"),
    ],
)
def test_a_wrong_byte_a_cut_and_a_loss_are_found_at_every_level(large: Path, path: str) -> None:
    whole = (large / path).read_bytes()
    try:
        spoil(large / path)
        assert flawed(large) == [path]
        (large / path).write_bytes(whole[:-1])
        assert flawed(large) == [path]
        (large / path).write_bytes(b"")
        assert flawed(large) == [path]
        (large / path).unlink()
        assert flawed(large) == [path]
    finally:
        (large / path).write_bytes(whole)


def test_several_wrong_files_are_all_named(large: Path, tmp_path: Path) -> None:
    folder = tmp_path / "log"
    shutil.copytree(large, folder)
    paths = ["tile/0/007", "tile/0/257.p/208", "tile/1/000", "tile/entries/003"]
    for path in paths:
        spoil(folder / path)
    assert sorted(flawed(folder)) == paths


def test_a_leaf_changed_together_with_its_tile_is_found_in_both(large: Path) -> None:
    changed = [b"forged", *leaves(1, 256)]
    kept = {path: (large / path).read_bytes() for path in ("tile/entries/000", "tile/0/000")}
    from_forged = make_log(large.parent / "forged", 0)
    from_forged.append(changed)
    try:
        for path in kept:
            shutil.copy(large.parent / "forged" / path, large / path)
        assert sorted(flawed(large)) == ["tile/0/000", "tile/entries/000"]
    finally:
        for path, content in kept.items():
            (large / path).write_bytes(content)


def test_a_log_written_anew_under_the_old_checkpoint_is_found_out(tmp_path: Path) -> None:
    make_log(tmp_path / "log", 300)
    checkpoint = (tmp_path / "log/checkpoint").read_bytes()
    make_log(tmp_path / "forged", 0).append([b"forged", *leaves(1, 300)])
    (tmp_path / "forged/checkpoint").write_bytes(checkpoint)
    assert flawed(tmp_path / "forged") == ["checkpoint"]


def test_a_checkpoint_of_another_key_is_the_only_flaw(tmp_path: Path) -> None:
    make_log(tmp_path / "log", 300)
    text = (tmp_path / "log/checkpoint").read_text("utf-8").split("\n\n")[0] + "\n"
    (tmp_path / "log/checkpoint").write_bytes(OTHER.sign(text))
    assert flawed(tmp_path / "log") == ["checkpoint"]


def test_entries_moved_between_bundles_are_found(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    make_log(folder, 600)
    (folder / "tile/entries/000").write_bytes(encode_bundle(leaves(0, 257)))
    (folder / "tile/entries/001").write_bytes(encode_bundle(leaves(257, 512)))
    assert flawed(folder) == ["tile/entries/000", "tile/entries/001"]


def test_an_unpublished_rest_of_an_interrupted_append_is_no_flaw(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    make_log(folder, 300)
    checkpoint = (folder / "checkpoint").read_bytes()
    kept = files_of(folder)
    Appender(folder, SIGNER).append([b"never public"] * 1000)
    (folder / "checkpoint").write_bytes(checkpoint)
    for path, content in kept.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    assert flawed(folder) == []


def test_a_log_that_grows_while_it_is_checked_has_no_flaw(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    appender = make_log(folder, 250)
    flaws = LogReader(folder, SIGNER.verifier).check()
    appender.append([leaf(index) for index in range(250, 600)])
    assert list(flaws) == []


def test_random_damage_is_always_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    make_log(folder, 600)
    whole = files_of(folder)
    chance = random.Random(7)
    for _ in range(60):
        paths = chance.sample(sorted(whole), chance.randrange(1, 4))
        for path in paths:
            spoil(folder / path, chance.randrange(1_000_000))
        found = flawed(folder)
        assert set(paths) & set(found)
        for path in paths:
            (folder / path).write_bytes(whole[path])
