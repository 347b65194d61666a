"""The key file: private, whole, never overwritten, and refused in one sentence."""

import os
from pathlib import Path

import pytest

from communique.log.errors import KeyRefused
from communique.log.note import open_note
from communique.log.signing import Signer, key_text, read_key, write_key
from tests.log.child import DONE, in_child
from tests.log.samples import SIGNER

NOBODY = 65_534


def refusal(path: Path) -> str:
    """Return the sentence with which a key file is refused."""
    with pytest.raises(KeyRefused) as refused:
        read_key(path)
    return str(refused.value)


def test_a_key_survives_its_file_which_only_its_owner_may_read(tmp_path: Path) -> None:
    path = tmp_path / "key"
    signer = Signer.generate("sample.example/log")
    write_key(path, signer)
    assert path.stat().st_mode & 0o777 == 0o600
    assert read_key(path) == signer
    assert open_note(read_key(path).sign("text\n"), signer.verifier) == "text\n"
    assert os.listdir(tmp_path) == ["key"]


def test_two_keys_are_never_the_same() -> None:
    assert Signer.generate("a.example") != Signer.generate("a.example")


def test_a_key_does_not_show_its_secret() -> None:
    assert repr(SIGNER) == "Signer(name='sample.example/log')"


@pytest.mark.parametrize("name", ["", "two words", "a+b", "tab\tbed", "no\u00a0break"])
def test_a_name_no_note_could_carry_is_refused(name: str) -> None:
    with pytest.raises(KeyRefused, match="cannot name a key"):
        Signer.generate(name)


def test_a_key_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "key"
    write_key(path, SIGNER)
    with pytest.raises(KeyRefused, match="not overwritten"):
        write_key(path, Signer.generate("other.example/log"))
    assert read_key(path) == SIGNER
    assert os.listdir(tmp_path) == ["key"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644, 0o700])
def test_a_key_open_to_others_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "key"
    write_key(path, SIGNER)
    path.chmod(mode)
    assert refusal(path) == f"{path} has mode {mode:04o}; a key's is 0600"


def test_a_missing_key_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "key").endswith("key cannot be read: no such file or directory")


def test_a_key_this_user_may_not_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "key"
    write_key(path, SIGNER)
    path.chmod(0)

    def read_as_nobody() -> None:
        if os.geteuid() == 0:  # whom no mode keeps out
            os.setuid(NOBODY)
        assert "cannot be read: permission denied" in refusal(path)

    assert in_child(read_as_nobody) == DONE


def test_a_folder_and_a_pipe_are_no_key(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe", 0o600)
    for path in (tmp_path, tmp_path / "pipe"):
        assert refusal(path) == f"{path} is no file"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00garbage",
        b"-----BEGIN PRIVATE KEY-----\n",
        b"PRIVATE+KEY+sample.example/log+27738dd6+AQID\n",
        b"PRIVATE+KEY+" * 1000,
        key_text(SIGNER).replace("PRIVATE", "PUBLIC").encode(),
    ],
)
def test_a_file_that_holds_no_key_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "key"
    path.write_bytes(content)
    path.chmod(0o600)
    assert refusal(path) == f"{path} holds no Ed25519 signing key"


def test_a_key_of_another_name_is_told_by_its_hash(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text(key_text(SIGNER).replace("sample", "simple"), "ascii")
    path.chmod(0o600)
    assert refusal(path) == f"{path} holds a key whose hash is not its own"


def test_a_key_may_have_pluses_in_its_base64(tmp_path: Path) -> None:
    signer = Signer("sample.example/log", b"\xef\xbe\xfb" * 10 + b"ab")
    assert key_text(signer).count("+") > 4
    write_key(tmp_path / "key", signer)
    assert read_key(tmp_path / "key") == signer
