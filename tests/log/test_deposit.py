"""The deposit: bytes by digest, told from wrong ones, put durably, erased, recovered."""

import os
import resource
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.log.deposit import Deposit, digest_of, is_digest
from communique.log.depositing import Depositing
from communique.log.errors import BatchOpen, LogUnavailable, ObjectDamaged, ObjectMissing
from communique.log.files import SYNCFS_FROM, Files
from tests.log.child import DONE, in_child
from tests.log.samples import files_of, spoil

DIGEST = digest_of(b"text")


def named(*digests: str) -> Callable[[str], bool]:
    """Return the question whether an entry names a digest."""
    return set(digests).__contains__


def test_an_object_lies_under_its_digest(tmp_path: Path) -> None:
    depositing = Depositing(tmp_path)
    assert depositing.put(b"text") == DIGEST
    path = f"98/{DIGEST}"
    assert files_of(tmp_path) == {path: b"text"}
    assert Deposit(tmp_path).path_of(DIGEST) == tmp_path / path
    assert Deposit(tmp_path).get(DIGEST) == b"text"


@settings(max_examples=20)
@given(st.lists(st.binary(max_size=50), max_size=3 * SYNCFS_FROM))
def test_what_is_put_is_got_back_and_nothing_else_lies_there(contents: list[bytes]) -> None:
    with TemporaryDirectory() as folder:
        digests = Depositing(Path(folder)).put_all(iter(contents))
        deposit = Deposit(Path(folder))
        assert [deposit.get(digest) for digest in digests] == contents
        assert list(deposit.digests()) == sorted(set(digests))
        assert len(files_of(Path(folder))) == len(set(contents))
        assert list(deposit.check()) == []


@pytest.mark.parametrize("text", ["", "ab", DIGEST.upper(), DIGEST + "\n", "../" + DIGEST[3:]])
def test_what_is_no_digest_names_no_object(tmp_path: Path, text: str) -> None:
    assert not is_digest(text)
    with pytest.raises(ValueError, match="is no SHA-256 digest"):
        Deposit(tmp_path).get(text)


def test_a_missing_object_is_named(tmp_path: Path) -> None:
    assert not Deposit(tmp_path).has(DIGEST)
    with pytest.raises(ObjectMissing, match=DIGEST):
        Deposit(tmp_path).get(DIGEST)


def test_an_object_with_a_wrong_byte_is_never_given_and_its_file_is_named(tmp_path: Path) -> None:
    digests = Depositing(tmp_path).put_all([b"one", b"two"])
    deposit = Deposit(tmp_path)
    path = deposit.path_of(digests[0])
    spoil(path)
    with pytest.raises(ObjectDamaged, match=str(path)):
        deposit.get(digests[0])
    assert [flaw.path for flaw in deposit.check()] == [str(path)]


def test_a_file_that_is_no_object_is_a_flaw(tmp_path: Path) -> None:
    digest = Depositing(tmp_path).put(b"one")
    stray = tmp_path / digest[:2] / "notes.txt"
    stray.write_bytes(b"")
    astray = tmp_path / digest[:2] / ("0" * 64)
    astray.write_bytes(b"")
    assert {flaw.path for flaw in Deposit(tmp_path).check()} == {str(stray), str(astray)}


def test_an_object_left_half_by_a_power_cut_is_put_again(tmp_path: Path) -> None:
    depositing = Depositing(tmp_path)
    depositing.put(b"text")
    depositing.deposit.path_of(DIGEST).write_bytes(b"")
    depositing.put(b"text")
    assert depositing.deposit.get(DIGEST) == b"text"


def test_an_erased_object_is_gone_and_may_be_erased_again(tmp_path: Path) -> None:
    depositing = Depositing(tmp_path)
    depositing.put_all([b"text", b"other"])
    assert depositing.erase(DIGEST)
    assert not depositing.erase(DIGEST)
    assert list(files_of(tmp_path).values()) == [b"other"]


def test_recovery_takes_out_what_no_entry_names(tmp_path: Path) -> None:
    depositing = Depositing(tmp_path)
    contents = [b"one", b"two", b"three"]
    one, two, three = map(digest_of, contents)
    depositing.begin([one, two, three])
    depositing.put_all(contents)
    assert Depositing(tmp_path).recover(named(two)) == [one, three]
    assert files_of(tmp_path) == {f"{two[:2]}/{two}": b"two"}
    assert Depositing(tmp_path).recover(named(two)) == []


def test_an_object_that_was_there_before_the_batch_survives_its_recovery(tmp_path: Path) -> None:
    depositing = Depositing(tmp_path)
    depositing.put(b"text")
    depositing.begin([DIGEST])
    depositing.put(b"text")
    assert depositing.recover(named()) == []
    assert depositing.deposit.has(DIGEST)


def test_an_ended_batch_leaves_nothing_to_recover(tmp_path: Path) -> None:
    depositing = Depositing(tmp_path)
    depositing.begin([DIGEST])
    depositing.put(b"text")
    depositing.commit()
    assert depositing.recover(named()) == []
    assert files_of(tmp_path) == {f"98/{DIGEST}": b"text"}


def test_a_batch_is_not_begun_over_an_interrupted_one(tmp_path: Path) -> None:
    depositing = Depositing(tmp_path)
    depositing.begin([DIGEST])
    with pytest.raises(BatchOpen):
        Depositing(tmp_path).begin([digest_of(b"other")])
    depositing.recover(named())
    depositing.begin([digest_of(b"other")])


def test_a_file_size_limit_is_a_clear_refusal_and_leaves_no_half(tmp_path: Path) -> None:
    def put_under_a_limit() -> None:
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))
        with pytest.raises(LogUnavailable, match="file size limit"):
            Depositing(tmp_path).put_all([b"small", b"x" * 2_000])

    assert in_child(put_under_a_limit) == DONE
    assert list(files_of(tmp_path).values()) == [b"small"]


def test_every_put_is_synced_before_it_returns(tmp_path: Path) -> None:
    steps: list[str] = []
    depositing = Depositing(tmp_path, Files(lambda step, _path: steps.append(step)))
    depositing.put(b"text")
    after_rename = steps[steps.index("after rename") :]
    folders = ["after sync folder"] * 2  # the deposit's own, and the one of two digits
    assert [step for step in after_rename if step.startswith("after sync")] == [
        "after sync file",
        *folders,
    ]
    steps.clear()
    depositing.put_all(b"%d" % number for number in range(SYNCFS_FROM))
    assert steps[-1] == "after sync disk"


def test_a_failing_sync_is_told(tmp_path: Path) -> None:
    def ill(step: str, path: Path) -> None:
        if step == "before sync disk":
            raise OSError(5, os.strerror(5), str(path))

    with pytest.raises(LogUnavailable, match="the disk reports an error"):
        Depositing(tmp_path, Files(ill)).put_all(b"%d" % n for n in range(SYNCFS_FROM))
