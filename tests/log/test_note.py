"""Signed notes and checkpoints: what is accepted, and all that is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.log.errors import KeyRefused, NoteRefused
from communique.log.note import Checkpoint, Verifier, open_checkpoint, open_note
from communique.log.signing import Signer
from tests.log.samples import OTHER, SIGNER

TEXT = "A line.\n\nAnother.\n"
NOTE = SIGNER.sign(TEXT)
VERIFIER = SIGNER.verifier


def test_a_verifier_key_is_its_name_its_hash_and_its_bytes() -> None:
    text = "sample.example/log+27738dd6+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
    assert VERIFIER.text() == text
    assert Verifier.from_text(f"{text}\n") == VERIFIER


@pytest.mark.parametrize(
    "text",
    [
        "",
        "sample.example/log",
        "sample.example/log+27738dd6+AQ==",
        "sample.example/log+27738dd7+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
        "other.example/log+27738dd6+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
        "sample.example/log+27738dd6+AgOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
        "sample log+27738dd6+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
        "sample.example/log+27738dd6+*QOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
    ],
)
def test_what_is_no_verifier_key_is_refused(text: str) -> None:
    with pytest.raises(KeyRefused):
        Verifier.from_text(text)


def test_a_note_gives_back_its_text() -> None:
    assert open_note(NOTE, VERIFIER) == TEXT


def test_a_signature_by_an_unknown_key_is_passed_over() -> None:
    stranger = Signer("witness.example", bytes(32)).sign(TEXT).decode().rsplit("\n\n", 1)[1]
    assert open_note(NOTE + stranger.encode(), VERIFIER) == TEXT


def test_a_note_another_key_of_the_name_signed_is_refused() -> None:
    with pytest.raises(NoteRefused, match="no signature by"):
        open_note(OTHER.sign(TEXT), VERIFIER)


def test_a_wrong_signature_spoils_a_note_that_has_a_right_one_too() -> None:
    wrong = SIGNER.sign("Another text.\n").decode().rsplit("\n\n", 1)[1]
    with pytest.raises(NoteRefused, match="not one of this text"):
        open_note(NOTE + wrong.encode(), VERIFIER)


@given(st.integers(0, len(NOTE) - 1), st.integers(1, 255))
def test_a_note_with_any_byte_changed_is_refused(at: int, change: int) -> None:
    changed = bytearray(NOTE)
    changed[at] ^= change
    with pytest.raises(NoteRefused):
        open_note(bytes(changed), VERIFIER)


@given(st.binary())
def test_bytes_that_are_no_note_are_refused(note: bytes) -> None:
    with pytest.raises(NoteRefused):
        open_note(note, VERIFIER)


def test_a_note_of_a_hundred_and_one_signatures_is_refused() -> None:
    line = NOTE.decode().rsplit("\n\n", 1)[1]
    with pytest.raises(NoteRefused, match="101 signatures"):
        open_note(f"{TEXT}\n{line * 101}".encode(), VERIFIER)


@given(st.integers(0, 2**62), st.binary(min_size=32, max_size=32))
def test_a_checkpoint_survives_its_note(size: int, root: bytes) -> None:
    checkpoint = Checkpoint(SIGNER.name, size, root)
    assert open_checkpoint(SIGNER.sign(checkpoint.text()), VERIFIER) == checkpoint


def test_extension_lines_of_a_checkpoint_are_passed_over() -> None:
    checkpoint = Checkpoint(SIGNER.name, 7, bytes(32))
    assert Checkpoint.from_text(checkpoint.text() + "an extension\n") == checkpoint


@pytest.mark.parametrize(
    "text",
    [
        "sample.example/log\n1\n",
        "sample.example/log\n01\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        "sample.example/log\n-1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        "sample.example/log\n1\nAAAA\n",
        "sample.example/log\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=\n",
        "\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
    ],
)
def test_a_text_that_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(NoteRefused):
        Checkpoint.from_text(text)


def test_a_checkpoint_of_another_log_by_the_same_key_is_refused() -> None:
    foreign = SIGNER.sign(Checkpoint("other.example/log", 7, bytes(32)).text())
    with pytest.raises(NoteRefused, match=r"of other\.example/log"):
        open_checkpoint(foreign, VERIFIER)
