"""tlog-scales, written by others to the same specifications, accepts a log and finds changes."""

from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from tlog_scales.backend import LocalBackend
from tlog_scales.reader import TilesReader
from tlog_scales.signing import Vkey
from tlog_scales.tiles import leaf_hash
from tlog_scales.tlog import Checkpoint, InclusionProofInvalid

from communique.log.reader import LogReader
from tests.log.samples import OTHER, SIGNER, leaf, make_log, spoil

SIZES = [1, 255, 256, 257, 1_300, 70_000]
VKEY = Vkey.from_string(SIGNER.verifier.text())


def opened(folder: Path) -> tuple[TilesReader, Checkpoint]:
    """Return their reader of a log, and the checkpoint once they have verified it."""
    reader = TilesReader(LocalBackend(folder))
    checkpoint = reader.get_checkpoint()
    checkpoint.verify(VKEY)
    return reader, checkpoint


@pytest.mark.parametrize("size", SIZES)
def test_tlog_scales_accepts_a_log(tmp_path: Path, size: int) -> None:
    make_log(tmp_path / "log", size, batch=min(size, 600))
    reader, checkpoint = opened(tmp_path / "log")
    assert (checkpoint.origin, checkpoint.size) == (SIGNER.name, size)
    assert reader.calculate_root_hash() == checkpoint.root_hash
    for index in {0, size // 3, size - 1}:
        assert reader.get_entry(index) == leaf(index)
        proof = reader.get_inclusion_proof(index, size)
        proof.check(leaf_hash(leaf(index)), checkpoint.root_hash)


@pytest.mark.parametrize("size", SIZES)
def test_the_proofs_of_both_are_the_same(tmp_path: Path, size: int) -> None:
    make_log(tmp_path / "log", size)
    theirs, checkpoint = opened(tmp_path / "log")
    ours = LogReader(tmp_path / "log", SIGNER.verifier)
    for index in {0, size // 3, size - 1}:
        inclusion = theirs.get_inclusion_proof(index, size).node_hashes
        assert ours.inclusion_proof(index) == tuple(inclusion)
        consistency = theirs.get_consistency_proof(index + 1, size)
        assert ours.consistency_proof(index + 1) == tuple(consistency.node_hashes)
        consistency.check(ours.root(index + 1), checkpoint.root_hash)


@pytest.mark.parametrize("path", ["tile/0/002.p/88", "tile/1/000.p/2"])
def test_tlog_scales_refuses_a_changed_tile(tmp_path: Path, path: str) -> None:
    make_log(tmp_path / "log", 600)
    spoil(tmp_path / "log" / path)
    reader, checkpoint = opened(tmp_path / "log")
    assert reader.calculate_root_hash() != checkpoint.root_hash


def test_tlog_scales_refuses_a_changed_leaf(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    make_log(folder, 600)
    bundle = folder / "tile/entries/000"
    bundle.write_bytes(bundle.read_bytes().replace(b"leaf 7 ", b"leaf 8 "))
    reader, checkpoint = opened(folder)
    found = reader.get_entry(7)
    assert found != leaf(7)
    with pytest.raises(InclusionProofInvalid):
        reader.get_inclusion_proof(7, 600).check(leaf_hash(found), checkpoint.root_hash)


def test_tlog_scales_refuses_a_changed_checkpoint(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    make_log(folder, 3)
    text = (folder / "checkpoint").read_text("utf-8")
    (folder / "checkpoint").write_text(text.replace("\n3\n", "\n2\n"), "utf-8")
    with pytest.raises(InvalidSignature):
        opened(folder)


def test_tlog_scales_refuses_a_log_of_another_key(tmp_path: Path) -> None:
    make_log(tmp_path / "log", 3)
    checkpoint = TilesReader(LocalBackend(tmp_path / "log")).get_checkpoint()
    with pytest.raises(RuntimeError, match="no signature matched"):
        checkpoint.verify(Vkey.from_string(OTHER.verifier.text()))
