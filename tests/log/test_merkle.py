"""Merkle trees: the vectors of RFC 6962's first logs, and the laws of proofs."""

from hypothesis import given
from hypothesis import strategies as st

from communique.log import merkle

# The test vectors of the Certificate Transparency project for RFC 6962.
LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        *("", "00", "10", "2021", "3031", "40414243"),
        *("5051525354555657", "606162636465666768696a6b6c6d6e6f"),
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
FIRST_OF_8 = (
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
)
FROM_6_TO_8 = (
    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
)
HASHES = [merkle.leaf_hash(leaf) for leaf in LEAVES]

sizes = st.integers(1, 400)


def hashes_of(size: int) -> list[bytes]:
    """Return the leaf hashes of a tree of made-up leaves."""
    return [merkle.leaf_hash(b"%d" % index) for index in range(size)]


def test_the_empty_tree_has_the_hash_of_nothing() -> None:
    expected = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert merkle.root([]).hex() == expected


def test_the_roots_are_those_of_the_known_vectors() -> None:
    assert [merkle.root(HASHES[:size]).hex() for size in range(1, 9)] == ROOTS


def test_the_proofs_are_those_of_the_known_vectors() -> None:
    assert tuple(h.hex() for h in merkle.inclusion_proof(0, HASHES)) == FIRST_OF_8
    assert tuple(h.hex() for h in merkle.consistency_proof(1, HASHES)) == FIRST_OF_8
    assert tuple(h.hex() for h in merkle.consistency_proof(6, HASHES)) == FROM_6_TO_8


def test_nothing_needs_proof_from_the_empty_tree_or_to_itself() -> None:
    assert merkle.consistency_plan(0, 8) == merkle.consistency_plan(8, 8) == []
    empty, root = merkle.EMPTY_ROOT, merkle.root(HASHES)
    assert merkle.verify_consistency(0, 8, old_root=empty, new_root=root, proof=())
    assert merkle.verify_consistency(8, 8, old_root=root, new_root=root, proof=())
    assert not merkle.verify_consistency(8, 8, old_root=empty, new_root=root, proof=())
    assert not merkle.verify_consistency(0, 8, old_root=root, new_root=root, proof=())
    assert not merkle.verify_consistency(9, 8, old_root=root, new_root=root, proof=())


@given(sizes, st.data())
def test_every_inclusion_proof_verifies_and_a_changed_one_does_not(
    size: int, draw: st.DataObject
) -> None:
    hashes = hashes_of(size)
    index = draw.draw(st.integers(0, size - 1))
    proof, root = merkle.inclusion_proof(index, hashes), merkle.root(hashes)

    def holds(leaf: bytes, at: int, proof: tuple[bytes, ...]) -> bool:
        return merkle.verify_inclusion(leaf, index=at, size=size, tree_root=root, proof=proof)

    assert holds(hashes[index], index, proof)
    assert not holds(merkle.leaf_hash(b"another"), index, proof)
    assert not holds(hashes[index], index + size, proof)
    assert not holds(hashes[index], index, (*proof, root))
    if proof:
        spoilt = draw.draw(st.integers(0, len(proof) - 1))
        changed = (*proof[:spoilt], bytes(32), *proof[spoilt + 1 :])
        assert not holds(hashes[index], index, changed)
        assert not holds(hashes[index], index, proof[:-1])


@given(sizes, st.data())
def test_every_consistency_proof_verifies_and_a_changed_one_does_not(
    new: int, draw: st.DataObject
) -> None:
    hashes = hashes_of(new)
    old = draw.draw(st.integers(1, new))
    old_root, new_root = merkle.root(hashes[:old]), merkle.root(hashes)
    proof = merkle.consistency_proof(old, hashes)

    def holds(old_root: bytes, new_root: bytes, proof: tuple[bytes, ...]) -> bool:
        return merkle.verify_consistency(
            old, new, old_root=old_root, new_root=new_root, proof=proof
        )

    assert holds(old_root, new_root, proof)
    assert not holds(bytes(32), new_root, proof)
    assert not holds(old_root, bytes(32), proof)
    assert not holds(old_root, new_root, (*proof, old_root))
    if proof:
        spoilt = draw.draw(st.integers(0, len(proof) - 1))
        assert not holds(old_root, new_root, (*proof[:spoilt], bytes(32), *proof[spoilt + 1 :]))


@given(sizes, st.data())
def test_a_tree_is_the_tree_of_its_two_halves(size: int, draw: st.DataObject) -> None:
    hashes = hashes_of(size + 1)
    middle = merkle.split(size + 1)
    halves = merkle.node_hash(merkle.root(hashes[:middle]), merkle.root(hashes[middle:]))
    assert merkle.root(hashes) == halves
