"""Killed before and after every write, log and deposit are as they were or as they should be.

Each case is a process of its own, killed with SIGKILL at one step of the disk.  What a
reader finds is looked at before anything is repaired, then the writer starts again.
"""

import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from communique.log.appender import Appender, begin_log
from communique.log.deposit import digest_of
from communique.log.depositing import Depositing
from communique.log.files import Files
from communique.log.reader import LogReader
from communique.log.signing import Signer, read_key, write_key
from tests.log.child import DONE, KILLED, Death, in_child
from tests.log.samples import SIGNER, files_of, leaf, make_log

BEFORE = 250


def enter(site: Path, contents: Sequence[bytes], files: Files) -> None:
    """Enter a batch as the registrar does, for the text `leaf n` under its digest."""
    depositing = Depositing(site / "deposit", files)
    depositing.begin(map(digest_of, contents))
    digests = depositing.put_all(contents)
    Appender(site / "log", SIGNER, files).append([digest.encode() for digest in digests])
    depositing.commit()


def entered(site: Path) -> list[str]:
    """Return the digests the log names."""
    return [leaf.decode() for _, leaf in LogReader(site / "log", SIGNER.verifier).entries()]


def texts(start: int, end: int) -> list[bytes]:
    """Return texts to be entered."""
    return [leaf(index) for index in range(start, end)]


# The steps of a large batch are the same few many times over, so some of them are tried.
@pytest.mark.parametrize(("batch", "stride"), [(3, 1), (10, 1), (300, 61)])
def test_a_batch_killed_at_any_step_is_entered_whole_or_not_at_all(
    tmp_path: Path, batch: int, stride: int
) -> None:
    start, whole = tmp_path / "start", tmp_path / "whole"
    begin_log(start / "log", SIGNER)
    # Many entries that name few objects: the tiles are what this is about.
    enter(start, texts(0, 5) * (BEFORE // 5), Files())
    shutil.copytree(start, whole)
    enter(whole, texts(BEFORE, BEFORE + batch), Files())
    before, after = entered(start), entered(whole)
    outcomes = set()
    step = 0
    while _killed_at(step, start, tmp_path / "site", batch):
        outcomes.add(_whole_after_a_kill(tmp_path / "site", before, after))
        found = files_of(tmp_path / "site")
        assert found == files_of(whole), f"killed at step {step}"
        step += stride
    assert step > 30
    # Steps both before and after the checkpoint's rename were tried.
    assert stride > 1 or outcomes == {len(before), len(after)}


def _killed_at(step: int, start: Path, site: Path, batch: int) -> bool:
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(start, site)
    files = Files(Death(step))
    status = in_child(lambda: enter(site, texts(BEFORE, BEFORE + batch), files))
    assert status in (DONE, KILLED)
    return status == KILLED


def _whole_after_a_kill(site: Path, before: list[str], after: list[str]) -> int:
    """Look as a reader would, then recover and finish; return how much had been entered."""
    reader = LogReader(site / "log", SIGNER.verifier)
    assert list(reader.check()) == []
    found = entered(site)
    assert found in (before, after)
    depositing = Depositing(site / "deposit")
    assert all(depositing.deposit.has(digest) for digest in found)
    depositing.recover(set(found).__contains__)
    assert sorted(set(found)) == list(depositing.deposit.digests())
    Appender(site / "log", SIGNER)
    if found == before:
        enter(site, texts(len(before), len(after)), Files())
    return len(found)


def test_a_recovery_killed_at_any_step_can_be_repeated(tmp_path: Path) -> None:
    contents = texts(0, 4)
    digests = [digest_of(content) for content in contents]
    step, status = 0, KILLED
    while status == KILLED:
        folder = tmp_path / str(step)
        depositing = Depositing(folder)
        depositing.begin(digests)
        depositing.put_all(contents)
        files = Files(Death(step))
        recovery = Depositing(folder, files)
        status = in_child(partial(recovery.recover, digests[:1].__contains__))
        depositing.recover(digests[:1].__contains__)
        assert list(depositing.deposit.digests()) == digests[:1]
        assert len(files_of(folder)) == 1
        step += 1
    assert status == DONE
    assert step > 10


def test_opening_a_log_killed_at_any_step_of_its_sweep_can_be_repeated(tmp_path: Path) -> None:
    start = tmp_path / "start"
    make_log(start, 300)
    kept = files_of(start)
    checkpoint = (start / "checkpoint").read_bytes()
    Appender(start, SIGNER).append([b"never public"] * 300)
    (start / "checkpoint").write_bytes(checkpoint)
    for path, content in kept.items():
        (start / path).parent.mkdir(parents=True, exist_ok=True)
        (start / path).write_bytes(content)
    step, status = 0, KILLED
    while status == KILLED:
        folder = tmp_path / str(step)
        shutil.copytree(start, folder)
        files = Files(Death(step))
        status = in_child(partial(Appender, folder, SIGNER, files))
        assert list(LogReader(folder, SIGNER.verifier).check()) == []
        Appender(folder, SIGNER)
        assert files_of(folder) == kept
        step += 1
    assert status == DONE
    assert step > 5


def test_a_log_whose_beginning_was_killed_is_begun_again(tmp_path: Path) -> None:
    step, status = 0, KILLED
    while status == KILLED:
        folder = tmp_path / str(step)
        files = Files(Death(step))
        status = in_child(partial(begin_log, folder, SIGNER, files))
        if not (folder / "checkpoint").exists():
            begin_log(folder, SIGNER)
        assert Appender(folder, SIGNER).size == 0
        assert list(files_of(folder)) == ["checkpoint"]
        step += 1
    assert status == DONE


def test_the_rest_of_an_interrupted_key_is_in_nobody_s_way(tmp_path: Path) -> None:
    (tmp_path / ".key.new").write_bytes(b"PRIVATE+")
    write_key(tmp_path / "key", SIGNER)
    assert read_key(tmp_path / "key") == Signer(SIGNER.name, SIGNER.seed)
    assert sorted(files_of(tmp_path)) == ["key"]
